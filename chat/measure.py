"""How long a question takes: `python -m chat.measure QUESTIONS.jsonl` prints p50 and p95 in process, and the peak memory."""

import json
import resource
import sys
import time
from pathlib import Path

import numpy as np

from chat.service import Mureobwa
from chat.settings import Settings


def main(path: Path) -> None:
    """Asks every question of `path` once, after one to warm up, against the index of `MUREOBWA_HOME`."""
    questions = [json.loads(line)["question"] for line in path.read_text("utf-8").splitlines() if line.strip()]
    started = time.perf_counter()
    service = Mureobwa.open(Settings.load())
    service.ask(questions[0])
    print(f"열고 첫 질문까지 {time.perf_counter() - started:.1f}초")  # noqa: T201
    totals = [service.ask(question).timings_ms["total"] for question in questions]
    p50, p95 = np.percentile(totals, [50, 95])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"질문 {len(totals)}개: p50 {p50:.0f} ms, p95 {p95:.0f} ms, 최대 메모리 {peak:.0f} MB")  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
