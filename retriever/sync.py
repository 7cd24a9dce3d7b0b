"""The decisions of a sync on the files that it finds: which documents stay, which are read, which are left out and why.

Files in, documents with their passages out; nothing is written here. `retriever.build` makes the index from them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest.archives import is_there
from ingest.document import Access, Document
from ingest.errors import BadInputError
from ingest.files import SkippedFile, document_id, sha256_of
from ingest.read import read_file
from ingest.side_files import Side
from ingest.source import NEEDS_OCR
from ingest.split import split
from retriever.duplicates import CopyVerdict, DocumentCandidate, compared
from retriever.likeness import Fingerprint
from retriever.made import Split
from retriever.register import Copy, Register
from retriever.removed import RemovedFiles
from retriever.settings import Settings
from retriever.shard import WHOLE, Shard, Taken


@dataclass(frozen=True, slots=True)
class File:
    """A file found: `source` is its real path, `sha256` that of its bytes ("" where they cannot be read)."""

    path: Path
    source: str
    sha256: str
    side: Side

    @classmethod
    def at(cls, path: Path, side: Side, max_mib: int, source: str = "") -> "File":
        """The file that `path` leads to, of at most `max_mib` MiB; `source` is its real path, where that is known."""
        return cls(path, source or str(path.resolve()), sha256_of(path, max_mib), side)


@dataclass(frozen=True, slots=True)
class Before:
    """What the index held before the sync, by source: documents with their passages, and the register. `ids`: source -> id of documents
    whose text cannot be used any more (an older layout, say); `others`: the ids of the documents of other shards; `known`: id of a document ->
    fingerprint of its text, where it is stored.
    """

    documents: Mapping[str, Split] = field(default_factory=dict)
    register: Register = field(default_factory=Register)
    ids: Mapping[str, str] = field(default_factory=dict)
    others: frozenset[str] = frozenset()
    known: Mapping[str, Fingerprint] = field(default_factory=dict)


@dataclass(slots=True)
class Sync:
    """A sync in progress; every mapping is by source. `fresh`: a document read before is kept only where its file cannot be read today."""

    before: Before
    settings: Settings
    removed: RemovedFiles
    fresh: bool = False
    shard: Shard = WHOLE
    kept: dict[str, Split] = field(default_factory=dict)
    read: dict[str, Document] = field(default_factory=dict)
    """Documents just read; their `id` is the one that they had before, "" for a new document."""
    copies: dict[str, Copy] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    sides: dict[str, str] = field(default_factory=dict)
    skipped: list[SkippedFile] = field(default_factory=list)
    held_back: set[str] = field(default_factory=set)
    """The sources of files that an operator took out."""
    problems: list[str] = field(default_factory=list)
    """Korean sentences on documents that are for internal use although nothing says so any more."""

    @property
    def register(self) -> Register:
        """The register of the new index, for the next sync."""
        return Register(
            dict(sorted(self.copies.items())),
            {source: why for source, why in sorted(self.unread.items()) if source in self.kept},
            {source: mark for source, mark in sorted(self.sides.items()) if mark and source in self.kept},
        )

    def take(self, files: Sequence[File], roots: Sequence[Path], tell: Callable[[int, int], None]) -> None:
        """Go through the `files` found at and below the real paths `roots`; `tell` is called with how many are read, of how many.

        Raises:
            BadInputError: the only file there is cannot be read, and never could.
        """
        self.held_back.update(file.source for file in files if self.removed.keeps_out(file.source, file.sha256))
        open_to_all = [file for file in files if file.source not in self.held_back]
        gone = self._without_file({file.source for file in open_to_all}, roots)
        changed = [file for file in open_to_all if not self._is_unchanged(file) and not self._is_moved(file, gone)]
        wanted = [file for file in changed if not self._is_known_copy(file)]
        for number, file in enumerate(wanted):
            tell(number, len(wanted))
            self._read(file, alone=len(files) == 1)
        tell(len(wanted), len(wanted))

    def _without_file(self, found: set[str], roots: Sequence[Path]) -> dict[str, str]:
        """Keep the documents outside `roots` (unless `fresh`), and those whose file or folder cannot be read today. Returns SHA-256 -> source
        of the documents whose file is gone.
        """
        closed = {str(one.path.parent.resolve() / one.path.name): one.reason for one in self.skipped}
        gone: dict[str, str] = {}
        for source, (document, _) in self.before.documents.items():
            if source in found or self.removed.keeps_out(source, document.sha256):
                continue
            path = Path(source)
            shut = next((closed[str(at)] for at in (path, *path.parents) if str(at) in closed), None)
            if shut is not None:
                self.unread[source] = shut
            if shut is not None or not (self.fresh or is_below(path, roots)):
                self._keep(source)
            if shut is None and not is_there(path):
                gone.setdefault(document.sha256, source)
        return gone

    def _keep(self, source: str) -> None:
        self.kept[source] = self.before.documents[source]
        self.sides[source] = self.before.register.sides.get(source, "")

    def _is_unchanged(self, file: File) -> bool:
        held = self.before.documents.get(file.source)
        if held is None or self.fresh or held[0].sha256 != file.sha256 or self._side_changed(file.source, file):
            return False
        if self.settings.ocr and any(remark.endswith(NEEDS_OCR) for remark in held[0].remarks):
            return False
        self._keep(file.source)
        return True

    def _is_moved(self, file: File, gone: dict[str, str]) -> bool:
        """Give the document of a moved file (same content, former path gone) its new path; returns whether it need not be read again."""
        if file.source in self.before.documents or file.sha256 not in gone:
            return False
        source = gone.pop(file.sha256)
        document, passages = self.before.documents[source]
        self.kept.pop(source, None)
        if self.fresh or self._side_changed(source, file):
            self.read[file.source] = document  # keeps the id until the file is read
            return False
        self.kept[file.source] = replace(document, source=file.source), passages
        self.sides[file.source] = file.side.mark
        return True

    def _side_changed(self, source: str, file: File) -> bool:
        return self.before.register.sides.get(source, "") != file.side.mark

    def _is_known_copy(self, file: File) -> bool:
        """Record `file` as a copy where an earlier sync found it to be one of a document that is unchanged; returns whether it is."""
        known = None if self.fresh else self.before.register.copies.get(file.source)
        if known is None or known.sha256 != file.sha256 or known.of not in self.kept:
            return False
        if self.kept[known.of][0].metadata.access is not _access(file.side, self._former(file)):
            return False
        self.copies[file.source] = known
        return True

    def _read(self, file: File, alone: bool) -> None:
        moved = self.read.pop(file.source, None)
        held = self.before.documents.get(file.source)
        former = moved or self._former(file)
        try:
            document = file.side.over(read_file(file.path, self.settings))
        except BadInputError as error:
            self.skipped.append(SkippedFile(file.path, str(error)))
            if held:
                self._keep(file.source)
                self.kept[file.source] = self._limited(held[0], former, file), held[1]
                self.unread[file.source] = str(error)
            elif alone:
                raise
            return
        document = self._limited(document, former, file)
        name = moved.id if moved else held[0].id if held else self.before.ids.get(file.source, "")
        self.read[file.source] = replace(document, id=name, source=file.source)
        self.sides[file.source] = file.side.mark

    def _former(self, file: File) -> Document | None:
        """The document that the public, or only the office, read at the place of `file` before: its own, or the one that it was a copy of."""
        copy = self.before.register.copies.get(file.source)
        held = self.before.documents.get(copy.of if copy and copy.sha256 == file.sha256 else file.source)
        return held[0] if held else None

    def _limited(self, document: Document, former: Document | None, file: File) -> Document:
        """`document`, read from `file`, for those whom it is for now, `former` being its earlier state; where that is because nothing says otherwise,
        the operator is told.
        """
        access = _access(file.side, former)
        if access is Access.INTERNAL and file.side.access is None and not file.side.is_unreadable:
            self.problems.append(
                f"'{file.path}'의 공개 범위를 적은 곳이 없어졌습니다. 내부 문서였으므로 내부 문서로 두었습니다. "
                f'공개하려면 access = "{Access.PUBLIC}"를 적어 주세요.'
            )
        return replace(document, metadata=replace(document.metadata, access=access))

    def settle(self) -> list[Split]:
        """The documents of the new index with their passages; documents that say the same as another are left out."""
        candidates = [DocumentCandidate(d, False, self.before.known.get(d.id)) for d, _ in self.kept.values()]
        candidates += [DocumentCandidate(self.read[source], is_new=True) for source in sorted(self.read)]
        # What only the office may read stands for nothing that the public reads, nor the other way round.
        verdicts = [
            verdict
            for access in Access
            for verdict in compared([one for one in candidates if one.document.metadata.access is access])
        ]
        instead = {verdict.left_out.source: verdict.kept.source for verdict in verdicts}
        self._hand_on_ids(verdicts)
        self.kept = {source: pair for source, pair in self.kept.items() if source not in instead}
        taken = {document.id for document in (*self.read.values(), *(document for document, _ in self.kept.values()))}
        taken |= self.before.others
        not_free = Taken(taken, self.shard)
        for source in sorted(self.read.keys() - instead.keys()):
            document = self.read[source]
            named = replace(document, id=document.id or document_id(source, not_free))
            taken.add(named.id)
            self.kept[source] = named, split(named, self.settings)
        for one in verdicts:
            left = one.left_out
            self.copies[left.source] = Copy(left.source, left.sha256, one.kept.source, one.why)
        self.copies = {source: replace(copy, of=_last(copy.of, instead)) for source, copy in self.copies.items()}
        return list(self.kept.values())

    def _hand_on_ids(self, verdicts: Iterable[CopyVerdict]) -> None:
        """Give a better source of the same text the id of the document that it replaces, so that links to it stay valid."""
        for verdict in verdicts:
            kept = self.read.get(verdict.kept.source)
            if verdict.same_text and kept and not kept.id:
                self.read[kept.source] = replace(kept, id=verdict.left_out.id)


def _access(side: Side, former: Document | None) -> Access:
    """Whom a document is for by its side files. One that was for internal use stays so until they say "공개" and can be read: a side file that is
    deleted, or left behind when its document is renamed, opens nothing to the public.
    """
    was_internal = former is not None and former.metadata.is_internal
    if was_internal and (side.is_unreadable or side.access is None):
        return Access.INTERNAL
    return side.access or Access.PUBLIC


def is_below(path: Path, roots: Iterable[Path]) -> bool:
    """Whether the real `path` is one of `roots` or lies below one."""
    return any(path.is_relative_to(root) for root in roots)


def _last(source: str, instead: Mapping[str, str]) -> str:
    """The source that is indexed in place of `source` in the end, after however many replacements."""
    while source in instead:
        source = instead[source]
    return source
