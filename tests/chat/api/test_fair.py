"""One thread each, in turn."""

import threading
from collections.abc import Callable

import pytest

from chat.api.fair import FairPool


def test_a_visitor_with_many_questions_holds_one_thread_and_the_others_come_between() -> None:
    pool = FairPool(2)
    gate = threading.Event()
    order: list[str] = []
    at_once: list[int] = []
    running = 0
    lock = threading.Lock()

    def work(name: str) -> Callable[[], str]:
        def run() -> str:
            nonlocal running
            assert gate.wait(10)
            with lock:
                running += name.startswith("many")
                at_once.append(running)
                order.append(name)
            with lock:
                running -= name.startswith("many")
            return name

        return run

    many = [pool.submit("many", work(f"many{number}")) for number in range(6)]
    one = pool.submit("one", work("one"))
    assert pool.in_line("many") == 6
    gate.set()
    assert [future.result(10) for future in many] == [f"many{number}" for number in range(6)]
    assert one.result(10) == "one"
    assert max(at_once) == 1
    assert order.index("one") <= 2  # after one of the six, or two that ended before it was let in
    pool.close()
    assert pool.in_line("many") == 0


def test_what_fails_is_told_and_the_next_in_line_still_runs() -> None:
    pool = FairPool(1)

    def broken() -> int:
        raise ZeroDivisionError

    failed, after = pool.submit("a", broken), pool.submit("a", lambda: 3)
    with pytest.raises(ZeroDivisionError):
        failed.result(10)
    assert after.result(10) == 3
    pool.close()


def test_closing_cancels_what_waits() -> None:
    pool = FairPool(1)
    started, gate = threading.Event(), threading.Event()

    def slow() -> bool:
        started.set()
        return gate.wait(10)

    first, second = pool.submit("a", slow), pool.submit("a", lambda: True)
    assert started.wait(10)
    closing = threading.Thread(target=pool.close)
    closing.start()
    gate.set()
    closing.join(10)
    assert first.result(1) is True
    assert second.done()
