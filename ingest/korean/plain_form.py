"""Brings a text into its plain form, in which personal numbers are searched: full-width signs and the many dashes as plain ones, invisible
letters gone, numbers in words as digits.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ingest.korean.marks import DASHES, SAME
from ingest.korean.numbers import DIGITS_SAID

_KEYCAP = "\ufe0f\u20e3"  # turn a digit into a keycap sign ("1️⃣")

_SPOKEN = {
    **{word: str(digit) for word, digit in DIGITS_SAID.items()},
    **dict(zip("〇零一二三四五六七八九", "00123456789", strict=True)),
    **dict(zip("zero one two three four five six seven eight nine".split(), "0123456789", strict=True)),
}
_CHINESE = re.compile("[〇零二三四五六七八九]")  # beside one of them 一 is a one, elsewhere a dash
_DASH_WORDS = "다시|대시|하이픈|빼기|작대기|짝대기|마이너스|슬래시|슬러시|쩜|줄"
# A number read aloud, in whole or in part: digits or words of digits with nothing but pauses, dashes or particles between.
_DIGIT = f"(?:[0-9]|{'|'.join(sorted(_SPOKEN, key=len, reverse=True))})"  # 일곱 before 일
_READ_ALOUD = re.compile(
    rf"{_DIGIT}(?:(?:\s|,|-|\.|{_DASH_WORDS}|점|에다가?|국?에|국?의|국|하고){{0,4}}{_DIGIT}){{5,}}", re.IGNORECASE
)
_WORD_READ = re.compile(rf"{_DIGIT}|{_DASH_WORDS}|.", re.IGNORECASE | re.DOTALL)
# The verb behind a number is no digit: "…4567이구요", "…육칠이라고".
_VERB_BEHIND_DIGIT = re.compile(r"(?<=\d)이(?:구|일)?$")
_VERB_AFTER = re.compile(r"이(?:구)?$")
_AFTER_VERB = frozenset("라에고구요입며")
# "…육칠 이 계좌로": a word of its own that points at the number.
_POINTING = re.compile(r"(?<=[^\s\d]{2})\s이$")
_POINTED_AT = re.compile(r"\s(?:계좌|통장|번호|카드|전화|휴대|폰|면허|여권|사업자|사람|분|거|걸)")
_FEWEST_SPOKEN = 3
# A small L or a large I between digits is a one, an O a zero; the beginning of a mobile number in any mixture ("ㅇ1ㅇ", "0일0").
_ONE = re.compile(r"(?<=\d)[lI](?=[\d\-])|(?<=-)[lI|ᅵ](?=\d{3})")
_BAR = re.compile(r"(?<=(?<!\d)\d{6})[lI](?=[1-8]\d{6}(?!\d))")  # an upright bar between the parts of a resident number
_ZERO = re.compile(r"(?<=[\d\-])[oO](?=\d)")
_MOBILE_BEGINNING = re.compile(
    r"(?<![A-Za-z0-9])[0Oo공영ᄋ][1lIi일ᅵ][0Oo공영ᄋ](?=[ \-.,/]{0,3}\d{3,4}[ \-.,/]{0,3}\d{4})"
)
# A sign between two digits that is none of those in amounts, times and addresses only separates them ("571224→2039481").
_KEPT = r",:/(%+*=@$₩€¥£°×"
_SIGNS_BETWEEN = re.compile(rf"(?<=\d)[ \-.]{{0,3}}[^\w\s.\-){_KEPT}]{{1,3}}[^\w{_KEPT}]{{0,3}}(?=\d)")
_DASH_IN_WORDS = re.compile(rf"(?<=\d)\s*(?:{_DASH_WORDS})\s*(?=\d)")
# A number told part by part ("앞자리 900101 뒷자리는 1234567", "010 다시 1234 다시 5678", "010의 1234의 5678").
_PART = "다시|앞|뒤|뒷|가운데|중간|끝|첫|처음|마지막|다음|그담|그리고|하고|이어서|둘째|셋째|넷째"
_IN_PARTS = re.compile(
    rf"(?<!\d)(?<!\d[\-. ])\d[\d\-. ]*+(?:[^\d\n]{{0,12}}(?:{_PART})[^\d\n]{{0,10}}\d[\d\-. ]*+)+|(?<!\d)0\d{{1,2}}(?:\s?(?:국?[의에]|국|-)\s?\d{{3,4}}){{2}}(?!\d)"
)
_BETWEEN_PARTS = re.compile(r"(?<=\d)\D*[^\d\-. ]\D*(?=\d)")
_FEWEST_DIGITS = 8
_SEVEN = re.compile(r"(?<!\d)\d{7}(?!\d)")


@dataclass(frozen=True, slots=True)
class PlainForm:
    """A text in plain form, with its offsets: character i of `text` stands for the characters from `starts[i]` to `ends[i]` of what was typed."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in what was typed that `text[start:end]` stands for."""
        return self.starts[start], self.ends[end - 1]

    def replaced(self, pattern: re.Pattern[str], plain: Callable[[str], str] | str) -> "PlainForm":
        """A copy with each match of `pattern` replaced by `plain`: these words, or a function of the matched ones."""
        found = (
            (*find.span(), plain if isinstance(plain, str) else plain(find[0])) for find in pattern.finditer(self.text)
        )
        return self.put(found)

    def put(self, pieces: Iterable[tuple[int, int, str]]) -> "PlainForm":
        """A copy with each of `pieces` (start, end, words), left to right, replaced by its words: letter for letter where the length stays the
        same, else each new letter stands for the whole piece.
        """
        text, starts, ends, at = "", list[int](), list[int](), 0
        for start, end, words in pieces:
            same = len(words) == end - start
            text += self.text[at:start] + words
            starts += self.starts[at : end if same else start]
            ends += self.ends[at : end if same else start]
            if not same:
                starts += [self.starts[start]] * len(words)
                ends += [self.ends[end - 1]] * len(words)
            at = end
        return PlainForm(text + self.text[at:], (*starts, *self.starts[at:]), (*ends, *self.ends[at:]))


