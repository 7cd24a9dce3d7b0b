"""Reads side files, in which an office states facts about its documents: `NAME.EXT.meta.toml` beside one, or `metadata.csv` for a folder.

docs/documents.md shows both forms. What a side file states wins over what was read in the document itself.
"""

import csv
import datetime as dt
import hashlib
import io
import tomllib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ingest.decode import decode
from ingest.document import Access, Contact, Document
from ingest.errors import BadInputError
from ingest.korean.dates import first_date
from ingest.korean.letters import unspaced

_BESIDE, _TABLE = ".meta.toml", "metadata.csv"
_NAMED = 5  # files that are named in one message
_MOST_BYTES = 4 * 2**20  # a table of some 20,000 documents

_NAMES = {
    "title": "제목",
    "office": "기관",
    "department": "부서",
    "phone": "전화",
    "url": "주소",
    "published": "게시일",
    "in_force_from": "시행일",
    "in_force_until": "유효 기한",
    "licence": "이용 조건",
    "access": "공개 범위",
    "weight": "가중치",
}
"""The fields, each with its Korean name: both are understood."""
_FIELDS = {name: name for name in _NAMES} | {unspaced(korean): name for name, korean in _NAMES.items()}
_FILE_COLUMNS = ("file", "파일")
_DAYS = frozenset({"published", "in_force_from", "in_force_until"})

LEAST_WEIGHT, MOST_WEIGHT = 0.2, 5.0
"""The weights that an office may give a document: more would find it for questions about other things (`retriever.rank`)."""

TomlValue = str | dt.date
Values = Mapping[str, TomlValue | float]


_SIDE_ONLY = frozenset({"access", "weight"})
"""Fields that no document states about itself: other programs order their pages by a `weight`."""
_FRONT = {name: field for name, field in _FIELDS.items() if field not in _SIDE_ONLY} | {
    "date": "published",
    "발행일": "published",
    "등록일": "published",
    "작성일": "published",
    "approve_date": "published",
    "pubdate": "published",
    "publish_date": "published",
    "published_at": "published",
    "배포일": "published",
    "agency": "office",
    "ministry": "office",
    "organization": "office",
    "기관명": "office",
    "부처": "office",
    "담당부서": "department",
}
"""Names of the fields in the front matter of Markdown, as other programs write them."""


def values_in_front(front_matter: Mapping[str, object]) -> Mapping[str, TomlValue]:
    """The values in `front_matter` by field, without the title; names that are no field are for other programs and are left out."""
    values: dict[str, TomlValue] = {}
    for name, value in front_matter.items():
        known = _FRONT.get(str(name).strip().lower(), "title")
        read = _READERS.get(known, _words)(value)
        if known != "title" and isinstance(read, str | dt.date):
            values.setdefault(known, read)
    return values


def is_side_file(name: str) -> bool:
    """Whether a file called `name` is a side file."""
    return name.lower().endswith(_BESIDE) or name.lower() == _TABLE


