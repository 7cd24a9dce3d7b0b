"""Examples for training: questions with the sentences and words that answer them, and the passages that the product would read for them.

The negatives are the product's own: passages that the current search gives to the reader.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import asdict, dataclass
from pathlib import Path

from eval.gold import QuoteFinder, Span
from eval.training.questions import Part, TrainingQuestion, part_of, read_questions
from ingest.document import Passage
from retriever.index import Index
from retriever.search import search

_FOUND = 10
"""Passages kept of a search: the reader is given the first of them."""


@dataclass(frozen=True, slots=True)
class Example:
    """One question with its answers and hits. `gold` lists (passage id, sentence number) of all sentences that answer, `spans` (start, end)
    of the answering words in the document `document` (its id), `tempting` (passage id, sentence number) of near misses; `hits` are
    the ids of the passages found, best first, each with its sentences as (number, cosine, coverage).
    """

    document: str
    part: str
    question: str
    also: str
    answerable: bool
    tag: str
    gold: tuple[tuple[str, int], ...]
    spans: tuple[tuple[int, int], ...]
    tempting: tuple[tuple[str, int], ...]
    hits: tuple[tuple[str, tuple[tuple[int, float, float], ...]], ...]


def collect(data: Path, index: Index, known: Set[tuple[str, str]], divided: bool) -> Iterator[Example]:
    """Yield an example for each question of the folder `data`, whose documents `index` holds; `known` (document id, question) are
    left out, as is a question whose quotes stand nowhere in the document as read. `divided` as in `part_of`.
    """
    finder = QuoteFinder({name: document.text for name, document in index.documents.items()})
    names = {Path(document.source).name: name for name, document in index.documents.items()}
    passages: dict[str, list[Passage]] = {}
    for passage in index.passages:
        passages.setdefault(passage.document_id, []).append(passage)
    for question in read_questions(data):
        name = names[question.document]
        if (name, question.question) in known:
            continue
        if question.answerable and not any(finder.spans(quote, name) for quote in question.quotes):
            continue
        yield _example(question, part_of(question.document, divided), name, passages[name], finder, index)


def _example(
    question: TrainingQuestion,
    part: Part,
    document: str,
    passages: Sequence[Passage],
    finder: QuoteFinder,
    index: Index,
) -> Example:
    def places(quotes: Sequence[str]) -> list[Span]:
        return [span for quote in quotes for span in finder.spans(quote, document)]

    answering = places((*question.quotes, *question.alternatives)) if question.answerable else []
    return Example(
        document=document,
        part=part.value,
        question=question.question,
        also=question.also,
        answerable=question.answerable,
        tag=question.tag,
        gold=_sentences(answering, passages),
        spans=tuple(_short_answers(question, document, finder)),
        tempting=_sentences(places(question.tempting), passages),
        hits=tuple(
            (
                hit.passage.id,
                tuple(
                    (hit.passage.sentences.index(s.sentence), round(s.cosine, 5), round(s.coverage, 5))
                    for s in hit.sentences
                ),
            )
            for hit in search(index, question.question, _FOUND)
        ),
    )


def _sentences(places: Sequence[Span], passages: Sequence[Passage]) -> tuple[tuple[str, int], ...]:
    """(passage id, sentence number) of the sentences that share a character with one of `places`."""
    return tuple(
        (passage.id, number)
        for passage in passages
        if any(place.start < passage.end and passage.start < place.end for place in places)
        for number, sentence in enumerate(passage.sentences)
        if any(place.start < sentence.end and sentence.start < place.end for place in places)
    )


def _short_answers(question: TrainingQuestion, document: str, finder: QuoteFinder) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of each short answer inside the first place of its quote."""
    for quote, shorts in zip(question.quotes, question.spans, strict=False):
        for whole in finder.spans(quote, document)[:1]:
            for short in shorts:
                inside = [s for s in finder.spans(short, document) if whole.start <= s.start and s.end <= whole.end]
                yield from ((span.start, span.end) for span in inside[:1])


def append(examples: Iterator[Example], path: Path) -> Counter[str]:
    """Append one line for each of `examples` to `path`; returns the number of examples of each part."""
    counts: Counter[str] = Counter()
    with path.open("a", encoding="utf-8") as file:
        for example in examples:
            file.write(json.dumps(asdict(example), ensure_ascii=False) + "\n")
            counts[example.part] += 1
    return counts


def load(path: Path) -> list[Example]:
    """The examples that `append` wrote to `path`."""
    return [_from(json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def _from(fields: dict[str, object]) -> Example:
    return Example(**{name: _frozen(value) for name, value in fields.items()})  # type: ignore[arg-type]


def _frozen(value: object) -> object:
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value
