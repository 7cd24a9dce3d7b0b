"""A text as numbers are looked for in it: full-width signs and the many dashes as plain ones, invisible letters gone, numbers in words as digits."""

import re
import unicodedata
from dataclasses import dataclass

from ingest.published import DASHES, SAME

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
# A small L or a large I between digits is a one, an O a zero.
_LOOKALIKES = ((re.compile(r"(?<=\d)[lI|](?=[\d\-])"), "1"), (re.compile(r"(?<=[\d\-])[oO](?=\d)"), "0"))
# A number told part by part ("앞자리 900101 뒷자리는 1234567", "010 다시 1234 다시 5678", "010의 1234의 5678").
_PART = "다시|앞|뒤|뒷|가운데|중간|끝|첫|처음|마지막|다음|그담"
_IN_PARTS = re.compile(
    rf"\d[\d\-. ]*(?:[^\d\n]{{0,12}}(?:{_PART})[^\d\n]{{0,10}}\d[\d\-. ]*)+|(?<!\d)01\d(?:\s?[의에]\s?\d{{3,4}}){{2}}(?!\d)"
)
_FEWEST_DIGITS = 8
_SEVEN = re.compile(r"(?<!\d)\d{7}(?!\d)")


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
        for plain in unicodedata.normalize("NFKC", letter).translate(SAME) if letter not in DASHES else "-":
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
    text = "".join(letters)
    for pattern, digit in _LOOKALIKES:
        text = pattern.sub(digit, text)
    kept = _without_words_between_parts(text)
    return PlainForm(
        "".join("-" if hyphen else text[place] for place, hyphen in kept), tuple(origin[p] for p, _ in kept)
    )


def _without_words_between_parts(text: str) -> list[tuple[int, bool]]:
    """The places of `text` that stay, and whether a hyphen stands there for the words between two parts of a number."""
    between: set[int] = set()
    for found in _IN_PARTS.finditer(text):
        # Seven digits are the last part of a resident number, which is known by the words beside it.
        if sum(letter.isdigit() for letter in found[0]) >= _FEWEST_DIGITS and not _SEVEN.search(found[0]):
            words = re.finditer(r"(?<=\d)\D*[^\d\-. ]\D*(?=\d)", found[0])
            between.update(found.start() + place for word in words for place in range(*word.span()))
    return [(place, place in between) for place in range(len(text)) if place not in between or place - 1 not in between]
