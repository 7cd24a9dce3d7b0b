"""Somebody in danger is told whom to call, before anything else; who asks about a matter gets the documents' answer."""

from dataclasses import replace
from pathlib import Path

import pytest

from chat.answer import Status
from chat.question.counters import Counter
from chat.question.emergency import Emergency, Urgency, answer_to, note_beside, numbers_for
from chat.question.message_classifier import MessageClasses
from chat.service import Mureobwa
from chat.settings import Settings as ChatSettings
from chat.steps import on_documents
from ingest.errors import StoreUnreachableError


@pytest.fixture(scope="module")
def service(index_home: Path) -> Mureobwa:
    return Mureobwa.open(ChatSettings(home=index_home))


@pytest.mark.parametrize(
    ("message", "first"),
    [
        ("불이 났어요", "119"),
        ("죽고 싶어요", "109"),
        ("남편이 때려요", "112"),
        ("아이가 학대당하는 것 같아요", "112"),
        ("I want to kill myself", "109"),
    ],
)
def test_the_number_is_the_answer(service: Mureobwa, message: str, first: str) -> None:
    answer = service.ask(message)
    assert answer.status is Status.EMERGENCY
    assert first in answer.text
    assert first in [contact.phone for contact in answer.contacts]
    assert {"119", "112"} <= {contact.phone for contact in answer.contacts}
    assert not answer.citations


@pytest.mark.parametrize(
    "message", ["119 안전센터 위치", "화재보험 신청", "자살예방 조례는 언제 시행?", "환불이 났어요?"]
)
def test_a_matter_is_searched(service: Mureobwa, message: str) -> None:
    answer = service.ask(message)
    assert answer.status is not Status.EMERGENCY
    assert not any("109" in note or "119" in note for note in answer.notes)


def test_a_persons_danger_gets_the_number_beside_the_answer(service: Mureobwa) -> None:
    answer = service.ask("가정폭력 피해자는 어디에서 상담을 받나요?")
    assert answer.status is not Status.EMERGENCY
    assert "전화하실 수 있습니다" in answer.notes[0]


def test_it_answers_where_the_service_is_switched_off_and_masks_numbers(service: Mureobwa) -> None:
    settings = service.engine.settings.model_copy(update={"enabled": False})
    off = Mureobwa(replace(service.engine, settings=settings))
    answer = off.ask("남편이 때려요 010-1234-5678로 전화 주세요")
    assert answer.status is Status.EMERGENCY
    assert "1234" not in answer.question
    assert off.ask("예산은 얼마인가요?").status is Status.OFF


def test_it_stands_alone_after_another_question(service: Mureobwa) -> None:
    assert service.complete("불이 났어요", "디지털 뉴딜 예산은 얼마인가요?").question == "불이 났어요"


@pytest.mark.parametrize(
    ("typed", "before", "sure", "read"),
    [
        ("그럼 어디로 가야돼", "여권 발급 수수료는 얼마인가요?", False, "여권 어디로 가야돼"),
        ("그럼 어디로 가야돼", "여권 발급 수수료는 얼마인가요?", True, "그럼 어디로 가야돼"),
        ("그럼 어디로 가야돼", "남편이 때려요", False, "그럼 어디로 가야돼"),
        ("그럼 어디로 도망가", "여권 발급 수수료는 얼마인가요?", False, "그럼 어디로 도망가"),
    ],
)
def test_what_says_nothing_alone_is_no_danger_unless_that_is_sure(
    service: Mureobwa, monkeypatch: pytest.MonkeyPatch, typed: str, before: str, sure: bool, read: str
) -> None:
    def of(text: str) -> MessageClasses:
        return MessageClasses(None if "여권" in text else Emergency(Urgency.NOW, "suicide", sure), 0.0)

    monkeypatch.setattr(service.engine.message_classifier, "of", of)
    assert service.complete(typed, before).question == read


def test_the_visitors_language(service: Mureobwa) -> None:
    assert service.ask("着火了，快来人").text.startswith("如有危险")
    assert "Police" in service.ask("Someone is breaking into my house").text


