"""Dates in full words: what is put in words, what stays, and how the words are read again."""

import pytest

from ingest.korean.dates_in_full import DATE_IN_WORDS, DAY_IN_WORDS, date_told, in_full_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("'22.7.28.(목)까지", "2022년 7월28일(목)까지"),
        ("2022-07-28", "2022년 7월28일"),
        ("10. 19. ~ 10. 30.", "10월19일 ~ 10월30일"),
        ("6.9~10까지", "6월9일~ 10일까지"),
        ("12. 19.\t12. 29.", "12월19일 12월29일"),
        ("'22년도 계획", "2022년도 계획"),
        ("'22학년도", "2022학년도"),
        ("지난 8월 11일부터", "지난 8월11일부터"),
        ("'20~'21년간", "2020년~ 2021년간"),
        ("'22.1/4분기", "2022년.1/4분기"),
        ("’22.7월 말", "2022년7월 말"),
        ("공개(21.5.25)", "공개( 2021년 5월25일)"),
    ],
)
def test_dates_are_put_in_full_words(text: str, words: str) -> None:
    assert " ".join(in_full_words(text).split()) == " ".join(words.split())


@pytest.mark.parametrize(
    "text",
    [
        "2025년",
        "22년",
        "내년 1월",
        "상반기",
        "2022. 13. 1.",
        "3.5%",
        "단체동 '둥치'\t10~12명",
        "2023년 6.1점",
        "1단계 2~3명",
        "02-120-1234",
    ],
)
def test_what_is_no_day_stays_as_it_is_written(text: str) -> None:
    assert in_full_words(text) == text


def test_a_short_date_is_read_only_where_it_is_known_to_be_one() -> None:
    assert in_full_words("면적 7.28. 이상") == "면적 7.28. 이상"
    assert in_full_words("7.28. 발표", short_dates=True) == " 7월28일 발표"


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("2022년 7월28일", [(2022, 7, 28)]),
        ("3~5월", [(None, 3, None), (None, 5, None)]),
        ("2021~2025년", [(2021, None, None), (2025, None, None)]),
        ("2025년도", [(2025, None, None)]),
        ("2025년간", []),
    ],
)
def test_full_words_are_read_again(words: str, parts: list[tuple[int | None, int | None, int | None]]) -> None:
    assert [date_told(found) for found in DATE_IN_WORDS.finditer(words)] == parts


def test_the_last_day_of_a_span_is_a_day_and_what_lasts_is_none() -> None:
    assert [found["d"] for found in DAY_IN_WORDS.finditer("3월2일~31일")] == ["31"]
    assert not DAY_IN_WORDS.search("접수 ~ 10일 이내")
