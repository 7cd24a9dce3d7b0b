"""`mureobwa bench load`: starts a server on loopback, lets simulated citizens ask it, and prints a table of waiting times and costs.

Three trials: citizens who each ask every ten seconds, many more of them than can be served, and questions in a row. Each
citizen has an address of its own, stated as a trusted proxy does (X-Forwarded-For); no two questions are the same, so no
cached answer is measured. The questions are those of a question set, each with an opening and a closing as people use.
"""

import asyncio
import contextlib
import itertools
import json
import math
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import numpy as np

from eval.bench.server import Server, ask, served

_SEED = 20261129
_EVERY_S = 10.0
"""How often one citizen asks: reading an answer takes at least as long."""
_TIMEOUT_S = 30.0
_WARM = 2_000
"""Questions in a row after which memory should no longer grow: by then the cache of answers is full (`answer_cache`)."""
_LEAD_IN = "|저기요 |혹시 |안녕하세요. |궁금한 게 있는데요, |하나만 여쭐게요. |급한데 |제가 잘 몰라서요, |다시 여쭤요. |문의드립니다. ".split(
    "|"
)
_CLOSE = "| 알려 주세요.| 부탁드려요.| 빨리요.| 감사합니다.| 궁금해요.| 정확히요.| 짧게요.| 꼭 알고 싶어요.| 아시나요?".split(
    "|"
)


@dataclass(frozen=True, slots=True)
class Trials:
    """The sizes of the trials: citizens at once in the first and in the second one, seconds that each of these takes, questions in a row in
    the third. 0 leaves a trial out.
    """

    citizens: int
    overload: int
    seconds: int
    in_a_row: int


@dataclass(slots=True)
class LoadResult:
    """The result of one trial. `waited`: seconds for each answer (status 200); `refused`: responses 429 and 503; `errors`: all others by name.

    `memory`: number of questions asked so far -> the server's resident memory in MiB, `peak` the most it ever had;
    `processor`: seconds of processor time that the server took.
    """

    name: str
    waited: list[float] = field(default_factory=list)
    refused: Counter[int] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    memory: dict[int, float] = field(default_factory=dict)
    peak: float = 0.0
    processor: float = 0.0
    wall: float = 0.0

    @property
    def asked(self) -> int:
        """How many questions were sent."""
        return len(self.waited) + self.refused.total() + self.errors.total()

    def row(self) -> str:
        """One row of the table (Markdown)."""
        p50, p95, p99 = (f"{np.quantile(self.waited, q):.2f}" if self.waited else "–" for q in (0.5, 0.95, 0.99))
        each = 1000 * self.processor / len(self.waited) if self.waited else 0.0
        cells = [
            self.name, f"{self.asked:,}", f"{len(self.waited):,}", f"{self.refused[429]:,}", f"{self.refused[503]:,}", f"{self.errors.total():,}",
            p50, p95, p99, f"{each:.0f}", f"{self.wall:.0f}", f"{self.peak:,.0f}",
        ]  # fmt: skip
        return f"| {' | '.join(cells)} |"


HEADER = (
    "| 시험 | 질문 | 답함 | 429 | 503 | 오류 | p50(초) | p95(초) | p99(초) | 처리 시간(ms/답) | 걸린 시간(초) | 최대 메모리(MiB) |\n"
    "|---|---|---|---|---|---|---|---|---|---|---|---|"
)


def worded(questions: Sequence[str]) -> Iterator[str]:
    """Yield the questions without end, each in every wording: all different, the order shuffled and the same each time."""
    chance = random.Random(_SEED)
    wordings = [f"{a}{question}{b}" for question in questions for a, b in itertools.product(_LEAD_IN, _CLOSE)]
    chance.shuffle(wordings)
    yield from wordings
    for number in itertools.count(2):
        yield from (f"{wording} ({number}번째)" for wording in wordings)


async def crowd(server: Server, outcome: LoadResult, citizens: int, seconds: float, questions: Iterator[str]) -> None:
    """Run a trial: `citizens` come one after the other within ten seconds and then ask every ten, until `seconds` are over."""

    async def citizen(number: int) -> None:
        turn = begun + _EVERY_S * number / citizens
        while turn < begun + seconds:
            await asyncio.sleep(max(0.0, turn - time.perf_counter()))
            await _ask(client, outcome, next(questions), _address(number))
            # A citizen who still waited for an answer at a turn asks at the next one.
            turn += _EVERY_S * max(1, math.ceil((time.perf_counter() - turn) / _EVERY_S))

    async with server.client(citizens, _TIMEOUT_S) as client, _watched(server, outcome):
        begun = time.perf_counter()
        await asyncio.gather(*(citizen(number) for number in range(citizens)))


