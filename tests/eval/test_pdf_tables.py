"""How the cells of two readings of one document are compared."""

from eval.bench.pdf_tables import Compared, compared
from ingest.source import Grid, Source, SourceCell, SourceLine


def source(*rows: tuple[str, ...]) -> Source:
    cells = [
        SourceCell(number, column, (SourceLine(words),))
        for number, row in enumerate(rows)
        for column, words in enumerate(row)
        if words
    ]
    return Source((Grid(tuple(cells)),))


def cells_right(read: Source, twin: Source) -> tuple[int, int]:
    found = compared(read, twin)
    return found.right, found.cells


def test_a_cell_counts_where_its_words_and_its_place_are_right() -> None:
    twin = source(("구분", "요금"), ("어른", "3,000 원"), ("어린이", "무료"))
    assert cells_right(twin, twin) == (6, 6)
    assert cells_right(source(("구분", "요금"), ("어른", "3,000원"), ("무료", "어린이")), twin) == (4, 6)
    assert cells_right(Source(()), twin) == (0, 6)


def test_each_table_is_held_against_the_one_most_like_it() -> None:
    fees, days = source(("어른", "유료"), ("어린이", "무료")), source(("월요일", "휴관"), ("화요일", "개관"))
    both = Source((*fees.parts, SourceLine("휴관일"), *days.parts))
    assert cells_right(Source((*days.parts, SourceLine("요금"), *fees.parts)), both) == (8, 8)


def test_what_is_missed_is_told_by_kind() -> None:
    twin = source(("구분", "요금"), ("어른", "3,000 원"), ("어린이", "무료"))
    # The row of the grown-ups stands in no table, the rows below it one row further up.
    read = Source((SourceLine("어른 3,000원"), *source(("구분", "요금"), ("어린이", "무료")).parts))
    assert compared(read, twin) == Compared(cells=6, right=2, values=4, named=2, moved=2, outside=2)
