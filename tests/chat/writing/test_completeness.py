"""Does what a model wrote tell what the extractive answer tells? Each share at its limit."""

from dataclasses import replace

import pytest
from small_index import NEAR, Told, passages_of

from chat.answer import Answer, Citation, Status
from chat.composing.draft import CitedSpan
from chat.reading.asked import Asked
from chat.reading.slots import Slot
from chat.reading.types import AnswerType
from chat.writing.completeness import is_complete

T = AnswerType
_, (PASSAGE, OTHER) = passages_of([Told("문서", (("가나다라마", NEAR),)), Told("다른 문서", (("가나다라마", NEAR),))])
TEN = "도서관 박물관 미술관 수영장 체육관 놀이터 주차장 정류장 경찰서 소방서".split()
HERE, ELSEWHERE = (CitedSpan(PASSAGE, 0, 3),), (CitedSpan(OTHER, 0, 3),)


def extractive(text: str, *marked: str) -> Answer:
    """An answer that rests on the first letters of "문서"."""
    marks = tuple((text.index(words), text.index(words) + len(words)) for words in marked)
    cited = Citation(1, "문서", "문서", "", "", (), "가나다", 0, 3)
    return Answer("?", Status.ANSWERED, text, citations=(cited,), marks=marks)


def asked(kind: AnswerType, *forms: str, english: bool = False) -> Asked:
    return Asked("?", (Slot((kind,), 0, 1),), frozenset(forms), english)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("요금은 3만 원입니다.", True),
        ("요금은 30,000원입니다.", True),
        ("요금은 2만 원입니다.", False),
        ("요금은 냅니다.", False),
        ("", False),
    ],
)
def test_each_marked_figure_is_told(text: str, expected: bool) -> None:
    answer = extractive("요금은 30,000원이다.", "30,000원")
    assert is_complete(text, ELSEWHERE, answer, asked(T.MONEY)) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [(("도서관", "박물관", "미술관"), True), (("도서관", "박물관"), False)],
)
def test_six_tenths_of_other_marked_words_are_told(words: tuple[str, ...], expected: bool) -> None:
    answer = extractive("도서관 박물관 미술관 수영장 체육관", "도서관 박물관 미술관 수영장 체육관")
    assert is_complete(" ".join(words), ELSEWHERE, answer, asked(T.PLACE)) is expected


def test_four_words_of_seven_are_less() -> None:
    answer = extractive(" ".join(TEN[:7]), " ".join(TEN[:7]))
    assert not is_complete(" ".join(TEN[:4]), ELSEWHERE, answer, asked(T.PLACE))


@pytest.mark.parametrize(
    ("count", "total", "marked", "expected"),
    [
        (6, 10, "", True),
        (5, 10, "", False),
        (4, 7, "", False),
        (4, 10, "도서관", True),
        (3, 10, "도서관", False),
        (3, 8, "도서관", False),
    ],
)
def test_an_explanation_keeps_a_good_part_of_its_words(count: int, total: int, marked: str, expected: bool) -> None:
    answer = extractive(" ".join(TEN[:total]), *([marked] if marked else []))
    assert is_complete(" ".join(TEN[:count]), HERE, answer, asked(T.REASON)) is expected
    assert not is_complete(" ".join(TEN[:count]), ELSEWHERE, answer, asked(T.REASON))


@pytest.mark.parametrize(("kept", "expected"), [(2, True), (1, False)])
def test_half_of_the_words_asked_for_stand_in_it(kept: int, expected: bool) -> None:
    words = ["도서관", "박물관", "미술관"]
    answer = extractive("도서관 박물관 미술관은 3만 원이다.", "3만 원")
    assert is_complete(" ".join([*words[:kept], "3만 원"]), HERE, answer, asked(T.MONEY, *words)) is expected
    four = extractive("도서관 박물관 미술관 수영장은 3만 원이다.", "3만 원")
    forms = asked(
        T.MONEY, *words, "수영장", "공항", "집"
    )  # what the answer does not hold and single letters do not count
    assert is_complete("도서관 박물관 3만 원", HERE, four, forms)
    assert not is_complete("도서관 3만 원", HERE, four, forms)
    five = extractive(f"{' '.join(TEN[:5])}은 3만 원이다.", "3만 원")
    assert is_complete(" ".join([*TEN[:3], "3만 원"]), HERE, five, asked(T.MONEY, *TEN[:5]))
    assert not is_complete(" ".join([*TEN[:2], "3만 원"]), HERE, five, asked(T.MONEY, *TEN[:5]))


@pytest.mark.parametrize(("word", "expected"), [("요금", False), ("집", True)])
def test_words_of_one_letter_need_not_stand_in_it(word: str, expected: bool) -> None:
    answer = extractive(f"{word}은 3만 원이다.", "3만 원")
    assert is_complete("3만 원입니다.", HERE, answer, asked(T.MONEY, word)) is expected


def test_in_another_language_the_figures_and_the_source_are_compared() -> None:
    answer = extractive("요금은 30,000원이다.", "30,000원")
    assert is_complete("The fare is 30,000 won.", ELSEWHERE, answer, asked(T.MONEY, english=True))
    assert not is_complete("The fare is 20,000 won.", HERE, answer, asked(T.MONEY, english=True))
    named = extractive("도서관에서 한다.", "도서관")
    assert is_complete("At the library.", HERE, named, asked(T.PLACE, english=True))
    assert not is_complete("At the library.", ELSEWHERE, named, asked(T.PLACE, english=True))
    assert is_complete("It is closed.", HERE, replace(named, marks=()), asked(T.REASON, english=True))
