"""Which cells a spreadsheet would run, and how they are kept from it."""

import pytest

from retriever.spreadsheet import inert


@pytest.mark.parametrize("sign", list("=+-@\t\r\n＝＋－＠"))
def test_a_cell_that_begins_like_a_formula_gets_an_apostrophe(sign: str) -> None:
    assert inert(f"{sign}HYPERLINK(1)") == f"'{sign}HYPERLINK(1)"
    assert inert(f"  {sign}1") == f"'  {sign}1"  # some programs drop the blanks first


@pytest.mark.parametrize("cell", ["", "  ", "수수료 = 무료", "3-1", "주차@시청", "'=1", "(=1)", "*1", "/1", "12"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert inert(cell) == cell
