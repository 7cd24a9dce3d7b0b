"""Documents in, an index version out: computed beside the one being served, checked, then switched to."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ingest import morphemes
from ingest.document import Document, Passage
from ingest.errors import BadInputError, IndexUnusableError, MureobwaError
from ingest.files import SkippedFile, document_id, find_documents
from retriever import aliases, records, searched, storage, tokens
from retriever.embed import Embedder, load_embedder
from retriever.index import Index, Rows, dictionary_mark, open_index, read_version
from retriever.lexical import Lexical
from retriever.settings import Settings
from retriever.storage import Manifest
from retriever.vectors import NearestVectors

Split = tuple[Document, tuple[Passage, ...]]
Progress = Callable[[str, int, int], None]
"""Called as (what is being done, in Korean; how many are done; of how many)."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, counted in documents; `skipped` are the files not taken, each with the reason."""

    version: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    skipped: tuple[SkippedFile, ...] = ()
    passages: int = 0

    @property
    def documents(self) -> int:
        """The number of documents that the index holds now."""
        return self.added + self.changed + self.unchanged


def ingest_paths(
    paths: Sequence[Path], settings: Settings, progress: Progress | None = None, fresh: bool = False
) -> BuildReport:
    """Bring the index in line with the files at and below `paths`.

    New files are added, changed ones replace their passages, files gone from a folder among `paths` are removed;
    documents from elsewhere stay. When nothing changed, nothing is written. `fresh` reads every file again.

    Raises:
        BadInputError: a path is missing or holds nothing readable.
        StorageError: the index cannot be written; the one being served still is.
    """
    from ingest.read import read_file
    from ingest.split import split

    tell = progress or _silent
    old = None if fresh else _previous(settings)
    found = find_documents(paths)
    known = {document.source: document for document in old.documents.values()} if old else {}
    passages = _by_document(old)
    result: list[Split] = []
    skipped = list(found.skipped)
    added = changed = 0
    resolved = {str(path.resolve()) for path in found.documents}
    roots = [path.resolve() for path in paths]
    staying = [d for s, d in known.items() if s not in resolved and not any(r in Path(s).parents for r in roots)]
    result.extend((document, passages[document.id]) for document in staying)
    taken = {document.id for document in staying}
    for number, path in enumerate(found.documents):
        tell("문서 읽기", number, len(found.documents))
        source = str(path.resolve())
        before = known.get(source)
        if before and before.sha256 == _sha256(path):
            taken.add(before.id)
            result.append((before, passages[before.id]))
            continue
        try:
            document = read_file(path, settings)
        except BadInputError as error:
            if len(found.documents) == 1:
                raise
            skipped.append(SkippedFile(path, str(error)))
            continue
        document = replace(document, source=source, id=before.id if before else document_id(source, taken))
        taken.add(document.id)
        result.append((document, split(document, settings)))
        added, changed = added + (before is None), changed + (before is not None)
    tell("문서 읽기", len(found.documents), len(found.documents))
    if not result:
        raise BadInputError(f"읽을 수 있는 문서가 없습니다: {skipped[0].reason if skipped else paths[0]}")
    unchanged = len(result) - added - changed
    removed = len(known) - unchanged - changed
    same = old and not (added or changed or removed)
    version = old.version if old and same else build(result, settings, progress, old)
    count = sum(len(split_passages) for _, split_passages in result)
    return BuildReport(version, added, changed, unchanged, removed, tuple(skipped), count)


def build(
    documents: Sequence[Split], settings: Settings, progress: Progress | None = None, old: Index | None = None
) -> str:
    """Index `documents` with their passages in `settings.home` and give the version; vectors of texts that `old` holds are reused.

    Raises:
        BadInputError: there is no passage at all.
        StorageError: the index cannot be written; the one being served still is.
    """
    tell = progress or _silent
    documents = sorted(documents, key=lambda pair: pair[0].id)
    if not any(passages for _, passages in documents):
        raise BadInputError("색인할 글이 있는 문서가 없습니다. 문서의 내용을 확인해 주세요.")
    dictionary = aliases.read_dictionary(settings.user_dictionary)
    morphemes.configure(dictionary.words)
    embedder = load_embedder(settings)
    with storage.building(settings.home) as folder:
        _write_texts(folder, documents)
        sentences = _write_terms(folder, documents, dictionary, tell)
        _write_vectors(folder, documents, embedder, old, tell)
        tell("색인 점검", 0, 1)
        mark = dictionary_mark(dictionary)
        manifest = Manifest(
            layout=storage.LAYOUT,
            version=_version(documents, embedder.name, mark),
            model=embedder.name,
            dimension=embedder.dimension,
            passage_chars=settings.passage_chars,
            dictionary=mark,
            documents={document.id: document.sha256 for document, _ in documents},
            passages=sum(len(passages) for _, passages in documents),
            sentences=sentences,
            files={},
        )
        storage.write_manifest(folder, manifest)
        read_version(folder, storage.read_manifest(folder), embedder)
        storage.publish(settings.home, folder, manifest.version)
        tell("색인 점검", 1, 1)
    return manifest.version


def _silent(step: str, done: int, total: int) -> None:
    """Tells nobody."""


def _previous(settings: Settings) -> Index | None:
    """The index being served, when its passages and vectors can be reused."""
    try:
        index = open_index(settings)
    except IndexUnusableError:
        return None
    return index if index.manifest.passage_chars == settings.passage_chars else None


