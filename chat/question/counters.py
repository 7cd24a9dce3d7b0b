"""The table of the counters that take a report, a complaint or a case of one's own; the office may replace it by its own table.

`counters.tsv` states its sources and its date in its first lines.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from chat.operation.office_file import OfficeFile
from chat.question.foreign import Language, either
from chat.settings import AnswerSettings
from ingest.document import Contact
from ingest.errors import BadInputError
from ingest.korean.letters import unspaced
from retriever.storage import FileStamp

_OTHERS = "*"
_MOST = 2
"""The most counters named for one message: for "세금" both the state's and the town's."""
_COLUMNS = ("words", "counter", "phone", "address", "source")


@dataclass(frozen=True, slots=True)
class Counter:
    """A row of the table: a counter and the `words` (without spaces) of the messages that it takes, "*" for all other messages. `address` is
    its web address without a scheme; `phone` and `address` may be empty, not both.
    """

    words: tuple[str, ...]
    name: str
    phone: str
    address: str
    source: str

    @property
    def label(self) -> str:
        """The counter as shown to visitors: "안전신문고(www.safetyreport.go.kr)", "국세상담센터(☎ 126, www.hometax.go.kr)"."""
        where = ", ".join(part for part in (self.phone and f"☎ {self.phone}", self.address) if part)
        return f"{self.name}({where})"

    @property
    def contact(self) -> Contact:
        """The counter as a contact to ask."""
        return Contact(office=self.name, phone=self.phone)


def labels(counters: Sequence[Counter], language: Language | None = None) -> str:
    """The labels of `counters` as one text in `language`, None for Korean: one of them takes the report."""
    return either([counter.label for counter in counters], language)


class CounterTable:
    """The rows of the office's table, read again when its file changes, or those of the package's. Safe to call from several threads."""

    def __init__(self, settings: AnswerSettings) -> None:
        """Raises `BadInputError` where the office's table cannot be read."""
        path = settings.counters_file
        self._file = OfficeFile[Sequence[Counter]](path, "창구 표", _read) if path else None
        self._shipped = () if path else _shipped()
        self.rows()

    def stamp(self) -> FileStamp | None:
        """The stamp of the office's file as it is now; None where there is none, or the package's table is used."""
        return self._file.stamp() if self._file else None

    def rows(self) -> Sequence[Counter]:
        """All rows, in order; those of the office's file as `OfficeFile.content` gives them."""
        return self._file.content() if self._file else self._shipped

    def named(self, message: str) -> tuple[Counter, ...]:
        """The counters that have the longest of the words that `message` holds, at most `_MOST`; empty where it holds none."""
        squeezed = unspaced(message.lower())
        lengths = [(max((len(word) for word in row.words if word in squeezed), default=0), row) for row in self.rows()]
        best = max((length for length, _ in lengths), default=0)
        found = [row for length, row in lengths if length and length == best]
        return tuple({row.name: row for row in found}.values())[:_MOST]

    def of(self, message: str) -> tuple[Counter, ...]:
        """The counters that `named` gives; where it gives none, the `others`."""
        return self.named(message) or self.others()

    def others(self) -> tuple[Counter, ...]:
        """The counters for all messages that no other row names ("*"), at most `_MOST`."""
        return tuple(row for row in self.rows() if _OTHERS in row.words)[:_MOST]


def _shipped() -> Sequence[Counter]:
    return _parsed(files(__package__).joinpath("counters.tsv").read_text("utf-8"), Path("counters.tsv"))


def _read(file: Path) -> Sequence[Counter]:
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(
            f"창구 표 '{file}'을(를) 읽을 수 없습니다({error}). 설정 counters_file을 확인해 주세요."
        ) from error
    return _parsed(text, file)


def _parsed(text: str, file: Path) -> Sequence[Counter]:
    rows = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in next(csv.reader([line], delimiter="\t", quoting=csv.QUOTE_NONE))]
        if len(cells) != len(_COLUMNS) or not cells[0] or not cells[1] or not (cells[2] or cells[3]):
            raise BadInputError(
                f"창구 표 '{file}'의 {number}번째 줄을 읽을 수 없습니다. 탭으로 나눈 다섯 칸(낱말, 창구 이름, 전화, 주소, 출처)이어야 하고, "
                "전화와 주소 가운데 하나는 있어야 합니다."
            )
        rows.append(Counter(tuple(cells[0].lower().split()), *cells[1:]))
    if not any(_OTHERS in row.words for row in rows):
        raise BadInputError(f"창구 표 '{file}'에 그 밖의 민원을 받을 줄(낱말이 '*')이 없습니다.")
    return rows
