"""The switch that an official turns while the service runs: while it is off, every question gets a notice instead of an answer.

Its state is one small file, `home/switch.json`, which is checked for each question: a running server obeys at once, and a restart keeps it.
"""

import contextlib
import datetime as dt
import json
import logging
import os
from dataclasses import dataclass, field
from pathlib import Path

from chat.operation.audit import AuditTrail
from ingest.errors import StorageError
from retriever.storage import FileStamp, file_stamp, replace_text

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SwitchState:
    """The state of the switch: on or off, since when, by whom, why, and the notice for citizens ("" for the service's own)."""

    on: bool = True
    since: dt.datetime | None = None
    who: str = ""
    reason: str = ""
    notice: str = ""


_UNREADABLE = SwitchState(on=False, reason="switch.json을 읽을 수 없습니다")


@dataclass(slots=True)
class Switch:
    """The switch of the office in `home`. Safe between threads and processes."""

    home: Path
    _seen: tuple[FileStamp | None, SwitchState] = field(default=(None, SwitchState()), repr=False)

    @property
    def file(self) -> Path:
        """The file of the state; it does not exist before the switch is first turned."""
        return self.home / "switch.json"

    def state(self) -> SwitchState:
        """The current state. A file that cannot be read counts as off: whoever turned the switch had a reason."""
        stamp = self._stamp()
        seen, known = self._seen
        if stamp != seen:
            known = self._read() if stamp else SwitchState()
            self._seen = stamp, known
        return known

    def off(self, who: str, reason: str, notice: str = "") -> SwitchState:
        """Turn the switch off. It is off even where the audit trail then cannot be written (StorageError).

        Raises:
            StorageError: the file or the trail cannot be written.
        """
        state = SwitchState(False, _now(), who, reason, notice)
        self._write(state)
        AuditTrail(self.home).add(who, "switch.off", {"reason": reason, "notice": notice})
        return state

    def on(self, who: str, reason: str = "") -> SwitchState:
        """Turn the switch on; its line in the audit trail is written first, so it stays off where that fails.

        Raises:
            StorageError: the file or the trail cannot be written.
        """
        state = SwitchState(True, _now(), who, reason)
        AuditTrail(self.home).add(who, "switch.on", {"reason": reason})
        self._write(state)
        return state

    def _stamp(self) -> FileStamp | None:
        try:
            return file_stamp(self.file)
        except OSError:
            return (0, 0, 0)

    def _read(self) -> SwitchState:
        try:
            record = json.loads(self.file.read_text("utf-8"))
            since = dt.datetime.fromisoformat(record["since"])
            return SwitchState(bool(record["on"]), since, record["who"], record["reason"], record["notice"])
        except FileNotFoundError:
            return SwitchState()
        except (OSError, ValueError, KeyError, TypeError):
            _log.exception("스위치 파일을 읽을 수 없어 답을 멈춥니다: %s", self.file)
            return _UNREADABLE

    def _write(self, state: SwitchState) -> None:
        record = {"on": state.on, "since": (state.since or _now()).isoformat(), "who": state.who}
        record |= {"reason": state.reason, "notice": state.notice}
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            replace_text(self.file, json.dumps(record, ensure_ascii=False))
            with contextlib.suppress(OSError):
                os.chmod(self.file, 0o644)  # noqa: PTH101 - the server may run as another user than the official
        except OSError as error:
            raise StorageError(
                f"스위치를 '{self.file}'에 쓰지 못했습니다({error.strerror}). 바뀐 것은 없습니다. "
                "급하면 서버를 멈추고, 디스크 공간과 쓰기 권한을 확인해 주세요."
            ) from error


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)
