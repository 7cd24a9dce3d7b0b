"""PostgreSQL at a chosen size: loads generated passages, then measures searches (docs/scaling.md, `mureobwa bench postgres`).

The settings name an index folder with real documents. A generated passage has the text and the sentences of a real one; three in ten of
its terms are exchanged for others as frequent as they are in the documents, and its vectors are turned a little (cosine about .9), since
embedding takes hours. The database must be empty. Processor time is that of the server's process, read where it runs on this machine.
"""

import datetime as dt
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ingest.document import Metadata
from ingest.errors import BadInputError
from retriever.document_terms import DocumentTerms, PassageTerms
from retriever.made import Halves, Made
from retriever.passage_index import EVERYTHING, Filter, Sought
from retriever.postgres.index import PostgresIndex
from retriever.postgres.store import PostgresStore
from retriever.query import understand
from retriever.rank import Weights, sought_by
from retriever.settings import Settings
from retriever.store import store_of

_EXCHANGED = 0.3
_TURN = 0.5  # the length of the noise beside a unit vector: a cosine of 1 / sqrt(1 + _TURN^2)
_IN_A_DOCUMENT = 20
_LIMIT = 50


@dataclass(frozen=True, slots=True)
class Timed:
    """Of one kind of search: milliseconds by the clock and of the server's processor, and the share of the exact ten best found."""

    name: str
    clock_p50: float
    clock_p95: float
    processor: float
    recall: float


