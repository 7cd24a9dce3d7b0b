"""Notices that a drive no longer answers: whoever asks a network drive whose server is gone waits for ever, and cannot be interrupted."""

import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

WITHIN = 60.0
"""Seconds in which a drive has to answer; a disk that has to start up first takes ten."""
_QUESTIONS = 20
"""How often in that time a drive is asked."""


@contextmanager
def drives_answer(
    paths: Sequence[Path],
    silent: Callable[[Path], None],
    ask: Callable[[Path], object] = os.statvfs,
    within: float = WITHIN,
) -> Iterator[Callable[[], None]]:
    """A context in which `silent` is called, in a thread of its own and once, with the first of `paths` whose drive does not answer `ask`
    for `within` seconds; what is called in the context may wait for that drive for ever. It gives a function that ends the watch early.

    An answer that says that something is wrong (the path is missing, the drive is away) is one: who reads from it is told the same.
    """
    ended = threading.Event()
    answered = {path: time.monotonic() for path in paths}

    def keep_asking(path: Path) -> None:
        while not ended.is_set():
            with suppress(OSError):
                ask(path)
            answered[path] = time.monotonic()
            ended.wait(within / _QUESTIONS)

    def watch() -> None:
        while not ended.wait(within / _QUESTIONS):
            late = next((path for path, at in answered.items() if time.monotonic() - at > within), None)
            if late is not None:
                ended.set()
                silent(late)

    tasks: list[Callable[[], None]] = [watch, *(partial(keep_asking, path) for path in paths)]
    for target in tasks:
        threading.Thread(target=target, daemon=True).start()  # a daemon, for it may never come back
    try:
        yield ended.set
    finally:
        ended.set()
