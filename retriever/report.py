"""What a sync did: the difference between what the index held and what it holds now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.archives import is_there
from ingest.document import Document
from ingest.files import SkippedFile
from retriever.made import Split
from retriever.register import Copy
from retriever.sync import Sync


@dataclass(frozen=True, slots=True)
class Dropped:
    """A document that the index held and holds no more; `why` in Korean."""

    document_id: str
    title: str
    source: str
    why: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a sync did, counted in documents.

    `skipped` are the files not taken, each with the reason; `unread` those that cannot be read now but whose document stays with its
    former text. `copies` are not indexed because a document says the same, `held_back` are the files that an operator removed. `dropped`
    are the documents that left the index (`removed` counts them). `lost` are indexed documents outside the paths of the sync whose file is
    no longer there. `problems` are Korean sentences on side files. `remarks` are what the readers of the formats say of indexed documents:
    pairs of a file and one sentence.
    """

    version: str = ""
    added: int = 0
    changed: int = 0
    moved: int = 0
    unchanged: int = 0
    dropped: tuple[Dropped, ...] = ()
    skipped: tuple[SkippedFile, ...] = ()
    unread: tuple[SkippedFile, ...] = ()
    copies: tuple[Copy, ...] = ()
    held_back: tuple[str, ...] = ()
    lost: tuple[Dropped, ...] = ()
    problems: tuple[str, ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()
    passages: int = 0

    @property
    def documents(self) -> int:
        """The number of documents that the index holds now."""
        return self.added + self.changed + self.moved + self.unchanged

    @property
    def removed(self) -> int:
        """The number of documents that the index held and holds no more."""
        return len(self.dropped)

    @property
    def has_changes(self) -> bool:
        """Whether any document came, went or changed."""
        return bool(self.added or self.changed or self.moved or self.dropped)


def report_of(sync: Sync, result: Sequence[Split], problems: tuple[str, ...]) -> BuildReport:
    """The report on `sync`, whose documents are `result`; its `version` is filled in later."""
    before = {document.id: document for document, _ in sync.before.documents.values()}
    now = {document.id: document for document, _ in result}
    both = [(before[name], document) for name, document in now.items() if name in before]
    as_before = [(old, new) for old, new in both if _content(old) == _content(new)]
    moved = sum(old.source != new.source for old, new in as_before)
    sources = {document.source for document in now.values()}
    read = {file.path.resolve() for file in sync.skipped}
    return BuildReport(
        added=len(now) - len(both),
        changed=len(both) - len(as_before),
        moved=moved,
        unchanged=len(as_before) - moved,
        dropped=tuple(_dropped(sync, now)),
        skipped=tuple(sync.skipped),
        unread=tuple(SkippedFile(Path(s), why) for s, why in sorted(sync.unread.items()) if s in sources),
        copies=tuple(copy for _, copy in sorted(sync.copies.items())),
        held_back=tuple(sorted(sync.held_back)),
        lost=tuple(
            Dropped(document.id, document.title, document.source, "파일이 없습니다")
            for document in now.values()
            if document.source not in sync.unread and _is_lost(document, read)
        ),
        problems=problems,
        remarks=tuple(sorted((document.source, remark) for document in now.values() for remark in document.remarks)),
        passages=sum(len(passages) for _, passages in result),
    )


def _content(document: Document) -> tuple[object, ...]:
    return document.title, document.text, document.metadata, document.blocks


def _is_lost(document: Document, looked_at: set[Path]) -> bool:
    path = Path(document.source)
    return path.is_absolute() and path not in looked_at and not is_there(path)


def _dropped(sync: Sync, now: Mapping[str, Document]) -> Iterator[Dropped]:
    """Yield the documents that the index held and does not hold now; where the former index cannot be used any more, only ids are known."""
    held = [
        (document.id, document.title, document.source, document.sha256)
        for document, _ in sync.before.documents.values()
    ]
    held += [(name, name, source, "") for source, name in sync.before.ids.items()]
    for name, title, source, sha256 in sorted(held):
        if name not in now:
            yield Dropped(name, title, source, _why_dropped(source, sha256, sync))


def _why_dropped(source: str, sha256: str, sync: Sync) -> str:
    copy = sync.copies.get(source)
    if copy is not None:
        return copy.why
    if sync.removed.keeps_out(source, sha256):
        return "documents remove로 뺐습니다"
    return "이번에 지정한 경로에 없습니다" if is_there(Path(source)) else "파일이 없어졌습니다"