def generated(real: Sequence[Made], passages: int, seed: int = 1) -> Iterator[Made]:
    """Documents of twenty passages each, the same for the same seed."""
    random = np.random.default_rng(seed)
    bags = [term for made in real for one in made.terms.passages for _, own in one.sentences for term in own]
    for number in range(-(-passages // _IN_A_DOCUMENT)):
        made = real[int(random.integers(len(real)))]
        picked = [int(random.integers(len(made.passages))) for _ in range(_IN_A_DOCUMENT)]
        yield _one(made, picked, number, bags, random)


def _one(made: Made, picked: Sequence[int], number: int, bags: Sequence[str], random: np.random.Generator) -> Made:
    name = f"generated-{number:06}"
    ends = np.cumsum([0, *(len(passage.sentences) for passage in made.passages)])
    day = dt.date(2000, 1, 1) + dt.timedelta(days=int(random.integers(9_000)))
    passages = [
        replace(made.passages[row], id=f"{name}#{place:04}", document_id=name) for place, row in enumerate(picked)
    ]
    sentences = np.concatenate([made.sentence_vectors[ends[row] : ends[row + 1]] for row in picked])
    return Made(
        replace(
            made.document,
            id=name,
            source=f"{name}.txt",
            metadata=Metadata(department=f"{number % 100}과", published=day),
        ),
        tuple(passages),
        DocumentTerms(made.terms.title, [_exchanged(made.terms.passages[row], bags, random) for row in picked]),
        _turned(sentences, random),
    )


def _exchanged(terms: PassageTerms, bags: Sequence[str], random: np.random.Generator) -> PassageTerms:
    sentences = [
        (context, [bags[int(random.integers(len(bags)))] if random.random() < _EXCHANGED else term for term in own])
        for context, own in terms.sentences
    ]
    return PassageTerms(terms.heading, sentences, terms.words)


def _turned(vectors: Halves, random: np.random.Generator) -> Halves:
    noise = random.normal(size=vectors.shape) * (_TURN / np.sqrt(vectors.shape[1]))
    turned = vectors.astype(np.float64) + noise
    halves: Halves = (turned / np.linalg.norm(turned, axis=1, keepdims=True)).astype(np.float16)
    return halves


def measure(index: PostgresIndex, questions: Sequence[Sought]) -> Iterator[Timed]:
    """The searches of docs/scaling.md, one kind after the other."""
    day = dt.date(2000, 1, 1)
    kinds = {
        "everything": EVERYTHING,
        "one document": Filter(documents=frozenset(["generated-000007"])),
        "one department of a hundred": Filter(departments=frozenset(["7과"])),
        "half of the days": Filter(published_from=day + dt.timedelta(days=4_500)),
    }
    every = replace(index, exact=10**9)
    for name, within in kinds.items():
        yield _timed(name, index, every, questions, within)
    yield _timed("everything, exactly", every, every, questions, EVERYTHING)


def _timed(name: str, index: PostgresIndex, every: PostgresIndex, questions: Sequence[Sought], within: Filter) -> Timed:
    clock: list[float] = []
    found: list[float] = []
    index.candidates(questions[0], _LIMIT, within)  # what is read for the first time is read from the disk
    before = _processor(index)
    for sought in questions:
        begun = time.perf_counter()
        ours = index.candidates(sought, _LIMIT, within)
        clock.append((time.perf_counter() - begun) * 1000)
        if index is not every:
            best = {one.passage.id for one in every.candidates(sought, 10, within)}
            found.append(len(best & {one.passage.id for one in ours[:10]}) / max(1, len(best)))
    spent = _processor(index) - before if index is every else _alone(index, questions, within)
    p50, p95 = np.percentile(clock, [50, 95])
    return Timed(name, float(p50), float(p95), spent * 1000 / len(questions), float(np.mean(found)) if found else 1.0)


def _alone(index: PostgresIndex, questions: Sequence[Sought], within: Filter) -> float:
    before = _processor(index)
    for sought in questions:
        index.candidates(sought, _LIMIT, within)
    return _processor(index) - before


def _processor(index: PostgresIndex) -> float:
    """Seconds of processor that the server's process of our connection has used; 0 where it runs elsewhere."""
    row = index.database.read(lambda connection: connection.execute("SELECT pg_backend_pid()").fetchone())
    try:
        told = Path(f"/proc/{row[0] if row else 0}/stat").read_text().rsplit(") ", 1)[1].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def sought(index: PostgresIndex, questions: Sequence[str]) -> list[Sought]:
    """The questions, understood and embedded."""
    found = []
    for question in questions:
        query = understand(question, index)
        vector = index.embedder.sentence_queries([query.text])[0]
        found.append(sought_by(query, vector, Weights(), index.vocabulary))
    return found


def _sizes(index: PostgresIndex) -> dict[str, int]:
    """Bytes of each table and index."""
    return dict(index.database.read(lambda connection: connection.execute(_SIZES).fetchall()))


_SIZES = """
SELECT c.relname, pg_total_relation_size(c.oid) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'mureobwa' AND c.relkind = 'r'
UNION ALL SELECT i.indexname, pg_relation_size(format('mureobwa.%I', i.indexname)::regclass) FROM pg_indexes i
WHERE i.schemaname = 'mureobwa' AND i.indexname IN ('passage_vector', 'passage_terms', 'passage_bigrams')
"""


def run(dsn: str, settings: Settings, passages: int, questions: Sequence[str]) -> None:
    """Loads `passages` made from the index folder of `settings` into the empty database `dsn`, searches for each question, prints.

    Raises:
        BadInputError: there is no index folder to take passages from.
    """
    settings = settings.model_copy(update={"index": ""})
    kept = store_of(settings).kept()
    if kept is None:
        raise BadInputError("대목을 가져올 색인 폴더가 없습니다. 'mureobwa ingest 문서폴더'를 먼저 실행해 주세요.")
    store = PostgresStore(settings.model_copy(update={"index": dsn}))
    times: dict[str, float] = {}
    begun = time.perf_counter(), time.process_time()
    with store.sole_writer():
        store.load(generated(list(kept.made()), passages), kept, _noting(times))
    _say(
        "load, seconds by the clock / processor of this process",
        time.perf_counter() - begun[0],
        time.process_time() - begun[1],
    )
    for step, seconds in times.items():
        _say(f"  from the beginning of '{step}' to its end", seconds)
    index = store.open()
    for name, size in sorted(_sizes(index).items()):
        _say(f"  {name}, MB", size / 1e6)
    for one in measure(index, sought(index, questions)):
        _say(
            f"{one.name}: ms p50, p95, processor of the server; recall@10",
            one.clock_p50,
            one.clock_p95,
            one.processor,
            one.recall,
        )


def _noting(times: dict[str, float]) -> Callable[[str, int, int], None]:
    started: dict[str, float] = {}

    def tell(step: str, done: int, total: int) -> None:
        started.setdefault(step, time.perf_counter())
        times[step] = time.perf_counter() - started[step]

    return tell


def _say(what: str, *figures: float) -> None:
    print(f"{what}: {' / '.join(f'{figure:.3g}' for figure in figures)}", flush=True)  # noqa: T201
