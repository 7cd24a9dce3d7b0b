"""The numbers that a word processor counts by itself: they stand before a paragraph on the page, and nowhere in the file's text.

The readers of DOCX and HWPX write them into the file before anything else reads it, so that "제2조", "가." and "①" are found like typed text.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from ingest.korean.letters import HANGUL_ROW

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_JAMO, _READ = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ", "일이삼사오육칠팔구십"
_CIRCLED, _CIRCLED_GANADA, _CIRCLED_JAMO = (
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "㉮㉯㉰㉱㉲㉳㉴㉵㉶㉷㉸㉹㉺㉻",
    "㉠㉡㉢㉣㉤㉥㉦㉧㉨㉩㉪㉫㉬㉭",
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROWS = {
    "ganada": HANGUL_ROW,
    "jamo": _JAMO,
    "read": _READ,
    "circled": _CIRCLED,
    "circled ganada": _CIRCLED_GANADA,
    "circled jamo": _CIRCLED_JAMO,
    "letter": _LETTERS,
    "LETTER": _LETTERS.upper(),
}
"""The shapes in which a number is the sign at its place in a row; the other shapes are "digit", "roman" and "ROMAN"."""
_PLACE = re.compile(r"%([1-9])")
_MOST = 39  # the largest Roman number: 40 takes another letter (XL), and no list of an office is so long


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a numbered list. `text`: its pattern, with "%1" in place of the first level's number, "%2" of the second's; `shape`: how its own
    number is written (`sign`); `start`: its first number.
    """

    shape: str
    text: str
    start: int = 1

    @property
    def is_plain(self) -> bool:
        """Whether the level's numbers look like "1." or "1", with nothing else beside them."""
        return self.shape == "digit" and bool(re.fullmatch(r"%\d\.?", self.text))


@dataclass(slots=True)
class Count:
    """The counters of a document's lists: the last number by list and depth."""

    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def next(self, name: str, depth: int, levels: Mapping[int, Level]) -> str:
        """The number before the next paragraph of the list `name` at `depth` (from 0), which is counted; "" where a shape in it cannot be written."""
        own = self.counts.setdefault(name, {})
        own[depth] = own.get(depth, levels[depth].start - 1) + 1
        for deeper in [one for one in own if one > depth]:
            del own[deeper]
        signs: list[str] = []

        def sign_at(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            level = levels.get(at)
            signs.append(sign(level.shape, own.setdefault(at, level.start)) if level else "")
            return signs[-1]

        words = _PLACE.sub(sign_at, levels[depth].text)
        return words if all(signs) else ""


def hancom_text(text: str, depth: int) -> str:
    """The `Level.text` of a level at `depth` (from 0), from its pattern in Hancom Office: "^1" is the number of the first level, "^n" the numbers of
    all levels down to this one ("1.2.3"), "^N" the same with a full stop behind it.
    """
    path = ".".join(f"%{level}" for level in range(1, depth + 2))
    return text.replace("%", "").replace("^n", path).replace("^N", f"{path}.").replace("^", "%")


def sign(shape: str, number: int) -> str:
    """`number` written in `shape` ("ganada", 2 -> "나"); "" where the shape has no sign for it."""
    if shape == "digit":
        return str(number)
    if shape.lower() == "roman":
        roman = _roman(number)
        return roman if shape.isupper() else roman.lower()
    row = _ROWS.get(shape, "")
    return row[number - 1] if 0 < number <= len(row) else ""


def _roman(number: int) -> str:
    if not 0 < number <= _MOST:
        return ""
    words = ""
    for value, letters in _ROMAN:
        words += letters * (number // value)
        number %= value
    return words


def with_parts(data: bytes, parts: Mapping[str, Element]) -> bytes:
    """The ZIP package `data` with the files named in `parts` replaced by those XML elements."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            part = parts.get(info.filename)
            new.writestr(info, old.read(info.filename) if part is None else _written(part))
    return out.getvalue()


def _written(part: Element) -> bytes:
    written: bytes = ElementTree.tostring(part, "utf-8", xml_declaration=True)
    return written
