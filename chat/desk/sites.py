"""The sites that may show the widget: their ids, origins, limits, preferred documents and themes.

They are kept in <home>/sites.json; a site that is not in it is refused.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from chat.desk.origin import matches, tidy_origin
from chat.operation.office_file import OfficeFile
from ingest.errors import BadInputError
from retriever.storage import replace_text

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
    """The sites of one home folder, as the file says now. Safe to use from threads and processes."""

    def __init__(self, home: Path, *, demo: bool = False) -> None:
        """`demo`: the service's own pages may show the widget as the site "demo"."""
        self._file = OfficeFile[Mapping[str, Site]](home / "sites.json", "누리집 목록", _read, {})
        self._built_in = {DEMO.id: DEMO} if demo else {}

    @property
    def path(self) -> Path:
        """The path of the file."""
        return self._file.path

    def all(self) -> Mapping[str, Site]:
        """All sites by their ids, raising as `OfficeFile.content`."""
        return {**self._built_in, **self._file.content()}

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

    def _change(self, change: Callable[[dict[str, Site]], dict[str, Site]]) -> None:
        with self._file.held():
            sites = change(_read(self.path) if self.path.exists() else {})
            records = {name: asdict(site) for name, site in sorted(sites.items())}
            replace_text(self.path, json.dumps(records, ensure_ascii=False, indent=1))


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
