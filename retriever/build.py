"""Documents in, an index version out: built beside the version being served, checked, then served in its place."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import chain
from pathlib import Path

from ingest.archives import is_there
from ingest.document import Document
from ingest.errors import BadInputError, IndexUnusableError, StorageError
from ingest.files import find_documents
from ingest.formats.tesseract import check_installed
from ingest.side_files import SideFiles
from retriever import storage
from retriever.aliases import dictionary_in_use
from retriever.embed import load_embedder
from retriever.made import Split
from retriever.mounts import check_mounted, mounts_of
from retriever.register import Register
from retriever.removed import Removed
from retriever.report import BuildReport, report_of
from retriever.settings import Settings
from retriever.shard import WHOLE, Shard
from retriever.store import Store, StoredContent, store_of
from retriever.sync import Before, File, Sync, is_below
from retriever.writing import Progress

READING = "문서 읽기"
"""The step of a sync in which the documents' drives are read; nothing is written then."""


def ingest_paths(
    paths: Sequence[Path],
    settings: Settings,
    progress: Progress | None = None,
    fresh: bool = False,
    shard: Shard = WHOLE,
    emptied: bool = False,
) -> BuildReport:
    """Bring the index in line with the files at and below `paths`.

    New files are added, changed ones replace their passages, moved ones keep them, files gone from a folder among `paths` are removed; a file that
    cannot be read today keeps its former text; documents outside `paths` stay. Of several documents that say the same one is indexed
    (`retriever.duplicates`); documents that an operator removed are not (`retriever.removed`). When nothing changed, nothing is written. With
    `fresh` the index is made anew and holds only what lies at `paths`. `shard`: which of several machines this is that write into one database;
    only the documents of this shard are touched. `emptied`: an empty folder on another device than before was emptied, and is not unmounted.

    Raises:
        BadInputError: a path is missing or not mounted, or nothing at it is readable or ever was; a shard with `fresh`, or of an index in a folder.
        StorageError: the index cannot be written; the former index is still served.
    """
    if shard and fresh:
        raise BadInputError("--fresh는 색인 전체를 새로 만드므로 --shard와 함께 쓸 수 없습니다.")
    tell = progress or _silent
    if settings.ocr:
        check_installed()
    dictionary_in_use(settings)
    store = store_of(settings, shard)
    with store.sole_writer():
        # Unpacking the encoder takes as much memory as the analyser: it is done before the analyser is loaded.
        load_embedder(settings)
        old = store.kept()
        before = _before(old, store, shard)
        sync = Sync(before, settings, store.removed(), fresh, shard)
        with _told_where_it_fails():
            sides = _look(sync, paths, tell, emptied)
        result = sync.settle()
        register = replace(sync.register, mounts=mounts_of(sync.kept, before.register.mounts))
        if not (result or before.documents or sync.held_back or shard):
            skipped = sync.skipped
            raise BadInputError(f"읽을 수 있는 문서가 없습니다: {skipped[0].reason if skipped else paths[0]}")
        report = report_of(sync, result, (*sides.problems, *sync.problems))
        unknown_mounts = register.mounts.keys() - before.register.mounts.keys()
        if old is None or fresh or report.has_changes or register != before.register or unknown_mounts:
            version = store.write(result, register, tell, None if fresh else old)
        else:
            version = old.version
        version = _without_removed_meanwhile(result, register, store, tell) or version
        return replace(report, version=version)


def remove(settings: Settings, documents: Sequence[Document], register: Register, day: dt.date) -> None:
    """Write `documents` of the index with this `register` into the list of removed files, with their copies (the next sync would index one of these
    in place of the document), and build the index anew without them.

    Raises:
        StorageError: another process writes (which leaves these documents out at its end), or the index cannot be written.
    """
    ids = {document.source: document for document in documents}
    entries = [Removed(one.source, one.sha256, one.id, one.title, day) for one in documents]
    entries += [
        Removed(copy.source, copy.sha256, ids[copy.of].id, ids[copy.of].title, day)
        for copy in register.copies.values()
        if copy.of in ids
    ]
    store = store_of(settings)
    store.keep_removed(store.removed().plus(entries))
    try:
        take_out(settings)
    except StorageError as error:
        raise StorageError(f"{error} 빼 둔 목록에는 적었으니, 그 작업이 끝날 때 문서도 빠집니다.") from error


def take_out(settings: Settings) -> None:
    """Build the index anew without the documents in the list of removed files.

    Raises:
        StorageError: another process writes (which leaves these documents out at its end), or the index cannot be written.
        IndexUnusableError: there is no index, or it cannot be used.
    """
    store = store_of(settings)
    with store.sole_writer():
        take_out_of(store)


