"""Makes the marks of long numbers and e-mail addresses: normal forms in which two ways of writing the same number or address are equal."""

import re
import unicodedata
from collections.abc import Iterator

from ingest.korean.letters import unspaced

DASHES = "‐‑‒–—―−ㅡᅳー─━⁃﹣－∼〜～~⎯一"
SAME = str.maketrans(
    dict.fromkeys(DASHES, "-")
    | {"·": ".", "ㆍ": ".", "ᆞ": ".", "・": ".", "‧": ".", "•": ".", "∙": ".", "，": ",", "．": ".", "。": "."}
)
"""One sign for signs that are written for one another beside digits. NFKC makes "ᆞ" of "ㆍ"."""
_LONG_NUMBER = re.compile(r"(?<!\d)\d(?:[ \-.)]{0,2}\d){7,15}(?!\d)")
_AT = r"\s*(?:@|골뱅이|[(\[](?:at|골뱅이)[)\]])\s*"
_POINT = r"(?:닷|쩜|점|dot|\[dot\]|\(dot\))"
PROVIDER = "naver|네이버|gmail|지메일|daum|다음|hanmail|한메일|kakao|카카오|nate|네이트|outlook|아웃룩|hotmail|icloud|yahoo|야후"
"""A pattern: the providers who give e-mail addresses to anybody, in both scripts."""
# The name of an account is searched from its beginning on only: from every letter of it, a long line takes too long.
_START = "".join(rf"(?<![A-Za-z0-9가-힣][._%+\-]{{{signs}}})" for signs in range(4)) + "[A-Za-z0-9가-힣]"
_LATIN_START = _START.replace("가-힣", "")
EMAIL = re.compile(
    rf"{_START}[A-Za-z0-9가-힣._%+\-]*@[A-Za-z0-9가-힣\-]+(?:[.,][A-Za-z0-9가-힣\-]+)+|"
    rf"{_LATIN_START}[A-Za-z0-9._%+\-]*{_AT}(?:[A-Za-z0-9\-]+(?:\s?\.\s?[A-Za-z0-9\-]+)+|"
    rf"[A-Za-z0-9\-가-힣]+\s*{_POINT}\s*(?:컴|넷|com|net|kr|[A-Za-z]{{2,4}}|케이알|씨오\s*{_POINT}?\s*케이알))|"
    rf"{_START}[A-Za-z0-9가-힣._%+\-]*(?:{_AT}|\sat\s)(?:{PROVIDER})(?:[\s.]*{_POINT}?\s*(?:컴|넷|com|net))?|"
    rf"{_LATIN_START}[A-Za-z0-9._\-]*(?:\s(?:dot|점|쩜|닷)\s[A-Za-z0-9]+)*\s?(?:앳|\bat\b)\s?[A-Za-z가-힣]+?\s?{_POINT}\s?(?:컴|넷|com|net|kr|케이알)",
    re.IGNORECASE,
)
"""A pattern: an e-mail address, also one that is spelt in words."""


def plain_signs(text: str) -> str:
    """`text` with plain signs and dashes; nothing more is undone, as in `plain_form`: documents are long, and nobody hides numbers in them."""
    return unicodedata.normalize("NFKC", text).translate(SAME)


def marks_of(text: str) -> Iterator[str]:
    """The marks of a document's `text`: the digits of every number of eight to sixteen digits, and every address."""
    plain = plain_signs(text)
    yield from (number_mark(found[0]) for found in _LONG_NUMBER.finditer(plain))
    yield from (address_mark(found[0]) for found in EMAIL.finditer(plain))


def number_mark(words: str) -> str:
    """The mark of the number `words`: its digits alone."""
    return "".join(letter for letter in words if letter.isdigit())


def address_mark(words: str) -> str:
    """The mark of the e-mail address `words`: without white space, in lower case, with "@" for every way of writing it."""
    return re.sub(_AT, "@", unspaced(words), flags=re.IGNORECASE).lower()
