"""The structure of a text that its file states, and that need not be inferred from the words."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from ingest.blocks import Table


@dataclass(frozen=True, slots=True)
class StructureHints:
    """The structure that a file states, by the offsets in the text (characters) at which lines begin. `tables`: by their first line; `levels`: of
    headings (1 is the outermost); `headed`: lines that are the header of the table below; `literals`: lines that are no heading, item or
    row, whatever they look like. `wrapped`: a paragraph may be several lines. The defaults are those of a plain text, which states nothing.
    """

    tables: Mapping[int, Table] = field(default_factory=dict)
    levels: Mapping[int, int] = field(default_factory=dict)
    headed: Set[int] = frozenset()
    literals: Set[int] = frozenset()
    wrapped: bool = True


NO_HINTS = StructureHints()
