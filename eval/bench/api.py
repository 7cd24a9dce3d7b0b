"""How fast the API answers and how heavy the widget's files are (`mureobwa bench api`).

The clients share the machine with the server, so the figures are lower bounds.
"""

import asyncio
import itertools
import json
import os
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from chat.settings import AnswerSettings
from chat.widget.static_files import static_file
from eval.bench.server import WITHOUT_LIMITS, Server, served
from retriever.index import Index, open_index

_CLIENTS = 50
_ENDINGS = ("언제부터인가요?", "얼마인가요?", "어디에서 하나요?", "누가 담당하나요?", "무엇인가요?", "어떻게 하나요?")


@dataclass(frozen=True, slots=True)
class Load:
    """The result of a run: milliseconds of each answer, number of answers lost, seconds in total, seconds of the server's CPU."""

    times: tuple[float, ...]
    lost: int
    seconds: float
    cpu: float

    @property
    def row(self) -> str:
        """The cells of a row of the Markdown table."""
        times = sorted(self.times)
        p95 = times[int(len(times) * 0.95)]
        rate = len(times) / self.seconds
        cpu = self.cpu * 1000 / len(times)
        return f"{len(times)} | {rate:.1f} | {statistics.median(times):.1f} | {p95:.1f} | {cpu:.2f} | {self.lost}"


def run(settings: AnswerSettings) -> None:
    """Measure over the index of `settings`, and print the figures."""
    questions = questions_of(open_index(settings))
    with served(**WITHOUT_LIMITS) as server:
        asyncio.run(_measure(server, questions))


def questions_of(index: Index) -> Iterator[str]:
    """Yield distinct questions, worded as citizens do, about nouns of the index, most frequent nouns first."""
    nouns = sorted((word for word in index.words if len(word) > 1), key=lambda word: (-index.words[word], word))[:200]
    for (first, second), ending in zip(itertools.permutations(nouns, 2), itertools.cycle(_ENDINGS), strict=False):
        yield f"{first} {second} {ending}"


async def _measure(server: Server, questions: Iterator[str]) -> None:
    for _ in range(10):
        await _load(server, [next(questions)], 1)
    one = await _load(server, list(itertools.islice(questions, 150)), 1)
    distinct = await _load(server, list(itertools.islice(questions, 600)), _CLIENTS)
    same = list(itertools.islice(questions, 20))
    await _load(server, same, 4)
    cached = await _load(server, same * 250, _CLIENTS)
    _print("| | answers | answers/s | p50 ms | p95 ms | server CPU ms/answer | lost |\n|---|---|---|---|---|---|---|")
    _print(f"| 1 client, distinct questions | {one.row} |")
    _print(f"| {_CLIENTS} clients, distinct questions | {distinct.row} |")
    _print(f"| {_CLIENTS} clients, cached | {cached.row} |")
    _print(f"\nload of the machine (1 minute, {os.cpu_count()} CPUs): {os.getloadavg()[0]:.1f}")
    names = ("widget.js", "embed.html", "embed.css", "embed.js")
    sizes = ", ".join(f"{name} {len(static_file(name).packed):,}" for name in names)
    _print(f"\ngzip bytes: {sizes}, together {sum(len(static_file(name).packed) for name in names):,}")


async def _load(server: Server, questions: Sequence[str], clients: int) -> Load:
    waiting = iter(questions)
    port = urlsplit(server.origin).port
    times: list[float] = []
    lost = 0

    async def client() -> None:
        nonlocal lost
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for question in waiting:
            began = time.perf_counter()
            try:
                status, answer = await _ask(reader, writer, question)
                lost += status != 200 or not answer["text"]
            except (OSError, ValueError, KeyError, asyncio.IncompleteReadError):
                lost += 1
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
            else:
                times.append((time.perf_counter() - began) * 1000)
        writer.close()

    began, cpu = time.perf_counter(), server.cpu_seconds()
    await asyncio.gather(*(client() for _ in range(clients)))
    return Load(tuple(times), lost, time.perf_counter() - began, server.cpu_seconds() - cpu)


async def _ask(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, question: str
) -> tuple[int, dict[str, object]]:
    """One question over an open connection: plain HTTP/1.1, so that the client costs next to nothing."""
    body = json.dumps({"question": question}).encode()
    head = f"POST /api/v1/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    writer.write(head.encode() + body)
    response_head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    length = next(int(line.split(":")[1]) for line in response_head if line.lower().startswith("content-length:"))
    return int(response_head[0].split()[1]), json.loads(await reader.readexactly(length))


def _print(text: str) -> None:
    print(text, flush=True)  # noqa: T201
