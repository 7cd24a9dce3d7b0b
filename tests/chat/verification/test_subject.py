"""A true figure under the wrong subject: whole sentences, and single rules on words given by hand."""

import pytest

from chat.verification.attribution import Attribution
from chat.verification.fact_match import match_fact
from chat.verification.ground import Ground
from chat.verification.parsing import parsed
from chat.verification.subject import rival_meant, wrong_subject

SOURCES = (
    "주차 요금은 승용차 3,000원, 버스 9,000원이다.",
    "책은 14일간 빌리고 7일 연장한다.",
    "청년에게 20만 원을, 신혼부부에게 30만 원을 지급한다.",
    "본점: 서울 2곳 / 지점: 부산 5곳",
)


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("승용차 주차 요금은 3,000원입니다.", False),
        ("버스 주차 요금은 3,000원입니다.", True),
        ("책은 14일 동안 빌릴 수 있습니다.", False),
        ("책은 14일 연장할 수 있습니다.", True),
        ("청년은 20만 원을 받습니다.", False),
        ("신혼부부는 20만 원을 받습니다.", True),
        ("부산에는 2곳이 있습니다.", True),
        ("20만 원을 지급합니다.", False),  # it says of nobody
    ],
)
def test_whole_sentences(claim: str, wrong: bool) -> None:
    read, ground = parsed(claim), Ground(SOURCES)
    fact = next(fact for fact in read.facts if fact.end)
    places = match_fact(fact, ground, parsed(""), read).places
    assert wrong_subject(read, fact, places, ground) is wrong


CLAIM = parsed("청년 주택 요금은 20원입니다.")


def value(number: str, *words: str, sentence: str = "노인 회관 20", **more: object) -> Attribution:
    return Attribution(number, 10, frozenset(words), sentence=sentence, every=frozenset(words), **more)  # type: ignore[arg-type]


SAID = value("20", "청년", "주택", sentence=CLAIM.text)
OWN = value("20", "노인", "회관")


def rival(*words: str, number: str = "30", sentence: str = "청년 주택 30", **more: object) -> Attribution:
    return value(number, *words, sentence=sentence, **more)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("청년", "주택"), True),
        (("청년", "공원"), False),  # in another sentence one word may be told by chance
        (("공원", "도로"), False),
    ],
)
def test_words_that_only_a_rival_has(words: tuple[str, ...], expected: bool) -> None:
    assert rival_meant(SAID, [OWN], [OWN, rival(*words)], CLAIM) is expected


def test_one_word_right_before_a_rival_of_the_same_sentence_is_enough() -> None:
    same = rival("청년", "공원", sentence=OWN.sentence, label="청년")
    assert rival_meant(SAID, [OWN], [OWN, same], CLAIM)


@pytest.mark.parametrize(("places", "expected"), [(4, True), (5, False), (0, False)])
def test_a_value_in_many_places_is_told_of_many_things(places: int, expected: bool) -> None:
    assert rival_meant(SAID, [OWN] * places, [OWN, rival("청년", "주택")], CLAIM) is expected


def test_it_must_fit_a_rival_at_each_of_its_places() -> None:
    fitting = value("20", "청년", "회관")
    assert not rival_meant(SAID, [OWN, fitting], [OWN, fitting, rival("청년", "주택")], CLAIM)


def test_the_same_value_is_no_rival() -> None:
    assert not rival_meant(SAID, [OWN], [OWN, rival("청년", "주택", number="20")], CLAIM)


def test_a_name_inside_the_name_is_no_rival() -> None:
    said = value("장학위원회", "청년", "주택", sentence=CLAIM.text)
    own = value("장학위원회", "노인", "회관")
    assert not rival_meant(said, [own], [own, rival("청년", "주택", number="위원회")], CLAIM)


def test_the_head_that_a_rival_stands_under() -> None:
    claim = parsed("2급지는 20원입니다.")
    said = Attribution("20", claim.text.index("20"), frozenset(), sentence=claim.text, head=("topic", "2급지"))
    own = Attribution("20", 0, frozenset(), sentence="표", head=("topic", "1급지"))
    other = Attribution("30", 0, frozenset(), sentence="표", head=("topic", "2급지"))
    assert rival_meant(said, [own], [own, other], claim)
    assert not rival_meant(
        said, [own], [own, Attribution("30", 0, frozenset(), sentence="표", head=("label", "2급지"))], claim
    )


@pytest.mark.parametrize(
    ("said", "own", "other", "expected"),
    [
        (("주택",), "회관", "주택", True),
        (("주택",), "집", "주택", False),  # a single letter says too little
        (("집",), "회관", "집", False),
        (("공공주택",), "회관", "주택", True),  # a part of a compound
        (("공공주택", "시민회관"), "회관", "주택", False),
    ],
)
def test_the_noun_beside_a_value_decides_where_nothing_else_is_known(
    said: tuple[str, ...], own: str, other: str, expected: bool
) -> None:
    claimed = value("20", *said, sentence=CLAIM.text)
    places = [value("20", sentence="표", label=own)]
    assert rival_meant(claimed, places, [*places, rival(sentence="표", label=other)], CLAIM) is expected
