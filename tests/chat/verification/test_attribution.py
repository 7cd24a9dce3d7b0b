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
    assert "출산" in first.shared
    assert first.shared == second.shared
    assert (first.head[1], second.head[1]) == ("첫째아", "둘째아")


def test_a_topic_of_the_whole_sentence_is_shared() -> None:
    first, second = of("수강료는 성인 5만 원, 청소년 3만 원입니다.")
    assert "수강료" in first.shared & second.shared
    assert "성인" in first.words - second.words
    assert "청소년" in second.words - first.words
    assert (first.label, second.label) == ("성인", "청소년")


def test_the_only_topic_is_shared_though_each_value_has_a_subject() -> None:
    first, second = of("수강료는 학생이 5만 원, 어른이 3만 원입니다.")
    assert (set(first.shared), set(second.shared)) == ({"수강료"}, {"수강료"})
    assert (set(first.words), set(second.words)) == ({"학생"}, {"어른"})


def test_what_stands_before_the_last_particle_is_shared_where_nothing_is_a_topic() -> None:
    first, second = of("학생이 회비를 성인 5만 원, 청소년 3만 원 냅니다.")
    assert (set(first.shared), set(second.shared)) == ({"학생", "회비"}, {"학생", "회비"})
    assert (set(first.words), set(second.words)) == ({"성인"}, {"청소년"})


@pytest.mark.parametrize("sentence", ["수강료는 5만 원입니다.", "출산장려금 - 첫째아: 200만 원"])
def test_a_single_value_shares_nothing(sentence: str) -> None:
    (one,) = of(sentence)
    assert not one.shared
    assert one.words & {"수강료", "출산장려금"}


def test_three_figures_after_one_name_are_a_series() -> None:
    bare = Sort(FactKind.NUMBER, frozenset())
    series = of("시장 규모 ('18) 15.6 ('19) 16.9 ('20) 18.0", bare)
    assert [one.label for one in series] == ["2018년", "2019년", "2020년"]
    assert all({"시장", "규모"} <= one.shared for one in series)
    assert [one.shared for one in of("시장 규모 ('18) 15.6 ('19) 16.9", bare)] == [frozenset(), frozenset()]


def test_a_syllable_is_told_with_its_compound_and_a_word_of_two_is_not() -> None:
    first, _ = of("부산시장 차석 3만 원, 수석 5만 원", source=True)
    assert "차석" in first.words
    assert "시장" in first.words
    assert "부산시장" not in first.words


def test_the_two_ends_of_a_range_share_their_words() -> None:
    first, second = of("신청은 9시부터 18시까지 받습니다.", Sort(FactKind.TIME, frozenset()))
    assert (first.value, second.value) == ("9:00", "18:00")
    assert first.all == second.all >= {"신청"}


def test_a_range_may_begin_with_any_lower_limit() -> None:
    first, second = of("감면은 재산 3월 1일 이후 3월 31일 이전 신청분", Sort(FactKind.DATE, frozenset()))
    assert "재산" in first.all & second.all


def test_a_label_may_end_with_any_limit() -> None:
    first, second = of("사용료 - 10명 초과: 2만 원, 10명 이하: 1만 원")
    assert (set(first.shared), set(second.shared)) == ({"사용료"}, {"사용료"})


def test_in_a_source_the_only_value_owns_the_sentence() -> None:
    (own,) = of("청년에게 20만 원을 주며 구청이 심사한다.", source=True)
    assert own.every >= {"청년", "구청", "심사"}
    (attribution,) = of("청년에게 20만 원을 주며 구청이 심사한다.")
    assert not attribution.every & {"구청", "심사"}


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
