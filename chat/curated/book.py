"""The curated answers of an office: `home/curated.json`, which officials may read and edit, and the record of each change in the audit trail."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from chat.curated.entry import Curated, checked, from_record, to_record
from chat.operation.audit import AuditTrail
from chat.operation.office_file import OfficeFile
from ingest.errors import BadInputError
from retriever.storage import FileStamp, replace_text

_Entries = Mapping[str, Curated]


class CuratedBook:
    """The curated answers in the file, so that a running server uses what it says now. Safe between threads and processes."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._file = OfficeFile[_Entries](home / "curated.json", "담당자가 확인한 답", _load, {})

    @property
    def file(self) -> Path:
        """The path of the file."""
        return self._file.path

    def stamp(self) -> FileStamp | None:
        """The current stamp of the file; None where there is no file."""
        return self._file.stamp()

    def all(self) -> _Entries:
        """Every entry by its id, raising as `OfficeFile.content`."""
        return self._file.content()

    def put(self, entry: Curated, who: str) -> Curated:
        """Add `entry`, or replace the one with its id. Returns it as it was written. The audit trail names `who` as having changed it.

        Raises:
            BadInputError: `entry` has an invalid part (see `checked`).
            StorageError: it was not written.
        """
        tidy = checked(entry)

        def with_it(entries: dict[str, Curated]) -> str:
            action = "curated.change" if tidy.id in entries else "curated.add"
            entries[tidy.id] = tidy
            return action

        self._change(with_it, who, tidy.id, {"wording": tidy.wordings[0], "text": tidy.text[:200]})
        return tidy

    def remove(self, name: str, who: str) -> None:
        """Remove the entry with the id `name`.

        Raises:
            BadInputError: there is none of that id.
        """

        def without(entries: dict[str, Curated]) -> str:
            if name not in entries:
                known = ", ".join(sorted(entries)) or "없음"
                raise BadInputError(f"담당자가 확인한 답 '{name}'이(가) 없습니다(있는 것: {known}).")
            del entries[name]
            return "curated.remove"

        self._change(without, who, name, {})

    def _change(
        self, change: Callable[[dict[str, Curated]], str], who: str, name: str, details: Mapping[str, str]
    ) -> None:
        """Make the change and its line in the audit trail; the line first, for nothing may change without one."""
        with self._file.held():
            entries = dict(_load(self.file)) if self.file.exists() else {}
            action = change(entries)
            AuditTrail(self.home).add(who, action, {"id": name, **details})
            records = [to_record(entries[key]) for key in sorted(entries)]
            replace_text(self.file, json.dumps(records, ensure_ascii=False, indent=1) + "\n")


def _load(file: Path) -> _Entries:
    try:
        entries = [from_record(record) for record in json.loads(file.read_text("utf-8-sig"))]
    except (OSError, ValueError, TypeError, KeyError, AttributeError, BadInputError) as error:
        raise BadInputError(
            f"담당자가 확인한 답 파일 '{file}'을(를) 읽을 수 없습니다({error}). 파일을 고쳐 주세요. 형식은 docs/admin.md에 있습니다."
        ) from error
    return {entry.id: entry for entry in entries}
