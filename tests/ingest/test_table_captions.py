"""Which lines name the table below them: at each limit of `ingest.table_captions`, and just beside it."""

import pytest

from ingest.blocks import Block, Table
from ingest.lines import lines_of
from ingest.structure import understand
from ingest.structure_hints import StructureHints
from ingest.tables import table_of


@pytest.mark.parametrize(("above", "expected"), [(2, False), (3, True)])
def test_the_first_lines_name_the_document_and_no_table(above: int, expected: bool) -> None:
    assert (caption_of("직급별 정원", above) is not None) is expected


@pytest.mark.parametrize(("length", "expected"), [(60, True), (61, False)])
def test_a_line_of_sixty_characters_names_the_table_below_it(length: int, expected: bool) -> None:
    assert (caption_of("가" * length) is not None) is expected


def test_two_lines_name_a_table_and_not_three() -> None:
    assert caption_of("직급별 정원\n(단위: 명)") == "직급별 정원\n(단위: 명)"
    assert caption_of("직급별 정원\n<표 1> 정원과 현원\n(단위: 명)") == "<표 1> 정원과 현원\n(단위: 명)"


@pytest.mark.parametrize(
    ("words", "expected"),
    [("직급별 정원과 현원의 비교", True), ("직급별 정원과 현원의 비교\n시도별 정원과 현원의 비교", False)],
)
def test_a_line_that_names_a_table_is_not_broken(words: str, expected: bool) -> None:
    assert (caption_of(words, wrapped=True) is not None) is expected


def caption_of(words: str, above: int = 3, wrapped: bool = False) -> str | None:
    """The caption of a table that its file states, below `words`, with so many lines on top of them."""
    text = "".join(f"문단 {number}이다.\n" for number in range(above)) + words + "\n"
    rows = "구분\t정원\n5급\t10"
    shape = table_of(lines_of(rows), None, "")
    stated = Table(len(text), len(text) + len(rows), shape.cells, 1, 1, None, "")
    blocks: tuple[Block, ...] = understand(text + rows, StructureHints(tables={len(text): stated}, wrapped=wrapped))
    [table] = [one for one in blocks if isinstance(one, Table)]
    return (text + rows)[slice(*table.caption)] if table.caption else None
