"""Every form of a date that documents write, with its first and last day worked out by hand for a release of 2022-01-26 (a Wednesday)."""

import datetime as dt
import time

import pytest

from ingest.korean.dates import Edge, Period, Precision, YearFrom, dates_in, first_date, is_date_alone, periods_in
from ingest.korean.years import full_year, full_years, years_in

WRITTEN = dt.date(2022, 1, 26)


def in_short(period: Period) -> str:
    """ "2022-07-01~2022-07-31 month assumed 부터"."""
    days = f"{period.first}" if period.first == period.last else f"{period.first}~{period.last}"
    return " ".join(filter(None, (days, period.precision, period.year_from, period.edge)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'22.7.28.", ['2022-07-28 day told']),
        ('1.27(목)', ['2022-01-27 day assumed']),
        ("'23.6.3.(토)~6.11.(일)", ['2023-06-03~2023-06-11 day told']),
        ("'23.5/22~5/31", ['2023-05-22~2023-05-31 day told']),
        ('6.9~10', ['2022-06-09~2022-06-10 day assumed']),
        ('야간 개장은 6.9~10 이틀 동안', ['2022-06-09~2022-06-10 day assumed']),
        ('D+7일', []),
        ('상반기', ['2022-01-01~2022-06-30 half assumed']),
        ('하반기', ['2022-07-01~2022-12-31 half assumed']),
        ('1분기', ['2022-01-01~2022-03-31 quarter assumed']),
        ('2월 중', ['2022-02-01~2022-02-28 month assumed']),
        ("~10월", ['2022-10-01~2022-10-31 month assumed 까지']),
        ('작년', ['2021-01-01~2021-12-31 year counted']),
        ('올해', ['2022-01-01~2022-12-31 year counted']),
        ('내년', ['2023-01-01~2023-12-31 year counted']),
        ('지난해', ['2021-01-01~2021-12-31 year counted']),
        ('이달', ['2022-01-01~2022-01-31 month counted']),
        ('7월부터', ['2022-07-01~2022-07-31 month assumed 부터']),
        ('2022-07', ['2022-07-01~2022-07-31 month told']),
        ('2022년 7월', ['2022-07-01~2022-07-31 month told']),
        ('1월 27일부터 시범 발급하고, 7월부터 전국 시행한다', ['2022-01-27 day assumed 부터', '2022-07-01~2022-07-31 month assumed 부터']),
        ('2021년 12월 대비 3월에는', ['2021-12-01~2021-12-31 month told', '2022-03-01~2022-03-31 month doubtful']),
        ("'20~'25년", ['2020-01-01~2025-12-31 year told']),
        ('20~25년 총 투자액', ['2020-01-01~2025-12-31 year doubtful']),
        ('2020년부터 2025년까지', ['2020-01-01~2025-12-31 year told']),
        ('21년도예산얼마', ['2021-01-01~2021-12-31 year told']),
        ('데이터 시장 16년엔', ['2016-01-01~2016-12-31 year doubtful']),
        ('10년간 거주한 사람', []),
        ('20년 이상 지난 주택', []),
        ('044-202-6114', []),
        ('6,000원 20명', []),
        ('3.5조원', []),
        ('2000명 참가', []),
        ("'97", ['1997-01-01~1997-12-31 year told']),
        ('2024', ['2024-01-01~2024-12-31 year told']),
        ("'21.3", ['2021-03-01~2021-03-31 month told']),
        ('2021년하고 2022년 예산', ['2021-01-01~2021-12-31 year told', '2022-01-01~2022-12-31 year told']),
        ('6.3~8.4%', []),
        ('2024. 5. 20. ~ 6. 14.', ['2024-05-20~2024-06-14 day told']),
        ("'26. 12. 1. ~ 2. 28.", ['2026-12-01~2027-02-28 day told']),
        ('2023. 3. 2.(목) ~ 31.(금)', ['2023-03-02~2023-03-31 day told']),
        ('3월 2일~31일', ['2022-03-02~2022-03-31 day assumed']),
        ('6월 9~10일', ['2022-06-09~2022-06-10 day assumed']),
        ('6월 3일부터 11일까지', ['2022-06-03~2022-06-11 day assumed']),
        ('6월 3일부터 9일간', ['2022-06-03 day assumed 부터']),
        ('오는 27일부터', ['2022-01-27 day counted 부터']),
        ('지난 12월 5일', ['2021-12-05 day counted']),
        ('지난 3일', ['2022-01-03 day counted']),
        ('다음 달 3일까지', ['2022-02-03 day counted 까지']),
        ('내년 1월 5일', ['2023-01-05 day counted']),
        ('올 하반기', ['2022-07-01~2022-12-31 half counted']),
        ('올해 7월 1일', ['2022-07-01 day counted']),
        ("'22.상반기", ['2022-01-01~2022-06-30 half told']),
        ("'22.1/4분기", ['2022-01-01~2022-03-31 quarter told']),
        ("'23. 1Q", ['2023-01-01~2023-03-31 quarter told']),
        ("'22년 5.9조원", ['2022-01-01~2022-12-31 year told']),
        ("단체동 '둥치' 10~12명", []),
        ("2025년 8월 1달", ['2025-08-01~2025-08-31 month told']),
        ("'22년 1/4분기", ['2022-01-01~2022-03-31 quarter told']),
        ('2025년 1분기', ['2025-01-01~2025-03-31 quarter told']),
        ('1~2분기', ['2022-01-01~2022-06-30 quarter assumed']),
        ('6~7월', ['2022-06-01~2022-07-31 month assumed']),
        ('3. 5.', ['2022-03-05 day assumed']),
        ('7. 28.(목)', ['2022-07-28 day assumed']),
        ('7.1일부터', ['2022-07-01 day assumed 부터']),
        ('6/3~', ['2022-06-03 day assumed 부터']),
        ('1/3 이상', []),
        ('5월 마지막 주 토요일', ['2022-05-01~2022-05-31 month assumed']),
        ('연내', ['2022-01-01~2022-12-31 year assumed 까지']),
        ('연말까지', ['2022-12-01~2022-12-31 rough assumed 까지']),
        ('2022년 말', ['2022-12-01~2022-12-31 rough told']),
        ('7월 초', ['2022-07-01~2022-07-10 rough assumed']),
        ('7월 초등학교', ['2022-07-01~2022-07-31 month assumed']),
        ('12월', ['2022-12-01~2022-12-31 month doubtful']),
        ('12개월', []),
        ('2022. 2. 30.', []),
        ('고시 제2022-07호', []),
        ('제2022-7호', []),
        ('2022.7월', ['2022-07-01~2022-07-31 month told']),
        ('22.7월', ['2022-07-01~2022-07-31 month told']),
        ("'22.7", ['2022-07-01~2022-07-31 month told']),
        ('2022. 7.', ['2022-07-01~2022-07-31 month told']),
        ('12월 29일(수)', ['2021-12-29 day assumed']),
        ('2월 15일(화)', ['2022-02-15 day assumed']),
        ('1월 5일(목)', ['2023-01-05 day assumed']),
        ('2022년 12월~2023년 2월', ['2022-12-01~2023-02-28 month told']),
        ("12월~'22.2월", ['2021-12-01~2022-02-28 month told']),
        ('22년 7월 28일', ['2022-07-28 day told']),
        ('22.7.28.', ['2022-07-28 day told']),
        ('20220728', []),
        ('2023년산', ['2023-01-01~2023-12-31 year told']),
        ('3월생', []),
        ('2010년대', []),
        ('1일 2회 3만원', []),
        ('월 20만원', []),
        ('시속 60km 7월호', []),
        ("'22~'23년", ['2022-01-01~2023-12-31 year told']),
        ('2022년 봄', ['2022-03-01~2022-05-31 rough told']),
        ('오늘(26일) 오늘날', ['2022-01-26 day counted']),
        ('이번 주 다음 주', ['2022-01-24~2022-01-30 day counted', '2022-01-31~2022-02-06 day counted']),
        ('어제', ['2022-01-25 day counted']),
        ('재작년', ['2020-01-01~2020-12-31 year counted']),
        ('전년 대비', ['2021-01-01~2021-12-31 year counted']),
        ('2022학년도', ['2022-01-01~2022-12-31 year told']),
        ('2022년부터', ['2022-01-01~2022-12-31 year told 부터']),
        ("'25년까지", ['2025-01-01~2025-12-31 year told 까지']),
        ("~'25년", ['2025-01-01~2025-12-31 year told 까지']),
        ('2026.11.30.(월) 18:00까지', ['2026-11-30 day told 까지']),
        ('2026. 12. 1.(화) 10:00 ~ 12. 4.(금) 17:00', ['2026-12-01~2026-12-04 day told']),
    ],
)  # fmt: skip
def test_periods_in(text: str, expected: list[str]) -> None:
    assert [in_short(period) for period in periods_in(text, WRITTEN)] == expected


