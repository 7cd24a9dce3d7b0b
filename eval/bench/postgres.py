"""PostgreSQL at several sizes: loading generated passages, and measuring searches beside those of a folder (docs/scaling.md).

A database to load must be empty. `measure` prints rows of Markdown, one size or place after the other: milliseconds by the clock of
`PassageIndex.candidates` (fifty passages with all that a close look needs), so the machine must be idle.
"""

import datetime as dt
import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from eval.bench.generated import generated, multiply
from eval.charts import growth
from ingest.errors import BadInputError
from retriever.embed import load_embedder
from retriever.passage_index import EVERYTHING, Candidate, Filter, PassageIndex, Sought
from retriever.postgres.connection import Database, database
from retriever.postgres.corpus import opened
from retriever.postgres.index import PostgresIndex
from retriever.postgres.store import PostgresStore
from retriever.postgres.vocabulary import PostgresVocabulary
from retriever.query import understand
from retriever.rank import Weights, sought_by
from retriever.settings import Settings
from retriever.store import open_store, store_of

_LIMIT = 50  # candidates that a question asks for (retriever/rank.py)
_CLIENTS = 8
_TURNS = 8  # how often the clients ask each question
_EXACT_SECONDS = 20.0  # for exact searches of one kind: seconds each where there are a million passages

KINDS = {
    "everything": EVERYTHING,
    "one document": Filter(documents=frozenset(["generated-000007"])),
    "one department of a hundred": Filter(departments=frozenset(["7과"])),
    "half of the days": Filter(published_from=dt.date(2012, 4, 27)),
}


@dataclass(frozen=True, slots=True)
class Timed:
    """The figures of one kind of search: milliseconds by the clock, and the share of the exact ten best found (1 where the search is
    exact by itself).
    """

    name: str
    p50: float
    p95: float
    recall: float

    def __str__(self) -> str:
        return f"{self.p50:.1f} / {self.p95:.1f} / {self.recall:.3f}"


@dataclass(frozen=True, slots=True)
class StoreFigures:
    """The figures of one place, a database or a folder: number of passages, each kind of search, searches a second by eight clients (0
    where not measured), and the memory of the process before the first and after the last search (resident MiB).
    """

    place: str
    passages: int
    kinds: tuple[Timed, ...]
    a_second: float
    before: float
    after: float


def measured(settings: Settings, asked: Sequence[str]) -> StoreFigures:
    """The figures of the place that the settings name, measured with the questions `asked`."""
    index = open_store(settings)
    questions = sought(index, asked)
    before = _resident()
    kinds = tuple(_timed(name, index, questions, within) for name, within in KINDS.items())
    after = _resident()
    remote = isinstance(index, PostgresIndex)
    a_second = _a_second(settings, questions) if remote else 0.0
    return StoreFigures("PostgreSQL" if remote else "folder", _size(index), kinds, a_second, before, after)


def _timed(name: str, index: PassageIndex, questions: Sequence[Sought], within: Filter) -> Timed:
    for sought in questions:  # not timed: the first reading is from the disk
        index.candidates(sought, _LIMIT, within)
    clock: list[float] = []
    ours: list[Sequence[Candidate]] = []
    for sought in questions:
        begun = time.perf_counter()
        ours.append(index.candidates(sought, _LIMIT, within))
        clock.append((time.perf_counter() - begun) * 1000)
    found = _recalls(index, questions, within, ours) if isinstance(index, PostgresIndex) else []
    p50, p95 = np.percentile(clock, [50, 95])
    return Timed(name, float(p50), float(p95), float(np.mean(found)) if found else 1.0)


def _recalls(
    index: PostgresIndex, questions: Sequence[Sought], within: Filter, ours: Sequence[Sequence[Candidate]]
) -> list[float]:
    """The share of the exact ten best that each search found (`ours`), for as many as `_EXACT_SECONDS` allow: after the timed searches, for an
    exact one reads every passage, and what was in the processor's caches is gone.
    """
    exactly, until = replace(index, exact=10**9), time.perf_counter() + _EXACT_SECONDS
    shares: list[float] = []
    for sought, found in zip(questions, ours, strict=True):
        if time.perf_counter() > until:
            break
        best = {one.passage.id for one in exactly.candidates(sought, 10, within)}
        shares.append(len(best & {one.passage.id for one in found[:10]}) / max(1, len(best)))
    return shares


def _a_second(settings: Settings, questions: Sequence[Sought]) -> float:
    """Searches over everything a second, by clients that each have a process and a connection of their own."""
    with ProcessPoolExecutor(_CLIENTS, get_context("spawn"), initializer=_connect, initargs=(settings,)) as clients:
        list(clients.map(_search, questions))  # after this each client has opened its connection
        begun = time.perf_counter()
        asked = list(clients.map(_search, list(questions) * _TURNS))
        return len(asked) / (time.perf_counter() - begun)


_OPENED: list[PassageIndex] = []


