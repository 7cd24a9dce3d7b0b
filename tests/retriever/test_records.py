"""Documents and passages as lines of an index: what is written is read back the same."""

import typing

import pytest

from ingest.blocks import Block, GridCell, Heading, ListItem, Note, PageStart, Paragraph, Table
from ingest.document import Document, Metadata
from retriever.records import document_from, document_line

BLOCKS: tuple[Block, ...] = (
    Heading(0, 2, 1, "1.", "제목"),
    Paragraph(2, 4),
    ListItem(4, 6, 1, "-", "이름"),
    Note(6, 8, "※", 1),
    PageStart(8, 8, 2),
    Table(8, 12, (GridCell(8, 10, 0, 0), GridCell(10, 12, 0, 1)), 1, 0, (6, 8), "원"),
)


def test_every_kind_of_block_is_among_those_tried() -> None:
    assert {type(block) for block in BLOCKS} == {*typing.get_args(Block)}


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: type(block).__name__)
def test_a_block_is_read_back_as_it_was(block: Block) -> None:
    document = Document("d", "제목", "글월" * 6, (block,), Metadata(), "d.pdf", "0" * 64)
    assert document_from(document_line(document)) == document


def test_a_page_is_read_by_its_former_name() -> None:
    document = Document("d", "제목", "글월" * 6, (PageStart(8, 8, 2),), Metadata(), "d.pdf", "0" * 64)
    line = document_line(document)
    former = line.replace('"PageStart"', '"Page"')
    assert former != line
    assert document_from(former) == document
