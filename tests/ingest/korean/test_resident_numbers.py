"""Resident numbers, whole and in parts, and what only looks like them. The numbers are made up."""

import pytest

from ingest.korean.resident_numbers import resident_numbers


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in resident_numbers(text)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("900101-1234568", "900101-1234568"),
        ("9001011234568", "9001011234568"),
        ("040229-3234567", "040229-3234567"),  # 2004 had a 29th of February
        ("900101-5234567", "900101-5234567"),  # of a foreigner
        ("1983.04.02-1029384", "1983.04.02-1029384"),
        ("1985년생 남자 1234567 이 뒷번호에요", "1234567"),
        ("61년 5월 2일에 태어났고 그 뒤 숫자는 1357913", "1357913"),
        ("생년월일 및 뒷번호 771103-1234567", "771103-1234567"),
        ("생년월일: 900101-1", "900101-1"),
        ("900101-1......", "900101-1......"),
        ("19900101-1234567", "19900101-1234567"),
        ("1972년 8월 14일생 1357913 입니다", "1357913"),
        ("주민번호 앞자리 900101", "900101"),
        ("뒷자리 1234567", "1234567"),
    ],
)
def test_what_is_one(text: str, number: str) -> None:
    assert number in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "900230-1234567",  # no such day
        "030229-3234567",  # 2003 had no 29th of February
        "900101-9234567",  # no such century
        "접수번호 900101-1234567",
        "8801234567890 이 바코드 리콜",
        "법인등록번호 110111-1234567",
        "동물 등록번호 900101-1234567",
        "1985년생 소득 3600000 이면",
        "20240301-3123456",
        "코드 900101-1234567",
    ],
)
def test_what_only_looks_like_one(text: str) -> None:
    assert found(text) == []
