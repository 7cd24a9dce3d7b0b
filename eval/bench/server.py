"""`mureobwa serve` in a process of its own, for measurements and for pictures."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from ingest.errors import BadInputError

CHROMIUM = "/usr/bin/chromium"
_START_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its address (`origin`) and its process id. The figures are those of Linux (proc(5))."""

    origin: str
    pid: int

    def cpu_seconds(self) -> float:
        """Processor time that the server has taken so far (user and system), its threads included."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory_mib(self) -> float:
        """The resident memory of the server now."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

    def peak_mib(self) -> float:
        """The most resident memory that the server ever had."""
        return int(Path(f"/proc/{self.pid}/status").read_text().split("VmHWM:")[1].split()[0]) / 2**10

    def client(self, connections: int, timeout: float) -> httpx.AsyncClient:
        """An HTTP client of the server with at most `connections` connections, which gives up after `timeout` seconds."""
        limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections)
        return httpx.AsyncClient(base_url=self.origin, timeout=timeout, limits=limits, trust_env=False)


async def ask(client: httpx.AsyncClient, question: str, address: str) -> httpx.Response:
    """The response to `question` from a visitor with the address `address`, stated as a trusted proxy does."""
    return await client.post("/api/v1/ask", json={"question": question}, headers={"X-Forwarded-For": address})


@contextmanager
def served(**environment: str) -> Iterator[Server]:
    """A context with `mureobwa serve` on a free port, ready to answer, with the settings of this process and of `environment`.

    Raises:
        BadInputError: the server ended, or did not answer within ten minutes; the reason is on its standard error.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "mureobwa", "serve", "--port", str(port)], env=os.environ | environment
    )
    try:
        origin = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + _START_SECONDS
        while True:
            try:
                httpx.get(origin + "/ui/icon.svg", timeout=1)
                break
            except httpx.HTTPError:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise BadInputError(
                        "서버가 시작되지 않았습니다. 'mureobwa ingest seeds'를 먼저 실행해 주세요."
                    ) from None
                time.sleep(0.1)
        yield Server(origin, process.pid)
    finally:
        process.terminate()
        process.wait(15)


WITHOUT_LIMITS = {"MUREOBWA_VISITOR_PER_MINUTE": "100000000", "MUREOBWA_VISITOR_PER_DAY": "100000000"}
"""Settings for `served` without limits for one visitor: all visitors of a measurement may come from one address."""
