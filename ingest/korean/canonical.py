"""Writes numbers and dates in one form, by which texts are compared: "9.0조원" and "9조 원", "'22.7.28." and "2022년 7월 28일", "30,000원" and "3만 원".

Scope: numbers written with digits. Numbers in words ("삼만 원") are read by `ingest.korean.numbers_in_words`.
"""

import re
import unicodedata
from functools import lru_cache

from ingest.korean.dates_in_full import in_full_words
from ingest.korean.numbers import NUMBER, figures_in, plain
from ingest.korean.telephones import TELEPHONE, number_of
from ingest.korean.time_words import TILDES
from ingest.korean.units import PERCENT, plain_units
from ingest.korean.years import QUOTES

_COUNTED = re.compile(rf"\s?(?:{'|'.join(map(re.escape, plain_units()))})")
_TELEPHONE = re.compile(TELEPHONE)
_PROTECTED = re.compile(rf"{TELEPHONE}|(?<![\d,.])0\d+(?![\d.])")
_QUOTES = str.maketrans(dict.fromkeys(QUOTES, "'"))
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−﹣", "-") | dict.fromkeys(TILDES, "~") | {"△": "-", "▲": "-", "▽": "-"})
_LABELS = re.compile("[①-⓿❶-➓⑴-⒛㈀-㈜㉠-㉻]")  # item marks: they would become digits or letters under NFKC
_DROPPED = re.compile(r"[^0-9a-z가-힣ㄱ-ㅎㅏ-ㅣ一-龥%.~\-+:/ ]")


@lru_cache(maxsize=8192)
def canonical(text: str, short_dates: bool = False) -> str:
    """`text` in lower case, without white space and punctuation, numbers and dates in one form.

    A "|" stands where two digits met across white space. With `short_dates`, "7.28." is read as a month and a day
    (else it is a number: "3.5." may end a sentence).
    """
    return _ranges(_squeeze(spaced(text, short_dates)))


@lru_cache(maxsize=8192)
def spaced(text: str, short_dates: bool = False) -> str:
    """`text` in lower case with numbers, dates, times and telephone numbers in one form; white space and signs stay."""
    text = unicodedata.normalize("NFKC", _LABELS.sub(" ", text).translate(_QUOTES).translate(_DASHES)).lower()
    text = text.translate(_DASHES).translate(_QUOTES)
    text = _TELEPHONE.sub(lambda found: f" {number_of(found[0])} ", text)
    text = _times(in_full_words(text, short_dates))
    text = re.sub(rf"\s?(?:{PERCENT})\s?(?=포인트)", "%", text)
    text = re.sub(rf"(?<=\d)\s?(?:{PERCENT})", "%", text).replace("%포인트", "%p").replace("% 포인트", "%p")
    text = re.sub(r"(?<=[\d만억조천백])여(?=\s|[개명건곳종만억원대회호년])", "", text)
    text = re.sub(rf"\$\s?({NUMBER}(?:[만억조])?)", r"\1달러", text)
    text = re.sub(r"(?:^|(?<=[\s,(]))~\s?(\d{4}년(?:\d+월)?)(?!\s?\d)", r" \1까지", text)
    return _numbers(text)


def _times(text: str) -> str:
    def clock(match: re.Match[str]) -> str:
        hour, minute = int(match.group("h")), int(match.group("m") or 0)
        if hour > 24 or minute > 59:
            return match.group()
        if match.group("half") in ("오후", "pm") and hour < 12:
            hour += 12
        return f" {hour}시{minute}분" if minute else f" {hour}시"

    text = re.sub(r"(?P<half>오전|오후|am|pm)?\s?(?<![\d:.])(?P<h>\d{1,2}):(?P<m>\d\d)(?![\d:])", clock, text)
    return re.sub(r"(?P<half>오전|오후|am|pm)?\s?(?<!\d)(?P<h>\d{1,2})시(?!간)(?:\s?(?P<m>\d{1,2})분)?", clock, text)


def _numbers(text: str) -> str:
    """`text` with every number and its scale letters as plain digits: "1억 2,000만" is 120000000. Telephone numbers stay."""
    pieces: list[str] = []
    last = 0
    for kept in _PROTECTED.finditer(text):
        pieces += [_scaled(text[last : kept.start()]), kept.group()]
        last = kept.end()
    return "".join([*pieces, _scaled(text[last:])])


def _scaled(text: str) -> str:
    pieces: list[str] = []
    last = 0
    for start, end, value in figures_in(text, _COUNTED):
        pieces += [text[last:start], plain(value)]
        last = end
    return "".join([*pieces, text[last:]])


def _squeeze(text: str) -> str:
    """`text` without white space and punctuation; "|" where that would join two numbers; "." and "-" only inside numbers."""
    text = _DROPPED.sub(" ", text)
    text = re.sub(r"(?<!\d)[.:/]|[.:/](?!\d)", " ", text)
    text = re.sub(r"(?<=[^\d ~(:/])-|-(?!\d)", " ", text)  # "-3.5%" is below zero, "코로나-19" is not
    text = re.sub(r"(?<=\d)\s+(?=-?\d)", "|", text.strip())
    return re.sub(r"\s+", "", text)


def _ranges(text: str) -> str:
    """`text` with ranges of years in one form: "'21~'25년" and "2021년부터 2025년까지"."""
    text = re.sub(r"(\d{4})년부터(\d{4})년까지", r"\1년~\2년", text)
    return re.sub(r"(?<!\d)(\d{4})년?~(\d{4})년?(?!\d)", r"\1년~\2년", text)
