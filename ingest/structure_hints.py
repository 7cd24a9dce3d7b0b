"""What a file itself tells of its text: facts that need not be inferred from the words."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from ingest.blocks import Table


@dataclass(frozen=True, slots=True)
class StructureHints:
    """`tables` and the `levels` of headings (1 the outermost), each by where its first line begins in the text (characters); `headed`: where lines begin
    that are the header of the table below; `literals`: where lines begin that are no heading, item or row, whatever they look like. `wrapped`: a
    paragraph may be several lines. The defaults are those of a plain text, which tells nothing.
    """

    tables: Mapping[int, Table] = field(default_factory=dict)
    levels: Mapping[int, int] = field(default_factory=dict)
    headed: Set[int] = frozenset()
    literals: Set[int] = frozenset()
    wrapped: bool = True


NO_HINTS = StructureHints()
