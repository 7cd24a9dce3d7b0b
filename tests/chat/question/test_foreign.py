"""A visitor who asks in another language: what is said around the documents' Korean words."""

from pathlib import Path
from string import Formatter

import pytest

from chat import answer_texts
from chat.answer import Status
from chat.question import before_search, foreign
from chat.question.emergency import Emergency, Urgency, answer_to, note_beside
from chat.question.foreign import ENGLISH, Language, korean_runs, language_of
from chat.question.personal_data import Published
from chat.service import Mureobwa
from chat.settings import Settings

LANGUAGES = [
    found for found in (language_of(q) for q in ("when", "いつ", "何时", "thời hạn", "когда", "เมื่อไร")) if found
]


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_six_languages_say_the_same_things_with_the_same_places() -> None:
    assert [language.code for language in LANGUAGES] == ["en", "ja", "zh", "vi", "ru", "th"]
    for language in LANGUAGES:
        assert set(language.sentences) == set(ENGLISH.sentences)
        for name, sentence in language.sentences.items():
            assert sentence, name
            assert not any("가" <= letter <= "힣" for letter in sentence), name
            assert places(sentence) == places(ENGLISH.sentences[name]), name


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        (
            "Original Korean text: “AI 예산은 5.9조원이다.” [1] Original Korean text: “시행일은 7월” [2]",
            ["AI 예산은 5.9조원이다.", "시행일은 7월"],
        ),
        ("Please contact 행정안전부 정보공개과 (☎ 044-205-1234).", ["행정안전부 정보공개과"]),
        ("Nearest documents: 2022 디지털 뉴딜 / 조례", ["디지털 뉴딜 / 조례"]),
        ("近い文書: 디지털 뉴딜", ["디지털 뉴딜"]),
        ("No Korean here.", []),
    ],
)
def test_korean_inside_another_language(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in korean_runs(text)] == quoted


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_the_services_own_sentences(language: Language) -> None:
    for korean in (
        answer_texts.OFF,
        answer_texts.NOISE,
        answer_texts.SMALL_TALK,
        answer_texts.OWN_RECORD,
        answer_texts.BLOCKED,
    ):
        assert language.instead_of(korean) != korean
    assert language.instead_of("다른 문장입니다.") == "다른 문장입니다."
    assert set(foreign._NAMES.values()) <= set(language.sentences)


def test_numbers_beside_an_answer_and_limits_are_told_in_the_visitors_language() -> None:
    assert note_beside("Where can I report abuse?", Emergency(Urgency.BESIDE, "child")).startswith(
        "If you are in danger or need help, you can call ☎ 112 (Police) at any time."
    )
    assert "긴급" not in note_beside("Where can I report abuse?", Emergency(Urgency.BESIDE, "child"))
    assert before_search.unfit("too long " * 4, Settings(max_question_chars=20)).startswith(
        "The question is too long (36"
    )
    assert before_search.masked_with_notice("call 010-2938-4756", Published())[1].startswith("Your question seems")


def test_of_two_numbers_one_is_to_be_called() -> None:
    unsure = Emergency(Urgency.NOW, "")
    assert answer_to("Help!", unsure).text.startswith(
        "If you are in danger, call ☎ 119 (Fire, rescue and ambulance) or ☎ 112 (Police) now."
    )
    assert "☎ 119 (Fire, rescue and ambulance) hoặc ☎ 112 (Police)" in answer_to("giúp tôi với", unsure).text
    assert "☎ 119(화재·구조·구급 신고) 또는 ☎ 112(범죄 신고)" in answer_to("도와주세요", unsure).text


@pytest.fixture(scope="module")
def service(index_home: Path) -> Mureobwa:
    return Mureobwa.open(Settings(home=index_home))


def test_nothing_but_quotes_and_names_is_korean_in_a_foreign_answer(service: Mureobwa) -> None:
    for question in (
        "What is the weather on Mars tomorrow?",
        "hello",
        "Who pays for the trams?",
        "Has my application been accepted?",
        "The bus driver was rude to me",
    ):
        answer = service.ask(question)
        assert answer.lang == "en"
        for said in (answer.text, *answer.notes):
            assert said[0].isascii(), said
            rest = said
            for start, end in reversed(korean_runs(said)):
                rest = rest[:start] + rest[end:]
            assert not any("가" <= letter <= "힣" for letter in rest), said
    assert service.ask("수수료는 얼마인가요?").lang == "ko"


def test_a_case_is_sent_to_its_counter_in_the_visitors_language(service: Mureobwa) -> None:
    """A complaint in English was answered in Korean."""
    answer = service.ask("The bus driver was rude to me")
    assert answer.status is Status.COUNTER
    assert answer.text == (
        "Reports, complaints and personal cases cannot be filed or handled here. "
        "Please contact 정부민원안내콜센터(☎ 110) or 국민신문고(www.epeople.go.kr)."
    )


def test_keys_of_the_other_layout_are_no_english(service: Mureobwa) -> None:
    """What was read as Korean is answered in Korean."""
    answer = service.ask("wjqwhd dlfwjd")
    assert answer.lang == "ko"
    assert answer.status is not Status.NOT_A_QUESTION
    assert not answer.text.startswith("I could not")


def test_every_sentence_can_be_said_in_every_language() -> None:
    for language in LANGUAGES:
        for name, sentence in language.sentences.items():
            said = language.say(name, **dict.fromkeys(places(sentence), 7))
            assert "{" not in said
            assert ("7" in said) == bool(places(sentence)), name


def test_a_sentence_of_the_service_is_said_in_the_visitors_language() -> None:
    assert foreign.said(answer_texts.ASK_OFFICE, None, who="해솔시(☎ 110)에") == "해솔시(☎ 110)에 문의해 주세요."
    assert (
        foreign.said(answer_texts.ASK_OFFICE, foreign.ENGLISH, who="해솔시(☎ 110)") == "Please contact 해솔시(☎ 110)."
    )
    # The English sentence does not repeat the question.
    assert foreign.said(answer_texts.NO_EVIDENCE, foreign.ENGLISH, asked="‘fee’") == (
        "I could not find an answer to this question in the documents."
    )
    assert (
        foreign.said(answer_texts.MISSING_PART, None, asked="요금") == "‘요금’에 대한 내용은 문서에서 찾지 못했습니다."
    )
