"""Writes sentences in the one form in which facts are read from them, which Korean, English, Japanese and Chinese write differently."""

import re
from decimal import Decimal
from functools import lru_cache

from ingest.korean.canonical import spaced
from ingest.korean.numbers import NUMBER, plain
from ingest.korean.numbers_in_words import words_as_digits
from ingest.korean.time_words import ENGLISH_MONTHS, MONTH, WEEKDAY, plain_quarters
from ingest.korean.years import full_year

# "4월 2일(목)", "(화 14:00~16:00)", "월~금": the days of the week in full.
_WEEKDAY_MARK = re.compile(
    rf"(?<![가-힣\d])({WEEKDAY})(?:(?=\))(?<=\(.)|(?=\s?~\s?{WEEKDAY}(?![가-힣]))|(?=\s\d{{1,2}}(?::|시(?!간)))|(?<=~.)(?![가-힣])|(?<=~\s.)(?![가-힣]))"
)
_WEEKDAY_LIST = re.compile(rf"(?<![가-힣])({WEEKDAY})·(?={WEEKDAY}(?:·|요일|\s|\)|$))")

_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in ENGLISH_MONTHS)
_ENGLISH_SCALE = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ENGLISH_UNITS = (
    (r"(?:korean\s)?(?:won|krw)\b", "원"), (r"(?:people|persons|participants|residents)\b", "명"), (r"percent\b", "%"),
    (r"months?\b", "개월"), (r"days?\b", "일"), (r"years?\b", "년"), (r"hours?\b", "시간"), (r"weeks?\b", "주"),
)  # fmt: skip
_HAN = str.maketrans("年月日万萬亿億兆時时点", "년월일만만억억조시시시")
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
    text = spaced(words_as_digits(_foreign(text)), short_dates)
    text = _WEEKDAY_LIST.sub(r"\1요일·", text)
    return " ".join(_WEEKDAY_MARK.sub(r"\1요일", text).split())


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
