"""The central agencies' names: official, short, former and English (`agencies.tsv`), so that any of them finds the others."""

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from ingest.korean.letters import unspaced


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency: its official name, and every other name it is or was called by."""

    name: str
    short: tuple[str, ...]
    english: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All Korean names, the official one first."""
        return self.name, *self.short


# What follows a name when its last syllable belongs to the next word ("교육부터", "산업부문", "환경 부담").
_NOT_PART = r"(?!터|문|분|족|담(?!당))"


@cache
def agencies() -> tuple[Agency, ...]:
    """Every agency in `agencies.tsv`."""
    lines = files("ingest.korean").joinpath("agencies.tsv").read_text("utf-8").splitlines()
    rows = csv.reader((line for line in lines if line and not line.startswith("#")), delimiter="\t")
    return tuple(
        Agency(name, tuple(s for s in short.replace("|", ",").split(",") if s != name), _english(english))
        for name, short, english in rows
    )


@lru_cache(maxsize=1024)  # the same text is asked about many times over
def named_in(text: str) -> tuple[Agency, ...]:
    """The agencies that `text` names in Korean or English; white space is ignored.

    Acronyms count in capitals only ("MOF" is one, "mof" a slip), and the longest name wins where one contains another.
    """
    squeezed, lowered = unspaced(text), " ".join(text.lower().split())
    found: list[tuple[str, Agency]] = []
    for agency in agencies():
        korean = [name for name in agency.names if name in squeezed and _whole(name).search(squeezed)]
        english = [name for name in agency.english if (name in text if name.isupper() else name.lower() in lowered)]
        if korean or english:
            found.append((max((*korean, *english), key=len), agency))
    return tuple(agency for name, agency in found if not any(name != other and name in other for other, _ in found))


@cache
def _whole(name: str) -> re.Pattern[str]:
    return re.compile(re.escape(name) + _NOT_PART)


def _english(names: str) -> tuple[str, ...]:
    """The English name and, where the part after the last comma is in capitals, the acronym; other commas belong to the name."""
    head, _, last = names.rpartition(",")
    return (head, last) if head and last.isupper() else (names,)
