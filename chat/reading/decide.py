"""Decides whether to answer, to show related passages or to refuse, by the chance that the best finding answers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import takewhile

from chat.reading.announced_lists import announced_list, announces, findings_of, only_announces
from chat.reading.asked import Asked
from chat.reading.checks import lacks_address, of_another_number
from chat.reading.findings import PASSAGES_READ, Finding
from chat.reading.scoring import Scoring
from chat.reading.values import bare_value, of_other_periods
from chat.settings import AnswerSettings
from ingest.document import Document
from ingest.korean.politeness import statement, strip_lead
from ingest.korean.words import content

# The most sentences of an answer: more would be no answer but the document itself.
_MOST_TOLD = 8
_MOST_PASSAGES = PASSAGES_READ
"""The most passages shown that are no answer: as many as the reader reads. With three instead, each from a chance of .02, the right fact was shown in
.870 of the questions held apart instead of .881, in four other sets in .81 to .88 instead of .83 to .89 (docs/measurements.md).
"""
_PASSAGE_FROM = 0.01
"""The chance from which a passage is shown that is no answer: 3.4 are shown in the mean, 3.8 with .005, which shows one right fact more of 391."""

# What an exception begins with, and what one of several cases or groups of people ends in.
_EXCEPTION = re.compile(r"(?:다만[,\s]|단,)")
_CASE = re.compile(r"(?:경우|때|사람|자)\W*$")
_SURE = 0.9
"""The chance from which an answer is shown alone; below it, sentences that may answer instead are shown beside it."""
NEARBY_FROM, _MOST_NEARBY = 0.1, 2
"""The chance from which a sentence is shown beside an answer, or may stand in its place because of its time, and the most sentences shown. On the
fitting documents 19 of 31 unsure answers that are wrong have the right sentence among these, with .8 sentences shown for an answer; a
threshold of 0 would give 22 with 2.0, one of .2 15 with .35.
"""


class Outcome(Enum):
    """What is shown of the findings: an answer (status answered or partial), related passages (related), or nothing (status no_evidence)."""

    ANSWER = "answer"
    RELATED = "related"
    NO_EVIDENCE = "no_evidence"


class Objection(Enum):
    """A reason for which the best finding is not shown as the answer."""

    UNSURE = "unsure"
    """Its chance is below the threshold."""
    TELLS_NOTHING = "tells nothing"
    """Its words say nothing by themselves ("다음과 같습니다")."""
    OTHER_NUMBER = "other number"
    """It is of another one of a series: "제24차" where the 25th is asked for."""
    OTHER_PERIOD = "other period"
    """It is a row of a table without a cell of the time asked about."""
    NO_ADDRESS = "no address"
    """A telephone number or an address is asked for, and it holds none."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The chances (0..1) from which the best finding is shown as the answer, and from which it is shown as related."""

    answer_from: float
    related_from: float

    @classmethod
    def of(cls, scoring: Scoring, settings: AnswerSettings) -> "Thresholds":
        """The thresholds that the office has set; for one that is not set, the threshold fitted with the scoring."""
        answer_from, related_from = settings.answer_from, settings.related_from
        return cls(
            scoring.answer_from if answer_from is None else answer_from,
            scoring.related_from if related_from is None else related_from,
        )

    @property
    def shown_from(self) -> float:
        """The chance from which anything is shown."""
        return min(self.answer_from, self.related_from)


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome, and the findings to show, best first: the sentences of the answer, or the likeliest sentence of each related passage. `nearby`
    are findings that may answer instead, `further` the likeliest sentences of the nearest passages, both where the answer is not sure;
    `further` also where nothing is shown. `objections` say why the outcome is `RELATED`; otherwise there are none.
    """

    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    nearby: tuple[Finding, ...] = ()
    further: tuple[Finding, ...] = ()
    objections: tuple[Objection, ...] = ()


def decide(
    asked: Asked,
    findings: Sequence[Finding],
    scoring: Scoring,
    settings: AnswerSettings,
    documents: Mapping[str, Document],
) -> Decision:
    """The decision what to show of `findings` (best first) for what is `asked`."""
    question = asked.question
    thresholds = Thresholds.of(scoring, settings)
    if not findings or findings[0].chance < thresholds.shown_from:
        return Decision(Outcome.NO_EVIDENCE, further=nearest_passages(findings))
    best, nothing_told = findings[0], _tells_nothing(question, findings[0])
    document = documents[best.passage.document_id]
    under = _under(best, findings, document) if nothing_told else ()
    if under:
        best, findings = under[0], (*under, *findings)
    told_at = f"{document.title} {_words_around(best)}"
    texts = (finding.passage.sentence_text(finding.sentence) for finding in (best, *under))
    raised = {
        Objection.UNSURE: best.chance < thresholds.answer_from,
        Objection.TELLS_NOTHING: nothing_told and not under,
        Objection.OTHER_NUMBER: of_another_number(question, told_at),
        Objection.OTHER_PERIOD: of_other_periods(asked, best),
        Objection.NO_ADDRESS: lacks_address(asked, texts),
    }
    objections = tuple(objection for objection, holds in raised.items() if holds)
    if objections:
        return Decision(Outcome.RELATED, nearest_passages(findings) or (best,), objections=objections)
    also = under[1:] or _also(best, findings[1:], scoring)
    shown = _with_whole_list(asked, (best, *also[: _MOST_TOLD - 1]), findings, document)
    shown = (*shown, *_stands_on(best, shown, findings, document))
    if best.chance >= _SURE:
        return Decision(Outcome.ANSWER, shown)
    return Decision(Outcome.ANSWER, shown, _nearby(question, shown, findings), nearest_passages(findings))


def _also(best: Finding, others: Sequence[Finding], scoring: Scoring) -> tuple[Finding, ...]:
    """Those of the `others` that answer beside `best`: where a language model chose `best`, the others that it chose; else those of the same
    passage that the reader is sure of.
    """
    others = [finding for finding in others if not finding.sentence.is_label]
    if best.chosen:
        return tuple(f for f in others if f.chosen)
    return tuple(f for f in others if f.passage.id == best.passage.id and f.reading.within >= scoring.also_from)


def _with_whole_list(
    asked: Asked, shown: Sequence[Finding], findings: Sequence[Finding], document: Document
) -> tuple[Finding, ...]:
    """`shown`, with all of an announced list where `shown` begins with the sentence that announces it (and this has no value of the kind asked for),
    or holds several of its items: a part of a list misleads.
    """
    best = shown[0]
    whole = announced_list(document, best.sentence.start)
    if whole is None:
        return tuple(shown)
    items = {whole.item_at(f.sentence.start) for f in shown if f.passage.document_id == document.id} - {None}
    begins = announces(best.text) and not bare_value(asked, best)
    of_list = findings_of(whole, findings, document.id) if begins or len(items) > 1 else ()
    already = {f.sentence for f in shown if f.passage.document_id == document.id}
    return (*shown, *(replace(f, chance=best.chance) for f in of_list if f.sentence not in already))


def _stands_on(
    best: Finding, shown: Sequence[Finding], findings: Sequence[Finding], document: Document
) -> Sequence[Finding]:
    """The finding without which `best` is half the truth, where it is not among `shown`: the sentence that an exception ("다만, …") limits, or the
    one that announces a list of cases of which `best` is one ("다음 각 호의 하나에 해당하면 지급을 중지한다").
    """
    if best.sentence.cells:
        return ()
    here = sorted((f for f in findings if f.passage.id == best.passage.id), key=lambda f: f.sentence.start)
    before = [f for f in here if f.sentence.start < best.sentence.start and not f.sentence.is_label]
    if _EXCEPTION.match(strip_lead(best.text)):
        needed = before[-1:]
    elif (whole := announced_list(document, best.sentence.start)) and _CASE.search(best.text):
        needed = [f for f in before if not whole.item_at(f.sentence.start) and announces(f.text)][-1:]
    else:
        needed = []
    already = {f.sentence for f in shown}
    return [replace(f, chance=best.chance) for f in needed if f.sentence not in already and not only_announces(f.text)]


def _words_around(finding: Finding) -> str:
    """The finding's words with those that say what it is about: headings, context and the labels of its cells."""
    labels = (label for cell in finding.sentence.cells for label in (*cell.row, *cell.column))
    return " ".join([*finding.passage.heading, finding.sentence.context, *labels, finding.text])