@dataclass(frozen=True, slots=True)
class Side:
    """The facts that side files state about one document; `values` by field. `is_unreadable`: one of the files cannot be read today."""

    values: Values = field(default_factory=dict)
    is_unreadable: bool = False

    @property
    def access(self) -> Access | None:
        """Whom the document is for; None where that is not stated."""
        access = self.values.get("access")
        return access if isinstance(access, Access) else None

    @property
    def mark(self) -> str:
        """A hash of the values, which changes when they do (16 hex digits), with a "?" where a file cannot be read; "" for no values."""
        value_text = repr(sorted(self.values.items(), key=lambda item: item[0]))
        digest = hashlib.sha256(value_text.encode("utf-8", "surrogatepass")).hexdigest()[:16] if self.values else ""
        return f"{digest}?" if self.is_unreadable else digest

    def over(self, document: Document) -> Document:
        """`document` with these values in place of those read from it. With a telephone number among them, it is the document's only contact."""
        values: dict[str, Any] = dict(self.values)
        title = values.pop("title", document.title)
        phone = values.pop("phone", "")
        metadata = replace(document.metadata, **values)
        if phone:
            contact = Contact(office=metadata.office, department=metadata.department, phone=phone)
            metadata = replace(metadata, contacts=(contact,))
        return replace(document, title=title, metadata=metadata)


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder of documents. `tables`: the `metadata.csv` that count in it, the nearest last, each with the real folder that it lies in;
    `beside`: the names of the side files in it, None where they cannot be listed; `is_unreadable`: one of those tables cannot be read.
    """

    real: Path
    tables: Sequence[tuple[Path, Mapping[str, Values]]]
    beside: frozenset[str] | None
    is_unreadable: bool


class SideFiles:
    """Reads the side files of documents, each once. `problems`: sentences in Korean about what in them is not understood.

    A `metadata.csv` counts in a document's own folder, and in folders above it that lie at or below one of the real paths `roots`.
    """

    def __init__(self, roots: Sequence[Path] = ()) -> None:
        self._roots = roots
        self.problems: list[str] = []
        self._unreadable: set[Path] = set()
        self._tables: dict[Path, Mapping[str, Values]] = {}
        self._folders: dict[Path, _Folder] = {}

    def of(self, path: Path) -> Side:
        """The facts stated about the file `path`: the nearest `metadata.csv` wins over those further up, the document's own side file over all."""
        folder = self._folders.get(path.parent) or self._folder(path.parent)
        values: dict[str, TomlValue | float] = {}
        for above, table in folder.tables:
            name = (folder.real / path.name).relative_to(above).as_posix()
            values.update(table.get(_plain(name), {}))
        if folder.beside is None or path.name + _BESIDE in folder.beside:
            values.update(self._beside(path))
        return Side(values, folder.is_unreadable or path.with_name(path.name + _BESIDE) in self._unreadable)

    def _folder(self, folder: Path) -> "_Folder":
        """What there is for the files in `folder`, looked for once."""
        real = folder.resolve()
        inside = [one for one in reversed(real.parents) if any(one.is_relative_to(root) for root in self._roots)]
        tables = [(above, table) for above in (*inside, real) if (table := self._table(above))]
        beside: frozenset[str] | None = None
        with suppress(OSError):  # an archive, or a folder that may be entered but not listed
            beside = frozenset(file.name for file in folder.iterdir() if file.name.endswith(_BESIDE))
        is_unreadable = any(above / _TABLE in self._unreadable for above in (*inside, real))
        self._folders[folder] = found = _Folder(real, tables, beside, is_unreadable)
        return found

    def _beside(self, path: Path) -> Values:
        file = path.with_name(path.name + _BESIDE)
        if not file.is_file():
            return {}
        try:
            return self._understood(tomllib.loads(_text(file)), file)
        except (
            BadInputError,
            ValueError,
            RecursionError,
            OSError,
        ) as error:  # also a number of 5,000 digits, or 5,000 brackets
            self._pass_over(file, f"'{file}' 파일을 읽을 수 없어 쓰지 않았습니다({_reason(error)}).")
            return {}

    def _pass_over(self, file: Path, problem: str) -> None:
        self._unreadable.add(file)
        self.problems.append(problem)

    def _table(self, folder: Path) -> Mapping[str, Values]:
        if folder not in self._tables:
            self._tables[folder] = self._read_table(folder / _TABLE)
            beside = sorted(file.name.removesuffix(_BESIDE) for file in folder.glob(f"*{_BESIDE}"))
            self._tell_of_lost(f"'{folder}'의 {_BESIDE}이 말하는", folder, beside)
        return self._tables[folder]

    def _tell_of_lost(self, whose: str, folder: Path, names: Sequence[str]) -> None:
        """Add a problem for those of the files `names` that are not in `folder`: a typing error in a name would otherwise go unnoticed."""
        lost = [name for name in names if name and not _is_there(folder, name)]
        if lost:
            more = f" 외 {len(lost) - _NAMED:,}개" if len(lost) > _NAMED else ""
            listed = ", ".join(f"'{name}'" for name in lost[:_NAMED])
            self.problems.append(f"{whose} 파일이 없습니다: {listed}{more}. 이름과 확장자를 확인해 주세요.")

    def _read_table(self, file: Path) -> Mapping[str, Values]:
        try:
            if not file.is_file():
                return {}
            rows = list(csv.DictReader(io.StringIO(_text(file)), restkey="", restval=""))
        except (BadInputError, csv.Error, OSError) as error:
            self._pass_over(file, f"'{file}' 파일을 읽을 수 없어 쓰지 않았습니다({_reason(error)}).")
            return {}
        column = next((name for name in _FILE_COLUMNS if rows and name in rows[0]), None)
        if column is None:
            self._pass_over(file, f"'{file}'에 '파일' 열이 없어 쓰지 않았습니다. 첫 줄에 열 이름을 적어 주세요.")
            return {}
        values_by_name: dict[str, Values] = {}
        for row in rows:
            name = row.pop(column)
            values_by_name[_plain(name)] = self._understood({key: value for key, value in row.items() if value}, file)
        self._tell_of_lost(f"'{file}'에 적힌", file.parent, list(values_by_name))
        return values_by_name

    def _understood(self, record: Mapping[str, object], file: Path) -> Values:
        values: dict[str, TomlValue | float] = {}
        for name, value in record.items():
            known = _FIELDS.get(unspaced(name))
            read = _READERS.get(known or "", _words)(value)
            if known is None:
                names = ", ".join(_NAMES.values() if file.name == _TABLE else _NAMES)
                self._complain(f"'{file}'의 '{name}': 모르는 항목이라 쓰지 않았습니다. 아는 항목: {names}")
            elif read is None:
                wanted = _WANTED.get(known, '"글자"처럼 따옴표로 묶은 글을 적어 주세요')
                done = "쓰지 않았습니다"
                if known == "access":  # whoever writes something there does not want everybody to read the document
                    values[known], done = Access.INTERNAL, f"'{Access.INTERNAL}'로 보았습니다"
                self._complain(f"'{file}'의 '{name}': 값을 이해할 수 없어 {done}({value}). {wanted}.")
            else:
                values[known] = read
        return values

    def _complain(self, problem: str) -> None:
        if problem not in self.problems:  # once for a column, not for each of its rows
            self.problems.append(problem)


