"""Gives the Korean readings of words in Chinese letters ("金銀洞": 금은동), by which a search finds them as well as by the letters themselves."""

import re
from functools import cache
from importlib.resources import files
from itertools import pairwise

_WORD = re.compile(r"[\u3400-\u9fff]+")
_READ = re.compile(r"([가-힣]+)\($")
_MOST_VARIANTS = 4
_LONGEST_READ = 20  # letters of a word
_FIRST_SYLLABLE, _VOWELS, _FINALS = 0xAC00, 21, 28
_N, _R, _SILENT = 2, 5, 11
_SOFT_VOWELS = frozenset({2, 6, 7, 12, 17, 20})
"""ㅑ ㅕ ㅖ ㅛ ㅠ ㅣ; no Chinese letter is read with ㅒ."""
_FINAL_N = 4
_SOFTENED = {"렬": "열", "률": "율"}
_NOT = "不"
_D, _J = 3, 12
"""ㄷ and ㅈ, before which 不 is read 부 (표준국어대사전: 부동산, 부족)."""


def reading(word: str) -> str:
    """The Korean reading of `word`: its Chinese letters by their usual reading and the law of initials (두음법칙); other letters stay."""
    return readings(word)[0]


def readings(word: str) -> tuple[str, ...]:
    """`reading(word)`, then those with another reading of one letter ("金銀洞": 금은동, 김은동, 금은통); four at most."""
    table = _readings()
    usual = _with_not_read("".join(table.get(letter, letter)[:1] for letter in word), word)
    if len(word) > _LONGEST_READ:  # no name, but a text in Chinese
        return (_by_law(usual),)
    others = (
        usual[:place] + other + usual[place + 1 :]
        for place, letter in enumerate(word)
        for other in table.get(letter, "")[1:]
    )
    found = dict.fromkeys([_by_law(usual)])
    for other in others:
        if len(found) == _MOST_VARIANTS:
            break
        found.setdefault(_by_law(other))
    return tuple(found)


def words_in(text: str) -> tuple[str, ...]:
    """The words of `text` in Chinese letters, in order."""
    return tuple(_WORD.findall(text))


def read_out(text: str) -> str:
    """`text` with its words in Chinese letters replaced by their readings. Each letter is one syllable, so that offsets do not change."""
    return _WORD.sub(lambda found: reading(found[0]), text)


def with_readings(text: str) -> str:
    """`text` with the readings in brackets behind each word in Chinese letters; a word that stands in brackets behind its own reading
    ("금은동(金銀洞)") gets none.
    """

    def word_with_readings(found: re.Match[str]) -> str:
        own = readings(found[0])
        before = _READ.search(text, max(0, found.start() - _LONGEST_READ), found.start())
        if own == (found[0],) or (before and before[1].endswith(own)):
            return found[0]
        return f"{found[0]}({' '.join(own)})"

    return _WORD.sub(word_with_readings, text)


@cache
def _readings() -> dict[str, str]:
    """Each letter's readings, one syllable each, the usual one first."""
    usual: dict[str, str] = {}
    also: dict[str, str] = {}
    for line in files("ingest.korean").joinpath("hanja.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            read, mostly, too = line.split("\t")
            usual.update(dict.fromkeys(mostly, read))
            for letter in too:
                also[letter] = also.get(letter, "") + read
    return {letter: read + also.get(letter, "") for letter, read in usual.items()}


def _with_not_read(read: str, word: str) -> str:
    """`read`, the letters of `word` one by one, with the reading of 不 that the next syllable asks for."""
    following = [*read[1:], ""]
    return "".join(
        "부" if letter == _NOT and after and _parts(after)[0] in (_D, _J) else own
        for letter, own, after in zip(word, read, following, strict=True)
    )


def _by_law(word: str) -> str:
    """`word` as 한글 맞춤법 제10–12항 writes it: no 녀, 랴, 로 at its beginning (여, 야, 노), and 열, 율 for 렬, 률 after a vowel or ㄴ."""
    if not word:
        return word
    initial, vowel, final = _parts(word[0])
    if initial in (_N, _R) and vowel in _SOFT_VOWELS:
        initial = _SILENT
    elif initial == _R:
        initial = _N
    syllables = [_syllable(word[0], initial, vowel, final)]
    for before, syllable in pairwise(word):
        syllables.append(_SOFTENED.get(syllable, syllable) if _parts(before)[2] in (0, _FINAL_N) else syllable)
    return "".join(syllables)


def _parts(syllable: str) -> tuple[int, int, int]:
    """The numbers of the syllable's initial, vowel and final in Unicode's order; -1 for each where it is no Hangul syllable."""
    code = ord(syllable) - _FIRST_SYLLABLE
    if not 0 <= code < 19 * _VOWELS * _FINALS:
        return -1, -1, -1
    return code // (_VOWELS * _FINALS), code // _FINALS % _VOWELS, code % _FINALS


def _syllable(letter: str, initial: int, vowel: int, final: int) -> str:
    return letter if initial < 0 else chr(_FIRST_SYLLABLE + (initial * _VOWELS + vowel) * _FINALS + final)