def _by_document(index: Index | None) -> Mapping[str, tuple[Passage, ...]]:
    grouped: dict[str, list[Passage]] = {name: [] for name in index.documents} if index else {}
    for passage in index.passages if index else ():
        grouped[passage.document_id].append(passage)
    return {name: tuple(passages) for name, passages in grouped.items()}


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""  # reading it properly tells why


def _version(documents: Sequence[Split], model: str, dictionary: str) -> str:
    """Twelve hex digits over all that decides what a search finds; where a file lay does not."""
    digest = hashlib.sha256(f"{storage.LAYOUT}\n{model}\n{dictionary}\n".encode())
    for document, passages in documents:
        digest.update(records.document_line(replace(document, source="")).encode())
        for passage in passages:
            digest.update(records.passage_line(passage).encode())
    return digest.hexdigest()[:12]


def _write_texts(folder: Path, documents: Sequence[Split]) -> None:
    with (folder / "documents.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(records.document_line(document) + "\n" for document, _ in documents)
    with (folder / "passages.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(records.passage_line(p) + "\n" for _, passages in documents for p in passages)


def _write_terms(folder: Path, documents: Sequence[Split], dictionary: aliases.Dictionary, tell: Progress) -> int:
    """The lexical legs, the terms of sentences and headings, the words and the names. Gives the number of sentences."""
    numbers: dict[str, int] = {}
    bags: list[list[str]] = []
    pairs: list[list[str]] = []
    wholes: list[list[str]] = []
    sentences: list[list[int]] = []
    headings: list[list[int]] = []
    words: Counter[str] = Counter()
    names = set(dictionary.names)
    for done, (document, passages) in enumerate(documents):
        tell("형태소 분석", done, len(documents))
        title = searched.terms(document.title)
        whole = list(title)
        names |= aliases.told_in(document.text)
        for passage in passages:
            heading = searched.terms(searched.heading_text(passage))
            bag = list(heading)
            contexts: set[str] = set()
            for sentence in passage.sentences:
                context = searched.terms(sentence.context) if sentence.context else []
                own = searched.terms(passage.sentence_text(sentence))
                sentences.append([numbers.setdefault(term, len(numbers)) for term in context + own])
                bag.extend(own if sentence.context in contexts else context + own)
                contexts.add(sentence.context)
            place = dict.fromkeys([*title, *heading])
            headings.append([numbers.setdefault(term, len(numbers)) for term in place])
            bags.append(bag)
            whole.extend(bag)
            text = searched.passage_text(passage)
            pairs.append(tokens.bigrams(text))
            words.update(word for _, _, word in tokens.words(text))
        wholes.append(whole)
    tell("형태소 분석", len(documents), len(documents))
    for name, rows in (("terms", bags), ("bigrams", pairs), ("wholes", wholes)):
        Lexical.of(rows).save(folder / name)
    for name, lists in (("sentence_terms", sentences), ("heading_terms", headings)):
        joined = Rows.of(lists)
        np.savez(folder / f"{name}.npz", values=joined.values, borders=joined.borders)
    _write_json(folder / "term_numbers.json", numbers)
    _write_json(folder / "words.json", dict(sorted(words.items())))
    _write_json(folder / "names.json", aliases.both_ways(names))
    return len(sentences)


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), "utf-8")


_Held = dict[str, np.ndarray[tuple[int], np.dtype[np.float16]]]


def _write_vectors(
    folder: Path, documents: Sequence[Split], embedder: Embedder, old: Index | None, tell: Progress
) -> None:
    """The passages' vectors (FAISS) and the sentences' (`(n, dimension) float16`), each text embedded once."""
    known = old if old is not None and old.manifest.model == embedder.name else None
    passages = [searched.embedded_passage(document, p) for document, ps in documents for p in ps]
    sentences = [searched.embedded_sentence(p, s) for _, ps in documents for p in ps for s in p.sentences]
    of_passages, of_sentences = _passage_vectors(known), _sentence_vectors(known)
    legs = ((passages, of_passages, embedder.passages), (sentences, of_sentences, embedder.sentences))
    wanted = [[text for text in dict.fromkeys(texts) if text not in held] for texts, held, _ in legs]
    step = 16  # small enough for the progress bar to move, large enough for a GPU-backed model
    done, total = 0, sum(map(len, wanted))
    for texts, (_, held, embed) in zip(wanted, legs, strict=True):
        for at in range(0, len(texts), step):
            tell("임베딩", done, total)
            batch = texts[at : at + step]
            held.update(zip(batch, embed(batch).astype(np.float16), strict=True))
            done += len(batch)
    tell("임베딩", total, total)
    width = embedder.dimension
    matrix = np.array([of_passages[text] for text in passages], np.float32).reshape(len(passages), width)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    NearestVectors.of(matrix).save(folder / "passages.faiss")
    np.save(folder / "sentences.npy", np.array([of_sentences[t] for t in sentences], np.float16).reshape(-1, width))


def _passage_vectors(old: Index | None) -> _Held:
    """The vectors of the passages that the previous index holds, by text."""
    if old is None:
        return {}
    texts = [searched.embedded_passage(old.documents[p.document_id], p) for p in old.passages]
    return dict(zip(texts, old.nearest.rows().astype(np.float16), strict=True))


def _sentence_vectors(old: Index | None) -> _Held:
    """The vectors of the sentences that the previous index holds, by text."""
    if old is None:
        return {}
    texts = [searched.embedded_sentence(p, s) for p in old.passages for s in p.sentences]
    return dict(zip(texts, np.asarray(old.sentence_vectors), strict=True))


__all__ = ["BuildReport", "MureobwaError", "Progress", "build", "ingest_paths"]
