"""Is the evidence good enough to answer?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from chat.findings import Finding
from chat.objections import Objection, nearby, objection
from chat.reading.asked import Asked, Role
from chat.reading.attributes import is_generic
from retriever.index import Index
from retriever.query import Query, Token


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
_NO_MATTER = frozenset(
    "올해 금년 작년 지난해 내년 현재 최근 지금 오늘 이번 전국 국내 우리나라 나라 한국 정부 전체 모두 각각 최대 최소 경우 정도 "
    "사람 담당 담당자 문서 자료 이상 이하 다음 처음 시작 관련".split()
)
_OF_THE_MATTER = frozenset({Objection.PERIOD, Objection.ATTRIBUTE})


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict, and the findings that nothing speaks against, best first."""

    verdict: Verdict
    findings: tuple[Finding, ...]


def judge(asked: Asked, query: Query, findings: Sequence[Finding], index: Index) -> Judgement:
    """Whether the findings answer what is asked."""
    floor = _FLOOR_ENGLISH if asked.english else _FLOOR
    matter = _rarest_noun(asked, query, index)
    about = [f for f in findings if _evidence(f) >= floor and (matter is None or _speaks_of(f, matter, index))]
    if not about:
        return Judgement(Verdict.NOTHING, ())
    good = tuple(_unobjected(asked, about, index))
    return Judgement(Verdict.ANSWER if good else Verdict.NEAR, good)


def _evidence(finding: Finding) -> float:
    """The evidence of the best sentence of the finding's passage: its neighbours need not name the matter again."""
    return max(sentence.evidence for sentence in finding.hit.sentences)


def _rarest_noun(asked: Asked, query: Query, index: Index) -> Token | None:
    """The noun of the question that the fewest passages hold, of those that any holds: it names the matter.

    Neither what is done nor what is asked for names it, nor do words of time and extent.
    """
    named = {
        term.form
        for term in asked.terms
        if term.role not in (Role.PREDICATE, Role.HEAD) and term.tag in ("NNG", "NNP", "SL") and len(term.form) > 1
    }
    nouns = [
        token
        for token in query.tokens
        if token.weight
        and token.form in named - _NO_MATTER
        and not is_generic(token.form)
        and (token.form in index.terms or token.alternatives)
    ]
    return max(nouns, key=lambda token: token.weight, default=None)


def _speaks_of(finding: Finding, matter: Token, index: Index) -> bool:
    """Whether the noun, or another name of it, stands around the finding."""
    near = nearby(finding, index.documents[finding.hit.passage.document_id])
    names = [(matter.form,), *matter.alternatives]
    return any(all(term.lstrip("#").removesuffix("다") in near for term in name) for name in names)


def _unobjected(asked: Asked, findings: Sequence[Finding], index: Index) -> Iterator[Finding]:
    """The findings that nothing speaks against.

    Where the year of a sentence, or what it tells of the matter, is another than asked, a sentence that says less of the
    matter cannot tell it either.
    """
    objections = [objection(asked, f, index.documents[f.hit.passage.document_id]) for f in findings]
    good = {id(f.sentence) for f, against in zip(findings, objections, strict=True) if against is None}
    needed = max(
        (
            f.sentence.coverage - _LESS
            for f, against in zip(findings, objections, strict=True)
            if against in _OF_THE_MATTER and id(f.sentence) not in good
        ),
        default=0.0,
    )
    for finding, against in zip(findings, objections, strict=True):
        if against is None and finding.sentence.coverage >= needed:
            yield finding
