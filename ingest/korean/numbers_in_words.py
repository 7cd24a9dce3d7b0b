"""Reads numbers that a text says in Korean words ("삼만 원", "두 명", "절반", "오후 두 시 반"), and writes them as digits."""

import re
from collections.abc import Iterator
from decimal import Decimal

from ingest.korean.limit_words import LimitPlace, limit_words
from ingest.korean.noun_ends import NOUN_END
from ingest.korean.numbers import DAY_WORDS, NATIVE, NATIVE_NUMERAL, amount, sino_as_digits
from ingest.korean.units import counted_natively

# Without a space between only where the two letters are no word of their own (세대, 한편, 한해, 네개).
_NATIVE_COUNT = re.compile(
    rf"(?<![가-힣])({NATIVE_NUMERAL})(?:\s(?=(?:{counted_natively()})(?![가-힣]{{3}}))|(?=(?:{counted_natively(joined=True)})(?![가-힣]{{3}})))"
)
_EACH = (
    (r"(?:일주일|한\s?주|1주일?)에", "매주"),
    (r"하루에", "매일"),
    (r"(?:한|1)\s?시간(?:에|당|마다)", "시간당"),
    (r"(?:한|1)\s?달(?:에|마다)|매달|달마다", "매월"),
    (r"(?:한|1)\s?(?:사람|명|인)\s?(?:당|마다)", "1인당"),
    (r"(?:한|1)\s?(?:가구|세대)\s?(?:당|마다)", "가구당"),
    (r"(?:일|1)\s?년에|(?:한|1)\s?해에|해마다", "매년"),
)
_DAY_WORD = re.compile(rf"(?<![가-힣])({'|'.join(DAY_WORDS)})(?=[\s간까전후동만을를은이에,.]|$)")
# "한 해 전보다" says "전년 대비" (compared with the year before): no figure.
_YEAR_BEFORE = re.compile(r"(?<![가-힣\d])(?:1년|일\s?년|한\s?해)\s?전(?=[\s보과의에])")
# Fractions: hundredths and halves as a percentage, others as "1/3". Statutes write 100분의 30, officials 절반 or 반값.
_FRACTION = re.compile(r"(?<!\d)(\d+)\s?분의\s?(\d+)(?![\d.])")
_HALF = re.compile(r"(?<![가-힣])(?:절반|반값)(?![가-힣]{3})")
# "둘 이상", "셋까지": a number word that stands alone.
_ALONE = re.compile(
    rf"(?<![가-힣])(둘|셋|넷|다섯)(?=\s?(?:{limit_words(LimitPlace.BEHIND_FIGURE)}|까지|뿐|중)|을|이(?=\s)|[,.])"
)
# The half of the day is stated once for both times: "오후 2시부터 4시까지".
_SAME_HALF = re.compile(
    r"(?P<half>오전|오후)(?P<from>\s?(?P<h>\d{1,2})시(?:\s?(?:\d{1,2}분|반))?\s?(?:부터|~|에서|-)\s?)(?=(?P<to>\d{1,2})시)"
)
# "삼만 원", "오백 명": at least one scale letter, so that 이 명 and 일 건 stay words.
_COUNTED_IN_WORDS = "원|명|개|건|가구|곳|대|퍼센트|%"
_SINO_COUNT = re.compile(
    rf"(?<![가-힣\d(:])(?<!: )(?:([일이삼사오육칠팔구]?[십백천만억조][일이삼사오육칠팔구십백천만억조]+|[일이삼사오육칠팔구][십백천만억조])(?=\s?(?:{_COUNTED_IN_WORDS}))"
    rf"|([십백천만억조])(?=\s(?:{_COUNTED_IN_WORDS})|[원명](?![가-힣]{{2}})))"  # 조건 and 만개 are words of their own
)
_MAY_BE_COUNTED = re.compile(rf"[십백천만억조]\s?(?:{_COUNTED_IN_WORDS})")
_UNIT_ENDS = re.compile(rf"\s?(?:{_COUNTED_IN_WORDS}){NOUN_END}")
_BEHIND_DIGITS = re.compile(r"\d\s$")


def counts_in_words(text: str) -> Iterator[tuple[int, int, Decimal]]:
    """(start, end, value) of each number that `text` says in Sino-Korean words before its unit: "삼만오천" of "삼만오천 원을", "천" of "천 원".

    None where the letters may begin another word ("이천 대회", "만원 버스").
    """
    for found in _SINO_COUNT.finditer(text) if _MAY_BE_COUNTED.search(text) else ():
        start, end = found.span()
        if text.startswith("만원", start):  # "만원 버스": a full one
            continue
        if _UNIT_ENDS.match(text, end) and not _BEHIND_DIGITS.search(text[max(0, start - 2) : start]):
            yield start, end, amount(sino_as_digits(found[0])) or Decimal(0)


def words_as_digits(text: str) -> str:
    """`text` with its number words, shares and times of day in digits: "두 명" is "2명", "100분의 30" "30%", "하루에" "매일"."""
    for pattern, word in _EACH:
        text = re.sub(rf"(?<![가-힣\d])(?:{pattern})", word, text)
    text = re.sub(r"밤\s?12시(?!간)", "24시", text)
    text = re.sub(r"(?:밤|저녁)\s?(?=(?:[4-9]|1[01])시)|낮\s?(?=(?:12|[1-5])시)", "오후 ", text)
    text = re.sub(r"(?:새벽|아침)\s?(?=\d{1,2}시)", "오전 ", text)
    text = _YEAR_BEFORE.sub("전년", text)
    text = _SAME_HALF.sub(_with_half, text)
    text = re.sub(r"(\d{1,2}시)\s?반(?=부터|까지|에|[\s.,~]|$)", r"\1 30분", text)
    text = _ALONE.sub(lambda m: f"{NATIVE[m[1]]}", text)
    text = re.sub(r"(?<![\d/.])1/2(?![\d/])", "50%", text)
    text = _FRACTION.sub(_as_share, _HALF.sub("50%", text))
    text = _NATIVE_COUNT.sub(lambda m: f"{NATIVE[m[1]]}", text)
    text = _DAY_WORD.sub(lambda m: f"{DAY_WORDS[m[1]]}일", text)
    text = _SINO_COUNT.sub(lambda m: sino_as_digits(m[0]), text)
    return re.sub(r"(?<![가-힣\d])(?:일주일)(?=[\s간을이에]|$)", "7일", text)


def _with_half(match: re.Match[str]) -> str:
    later = int(match["h"]) % 12 < int(match["to"]) % 12
    return match[0] + (f"{match['half']} " if later else "")


def _as_share(match: re.Match[str]) -> str:
    whole, part = int(match[1]), match[2]
    if whole == 100:
        return f"{part}%"
    return "50%" if (whole, part) == (2, "1") else f"{part}/{whole}"
