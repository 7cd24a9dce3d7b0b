"""A text as numbers are looked for in it: full-width signs and the many dashes as plain ones, invisible letters gone, numbers in words as digits."""

import re
import unicodedata
from dataclasses import dataclass

_DASHES = "‐‑‒–—―−ㅡー─━⁃﹣－∼〜～~⎯一"
_SAME = str.maketrans(
    dict.fromkeys(_DASHES, "-") | {"·": ".", "ㆍ": ".", "・": ".", "‧": ".", "•": ".", "∙": ".", "，": ",", "．": "."}
)
_SPOKEN = dict(zip("공영일이삼사오육륙칠팔구", "001234566789", strict=True))
# A number read aloud, in whole or in part: digits or syllables of digits with nothing but pauses, "다시" (dash) or particles between.
_DIGIT = "[0-9공영일이삼사오육륙칠팔구]"
_READ_ALOUD = re.compile(rf"{_DIGIT}(?:(?:\s|,|-|\.|다시|에|의|하고){{0,4}}{_DIGIT}){{6,}}")
_SYLLABLE = re.compile("[공영일이삼사오육륙칠팔구]")
# The verb behind a number is no digit: "…4567이구요", "…육칠이라고".
_VERB_BEHIND_DIGIT = re.compile(r"(?<=\d)이(?:구|일)?$")
_VERB_AFTER = re.compile(r"이(?:구)?$")
_AFTER_VERB = frozenset("라에고구요입며")
_FEWEST_SPOKEN = 3


@dataclass(frozen=True, slots=True)
class PlainForm:
    """`text` in plain form; `origin[i]` is the place in the typed text of its i-th character."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the plain form's `start` to `end` was typed."""
        return self.origin[start], self.origin[end - 1] + 1


def plain_form(typed: str) -> PlainForm:
    """`typed` in plain form."""
    letters: list[str] = []
    origin: list[int] = []
    for place, letter in enumerate(typed):
        if unicodedata.category(letter) == "Cf":
            continue  # soft hyphens, zero-width spaces, directions
        for plain in unicodedata.normalize("NFKC", letter).translate(_SAME) if letter not in _DASHES else "-":
            letters.append(plain)
            origin.append(place)
    text = "".join(letters)
    for found in _READ_ALOUD.finditer(text):
        is_verb = text[found.end() : found.end() + 1] in _AFTER_VERB
        read = (_VERB_AFTER if is_verb else _VERB_BEHIND_DIGIT).sub("", found[0])
        digits = sum(letter.isdigit() for letter in read)
        spoken = len(_SYLLABLE.findall(read))
        if spoken < _FEWEST_SPOKEN or (digits and digits + spoken < 9):
            continue
        for place in range(found.start(), found.start() + len(read)):
            letters[place] = _SPOKEN.get(letters[place], letters[place] if not "가" <= letters[place] <= "힣" else "-")
    return PlainForm("".join(letters), tuple(origin))


def plain_signs(text: str) -> str:
    """`text` with plain signs and dashes only: documents are long, and nobody hides numbers in them."""
    return unicodedata.normalize("NFKC", text).translate(_SAME)
