"""Metrics of a running service, for Prometheus. They hold numbers and our own names only: no visitor's word, no address."""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily
from prometheus_client.metrics_core import Metric

from chat.answer import Answer
from chat.log.entry import Door
from chat.log.writer import LogWriter
from chat.service import Mureobwa
from ingest.errors import MureobwaError
from retriever.settings import is_database
from retriever.storage import current_version

# Seconds. A question takes hundredths; one that a language model writes takes up to twenty.
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)


class Metrics:
    """The metrics of one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        options = {"namespace": "mureobwa", "registry": self.registry}
        self._answers = Counter("answers", "Answers and refusals given", ["door", "status"], **options)  # type: ignore[arg-type]
        self._cached = Counter("answers_cached", "Answers given again from memory", **options)  # type: ignore[arg-type]
        self._failures = Counter("failures", "Questions that ended with an error", ["door"], **options)  # type: ignore[arg-type]
        self._refused = Counter(
            "requests_refused",
            "Requests turned away before they were answered",
            ["status"],
            **options,  # type: ignore[arg-type]
        )
        self._stages = Histogram(
            "stage_seconds",
            "Time of each step of an answer",
            ["stage"],
            buckets=_BUCKETS,
            **options,  # type: ignore[arg-type]
        )
        self._whole = Histogram(
            "answer_seconds",
            "Time from a question's arrival to its answer, waiting included",
            buckets=_BUCKETS,
            **options,  # type: ignore[arg-type]
        )

    def answered(self, answer: Answer, door: Door, cached: bool, seconds: float) -> None:
        """Count an answer given `seconds` after its question came."""
        self._answers.labels(door, answer.status).inc()
        self._whole.observe(seconds)
        if cached:
            self._cached.inc()
            return
        for stage, milliseconds in answer.timings_ms.items():
            self._stages.labels(stage).observe(milliseconds / 1000)

    def failed(self, door: Door) -> None:
        """Count a question whose answering failed."""
        self._failures.labels(door).inc()

    def refused(self, status: int) -> None:
        """Count a refused request by its HTTP status (429 beyond a limit, 503 where all are busy), also one that the chat page refuses in words."""
        self._refused.labels(str(status)).inc()

    def watch(self, service: Mureobwa, writer: LogWriter, waiting: Callable[[], int]) -> None:
        """Add metrics that are looked up in `service` and `writer` at each reading; `waiting` returns the number of questions that wait or run."""
        self.registry.register(_Standing(service, writer, waiting))

    def text(self) -> bytes:
        """All metrics, in the text format that Prometheus reads."""
        return generate_latest(self.registry)


class _Standing:
    """Metrics that are looked up, not counted."""

    def __init__(self, service: Mureobwa, writer: LogWriter, waiting: Callable[[], int]) -> None:
        self._service, self._writer, self._waiting = service, writer, waiting

    def collect(self) -> Iterator[Metric]:
        """Called by prometheus-client for each reading."""
        index, engine, writer = self._service.index, self._service.engine, self._writer
        versions = {"index": index.version, "reader": engine.reader_version}
        yield InfoMetricFamily("mureobwa_versions", "What answers", value=versions)
        yield GaugeMetricFamily("mureobwa_questions_waiting", "Questions that wait or run", self._waiting())
        with suppress(MureobwaError):  # a database that does not answer: /readyz reports it
            yield GaugeMetricFamily("mureobwa_documents", "Documents searched", len(index.documents))
        yield GaugeMetricFamily("mureobwa_switched_on", "1 while questions are answered", not engine.off_notice)
        if not is_database(engine.settings.index):
            with suppress(OSError, MureobwaError):  # between two versions, or gone: /readyz reports it
                built = (current_version(engine.settings.index_home) / "manifest.json").stat().st_mtime
                yield GaugeMetricFamily("mureobwa_index_age_seconds", "Since the index was built", time.time() - built)
        yield GaugeMetricFamily("mureobwa_log_healthy", "1 while the log can be written", writer.healthy)
        yield GaugeMetricFamily("mureobwa_log_rows_held", "Rows in memory that are not yet in the log", writer.unsaved)
        counts = writer.counts
        yield CounterMetricFamily("mureobwa_log_rows_stored", "Rows written to the log", counts.stored)
        yield CounterMetricFamily("mureobwa_log_failures", "Attempts to write the log that failed", counts.failures)
        yield CounterMetricFamily("mureobwa_log_rows_lost", "Rows given up", counts.lost)
        yield CounterMetricFamily("mureobwa_log_rows_deleted", "Rows deleted when their time was over", counts.deleted)
