"""`mureobwa bench neighbour`: how long one citizen waits while a second one sends the most expensive questions, eight at a time.

Starts a server on loopback; the two have addresses of their own, stated as a trusted proxy does. The citizen asks one question after
another, first alone, then beside the second one. No question of the citizen is asked twice, so no cached answer is measured.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

import httpx
import numpy as np

from chat.desk.answer_threads import MOST_IN_LINE
from chat.service import Mureobwa
from chat.settings import AnswerSettings
from eval.bench.adversarial import questions as hostile_questions
from eval.bench.adversarial import words_of
from eval.bench.load import worded
from eval.bench.server import WITHOUT_LIMITS, Server, ask, served

_DEAREST = ("particles", "without_spaces", "words_only")
_CITIZEN, _OTHER = "10.0.0.1", "10.0.0.2"
_TIMEOUT_S = 60.0
HEADER = "| 옆 사람 | 질문 | 답함 | p50(초) | p95(초) | 최대(초) | 옆 사람의 답 | 서버의 CPU(초) | 걸린 시간(초) |\n|---|---|---|---|---|---|---|---|---|"


@dataclass(slots=True)
class Waited:
    """The result of one trial: seconds that the citizen waited for each answer, other responses by their status, the number of the second
    one's answers, and the server's processor time and the time by the clock (seconds).
    """

    name: str
    waited: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    others: int = 0
    processor: float = 0.0
    wall: float = 0.0

    def row(self) -> str:
        """One row of the table (Markdown)."""
        asked = len(self.waited) + self.errors.total()
        waits = [f"{np.quantile(self.waited, q):.2f}" if self.waited else "–" for q in (0.5, 0.95, 1.0)]
        cells = [self.name, asked, len(self.waited), *waits, self.others, f"{self.processor:.1f}", f"{self.wall:.1f}"]
        return f"| {' | '.join(map(str, cells))} |"


def run(questions: Sequence[str], home: Path, count: int) -> bool:
    """Run both trials of `count` questions and print their table; returns False where a question of the citizen was not answered."""
    dear = _dear()
    alone, beside = Waited("없음"), Waited(f"값비싼 질문 {MOST_IN_LINE}개씩")
    asked = worded(questions)
    with served(MUREOBWA_HOME=str(home), MUREOBWA_TRUSTED_PROXIES='["127.0.0.1"]', **WITHOUT_LIMITS) as server:
        asyncio.run(_trial(server, alone, [next(asked) for _ in range(count)], iter(())))
        asyncio.run(_trial(server, beside, [next(asked) for _ in range(count)], dear))
    print("\n".join([HEADER, alone.row(), beside.row()]))  # noqa: T201
    return not alone.errors and not beside.errors


def _dear() -> Iterator[str]:
    """Yield questions of the most expensive kinds, again and again from some two thousand different ones."""
    words = words_of(Mureobwa.open(AnswerSettings.load()))
    made = [question for kind, question in hostile_questions(words, 8_000) if kind in _DEAREST]
    return cycle(made)


async def _trial(server: Server, trial: Waited, questions: Sequence[str], dear: Iterator[str]) -> None:
    async with server.client(MOST_IN_LINE + 1, _TIMEOUT_S) as client:
        others = [asyncio.create_task(_keep_asking(client, dear, trial)) for _ in range(MOST_IN_LINE)]
        await asyncio.sleep(1)  # by then the second one's waiting line is full
        processor, begun, trial.others = server.cpu_seconds(), time.perf_counter(), 0
        for question in questions:
            sent = time.perf_counter()
            status = (await ask(client, question, _CITIZEN)).status_code
            if status == httpx.codes.OK:
                trial.waited.append(time.perf_counter() - sent)
            else:
                trial.errors[str(status)] += 1
        trial.processor, trial.wall = server.cpu_seconds() - processor, time.perf_counter() - begun
        for other in others:
            other.cancel()
        await asyncio.gather(*others, return_exceptions=True)


async def _keep_asking(client: httpx.AsyncClient, dear: Iterator[str], trial: Waited) -> None:
    for question in dear:
        if (await ask(client, question, _OTHER)).status_code == httpx.codes.OK:
            trial.others += 1
        else:
            await asyncio.sleep(0.1)  # the waiting line is full
