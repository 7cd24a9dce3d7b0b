"""The page's way to the desk: what is shown, in which order, and what is refused."""

import re
import threading
from dataclasses import replace

import pytest

from chat.answer import Answer
from chat.desk.answer_threads import Answers, Posed
from chat.desk.desk import Desk
from chat.desk.limits import Limits, visitor
from chat.operation.live_settings import LiveSettings
from chat.question.follow_up import Completed
from chat.service import Mureobwa
from chat.settings import Settings
from chat.turn import Listener, no_listener
from chat.web.asking import Asking, Shown
from chat.web.glossary import Glossary
from chat.web.render import Renderer
from web.visiting import BREAKS, QUESTION, STREAMS, WAITS, FaultyMureobwa


@pytest.fixture
def desk(service: FaultyMureobwa, settings: Settings) -> Desk:
    service.go.set()
    return Desk.of(service, settings)


def asking(desk: Desk) -> Asking:
    return Asking(desk, Renderer(Glossary()))


def shown(asking: Asking, question: str, address: str = "192.0.2.1") -> list[str]:
    """The bot's last message in each state of the log."""
    return [bot(state) for state in asking.ask("page", address, question)]


def without_id(html: str) -> str:
    """The answer without its id, which differs each time it is given."""
    return re.sub(r" id-[0-9a-f]{32}", "", html)


def bot(state: Shown) -> str:
    """What stands last in the log."""
    return state.messages[-1]["content"]


def test_an_answer_that_is_there_at_once_needs_no_progress(desk: Desk) -> None:
    page = asking(desk)
    shown(page, "안녕하세요")  # opens the log
    states = shown(page, "안녕하세요")  # nothing has to be read for it
    assert len(states) == 1
    assert "is-not_a_question" in states[0]


def test_a_sentence_that_passed_is_shown_before_the_rest(desk: Desk, service: FaultyMureobwa) -> None:
    service.go.clear()
    messages = []
    for state in asking(desk).ask("page", "192.0.2.1", STREAMS):
        messages.append(bot(state))
        if "answering" in messages[-1]:
            service.go.set()
    assert 'class="answering"' in messages[-2]
    assert "1월 27일" in messages[-2]
    assert "is-answered" in messages[-1]


def test_an_answer_is_made_once_for_the_page_and_the_api(service: FaultyMureobwa, settings: Settings) -> None:
    asked: list[str] = []

    class Counting(Mureobwa):
        def ask(self, question: str, listener: Listener = no_listener, scope: str = "") -> Answer:
            asked.append(question)
            return super().ask(question, listener, scope)

    desk = Desk.of(Counting(service.engine), settings.model_copy(update={"answer_cache": 10}))
    page = asking(desk)
    first = shown(page, QUESTION)[-1]
    assert desk.answers.begin(Posed(QUESTION)).result().cached
    assert without_id(shown(page, QUESTION)[-1]) == without_id(first)
    assert asked == [QUESTION]


def test_a_follow_up_hangs_on_the_question_that_the_page_tells(desk: Desk) -> None:
    """No turn of it is held here: the server may have been started anew."""
    messages = [bot(state) for state in asking(desk).ask("page", "192.0.2.1", "그럼 예산은?", QUESTION)]
    assert "모바일 운전면허증 예산은?" in messages[-1]


def test_a_follow_up_is_completed_in_the_visitors_turn(service: FaultyMureobwa, settings: Settings) -> None:
    threads: list[str] = []

    class Watched(Mureobwa):
        def complete(self, question: str, before: str) -> Completed:
            threads.append(threading.current_thread().name)
            return super().complete(question, before)

    desk = Desk.of(Watched(service.engine), settings)
    messages = [bot(state) for state in asking(desk).ask("page", "192.0.2.1", "그럼 예산은?", QUESTION)]
    assert "모바일 운전면허증 예산은?" in messages[-1]
    assert [name.partition("_")[0] for name in threads] == ["answer"]


def test_who_has_eight_questions_in_line_is_told_to_come_back(service: FaultyMureobwa, settings: Settings) -> None:
    service.go.clear()
    desk = replace(Desk.of(service, settings), answers=Answers(service, 1, 100, 0))
    who = visitor("192.0.2.1")
    waiting = [desk.answers.begin(Posed(WAITS, scope=f"{number}번", visitor=who)) for number in range(8)]
    assert "몰려 있습니다. 2초 뒤에" in bot(list(asking(desk).ask("page", "192.0.2.1", "그럼 예산은?", QUESTION))[-1])
    service.go.set()
    assert all(one.result().answer for one in waiting)
    assert "is-answered" in shown(asking(desk), QUESTION)[-1]


@pytest.mark.parametrize("question", [f"{BREAKS} 900101-1234567", "제 번호 010-1234-5678로 알려 주세요", "가" * 600])
def test_what_the_page_is_given_to_show_holds_no_personal_data(desk: Desk, question: str) -> None:
    first, *_ = asking(desk).ask("page", "192.0.2.1", question)
    shown_question = first.messages[-2]["content"]
    assert "1234" not in shown_question
    assert len(shown_question) < desk.settings.max_question_chars + 40


def test_a_failure_is_told_leaves_the_question_in_its_box_and_does_not_stay(desk: Desk) -> None:
    page = asking(desk)
    state = list(page.ask("page", "192.0.2.1", BREAKS))[-1]
    assert "is-error" in bot(state)
    assert not state.taken
    assert "is-answered" in shown(page, QUESTION)[-1]


def test_a_visitor_who_asks_without_end_is_asked_to_wait(desk: Desk, settings: Settings) -> None:
    page = asking(
        replace(desk, limits=Limits(), live=LiveSettings(settings.model_copy(update={"visitor_per_minute": 2})))
    )
    assert all("is-answered" in shown(page, QUESTION)[-1] for _ in range(2))
    message = shown(page, QUESTION)[-1]
    assert "is-error" in message
    assert "초 뒤에" in message
    assert "is-answered" in shown(page, QUESTION, "192.0.2.2")[-1]


def test_who_has_asked_enough_for_a_day_is_told_hours(desk: Desk, settings: Settings) -> None:
    page = asking(replace(desk, limits=Limits(), live=LiveSettings(settings.model_copy(update={"visitor_per_day": 1}))))
    assert "is-answered" in shown(page, QUESTION)[-1]
    assert "24시간 뒤에" in shown(page, QUESTION)[-1]


def test_a_crowd_beyond_the_queue_is_told_to_come_back(service: FaultyMureobwa, settings: Settings) -> None:
    service.go.clear()
    desk = replace(Desk.of(service, settings), answers=Answers(service, 1, 1, 0))
    page = asking(desk)
    states = page.ask("first", "192.0.2.1", STREAMS)
    assert "progress" in bot(next(states))
    assert "몰려 있습니다. 2초 뒤에" in shown(page, QUESTION)[-1]
    threading.Timer(0.1, service.go.set).start()
    assert "is-answered" in bot(list(states)[-1])
