"""Where the clauses of a sentence end, and how far it can be cut."""

import pytest

from chat.reading.asked import Asked
from chat.reading.clauses import clauses, trim

TEXT = "신청은 구청에서 받고 지원금은 은행이 보내며 문의는 시청이 맡습니다."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TEXT, ["신청은 구청에서 받고", "지원금은 은행이 보내며", "문의는 시청이 맡습니다."]),
        ("안전을 위해 시가 다리를 고쳤다.", ["안전을 위해 시가 다리를 고쳤다."]),  # 위해 is a particle in all but name
        ("시는 다리를 고치고 있다.", ["시는 다리를 고치고 있다."]),  # 있다 is only an auxiliary
        ("신청 기간", ["신청 기간"]),
        ("", []),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in clauses(text)] == expected


def trimmed(words: str, weights: dict[str, float]) -> str:
    """`TEXT` around `words`, asked for by words of these weights."""
    start = TEXT.index(words)
    a, b = trim(TEXT, (start, start + len(words)), Asked("", (), frozenset(weights)), weights.__getitem__)
    return TEXT[a:b]


def test_the_shortest_run_of_clauses_is_kept() -> None:
    assert trimmed("시청", {"문의": 1.0}) == "문의는 시청이 맡습니다."
    assert trimmed("은행", {"지원금": 1.0}) == "지원금은 은행이 보내며"
    assert trimmed("구청에서 받고 지원금은 은행", {"공항": 1.0}) == "신청은 구청에서 받고 지원금은 은행이 보내며"


@pytest.mark.parametrize(
    ("elsewhere", "expected"),
    [(0.14, "문의는 시청이 맡습니다."), (0.16, TEXT)],
)
def test_what_is_cut_holds_little_of_the_question(elsewhere: float, expected: str) -> None:
    # Of what the sentence holds of the question, .86 and .84 stand in the last clause.
    assert trimmed("시청", {"문의": 1 - elsewhere, "신청": elsewhere}) == expected


def test_words_that_the_sentence_does_not_hold_do_not_count() -> None:
    assert trimmed("시청", {"문의": 1.0, "공항": 9.0}) == "문의는 시청이 맡습니다."


def test_one_clause_stays_whole() -> None:
    assert trim("신청 기간", (0, 2), Asked("", (), frozenset()), lambda _: 1.0) == (0, 5)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("국가유공자를 제외하고 관람객이 2,000원을 낸다.", "2,000원", "국가유공자를 제외하고 관람객이 2,000원을 낸다."),
        ("시에 살고 있으면 국가가 지원금을 준다.", "지원금", "시에 살고 있으면 국가가 지원금을 준다."),
        (
            "시에 집을 두고 거기에 살면 국가가 지원금을 준다.",
            "지원금",
            "시에 집을 두고 거기에 살면 국가가 지원금을 준다.",
        ),
        ("시에 산다면 국가가 지원금을 준다.", "지원금", "시에 산다면 국가가 지원금을 준다."),
        ("시가 길을 고치고 국가가 지원금을 준다.", "지원금", "국가가 지원금을 준다."),
    ],
)
def test_no_condition_or_reservation_is_left_out(text: str, words: str, expected: str) -> None:
    at = text.index(words)
    start, end = trim(text, (at, at + len(words)), Asked("", (), frozenset({"지원금"})), lambda _: 1.0)
    assert text[start:end] == expected