def test_without_the_day_of_writing_only_what_is_told() -> None:
    assert [in_short(p) for p in periods_in("7월부터, 작년, 하반기, 6.9~10, 2022년 7월")] == [
        "2022-07-01~2022-07-31 month told"
    ]


@pytest.mark.parametrize(
    ("written", "text", "expected"),
    [
        ("2022-12-20", "3월부터", "2022-03-01~2022-03-31 month doubtful 부터"),
        ("2022-12-20", "1월 5일(목)부터", "2023-01-05 day assumed 부터"),
        ("2022-12-20", "오는 1월 5일", "2023-01-05 day counted"),
        ("2022-12-20", "다음 달 5일", "2023-01-05 day counted"),
        ("2022-06-30", "지난 15일", "2022-06-15 day counted"),
        ("2022-06-30", "6월 15일(금)", "2022-06-15 day doubtful"),
        ("2023-05-22", "본선은 D+7일인 6월 10일", "2023-06-10 day assumed"),
        ("2024-02-01", "2월 중", "2024-02-01~2024-02-29 month assumed"),
        ("2024-03-31", "지난달", "2024-02-01~2024-02-29 month counted"),
        ("2024-03-31", "매년 5월 1일부터", "2024-05-01 day doubtful 부터"),
    ],
)
def test_what_is_left_out_comes_from_the_day_of_writing(written: str, text: str, expected: str) -> None:
    assert [in_short(period) for period in periods_in(text, dt.date.fromisoformat(written))] == [expected]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("지지난해", "2019-01-01~2019-12-31"),
        ("재작년", "2020-01-01~2020-12-31"),
        ("작년 지난해 전년 전년도", "2021-01-01~2021-12-31"),
        ("올해 금년 금년도", "2022-01-01~2022-12-31"),
        ("내년 명년", "2023-01-01~2023-12-31"),
        ("내후년 후년", "2024-01-01~2024-12-31"),
        ("지난달", "2021-12-01~2021-12-31"),
        ("이달 이번달 금월", "2022-01-01~2022-01-31"),
        ("다음달 내달", "2022-02-01~2022-02-28"),
        ("그저께", "2022-01-24"),
        ("어제", "2022-01-25"),
        ("오늘 금일", "2022-01-26"),
        ("내일", "2022-01-27"),
        ("모레", "2022-01-28"),
        ("지난주", "2022-01-17~2022-01-23"),
        ("이번주 금주", "2022-01-24~2022-01-30"),
        ("다음주 차주", "2022-01-31~2022-02-06"),
    ],
)
def test_words_that_count_from_the_day_of_writing(words: str, days: str) -> None:
    for word in words.split():
        assert [in_short(period).split()[::2] for period in periods_in(word, WRITTEN)] == [[days, "counted"]], word


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("올 3월", "2022-03-01~2022-03-31"),
        ("2022년 여름", "2022-06-01~2022-08-31"),
        ("2022년 가을", "2022-09-01~2022-11-30"),
        ("2022년 겨울", "2022-12-01~2023-02-28"),
        ("2022년 상반기", "2022-01-01~2022-06-30"),
        ("2022년 하반기", "2022-07-01~2022-12-31"),
        ("7월 초순", "2022-07-01~2022-07-10"),
        ("7월 초", "2022-07-01~2022-07-10"),
        ("7월 중순", "2022-07-11~2022-07-20"),
        ("7월 하순", "2022-07-21~2022-07-31"),
        ("7월 말", "2022-07-21~2022-07-31"),
    ],
)
def test_parts_of_a_year_and_of_a_month(text: str, days: str) -> None:
    assert [in_short(period).split()[0] for period in periods_in(text, WRITTEN)] == [days]