def take_out_of(store: Store) -> None:
    """As `take_out`, for the sole writer of `store`."""
    old = store.kept()
    if old is None:
        raise IndexUnusableError(f"색인을 쓸 수 없습니다. {storage.MEND}")
    _without_removed_meanwhile(list(old.documents.values()), old.register, store, _silent)


def build(documents: Sequence[Split], settings: Settings, progress: Progress | None = None) -> str:
    """Make an index of `documents` with their passages, and of nothing else, in the store that the settings name; returns the version.

    Raises:
        BadInputError: there is no passage at all.
        StorageError: the index cannot be written; the former index is still served.
    """
    if not any(passages for _, passages in documents):
        raise BadInputError("색인할 글이 있는 문서가 없습니다. 문서의 내용을 확인해 주세요.")
    store = store_of(settings)
    with store.sole_writer():
        return store.write(documents, Register(), progress or _silent, None)


def _silent(step: str, done: int, total: int) -> None:
    """A `Progress` that shows nothing."""


def _before(old: StoredContent | None, store: Store, shard: Shard) -> Before:
    ids = store.ids_by_source() if shard or old is None else {}
    others = frozenset(name for source, name in ids.items() if not shard.owns(source))
    if old is not None:
        return Before({pair[0].source: pair for pair in old.documents.values()}, old.register, {}, others, old.known)
    register = Register()
    with suppress(IndexUnusableError):
        register = Register(mounts=store.register().mounts)
    return Before({}, register, {source: name for source, name in ids.items() if shard.owns(source)}, others)


def _look(sync: Sync, paths: Sequence[Path], tell: Progress, emptied: bool) -> SideFiles:
    """Let `sync` go through the files at `paths`, and through files elsewhere that must be looked at again: known copies, and those whose
    text only an index of an older layout holds. Returns the side files. Raises as `ingest_paths`.
    """
    before, roots = sync.before, [_resolved(path) for path in paths]
    if not emptied:
        inside = (source for source in (*before.documents, *before.ids) if is_below(Path(source), roots))
        elsewhere = () if sync.fresh else before.ids  # whose text is lost where the file is
        check_mounted(chain(inside, elsewhere), before.register.mounts)
    known = {*before.documents, *before.register.copies, *before.ids}
    found = find_documents(paths, known)
    sides = SideFiles(roots)
    shard = sync.shard
    sync.skipped.extend(one for one in found.skipped if shard.owns(str(one.path.resolve())))
    sources = dict(found.sources)
    again = () if sync.fresh else sorted([*before.register.copies, *before.ids])
    for path in (Path(s) for s in again if not is_below(Path(s), roots) and is_there(Path(s))):
        sources.setdefault(path, str(path.resolve()))
    files = [
        File.at(path, sides.of(path), sync.settings.max_file_mib, source)
        for path, source in sources.items()
        if shard.owns(source)
    ]
    sync.take(files, roots, lambda done, total: tell(READING, done, total))
    return sides


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except RuntimeError as error:  # raised for links only
        raise BadInputError(f"'{path}'은(는) 자기 자신을 가리키는 링크입니다. 링크를 고쳐 주세요.") from error


@contextmanager
def _told_where_it_fails() -> Iterator[None]:
    """A context in which an error of a drive, while folders are looked through, is one sentence; those of single files are told with the files.

    Raises:
        BadInputError: a drive failed.
    """
    try:
        yield
    except OSError as error:
        where = f"'{error.filename}'을(를) " if error.filename else "문서를 "
        raise BadInputError(
            f"{where}읽다가 오류가 났습니다({error.strerror or error}). 색인은 그대로 두었습니다. "
            "네트워크 드라이브나 디스크의 연결과 읽기 권한을 확인하고 다시 실행해 주세요."
        ) from error


def _without_removed_meanwhile(documents: Sequence[Split], register: Register, store: Store, tell: Progress) -> str:
    """Build again without those of `documents` that the list of removed files names by now: it may have grown during a long build.

    Returns the version, "" where there is nothing to leave out.
    """
    removed = store.removed()
    left = [pair for pair in documents if not removed.keeps_out(pair[0].source, pair[0].sha256)]
    if len(left) == len(documents):
        return ""
    sources = {document.source for document, _ in left}
    copies = {source: copy for source, copy in register.copies.items() if copy.of in sources}
    return store.write(left, replace(register, copies=copies), tell, store.kept())
