"""A model on this machine, without any network: llama.cpp (by xllamacpp) serving a GGUF file on loopback."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chat.settings import AnswerSettings
from ingest.errors import BadInputError, from_extra

_MAGIC = b"GGUF"
# Memory needed beside the weights: the working buffers of llama.cpp and the cache of the context (bytes a token, above what
# a 7B model of today with grouped attention needs: 2 x 32 layers x 1,024 x 2 bytes = 131,072).
_BUFFERS = 300 * 2**20
_A_TOKEN = 131_072
_MEBI = 2**20


@dataclass(frozen=True, slots=True)
class LocalServer:
    """A running server. `url` is its OpenAI-compatible address, `name` the name of the model; the server stops when this object is deleted
    (`held` keeps it running).
    """

    url: str
    name: str
    held: Any


def serve(settings: AnswerSettings) -> LocalServer:
    """Starts serving `settings.model_file` on a free port of 127.0.0.1; takes seconds, returns when the server is ready.

    Raises:
        BadInputError: the file cannot be read or is no GGUF, memory will not hold it, or llama.cpp cannot open it.
        MureobwaError: xllamacpp is not installed.
    """
    file = settings.model_file
    assert file is not None
    _check(file, settings.model_context_tokens)
    with from_extra("local"):
        import xllamacpp
    params = xllamacpp.CommonParams()
    params.model.path = str(file)
    params.model_alias = {file.stem}
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.n_ctx = settings.model_context_tokens
    params.n_parallel = 1
    params.offline = True
    params.ui = False
    params.verbosity = 0
    threads = settings.threads or max(1, (os.cpu_count() or 2) - 1)
    params.cpuparams.n_threads = threads
    params.cpuparams_batch.n_threads = threads
    try:
        server = xllamacpp.Server(params)
    except Exception as error:
        raise BadInputError(
            f"모델 파일 '{file}'을(를) llama.cpp가 열지 못했습니다({error}). 파일이 온전한지, llama.cpp가 아는 모델인지 확인해 주세요."
        ) from error
    return LocalServer(f"{server.listening_address}/v1", file.stem, server)


def _check(file: Path, context_tokens: int) -> None:
    try:
        with file.open("rb") as stream:
            magic = stream.read(4)
        size = file.stat().st_size
    except OSError as error:
        raise BadInputError(f"모델 파일 '{file}'을(를) 읽을 수 없습니다. model_file의 경로를 확인해 주세요.") from error
    if magic != _MAGIC:
        raise BadInputError(
            f"'{file}'은(는) GGUF 모델 파일이 아닙니다. llama.cpp용으로 변환한 .gguf 파일을 적어 주세요."
        )
    # No cache of a context is larger than the weights themselves for the models that a small machine runs.
    needed = size + _BUFFERS + min(context_tokens * _A_TOKEN, size)
    free = free_memory()
    if free and needed > free:
        raise BadInputError(
            f"모델을 올리려면 메모리가 약 {needed // _MEBI:,} MiB 필요한데 {free // _MEBI:,} MiB만 남아 있습니다. "
            "더 작은 모델 파일을 쓰거나 model_context_tokens를 줄여 주세요."
        )


def free_memory() -> int:
    """Bytes that may still be used on this machine and in this container; 0 where neither can be read."""
    found = [amount for amount in (_available(), _left_in_container()) if amount is not None]
    return min(found, default=0)


def _available() -> int | None:
    try:
        for line in Path("/proc/meminfo").read_text("ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        return None
    return None


def _left_in_container() -> int | None:
    folder = Path("/sys/fs/cgroup")
    try:
        limit = (folder / "memory.max").read_text("ascii").strip()
        used = (folder / "memory.current").read_text("ascii").strip()
        return int(limit) - int(used) if limit != "max" else None
    except (OSError, ValueError):
        return None
