"""The register of an index version: what it knows of files apart from its documents (copies that are not indexed, files that could not be
read, side files, mount points).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from ingest.errors import IndexUnusableError
from retriever.storage import MEND

_FILE = "register.json"


@dataclass(frozen=True, slots=True)
class Copy:
    """A file that is not indexed, because the document read from the file `of` says the same or says it better; `why` in Korean."""

    source: str
    sha256: str
    of: str
    why: str


@dataclass(frozen=True, slots=True)
class Register:
    """What an index version knows of files apart from its documents. `copies` by their source. `unread`: source of a document whose file
    could not be read at the last sync -> the reason; its former text is indexed. `sides`: source of a document -> the mark of what side
    files say of it (`ingest.side_files.Side.mark`). `mounts`: mount point that documents lie on -> number of the device mounted there; registers
    are compared without it, since each start of the machine may give other numbers.
    """

    copies: Mapping[str, Copy] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)
    sides: Mapping[str, str] = field(default_factory=dict)
    mounts: Mapping[str, int] = field(default_factory=dict, compare=False)

    @classmethod
    def read(cls, folder: Path) -> "Register":
        """The register of the index version in `folder`.

        Raises:
            IndexUnusableError: the register is missing or damaged.
        """
        try:
            return cls.from_json((folder / _FILE).read_bytes())
        except (OSError, ValueError) as error:
            raise IndexUnusableError(f"색인 '{folder}'이(가) 손상되었습니다. {MEND}") from error

    @classmethod
    def from_json(cls, text: str | bytes) -> "Register":
        """The register that `to_json` gave.

        Raises:
            ValueError: `text` is something else.
        """
        return _REGISTER.validate_json(text)

    def to_json(self) -> str:
        """The register as JSON."""
        return _REGISTER.dump_json(self).decode()

    def only(self, mine: Callable[[str], bool]) -> "Register":
        """The part of this register on the files for whose source `mine` is true, with all mount points."""
        copies, unread, sides = ({s: entry for s, entry in part.items() if mine(s)} for part in self._parts())
        return Register(copies, unread, sides, self.mounts)

    def beside(self, other: "Register") -> "Register":
        """This register and `other` merged; they speak of different files. Of a mount point the number in `other` is kept."""
        copies, unread, sides = (
            dict(sorted({**a, **b}.items())) for a, b in zip(self._parts(), other._parts(), strict=True)
        )
        return Register(copies, unread, sides, {**self.mounts, **other.mounts})

    def _parts(self) -> tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, Any]]:
        return self.copies, self.unread, self.sides

    def write(self, folder: Path) -> None:
        """Write the register into the index version in `folder`."""
        (folder / _FILE).write_text(self.to_json(), "utf-8")


_REGISTER = TypeAdapter(Register)
