"""Passages in any number for measurements: real ones, varied by program, since embedding a million takes days.

`generated` makes them in this process, for a load as the product does it. `multiply` copies those in the database inside it, for sizes
whose load would take hours.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib.resources import files

import numpy as np

from ingest.document import Metadata
from retriever.document_terms import DocumentTerms, PassageTerms
from retriever.made import Halves, Made
from retriever.postgres.connection import ReadConnection
from retriever.postgres.loading import indexes_later

_EXCHANGED = 0.3
_TURN = 0.5  # the length of the noise beside a unit vector: a cosine of 1 / sqrt(1 + _TURN^2)
_IN_A_DOCUMENT = 20
_SEED = 1
MOST_TIMES = 10  # a copy lacks the terms whose column ends in the copy's number, one digit


def generated(real: Sequence[Made], passages: int) -> Iterator[Made]:
    """Yield documents of twenty passages each, the same on every run. A passage has the text and the sentences of a real one; three in ten of
    its terms are exchanged for others as frequent as they are in the documents, and its vectors are turned a little (cosine about .9).
    """
    random = np.random.default_rng(_SEED)
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


def multiply(connection: ReadConnection, times: int, tell: Callable[[int, int], None]) -> None:
    """Copy each document until there are `times` of it, 10 at most. Each copy has a name and vectors of its own (cosine about .9) and lacks
    a tenth of the weighted terms. The weights are those of the originals, the counts of words `times` as many; indexes are built afterwards.
    """
    if not 2 <= times <= MOST_TIMES:
        raise ValueError(f"times is {times}, it must be from 2 to {MOST_TIMES}")
    statements = files(__package__).joinpath("multiplied.sql").read_text("utf-8")
    with indexes_later(connection, tell), connection.transaction():
        connection.execute(
            "CREATE TEMP TABLE copies ON COMMIT DROP AS SELECT generate_series(1, %s) AS copy", [times - 1]
        )
        connection.execute(statements.replace("{turn}", str(_TURN)).encode())
