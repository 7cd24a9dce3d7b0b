"""Extractive answers against a language model's over one question set (`mureobwa bench writing`).

Each question is asked twice, without and with the model of the settings. Counted: facts right, refusals, and the figures
and dates that no cited passage holds, in what the model wrote and in what the citizen sees.
"""

import json
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from chat.answer import Answer, Status
from chat.pipeline import answer
from chat.service import Mureobwa
from chat.verification.fact_match import match_fact
from chat.verification.facts import Fact, FactKind, facts
from chat.verification.ground import Ground, ground_of
from chat.verification.parsing import parsed
from chat.writing.sentence_stream import sentences
from eval.fact_in_text import holds
from eval.question import Question

_ANSWERED = (Status.ANSWERED, Status.PARTIAL)
_FIGURES = ("date", "time", "number", "percent", "phone", "address", "unit", "edge", "period")


@dataclass(frozen=True, slots=True)
class AnswerPair:
    """One question's two answers."""

    question: Question
    extractive: Answer
    written: Answer


def pairs_of(questions: Sequence[Question], service: Mureobwa, out: Path | None) -> list[AnswerPair]:
    """The two answers to each question, without and with the model; each pair is appended to `out` (JSON lines) at once."""
    plain = replace(service.engine, model=None)
    pairs = []
    for question in questions:
        pairs.append(AnswerPair(question, answer(question.question, plain), service.ask(question.question)))
        if out:
            with out.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(_row(pairs[-1]), ensure_ascii=False) + "\n")
    return pairs


def chosen(questions: Sequence[Question], limit: int) -> list[Question]:
    """The first `limit` answerable questions; 0: all, answerable or not."""
    return [q for q in questions if q.answerable][:limit] if limit else list(questions)


def report(pairs: Sequence[AnswerPair], service: Mureobwa) -> str:
    """The report: a Markdown table, what became of the model's sentences, and the times."""
    asked = [pair for pair in pairs if pair.written.writing]
    uses = [pair.written.writing for pair in asked if pair.written.writing]
    answerable = [pair for pair in pairs if pair.question.answerable]
    rows: list[tuple[str, object, object]] = [
        ("questions / put to the model", len(pairs), len(asked)),
        ("answerable: all facts in the answer", _right(answerable, False), _right(answerable, True)),
        ("unanswerable: refused", _refused(pairs, False), _refused(pairs, True)),
        ("figures and dates not in a cited passage", sum(unsupported(p.extractive, service) for p in asked), sum(unsupported(p.written, service) for p in asked)),
    ]  # fmt: skip
    used = [pair.written for pair in asked if pair.written.writing and pair.written.writing.outcome == "used"]
    rows.append(("of these in answers in the model's words", "", sum(unsupported(given, service) for given in used)))
    lines = ["| | extractive | with the model |", "|---|---|---|", *(f"| {a} | {b} | {c} |" for a, b, c in rows), ""]
    wrong = sum(why.split()[0] in _FIGURES for use in uses for _, why in use.dropped if why)
    lines.append(
        f"The model wrote {sum(u.sentences for u in uses)} sentences; {sum(len(u.dropped) for u in uses)} were dropped, "
        f"{wrong} of them for a figure or date. Outcomes: "
        + ", ".join(f"{name} {sum(u.outcome == name for u in uses)}" for name in ("used", "replaced", "failed"))
    )
    shown = [u.first_sentence_ms - u.first_token_ms for u in uses if u.first_sentence_ms]
    checks = [u.checking_ms for u in uses if u.sentences]
    if shown:
        lines.append(
            f"First sentence after the first token: median {statistics.median(shown):.0f} ms, most {max(shown):.0f} ms"
        )
    if checks:
        lines.append(f"Slowest check of an answer's sentences: median {statistics.median(checks):.0f} ms")
    return "\n".join(lines)


def unsupported(given: Answer, service: Mureobwa) -> int:
    """The number of facts in the answer's text that none of its cited passages holds."""
    cited = [
        passage
        for citation in given.citations
        for passage in service.index.passages_of(citation.document_id)
        if passage.start <= citation.start < passage.end
    ]
    passages = sorted(cited, key=lambda passage: (passage.document_id, passage.start))
    if given.status not in _ANSWERED or not passages:
        return 0
    grounds = [ground_of(passage, service.index.documents[passage.document_id]) for passage in passages]
    every = Ground(
        tuple(s for g in grounds for s in g.sentences), " ".join(g.around for g in grounds), grounds[0].published
    )
    around = parsed(every.around)
    stated_facts = [fact for spoken in sentences([given.text]) for fact in facts(spoken.text)]
    return sum(
        bool(fact.end) and not match_fact(fact, every, around).places and not _extension(fact, every)
        for fact in stated_facts
    )


def _extension(fact: Fact, ground: Ground) -> bool:
    """Whether `fact` is a telephone number made up of another number's beginning and an extension beside it ("044-202-6114 ... (6115)")."""

    head, _, extension = fact.words.rpartition("-")
    rows = (sentence for sentence in ground.sentences if f"({extension})" in sentence)
    return fact.kind is FactKind.PHONE and any(f"{head}-" in row for row in rows)


def _right(pairs: Sequence[AnswerPair], written: bool) -> str:
    right = sum(
        all(
            any(holds((pair.written if written else pair.extractive).text, form) for form in fact)
            for fact in pair.question.facts
        )
        for pair in pairs
    )
    return f"{right} of {len(pairs)}"


def _refused(pairs: Sequence[AnswerPair], written: bool) -> str:
    of = [pair for pair in pairs if not pair.question.answerable]
    refused = sum((pair.written if written else pair.extractive).status not in _ANSWERED for pair in of)
    return f"{refused} of {len(of)}"


def _row(pair: AnswerPair) -> dict[str, object]:
    use = pair.written.writing
    return {
        "id": pair.question.id,
        "question": pair.question.question,
        "extractive": pair.extractive.text,
        "written": pair.written.text,
        "outcome": use.outcome if use else "",
        "dropped": list(use.dropped) if use else [],
        "first_ms": [use.first_token_ms, use.first_sentence_ms, use.checking_ms] if use else [],
    }
