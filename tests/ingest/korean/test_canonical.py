"""The same fact, written in two ways, has one form; two facts never have the same."""

import pytest

from ingest.korean.canonical import canonical, spaced


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("9.0조원", "9조 원"),
        ("'22.7.28.", "2022년 7월 28일"),
        ("2022-07-28", "2022. 7. 28."),
        ("30,000원", "3만 원"),
        ("1억 2,000만 원", "120,000,000원"),
        ("1천 원", "1,000원"),
        ("2천5백만 원", "25,000,000원"),
        ("오후 2:30", "14시 30분"),
        ("오후 11:30", "23시 30분"),
        ("오후 12:30", "12시 30분"),
        ("24:00", "24시"),
        ("10:59", "10시 59분"),
        ("09:00", "9시"),
        ("'21~'25년", "2021년부터 2025년까지"),
        ("02)120-1234", "02-120-1234"),
        ("(044) 202-6114", "044-202-6114"),
        ("ＵＡＭ", "uam"),
        ("△3.5%", "-3.5%"),
        ("50프로를 감면", "50%를 감면"),
        ("① 신청", "신청"),
        ("2023년3월", "2023년 03월"),
        ("3월 2일(월)", "3. 2.(월)"),
        ("△3.5% 감소", "-3.5% 감소"),
        ("'22.1/4분기", "2022년 1/4분기"),
        ("10. 19. ~ 10. 30.", "10월 19일 ~ 10월 30일"),
    ],
)
def test_two_ways_of_writing_are_one(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3만 원", "3천 원"),
        ("2022년 7월", "2022년 8월"),
        ("1억 원 2천만 원", "1억 2천만 원"),
        ("12 3", "123"),
        ("044-202-6114", "044-202-6115"),
        ("증감 -3.5%", "증감 3.5%"),
        ("3.5", "35"),
        ("오후 2시", "오전 2시"),
        ("25:00", "25시"),  # no time of day: perhaps a proportion
        ("10:60", "10시 60분"),
        ("-3.5%", "3.5%"),
        ("'22.1/4분기", "'22.1월"),
        ("제3조 20명", "3조 20명"),
    ],
)
def test_two_facts_are_two(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9.0조원", "9000000000000원"),
        ("1조 2,345억", "1234500000000"),
        ("3만 5천 원", "35000 원"),
        ("2.5만개소", "25000개소"),
        ("1588-1234", "1588-1234"),
        ("'97년", " 1997년"),
        ("2022. 13. 1.", "2022. 13. 1."),  # no such month
        ("25:00", "25:00"),
    ],
)
def test_values(text: str, expected: str) -> None:
    assert spaced(text).strip() == expected.strip()


def test_a_month_and_a_day_without_a_year_only_where_they_are_asked_for() -> None:
    assert canonical("7.28.까지") == "7.28까지"
    assert canonical("7.28.까지", short_dates=True) == "7월28일까지"


def test_numbers_do_not_melt_into_one() -> None:
    assert canonical("10 20") == "10|20"
    assert canonical("제3항 ② 20명") == canonical("제3항 20명")


@pytest.mark.parametrize(
    ("text", "one_form"),
    [
        ("-3.5%", "-3.5%"),
        ("(-3.5%)", "-3.5%"),
        ("1.0~-3.5%", "1~-3.5%"),
        ("코로나-19", "코로나19"),
        ("제3조 20명", "제3조20명"),
        ("지원 조례제3조 1천만원", "지원조례제3조10000000원"),
        ("제5조제1항", "제5조제1항"),
        ("경제 3조 20억원", "경제3002000000000원"),
        ("과제3조원", "과제3000000000000원"),
        ("'22.1/4분기", "2022년1/4분기"),
        ("~'25년", "2025년까지"),
        ("10시 ~2016. 7. 11.", "10시~2016년7월11일"),
    ],
)
def test_one_form(text: str, one_form: str) -> None:
    assert canonical(text) == one_form
