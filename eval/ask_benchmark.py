"""The slow step for public benchmarks: search for every question and, where paragraphs are given, read them."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from chat.reading.reader import answer_paragraph
from chat.settings import Settings
from eval.ask import DEPTH, run_info
from eval.benchmark import Benchmark
from eval.run_folder import SQUAD, Asked, Reading, Record, RunInfo, append, begin
from retriever.embed import Embedder
from retriever.index import Index
from retriever.search import search_documents


def run_benchmark(
    benchmark: Benchmark,
    index: Index,
    settings: Settings,
    folder: Path,
    progress: Callable[[int, int], None],
    limit: int = 0,
) -> RunInfo:
    """Search for (and read) every question of the benchmark, the first `limit` (0: all); goes on where it stopped."""
    asked = benchmark.asked[:limit] if limit else benchmark.asked
    info = run_info(benchmark.name, benchmark.sha256, benchmark.kind, limit, settings, index.version)
    done = begin(folder, info, asked)
    reader = _ParagraphReader(benchmark, index) if benchmark.kind == SQUAD else None
    progress(len(done), len(asked))
    for count, one in enumerate(asked, start=1):
        if one.question.id not in done:
            append(folder, _ask(one, index, reader))
        progress(count, len(asked))
    return info


def _ask(asked: Asked, index: Index, reader: "_ParagraphReader | None") -> Record:
    begun = time.perf_counter()
    try:
        hits = search_documents(index, asked.question.question, DEPTH)
        elapsed = (time.perf_counter() - begun) * 1000
        return Record(
            id=asked.question.id,
            ranking=tuple(hit.passage.document_id for hit in hits),
            reading=reader.read(asked) if reader else None,
            elapsed_ms=round(elapsed, 1),
        )
    except Exception as error:  # one broken question must not lose the others
        elapsed = (time.perf_counter() - begun) * 1000
        return Record(asked.question.id, error=f"{type(error).__name__}: {error}", elapsed_ms=round(elapsed, 1))


class _ParagraphReader:
    """Reads gold paragraphs. Sentences are embedded once: a paragraph has several questions, one after the other."""

    def __init__(self, benchmark: Benchmark, index: Index) -> None:
        self._paragraphs = {document.id: document.text for document in benchmark.corpus}
        self._index = index
        self._embedder = _Remembering(index.embedder)

    def read(self, asked: Asked) -> Reading:
        """What the span reader takes from the question's own paragraph; empty where it takes nothing."""
        paragraph = self._paragraphs[asked.question.document]
        found = answer_paragraph(asked.question.question, paragraph, self._embedder, self._index.idf)
        return Reading(found.text, found.candidate.text) if found else Reading("", "")


class _Remembering:
    """An embedder that keeps the last batch of passages."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._texts: tuple[str, ...] = ()
        self._vectors: NDArray[np.float32] = np.empty((0, 0), np.float32)

    def queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """As the embedder gives them."""
        return self._embedder.queries(texts)

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """As the embedder gives them, computed only when the texts changed."""
        if tuple(texts) != self._texts:
            self._texts, self._vectors = tuple(texts), self._embedder.passages(texts)
        return self._vectors
