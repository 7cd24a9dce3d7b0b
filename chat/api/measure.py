"""How fast the API answers and how heavy the widget is: `python -m chat.api.measure` prints a Markdown table.

It starts a server process of its own on a loopback port over the index of the settings (MUREOBWA_HOME), with the
limits wide open. The clients share the machine with the server, so the figures are lower bounds.
"""

import asyncio
import itertools
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from chat.settings import Settings
from chat.widget.files import static_file
from retriever.index import Index, open_index

_CLIENTS = 50
_ENDINGS = ("언제부터인가요?", "얼마인가요?", "어디에서 하나요?", "누가 담당하나요?", "무엇인가요?", "어떻게 하나요?")


@dataclass(frozen=True, slots=True)
class Server:
    """The server's process."""

    port: int
    pid: int

    @property
    def cpu(self) -> float:
        """Seconds of CPU it has used (utime and stime, proc(5))."""
        used = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
        return sum(map(int, used)) / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Load:
    """What came of a run: milliseconds of each answer, answers lost, seconds in all, seconds of the server's CPU."""

    times: tuple[float, ...]
    lost: int
    seconds: float
    cpu: float

    @property
    def row(self) -> str:
        """Cells of a Markdown table."""
        times = sorted(self.times)
        p95 = times[int(len(times) * 0.95)]
        rate = len(times) / self.seconds
        cpu = self.cpu * 1000 / len(times)
        return f"{len(times)} | {rate:.1f} | {statistics.median(times):.1f} | {p95:.1f} | {cpu:.2f} | {self.lost}"


def main() -> None:
    """Measure and print."""
    settings = Settings.load()
    index = open_index(settings)
    questions = questions_of(index)
    port = free_port()
    server = subprocess.Popen([sys.executable, "-m", "chat.api.measure", "serve", str(port)], env=open_limits())
    try:
        asyncio.run(_measure(Server(port, server.pid), questions))
    finally:
        server.terminate()
        server.wait(20)


def questions_of(index: Index) -> Iterator[str]:
    """Distinct questions in citizens' manner about nouns of the index, most frequent first."""
    nouns = sorted((word for word in index.words if len(word) > 1), key=lambda word: (-index.words[word], word))[:200]
    for (first, second), ending in zip(itertools.permutations(nouns, 2), itertools.cycle(_ENDINGS), strict=False):
        yield f"{first} {second} {ending}"


async def _measure(server: Server, questions: Iterator[str]) -> None:
    await _started(server.port)
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
    times: list[float] = []
    lost = 0

    async def client() -> None:
        nonlocal lost
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        for question in waiting:
            began = time.perf_counter()
            try:
                status, answer = await _ask(reader, writer, question)
                lost += status != 200 or not answer["text"]
            except (OSError, ValueError, KeyError, asyncio.IncompleteReadError):
                lost += 1
                reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            else:
                times.append((time.perf_counter() - began) * 1000)
        writer.close()

    began, cpu = time.perf_counter(), server.cpu
    await asyncio.gather(*(client() for _ in range(clients)))
    return Load(tuple(times), lost, time.perf_counter() - began, server.cpu - cpu)


async def _ask(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, question: str
) -> tuple[int, dict[str, object]]:
    """One question over an open connection: plain HTTP/1.1, so that the client costs next to nothing."""
    body = json.dumps({"question": question}).encode()
    head = f"POST /api/v1/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    writer.write(head.encode() + body)
    told = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    length = next(int(line.split(":")[1]) for line in told if line.lower().startswith("content-length:"))
    return int(told[0].split()[1]), json.loads(await reader.readexactly(length))


async def _started(port: int) -> None:
    for _ in range(240):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.25)
        else:
            writer.close()
            return
    raise TimeoutError("the server did not start within 60 seconds")


def _serve(port: int) -> None:
    import uvicorn

    from chat.api.app import create_api_app
    from chat.service import Mureobwa

    settings = Settings.load()
    app = create_api_app(Mureobwa.open(settings), settings)
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning")


def open_limits() -> dict[str, str]:
    """The environment of a server without limits."""
    wide = {"MUREOBWA_VISITOR_PER_MINUTE": "100000000", "MUREOBWA_VISITOR_PER_DAY": "100000000"}
    return os.environ | wide


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _print(text: str) -> None:
    print(text, flush=True)  # noqa: T201


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        _serve(int(sys.argv[2]))
    else:
        main()
