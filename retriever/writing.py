"""Writing the files of an index version: texts, lexical legs, terms and vectors. Those of the previous version are not computed again."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.korean import morphemes
from retriever import aliases, document_terms, records, searched, tokens
from retriever.document_terms import DocumentTerms
from retriever.embed import Embedder
from retriever.index import Rows
from retriever.lexical import Gathered, Lexical, Numbering
from retriever.made import MadeBefore, SentenceVectors, Split, embed_missing, missing, passage_vectors, rows_of
from retriever.vectors import NearestVectors

# The number of texts to embed from which the analyser is unloaded first: it takes as much memory as the encoder, and loading it again (seconds) is
# nothing beside embedding them.
_MANY = 500

Progress = Callable[[str, int, int], None]
"""Called with (what is being done, in Korean; how many are done; of how many)."""


def write_texts(folder: Path, documents: Sequence[Split]) -> None:
    """Write the documents and the passages, one line of JSON each."""
    with (folder / records.DOCUMENTS).open("w", encoding="utf-8") as file:
        file.writelines(records.document_line(document) + "\n" for document, _ in documents)
    with (folder / records.PASSAGES).open("w", encoding="utf-8") as file:
        file.writelines(records.passage_line(p) + "\n" for _, passages in documents for p in passages)


def write_terms(
    folder: Path, documents: Sequence[Split], dictionary: aliases.Dictionary, old: MadeBefore | None, tell: Progress
) -> int:
    """Write the lexical legs, the terms of sentences and headings, the words and the names. Returns the number of sentences."""
    known = old.terms(documents) if old else {}
    bags, pairs, wholes = Gathered(), Gathered(), Gathered()
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
            for own in own_bags:
                bags.add(own)
            wholes.add(document_terms.whole_bag(terms, own_bags))
            for passage in passages:
                pairs.add(tokens.bigrams(searched.passage_text(passage)))
            for one in terms.passages:
                words.update(one.words)
            names |= aliases.aliases_in(document.text)
    tell("형태소 분석", len(documents), len(documents))
    for name, gathered in (("terms", bags), ("bigrams", pairs), ("wholes", wholes)):
        Lexical.of_gathered(gathered).save(folder / name)
    numbered.write(folder)
    _write_json(folder / "words.json", dict(sorted(words.items())))
    _write_json(folder / "names.json", aliases.both_ways(names))
    return len(numbered.sentences)


class _Numbered:
    """The terms of sentences and headings as numbers, numbered in the order in which they come."""

    def __init__(self) -> None:
        self.sentences: list[NDArray[np.int32]] = []
        self._headings: list[NDArray[np.int32]] = []
        self._numbers = Numbering()

    def add(self, document: DocumentTerms) -> None:
        for passage in document.passages:
            self.sentences.extend(map(self._numbers.of, document_terms.sentence_terms(passage)))
            self._headings.append(self._numbers.of(document_terms.heading_terms(document, passage)))

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
    """Write the sentences' vectors (`(n, dimension) float16`), each text embedded once, and the passages' (FAISS), made from them."""

    texts = [searched.embedded_sentence(p, s) for _, ps in documents for p in ps for s in p.sentences]
    held: SentenceVectors = old.sentence_vectors() if old else {}
    wanted = len(missing(texts, held))
    if wanted >= _MANY:
        morphemes.release()
    embed_missing(texts, held, embedder.sentences, lambda done: tell("임베딩", done, wanted))
    tell("임베딩", wanted, wanted)
    sentences = rows_of(texts, held, embedder.dimension)
    np.save(folder / "sentences.npy", sentences)
    passages = passage_vectors((passage for _, own in documents for passage in own), sentences)
    NearestVectors.of(passages.astype(np.float32)).save(folder / "passages.faiss")
