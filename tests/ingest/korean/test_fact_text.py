"""What Korean and other sentences write differently, in one form."""

import pytest

from ingest.korean.fact_text import fact_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("책 세 권", "책 3권"),
        ("스무 명", "20명"),
        ("열두 달 동안", "12달 동안"),
        ("네 개", "4개"),
        ("두 번째", "2번째"),
        ("한편 세대마다", "한편 세대마다"),  # words of their own
        ("둘 이상", "2 이상"),
        ("둘 초과", "2 초과"),
        ("하루 전", "1일 전"),
        ("사흘간", "3일간"),
        ("열흘 동안", "10일 동안"),
        ("보름까지", "15일까지"),
        ("삼만 원", "30000 원"),
        ("삼만오천 원", "35000 원"),
        ("오백 명", "500 명"),
        ("만 원", "10000 원"),
        ("이 명단", "이 명단"),
        ("일주일간", "7일간"),
        ("제11조에 따라", "제11 조에 따라"),
    ],
)
def test_numbers_in_words(text: str, expected: str) -> None:
    assert fact_text(text).replace(" ", "") == expected.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("100분의 30", "30%"),
        ("2분의 1", "50%"),
        ("3분의 2", "2/3"),
        ("절반을 감면", "50%을 감면"),
        ("1/2 이상", "50% 이상"),
    ],
)
def test_fractions(text: str, expected: str) -> None:
    assert fact_text(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("일주일에 두 번", "매주 2번"),
        ("한 달에 20만 원", "매월 200000원"),
        ("1인당", "1인당"),
        ("한 사람당", "1인당"),
        ("한 시간마다", "시간당"),
        ("해마다", "매년"),
        ("한 해 전보다", "전년보다"),
    ],
)
def test_what_each_is_counted_by(text: str, expected: str) -> None:
    assert fact_text(text).replace(" ", "") == expected.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("오후 2시부터 4시까지", "14시부터 16시까지"),
        ("오전 9시부터 12시까지", "9시부터 12시까지"),
        ("오전 8시부터 10시까지", "8시부터 10시까지"),
        ("오후 8시부터 10시까지", "20시부터 22시까지"),
        ("오후 12시부터 2시까지", "12시부터 14시까지"),
        ("오후 8시부터 12시까지", "20시부터 12시까지"),  # which twelve is not told
        ("밤 10시", "22시"),
        ("밤 12시까지", "24시까지"),
        ("낮 12시", "12시"),
        ("새벽 6시", "6시"),
        ("저녁 7시 반부터", "19시30분부터"),
        ("오후 2시간", "오후 2시간"),
    ],
)
def test_times_of_day(text: str, expected: str) -> None:
    assert fact_text(text).replace(" ", "") == expected.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("백만 원", "1000000원"),
        ("십만 원", "100000원"),
        ("천오백만 원", "15000000원"),
        ("이만천 원", "21000원"),
        ("2025년 3/4분기", "2025년 3분기"),
    ],
)
def test_amounts_in_words_and_quarters(text: str, expected: str) -> None:
    assert fact_text(text).replace(" ", "") == expected.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4월 2일(목)", "4월2일(목요일)"),
        ("월~금", "월요일~금요일"),
        ("월·수·금", "월요일·수요일·금"),
        ("토·일요일", "토요일·일요일"),
        ("(화 14:00~16:00)", "(화요일14시~16시)"),
        ("일 건과 월 20만 원", "일 건과 월 200000원"),
    ],
)
def test_days_of_the_week(text: str, expected: str) -> None:
    assert fact_text(text).replace(" ", "") == expected.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("January 27, 2022", "2022년1월27일"),
        ("27th of March 2023", "2023년3월27일"),
        ("Dec. 2024", "2024년12월"),
        ("you may apply", "you may apply"),
        ("9.0 trillion won", "9000000000000원"),
        ("KRW 300,000", "300000원"),
        ("for 12 months", "for 12개월"),
        ("2022年1月27日", "2022년1월27일"),
        ("20万ウォン", "200000원"),
        ("3個月", "3개월"),
        ("from 2 pm to 4:30 p.m.", "from 14시 to 16시30분"),
        ("12:30 am", "0시30분"),
        ("12 pm", "12시"),
        ("9 AM", "9시"),
    ],
)
def test_other_languages(text: str, expected: str) -> None:
    assert fact_text(text).replace(" ", "") == expected.replace(" ", "")


def test_a_month_in_brackets_where_short_dates_are_read() -> None:
    assert "2021년12월" in fact_text("(21.12 기준)", short_dates=True).replace(" ", "")
    assert "21.12" in fact_text("(21.12 기준)")
