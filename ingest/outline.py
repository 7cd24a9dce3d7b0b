"""Finds the markers of Korean official documents ("1.", "가.", "□"), and the order in which they nest.

The conventional order is the one of 행정업무의 운영 및 혁신에 관한 규정 시행규칙 제2조 (1. 가. 1) 가) (1) (가) ① ㉮)
joined with the habit of press releases and plans (Ⅰ. > 1. > □ > ○ > - > *) and of regulations (편 장 절 관 조).
Documents deviate from it, so the order in which a document nests its own markers wins (`order_of`).
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from ingest.korean.letters import HANGUL_ROW
from ingest.korean.telephones import TELEPHONE


class MarkerFamily(IntEnum):
    """A family of markers; the value is its conventional place, outermost first."""

    ANNEX = 0
    PART = 1
    CHAPTER = 2
    SECTION = 3
    SUBSECTION = 4
    ARTICLE = 5
    HASH = 6
    ROMAN = 7
    NUMBER = 8
    SUBNUMBER = 9
    UNMARKED = 10
    BRACKET = 11
    HANGUL = 12
    SQUARE = 13
    ANGLE = 14
    QUESTION = 15
    CIRCLED = 16
    NUMBER_PAREN = 17
    HANGUL_PAREN = 18
    PAREN_NUMBER = 19
    PAREN_HANGUL = 20
    CIRCLED_HANGUL = 21
    BOX_TITLE = 22
    BOX = 23
    CIRCLE = 24
    SMALL_SQUARE = 25
    DASH = 26
    DOT = 27
    ARROW = 28
    NOTE = 29


HEADING_KINDS = frozenset(
    {
        MarkerFamily.ROMAN,
        MarkerFamily.NUMBER,
        MarkerFamily.HANGUL,
        MarkerFamily.SUBNUMBER,
        MarkerFamily.SQUARE,
        MarkerFamily.BRACKET,
        MarkerFamily.ANGLE,
        MarkerFamily.UNMARKED,
    }
)
"""Markers whose line is a heading when it is short, no sentence, and has something below it."""

ALWAYS_HEADINGS = frozenset(
    {
        MarkerFamily.ANNEX,
        MarkerFamily.PART,
        MarkerFamily.CHAPTER,
        MarkerFamily.SECTION,
        MarkerFamily.SUBSECTION,
        MarkerFamily.ARTICLE,
        MarkerFamily.HASH,
        MarkerFamily.QUESTION,
    }
)
"""Markers whose line is a heading by itself."""


@dataclass(frozen=True, slots=True)
class Marker:
    """The marker of a line: its family, its literal text, the offset in the line at which the words after it begin (`content`),
    and its number in its row ("①" and "가." are 1; 0 where it does not count).
    """

    kind: MarkerFamily
    text: str
    content: int
    number: int = 0


_CIRCLED = {chr(start + n): n + 1 for start in (0x2460, 0x24F5, 0x2776, 0x2780, 0x278A) for n in range(10)}
_CIRCLED.update({chr(0x2460 + n): n + 1 for n in range(10, 20)})
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_ROMAN_SIGNS = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_DIVISIONS = {
    "편": MarkerFamily.PART,
    "장": MarkerFamily.CHAPTER,
    "절": MarkerFamily.SECTION,
    "관": MarkerFamily.SUBSECTION,
}

# Tried from the top; the first group is the marker's own text. What follows it must not be part of the same word.
_PATTERNS: tuple[tuple[MarkerFamily, re.Pattern[str]], ...] = (
    (MarkerFamily.NOTE, re.compile(r"(\*{1,3}|※|＊{1,3}|✱)(?=\s*\S)")),
    (MarkerFamily.NOTE, re.compile(r"(주\s?\d{0,2}\s?[):])\s*(?=\S)")),
    (MarkerFamily.HASH, re.compile(r"(#{1,6})\s+(?=[^#\n]+$)")),
    (MarkerFamily.CHAPTER, re.compile(r"(부\s?칙)(?=\s*(?:[<(\[].*)?$)")),
    (MarkerFamily.PART, re.compile(r"(제\s?\d+\s?[편장절관])(?:의\s?\d+)?(?=\s|$)")),
    (MarkerFamily.ARTICLE, re.compile(r"(제\s?\d+\s?조(?:의\s?\d+)?)(?=\s*[(（\[])")),
    (
        MarkerFamily.ANNEX,
        re.compile(
            r"([\[<〈【(]?\s?(?:붙\s?임|별\s?첨|별\s?지|별\s?표|첨\s?부|참\s?고)\s?(?:제?\s?\d{1,2}(?:호서식|호)?)?\s?[\]>〉】)]?)(?=[\s.:]|$)"
        ),
    ),
    (MarkerFamily.ROMAN, re.compile(r"([ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ]{1,3}\s?\.?|[IVX]{1,5}\.)\s*(?=\S)")),
    (
        MarkerFamily.QUESTION,
        re.compile(
            r"((?:Q|문|질문|질의)\s?\d{0,3}\s?[.:)]|Q\d{0,3}(?=\s)|[\[【〔<(]\s?(?:Q|문|질문|질의)\s?\d{0,3}\s?[\]】〕>)])\s*(?=\S)"
        ),
    ),
    (MarkerFamily.SUBNUMBER, re.compile(r"(\d{1,2}(?:[.-]\d{1,2}){1,3}\.?)\s+(?=[^\d\s])")),
    (MarkerFamily.NUMBER, re.compile(r"(\d{1,2}\.)(?:\s*(?=[^\d\s])|\s(?=\d+\s?[^\d.\s,~]))")),
    (MarkerFamily.NUMBER_PAREN, re.compile(rf"(?!{TELEPHONE})(\d{{1,2}}\))\s*(?=\S)")),
    (MarkerFamily.PAREN_NUMBER, re.compile(r"(\(\d{1,2}\))\s*(?=[^\d\s,.])")),
    (MarkerFamily.HANGUL, re.compile(rf"([{HANGUL_ROW}]\.)\s*(?=\S)")),
    (MarkerFamily.HANGUL_PAREN, re.compile(rf"([{HANGUL_ROW}]\))\s*(?=\S)")),
    (MarkerFamily.PAREN_HANGUL, re.compile(rf"(\([{HANGUL_ROW}]\))\s*(?=\S)")),
    (MarkerFamily.CIRCLED, re.compile(r"([①-⑳❶-❿➀-➓⓵-⓾])\s*(?=\S)")),
    (MarkerFamily.CIRCLED_HANGUL, re.compile(r"([㉠-㉻ⓐ-ⓩ])\s*(?=\S)")),
    (MarkerFamily.SQUARE, re.compile(r"([□■◆◇❑❏◼◻▣]|ㅁ(?=\s))\s*(?=\S)")),
    (MarkerFamily.CIRCLE, re.compile(r"([○●◯◎ㅇ〇⚪⚫⦁]|[oO](?=\s)|0(?=\s\())\s*(?=\S)")),
    (MarkerFamily.SMALL_SQUARE, re.compile(r"([◦∘▪▫◾◽])\s*(?=\S)")),
    (MarkerFamily.DOT, re.compile(r"([•·‧∙ᆞ✓✔☑❍▸▹►]|[▴▵△▲](?=\s))\s*(?=\S)")),
    (MarkerFamily.ARROW, re.compile(r"([→⇒➡⇨➔➜☞▶▷⇛↳└])\s*(?=\S)")),
    (MarkerFamily.DASH, re.compile(r"([-–—―‐−])(?:\s+(?=\S)|(?=[가-힣(\"'“‘「①-⑳]))")),
)
_BRACKET = re.compile(r"^[\[【〔]\s*([^\[\]【】〔〕\n]{2,40})\s*[\]】〕]$")
_BOXED = (
    (MarkerFamily.ROMAN, re.compile(r"(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ]|[IVX]{1,4})\.?")),
    (MarkerFamily.NUMBER, re.compile(r"\d{1,2}\.?")),
    (MarkerFamily.ANNEX, re.compile(r"(?:붙\s?임|별\s?첨|별\s?지|별\s?표|첨\s?부|참\s?고)\s?\d{0,2}")),
)
_PAGE_NUMBER = re.compile(r"^(?:[-–—]\s*\d{1,4}\s*[-–—]|\d{1,3})$")
_LABEL = re.compile(r"^\((?=[^()]*[^\W\d_])([^()\n]{1,30})\)(?=\s?\S)")
_BOX_SQUARES = "■▣"


def is_page_number(body: str) -> bool:
    """Whether a line is only the number of its page ("- 16 -")."""
    return bool(_PAGE_NUMBER.match(body))


def marker_of(line: str) -> Marker | None:
    """The marker that `line` begins with, after spaces; None for plain text.

    A list dash that a converter put before a stronger marker ("- ① ...", "- * ...") is skipped.
    """
    indent = len(line) - len(line.lstrip())
    body = line[indent:].rstrip()
    if is_page_number(body):
        return None
    found = _first_marker(body)
    if found is not None and found.kind in (MarkerFamily.DASH, MarkerFamily.DOT):
        inner = _first_marker(body[found.content :])
        if inner is not None and inner.kind not in (
            MarkerFamily.HANGUL,
            MarkerFamily.ROMAN,
            MarkerFamily.HASH,
            MarkerFamily.DOT,
            MarkerFamily.ANNEX,
        ):
            found = Marker(inner.kind, inner.text, found.content + inner.content, inner.number)
    if found is None:
        bracket = _BRACKET.match(body)
        return Marker(MarkerFamily.BRACKET, body[0], indent, 0) if bracket else None
    return Marker(found.kind, found.text, found.content + indent, found.number)


def _first_marker(body: str) -> Marker | None:
    for kind, pattern in _PATTERNS:
        found = pattern.match(body)
        if found:
            text = found[1].strip()
            if kind is MarkerFamily.PART:
                kind = _DIVISIONS[re.sub(r"[\s\d제]", "", text)[0]]
            if kind is MarkerFamily.SQUARE and text in _BOX_SQUARES:
                kind = MarkerFamily.BOX
            after = body[found.end() :]
            return Marker(kind, text, len(body) - len(after.lstrip()), _number(kind, text))
    return None


def _number(kind: MarkerFamily, text: str) -> int:
    if kind in (MarkerFamily.HANGUL, MarkerFamily.HANGUL_PAREN, MarkerFamily.PAREN_HANGUL):
        return HANGUL_ROW.index(text.strip("().")) + 1
    if kind is MarkerFamily.CIRCLED:
        return _CIRCLED.get(text, 0)
    if kind is MarkerFamily.ROMAN:
        return _roman(text.rstrip("."))
    digits = re.search(r"\d+", text)
    return int(digits[0]) if digits and kind is not MarkerFamily.SUBNUMBER else 0


def _roman(text: str) -> int:
    if text[0] in _ROMAN_SIGNS:
        return sum(_ROMAN_SIGNS.index(sign) + 1 for sign in text)
    values = [_ROMAN_VALUES[sign] for sign in text]
    following = [*values[1:], 0]
    return sum(-own if own < after else own for own, after in zip(values, following, strict=True))


def boxed_marker(cell: str) -> tuple[MarkerFamily, int] | None:
    """The family and number of a marker that stands alone in the first cell of a boxed title ("Ⅰ", "1", "참고 2")."""
    for kind, pattern in _BOXED:
        if pattern.fullmatch(cell):
            return kind, _number(kind, cell)
    return None


def label_of(content: str) -> str:
    """The short name in brackets that `content` (an item without its marker) begins with, or ""."""
    found = _LABEL.match(content)
    return found[1].strip() if found else ""


def order_of(
    sections: Iterable[Iterable[tuple[MarkerFamily, int]]], in_law: bool = False
) -> Mapping[MarkerFamily, int]:
    """Each kind's rank (0 is outermost) in one document.

    `sections` holds the markers (kind, number) met between two borders of the document, in reading order. Votes:
    a kind whose numbers go on (1., 2.) across another kind is outside it; a kind whose numbers begin again after
    another is inside it; of two kinds that do not both count, the one that comes first in a section is outside. Votes
    decide where they are two or more and at least twice the opposite ones; else the convention does, `in_law` that of 조 ① 1. 가.
    """
    votes: Counter[tuple[MarkerFamily, MarkerFamily]] = Counter()
    last: dict[MarkerFamily, int] = {}
    since: dict[MarkerFamily, set[MarkerFamily]] = {}
    for section in sections:
        seen: dict[MarkerFamily, int] = {}
        for kind, number in section:
            for other in since.get(kind, set()) if number else ():
                if number == last[kind] + 1:
                    votes[kind, other] += 1
                elif number == 1:
                    votes[other, kind] += 1
            for others in since.values():
                others.add(kind)
            last[kind], since[kind] = number, set()
            if kind not in seen:
                votes.update((earlier, kind) for earlier, count in seen.items() if not (count and number))
                seen[kind] = number

    def is_outer(one: MarkerFamily, other: MarkerFamily) -> bool:
        for_one, for_other = votes[one, other], votes[other, one]
        if max(for_one, for_other) >= 2 and max(for_one, for_other) >= 2 * min(for_one, for_other):
            return for_one > for_other
        return _place(one, in_law) < _place(other, in_law)

    inner_of = {one: sum(is_outer(one, other) for other in last if other != one) for one in last}
    return {
        kind: rank for rank, kind in enumerate(sorted(last, key=lambda kind: (-inner_of[kind], _place(kind, in_law))))
    }


def _place(kind: MarkerFamily, in_law: bool) -> float:
    """The conventional place of `kind`, outermost first. In laws and rules ① is the paragraph of an article, above 1. and 가.; Roman parts stand above
    articles, because a document that has both quotes the articles.
    """
    if in_law and kind is MarkerFamily.ROMAN:
        return MarkerFamily.ARTICLE - 0.5
    return MarkerFamily.ARTICLE + 0.5 if in_law and kind is MarkerFamily.CIRCLED else float(kind)
