"""The sites that may show the widget: their ids, origins, limits, preferred documents and themes.

They are kept in <home>/sites.json; a site that is not in it is refused.
"""

import errno
import fcntl
import json
import logging
import os
import re
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from chat.desk.origin import matches, tidy_origin
from ingest.errors import BadInputError, StorageError
from retriever.storage import file_mark

log = logging.getLogger(__name__)

PER_MINUTE, PER_DAY = 300, 20_000
"""Questions that a site may send in all, unless another limit is registered for it."""
_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_MEND = "파일을 고치거나 지운 뒤 'mureobwa sites add'로 다시 등록해 주세요."


@dataclass(frozen=True, slots=True)
class Theme:
    """The look and the greeting of the widget on a site; an empty value stands for the widget's own, an empty colour
    for the setting `brand_colour`."""

    title: str = ""
    greeting: str = ""
    colour: str = ""
    language: str = ""
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """One site. `origins` are patterns from `tidy_origin`; `per_minute` and `per_day` count questions of all its visitors together.

    `scope` are words of a department or a topic whose documents are preferred. `webview`: an app may open the page
    `/embed` by itself, outside any listed site.
    """

    id: str
    origins: tuple[str, ...]
    per_minute: int = PER_MINUTE
    per_day: int = PER_DAY
    scope: str = ""
    theme: Theme = field(default_factory=Theme)
    webview: bool = False

    def allows(self, origin: str) -> bool:
        """Whether the site may be used from `origin`."""
        return any(matches(pattern, origin) for pattern in self.origins)


DEMO = Site("demo", origins=())


def checked(site: Site) -> Site:
    """`site` with its origins tidied.

    Raises:
        BadInputError: the id, an origin, a quota or the colour is not understood.
    """
    if not _ID.fullmatch(site.id):
        raise BadInputError(
            f"누리집 이름 '{site.id}'은(는) 쓸 수 없습니다. 영문 소문자·숫자·붙임표로 40자까지 적어 주세요."
        )
    if not site.origins:
        raise BadInputError(
            f"누리집 '{site.id}'의 주소가 없습니다. --origin https://www.example.go.kr 처럼 적어 주세요."
        )
    if site.per_minute < 1 or site.per_day < 1:
        raise BadInputError(
            f"누리집 '{site.id}'의 한도는 1 이상이어야 합니다({site.per_minute}/분, {site.per_day}/일)."
        )
    if site.theme.colour and not _COLOUR.fullmatch(site.theme.colour):
        raise BadInputError(f"색 '{site.theme.colour}'은(는) 쓸 수 없습니다. '#1d4ed8'처럼 여섯 자리로 적어 주세요.")
    if site.theme.language not in ("", "ko", "en"):
        raise BadInputError(f"언어 '{site.theme.language}'은(는) 쓸 수 없습니다. 'ko'나 'en'으로 적어 주세요.")
    values = {f.name: getattr(site, f.name) for f in fields(site)}
    return Site(**(values | {"origins": tuple(dict.fromkeys(tidy_origin(origin) for origin in site.origins))}))


class SiteBook:
    """The sites of one home folder, re-read when the file changes. Safe to use from threads and processes."""

    def __init__(self, home: Path, *, demo: bool = False) -> None:
        """`demo`: the service's own pages may show the widget as the site "demo"."""
        self.path = home / "sites.json"
        self._built_in = {DEMO.id: DEMO} if demo else {}
        self._lock = threading.Lock()
        self._seen: tuple[int, int, int] | None = None
        self._sites: Mapping[str, Site] = self._built_in

    def all(self) -> Mapping[str, Site]:
        """All sites by their ids.

        Raises:
            BadInputError: the file is damaged and was never read before; after later damage the sites read last stay in use.
        """
        with self._lock:
            mark = self._mark()
            if mark != self._seen:
                try:
                    self._sites = {**self._built_in, **(_read(self.path) if mark else {})}
                except BadInputError:
                    if self._seen is None:
                        raise
                    log.exception("sites.json is damaged; the sites read before stay in use")
                self._seen = mark
            return self._sites

    def get(self, site_id: str) -> Site | None:
        """The site named `site_id`, or None."""
        return self.all().get(site_id)

    def need(self, site_id: str) -> Site:
        """The site named `site_id`.

        Raises:
            BadInputError: there is none.
        """
        sites = self.all()
        if site_id not in sites:
            raise _unknown(site_id, sites)
        return sites[site_id]

    def put(self, site: Site) -> Site:
        """Add `site`, or replace the one with its id. Returns it as it was written."""
        tidy = checked(site)
        self._change(lambda sites: sites | {tidy.id: tidy})
        return tidy

    def remove(self, site_id: str) -> None:
        """Forget a site.

        Raises:
            BadInputError: there is none of that name.
        """

        def without(sites: dict[str, Site]) -> dict[str, Site]:
            if site_id not in sites:
                raise _unknown(site_id, sites)
            return {name: site for name, site in sites.items() if name != site_id}

        self._change(without)

    def _mark(self) -> tuple[int, int, int] | None:
        try:
            return file_mark(self.path)
        except OSError:
            return None

    def _change(self, change: Callable[[dict[str, Site]], dict[str, Site]]) -> None:
        with _held(self.path):
            sites = change(dict(_read(self.path)) if self.path.exists() else {})
            _write(self.path, {name: asdict(site) for name, site in sorted(sites.items())})


def _unknown(site_id: str, sites: Mapping[str, Site]) -> BadInputError:
    known = ", ".join(sorted(sites)) or "없음"
    return BadInputError(
        f"누리집 '{site_id}'이(가) 없습니다(등록된 누리집: {known}). 'mureobwa sites add'로 등록해 주세요."
    )


def _read(path: Path) -> dict[str, Site]:
    try:
        records = json.loads(path.read_text("utf-8"))
        return {name: _site(record) for name, record in records.items()}
    except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise BadInputError(f"누리집 목록 '{path}'을(를) 읽을 수 없습니다({error}). {_MEND}") from error


def _site(record: dict[str, Any]) -> Site:
    theme = dict(record.get("theme") or {})
    theme["questions"] = tuple(theme.get("questions") or ())
    return checked(Site(**(record | {"origins": tuple(record["origins"]), "theme": Theme(**theme)})))


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Hold the lock that lets one process write at a time. Raises StorageError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        reason = "디스크가 가득 찼습니다" if full else error.strerror
        raise StorageError(
            f"누리집 목록 '{path}'을(를) 쓰지 못했습니다({reason}). 전의 목록은 그대로 있습니다."
        ) from error


def _write(path: Path, records: Mapping[str, object]) -> None:
    """Write the list in one step: a reader sees the old list or the new one."""
    handle, name = tempfile.mkstemp(prefix=".sites-", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(records, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
