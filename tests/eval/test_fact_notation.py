import time

import pytest

from eval.fact_in_text import canonical, holds

SAME = [
    ("9.0조원", "9조 원"),
    ("9조원", "9,000,000,000,000원"),
    ("'22.7.28.", "2022년 7월 28일"),
    ("‘22. 7. 28.", "2022. 7. 28."),
    ("2022-07-28", "2022년 7월 28일"),
    ("22년 7월 28일", "2022년 7월 28일"),
    ("`22년", "2022년"),
    ("'98년", "1998년"),
    ("2022.7월", "2022년 7월"),
    ("(21.8월)", "2021년 8월"),
    ("22.1.27.", "2022년 1월 27일"),
    ("30,000원", "3만 원"),
    ("３만　원", "30000원"),
    ("3 만원", "30,000원"),
    ("1천개", "1,000개"),
    ("1억 2,000만 원", "120,000,000원"),
    ("2천5백만원", "25,000,000원"),
    ("5만3천 명", "53,000명"),
    ("2.5만개", "25,000개"),
    ("22만여 개", "22만 개"),
    ("18.7 퍼센트", "18.7%"),
    ("3.5%포인트", "3.5%p"),
    ("오후 2시 30분", "14:30"),
    ("(044) 202-6114", "044-202-6114"),
    ("0442026114", "044-202-6114"),
    ("'21~'25년", "2021년부터 2025년까지"),
    ("~'25년", "2025년까지"),
    ("3,060km", "3,060㎞"),
    ("「데이터 3법」", "데이터3법"),
]

DIFFERENT = [
    ("15명", "5명"),
    ("5만 명", "5명"),
    ("17월", "7월"),
    ("1.5%", "5%"),
    ("총 15.5조원", "5.5조원"),
    ("7월 28일까지", "7월 28일부터"),
    ("2022년 7월 28일", "2021년 7월 28일"),
    ("044-202-6114", "044-202-6115"),
    ("30,000원", "3,000원"),
    ("3만 원", "3만 명"),
    ("신청은 불가능합니다", "가능"),
    ("자료는 비공개입니다", "공개"),
    ("NAIVE", "AI"),
    ("8월 3일, 5개", "35개"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_fact_in_another_notation_is_held_both_ways(one: str, other: str) -> None:
    assert holds(f"사업은 {one} 정도입니다.", other)
    assert holds(f"사업은 {other} 정도입니다.", one)


@pytest.mark.parametrize(("text", "fact"), DIFFERENT)
def test_another_fact_is_not_held(text: str, fact: str) -> None:
    assert not holds(text, fact)


def test_particles_and_spacing_do_not_matter_but_from_and_until_do() -> None:
    assert holds("데이터의 시장 규모는 커졌습니다.", "데이터 시장의 규모")
    assert holds("교육부는 발표했습니다.", "교육부가")
    assert holds("모바일운전면허증을 발급합니다.", "모바일 운전면허증")
    assert holds("공사, LH, LHI, HUG 등이 모였습니다.", "LH")
    assert not holds("공사, LHI, HUG 등이 모였습니다.", "LH")
    assert not holds("3월부터 받습니다.", "3월까지")


def test_a_short_date_is_read_as_a_date_or_as_a_number() -> None:
    assert holds("2022년 7월 28일(목)에 엽니다.", "7.28.")
    assert holds("7. 28.(목)에 엽니다.", "7월 28일")
    assert holds("평균은 3.5.", "3.5")


def test_an_extension_is_found_inside_the_whole_number() -> None:
    assert holds("전화 044-202-6114로 문의해 주세요.", "6114")


def test_item_marks_do_not_become_digits() -> None:
    assert canonical("①9조원") == canonical("9조원") == "9000000000000원"


def test_numbers_beside_each_other_stay_apart() -> None:
    assert canonical("1,2,3") == "1|2|3"
    assert canonical("10만 20만") == "100000|200000"
    assert canonical("('19)16.9 ('20)20.0") == "2019년16.9|2020년20"


def test_an_empty_fact_is_never_held() -> None:
    assert not holds("무엇이든", " ")
    assert not holds("무엇이든", "…")


@pytest.mark.parametrize(
    "text", ["", "\x00", "억", "조원", "1" * 400, "1,2,3,4" * 50, "'" * 50, "\ud800", "9" * 30 + "조원"]
)
def test_odd_texts_are_canonical_without_failing(text: str) -> None:
    assert isinstance(canonical(text), str)


def test_a_long_text_takes_milliseconds_not_seconds() -> None:
    text = "2022년 7월 28일부터 1억 2,000만 원을 (9.0조원) 지원하고 " * 400
    begun = time.process_time()
    canonical(text)
    assert time.process_time() - begun < 1.0
