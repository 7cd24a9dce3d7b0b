"""Undoes typing with the wrong keyboard layout: Hangul typed with the Latin layout on ("dlfwjd" -> "일정"), and Latin typed with the Hangul one.

The layout is 두벌식 표준 (KS X 5002). The automaton is the one every Korean input method runs: initial, vowel, final;
a final moves on to the next syllable when a vowel follows.
"""

_KEYS = dict(
    zip(
        "rRseEfaqQtTdwWczxvgkoiOjpuPhynbml",
        "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ",
        strict=True,
    )
)
_LETTERS = {jamo: key for key, jamo in _KEYS.items()}
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_JOINED_VOWELS = {"ㅗㅏ": "ㅘ", "ㅗㅐ": "ㅙ", "ㅗㅣ": "ㅚ", "ㅜㅓ": "ㅝ", "ㅜㅔ": "ㅞ", "ㅜㅣ": "ㅟ", "ㅡㅣ": "ㅢ"}
_JOINED_FINALS = {
    "ㄱㅅ": "ㄳ", "ㄴㅈ": "ㄵ", "ㄴㅎ": "ㄶ", "ㄹㄱ": "ㄺ", "ㄹㅁ": "ㄻ", "ㄹㅂ": "ㄼ", "ㄹㅅ": "ㄽ", "ㄹㅌ": "ㄾ",
    "ㄹㅍ": "ㄿ", "ㄹㅎ": "ㅀ", "ㅂㅅ": "ㅄ",
}  # fmt: skip
_PARTS = {joined: pair for pair, joined in (_JOINED_VOWELS | _JOINED_FINALS).items()}
_FIRST_SYLLABLE, _LAST_SYLLABLE = 0xAC00, 0xD7A3


def to_hangul(keys: str) -> str:
    """The Hangul that `keys` type on the Hangul layout; a key without Hangul stays, a letter without a syllable is a lone jamo."""
    if keys.isupper() and len(keys) > 1:
        keys = keys.lower()  # caps lock, not shift on every key
    # Shift has a meaning on seven keys only; any other capital is the plain key.
    return _composed("".join(_KEYS.get(key) or _KEYS.get(key.lower()) or key for key in keys))


def to_keys(hangul: str) -> str:
    """The Latin letters on the keys that were pressed for `hangul` (to_keys("ㅑㅊㅅ") is "ict")."""
    return "".join(_LETTERS.get(jamo, jamo) for jamo in decomposed(hangul))


def decomposed(text: str) -> str:
    """The keystrokes of `text` as single jamo ("값" -> "ㄱㅏㅂㅅ"), in which typing errors are counted."""
    out: list[str] = []
    for letter in text:
        code = ord(letter)
        if _FIRST_SYLLABLE <= code <= _LAST_SYLLABLE:
            initial, rest = divmod(code - _FIRST_SYLLABLE, 588)
            vowel, final = divmod(rest, 28)
            jamo = _INITIALS[initial], _VOWELS[vowel], _FINALS[final].strip()
            out.extend(_PARTS.get(part, part) for part in jamo)
        else:
            out.append(_PARTS.get(letter, letter))
    return "".join(out)


def has_lone_jamo(text: str) -> bool:
    """Whether a Hangul letter stands outside a syllable, as in "ㅑㅊㅅ"."""
    return any("ㄱ" <= letter <= "ㅣ" for letter in text)


def _composed(jamo: str) -> str:
    out: list[str] = []
    at = 0
    while at < len(jamo):
        taken, letter = _syllable(jamo, at)
        out.append(letter)
        at += taken
    return "".join(out)


def _syllable(jamo: str, at: int) -> tuple[int, str]:
    """The number of jamo that the syllable at `at` takes, and the syllable."""
    if jamo[at] not in _INITIALS or jamo[at + 1 : at + 2] not in tuple(_VOWELS):
        return 1, jamo[at]
    vowel, taken = jamo[at + 1], 2
    if joined := _JOINED_VOWELS.get(vowel + jamo[at + 2 : at + 3]):
        vowel, taken = joined, 3
    final = ""
    for length in (2, 1):
        letters = jamo[at + taken : at + taken + length]
        candidate = _JOINED_FINALS.get(letters, letters if length == 1 else "")
        follower = jamo[at + taken + length : at + taken + length + 1]
        if candidate.strip() and candidate in _FINALS and follower not in tuple(_VOWELS):
            final, taken = candidate, taken + length
            break
    code = (_INITIALS.index(jamo[at]) * 21 + _VOWELS.index(vowel)) * 28
    return taken, chr(_FIRST_SYLLABLE + code + (_FINALS.index(final) if final else 0))
