"""Units and counting words: one table (`units.tsv`), and which of them may stand for each other."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from ingest.korean.noun_ends import NOUN_END

PERCENT = rf"퍼센트|프로{NOUN_END}"
"""A pattern: what a percentage is called behind a figure; 프로 only where no longer word begins ("3프로그램")."""
_HANGUL = re.compile(r"[가-힣]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit as documents write it.

    `kind` is what it counts or measures; `same` are the groups of units that a writer exchanges (명, 인, 사람); one of it is `factor` times the unit
    `base` (0 and "" where it is not measured by another); `native` is "joined" where a native numeral counts it with or without a space (두 명,
    두명), "spaced" where only with a space, else "".
    """

    name: str
    kind: str
    same: frozenset[str]
    base: str
    factor: Decimal
    native: str

    def is_like(self, other: "Unit") -> bool:
        """Whether a writer may put one for the other: "5명" and "5인", "3㎡" and "3제곱미터"."""
        by_measure = bool(self.base) and (self.base, self.factor) == (other.base, other.factor)
        return self == other or bool(self.same & other.same) or by_measure


@cache
def units() -> Mapping[str, Unit]:
    """Every unit by its name."""
    lines = files("ingest.korean").joinpath("units.tsv").read_text("utf-8").splitlines()
    rows = csv.reader((line for line in lines if line and not line.startswith("#")), delimiter="\t")
    return {row[0]: _unit(*row) for row in rows}


def _unit(name: str, kind: str, same: str, base: str, factor: str, native: str) -> Unit:
    return Unit(name, kind, frozenset(filter(None, same.split(","))), base, Decimal(factor or 0), native)


@cache
def plain_units() -> Mapping[str, Unit]:
    """Every unit by its name in plain signs and lower case ("㎡": "m2"), as `ingest.korean.canonical` writes texts."""
    return {unicodedata.normalize("NFKC", name).lower(): unit for name, unit in units().items()}


@cache
def hangul_names() -> Mapping[str, str]:
    """The Korean name of each unit that is written in signs or Latin letters and has one here: "㎡" -> "제곱미터"."""
    spelt = [unit for unit in units().values() if _HANGUL.fullmatch(unit.name)]
    written = [unit for unit in units().values() if not _HANGUL.search(unit.name)]
    names = {unit.name: next((other.name for other in spelt if unit.is_like(other)), "") for unit in written}
    return {sign: name for sign, name in names.items() if name}


@cache
def read_as() -> Mapping[str, str]:
    """The name by which a unit written in signs or Latin letters is read, by how it is written: "㎡" -> "제곱미터", "kwh" -> "kwh" (no Korean
    name in the table). Of several letters the lower case counts ("KM"); one letter stands as it is (5t, no 5T).
    """
    written = [name for name in units() if not _HANGUL.search(name)]
    return {
        name if len(name) == 1 else name.lower(): hangul_names().get(name)
        or unicodedata.normalize("NFKC", name).lower()
        for name in written
    }


@cache
def written_in_signs() -> str:
    """A pattern: a unit of `hangul_names`, the longest that fits."""
    return _pattern(hangul_names())


@cache
def of_kinds(*kinds: str) -> str:
    """A pattern: a unit of one of `kinds`, the longest that fits; of all kinds where none is named."""
    return _pattern(name for name, unit in units().items() if not kinds or unit.kind in kinds)


@cache
def but_kinds(*kinds: str) -> str:
    """A pattern: a unit of any other kind, the longest that fits."""
    return _pattern(name for name, unit in units().items() if unit.kind not in kinds)


@cache
def counted_natively(joined: bool = False) -> str:
    """A pattern: a unit that native numerals count; `joined`: one that they also count without a space."""
    return _pattern(name for name, unit in units().items() if unit.native == "joined" or (unit.native and not joined))


def _pattern(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
