"""Lists as answers: where a question asks for a heading or an item ("무슨 서류"), all that stands below it."""

from chat.asked import Asked
from chat.attributes import names_of
from chat.findings import Finding
from chat.objections import cell_of
from chat.read_types import FORMED
from ingest.document import PassageKind
from retriever.index import Index

_MOST = 8


def items_asked_for(asked: Asked, finding: Finding, index: Index) -> tuple[tuple[int, int], ...]:
    """(start, end) of the list items below the heading that names what is asked; empty where none does.

    Only for things that are listed: a date or an amount is one of the lines, not all of them.
    """
    slot = finding.slot
    passage = finding.hit.passage
    if slot is None or set(slot.kinds) & FORMED or not slot.head or not passage.heading or cell_of(finding):
        return ()
    heading = "".join(passage.heading[-1].split())
    if not any("".join(name.split()) in heading for name in names_of(slot.head)):
        return ()
    if passage.kind is not PassageKind.LIST_ITEM:
        return ()
    spans = [(s.start, s.end) for s in passage.sentences if not s.is_label and not s.cells]
    return tuple(spans) if 1 < len(spans) <= _MOST else ()
