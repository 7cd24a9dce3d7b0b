"""One thread each, in turn."""

import threading
import time
from collections.abc import Callable

import pytest

from chat.desk.fair import FairPool


def test_a_visitor_with_many_questions_holds_one_thread() -> None:
    pool = FairPool(2)
    gate = threading.Event()
    lock = threading.Lock()
    at_once: list[int] = []
    running = 0

    def work(name: str) -> Callable[[], str]:
        def run() -> str:
            nonlocal running
            assert gate.wait(10)
            with lock:
                running += 1
                at_once.append(running)
            time.sleep(0.002)  # long enough for another thread to come in, were it let
            with lock:
                running -= 1
            return name

        return run

    many = [pool.submit("many", work(f"many{number}")) for number in range(6)]
    assert pool.in_line("many") == 6
    gate.set()
    assert [future.result(10) for future in many] == [f"many{number}" for number in range(6)]
    assert max(at_once) == 1
    pool.close()
    assert pool.in_line("many") == 0


def test_another_visitor_comes_between() -> None:
    """One thread, so that the order is the pool's alone: who asks one thing waits for one of the other's."""
    pool = FairPool(1)
    gate = threading.Event()
    order: list[str] = []

    def work(name: str) -> Callable[[], None]:
        def run() -> None:
            assert gate.wait(10)
            order.append(name)

        return run

    asked = [pool.submit("many", work(f"many{number}")) for number in range(3)]
    asked.append(pool.submit("one", work("one")))
    gate.set()
    for future in asked:
        future.result(10)
    assert order == ["many0", "one", "many1", "many2"]
    pool.close()


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
