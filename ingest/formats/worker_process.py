"""Asks the worker process that reads untrusted files: starts it when first needed, keeps it for many files, replaces it when it fails."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from typing import Any

from ingest.errors import BadInputError
from ingest.gate import Format
from ingest.source import Source, from_json

SECONDS = 60
"""Seconds that one file may take."""
OCR_SECONDS = 600
"""Further seconds where pages are read by OCR; pages that are not read by then are named in the remarks."""
MEMORY = 2**30
"""Bytes of address space that the process may take."""

_PASSED_ON = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TMPDIR", "TESSDATA_PREFIX")
"""The environment variables that the worker gets: no keys and passwords."""

_lock = threading.Lock()
_worker: "subprocess.Popen[bytes] | None" = None


def _forget() -> None:
    """Let a forked child start a worker of its own: with one worker, parent and child would read each other's replies."""
    global _lock, _worker
    _lock, _worker = threading.Lock(), None


os.register_at_fork(after_in_child=_forget)


def ask_worker(data: bytes, kind: Format, by_ocr: bool = False) -> Source:
    """The parts of the file `data`, read by the worker process; with `by_ocr`, pages of a PDF without a usable text layer are read by OCR.

    Raises:
        BadInputError: the file cannot be read, or not within the limits; the message names no file.
    """
    with _lock, tempfile.NamedTemporaryFile(prefix="mureobwa-") as file:
        file.write(data)
        file.flush()
        seconds = SECONDS + (OCR_SECONDS if by_ocr and kind is Format.PDF else 0)
        reply = _asked({"path": file.name, "kind": kind.value, "ocr": by_ocr, "seconds": seconds})
    if "refused" in reply:
        raise BadInputError(reply["refused"])
    return from_json(reply["source"])


def _asked(question: dict[str, Any]) -> dict[str, Any]:
    """The worker's reply to `question`, both as in `ingest.formats.worker`.

    Raises:
        BadInputError: the worker ended without a reply.
    """
    worker = _running()
    assert worker.stdin is not None
    assert worker.stdout is not None
    try:
        worker.stdin.write(json.dumps(question).encode() + b"\n")
        worker.stdin.flush()
        line = worker.stdout.readline()
    except OSError:  # it has ended before it heard the question
        line = b""
    except BaseException:  # interrupted in between: a late reply must not answer the next question
        _end(worker)
        raise
    if not line.endswith(b"\n"):
        raise BadInputError(_why_ended(_end(worker), question["seconds"]))
    reply: dict[str, Any] = json.loads(line)
    return reply


def _running() -> "subprocess.Popen[bytes]":
    global _worker
    if _worker is not None and _worker.poll() is not None:
        _end(_worker)
        _worker = None
    if _worker is None:
        environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
        _worker = subprocess.Popen(
            [sys.executable, "-m", "ingest.formats.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
    return _worker


def _end(worker: "subprocess.Popen[bytes]") -> int:
    """End the worker; returns its exit code, or the negative number of the signal that ended it."""
    try:
        code = worker.wait(timeout=1)
    except subprocess.TimeoutExpired:
        worker.kill()
        code = worker.wait()
    for pipe in (worker.stdin, worker.stdout):
        with suppress(OSError):  # nobody reads what is left in it
            if pipe is not None:
                pipe.close()
    return code


def _why_ended(code: int, seconds: int) -> str:
    if code == -signal.SIGALRM:
        return f"{seconds}초 안에 다 읽지 못했습니다. 파일을 나누어 저장해 주세요."
    return f"읽는 도중에 프로그램이 멈췄습니다({code}). 파일이 손상되었거나 지나치게 큽니다. 다시 저장하거나 나누어 주세요."
