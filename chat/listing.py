"""Lists as answers: where a question asks for a heading or a named item ("무슨 서류"), all that stands below it."""

from chat.findings import Finding
from chat.objections import cell_of, squeezed
from chat.reading.asked import Asked
from chat.reading.attributes import names_of
from chat.reading.types import FORMED
from ingest.document import Passage, PassageKind, Sentence

# More items than this make no answer; the sentence found is told instead.
_MOST = 8


def items_asked_for(asked: Asked, finding: Finding) -> tuple[str, tuple[Sentence, ...]]:
    """(name of the list, its items) where a heading or an item names what is asked; ("", ()) where none does.

    Only for things that are listed: a date or an amount is one of the lines, not all of them.
    """
    slot = finding.slot
    passage = finding.hit.passage
    if slot is None or set(slot.kinds) & FORMED or not slot.head or cell_of(finding):
        return "", ()
    names = tuple(squeezed(name) for name in names_of(slot.head))
    for name, items in (*_named_items(passage), *_whole_list(passage)):
        if any(wanted in squeezed(name) for wanted in names) and 1 < len(items) <= _MOST:
            return name, items
    return "", ()


def _named_items(passage: Passage) -> list[tuple[str, tuple[Sentence, ...]]]:
    """The items below each named item: its name is the last part of their context."""
    below: dict[str, list[Sentence]] = {}
    for sentence in passage.sentences:
        if sentence.context and not sentence.cells and not sentence.is_label:
            below.setdefault(sentence.context.rpartition(" · ")[2], []).append(sentence)
    return [(name, tuple(items)) for name, items in below.items()]


def _whole_list(passage: Passage) -> list[tuple[str, tuple[Sentence, ...]]]:
    """All items of the passage, below its own heading."""
    if not passage.heading or passage.kind is not PassageKind.LIST_ITEM:
        return []
    items = tuple(s for s in passage.sentences if not s.is_label and not s.cells)
    return [(passage.heading[-1], items)]
