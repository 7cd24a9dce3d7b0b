"""The settings that a running server takes over from a changed settings file."""

import logging
from dataclasses import dataclass, field

from chat.settings import Settings
from ingest.errors import BadInputError
from ingest.settings import settings_file
from retriever.storage import FileStamp, file_stamp

_log = logging.getLogger(__name__)

LIVE = frozenset(
    """
    enabled notices ai_notice greeting contact_email accessibility_statement
    visitor_per_minute visitor_per_day feedback_per_minute metrics
    """.split()
)
"""The settings that may change while the server runs. All others are read when it starts: they open files, load models, are part of addresses
already given out, or shape answers that are in the cache by then.
"""


@dataclass(slots=True)
class LiveSettings:
    """The current settings (`now`), for code that must not keep those of the start."""

    now: Settings


@dataclass(slots=True)
class SettingsFile:
    """Watches the file that `Settings.load` reads."""

    _seen: FileStamp | None = field(default_factory=lambda: _stamp())

    def changed(self, current: Settings) -> Settings | None:
        """`current` with the values that have changed in the file and may change now (`LIVE`); None where none have. Changes that need a
        restart, and a file that cannot be used, are logged once.
        """
        stamp = _stamp()
        if stamp == self._seen:
            return None
        self._seen = stamp
        try:
            loaded = Settings.load()
        except BadInputError as error:
            _log.error("바뀐 설정 파일을 쓸 수 없어 전의 설정으로 계속합니다: %s", error)
            return None
        names = [name for name in Settings.model_fields if getattr(loaded, name) != getattr(current, name)]
        live = sorted(LIVE.intersection(names))
        late = sorted(set(names) - LIVE)
        if late:
            _log.warning("다음 설정은 서버를 다시 시작해야 바뀝니다: %s", ", ".join(late))
        if not live:
            return None
        _log.warning("설정이 바뀌었습니다: %s", ", ".join(live))
        return current.model_copy(update={name: getattr(loaded, name) for name in live})


def _stamp() -> FileStamp | None:
    try:
        return file_stamp(settings_file())
    except OSError:
        return None