def plain_form(typed: str) -> PlainForm:
    """`typed` in plain form."""
    form = _without_odd_letters(typed).replaced(_SIGNS_BETWEEN, "-")
    form = (
        _read_aloud(form)
        .replaced(_BAR, "-")
        .replaced(_ONE, "1")
        .replaced(_ZERO, "0")
        .replaced(_MOBILE_BEGINNING, "010")
    )
    form = form.replaced(_DASH_IN_WORDS, "-").replaced(_SIGNS_BETWEEN, "-")
    return form.replaced(_IN_PARTS, _without_words_between_parts)


def _without_odd_letters(typed: str) -> PlainForm:
    letters: list[str] = []
    places: list[int] = []
    chinese = _CHINESE.search(typed) is not None
    for place, letter in enumerate(typed):
        if unicodedata.category(letter) == "Cf" or letter in _KEYCAP:
            continue  # soft hyphens, zero-width spaces, directions
        if letter in DASHES:
            plain = letter if letter == "一" and chinese else "-"
        else:
            plain = unicodedata.normalize("NFKC", letter).translate(SAME)
        letters += plain
        places += [place] * len(plain)
    return PlainForm("".join(letters), tuple(places), tuple(place + 1 for place in places))


def _read_aloud(form: PlainForm) -> PlainForm:
    """`form` with numbers in words as digits, and the words for dashes between them as dashes."""
    pieces: list[tuple[int, int, str]] = []
    for found in _READ_ALOUD.finditer(form.text):
        is_verb = form.text[found.end() : found.end() + 1] in _AFTER_VERB
        read = (_VERB_AFTER if is_verb else _VERB_BEHIND_DIGIT).sub("", found[0])
        if _POINTED_AT.match(form.text, found.end()):
            read = _POINTING.sub("", read)
        words = [word for word in _WORD_READ.finditer(read) if word[0].lower() in _SPOKEN]
        digits = sum(letter.isdigit() for letter in read)
        if len(words) < _FEWEST_SPOKEN or (digits and digits + len(words) < 9):
            continue
        for word in _WORD_READ.finditer(read):
            said = _SPOKEN.get(word[0].lower(), "-" if word[0].isalpha() else word[0])
            pieces.append((found.start() + word.start(), found.start() + word.end(), said))
    return form.put(pieces)


def _without_words_between_parts(text: str) -> str:
    """`text` with a hyphen for the words between two parts of one number."""
    # Seven digits are the last part of a resident number, which is known by the words beside it.
    if sum(letter.isdigit() for letter in text) < _FEWEST_DIGITS or _SEVEN.search(text):
        return text
    return _BETWEEN_PARTS.sub("-", text)