async def row(server: Server, outcome: LoadResult, count: int, questions: Iterator[str]) -> None:
    """Run a trial: `count` questions, each sent when the one before is answered, each from a new address."""
    async with server.client(1, _TIMEOUT_S) as client, _watched(server, outcome):
        for number in range(1, count + 1):
            await _ask(client, outcome, next(questions), _address(number))
            if number % 500 == 0 or number in (1, count):
                outcome.memory[number] = server.memory_mib()


def _address(number: int) -> str:
    """One of the sixteen million addresses of 10.0.0.0/8."""
    return f"10.{number // 65_536 % 256}.{number // 256 % 256}.{number % 256}"


async def _ask(client: httpx.AsyncClient, outcome: LoadResult, question: str, address: str) -> None:
    begun = time.perf_counter()
    try:
        reply = await ask(client, question, address)
    except httpx.HTTPError as error:
        outcome.errors[type(error).__name__] += 1
        return
    if reply.status_code == 200 and "status" in reply.json():
        outcome.waited.append(time.perf_counter() - begun)
    elif reply.status_code in (429, 503) and "retry-after" in reply.headers:
        outcome.refused[reply.status_code] += 1
    else:
        outcome.errors[str(reply.status_code)] += 1


@contextlib.asynccontextmanager
async def _watched(server: Server, outcome: LoadResult) -> AsyncIterator[None]:
    """A context that fills the time, the processor time and the peak memory of the server into `outcome`, for the trial run within."""
    processor, begun = server.cpu_seconds(), time.perf_counter()
    yield
    outcome.wall = time.perf_counter() - begun
    outcome.processor = server.cpu_seconds() - processor
    outcome.peak = server.peak_mib()


def growth(memory: Mapping[int, float]) -> str:
    """A Korean sentence on how memory (number of questions asked -> MiB) grew after the cache of answers was full."""
    warm, last = max((asked for asked in memory if asked <= _WARM), default=0), max(memory)
    if last <= _WARM:
        return f"질문이 {_WARM:,}개를 넘어야 메모리 증가를 잴 수 있습니다."
    more = 100 * (memory[last] / memory[warm] - 1)
    steps = f"{min(memory):,}개 뒤 {memory[min(memory)]:,.0f}, {warm:,}개 뒤 {memory[warm]:,.0f}, {last:,}개 뒤 {memory[last]:,.0f}"
    return f"메모리(MiB): 질문 {steps}. {warm:,}개 뒤부터의 증가: {more:.1f} %"


def run(questions: Sequence[str], home: Path, trials: Trials) -> bool:
    """Run the trials and print their table; returns False where an answer was an error or the server did not survive them."""
    asked = worded(questions)
    outcomes: list[LoadResult] = []
    remarks: list[str] = []
    with served(MUREOBWA_HOME=str(home), MUREOBWA_TRUSTED_PROXIES='["127.0.0.1"]') as server:
        for citizens in filter(None, (trials.citizens, trials.overload)):
            outcomes.append(LoadResult(f"시민 {citizens:,}명, {trials.seconds}초"))
            asyncio.run(crowd(server, outcomes[-1], citizens, trials.seconds, asked))
        if trials.in_a_row:
            outcomes.append(LoadResult("한 줄로"))
            asyncio.run(row(server, outcomes[-1], trials.in_a_row, asked))
            remarks.append(growth(outcomes[-1].memory))
        alive = _alive(server)
    print("\n".join([HEADER, *(outcome.row() for outcome in outcomes), "", *remarks]))  # noqa: T201
    errors = sum((outcome.errors for outcome in outcomes), Counter[str]())
    print(f"끝난 뒤 서버: {'살아 있음' if alive else '응답 없음'}. 오류: {json.dumps(errors) if errors else '없음'}")  # noqa: T201
    return alive and not errors


def _alive(server: Server) -> bool:
    try:
        return httpx.get(f"{server.origin}/healthz", timeout=_TIMEOUT_S).status_code == 200
    except httpx.HTTPError:
        return False
