"""Puts first the finding of the time asked about, and of two documents that answer differently the newer one's."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from chat.reading.asked import Asked
from chat.reading.decide import NEARBY_FROM
from chat.reading.findings import Finding
from chat.reading.sentence_periods import is_of_the_paper, own_years, years_asked
from chat.reading.types import AnswerType
from ingest.document import Document
from ingest.korean.canonical import canonical
from ingest.korean.words import is_content, key, words
from retriever.searched import is_held, squeezed_document

Documents = Mapping[str, Document]

_ASKS_FOR_THE_PAPER = re.compile(
    r"보도|배포|발행|발표|공고|고시|공지|게시|작성|등록|공표|공개|정정|수정|나온|나왔|문서|자료|날짜"
)
_SHARED = 0.6
"""Two sentences are on one matter from this share of the shorter one's words in common: .67 of the sentences of a notice share it with one of another
year's notice, .05 with one of a notice on something else (docs/measurements.md, "What the numbers of telling do").
"""
_SORTS = frozenset(
    "안내 공고 고시 공지 알림 정정 수정 변경 개정 폐지 개최 보도 자료 보도자료 안내문 공고문 계획 년 년도".split()
)
"""Words of a title that say what sort of document it is, not what it is about."""


@dataclass(frozen=True, slots=True)
class Timely:
    """The findings, best first; `older` is the finding in which an older document says something else on the matter of the first one, None
    where there is none.
    """

    findings: tuple[Finding, ...]
    older: Finding | None = None


def in_time(asked: Asked, findings: Sequence[Finding], documents: Documents) -> Timely:
    """The findings without letterheads, with one of the likely ones put first: one of the year asked about or, where no year is asked about, the
    newest on the matter of the best.
    """
    found = tuple(f for f in findings if not _is_letterhead(asked, f))
    if not found:
        return Timely(found)
    wanted = years_asked(asked)
    if wanted:
        fitting = next((f for f in found if f.chance >= NEARBY_FROM and wanted & own_years(f, documents)), None)
        return Timely(_first(fitting, found) if fitting else found)
    rivals = [f for f in found[1:] if f.chance >= NEARBY_FROM and _differ(asked, found[0], f, documents)]
    by_age = sorted([found[0], *rivals], key=lambda f: _written(f, documents), reverse=True)
    if len(by_age) == 1 or _written(by_age[0], documents) == _written(by_age[-1], documents):
        return Timely(found)
    return Timely(_first(by_age[0], found), by_age[1])


def _first(chosen: Finding, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """`chosen` before the other findings, with the chance of the one that was best."""
    if chosen is findings[0]:
        return findings
    best = findings[0]
    return (replace(chosen, chance=best.chance), *(f for f in findings if f is not chosen))


def _is_letterhead(asked: Asked, finding: Finding) -> bool:
    """Whether the question asks for a date and the sentence only states when its document came out, which was not asked for."""
    if AnswerType.DATE not in asked.kinds or _ASKS_FOR_THE_PAPER.search(asked.question):
        return False
    return is_of_the_paper(finding.passage.sentence_text(finding.sentence))


def _differ(asked: Asked, one: Finding, other: Finding, documents: Documents) -> bool:
    """Whether two findings of different documents say different things on one matter: their sentences share most of their words, among them those of
    the question, and each document holds the words of the other's title.
    """
    a, b = documents[one.passage.document_id], documents[other.passage.document_id]
    if a.id == b.id or not _written(one, documents)[0] or not _written(other, documents)[0]:
        return False
    first, second = _content(one.text), _content(other.text)
    shared = len(first & second) / max(min(len(first), len(second)), 1)
    if shared < _SHARED or asked.forms & first - second or canonical(one.text) == canonical(other.text):
        return False
    return _known(a.title, b) and _known(b.title, a)


def _known(title: str, document: Document) -> bool:
    text = squeezed_document(document)
    return all(is_held(word, text) for word in _content(title) - _SORTS)


def _content(text: str) -> set[str]:
    """The content words of `text` without its figures."""
    found = {key(m) for word in words(text) for m in word.morphemes if is_content(m)}
    return {form for form in found if not any(letter.isdigit() for letter in form)}


def _written(finding: Finding, documents: Documents) -> tuple[int, int, int]:
    """The (year, month, day) on which the finding's document was written, to be compared; (0, 0, 0) where unknown."""
    day = documents[finding.passage.document_id].metadata.written
    return (day.year, day.month, day.day) if day else (0, 0, 0)
