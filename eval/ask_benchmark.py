"""The slow step of a run over a public benchmark: searches for every question and, where paragraphs are given, reads them."""

import time
from collections.abc import Callable
from pathlib import Path

from chat.reading.asked import analyse
from chat.reading.findings import Worded, find
from chat.reading.reader import Reader
from chat.reading.scoring import shipped
from chat.reading.values import short_answer
from chat.settings import AnswerSettings
from eval.ask import DEPTH, run_info
from eval.benchmark import Benchmark
from eval.run_folder import SQUAD, Reading, Record, ResolvedQuestion, RunInfo, append, begin
from retriever.passage_index import PassageIndex
from retriever.query import understand
from retriever.search import search_documents, search_within


def run_benchmark(
    benchmark: Benchmark,
    index: PassageIndex,
    settings: AnswerSettings,
    folder: Path,
    progress: Callable[[int, int], None],
    limit: int = 0,
) -> RunInfo:
    """Search for (and read) every question of the benchmark, the first `limit` (0: all); goes on where it stopped."""
    asked = benchmark.asked[:limit] if limit else benchmark.asked
    info = run_info(benchmark.name, benchmark.sha256, benchmark.kind, limit, settings, index.version)
    done = begin(folder, info, asked)
    reader = _ParagraphReader(index, settings) if benchmark.kind == SQUAD else None
    progress(len(done), len(asked))
    for count, one in enumerate(asked, start=1):
        if one.question.id not in done:
            append(folder, _ask(one, index, reader))
        progress(count, len(asked))
    return info


def _ask(asked: ResolvedQuestion, index: PassageIndex, reader: "_ParagraphReader | None") -> Record:
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
    """Reads gold paragraphs as the product reads a question's first passages."""

    def __init__(self, index: PassageIndex, settings: AnswerSettings) -> None:
        self._index, self._reader, self._decision = index, Reader(settings), shipped()

    def read(self, asked: ResolvedQuestion) -> Reading:
        """The best sentence of the question's own paragraph and the answering words in it; both empty where none is found."""
        query = understand(asked.question.question, self._index)
        hits = search_within(self._index, query, asked.question.document)
        wanted = analyse(query.text)
        found = find(self._reader, self._decision, wanted, (Worded(query, tuple(hits)),), self._index)
        return Reading(short_answer(wanted, found[0]), found[0].text) if found else Reading("", "")
