"""Which of two documents that say the same is indexed, and why the other is not."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ingest.document import Document
from ingest.korean.letters import letters_of
from retriever.likeness import Fingerprint, Likeness, likely_pairs

# File endings: the formats that keep the words, the tables and their order best come first; a text that somebody exported comes last.
_BY_QUALITY = (".hwpx .hwp", ".docx", ".xlsx", ".html .htm", ".md .markdown", ".csv .tsv", ".pdf", ".txt")
_QUALITY = {ending: rank for rank, endings in enumerate(_BY_QUALITY) for ending in endings.split()}

SAME_TEXT = 0.9
"""The least share (0..1) of shingles that two formats of one text have in common: converters lose page headers and words in pictures."""
CORRECTED = 0.6
"""The same for a release that says of itself that it is a correction: in a short text a correction changes a large part."""
ISSUED_AGAIN = 0.8
"""The same for two releases of one title that differ in date only: two releases of a series share their title, but less of the text."""

_LOST_FIGURES = 0.02  # share of the numbers in which two formats may differ: those in pictures or torn at a line's end
_HEAD = 300  # characters at a document's beginning in which it says that it is a correction
# Not in the middle of other words (행정정보, 재정정책, 법정정원) and not the beginning of one (수정구).
_MARK_WORDS = r"(?<![가-힣])(?:재\s?)?(?:수정|정정)(?![가-힣]*[시군구동읍면])"
_MARKED = re.compile(
    rf"[\[(〔【<]\s*{_MARK_WORDS}[^\])〕】>\n]{{0,12}}[\])〕】>]|{_MARK_WORDS}\s?(?:본|판|보도|자료|공고|고시|사항)"
)
_MARK = re.compile(rf"[\[(〔【<]?\s*{_MARK_WORDS}\s*(?:본|판|보도자료|자료|공고)?\s*[\])〕】>]?")
_MARKED_NAME = re.compile(rf"{_MARK_WORDS}(?=본|판|\d|[\W_]|$)")


@dataclass(frozen=True)
class DocumentCandidate:
    """A document that may be a copy of another. `is_new`: the index does not hold it yet; `stored`: its fingerprint, where the index has it."""

    document: Document
    is_new: bool
    stored: Fingerprint | None = None

    @cached_property
    def fingerprint(self) -> Fingerprint:
        """The fingerprint of the text."""
        return self.stored or self.likeness.fingerprint

    @cached_property
    def likeness(self) -> Likeness:
        """The text of the document, prepared for comparison."""
        return Likeness(self.document.text)

    @property
    def quality(self) -> int:
        """The rank of the document's format: 0 is the best source."""
        return _QUALITY.get(Path(self.document.source).suffix.lower(), len(_BY_QUALITY))

    @cached_property
    def bare_title(self) -> str:
        """The letters of the title, without the words that call it a correction."""
        return letters_of(_MARK.sub("", self.document.title))

    @cached_property
    def is_corrected(self) -> bool:
        """Whether the document says of itself that it corrects another."""
        head = f"{self.document.title}\n{self.document.text[:_HEAD]}"
        return bool(_MARKED.search(head) or _MARKED_NAME.search(Path(self.document.source).stem))

    @property
    def preference(self) -> tuple[int, bool, int, str]:
        """The sort key by which one of two equal documents is kept, the smaller: the better format, the one already indexed, the shorter
        file name ("안내.hwp", not "안내 (1).hwp" or "안내 - 복사본.hwp"), the first path.
        """
        source = self.document.source
        return self.quality, self.is_new, len(Path(source).name), source


@dataclass(frozen=True, slots=True)
class CopyVerdict:
    """The decision to index `kept` and not `left_out`; `why` in Korean. `same_text`: both have the same letters, but for what a format
    loses; else `kept` is a newer release.
    """

    kept: Document
    left_out: Document
    why: str
    same_text: bool


