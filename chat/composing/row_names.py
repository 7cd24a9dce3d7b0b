"""The names of a table row as a person would say them: without list markers, units and the row's number in its list."""

import re
from dataclasses import replace

from ingest.blocks import GridCell, Table
from ingest.document import Cell, Document
from ingest.korean.politeness import strip_lead
from ingest.korean.time_labels import label_in_full
from ingest.korean.units import units
from ingest.tables import counts_rows, labels_of_row, name_of_labels
from ingest.unit_notes import unit_in, without_unit

_NUMBER = re.compile(r"\d{1,3}")  # a year names itself


def plain_name(label: str) -> str:
    """The name of a row or column without its list marker and unit, "2019년" for a column headed "'19"."""
    return label_in_full(without_unit(strip_lead(label)))


def with_names_told(cell: Cell, document: Document) -> Cell:
    """`cell`, of a table row of `document`, with each number among the row's names as it is told: left out where it only counts the rows, else with
    what it is a number of ("가구원수 4명", "3학년").
    """
    if not any(map(_NUMBER.fullmatch, cell.row)):
        return cell
    table = next((b for b in document.blocks if isinstance(b, Table) and b.start <= cell.start < b.end), None)
    rows = [grid.row for grid in table.cells if grid.start <= cell.start < grid.end] if table else []
    if table is None or not rows:
        return cell
    labels = [label for label in labels_of_row(table, rows[0]) if _NUMBER.fullmatch(_words(document, label))]
    told = {_words(document, label): _told(document, table, label) for label in labels}
    return replace(cell, row=tuple(filter(None, (told.get(name, name) for name in cell.row))))


def _told(document: Document, table: Table, label: GridCell) -> str:
    number = _words(document, label)
    if counts_rows(document.text, table, label.column):
        return ""
    header = name_of_labels(document.text, table, label.column)
    name = plain_name(header)
    if (unit := units().get(name)) and unit.kind == "order":  # "학년", "등급"
        return f"{number}{name}"
    return f"{name} {number}{unit_in(header)}".strip()


def _words(document: Document, label: GridCell) -> str:
    return document.text[label.start : label.end]
