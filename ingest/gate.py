"""Which format a file is of, by what it holds and never by its name; and why it cannot be read."""

from enum import StrEnum
from pathlib import Path


class Format(StrEnum):
    """The formats that can be read."""

    TEXT = "text"


def format_of(data: bytes, path: Path) -> Format:
    """The format of `data`; `path` is only named in messages, and parts kinds of text (".md", ".csv").

    Raises:
        BadInputError: nobody can read it (password, damage, no document), with the reason.
    """
    return Format.TEXT
