"""Makes the blocks of a document: finds the level of each heading and list item, and the block that each note explains."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ingest.blocks import Block, Heading, ListItem, Note, PageStart, Paragraph, Table
from ingest.outline import Marker, MarkerFamily, label_of, order_of

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NOTE_REACH = 8  # blocks; a footnote stands soon after the words it explains


@dataclass(frozen=True, slots=True)
class Shaped:
    """A block whose level is not known yet; `content` is its text without the marker."""

    start: int
    end: int
    marker: Marker | None
    content: str
    is_heading: bool


def blocks_of(shaped: Sequence[Shaped | Table | PageStart], text: str, closings: Collection[int]) -> tuple[Block, ...]:
    """The final blocks, one for each of `shaped`; `closings` are the indices of those that close the document, after
    which the levels of an attached sheet begin anew.
    """
    headings, *sections = _sections(shaped)
    in_law = any(kind is MarkerFamily.ARTICLE for kind, _ in headings)
    ranks, item_ranks = order_of([headings], in_law), order_of(sections, in_law)
    levels = _levels(shaped, ranks)
    blocks: list[Block] = []
    open_headings: list[tuple[int, MarkerFamily, int]] = []  # (level, kind, number) from the outermost
    open_items: list[int] = []  # ranks from the outermost
    closed = False
    for index, one in enumerate(shaped):
        if isinstance(one, Table | PageStart):
            blocks.append(one)
        elif one.is_heading and one.marker:
            level = 1 if closed and one.marker.kind is MarkerFamily.UNMARKED else levels[_key(one.marker, ranks)]
            level = _place(open_headings, level, one.marker.kind, one.marker.number)
            open_items = []
            blocks.append(Heading(one.start, one.end, level, one.marker.text, _title(one.content)))
        elif one.marker is None:
            open_items = []
            blocks.append(Paragraph(one.start, one.end))
        elif _is_note(one.marker, blocks, text):
            owner = _owner(one.marker, blocks, text)
            blocks.append(Note(one.start, one.end, one.marker.text, owner))
        else:
            rank = item_ranks[one.marker.kind]
            while open_items and open_items[-1] >= rank:
                open_items.pop()
            open_items.append(rank)
            label = label_of(one.content)
            blocks.append(ListItem(one.start, one.end, len(open_items), one.marker.text, label))
        closed = closed or index in closings
    return tuple(blocks)


def _sections(shaped: Sequence[Shaped | Table | PageStart]) -> list[list[tuple[MarkerFamily, int]]]:
    """The markers (kind, number) of all headings, followed by those of the list items between each two headings."""
    headings: list[tuple[MarkerFamily, int]] = []
    sections: list[list[tuple[MarkerFamily, int]]] = [[]]
    for one in shaped:
        if isinstance(one, Table | PageStart) or one.marker is None or one.marker.kind is MarkerFamily.NOTE:
            continue
        if one.is_heading:
            headings.append((one.marker.kind, one.marker.number))
            sections.append([])
        else:
            sections[-1].append((one.marker.kind, one.marker.number))
    return [headings, *sections]


def _key(marker: Marker, ranks: Mapping[MarkerFamily, int]) -> tuple[int, int]:
    """The key by which headings are sorted, outermost first: the rank of the family, then "1." before "1.1." and "#" before "##"."""
    parts = len(marker.text) if marker.kind is MarkerFamily.HASH else len(re.findall(r"\d+", marker.text))
    inner = parts if marker.kind in (MarkerFamily.HASH, MarkerFamily.SUBNUMBER) else 0
    return ranks[marker.kind], inner


def _levels(
    shaped: Sequence[Shaped | Table | PageStart], ranks: Mapping[MarkerFamily, int]
) -> dict[tuple[int, int], int]:
    keys = {_key(one.marker, ranks) for one in shaped if isinstance(one, Shaped) and one.is_heading and one.marker}
    return {key: level for level, key in enumerate(sorted(keys), start=1)}


def _place(open_headings: list[tuple[int, MarkerFamily, int]], level: int, kind: MarkerFamily, number: int) -> int:
    """The level of a heading with this `kind` and `number`, which is put on top of `open_headings`.

    Writers mix Roman and Arabic signs at one level ("1." ... "II." ... "3."): a number that does not continue the row at
    its own `level`, but continues one further out, gets the level of that row.
    """
    mixed = (MarkerFamily.ROMAN, MarkerFamily.NUMBER)
    own = next((count for depth, _, count in open_headings if depth == level), 0)
    if kind in mixed and number != own + 1:
        outer = (
            depth for depth, sign, count in open_headings if depth < level and sign in mixed and count + 1 == number
        )
        level = next(outer, level)
    while open_headings and open_headings[-1][0] >= level:
        open_headings.pop()
    open_headings.append((level, kind, number))
    return level


def _title(content: str) -> str:
    stripped = content.strip()
    pairs = {"<": ">", "〈": "〉", "《": "》", "[": "]", "【": "】", "〔": "〕", "(": ")"}
    if stripped and pairs.get(stripped[0]) == stripped[-1]:
        return stripped[1:-1].strip()
    return stripped


def _is_note(marker: Marker, blocks: Sequence[Block], text: str) -> bool:
    """Whether a marked block is a note: by its sign, or because its number is referred to shortly before."""
    if marker.kind is MarkerFamily.NOTE:
        return True
    return marker.kind is MarkerFamily.NUMBER_PAREN and _referring(marker, blocks, text) is not None


def _reference(marker: Marker) -> re.Pattern[str]:
    """The pattern of references to the note inside a text: right behind the word that the note explains."""
    if marker.text.startswith("*"):
        return re.compile(rf"(?<=[^\s*]){re.escape(marker.text)}(?!\*)")
    digits = re.sub(r"\D", "", marker.text)
    if not digits:
        return re.compile(r"(?!)")
    raised = digits.translate(SUPERSCRIPT)
    return re.compile(rf"(?<=[^\s\d(]){raised}⁾?|(?:(?<=[가-힣'’\"”」』)])|(?<=[가-힣]\.)){digits}\)")


def _referring(marker: Marker, blocks: Sequence[Block], text: str) -> int | None:
    """The index of the nearest block above that refers to the note and is not yet explained by another note with its sign; None for none."""
    reference = _reference(marker)
    near = blocks[-_NOTE_REACH:]  # a note stands behind the block that it explains
    explained = {block.belongs_to for block in near if isinstance(block, Note) and block.marker == marker.text}
    for index in range(len(blocks) - 1, max(-1, len(blocks) - 1 - _NOTE_REACH), -1):
        block = blocks[index]
        if isinstance(block, Heading):
            return None
        if (
            index not in explained
            and not isinstance(block, PageStart | Note)
            and reference.search(text, block.start, block.end)
        ):
            return index
    return None


def _owner(marker: Marker, blocks: Sequence[Block], text: str) -> int | None:
    """The index of the block that the note explains: the one that refers to it, else the one right above."""
    found = _referring(marker, blocks, text)
    if found is not None:
        return found
    for index in range(len(blocks) - 1, -1, -1):
        if not isinstance(blocks[index], PageStart | Note):
            return index
    return None
