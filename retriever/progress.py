"""The progress and the remaining time of a long task, on standard error: bars on a terminal, a line now and then elsewhere."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TextColumn
from rich.progress import Progress as Bars
from rich.text import Text

from retriever.writing import Progress

_EVERY = 30.0  # seconds between two lines in a log


def remaining_words(seconds: float | None) -> str:
    """ "남은 시간 약 3분": rounded as one would say it; "" where `seconds` is not known yet."""
    if seconds is None:
        return ""
    if seconds < 50:
        return f"남은 시간 약 {max(1, round(seconds / 10)) * 10}초"
    minutes = round(seconds / 60) or 1
    hours, rest = divmod(minutes, 60)
    duration = " ".join(part for part in (f"{hours}시간" if hours else "", f"{rest}분" if rest else "") if part)
    return f"남은 시간 약 {duration}"


class _Remaining(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text("" if task.finished else remaining_words(task.time_remaining))


class _Lines:
    """Writes a line every half minute, for a log. The remaining time is estimated from the speed since the first item of the step was
    done: before that a model may have been loaded.
    """

    def __init__(self, console: Console) -> None:
        self._console, self._step, self._first = console, "", 0
        self._since = self._told = time.monotonic()

    def tell(self, step: str, done: int, total: int) -> None:
        now = time.monotonic()
        if step != self._step or not self._first:
            self._step, self._since, self._first = step, now, done
        if now - self._told < _EVERY or not done:
            return
        self._told = now
        behind = done - self._first
        left = remaining_words((now - self._since) / behind * (total - done) if behind else None)
        self._console.print(f"{step}: {done:,}/{total:,}{f', {left}' if left else ''}", highlight=False)


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """A context with a `Progress` that shows one line for each step."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _Lines(console).tell
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Remaining())
    with Bars(*columns, console=console) as bars:
        tasks = {}

        def tell(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=total)
            bars.update(tasks[step], completed=done, total=total)

        yield tell
