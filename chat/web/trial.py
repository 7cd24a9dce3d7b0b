"""The app served in a process of its own, for measuring and for pictures."""

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

CHROMIUM = "/usr/bin/chromium"


@dataclass(frozen=True, slots=True)
class Trial:
    """Where it answers, and its process."""

    origin: str
    pid: int

    def cpu_seconds(self) -> float:
        """Processor time it has taken so far, its threads included."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / 100

    def memory_mib(self) -> float:
        """Its resident memory now."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * 4096 / 2**20

    def peak_mib(self) -> float:
        """The most resident memory that it ever had."""
        return int(Path(f"/proc/{self.pid}/status").read_text().split("VmHWM:")[1].split()[0]) / 2**10


@contextmanager
def served(start_seconds: float = 600, **environment: str) -> Iterator[Trial]:
    """`mureobwa serve` on a free port, ready to answer, with the settings of this process and of `environment`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "mureobwa", "serve", "--port", str(port)], env=os.environ | environment
    )
    try:
        origin = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + start_seconds
        while True:
            try:
                httpx.get(origin + "/ui/icon.svg", timeout=1)
                break
            except httpx.HTTPError:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise SystemExit(
                        "서버가 시작되지 않았습니다. 'mureobwa ingest seeds'를 먼저 실행해 주세요."
                    ) from None
                time.sleep(0.1)
        yield Trial(origin, process.pid)
    finally:
        process.terminate()
        process.wait(15)