def test_an_unsure_kind_names_both_numbers() -> None:
    assert [contact.phone for contact in numbers_for("", korean=True)] == ["119", "112"]
    assert [contact.phone for contact in numbers_for("child", korean=True)] == ["112", "1577-1391", "119"]


def test_an_unsure_kind_names_both_numbers_in_the_sentence_and_a_sure_one_its_own() -> None:
    unsure, sure = Emergency(Urgency.NOW, ""), Emergency(Urgency.NOW, "fire")
    assert "바로 ☎ 119(화재·구조·구급 신고) 또는 ☎ 112(범죄 신고)에 전화" in answer_to("도와주세요", unsure).text
    assert "바로 ☎ 119(화재·구조·구급 신고)에 전화" in answer_to("불이 났어요", sure).text
    assert note_beside("위험하면요?", unsure).startswith(
        "위급하거나 도움이 필요하면 ☎ 119(화재·구조·구급 신고) 또는 ☎ 112(범죄 신고)에"
    )


def test_words_for_who_wants_to_die() -> None:
    text = answer_to("죽고 싶어요", Emergency(Urgency.NOW, "suicide")).text
    assert text.startswith("많이 힘드셨겠습니다.")
    assert "109(자살예방 상담전화)" in text


def test_a_report_that_can_wait_gets_its_counter_behind_the_numbers() -> None:
    counter = Counter(("주차",), "안전신문고", "", "www.safetyreport.go.kr", "")
    answer = answer_to("차가 막고 있어요", Emergency(Urgency.NOW, "crash"), [counter])
    assert answer.text.startswith("위급하면 지금 바로 ☎ 119(")
    assert answer.text.endswith("급하지 않은 신고나 민원은 안전신문고(www.safetyreport.go.kr)에서 받습니다.")
    assert answer.contacts[-1].office == "안전신문고"
    assert "안전신문고" not in answer_to("죽고 싶어요", Emergency(Urgency.NOW, "suicide"), [counter]).text


def test_who_is_surely_in_danger_is_told_of_no_counter_for_everything(
    service: Mureobwa, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The numbers for who is beaten were followed by whom to call about complaints."""
    monkeypatch.setattr(service.engine.case_classifier, "chance", lambda message: 1.0)
    sure, unsure = Emergency(Urgency.NOW, "home"), Emergency(Urgency.NOW, "home", sure=False)
    for found, message, named in (
        (sure, "남편이 때려요", ""),
        (unsure, "남편이 때려요", "국민신문고"),
        (sure, "불법주차 때문에 소방차가 못 들어와요", "안전신문고"),
    ):
        monkeypatch.setattr(
            service.engine.message_classifier, "of", lambda text, found=found: MessageClasses(found, 0.0)
        )
        answer = service.ask(message)
        assert ("급하지 않은 신고나 민원은" in answer.text) == bool(named)
        assert named in answer.text


def test_what_may_be_an_ordinary_question_opens_the_nearest_passages_below_the_numbers(
    service: Mureobwa, monkeypatch: pytest.MonkeyPatch
) -> None:
    unsure = Emergency(Urgency.NOW, "", sure=False)
    monkeypatch.setattr(service.engine.message_classifier, "of", lambda message: MessageClasses(unsure, 0.0))
    answer = service.ask("디지털 뉴딜 예산은 얼마인가요?")
    assert answer.status is Status.EMERGENCY
    assert answer.further
    assert not answer.citations
    settings = service.engine.settings.model_copy(update={"enabled": False})
    assert not Mureobwa(replace(service.engine, settings=settings)).ask("디지털 뉴딜 예산은 얼마인가요?").further

    def unreachable(*given: object) -> None:
        raise StoreUnreachableError("데이터베이스가 응답하지 않습니다.")

    monkeypatch.setattr(on_documents, "search", unreachable)
    answer = service.ask("디지털 뉴딜 예산은 얼마인가요?")
    assert (answer.status, answer.further) == (Status.EMERGENCY, ())
    assert "119" in answer.text
