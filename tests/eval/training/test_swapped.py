"""Twins of questions that name another year, place or office; each example is given many times, so that every choice comes up."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest

from eval.training.examples import Example
from eval.training.swapped import swapped
from ingest.document import Document, Metadata
from ingest.korean.agencies import agencies
from ingest.korean.particles import ends_in_consonant

OFFICES = {agency.name for agency in agencies()}


def document(name: str, title: str, text: str = "") -> Document:
    return Document(name, title, text, (), Metadata(), f"{name}.txt", "")


def example(question: str, also: str = "", name: str = "d") -> Example:
    return Example(name, "train", question, also, True, "plain", (("d-1", 2),), ((3, 5),), (("d-2", 0),), ())


def twins(examples: Iterable[Example], *documents: Document, seed: int = 7) -> list[Example]:
    held: Mapping[str, Document] = {one.id: one for one in documents}
    return list(swapped(list(examples), held, seed))


def asked(question: str, *documents: Document, also: str = "") -> set[str]:
    """All questions that are made of `question`, which is asked of the document "d"."""
    return {one.question for one in twins([example(question, also)] * 200, *documents)}


def test_a_twin_has_no_answer_and_its_examples_answer_is_the_near_miss() -> None:
    original = example("2024년 예산은?")
    twin = twins([original] * 20, document("d", "예산", "2024년 예산은 3억 원, 21년과 22년, 23년, 25년, 26년은 없음"))[
        0
    ]
    assert twin == replace(
        original, question="2027년 예산은?", answerable=False, tag="swapped", gold=(), spans=(), tempting=(("d-1", 2),)
    )


def test_a_year_becomes_one_of_the_three_before_or_behind_that_the_document_does_not_hold() -> None:
    assert asked("2024년 예산은?", document("d", "예산", "2024년")) == {
        f"{year}년 예산은?" for year in (2021, 2022, 2023, 2025, 2026, 2027)
    }
    assert asked("2024년 예산은?", document("d", "예산", "2022, 2024, '25년과 26년, 23원")) == {
        f"{year}년 예산은?" for year in (2021, 2023, 2027)
    }


def test_every_mention_of_the_year_is_changed() -> None:
    text = "2024 2021 2022 2023 2025 2026"
    assert asked("2024년에 낸 2024년 예산은?", document("d", "예산", text)) == {"2027년에 낸 2027년 예산은?"}


@pytest.mark.parametrize(
    "text",
    [
        "2025년",  # the year of the question is not the document's
        "2021 2022 2023 2024 2025 2026 2027",  # none is left
    ],
)
def test_a_year_that_cannot_be_changed_leaves_the_question(text: str) -> None:
    assert asked("2024년 예산은?", document("d", "예산", text)) == set()


@pytest.mark.parametrize("number", ["12024", "20245", "1924"])
def test_four_digits_of_a_longer_number_or_of_another_century_are_no_year(number: str) -> None:
    assert asked(f"{number} 번은?", document("d", "예산", number)) == set()


PLACES = [
    document("e", "강변시 안내"),
    document("f", "솔숲시 안내"),
    document("g", "한들군 안내"),
    document("h", "새빛구 안내"),
]


def of_places(question: str, text: str, *more: Document) -> set[str]:
    documents = [document("d", "은빛시 수영장", text), *PLACES, *more]
    given = [example(question)] * 200 + [example("?", name=one.id) for one in documents]
    return {one.question for one in twins(given, *documents)}


def test_a_place_becomes_one_of_its_kind_that_stands_in_a_title() -> None:
    assert of_places("은빛시 수영장은?", "은빛시 수영장") == {"강변시 수영장은?", "솔숲시 수영장은?"}
    assert of_places("은빛시 수영장은?", "은빛시는 강변시 옆에 있다") == {"솔숲시 수영장은?"}
    assert of_places("은빛시 수영장은?", "수영장") == set()  # the document does not name it


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("샛별시 안내", "샛별시"),
        ("도서관(샛별시)", "샛별시"),
        ("샛별시청에", "샛별시"),  # two letters behind the name
        ("샛별시민회관", ""),
        ("큰샛별빛시 안내", ""),  # four letters before the ending
        ("샛별광역시", "샛별광역시"),
        ("샛별특별자치도", ""),  # no city
        ("당시 안내", ""),
        ("임시 안내", ""),
    ],
)
def test_which_words_of_a_title_are_places(title: str, name: str) -> None:
    found = of_places("은빛시 수영장은?", "은빛시 강변시 솔숲시", document("i", title))
    assert found == ({f"{name} 수영장은?"} if name else set())


def test_words_that_only_look_like_places_are_none() -> None:
    words = "다시 역시 혹시 임시 당시 일시 상시 수시 즉시 도시 누구 친구 가구 요구 연구 청구".split()
    titles = [document(f"n{number}", f"{word} 안내") for number, word in enumerate(words)]
    assert of_places("은빛시 수영장은?", "은빛시", *titles) == {"강변시 수영장은?", "솔숲시 수영장은?"}
    assert of_places("새빛구 수영장은?", "새빛구", *titles) == set()


def test_the_longest_name_is_changed_as_a_whole() -> None:
    more = [document("i", "큰은빛시 안내"), document("j", "나루시 안내")]
    assert of_places("큰은빛시 수영장은?", "큰은빛시 은빛시 강변시 솔숲시", *more) == {"나루시 수영장은?"}


def test_of_two_names_of_one_length_the_first_by_the_alphabet_is_changed() -> None:
    text = "강변시 솔숲시 은빛시 한들군 새빛구"
    pairs = [("은빛시", "강변시"), ("솔숲시", "은빛시"), ("솔숲시", "강변시")]
    last = document("i", "나루시 안내")
    assert [of_places(f"{one}와 {other}의 수영장은?", text, last) for one, other in pairs] == [
        {"은빛시와 나루시의 수영장은?"},
        {"나루시와 은빛시의 수영장은?"},
        {"솔숲시와 나루시의 수영장은?"},
    ]


def test_an_office_becomes_another_that_takes_the_same_particles() -> None:
    vowel = {name for name in OFFICES if not ends_in_consonant(name)}
    held = document("d", "예산", "교육부와 환경부")
    assert asked("교육부는 어디인가요?", held) == {f"{name}는 어디인가요?" for name in vowel - {"교육부", "환경부"}}
    consonant = OFFICES - vowel
    assert asked("경찰청은 어디인가요?", document("d", "예산", "경찰청")) == {
        f"{name}은 어디인가요?" for name in consonant - {"경찰청"}
    }


def test_the_year_goes_before_the_name() -> None:
    found = asked("2024년 교육부 예산은?", document("d", "예산", "교육부 2024 2021 2022 2023 2025 2026"))
    assert found == {"2027년 교육부 예산은?"}


def wordings(question: str, also: str) -> set[tuple[str, str]]:
    held = document("d", "예산", "2024 2021 2022 2023 2025 2026")
    return {(one.question, one.also) for one in twins([example(question, also)] * 20, held)}


def test_both_wordings_are_changed_and_one_that_is_not_is_dropped() -> None:
    assert wordings("2024년 예산은?", "2024년엔 얼마?") == {("2027년 예산은?", "2027년엔 얼마?")}
    assert wordings("2024년 예산은?", "예산은?") == {("2027년 예산은?", "")}
    assert wordings("예산은?", "2024년 예산은?") == {("2027년 예산은?", "")}
    assert wordings("예산은?", "얼마?") == set()


def test_questions_without_an_answer_have_no_twin() -> None:
    held = document("d", "예산", "2024")
    one = example("2024년 예산은?")
    assert twins([replace(one, answerable=False)] * 50, held) == []
    assert twins([replace(one, gold=())] * 50, held) == []


def test_half_of_the_questions_have_a_twin_and_the_seed_says_which() -> None:
    held = document("d", "예산", "2024")
    many = [replace(example("2024년 예산은?"), tag=str(number)) for number in range(2000)]
    found = twins(many, held)
    assert 900 < len(found) < 1100
    assert found == twins(many, held)
    assert found != twins(many, held, seed=8)