def _under(best: Finding, findings: Sequence[Finding], document: Document) -> tuple[Finding, ...]:
    """The findings below `best`, which says nothing by itself, in document order, each with the chance of `best`: those of the list that it
    announces, else those that have it as their context, else those that follow it up to the next label.
    """
    if announces(best.text) and (whole := announced_list(document, best.sentence.start)):
        items = (f for f in findings_of(whole, findings, document.id) if whole.item_at(f.sentence.start))
        if under := tuple(replace(f, chance=best.chance) for f in items):
            return under
    here = sorted((f for f in findings if f.passage.id == best.passage.id), key=lambda f: f.sentence.start)
    after = [f for f in here if f.sentence.start > best.sentence.start]
    below = [f for f in after if f.sentence.context.endswith(best.text)]
    below = below or list(takewhile(lambda f: not f.sentence.is_label, after))
    return tuple(replace(f, chance=best.chance) for f in below)


def _tells_nothing(question: str, finding: Finding) -> bool:
    """Whether a finding says nothing by itself: it only names a matter ("제출서류"), announces it ("요금은 다음과 같다."), or is no sentence and
    has no word that the question has not ("환불 시 지참물" to "환불할 때 지참물은?").
    """
    if finding.sentence.is_label or only_announces(finding.text):
        return True
    if finding.sentence.cells or statement(finding.text).is_sentence:
        return False
    return content(finding.text) <= content(question)


def _nearby(question: str, shown: Sequence[Finding], findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings that may answer instead: those that say something that the others do not."""
    said = [content(finding.text) for finding in shown]
    nearby: list[Finding] = []
    for finding in findings:
        if finding.chance < NEARBY_FROM or len(nearby) == _MOST_NEARBY:
            break
        says = content(finding.text)
        if not _tells_nothing(question, finding) and not any(says <= other for other in said):
            said.append(says)
            nearby.append(finding)
    return tuple(nearby)


def nearest_passages(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The likeliest finding of each passage that may answer (`_PASSAGE_FROM`), the likeliest first; `findings` are in this order."""
    best: dict[str, Finding] = {}
    for finding in findings:
        if finding.chance >= _PASSAGE_FROM:
            best.setdefault(finding.passage.id, finding)
    return tuple(best.values())[:_MOST_PASSAGES]
