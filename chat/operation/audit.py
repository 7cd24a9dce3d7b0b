"""The audit trail: who changed what while the service was running, when and why, one line of JSON each in `home/logs/audit.jsonl`.

The trail holds what officials did, no citizen's words; nothing in it is deleted or rewritten by the program.
"""

import datetime as dt
import fcntl
import getpass
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import StorageError


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One change. `action` is a short name ("switch.off"), `details` holds further values (a reason, say)."""

    time: dt.datetime
    who: str
    action: str
    details: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AuditTrail:
    """The trail of the office in `home`."""

    home: Path

    @property
    def file(self) -> Path:
        """The file of the trail."""
        return self.home / "logs" / "audit.jsonl"

    def add(self, who: str, action: str, details: Mapping[str, str]) -> AuditEntry:
        """Append one line, which is on the disk when this returns. Safe from threads and processes.

        Raises:
            StorageError: it cannot be written.
        """
        entry = AuditEntry(dt.datetime.now(dt.UTC).replace(microsecond=0), who, action, dict(details))
        record = {"time": entry.time.isoformat(), "who": who, "action": action, "details": entry.details}
        line = json.dumps(record, ensure_ascii=False) + "\n"
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with self.file.open("ab+") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                cut_off = file.tell() and not self._ends_well(file.fileno())
                file.write(("\n" if cut_off else "").encode() + line.encode("utf-8", "replace"))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise StorageError(
                f"감사 기록을 '{self.file}'에 쓰지 못했습니다({error.strerror}). 디스크 공간과 쓰기 권한을 확인해 주세요."
            ) from error
        return entry

    def entries(self) -> list[AuditEntry]:
        """All changes, newest first; a line that was cut off by a kill is left out.

        Raises:
            StorageError: the trail cannot be read.
        """
        try:
            lines = self.file.read_bytes().decode("utf-8", "replace").split("\n") if self.file.exists() else []
        except OSError as error:
            raise StorageError(
                f"감사 기록 '{self.file}'을(를) 읽을 수 없습니다({error.strerror}). 읽기 권한을 확인해 주세요."
            ) from error
        return [entry for entry in map(_entry, reversed(lines)) if entry]

    @staticmethod
    def _ends_well(descriptor: int) -> bool:
        return os.pread(descriptor, 1, os.fstat(descriptor).st_size - 1) == b"\n"


def os_user() -> str:
    """The user at the command line: the system's user, under `sudo` with the user who called it in brackets."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a container's user without a name
        user = str(os.getuid())
    caller = os.environ.get("SUDO_USER", "")
    return f"{user}({caller})" if caller and caller != user else user


def _entry(line: str) -> AuditEntry | None:
    try:
        record = json.loads(line)
        return AuditEntry(dt.datetime.fromisoformat(record["time"]), record["who"], record["action"], record["details"])
    except (ValueError, KeyError, TypeError):
        return None
