"""Is the evidence good enough to answer?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from chat.asked import Asked
from chat.findings import Finding
from chat.objections import Objection, objection
from retriever.index import Index


class Verdict(Enum):
    """Answer; refuse but show what is related; refuse."""

    ANSWER = "answer"
    NEAR = "near"
    NOTHING = "nothing"


# Evidence (4 x cosine + coverage) below which nothing found is about the question; docs/measurements.md shows how many
# questions with and without an answer stand on either side. A question in English shares no words with a Korean text.
_FLOOR = 3.6
_FLOOR_ENGLISH = 3.2
# How much less of the question's words (0..1) than an objected sentence one may hold and still be about the matter.
_LESS = 0.2
_OF_THE_MATTER = frozenset({Objection.PERIOD, Objection.ATTRIBUTE})


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict, and the findings that nothing speaks against, best first."""

    verdict: Verdict
    findings: tuple[Finding, ...]


def judge(asked: Asked, findings: Sequence[Finding], index: Index) -> Judgement:
    """Whether the findings answer what is asked."""
    floor = _FLOOR_ENGLISH if asked.english else _FLOOR
    about = [finding for finding in findings if finding.sentence.evidence >= floor]
    if not about:
        return Judgement(Verdict.NOTHING, ())
    good = tuple(_unobjected(asked, about, index))
    return Judgement(Verdict.ANSWER if good else Verdict.NEAR, good)


def _unobjected(asked: Asked, findings: Sequence[Finding], index: Index) -> Iterator[Finding]:
    """The findings that nothing speaks against.

    Where the year of a sentence, or what it tells of the matter, is another than asked, a sentence that says less of the
    matter cannot tell it either.
    """
    objections = [objection(asked, f, index.documents[f.hit.passage.document_id]) for f in findings]
    good = {f.sentence.sentence for f, against in zip(findings, objections, strict=True) if against is None}
    needed = max(
        (
            f.sentence.coverage - _LESS
            for f, against in zip(findings, objections, strict=True)
            if against in _OF_THE_MATTER and f.sentence.sentence not in good
        ),
        default=0.0,
    )
    for finding, against in zip(findings, objections, strict=True):
        if against is None and finding.sentence.coverage >= needed:
            yield finding
