"""Many at once: a service that waits or fails, as the real one does only by accident."""

import asyncio
import json
import threading
from collections.abc import Iterator
from types import SimpleNamespace
from typing import cast

import pytest

from chat.answer import Answer, Citation, Status
from chat.api.events import events, in_pieces
from chat.api.openai import _chunks
from chat.desk.answer_threads import Answers, GivenAnswer, Posed
from chat.desk.problems import ProblemError
from chat.service import Mureobwa
from chat.settings import Settings
from chat.turn import Event, Listener, SentenceWritten, StepBegun, no_listener


class Slow:
    """Answers when it is let go; fails for a question that says so."""

    index = SimpleNamespace(version="v1")
    engine = SimpleNamespace(settings=Settings(), answers_version="v1", off_notice="")

    def __init__(self) -> None:
        self.go = threading.Event()
        self.asked: list[str] = []

    def ask(self, question: str, listener: Listener = no_listener, scope: str = "") -> Answer:
        self.asked.append(question)
        listener(StepBegun("retrieve"))
        assert self.go.wait(10)
        if question == "fail":
            raise ZeroDivisionError("secret path")
        return Answer(question, Status.ANSWERED, f"{question} {scope}")


@pytest.fixture
def slow() -> Iterator[Slow]:
    made = Slow()
    yield made
    made.go.set()


def answers(slow: Slow, workers: int = 2, waiting: int = 2, kept: int = 10) -> Answers:
    return Answers(cast(Mureobwa, slow), workers, waiting, kept)


def test_the_same_question_at_the_same_time_is_asked_once(slow: Slow) -> None:
    async def scene() -> list[GivenAnswer]:
        desk = answers(slow)
        asking = [asyncio.create_task(desk.ask(Posed(question))) for question in ("a", " a", "a ")]
        await asyncio.sleep(0.05)
        slow.go.set()
        return [*await asyncio.gather(*asking), await desk.ask(Posed("a"))]

    found = asyncio.run(scene())
    assert slow.asked == ["a"]
    assert [one.cached for one in found] == [False, False, False, True]
    assert len({one.json for one in found}) == 1
    assert len({json.loads(one.body)["answer_id"] for one in found}) == len({one.id for one in found}) == 4


def test_scope_makes_another_question(slow: Slow) -> None:
    async def scene() -> list[str]:
        slow.go.set()
        desk = answers(slow)
        return [(await desk.ask(Posed("a", scope))).answer.text for scope in ("", "x", "")]

    assert asyncio.run(scene()) == ["a ", "a x", "a "]
    assert len(slow.asked) == 2


def test_too_many_are_sent_away_and_the_others_are_answered(slow: Slow) -> None:
    async def scene() -> tuple[int, str, list[str]]:
        desk = answers(slow, workers=1, waiting=2)
        asking = [asyncio.create_task(desk.ask(Posed(question))) for question in "ab"]
        await asyncio.sleep(0.05)
        with pytest.raises(ProblemError) as refused:
            await desk.ask(Posed("c"))
        slow.go.set()
        done = [kept.answer.question for kept in await asyncio.gather(*asking)]
        assert (await desk.ask(Posed("c"))).answer.question == "c"
        return refused.value.problem.status, refused.value.headers["Retry-After"], done

    assert asyncio.run(scene()) == (503, "2", ["a", "b"])


def test_eight_questions_of_one_visitor_may_wait(slow: Slow) -> None:
    async def scene() -> int:
        desk = answers(slow, workers=1, waiting=100)
        asking = [asyncio.create_task(desk.ask(Posed(f"{number}", visitor="a"))) for number in range(8)]
        await asyncio.sleep(0)
        for refused in (lambda: desk.begin(Posed("ninth", visitor="a")), lambda: desk.completed("?", "before", "a")):
            with pytest.raises(ProblemError):
                refused()
        asking.append(asyncio.create_task(desk.ask(Posed("another", visitor="b"))))
        slow.go.set()
        return len(await asyncio.gather(*asking))

    assert asyncio.run(scene()) == 9


