"""Writes number words, months and scales in one form, which Korean, English, Japanese and Chinese sentences write differently."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from ingest.korean.canonical import spaced
from ingest.korean.date_forms import ENGLISH_MONTHS, MONTH, WEEKDAY, plain_quarters
from ingest.korean.limit_words import LimitPlace, limit_words
from ingest.korean.noun_ends import NOUN_END
from ingest.korean.numbers import DAY_WORDS, NATIVE, NATIVE_NUMERAL, NUMBER, amount, plain, sino_as_digits
from ingest.korean.units import counted_natively
from ingest.korean.years import full_year

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
# "4월 2일(목)", "(화 14:00~16:00)", "월~금": the days of the week in full.
_WEEKDAY_MARK = re.compile(
    rf"(?<![가-힣\d])({WEEKDAY})(?:(?=\))(?<=\(.)|(?=\s?~\s?{WEEKDAY}(?![가-힣]))|(?=\s\d{{1,2}}(?::|시(?!간)))|(?<=~.)(?![가-힣])|(?<=~\s.)(?![가-힣]))"
)
_WEEKDAY_LIST = re.compile(rf"(?<![가-힣])({WEEKDAY})·(?={WEEKDAY}(?:·|요일|\s|\)|$))")
# "삼만 원", "오백 명": at least one scale letter, so that 이 명 and 일 건 stay words.
_COUNTED_IN_WORDS = "원|명|개|건|가구|곳|대|퍼센트|%"
_SINO_COUNT = re.compile(
    rf"(?<![가-힣\d(:])(?<!: )(?:([일이삼사오육칠팔구]?[십백천만억조][일이삼사오육칠팔구십백천만억조]+|[일이삼사오육칠팔구][십백천만억조])(?=\s?(?:{_COUNTED_IN_WORDS}))"
    rf"|([십백천만억조])(?=\s(?:{_COUNTED_IN_WORDS})|[원명](?![가-힣]{{2}})))"  # 조건 and 만개 are words of their own
)
_MAY_BE_COUNTED = re.compile(rf"[십백천만억조]\s?(?:{_COUNTED_IN_WORDS})")
_UNIT_ENDS = re.compile(rf"\s?(?:{_COUNTED_IN_WORDS}){NOUN_END}")
_BEHIND_DIGITS = re.compile(r"\d\s$")

_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in ENGLISH_MONTHS)
_ENGLISH_SCALE = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ENGLISH_UNITS = (
    (r"(?:korean\s)?(?:won|krw)\b", "원"), (r"(?:people|persons|participants|residents)\b", "명"), (r"percent\b", "%"),
    (r"months?\b", "개월"), (r"days?\b", "일"), (r"years?\b", "년"), (r"hours?\b", "시간"), (r"weeks?\b", "주"),
)  # fmt: skip
_HAN = str.maketrans(
    {
        "年": "년",
        "月": "월",
        "日": "일",
        "万": "만",
        "萬": "만",
        "亿": "억",
        "億": "억",
        "兆": "조",
        "時": "시",
        "时": "시",
        "点": "시",
    }
)
_HAN_UNITS = (
    (r"(?:韩元|韓元|ウォン|韩圆|韓圓)", "원"), (r"(?:名|人)", "명"), (r"(?:个月|個月|か月|ヶ月|カ月)", "개월"),
    (r"(?:个|個)", "개"), (r"(?:小时|小時|時間)", "시간"),
)  # fmt: skip
# "(21.5)", "(21.12 기준)": how tables and notes put a month.
_BRACKETED_MONTH = re.compile(rf"\(([1-3]\d)\.\s?({MONTH})월?(?=[)\s,~])")


@lru_cache(maxsize=4096)
def fact_text(text: str, short_dates: bool = False) -> str:
    """`text` in the form in which facts are read from it: that of `ingest.korean.canonical.spaced`, with number words as digits and
    foreign dates in Korean form. With `short_dates`, "7.28." is a month and a day.
    """
    text = plain_quarters(text.replace("ㆍ", "·"))  # offices type the one, keyboards the other
    if short_dates:
        text = _BRACKETED_MONTH.sub(lambda m: f"({full_year(m[1])}년 {m[2]}월", text)
    text = spaced(_words_as_digits(_foreign(text)), short_dates)
    text = _WEEKDAY_LIST.sub(r"\1요일·", text)
    return " ".join(_WEEKDAY_MARK.sub(r"\1요일", text).split())


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


def _words_as_digits(text: str) -> str:
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


def _foreign(text: str) -> str:
    if re.search(r"(?i)[a-z]{3}|\d\s?[ap]\.?m\b", text):
        text = _english(text)
    if re.search(r"[一-鿿぀-ヿ]", text):
        text = re.sub(r"(?<=\d)\s?[年月日万萬亿億兆時时点]+", lambda m: m[0].translate(_HAN), text)
        text = re.sub(r"(?<=[만억조])\s?(?=\d)", "", text)
        for pattern, unit in _HAN_UNITS:
            text = re.sub(rf"(?<=[\d만억조])\s?{pattern}", unit, text)
    return text


def _english(text: str) -> str:
    def date(match: re.Match[str]) -> str:
        month = next(
            i for i, name in enumerate(ENGLISH_MONTHS, start=1) if name.startswith(match["month"].capitalize()[:3])
        )
        day = match["before"] or match["day"]
        return (f"{match['year']}년 " if match["year"] else "") + f"{month}월" + (f" {day}일" if day else "")

    text = re.sub(
        rf"(?i)(?<![a-z])(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?)?(?P<month>{_MONTH})(?![a-z])\.?"
        rf"(?:\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:))?(?:,?\s(?:of\s)?(?P<year>\d{{4}}))?",
        lambda m: date(m) if m["before"] or m["day"] or m["year"] or m["month"][0].isupper() else m[0],
        text,
    )

    def clock(match: re.Match[str]) -> str:
        hour, minute, afternoon = int(match[1]), match[2], match[3].lower() == "p"
        half = "" if hour == 12 else "오후 " if afternoon else "오전 "
        return f"{half}{0 if hour == 12 and not afternoon else hour}시" + (f" {int(minute)}분" if minute else "")

    text = re.sub(r"(?i)(?<![\d:])(1[0-2]|0?[1-9])(?::([0-5]\d))?\s?([ap])\.?m\b\.?", clock, text)

    def scaled(match: re.Match[str]) -> str:
        return plain(Decimal(match[1].replace(",", "")) * _ENGLISH_SCALE[match[2].lower()])

    text = re.sub(rf"(?i)({NUMBER})\s?({'|'.join(_ENGLISH_SCALE)})\b", scaled, text)
    text = re.sub(rf"(?i)(?:₩|krw)\s?({NUMBER})", r"\1원", text)
    for pattern, unit in _ENGLISH_UNITS:
        text = re.sub(rf"(?i)(?<=\d)[\s-]?{pattern}", unit, text)
    return text