def _connect(settings: Settings) -> None:
    corpus, restricted = database(settings.index).read(opened)
    vocabulary = PostgresVocabulary(database(settings.index), corpus.passages, corpus.documents)
    embedder = load_embedder(settings)  # never used, so it loads nothing
    _OPENED.append(
        PostgresIndex(database(settings.index), embedder, corpus.version, corpus.made_with, vocabulary, restricted)
    )


def _search(sought: Sought) -> int:
    return len(_OPENED[0].candidates(sought, _LIMIT))


def _size(index: PassageIndex) -> int:
    return (
        index.vocabulary.passages if isinstance(index, PostgresIndex) else sum(one.passages for one in index.listed())
    )


def _resident() -> float:
    """Resident memory of this process in MiB; pages of mapped files count."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def sought(index: PassageIndex, questions: Sequence[str]) -> list[Sought]:
    """What is searched for each of the questions, understood and embedded."""
    found = []
    for question in questions:
        query = understand(question, index)
        vector = index.embedder.sentence_queries([query.text])[0]
        found.append(sought_by(query, vector, Weights(), index.vocabulary))
    return found


def sizes(held: Database) -> dict[str, int]:
    """Name -> bytes, of each large table (with its indexes) and of the three large indexes."""
    return dict(held.read(lambda connection: connection.execute(_SIZES).fetchall()))


_SIZES = """
SELECT c.relname, pg_total_relation_size(c.oid) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'mureobwa' AND c.relkind = 'r' AND pg_total_relation_size(c.oid) > 1000000
UNION ALL SELECT i.indexname, pg_relation_size(format('mureobwa.%I', i.indexname)::regclass) FROM pg_indexes i
WHERE i.schemaname = 'mureobwa' AND i.indexname IN ('passage_vector', 'weight_terms', 'weight_bigrams')
"""


def load(settings: Settings, dsn: str, passages: int) -> None:
    """Load `passages` made from the index folder of `settings` into the empty database `dsn`; prints how long it took.

    Raises:
        BadInputError: there is no index folder to take passages from.
    """
    kept = store_of(settings.model_copy(update={"index": ""})).kept()
    if kept is None:
        raise BadInputError("대목을 가져올 색인 폴더가 없습니다. 'mureobwa ingest 문서폴더'를 먼저 실행해 주세요.")
    store = PostgresStore(settings.model_copy(update={"index": dsn}))
    with store.sole_writer():
        _clocked("load", lambda tell: store.load(generated(list(kept.made()), passages), kept, tell))


def grow(dsn: str, times: int) -> None:
    """Make the passages of the database `dsn` `times` as many, by copies inside it; prints how long it took."""
    with Database(dsn).writing() as connection:
        _clocked("multiply", lambda tell: multiply(connection, times, lambda done, total: tell("indexes", done, total)))
        connection.execute("VACUUM ANALYZE")


def _clocked(what: str, work: Callable[[Callable[[str, int, int], None]], None]) -> None:
    begun = time.perf_counter(), time.process_time()

    def tell(step: str, done: int, total: int) -> None:
        _say(f"{time.perf_counter() - begun[0]:.0f} s: {step} {done} of {total}")

    work(tell)
    clock, processor = time.perf_counter() - begun[0], time.process_time() - begun[1]
    _say(f"{what}: {clock:.0f} s by the clock, {processor:.0f} s of this process's processor time")


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


def figures(settings: Settings, places: Sequence[str], questions: Sequence[str]) -> list[StoreFigures]:
    """The figures of each of `places` (databases and index folders), each measured in a process of its own."""
    found = []
    for place in places:
        with ProcessPoolExecutor(1, get_context("spawn")) as alone:
            found.append(alone.submit(measured, settings.model_copy(update={"index": place}), questions).result())
    return found


def charts_of(found: Sequence[StoreFigures]) -> dict[str, str]:
    """File name -> SVG: the median of a search over everything, and the memory of the searching process, over the number of passages."""
    places = dict.fromkeys(one.place for one in found)
    rows = {place: sorted((o for o in found if o.place == place), key=lambda o: o.passages) for place in places}
    time = {place: [(one.passages, one.kinds[0].p50) for one in held] for place, held in rows.items()}
    memory = {place: [(one.passages, one.after) for one in held] for place, held in rows.items()}
    return {
        "growth-time.svg": growth(time, "ms, median of a search", "Time of a search over the number of passages"),
        "growth-memory.svg": growth(memory, "MiB, searching process", "Memory over the number of passages"),
    }


def table(found: Sequence[StoreFigures]) -> str:
    """A Markdown table with a row for each of the figures."""
    names = [kind.name for kind in found[0].kinds]
    columns = ["place", "passages", *(f"{name}: p50 / p95 / recall@10" for name in names), "searches a second", "MiB"]
    lines = [f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"]
    for one in found:
        cells = [one.place, f"{one.passages:,}", *map(str, one.kinds), f"{one.a_second:.0f}" if one.a_second else "–"]
        lines.append(f"| {' | '.join(cells)} | {one.before:.0f} → {one.after:.0f} |")
    return "\n".join(lines)
