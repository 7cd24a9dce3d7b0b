"""Writing the files of an index version: texts, lexical legs, terms and vectors. What the previous version holds is not computed again, and the
files are, byte for byte, those of a version that is made from nothing.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise, repeat
from pathlib import Path

import numpy as np

from ingest.document import Document, Passage
from ingest.korean import morphemes
from retriever import aliases, document_terms, records, searched, tokens
from retriever.borders import borders, parts_of
from retriever.carried import Carried
from retriever.document_terms import DocumentTerms
from retriever.embed import Embedder
from retriever.fingerprints import Fingerprints
from retriever.lexical import Gathered, Lexical, TermCounts
from retriever.made import MadeBefore, SentenceVectors, embed_missing, missing, passage_vectors, rows_of
from retriever.term_rows import GatheredRows, TermRows
from retriever.vectors import NearestVectors

# The number of texts to embed from which the analyser is unloaded first: it takes as much memory as the encoder, and loading it again (seconds) is
# nothing beside embedding them.
_MANY = 500

_WORDS = "words.json"

Progress = Callable[[str, int, int], None]
"""Called with (what is being done, in Korean; how many are done; of how many)."""


def write_texts(folder: Path, carried: Carried) -> Fingerprints:
    """Write the documents and the passages, one line of JSON each, the names that the documents define, and the fingerprints; returns these."""
    previous, contents = carried.previous, list[bytes]()

    def passages() -> Iterator[Sequence[bytes]]:
        for document, own in carried.changed:
            lines = [records.passage_line(passage).encode() for passage in own]
            contents.append(_content(document, lines))
            yield lines

    documents = (records.document_line(document).encode() for document, _ in carried.changed)
    names = (sorted(aliases.aliases_in(document.text)) for document, _ in carried.changed)
    held = [previous.passage_lines[first:end] for first, end in pairwise(previous.passages)] if previous else []
    _write_lines(
        folder / records.DOCUMENTS, carried.whole_lines(previous.document_lines if previous else [], documents)
    )
    _write_lines(folder / records.PASSAGES, chain.from_iterable(carried.whole_lines(held, passages())))
    _write_json(folder / aliases.FILE, list(carried.whole_lines(previous.names if previous else [], names)))
    found = (previous.fingerprints if previous else Fingerprints.none()).with_documents(carried, contents)
    found.save(folder)
    return found


def _content(document: Document, passages: Iterable[bytes]) -> bytes:
    """The hash of all that decides what a search finds of a document, which the path of its file does not."""
    digest = hashlib.sha256(records.document_line(replace(document, source="")).encode())
    for line in passages:
        digest.update(line)
    return digest.digest()


class _Gathered:
    """What the documents that are not carried over add to the lexical parts of a version."""

    def __init__(self) -> None:
        self.terms, self.bigrams, self.wholes = Gathered(), Gathered(), Gathered()
        self.rows = GatheredRows()
        self.words: Counter[str] = Counter()

    def add(self, terms: DocumentTerms, passages: Sequence[Passage], is_internal: bool) -> None:
        bags = [document_terms.bag(one) for one in terms.passages]
        for own in bags:
            self.terms.add(own)
        for passage in passages:
            self.bigrams.add(tokens.bigrams(searched.passage_text(passage)))
        self.wholes.add(document_terms.whole_bag(terms, bags))
        self.rows.add(terms)
        if not is_internal:
            self.words.update(_words_of(terms))


def write_terms(
    folder: Path, carried: Carried, dictionary: aliases.Dictionary, old: MadeBefore | None, tell: Progress
) -> None:
    """Write the lexical legs, the terms of sentences and headings, the words and the names. The words and names are those of documents for everybody:
    a question is understood by them, and says how.
    """
    previous, known = carried.previous, old.terms(carried.fresh) if old else {}
    gathered, total = _Gathered(), len(carried.fresh)

    def analysed() -> Iterator[bytes]:
        for done, (document, passages) in enumerate(carried.fresh):
            tell("형태소 분석", done, total)
            terms = known.get(document.id) or document_terms.terms_of(document, passages)
            gathered.add(terms, passages, document.metadata.is_internal)
            yield document_terms.to_line(terms).encode()

    _write_lines(folder / document_terms.FILE, carried.lines(previous.term_lines if previous else [], analysed()))
    tell("형태소 분석", total, total)
    _write_legs(folder, carried, gathered)
    rows = TermRows.load(previous.folder) if previous else TermRows.none()
    rows.with_documents(carried, gathered.rows).save(folder)
    _write_json(folder / _WORDS, _words(carried, gathered.words))
    defined = json.loads((folder / aliases.FILE).read_text("utf-8"))
    public = (
        own for own, (document, _) in zip(defined, carried.documents, strict=True) if not document.metadata.is_internal
    )
    names = {(short, full) for own in public for short, full in own}
    _write_json(folder / "names.json", aliases.both_ways(names.union(dictionary.names)))


def _write_legs(folder: Path, carried: Carried, gathered: _Gathered) -> None:
    previous = carried.previous
    of_passages = carried.moved(previous.passages if previous else borders([]), carried.passages)
    each = [borders(repeat(1, count)) for count in (len(previous.documents) if previous else 0, len(carried.documents))]
    of_documents = carried.moved(*each)
    for name, texts, (moved, new) in (
        ("terms", gathered.terms, of_passages),
        ("bigrams", gathered.bigrams, of_passages),
        ("wholes", gathered.wholes, of_documents),
    ):
        held = TermCounts.load(previous.folder / name) if previous else TermCounts.none()
        Lexical.of_counts(held.with_texts(moved, texts, new)).save(folder / name)


def _words(carried: Carried, new: Counter[str]) -> dict[str, int]:
    """The nouns as written, in alphabetical order, with how often they stand in the documents for everybody; `new` are those of documents not carried
    over.
    """
    previous, words = carried.previous, new
    if previous:
        words.update(json.loads((previous.folder / _WORDS).read_text("utf-8")))
        kept = {place: document for place, (document, _) in zip(carried.places, carried.documents, strict=True)}
        for place, (before, _) in enumerate(previous.documents.values()):
            counted, counts = not before.metadata.is_internal, place in kept and not kept[place].metadata.is_internal
            if counted != counts:
                change = words.update if counts else words.subtract
                change(_words_of(document_terms.from_line(previous.term_lines[place])))
    return {word: count for word, count in sorted(words.items()) if count}


def _words_of(document: DocumentTerms) -> Iterator[str]:
    return (word for passage in document.passages for word in passage.words)


def _write_lines(path: Path, lines: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        file.writelines(line + b"\n" for line in lines)


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), "utf-8")


def write_vectors(folder: Path, carried: Carried, embedder: Embedder, old: MadeBefore | None, tell: Progress) -> None:
    """Write the sentences' vectors (`(n, dimension) float16`), each text embedded once, the passages' (FAISS), made from them, and the keys
    of the sentences.
    """
    previous, fresh = carried.previous, carried.fresh
    texts = [searched.embedded_sentence(p, s) for _, own in fresh for p in own for s in p.sentences]
    held: SentenceVectors = old.vectors_of(texts) if old else {}
    wanted = len(missing(texts, held))
    if wanted >= _MANY:
        morphemes.release()
    embed_missing(texts, held, embedder.sentences, lambda done: tell("임베딩", done, wanted))
    tell("임베딩", wanted, wanted)
    new = rows_of(texts, held, embedder.dimension)
    new_keys = np.fromiter(map(searched.sentence_key, texts), np.uint64, len(texts))
    new_passages = passage_vectors((passage for _, own in fresh for passage in own), new).astype(np.float32)
    if previous is None:
        sentences, keys, passages = new, new_keys, new_passages
    else:
        of_fresh = borders(sum(len(passage.sentences) for passage in own) for _, own in fresh)
        passages_of_fresh = borders(len(own) for _, own in fresh)
        sentences = carried.rows(previous.sentence_vectors, previous.sentences, parts_of(new, of_fresh))
        keys = carried.rows(previous.sentence_keys, previous.sentences, parts_of(new_keys, of_fresh))
        passages = carried.rows(previous.passage_vectors, previous.passages, parts_of(new_passages, passages_of_fresh))
    np.save(folder / "sentences.npy", sentences)
    np.save(folder / searched.KEYS, keys)
    NearestVectors.of(passages).save(folder / "passages.faiss")