def _words(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _day(value: object) -> dt.date | None:
    """The date that `value` is: a date of TOML, one as Korean documents write it, or month first ("02/21/2023 13:12:34"); None where it is none."""
    if isinstance(value, dt.datetime):
        return value.date()
    if not isinstance(value, str):
        return value if isinstance(value, dt.date) else None
    with suppress(ValueError):
        return dt.datetime.strptime(value.strip()[:10], "%m/%d/%Y").date()
    return first_date(value)


def _address(value: object) -> str | None:
    """The address on the web that `value` is, else None: any other address would run or open something when a citizen clicks on it.

    Refused are also an address with a name before the host (it shows another host than it leads to), and one with characters that
    are invisible, turn the direction of writing, or end an address in some reader.
    """
    words = _words(value) or ""
    try:
        parts = urlsplit(words)
        names_a_host = bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
    except ValueError:
        return None
    plain = words.isprintable() and not set(words) & set(' <>"\\')
    return words if parts.scheme in ("http", "https") and names_a_host and plain else None


def _access(value: object) -> Access | None:
    return next((access for access in Access if access == _words(value)), None)


def _weight(value: object) -> float | None:
    """The weight that `value` is, a number or its digits; None where it is none, or out of bounds."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        weight = float(value)
    except (ValueError, OverflowError):
        return None
    return weight if LEAST_WEIGHT <= weight <= MOST_WEIGHT else None


_READERS: Mapping[str, Callable[[object], TomlValue | float | None]] = {
    "url": _address,
    "access": _access,
    "weight": _weight,
} | dict.fromkeys(_DAYS, _day)


_WANTED = dict.fromkeys(_DAYS, "2024-01-08 같은 날짜를 적어 주세요") | {
    "url": "https://로 시작하는 누리집 주소를 적어 주세요",
    "access": f"'{Access.PUBLIC}'나 '{Access.INTERNAL}'를 적어 주세요",
    "weight": f"{LEAST_WEIGHT:g}부터 {MOST_WEIGHT:g}까지의 수를 적어 주세요",
}


def _is_there(folder: Path, name: str) -> bool:
    """Whether the file `name`, as a person wrote it, is in `folder`; a file in an archive counts as there if the archive is."""
    spelt = (unicodedata.normalize(form, name) for form in ("NFC", "NFD"))
    return any((folder / one).exists() or any(above.is_file() for above in (folder / one).parents) for one in spelt)


def _text(file: Path) -> str:
    if file.stat().st_size > _MOST_BYTES:
        raise BadInputError("파일이 너무 큽니다")
    return decode(file.read_bytes(), str(file))


def _reason(error: Exception) -> str:
    if isinstance(error, ValueError | RecursionError):
        return "TOML 형식에 맞지 않습니다. 한글 항목 이름은 따옴표로 묶어 주세요"
    return str(getattr(error, "strerror", None) or error)


def _plain(name: str) -> str:
    """The path `name` in the form in which paths are compared: disks write Hangul in two ways, and Windows has its own separator."""
    return unicodedata.normalize("NFC", name.strip().replace("\\", "/")).removeprefix("./")
