"""Which words belong to which value of a sentence."""

import pytest

from chat.verification.attribution import NAMES, Attribution, Sort, attributions
from chat.verification.facts import FactKind
from chat.verification.parsing import parsed

WON = Sort(FactKind.NUMBER, frozenset({"원"}))
DAYS = Sort(FactKind.NUMBER, frozenset({"일"}))


def of(sentence: str, sort: Sort = WON, source: bool = False) -> tuple[Attribution, ...]:
    return attributions(parsed(sentence), sort, source)


def test_each_value_has_the_words_before_it() -> None:
    adult, child = of("어른은 3,000원이고 어린이는 1,000원입니다.")
    assert [(one.value, set(one.words)) for one in (adult, child)] == [("3000", {"어른"}), ("1000", {"어린이"})]
    assert (adult.head, child.head) == (("topic", "어른"), ("topic", "어린이"))
    assert (adult.shared, adult.sentence) == (frozenset(), child.sentence)


def test_labels_of_a_list() -> None:
    first, second = of("출산장려금 - 첫째아: 200만 원, 둘째아: 400만 원")
    assert first.words & {"첫째", "첫째아"}
    assert second.words & {"둘째", "둘째아"}
    assert "출산" in first.shared | first.words
    assert first.shared == second.shared
    assert (first.head[1], second.head[1]) == ("첫째아", "둘째아")


def test_a_topic_of_the_whole_sentence_is_shared() -> None:
    first, second = of("수강료는 성인 5만 원, 청소년 3만 원입니다.")
    assert "수강료" in first.shared & second.shared
    assert "성인" in first.words - second.words
    assert "청소년" in second.words - first.words
    assert (first.label, second.label) == ("성인", "청소년")


def test_the_two_ends_of_a_range_share_their_words() -> None:
    first, second = of("신청은 9시부터 18시까지 받습니다.", Sort(FactKind.TIME, frozenset()))
    assert (first.value, second.value) == ("9:00", "18:00")
    assert first.all == second.all >= {"신청"}


def test_in_a_source_the_only_value_owns_the_sentence() -> None:
    (own,) = of("청년에게 20만 원을 주며 구청이 심사한다.", source=True)
    assert own.every >= {"청년", "구청", "심사"}
    (told,) = of("청년에게 20만 원을 주며 구청이 심사한다.")
    assert not told.every & {"구청", "심사"}


def test_verbs_are_told_apart_from_nouns() -> None:
    borrowed, extended = of("책은 14일간 빌리고 7일 연장합니다.", DAYS)
    assert "빌리다" in borrowed.verbs
    assert "연장" in extended.verbs
    assert "빌리다" not in borrowed.all | extended.all


def test_only_values_of_the_sort_count() -> None:
    assert [one.value for one in of("청년 3명에게 20만 원을 준다.")] == ["200000"]
    assert of("청년에게 준다.") == ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("홍길동", ["홍길동"]),
        ("남궁민수", []),  # of four syllables
        ("길동", []),
    ],
)
def test_a_persons_name_has_three_syllables(name: str, expected: list[str]) -> None:
    found = [one.value for one in attributions(parsed(f"심사는 {name} 작가가 맡는다."), NAMES[0])]
    assert found == expected
