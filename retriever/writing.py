"""The files of an index version: texts, lexical legs, terms and vectors. What the previous version holds is not made again."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from retriever import aliases, document_terms, records, searched, tokens
from retriever.document_terms import DocumentTerms
from retriever.embed import Embedder
from retriever.index import Rows
from retriever.lexical import Lexical
from retriever.made import Held, MadeBefore, Split, embed_missing, missing, rows_of
from retriever.vectors import NearestVectors

Progress = Callable[[str, int, int], None]
"""Called as (what is being done, in Korean; how many are done; of how many)."""


def write_texts(folder: Path, documents: Sequence[Split]) -> None:
    """The documents and the passages, one line of JSON each."""
    with (folder / records.DOCUMENTS).open("w", encoding="utf-8") as file:
        file.writelines(records.document_line(document) + "\n" for document, _ in documents)
    with (folder / records.PASSAGES).open("w", encoding="utf-8") as file:
        file.writelines(records.passage_line(p) + "\n" for _, passages in documents for p in passages)


def write_terms(
    folder: Path, documents: Sequence[Split], dictionary: aliases.Dictionary, old: MadeBefore | None, tell: Progress
) -> int:
    """The lexical legs, the terms of sentences and headings, the words and the names. Gives the number of sentences."""
    known = old.terms(documents) if old else {}
    bags: list[list[str]] = []
    pairs: list[list[str]] = []
    wholes: list[list[str]] = []
    words: Counter[str] = Counter()
    numbered = _Numbered()
    names = set(dictionary.names)
    with (folder / document_terms.FILE).open("w", encoding="utf-8") as file:
        for done, (document, passages) in enumerate(documents):
            tell("형태소 분석", done, len(documents))
            terms = known.get(document.id) or document_terms.terms_of(document, passages)
            file.write(document_terms.to_line(terms) + "\n")
            numbered.add(terms)
            own_bags = [document_terms.bag(one) for one in terms.passages]
            bags.extend(own_bags)
            wholes.append(document_terms.whole_bag(terms, own_bags))
            pairs.extend(tokens.bigrams(searched.passage_text(passage)) for passage in passages)
            for one in terms.passages:
                words.update(one.words)
            names |= aliases.told_in(document.text)
    tell("형태소 분석", len(documents), len(documents))
    for name, rows in (("terms", bags), ("bigrams", pairs), ("wholes", wholes)):
        Lexical.of(rows).save(folder / name)
    numbered.write(folder)
    _write_json(folder / "words.json", dict(sorted(words.items())))
    _write_json(folder / "names.json", aliases.both_ways(names))
    return len(numbered.sentences)


class _Numbered:
    """The terms of sentences and headings as numbers, given in the order in which they come."""

    def __init__(self) -> None:
        self.sentences: list[list[int]] = []
        self._headings: list[list[int]] = []
        self._numbers: dict[str, int] = {}

    def add(self, document: DocumentTerms) -> None:
        for passage in document.passages:
            self.sentences.extend(self._of(terms) for terms in document_terms.sentence_terms(passage))
            self._headings.append(self._of(document_terms.heading_terms(document, passage)))

    def _of(self, terms: Iterable[str]) -> list[int]:
        return [self._numbers.setdefault(term, len(self._numbers)) for term in terms]

    def write(self, folder: Path) -> None:
        for name, lists in (("sentence_terms", self.sentences), ("heading_terms", self._headings)):
            joined = Rows.of(lists)
            np.savez(folder / f"{name}.npz", values=joined.values, borders=joined.borders)
        _write_json(folder / "term_numbers.json", self._numbers)


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), "utf-8")


def write_vectors(
    folder: Path, documents: Sequence[Split], embedder: Embedder, old: MadeBefore | None, tell: Progress
) -> None:
    """The passages' vectors (FAISS) and the sentences' (`(n, dimension) float16`), each text embedded once."""
    passages = [searched.embedded_passage(document, p) for document, ps in documents for p in ps]
    sentences = [searched.embedded_sentence(p, s) for _, ps in documents for p in ps for s in p.sentences]
    of_passages: Held = old.passage_vectors() if old else {}
    of_sentences: Held = old.sentence_vectors() if old else {}
    legs = ((passages, of_passages, embedder.passages), (sentences, of_sentences, embedder.sentences))
    total = sum(len(missing(texts, held)) for texts, held, _ in legs)
    before = 0
    for texts, held, embed in legs:
        here = len(missing(texts, held))
        embed_missing(texts, held, embed, lambda done, before=before: tell("임베딩", before + done, total))  # type: ignore[misc]
        before += here
    tell("임베딩", total, total)
    width = embedder.dimension
    # As 16 bits leave them: rows of 16 bits in PostgreSQL give the same cosines.
    NearestVectors.of(rows_of(passages, of_passages, width).astype(np.float32)).save(folder / "passages.faiss")
    np.save(folder / "sentences.npy", rows_of(sentences, of_sentences, width))