@pytest.mark.parametrize(
    ("written", "month", "expected"),
    [
        ("2022-07-15", "2월", "assumed"),  # five months back: of the year of writing
        ("2022-07-15", "1월", "doubtful"),  # six: perhaps of the next year
        ("2022-01-15", "10월", "assumed"),  # nine months ahead
        ("2022-01-15", "11월", "doubtful"),  # ten: perhaps of the last year
    ],
)
def test_a_month_far_from_that_of_writing_may_be_of_another_year(written: str, month: str, expected: str) -> None:
    [period] = periods_in(month, dt.date.fromisoformat(written))
    assert period.year_from == expected


def test_a_period_knows_its_place_and_its_years() -> None:
    text = "접수는 '26. 12. 1. ~ 2. 28. 입니다"
    [period] = periods_in(text)
    assert text[period.start : period.end] == "'26. 12. 1. ~ 2. 28."
    assert list(period.years) == [2026, 2027]
    assert period == Period(4, 24, dt.date(2026, 12, 1), dt.date(2027, 2, 28), Precision.DAY, YearFrom.TOLD, Edge.NONE)


def test_holds() -> None:
    whole, month, years = (periods_in(text)[0] for text in ("2021년", "2021년 3월", "'20~'25년"))
    assert years.contains(whole)
    assert whole.contains(month)
    assert not month.contains(whole)


