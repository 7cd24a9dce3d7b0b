"""Reads delimited text: values between commas, semicolons, tabs or bars, as spreadsheets save it (CSV)."""

import csv
import io
import re
from collections import Counter

_DELIMITERS = ",;\t|"
_TOLD = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""A first line in which Excel states the delimiter ("sep=;")."""
_SAMPLE = 200  # rows that are looked at for the delimiter


def rows_of(text: str) -> list[list[str]]:
    """The values of `text`, row by row as a spreadsheet counts them; the delimiter is the one that gives most rows the same number of values.

    Raises:
        csv.Error: a quotation mark is never closed.
    """
    declaration = _TOLD.match(text)
    if declaration:
        return _rows(text[declaration.end() :], declaration[1])
    return _rows(text, delimiter_of(text))


def delimiter_of(text: str) -> str:
    """The delimiter between the values of `text`, one of `_DELIMITERS`; a comma where there is none."""
    sample = "\n".join(text.splitlines()[:_SAMPLE])
    return max(_DELIMITERS, key=lambda delimiter: _agreement(sample, delimiter))


def _agreement(sample: str, delimiter: str) -> int:
    """How well `delimiter` fits: the most values in rows of one length (values per row times the number of such rows); 0 where no row
    has two values.
    """
    try:
        widths = Counter(
            len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if len(row) > 1
        )
    except csv.Error:
        return 0
    return max((width * rows for width, rows in widths.items()), default=0)


def _rows(text: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
