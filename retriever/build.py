"""Documents in, an index version out: computed beside the one being served, checked, then switched to."""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ingest import morphemes
from ingest.errors import BadInputError, IndexUnusableError, MureobwaError
from ingest.files import find_documents
from ingest.formats.tesseract import check_installed
from ingest.side_files import SideFiles
from retriever import aliases, records, storage
from retriever.embed import load_embedder
from retriever.index import dictionary_mark, read_version
from retriever.previous import Previous, Split
from retriever.register import Register
from retriever.removed import RemovedFiles
from retriever.report import BuildReport, report_of
from retriever.settings import Settings
from retriever.storage import Manifest
from retriever.sync import Before, File, Sync, is_below
from retriever.writing import Progress, write_terms, write_texts, write_vectors


def ingest_paths(
    paths: Sequence[Path], settings: Settings, progress: Progress | None = None, fresh: bool = False
) -> BuildReport:
    """Bring the index in line with the files at and below `paths`.

    New files are added, changed ones replace their passages, moved ones keep them, files gone from a folder among `paths`
    are removed; a file that cannot be read today keeps its former text; documents from elsewhere stay. Of documents that say
    the same one is indexed (`retriever.duplicates`), of those that an operator took out none (`retriever.removed`). When
    nothing changed, nothing is written. `fresh` makes the index from nothing: it holds what lies at `paths` and nothing else.

    Raises:
        BadInputError: a path is missing, or holds nothing readable and never did.
        StorageError: the index cannot be written; the one being served still is.
    """
    tell = progress or _silent
    if settings.ocr:
        check_installed()
    with storage.sole_writer(settings.home):
        old = Previous.of(settings)
        before = _before(old, settings)
        sync = Sync(before, settings, RemovedFiles.read(settings.home), fresh)
        sides = _look(sync, paths, tell)
        result = sync.settle()
        if not result and not before.documents and not sync.held_back:
            skipped = sync.skipped
            raise BadInputError(f"읽을 수 있는 문서가 없습니다: {skipped[0].reason if skipped else paths[0]}")
        report = report_of(sync, result, tuple(sides.problems))
        if old is None or fresh or report.has_changes or sync.register != before.register:
            version = _write(result, sync.register, settings, tell, None if fresh else old)
        else:
            version = old.index.version
        version = _without_removed_meanwhile(result, sync.register, settings, tell) or version
        return replace(report, version=version)


def take_out(settings: Settings, progress: Progress | None = None) -> str:
    """Build the index anew without the documents that `RemovedFiles` names; gives the version.

    Raises:
        StorageError: another process writes (it leaves them out in the end), or the index cannot be written.
        IndexUnusableError: there is no index, or it cannot be used.
    """
    with storage.sole_writer(settings.home):
        old = Previous.of(settings)
        if old is None:
            raise IndexUnusableError(f"색인을 쓸 수 없습니다. {storage.MEND}")
        documents = list(old.documents.values())
        tell = progress or _silent
        return _without_removed_meanwhile(documents, old.register, settings, tell) or old.index.version


def build(documents: Sequence[Split], settings: Settings, progress: Progress | None = None) -> str:
    """Index `documents` with their passages, and nothing else, in `settings.home`; gives the version.

    Raises:
        BadInputError: there is no passage at all.
        StorageError: the index cannot be written; the one being served still is.
    """
    if not any(passages for _, passages in documents):
        raise BadInputError("색인할 글이 있는 문서가 없습니다. 문서의 내용을 확인해 주세요.")
    with storage.sole_writer(settings.home):
        return _write(documents, Register(), settings, progress or _silent, None)


def _silent(step: str, done: int, total: int) -> None:
    """Tells nobody."""


def _before(old: Previous | None, settings: Settings) -> Before:
    if old is not None:
        return Before({pair[0].source: pair for pair in old.documents.values()}, old.register)
    with suppress(IndexUnusableError):
        return Before(ids=records.ids_by_source(storage.current_version(settings.home)))
    return Before()


def _look(sync: Sync, paths: Sequence[Path], tell: Progress) -> SideFiles:
    """Let `sync` go through what lies at `paths`, and through what has to be looked at again wherever it lies: copies, and documents whose
    text an index of an older layout holds.
    """
    before = sync.before
    known = {*before.documents, *before.register.copies, *before.ids}
    found = find_documents(paths, known)
    roots = [path.resolve() for path in paths]
    sides = SideFiles(roots)
    sync.skipped.extend(found.skipped)
    again = () if sync.fresh else sorted([*before.register.copies, *before.ids])
    also = [Path(s) for s in again if not is_below(Path(s), roots) and Path(s).is_file()]
    files = [File.at(path, sides.of(path), sync.settings.max_file_mib) for path in (*found.documents, *also)]
    sync.take(files, roots, lambda done, total: tell("문서 읽기", done, total))
    return sides


def _without_removed_meanwhile(
    documents: Sequence[Split], register: Register, settings: Settings, tell: Progress
) -> str:
    """Build again without what was taken out since the list was read, be it while a long build ran; "" where there is nothing to do."""
    removed = RemovedFiles.read(settings.home)
    left = [pair for pair in documents if not removed.hold(pair[0].source, pair[0].sha256)]
    if len(left) == len(documents):
        return ""
    sources = {document.source for document, _ in left}
    copies = {source: copy for source, copy in register.copies.items() if copy.of in sources}
    return _write(left, replace(register, copies=copies), settings, tell, Previous.of(settings))


def _write(
    documents: Sequence[Split], register: Register, settings: Settings, tell: Progress, old: Previous | None
) -> str:
    """Write, check and publish a version; what `old` holds is not computed again."""
    documents = sorted(documents, key=lambda pair: pair[0].id)
    dictionary = aliases.read_dictionary(settings.user_dictionary)
    morphemes.configure(dictionary.words)
    embedder = load_embedder(settings)
    with storage.building(settings.home) as folder:
        write_texts(folder, documents)
        register.write(folder)
        sentences = write_terms(folder, documents, dictionary, old, tell)
        write_vectors(folder, documents, embedder, old, tell)
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


def _version(documents: Sequence[Split], model: str, dictionary: str) -> str:
    """Twelve hex digits over all that decides what a search finds; where a file lay does not."""
    digest = hashlib.sha256(f"{storage.LAYOUT}\n{model}\n{dictionary}\n".encode())
    for document, passages in documents:
        digest.update(records.document_line(replace(document, source="")).encode())
        for passage in passages:
            digest.update(records.passage_line(passage).encode())
    return digest.hexdigest()[:12]


__all__ = ["BuildReport", "MureobwaError", "Progress", "build", "ingest_paths", "take_out"]
