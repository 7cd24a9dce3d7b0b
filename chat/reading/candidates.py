"""The stretches of a sentence that could be an answer: typed spans, noun phrases, quoted names, clauses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from chat.reading.spans import TypedSpan, typed_spans
from chat.reading.types import AnswerType
from chat.reading.words import Word, is_noun, is_verb, key, particle_name, words
from ingest.morphemes import Morpheme

_OPEN, _CLOSE = "\"'“‘「『《<〈[(（", "\"'”’」』》>〉])）"
_BULLETS = frozenset("□○◦●■▪•※▴▲△ㅇ∙➊➋➌①②③④⑤⑥⑦⑧⑨⑩")
_QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "<": ">", "〈": "〉", "'": "'", '"': '"'}
# A noun phrase of an answer is seldom longer; more would only cost time.
_LONGEST = 9


@dataclass(frozen=True, slots=True)
class Span:
    """A candidate answer: `text[start:end]` over the words `first`..`last`.

    `particle` is what follows it, `typed` the typed span it is (None for a noun phrase), `links` how its words hang together
    ("": bare compound, "의", "과", "ETM", ...), `forms` its content morphemes, `quoted`: it fills a pair of quotes.
    """

    start: int
    end: int
    first: int
    last: int
    particle: str
    forms: tuple[str, ...]
    tags: tuple[str, ...]
    links: tuple[str, ...] = ()
    left: str = ""
    right: str = ""
    typed: TypedSpan | None = None
    quoted: bool = False
    part: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """The nominal core of a word: where it may start and end, and how it binds to the next word."""

    word: int
    start: int
    end: int
    link: str
    startable: bool
    endable: bool


@lru_cache(maxsize=1024)
def candidates(text: str) -> tuple[Span, ...]:
    """All candidate spans of `text`, typed ones first."""
    found = words(text)
    flat = [m for word in found for m in word.morphemes]
    pieces = [piece for i, word in enumerate(found) for piece in _pieces(text, i, word)]
    spans: dict[tuple[int, int], Span] = {}
    for typed in typed_spans(text):
        if typed.kind is AnswerType.PERSON and not _is_name(flat, typed):
            continue
        spans[typed.start, typed.end, ] = _span(text, found, flat, typed.start, typed.end, (), typed=typed)  # fmt: skip
        for start, end in _date_parts(text, typed):
            point = TypedSpan(start, end, typed.kind, text[start:end])
            whole = _span(text, found, flat, start, end, (), typed=point)
            spans.setdefault((start, end), replace(whole, part=True))
    for start, end in _quoted(text):
        spans.setdefault((start, end), _span(text, found, flat, start, end, (), quoted=True))
    typed_all = typed_spans(text)
    for start, end, links, left, right in _phrases(pieces):
        if (start, end) not in spans and not any(_cuts(t, start, end) for t in typed_all):
            spans[start, end] = _span(text, found, flat, start, end, links, left=left, right=right)
    return tuple(spans.values())


_YEAR_PART = re.compile(r"(?:기원전\s?)?\d{1,4}년(?=\s|\D)|['‘’`]\d{2}년?(?=[\s.])")
_FROM_TO = re.compile(r"\s?(?:~|∼|–)\s?|(?:부터|에서)\s?")


def _date_parts(text: str, typed: TypedSpan) -> Iterator[tuple[int, int]]:
    """The year of a date, and both ends of a range of dates."""
    if typed.kind not in (AnswerType.DATE, AnswerType.TIME):
        return
    start = typed.start
    for match in _FROM_TO.finditer(text, typed.start, typed.end):
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if typed.start < start < typed.end:
        yield start, typed.end - 2 * text[: typed.end].endswith("까지")
    for match in _YEAR_PART.finditer(text, typed.start, typed.end):
        if match.end() < typed.end:
            yield match.span()


def _is_name(flat: list[Morpheme], typed: TypedSpan) -> bool:
    """Names of two syllables look like common nouns ("전임 총리"): the analyser must know them for a name."""
    if typed.end - typed.start > 2:
        return True
    return any(m.tag == "NNP" for m in flat if m.start < typed.end and typed.start < m.end)


def _cuts(typed: TypedSpan, start: int, end: int) -> bool:
    """Does a border of [start, end) fall inside the typed span? Half an amount is no answer."""
    return typed.start < start < typed.end or typed.start < end < typed.end


def _pieces(text: str, i: int, word: Word) -> Iterator[_Piece]:
    """Split a word at its brackets and quotes; trim particles and endings off each part."""
    part: list[Morpheme] = []
    for m in word.morphemes:
        if m.tag in ("SSO", "SSC", "SP", "SY", "SS") or (m.tag == "SO" and m.form not in "~-∼") or m.form in _BULLETS:
            if part:
                yield _piece(text, i, part, m.form)
            part = []
        else:
            part.append(m)
    if part:
        yield _piece(text, i, part, "")


def _piece(text: str, i: int, part: list[Morpheme], closed_by: str) -> _Piece:
    last = max((k for k, m in enumerate(part) if is_noun(m) or m.tag == "ETN"), default=-1)
    tail = part[last + 1 :]
    verbal = any(is_verb(m) or m.tag.startswith(("XSV", "XSA", "VX")) for m in part)
    ending = next((m.tag for m in reversed(part) if m.tag in ("EC", "ETM", "EF")), "")
    copula = any(m.tag.startswith(("VCP", "VCN")) for m in tail)
    particle = next((particle_name(m.form) for m in reversed(tail) if m.tag.startswith("J")), "")
    if verbal and not (last >= 0 and part[last].tag == "ETN"):
        endable = False
        link = ending or "V"
    else:
        # "성공적", "서민적" qualify; they name nothing.
        endable = last >= 0 and not (part[last].tag == "XSN" and part[last].form == "적")
        link = "COP" if copula else particle
    if part[0].tag in ("MAG", "MAJ", "MM") and last < 0:
        link, endable = ("MM" if part[0].tag == "MM" else "ADV"), False
    if closed_by and not link:
        link = closed_by
    end = part[last].end if endable else part[-1].end
    return _Piece(
        i,
        part[0].start,
        end,
        link,
        part[0].tag not in ("MAG", "MAJ", "IC") and not part[0].tag.startswith("J"),
        endable,
    )


# How the words of one noun phrase may hang together; a verb phrase in front counts as one modifier.
_BINDING = {"", "의", "과", "ETM", "MM", "·", ",", "나", "및"}


def _phrases(pieces: list[_Piece]) -> Iterator[tuple[int, int, tuple[str, ...], str, str]]:
    for a, first in enumerate(pieces):
        if not first.startable:
            continue
        left = pieces[a - 1].link if a and pieces[a - 1].endable else (pieces[a - 1].link if a else "^")
        links: list[str] = []
        for b in range(a, min(a + _LONGEST, len(pieces))):
            piece = pieces[b]
            if piece.endable:
                right = "" if piece.link == "" and b + 1 < len(pieces) else piece.link or "$"
                yield first.start, piece.end, tuple(links), left, right
            if piece.link not in _BINDING:
                if piece.link in ("에", "에서", "으로", "을", "이") and len(links) < 4:
                    links.append("X")
                    continue
                break
            links.append(piece.link)


def _quoted(text: str) -> Iterator[tuple[int, int]]:
    """What stands inside quotes, without them."""
    i = 0
    while i < len(text):
        closing = _QUOTES.get(text[i])
        if closing:
            end = text.find(closing, i + 1)
            if 0 < end - i - 1 <= 60:
                yield i + 1, end
                i = end
        i += 1


def _span(
    text: str, found: tuple[Word, ...], flat: list[Morpheme], start: int, end: int, links: tuple[str, ...],
    left: str = "?", right: str = "?", typed: TypedSpan | None = None, quoted: bool = False,
) -> Span:  # fmt: skip
    inside = [m for m in flat if m.start < end and start < m.end]
    following = [m for m in flat if m.start >= end][:12]
    particle = ""
    bracket = False
    for m in following:
        if m.tag == "SSO" or (bracket and m.tag != "SSC"):
            bracket = True
            continue
        if m.tag == "SSC":
            bracket = False
            continue
        if m.tag.startswith("J"):
            particle = particle_name(m.form)
            break
        if m.tag.startswith("VCP"):
            particle = "COP"
        break
    first = next((i for i, w in enumerate(found) if w.end > start), 0)
    last = next((i for i in range(len(found) - 1, -1, -1) if found[i].start < end), first)
    return Span(
        start, end, first, last, particle, tuple(key(m) for m in inside if is_noun(m) or is_verb(m)),
        tuple(m.tag for m in inside), links, left, right, typed, quoted,
    )  # fmt: skip


__all__ = ["AnswerType", "Span", "candidates"]