@pytest.mark.parametrize("piece", ["1. ", "6.9~10 ", "1월 ", "'22", "1", " ", "2022년~", "(월)"])
def test_a_long_line_takes_no_long_time(piece: str) -> None:
    started = time.process_time()
    periods_in(piece * 3000, WRITTEN)
    assert time.process_time() - started < 2


def test_one_pivot_for_years_of_two_digits() -> None:
    assert [full_year(digits) for digits in ("00", "22", "50", "68", "69", "97")] == [
        "2000",
        "2022",
        "2050",
        "2068",
        "1969",
        "1997",
    ]
    assert full_years("'22년과 ‘97년, 22년") == "2022년과 1997년, 22년"
    assert years_in("'22년, 2021-03-02, 12022") == {2022, 2021}
    assert first_date("'97. 1. 26.") == dt.date(1997, 1, 26)


@pytest.mark.parametrize(
    "written",
    [
        "2022. 1. 26.(수) 석간",
        "2022.1.26",
        "2022-01-26",
        "2022/1/26",
        "2022년 1월 26일",
        "'22.1.26.",
        "‘22년 1월 26일",
        "’22. 1. 26",
    ],
)
def test_the_same_day_in_every_manner_of_writing(written: str) -> None:
    assert first_date(f"보도: {written}") == dt.date(2022, 1, 26)


@pytest.mark.parametrize("written", ["2022. 2. 30.", "1. 26.", "2022년 1월", "22.1.26", "044-202-6159", "12022.1.26"])
def test_what_is_no_full_date(written: str) -> None:
    assert first_date(written) is None