def compared(candidates: Sequence[DocumentCandidate]) -> list[CopyVerdict]:
    """The verdicts on `candidates` that say the same as another; each candidate is left out at most once. Two that are both in the index
    are not compared again.
    """
    pairs = dict.fromkeys(_of_one_text(candidates))
    new = [at for at, one in enumerate(candidates) if one.is_new]
    if new:
        pairs |= dict.fromkeys(likely_pairs([one.fingerprint.sample for one in candidates], new))
    left: set[int] = set()
    verdicts: list[CopyVerdict] = []
    for one, other in pairs:
        verdict = None if {one, other} & left else judged(candidates[one], candidates[other])
        if verdict:
            left.add(one if verdict.left_out is candidates[one].document else other)
            verdicts.append(verdict)
    return verdicts


def _of_one_text(candidates: Sequence[DocumentCandidate]) -> Collection[tuple[int, int]]:
    """The pairs of candidates with the same letters, as places in `candidates`: the best of a group first, another of it second."""
    groups: dict[bytes, list[int]] = {}
    for at, one in enumerate(candidates):
        groups.setdefault(one.fingerprint.digest, []).append(at)
    found: list[tuple[int, int]] = []
    for group in groups.values():
        best = min(group, key=lambda at: candidates[at].preference)
        found.extend((best, at) for at in group if at != best and (candidates[at].is_new or candidates[best].is_new))
    return found


def judged(one: DocumentCandidate, other: DocumentCandidate) -> CopyVerdict | None:
    """The verdict on which of two candidates is indexed; None where both are, since each says something of its own."""
    same_letters = one.fingerprint.digest == other.fingerprint.digest
    newer = None if same_letters else _newer(one, other)
    if newer is not None:
        older = other if newer is one else one
        return CopyVerdict(newer.document, older.document, "고쳐서 다시 낸 문서가 있습니다", same_text=False)
    if not (same_letters or _one_text_in_two_formats(one, other)):
        return None
    kept, left = sorted((one, other), key=lambda c: c.preference)
    better = kept.quality < left.quality
    why = "형식이 더 나은 원본이 있습니다" if better else "내용이 같은 문서가 있습니다"
    return CopyVerdict(kept.document, left.document, why, same_text=True)


def _one_text_in_two_formats(one: DocumentCandidate, other: DocumentCandidate) -> bool:
    """Whether two candidates are one text in two formats, different only by what converters lose. Their numbers must agree and each must
    hold the other's title: notices of two offices, or of two months, often differ in nothing else.
    """
    return (
        one.quality != other.quality
        and _figures_agree(one.likeness.figures, other.likeness.figures)
        and _title_stands_in(one, other)
        and _title_stands_in(other, one)
        and one.likeness.shares(other.likeness) >= SAME_TEXT
    )


def _figures_agree(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one ^ other) <= _LOST_FIGURES * max(len(one), len(other))


def _title_stands_in(one: DocumentCandidate, other: DocumentCandidate) -> bool:
    """Whether the text of `other` holds the title of `one`. True also where the text of `one` does not: such a title proves nothing."""
    title = letters_of(one.document.title)
    return title in other.likeness.letters or title not in one.likeness.letters


def _newer(one: DocumentCandidate, other: DocumentCandidate) -> DocumentCandidate | None:
    """The newer of two releases of one title, which replaces the older; None where neither does."""
    if one.bare_title != other.bare_title or not one.bare_title or not _of_one_office(one, other):
        return None
    days = one.document.metadata.published, other.document.metadata.published
    if days[0] and days[1] and days[0] != days[1]:
        newer = one if days[0] > days[1] else other
    elif one.is_corrected != other.is_corrected:
        newer = one if one.is_corrected else other
    else:
        return None
    enough = CORRECTED if newer.is_corrected else ISSUED_AGAIN
    return newer if one.likeness.shares(other.likeness) >= enough else None


def _of_one_office(one: DocumentCandidate, other: DocumentCandidate) -> bool:
    """Whether two candidates may be of one department of one office: what both name is the same. Offices give their notices the same titles."""
    metadata = one.document.metadata, other.document.metadata
    names = [[letters_of(field) for field in (of.office, of.department)] for of in metadata]
    return all(a == b or not a or not b for a, b in zip(*names, strict=True))
