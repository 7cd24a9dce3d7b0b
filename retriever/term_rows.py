"""The terms of sentences and headings as numbers, which the close look at a candidate compares (`retriever.rank`)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from retriever import document_terms
from retriever.borders import Borders, Rows, borders
from retriever.carried import Carried
from retriever.document_terms import DocumentTerms
from retriever.numbering import Numbering, united

_SENTENCES, _HEADINGS, _TERMS = "sentence_terms.npz", "heading_terms.npz", "term_numbers.json"


class GatheredRows:
    """The rows of documents collected for a `TermRows`: lists of numbers, one `Rows` for each document."""

    def __init__(self) -> None:
        self.numbers = Numbering()
        self.sentences: list[Rows] = []
        self.headings: list[Rows] = []

    def add(self, document: DocumentTerms) -> None:
        """The rows of one more document."""
        passages = document.passages
        sentences = [terms for passage in passages for terms in document_terms.sentence_terms(passage)]
        self.sentences.append(Rows.of([self.numbers.of(terms) for terms in sentences]))
        headings = [document_terms.heading_terms(document, passage) for passage in passages]
        self.headings.append(Rows.of([self.numbers.of(terms) for terms in headings]))


@dataclass(frozen=True, slots=True)
class TermRows:
    """The terms of each sentence, and those of the title and the heading path of each passage, as numbers in the vocabulary `terms`."""

    sentences: Rows
    headings: Rows
    terms: Sequence[str]

    @classmethod
    def none(cls) -> "TermRows":
        """The rows of no document."""
        return cls(Rows.of([]), Rows.of([]), [])

    @classmethod
    def load(cls, folder: Path) -> "TermRows":
        """The rows that `save` wrote into `folder`."""
        terms = list(json.loads((folder / _TERMS).read_text("utf-8")))
        return cls(Rows.load(folder / _SENTENCES), Rows.load(folder / _HEADINGS), terms)

    def save(self, folder: Path) -> None:
        """Write the rows and the vocabulary into `folder`."""
        self.sentences.save(folder / _SENTENCES)
        self.headings.save(folder / _HEADINGS)
        numbers = {term: number for number, term in enumerate(self.terms)}
        (folder / _TERMS).write_text(json.dumps(numbers, ensure_ascii=False), "utf-8")

    def with_documents(self, carried: Carried, new: GatheredRows) -> "TermRows":
        """The rows of the documents of another version; `new` has those of its documents that are not carried over."""
        first = len(self.terms)  # new terms are numbered behind those held, until all are put in order
        previous = carried.previous
        within = (previous.sentences, previous.passages) if previous else (borders([]), borders([]))
        sentences = _spliced(self.sentences, within[0], carried, new.sentences, first)
        headings = _spliced(self.headings, within[1], carried, new.headings, first)
        used = np.zeros(first + len(new.numbers), bool)
        used[sentences.values] = used[headings.values] = True
        terms, renamed, added = united(self.terms, used[:first], new.numbers)
        table = np.concatenate([renamed, added])
        return TermRows(sentences.renamed(table), headings.renamed(table), terms)


def _spliced(held: Rows, within: Borders, carried: Carried, new: Sequence[Rows], first: int) -> Rows:
    """The rows of all documents: carried over from `held`, or `new`, whose numbers begin at `first` now."""
    counts = carried.rows(np.diff(held.borders), within, (np.diff(one.borders) for one in new))
    values = carried.rows(held.values, held.borders[within], (one.values + np.int32(first) for one in new))
    return Rows(values, borders(counts))
