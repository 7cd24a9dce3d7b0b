"""A sync killed at any moment leaves a working index, and the next one completes it."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from retriever import storage
from retriever.build import ingest_paths
from retriever.index import open_index
from retriever.search import search
from retriever.settings import Settings

SYNCS = """
import os, sys
from pathlib import Path
from ingest.korean import morphemes
from retriever.build import ingest_paths
from retriever.embed import load_embedder
from retriever.settings import Settings
settings = Settings(home=Path(sys.argv[1]), threads=1)  # the models have no threads of their own: a fork would lose them
morphemes.load()
load_embedder(settings).passages(["준비"])
for line in sys.stdin:
    child = os.fork()  # a process of its own for each sync, without the seconds of the imports and the models
    if not child:
        ingest_paths([Path(sys.argv[2])], settings)
        os._exit(0)
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Syncs:
    """Begins syncs of `folder`, each in a process of its own."""

    def __init__(self, home: Path, folder: Path) -> None:
        command = [sys.executable, "-c", SYNCS, str(home), str(folder)]
        self._run = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def begin(self) -> int:
        """The number of the process whose sync begins now."""
        assert self._run.stdin
        self._run.stdin.write("\n")
        self._run.stdin.flush()
        return self._number()

    def end(self) -> int:
        """How it ended: 0, or -9 where it was killed."""
        return self._number()

    def close(self) -> None:
        assert self._run.stdin
        assert self._run.stdout
        self._run.stdin.close()
        self._run.wait()
        self._run.stdout.close()

    def _number(self) -> int:
        assert self._run.stdout
        return int(self._run.stdout.readline())


NEWS = tuple(
    f"{name} 소식\n\n{name}에서는 {rest}.\n"
    for name, rest in (
        ("수영장", "월요일마다 물을 갈기 때문에 쉽니다"),
        ("체육관", "배드민턴 교실 수강생을 서른 명 모집합니다"),
        ("공원", "반려견 목줄을 두 미터 안으로 잡아야 합니다"),
        ("동물병원", "길고양이 중성화 수술비를 지원합니다"),
        ("소방서", "주택용 화재경보기를 나누어 드립니다"),
        ("우체국", "택배 접수를 오후 다섯 시에 마감합니다"),
        ("농업센터", "농기계를 하루 단위로 빌려 줍니다"),
        ("청년센터", "면접 정장을 무료로 대여합니다"),
        ("박물관", "특별전 기간에 밤 아홉 시까지 엽니다"),
        ("보건지소", "금연 상담을 예약 없이 받습니다"),
    )
)


def test_ten_kills(folder: Path, settings: Settings, notices: Mapping[str, str]) -> None:
    def change(price: int) -> None:
        (folder / "주차.txt").write_text(notices["주차"].replace("5만 원", f"{price}만 원"), "utf-8")

    def price() -> str:
        return search(open_index(settings), "월 정기권 얼마?")[0].passage.text

    syncs = Syncs(settings.home, folder)
    seconds = 0.0
    for _ in range(2):  # the first one also waits for the imports and the models
        change(int(seconds) + 3)
        syncs.begin()
        since = time.monotonic()
        assert syncs.end() == 0
        seconds = time.monotonic() - since
    moments = random.Random(13)
    before, died = "원", 0
    for number in range(10):
        now = f"{10 + number}만 원"
        change(10 + number)
        (folder / f"새 {number}.txt").write_text(NEWS[number], "utf-8")
        child = syncs.begin()
        time.sleep(seconds * (number + moments.random()) / 10)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        died += syncs.end() == -signal.SIGKILL
        assert before in price() or now in price()
        report = ingest_paths([folder], settings)
        assert report.documents == 4 + number
        assert now in price()
        before = now
    syncs.close()
    assert died >= 5, "most moments lay behind the end of the sync"
    left = {path.name for path in storage.index_folder(settings.home).iterdir() if path.is_dir()}
    assert len(left) <= 2
    assert not any(name.startswith(".") for name in left)
