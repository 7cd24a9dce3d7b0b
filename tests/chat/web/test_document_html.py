import re
from dataclasses import replace

import pytest

from chat.composing.quoted import quoted_span
from chat.web.document_html import document_html, marked, table_html
from ingest.blocks import GridCell, Heading, ListItem, Paragraph, Table
from ingest.document import Document, Metadata
from ingest.lay_out import lay_out
from ingest.read import read_text
from ingest.source import Grid, Source, SourceCell, SourceLine
from ingest.structure import understand

#       0         1         2         3
TEXT = "제목\n큰 장\n작은 절\n- 첫째 <항목>\n구분\t값\n하나\t10\n\t20\n"


def document() -> Document:
    at = TEXT.index
    table = Table(
        at("구분"),
        len(TEXT) - 1,
        (
            GridCell(at("구분"), at("구분") + 2, 0, 0),
            GridCell(at("값"), at("값") + 1, 0, 1),
            GridCell(at("하나"), at("하나") + 2, 1, 0, row_span=2),
            GridCell(at("10"), at("10") + 2, 1, 1),
            GridCell(at("20"), at("20") + 2, 2, 1),
        ),
        header_rows=1,
        header_columns=1,
    )
    blocks = (
        Paragraph(0, 2),
        Heading(3, 6, 2, "", "큰 장"),
        Heading(7, 11, 4, "", "작은 절"),
        ListItem(at("- 첫째"), at("구분") - 1, 2, "-"),
        table,
    )
    return Document("d", "제목", TEXT, blocks, Metadata(), "d.txt", "")


def test_headings_leave_no_level_out() -> None:
    html = document_html(document())
    assert "<h2>큰 장</h2>" in html
    assert "<h3>작은 절</h3>" in html
    assert "<h4>큰 장</h4><h5>작은 절</h5>" in document_html(document(), top=4)


def test_text_is_escaped_and_lists_keep_their_depth() -> None:
    assert '<ul><li class="depth-2">- 첫째 &lt;항목&gt;</li></ul>' in document_html(document())


def test_a_table_keeps_labels_and_spans() -> None:
    html = document_html(document())
    assert '<th scope="col">구분</th><th scope="col">값</th>' in html
    assert '<th scope="row" rowspan="2">하나</th><td>10</td></tr><tr><td>20</td></tr>' in html


def test_each_table_is_a_region_with_a_name_of_its_own() -> None:
    text = "금액 <표>\n1\n2"
    tables = (
        Table(0, 8, (GridCell(7, 8, 0, 0),), 0, 0, caption=(0, 6)),
        Table(9, 10, (GridCell(9, 10, 0, 0),), 0, 0),
    )
    html = document_html(Document("d", "t", text, tables, Metadata(), "d", ""))
    assert 'tabindex="0" role="region" aria-label="표 1: 금액 &lt;표&gt;"' in html
    assert 'tabindex="0" role="region" aria-label="표 2"' in html


def test_the_quoted_words_are_marked_across_cells_and_the_first_has_the_anchor() -> None:
    start = TEXT.index("하나")
    html = document_html(document(), (start, start + 5))
    assert (
        '<tr class="quoted"><th scope="row" rowspan="2"><mark id="quote">하나</mark></th><td><mark>10</mark></td></tr>'
        in html
    )
    assert html.count('id="quote"') == 1


def test_a_long_table_is_cut_to_labels_and_marked_rows() -> None:
    text = "머리" + "".join(f"{n:02}" for n in range(20))
    cells = [GridCell(0, 2, 0, 0, column_span=2), GridCell(2, 4, 1, 0, row_span=20)]
    cells += [GridCell(2 + 2 * n, 4 + 2 * n, 1 + n, 1) for n in range(20)]
    long = Document("d", "t", text, (Table(0, len(text), tuple(cells), 1, 1),), Metadata(), "d", "")
    mark = (2 + 2 * 15, 4 + 2 * 15)
    html = document_html(long, mark, within=mark)
    assert html.count("<tr") == 2
    assert '<th scope="row">00</th><td><mark id="quote">15</mark></td>' in html
    assert document_html(long, mark).count("<tr") == 21


@pytest.mark.parametrize(
    ("mark", "html"),
    [
        ((0, 0), "가 &lt;나"),
        ((0, 1), "<mark>가</mark> &lt;나"),
        ((2, 9), "가 <mark>&lt;나</mark>"),
        ((1, 2), "가 &lt;나"),
        ((50, 60), "가 &lt;나"),
    ],
)
def test_marked(mark: tuple[int, int], html: str) -> None:
    assert marked("가 <나", 0, 4, mark) == html


def test_a_telephone_number_can_be_called() -> None:
    assert marked("☎ 02-123-4567", 0, 13, (0, 0)) == '☎ <a href="tel:021234567">02-123-4567</a>'


def test_quoted_words_are_found_whatever_the_white_space() -> None:
    assert quoted_span(document().text, "하나 10") == (TEXT.index("하나"), TEXT.index("10") + 2)
    assert quoted_span(document().text, "없는 말") == (0, 0)
    assert quoted_span(document().text, "") == (0, 0)


def test_each_cell_stands_below_its_column_also_behind_empty_ones() -> None:
    def cell(row: int, column: int, words: str, down: int = 1) -> SourceCell:
        return SourceCell(row, column, (SourceLine(words),), down)

    grid = Grid(
        (
            cell(0, 0, "구분", 2),
            cell(0, 1, "2024년", 2),
            cell(0, 2, ""),
            cell(1, 2, "7월"),
            cell(2, 0, "은행"),
            cell(2, 1, "8.0"),
            cell(2, 2, "2.5"),
            cell(3, 0, "기타"),
            cell(3, 2, "0.5"),
        )
    )
    text, hints = lay_out(Source((grid,)))
    document = replace(read_text("표", source="표.txt"), text=text, blocks=understand(text, hints))
    [table] = (block for block in document.blocks if isinstance(block, Table))
    rows = re.findall("<tr>(.*?)</tr>", table_html(document, table, (0, 0)))
    assert rows == [
        '<th scope="col" rowspan="2">구분</th><th scope="col" colspan="2">2024년</th>',
        '<td></td><th scope="col">7월</th>',
        '<th scope="row">은행</th><td>8.0</td><td>2.5</td>',
        '<th scope="row">기타</th><td></td><td>0.5</td>',
    ]
