"""Lists that a document announces: the items below "신청서에는 다음 각 호의 서류를 붙여야 한다."."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile

from chat.reading.findings import Finding
from ingest.blocks import Block, ListItem, Note, PageStart, Paragraph
from ingest.document import Document

_ANNOUNCES = re.compile(r"(?:다음|아래)\s?(?:의\s?)?(?:각\s?[호목]|표?[와과]\s?같)")
_ONLY_ANNOUNCES = re.compile(r"(?:다음|아래)(?:\s?(?:각\s?호|표))?[와과]\s?같(?:다|습니다|음)\s?[.:]?$")
_MOST_ITEMS, _MOST_CHARACTERS = 10, 1000
"""A longer list is no answer but the document itself. Of 992 announced lists in 2,146 documents .977 are within these limits."""


@dataclass(frozen=True, slots=True)
class AnnouncedList:
    """A list and the block that announces it, each by its (start, end) in the document; an item includes the items below it."""

    head: tuple[int, int]
    items: tuple[tuple[int, int], ...]

    @property
    def end(self) -> int:
        """The offset behind the last item."""
        return self.items[-1][1]

    def item_at(self, place: int) -> tuple[int, int] | None:
        """The item that holds the offset `place`; None where none does."""
        return next((item for item in self.items if item[0] <= place < item[1]), None)


def announced_list(document: Document, place: int) -> AnnouncedList | None:
    """The list that the block at the offset `place` announces or is an item of; None where no block announces one, or it is too long to be told."""
    blocks = [block for block in document.blocks if not isinstance(block, PageStart | Note)]
    number = bisect_right([block.start for block in blocks], place) - 1
    head = _head(document.text, blocks, number) if number >= 0 else None
    if head is None:
        return None
    items = _items(blocks, head)
    start, end = blocks[head].start, blocks[head].end
    if not 2 <= len(items) <= _MOST_ITEMS or items[-1][1] - end > _MOST_CHARACTERS:
        return None
    return AnnouncedList((start, end), items)


def findings_of(whole: AnnouncedList, findings: Sequence[Finding], document_id: str) -> tuple[Finding, ...]:
    """The `findings` that are `whole` of the document, in its order: the sentence that announces it, what follows this in its block, and the
    items. Empty where an item was not read.
    """
    here = [
        f for f in findings if f.passage.document_id == document_id and whole.head[0] <= f.sentence.start < whole.end
    ]
    here.sort(key=lambda finding: finding.sentence.start)
    of_list = tuple(dropwhile(lambda finding: not announces(finding.text), here))
    read = {whole.item_at(finding.sentence.start) for finding in of_list}
    return of_list if read.issuperset(whole.items) else ()


def announces(words: str) -> bool:
    """Whether `words` speak of the items below them ("다음 각 호의 사람은", "다음과 같다")."""
    return bool(_ANNOUNCES.search(words))


def only_announces(words: str) -> bool:
    """Whether a sentence does nothing but announce what follows ("요금은 다음과 같다.") and says nothing by itself."""
    return bool(_ONLY_ANNOUNCES.search(words))


def _head(text: str, blocks: Sequence[Block], number: int) -> int | None:
    """The number of the block that announces the list of block `number`: itself, or the nearest one that it stands below."""
    while True:
        block = blocks[number]
        if not isinstance(block, ListItem | Paragraph):
            return None
        if announces(text[block.start : block.end]):
            return number
        above = number - 1
        while above >= 0 and _depth(blocks[above]) >= _depth(block) > 0:
            above -= 1
        if above < 0 or _depth(block) == 0:
            return None
        number = above


def _items(blocks: Sequence[Block], head: int) -> tuple[tuple[int, int], ...]:
    items: list[tuple[int, int]] = []
    first = 0
    for block in blocks[head + 1 :]:
        depth = _depth(block)
        if depth <= _depth(blocks[head]) or not isinstance(block, ListItem):
            break
        first = first or depth
        if depth <= first:
            items.append((block.start, block.end))
        else:
            items[-1] = items[-1][0], block.end
    return tuple(items)


def _depth(block: Block) -> int:
    """The depth of a list item; 0 for other blocks."""
    return block.depth if isinstance(block, ListItem) else 0