def test_each_end_of_a_span_of_full_dates_is_a_day() -> None:
    assert list(dates_in("2024. 3. 6. ~ 2024. 3. 31. (22.5.1.부터 2. 30.까지)")) == [
        dt.date(2024, 3, 6),
        dt.date(2024, 3, 31),
        dt.date(2022, 5, 1),
    ]


@pytest.mark.parametrize(
    ("line", "alone"),
    [
        ("2022. 1. 26.(수)", True),
        ("  □ 2022년 1월 26일", True),
        ("'22. 1. 26. (수요일)", True),
        ("2022. 1. 26. 배포", False),
        ("2022. 1. 26. ~ 2022. 1. 28.", False),
        ("2022. 2. 30.", False),
        ("1. 26.", False),
        ("2022년 1월", False),
        ("", False),
    ],
)
def test_a_line_may_hold_a_full_date_only(line: str, alone: bool) -> None:
    assert is_date_alone(line) is alone


@pytest.mark.parametrize(
    "after", ["전기차 보조금", "차량 지원", "대여소", "대상자", "대비", "생활지원금", "후원", "여름학기", "뒤늦은"]
)
def test_a_word_that_begins_like_a_length_of_time_leaves_the_year_a_year(after: str) -> None:
    """ "2025년 전기차" was once read as twenty hundred years before something."""
    assert [period.years for period in periods_in(f"2025년 {after}")] == [range(2025, 2026)]


@pytest.mark.parametrize(
    "text", ["10년 전에", "10년 전까지", "3년 차", "20년대", "95년생", "30년 후의", "5년 동안", "20년 넘은"]
)
def test_a_length_of_time_is_no_year(text: str) -> None:
    assert periods_in(text) == ()


@pytest.mark.parametrize(
    ("text", "edge", "sure"),
    [
        ("3월 29일(화) 오후 6시까지 신청한다", Edge.UNTIL, True),
        ("3월 29일 정오까지 신청한다", Edge.UNTIL, True),
        ("3월 29일 정오 12시까지 신청한다", Edge.UNTIL, True),
        ("3월 29일 18시 도착분까지 받는다", Edge.UNTIL, True),
        ("4월 1일 전까지 신청하여야 한다", Edge.NONE, False),
        ("징수일이 속하는 달의 다음 달 10일까지 낸다", Edge.UNTIL, False),
        ("사유가 발생한 다음 달 3일까지 낸다", Edge.UNTIL, False),
        ("다음 달 10일까지 낸다", Edge.UNTIL, True),
        ("다음 해 5월 31일까지 신고한다", Edge.UNTIL, False),
        ("이듬해 5월 31일까지 신고한다", Edge.UNTIL, False),
        ("재산세의 납기는 7월 16일까지로 한다", Edge.UNTIL, False),
    ],
)
def test_what_stands_around_a_day(text: str, edge: Edge, sure: bool) -> None:
    [period] = periods_in(text, WRITTEN)
    assert (period.edge, period.year_from is not YearFrom.DOUBTFUL) == (edge, sure)


def test_a_span_with_halves_of_the_day_is_one() -> None:
    [period] = periods_in("2024. 4. 1.(월) 오전 9시부터 4. 12.(금) 오후 6시까지", WRITTEN)
    assert (period.first, period.last) == (dt.date(2024, 4, 1), dt.date(2024, 4, 12))


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2024년 이상기후 보고서", [2024]),
        ("2023년 초과 세수는 10조원이다", [2023]),
        ("2024년 간호사 채용", [2024]),
        ("'24년 이상기후", [2024]),
        ("2000년 이상 된 나무", []),
        ("2000년간 이어진 풍습", []),
        ("2020년대 들어", []),
        ("24년 이상 근무한 사람", []),
    ],
)
def test_a_year_before_a_word_that_only_begins_like_a_limit(text: str, years: list[int]) -> None:
    assert [period.first.year for period in periods_in(text)] == years