def test_who_leaves_takes_nobody_along(slow: Slow) -> None:
    async def scene() -> str:
        desk = answers(slow)
        leaving, staying = (asyncio.create_task(desk.ask(Posed("a"))) for _ in range(2))
        await asyncio.sleep(0.05)
        leaving.cancel()
        slow.go.set()
        return (await staying).answer.question

    assert asyncio.run(scene()) == "a"


def test_a_failure_is_not_kept(slow: Slow) -> None:
    async def scene() -> None:
        slow.go.set()
        desk = answers(slow)
        for _ in range(2):
            with pytest.raises(ZeroDivisionError):
                await desk.ask(Posed("fail"))

    asyncio.run(scene())
    assert slow.asked == ["fail", "fail"]


def test_the_oldest_is_forgotten_first(slow: Slow) -> None:
    async def scene() -> list[bool]:
        slow.go.set()
        desk = answers(slow, kept=2)
        return [(await desk.ask(Posed(question))).cached for question in "abacab"]

    assert asyncio.run(scene()) == [False, False, True, False, True, False]


def test_stages_are_heard_while_the_answer_is_made(slow: Slow) -> None:
    async def scene() -> list[Event | GivenAnswer]:
        heard = []
        async for one in answers(slow).listen(Posed("a")):
            heard.append(one)
            slow.go.set()  # only after the first stage has been heard
        return heard

    stage, kept = asyncio.run(scene())
    assert stage == StepBegun("retrieve")
    assert isinstance(kept, GivenAnswer)


def test_a_failure_on_the_way_is_an_event_that_tells_nothing_of_the_inside(slow: Slow) -> None:
    async def scene() -> str:
        slow.go.set()
        return "".join([chunk.decode() async for chunk in events(answers(slow).listen(Posed("fail")), "my-request")])

    stream = asyncio.run(scene())
    assert "event: error" in stream
    assert "urn:mureobwa:request:my-request" in stream
    assert "secret" not in stream
    assert "event: done" not in stream


class Writing(Slow):
    """Tells its first sentence as a language model does, the rest after it is let go."""

    def ask(self, question: str, listener: Listener = no_listener, scope: str = "") -> Answer:
        listener(SentenceWritten(Answer(question, Status.ANSWERED, "첫 문장입니다. [1]", (cited(1),)), 0))
        assert self.go.wait(10)
        return Answer(question, Status.ANSWERED, "첫 문장입니다. [1] 둘째입니다. [2]", (cited(1), cited(2)))


def cited(marker: int) -> Citation:
    return Citation(marker, "d", "문서", "기관", "", (), "말", marker, marker + 1)


def test_a_sentence_that_passed_is_sent_before_the_answer_is_whole() -> None:
    async def scene() -> tuple[list[bytes], list[bytes]]:
        writing = Writing()
        stream = events(answers(writing).listen(Posed("질문")), "id")
        early = [await anext(stream), await anext(stream)]
        writing.go.set()
        return early, [chunk async for chunk in stream]

    early, late = asyncio.run(scene())
    names = [chunk.split(b"\n")[0].decode() for chunk in (*early, *late)]
    assert names == [f"event: {name}" for name in ("source", "sentence", "source", "sentence", "done")]
    received = [json.loads(chunk.split(b"data: ")[1]) for chunk in (*early, *late)]
    assert received[1]["text"] + received[3]["text"] == received[4]["text"] == "첫 문장입니다. [1] 둘째입니다. [2]"
    assert [received[0], received[2]] == received[4]["citations"]


def test_a_stream_in_openais_shape_tells_sentences_and_failures() -> None:
    async def chunks(service: Slow, question: str) -> list[bytes]:
        service.go.set()
        heard = in_pieces(answers(service).listen(Posed(question)))
        return [chunk async for chunk in _chunks(heard, "name", "http://office", usage=False)]

    received = asyncio.run(chunks(Writing(), "질문"))
    deltas = [json.loads(chunk[6:])["choices"][0]["delta"] for chunk in received[:-1]]
    assert [delta["content"] for delta in deltas if delta.get("content")] == ["첫 문장입니다. [1]", " 둘째입니다. [2]"]
    assert received[-1] == b"data: [DONE]\n\n"
    failed = asyncio.run(chunks(Slow(), "fail"))
    assert "error" in json.loads(failed[-1][6:])
    assert b"secret" not in b"".join(failed)
