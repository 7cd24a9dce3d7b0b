"""One row of scores for each question, from what was asked and what came back; nothing is asked again."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from chat.composing.draft import SHORT_ANSWER
from eval.citations import evidence_cited, gold_citations, sentences_covered
from eval.fact_in_text import holds
from eval.korquad import char_f1, exact_match
from eval.question import ANSWERED, RELATED
from eval.ranking import ranking_scores
from eval.run_folder import BEIR, QUESTIONS, SQUAD, Record, ResolvedQuestion, Run

_SAYS = re.compile(r"입니다(?:\([^()]{1,20}\))?\.$")


class Cause(StrEnum):
    """The outcome of a question: right, or why it is not."""

    RIGHT = "right"
    ERROR = "error"
    NOT_ASKED = "not_asked"
    NOT_FOUND = "not_found"
    NOT_CHOSEN = "not_chosen"
    WRONGLY_READ = "wrongly_read"
    WRONGLY_REFUSED = "wrongly_refused"
    WRONGLY_ANSWERED = "wrongly_answered"
    WRONG_REFUSAL = "wrong_refusal"


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One question's scores. `scores` holds only what applies to it: an unanswerable question has no
    `facts_right`, and a question that ended in an error has none at all (it is counted, not averaged).
    """

    asked: ResolvedQuestion
    record: Record
    scores: Mapping[str, float]
    missing_facts: tuple[str, ...]
    cause: Cause

    @property
    def status(self) -> str:
        """The status that came back, "error" where none did."""
        return str(self.record.answer["status"]) if self.record.answer else Cause.ERROR.value


def score_run(run: Run) -> tuple[ScoreRow, ...]:
    """The rows of a run, in the order of its questions."""
    rankings = {one.id: one.ranking for one in run.records.values() if not one.error}
    relevant = {asked.question.id: asked.relevant for asked in run.asked}
    ranks = ranking_scores(rankings, relevant, alternatives=run.info.kind == QUESTIONS)
    return tuple(
        _row(run.info.kind, asked, run.records.get(asked.question.id), ranks.get(asked.question.id, {}))
        for asked in run.asked
    )


def _row(kind: str, asked: ResolvedQuestion, record: Record | None, ranks: Mapping[str, float]) -> ScoreRow:
    if record is None:
        missing = Record(asked.question.id, error="아직 묻지 않았습니다.")
        return ScoreRow(asked, missing, {}, (), Cause.NOT_ASKED)
    if record.error:
        return ScoreRow(asked, record, {}, (), Cause.ERROR)
    if kind == BEIR:
        return ScoreRow(asked, record, ranks, (), Cause.RIGHT if ranks.get("recall@10", 0) else Cause.NOT_FOUND)
    if kind == SQUAD:
        return _reading_row(asked, record, ranks)
    return _answer_row(asked, record, ranks)


def _reading_row(asked: ResolvedQuestion, record: Record, ranks: Mapping[str, float]) -> ScoreRow:
    """The row of a question that was read in its gold paragraph: exact match and character F1 of the span (KorQuAD's rules),
    and whether the chosen sentence holds a gold answer to the letter.
    """
    text, sentence = (record.reading.text, record.reading.sentence) if record.reading else ("", "")
    scores = dict(ranks)
    scores["exact_match"] = exact_match(text, asked.answers)
    scores["char_f1"] = round(char_f1(text, asked.answers), 6)
    scores["sentence_hit"] = float(any(answer in sentence for answer in asked.answers))
    right = scores["exact_match"] == 1.0
    return ScoreRow(asked, record, scores, (), Cause.RIGHT if right else Cause.WRONGLY_READ)


def _answer_row(asked: ResolvedQuestion, record: Record, ranks: Mapping[str, float]) -> ScoreRow:
    assert record.answer is not None  # no error: there is an answer
    answer, question = record.answer, asked.question
    answered = answer["status"] in ANSWERED
    scores: dict[str, float] = {}
    if answered:
        scores |= _citation_scores(asked, record)
    if not question.answerable:
        right = not answered or answer["status"] == question.status
        scores["refusals_right"] = float(right)
        scores["wrong_answers"] = float(not right)
        scores["false_answers"] = float(not right)
        if question.status:
            scores["refusal_kind_right"] = float(answer["status"] == question.status)
        return ScoreRow(asked, record, scores, (), _refusal_cause(right, answer["status"], question.status))
    scores |= ranks
    missing = tuple(fact[0] for fact in question.facts if not (answered and _says(answer["text"], fact)))
    scores["facts_right"] = float(not missing)
    scores["wrong_answers"] = float(answered and bool(missing))
    shown = answer["text"] if answered or answer["status"] == RELATED else ""
    shown = "\n".join([shown, *(c["quote"] for kind in ("nearby", "further") for c in answer.get(kind, ()))])
    scores["facts_shown"] = float(all(_says(shown, fact) for fact in question.facts))
    if answered and (headline := _headline(answer["text"])):
        accepted = [variant for fact in question.facts for variant in fact]
        scores["headline_right"] = float(any(holds(headline, one) or holds(one, headline) for one in accepted))
    scores["facts_share"] = round(1 - len(missing) / len(question.facts), 6)
    scores["evidence_cited"] = float(answered and evidence_cited(asked, answer["citations"]))
    scores["false_refusals"] = float(not answered)
    return ScoreRow(asked, record, scores, missing, _cause(scores, record.ranking, asked.relevant))


def _headline(text: str) -> str:
    """The words that the page shows large before the rest of the answer `text`; "" for none. They are judged by themselves: right where they hold
    an accepted answer or are a part of one.
    """
    first = SHORT_ANSWER.match(text)
    return _SAYS.sub("", first[1]) if first and text[first.end() :].strip() else ""


def _says(text: str, fact: Sequence[str]) -> bool:
    return any(holds(text, variant) for variant in fact)


def _citation_scores(asked: ResolvedQuestion, record: Record) -> dict[str, float]:
    assert record.answer is not None
    citations: Sequence[Mapping[str, Any]] = record.answer["citations"]
    scores = {"answer_chars": float(len(record.answer["text"]))}
    if citations:
        scores["quotes_verbatim"] = round(sum(record.verbatim) / len(citations), 6)
        if asked.question.answerable:
            scores["citation_precision"] = round(sum(gold_citations(asked, citations)) / len(citations), 6)
    covered = sentences_covered(record.answer["text"], citations)
    if covered is not None:
        scores["citation_recall"] = covered
    return scores


def _refusal_cause(right: bool, got: str, expected: str) -> Cause:
    if not right:
        return Cause.WRONGLY_ANSWERED
    return Cause.RIGHT if not expected or got == expected else Cause.WRONG_REFUSAL


def _cause(scores: Mapping[str, float], ranking: Sequence[str], relevant: Mapping[str, int]) -> Cause:
    """The likely cause: right where all facts are in the answer, else the first step that failed, of search, decision to answer, choice of
    the sentence and reading.
    """
    if scores["facts_right"]:
        return Cause.RIGHT
    if not any(found in relevant for found in ranking):
        return Cause.NOT_FOUND
    if scores["false_refusals"]:
        return Cause.WRONGLY_REFUSED
    return Cause.WRONGLY_READ if scores["evidence_cited"] else Cause.NOT_CHOSEN
