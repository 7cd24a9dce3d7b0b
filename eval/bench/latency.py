"""How long a question takes in this process, one after the other: p50 and p95, and the peak memory (`mureobwa bench latency`)."""

import resource
import time
from collections.abc import Sequence

import numpy as np

from chat.service import Mureobwa
from chat.settings import AnswerSettings


def report(questions: Sequence[str], settings: AnswerSettings) -> str:
    """The report: asks every question once, after one to warm up; milliseconds of `Answer.timings_ms`, memory in MB."""
    started = time.perf_counter()
    service = Mureobwa.open(settings)
    service.ask(questions[0])
    opened = time.perf_counter() - started
    totals = [service.ask(question).timings_ms["total"] for question in questions]
    p50, p95 = np.percentile(totals, [50, 95])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"열고 첫 질문까지 {opened:.1f}초\n"
        f"질문 {len(totals)}개: p50 {p50:.0f} ms, p95 {p95:.0f} ms, 최대 메모리 {peak:.0f} MB"
    )
