"""The list of documents that an operator removed. They stay out until they are restored, whatever a sync finds.

The list lies beside the versions of the index, so that it outlives each of them: a document that must not be shown does not
come back with a new model, a new layout or a build from nothing.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from ingest.errors import IndexUnusableError, StorageError
from retriever.storage import index_folder, replace_text

_FILE = "removed.json"


@dataclass(frozen=True, slots=True)
class Removed:
    """A removed file, recognised by its path or by its content (`sha256`). `document_id` and `title` are those it had in the
    index; a copy that was not indexed has those of the document it is a copy of.
    """

    source: str
    sha256: str
    document_id: str
    title: str
    day: dt.date


_LIST = TypeAdapter(tuple[Removed, ...])


@dataclass(frozen=True, slots=True)
class RemovedFiles:
    """The list of all removed files."""

    entries: tuple[Removed, ...] = ()

    @classmethod
    def read(cls, home: Path) -> "RemovedFiles":
        """The list of the index in `home`; empty where there is none.

        Raises:
            IndexUnusableError: the list is damaged, so that it is unknown what must stay out.
        """
        return cls.from_file(index_folder(home) / _FILE)

    @classmethod
    def from_file(cls, path: Path) -> "RemovedFiles":
        """The list in the file `path`, empty where there is none; raises as `read`."""
        try:
            return cls.from_json(path.read_bytes())
        except FileNotFoundError:
            return cls()
        except (OSError, ValueError) as error:
            raise IndexUnusableError(
                f"빼 둔 문서의 목록 '{path}'을(를) 읽을 수 없습니다. 백업에서 되살리거나, 빼 둔 문서가 다시 색인되어도 되면 지워 주세요."
            ) from error

    @classmethod
    def from_json(cls, text: str | bytes) -> "RemovedFiles":
        """The list that `to_json` gave.

        Raises:
            ValueError: `text` is something else.
        """
        return cls(_LIST.validate_json(text))

    def to_json(self) -> str:
        """The list as JSON."""
        return _LIST.dump_json(self.entries, indent=1).decode()

    def keeps_out(self, source: str, sha256: str) -> bool:
        """Whether a file at `source` with that content stays out."""
        return any(source == one.source or sha256 == one.sha256 != "" for one in self.entries)

    def plus(self, entries: Iterable[Removed]) -> "RemovedFiles":
        """This list with `entries` added."""
        return RemovedFiles(tuple(dict.fromkeys([*self.entries, *entries])))

    def without(self, entries: Sequence[Removed]) -> "RemovedFiles":
        """This list without `entries`."""
        return RemovedFiles(tuple(one for one in self.entries if one not in entries))

    def write(self, home: Path) -> None:
        """Store this as the list of the index in `home`, in one step.

        Raises:
            StorageError: the list cannot be written; the former one is still there.
        """
        path = index_folder(home) / _FILE
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_text(path, self.to_json())
        except OSError as error:
            raise StorageError(
                f"빼 둔 문서의 목록 '{path}'을(를) 쓸 수 없습니다({error.strerror}). 디스크 공간과 쓰기 권한을 확인해 주세요."
            ) from error
