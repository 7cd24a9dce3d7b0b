"""Particles by the last sound of a word, worked out by ear."""

from ingest.korean.particles import ends_in_consonant, into, objective, quoted, settled, subject, topic


def test_topic() -> None:
    assert [topic(noun) for noun in ("서울", "경기", "요금", "접수", "ABC", "'21년", "투자(국비)")] == [
        "서울은",
        "경기는",
        "요금은",
        "접수는",
        "ABC는",
        "'21년은",
        "투자(국비)는",
    ]


def test_open_particles_are_settled_by_the_word_before_each() -> None:
    assert settled("'신청서.txt'을(를) 읽을 수 없고 '금액'은(는) '서울'(으)로 적힌 '표'이(가) 없습니다.") == (
        "'신청서.txt'를 읽을 수 없고 '금액'은 '서울'로 적힌 '표'가 없습니다."
    )
    assert settled("아무것도 없습니다.") == "아무것도 없습니다."
    assert subject("금액") == "금액이"
    assert (objective("‘金銀洞’"), objective("出張所")) == ("‘金銀洞’을", "出張所를")


def test_objective_and_quoted() -> None:
    assert [objective(noun) for noun in ("요금", "‘접수’", "0.5조원")] == ["요금을", "‘접수’를", "0.5조원을"]
    assert [quoted(noun) for noun in ("‘수상’", "‘접수’", "‘적용한다.’")] == [
        "‘수상’이라고",
        "‘접수’라고",
        "‘적용한다.’라고",
    ]


def test_into_asks_for_no_eu_behind_a_vowel_or_rieul() -> None:
    assert [into(noun) for noun in ("부산", "서울", "경기", "‘접종’", "URL", "3", "7")] == [
        "부산으로",
        "서울로",
        "경기로",
        "‘접종’으로",
        "URL로",
        "3으로",
        "7로",
    ]


def test_digits_and_letters_as_they_are_read() -> None:
    assert ends_in_consonant("2021")
    assert not ends_in_consonant("KT")
    assert not ends_in_consonant("")


def test_signs_of_units_are_read_by_their_names() -> None:
    assert [topic(figure) for figure in ("20%", "5kg", "10km", "’30㎡’", "3t")] == [
        "20%는",
        "5kg은",
        "10km는",
        "’30㎡’는",
        "3t은",
    ]
    assert into("20%") == "20%로"


def test_a_unit_behind_a_figure_is_read_by_its_name() -> None:
    assert [topic(amount) for amount in ("20%", "5kg", "3㎡", "10 ha", "2.5t", "36℃", "12㎞")] == (
        ["20%는", "5kg은", "3㎡는", "10 ha는", "2.5t은", "36℃는", "12㎞는"]
    )
    assert topic("제3조 t") == "제3조 t는"  # no figure before it: a letter
