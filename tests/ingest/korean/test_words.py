"""Words with their particle, predicate and ending: what question and sentence are compared by."""

import pytest

from ingest.korean.morphemes import Morpheme
from ingest.korean.words import content, is_content, key, particle_name, words


@pytest.mark.parametrize(
    ("text", "particles", "predicates", "links"),
    [
        ("정부가 예산을 제시했다", ["이", "을", ""], ["", "", "제시"], ["", "", "EF"]),
        ("책을 읽고 집으로 갔다", ["을", "", "으로", ""], ["", "읽", "", "가"], ["", "EC", "", "EF"]),
        ("정부가 지정한 병원은", ["이", "", "은"], ["", "지정", ""], ["", "ETM", ""]),
        ("무료인가요", [""], ["무료"], ["EF"]),
    ],
)
def test_particle_predicate_and_ending(
    text: str, particles: list[str], predicates: list[str], links: list[str]
) -> None:
    found = words(text)
    assert [word.particle for word in found] == particles
    assert [word.predicate for word in found] == predicates
    assert [word.link for word in found] == links
    assert [text[word.start : word.end] for word in found] == text.split()


def test_two_particles_are_given_in_order() -> None:
    (word,) = words("서울에서는")
    assert word.particles == ("에서", "은")


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("가", "이"),
        ("를", "을"),
        ("는", "은"),
        ("로", "으로"),
        ("와", "과"),
        ("께서", "이"),
        ("한테", "에게"),
        ("만", "만"),
    ],
)
def test_one_name_for_the_variants_of_a_particle(form: str, expected: str) -> None:
    assert particle_name(form) == expected


@pytest.mark.parametrize(
    ("form", "tag", "expected"),
    [
        ("알리", "VV", "알리다"),
        ("깨끗", "XR", "깨끗"),
        ("30,000", "SN", "#30000"),
        ("9.0", "SN", "#9"),
        ("2.50", "SN", "#2.5"),
        ("100", "SN", "#100"),
        ("UAM", "SL", "uam"),
    ],
)
def test_the_name_by_which_a_morpheme_is_compared(form: str, tag: str, expected: str) -> None:
    assert key(Morpheme(form, tag, 0, len(form))) == expected


@pytest.mark.parametrize(
    ("form", "tag", "expected"),
    [
        ("도서관", "NNG", True),
        ("열", "VV", True),
        ("하", "VV", False),
        ("있", "VA", False),
        ("주", "VX", False),
        ("용", "XSN", False),
        ("주의", "XSN", True),
        ("에서", "JKB", False),
        ("매우", "MAG", True),
    ],
)
def test_what_a_search_can_go_by(form: str, tag: str, expected: bool) -> None:
    assert is_content(Morpheme(form, tag, 0, len(form))) is expected


def test_content_words_without_counting_words() -> None:
    assert content("책 세 권을 빌렸다") == {"책", "빌리다"}


def test_years_are_compared_in_full() -> None:
    assert content("'22년 예산") >= {"#2022", "예산"}
    assert content("22년 예산") >= {"#22", "예산"}  # without its sign it may last that long
