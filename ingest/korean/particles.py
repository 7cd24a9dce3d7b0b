"""Chooses the form of Korean particles, which depends on the last sound of the word before them."""

import re
from collections.abc import Callable, Mapping
from functools import cache

from ingest.korean.hanja import read_out
from ingest.korean.units import hangul_names, written_in_signs

_READ_WITH_CONSONANT, _READ_WITH_RIEUL = frozenset("013678lmnr"), frozenset("178lr")
"""Digits and Latin letters whose Korean names (영, 일, 삼, 육, 칠, 팔, 엘, 엠, 엔, 알) end in a consonant; those whose names end in ㄹ."""
_RIEUL = 8  # the number of ㄹ among the final consonants of a syllable (Unicode 3.12)


def topic(text: str) -> str:
    """`text` with the particle 은 or 는: "서울" -> "서울은"."""
    return text + ("은" if ends_in_consonant(text) else "는")


def objective(text: str) -> str:
    """`text` with the particle 을 or 를: "서울" -> "서울을"."""
    return text + ("을" if ends_in_consonant(text) else "를")


def into(text: str) -> str:
    """`text` with the particle 으로 or 로: "부산" -> "부산으로", "서울" -> "서울로"."""
    return text + ("으로" if ends_in_consonant(text) and not _ends_in_rieul(text) else "로")


def quoted(text: str) -> str:
    """`text`, quoted words, with the particle 이라고 or 라고: "‘서울’" -> "‘서울’이라고"."""
    return text + ("이라고" if ends_in_consonant(text) else "라고")


def subject(text: str) -> str:
    """`text` with the particle 이 or 가: "서울" -> "서울이"."""
    return text + ("이" if ends_in_consonant(text) else "가")


def settled(message: str) -> str:
    """`message` with each open particle ("'a.txt'을(를) 읽을 수 없습니다") in the form that the word before it requires."""
    parts = _OPEN.split(message)  # a piece, the open particle behind it, the next piece, ...
    pieces = zip(parts[::2], [*parts[1::2], ""], strict=True)
    return "".join(_BY_OPEN[particle](piece) if particle else piece for piece, particle in pieces)


def ends_in_consonant(text: str) -> bool:
    """Whether `text` is read with a final consonant (받침); digits, Latin and Chinese letters as they are read in Korean."""
    last = _last(text)
    return _final(last) > 0 if "가" <= last <= "힣" else last.lower() in _READ_WITH_CONSONANT


def _ends_in_rieul(text: str) -> bool:
    last = _last(text)
    return _final(last) == _RIEUL if "가" <= last <= "힣" else last.lower() in _READ_WITH_RIEUL


def _last(text: str) -> str:
    if sign := _measure().search(text):
        return hangul_names()[sign[1]][-1]
    bare = _LAST_BRACKET.sub("", text)  # "청년(만 19세)은": the particle follows the word before the bracket
    return read_out(next((character for character in reversed(bare or text) if character.isalnum()), ""))


_LAST_BRACKET = re.compile(r"(?<=\S)\s?\([^()]*\)$")


@cache
def _measure() -> re.Pattern[str]:
    """A figure with a unit in signs or Latin letters at the end: it is read by the unit's Korean name ("20%는", "5kg은")."""
    return re.compile(rf"\d\s?({written_in_signs()})\W*$")


def _final(syllable: str) -> int:
    """The number of the syllable's final consonant, 0 for none."""
    return (ord(syllable) - ord("가")) % 28


_BY_OPEN: Mapping[str, Callable[[str], str]] = {
    "은(는)": topic,
    "이(가)": subject,
    "을(를)": objective,
    "(으)로": into,
    "(이)라는": lambda name: name + ("이라는" if ends_in_consonant(name) else "라는"),
}
_OPEN = re.compile("(" + "|".join(map(re.escape, _BY_OPEN)) + ")")
