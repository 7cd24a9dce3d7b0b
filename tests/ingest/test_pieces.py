"""Which lines make one block: at each limit, and just beside it."""

import pytest

from ingest.lines import lines_of
from ingest.outline import MarkerFamily
from ingest.pieces import Piece, PieceShape, pieces_of
from ingest.structure_hints import NO_HINTS, StructureHints

END = "한다."


def pieces(text: str) -> list[Piece]:
    return pieces_of(lines_of(text), NO_HINTS)


def shapes(text: str) -> list[tuple[str, int]]:
    """The shape and the number of lines of each piece."""
    return [(piece.shape.value, len(piece.lines)) for piece in pieces(text)]


def test_wrapped_lines_are_joined_and_items_begin_anew() -> None:
    text = "○ 시는 올해부터 주민에게 열한 권의\n  책을 빌려준다.\n○ 둘째 항목\n\n끝."
    found = pieces(text)
    assert [piece.words for piece in found] == [
        "○ 시는 올해부터 주민에게 열한 권의 책을 빌려준다.",
        "○ 둘째 항목",
        "끝.",
    ]
    assert found[0].content == "시는 올해부터 주민에게 열한 권의 책을 빌려준다."
    assert text[found[0].start : found[0].end] == "○ 시는 올해부터 주민에게 열한 권의\n  책을 빌려준다."


@pytest.mark.parametrize(("length", "count"), [(21, 1), (20, 2)])
def test_a_line_of_seven_tenths_was_broken_by_the_page(length: int, count: int) -> None:
    assert len(pieces("가".ljust(length - len(END), "나") + END + "\n" + "다" * 30)) == count


@pytest.mark.parametrize(("length", "count"), [(110, 1), (111, 2)])
def test_longer_lines_are_paragraphs(length: int, count: int) -> None:
    assert len(pieces("가" * length + "\n" + "나" * 20)) == count


@pytest.mark.parametrize(("width", "count"), [(13, 1), (12, 2)])
def test_in_a_narrow_block_a_short_line_says_nothing(width: int, count: int) -> None:
    # The first line takes more than half of the width and less than seven tenths.
    assert len(pieces("가" * (width - 5) + "\n" + "나" * width)) == count


@pytest.mark.parametrize(("length", "shape"), [(20_000, "table"), (20_001, "plain")])
def test_an_endless_row_is_damage(length: int, shape: str) -> None:
    assert shapes("가\t".ljust(length, "나")) == [(shape, 1)]


@pytest.mark.parametrize(("length", "shape"), [(60, "marked"), (61, "table")])
def test_the_title_of_a_section_in_a_box(length: int, shape: str) -> None:
    (piece,) = pieces("1\t" + "가" * length)
    assert piece.shape.value == shape
    if piece.marker:
        assert (piece.marker.kind, piece.content) == (MarkerFamily.NUMBER, "가" * length)


def test_the_title_of_a_box_above_its_items() -> None:
    found = pieces("지원\t내용\n○ 첫째\n○ 둘째")
    assert [piece.shape.value for piece in found] == ["marked"] * 3
    assert found[0].marker is not None
    assert found[0].marker.kind is MarkerFamily.BOX_TITLE


@pytest.mark.parametrize(("length", "count"), [(30, 1), (31, 2)])
def test_a_short_name_has_the_number_below_it(length: int, count: int) -> None:
    assert len(pieces("가" * length + "\n112")) == count


def test_a_sentence_names_no_number() -> None:
    assert len(pieces("신고는 여기로 한다.\n112")) == 2
    assert len(pieces("문의: 교통과\n112")) == 2
    assert len(pieces("신고\n\n112")) == 2


@pytest.mark.parametrize(
    ("length", "expected"), [(40, [("table", 3)]), (41, [("table", 1), ("plain", 1), ("table", 1)])]
)
def test_a_short_cell_alone_may_stand_in_a_table(length: int, expected: list[tuple[str, int]]) -> None:
    assert shapes("구분\t요금\n" + "가" * length + "\t\n어른\t3원") == expected


@pytest.mark.parametrize(("length", "count"), [(41, 1), (40, 2)])
def test_a_writers_own_line_break_in_a_long_item(length: int, count: int) -> None:
    # The second line is set in; a line of more than 110 makes the lines of the block paragraphs.
    text = "○ ".ljust(length, "가") + "\n    " + "나" * 10 + "\n\n" + "다" * 111
    assert len(pieces_of(lines_of(text), StructureHints(wrapped=False))) == count + 1


@pytest.mark.parametrize(
    ("line", "shape"),
    [
        ("<표 1> 연도별 예산", "caption"),
        ("〈 지원 대상 〉", "caption"),
        ("(단위: 백만 원)", "caption"),
        ("연도별 예산 (단위: 원)", "caption"),
        ("2. 입장료 (단위: 원)", "marked"),
        ("표를 만든다", "plain"),
    ],
)
def test_captions(line: str, shape: str) -> None:
    assert shapes(line) == [(shape, 1)]


def test_the_first_row_may_be_the_tables_caption() -> None:
    assert shapes("연도별 예산\t(단위: 원)\n연도\t예산\n2024\t3") == [("caption", 1), ("table", 2)]


def test_a_page_border_is_a_piece() -> None:
    assert shapes("글\n\f\n글") == [("plain", 1), ("page", 1), ("plain", 1)]


def test_what_the_file_tells_goes_before_how_it_looks() -> None:
    lines = lines_of("1. 값\n가\t나")
    found = pieces_of(lines, StructureHints(literals=frozenset({lines[1].start})))
    assert [piece.shape for piece in found] == [PieceShape.MARKED, PieceShape.PLAIN]


@pytest.mark.parametrize(("length", "shape"), [(120, "caption"), (121, "plain")])
def test_a_caption_is_no_longer_than_a_line(length: int, shape: str) -> None:
    assert shapes(f"<{'가' * 80}>({'나' * (length - 84)})") == [(shape, 1)]


def test_a_sign_and_its_words_in_two_cells_are_an_item() -> None:
    assert shapes("○\t지원 대상") == [("marked", 1)]
    assert shapes("○\t지원\t대상") == [("table", 1)]


def test_a_caption_row_stands_above_two_rows() -> None:
    assert shapes("연도별 예산\t(단위: 원)\n2024\t3") == [("table", 2)]


@pytest.mark.parametrize(("blanks", "count"), [(1, 2), (2, 1)])
def test_a_line_set_in_by_two_goes_on_with_the_item(blanks: int, count: int) -> None:
    short = "○ 짧다.\n" + " " * blanks + "둘째 문장은 길어서 줄의 폭을 정하게 된다."
    assert len(pieces(short)) == count
    long = "○ ".ljust(41, "가") + "\n" + " " * blanks + "나" * 10
    assert len(pieces_of(lines_of(long), StructureHints(wrapped=False))) == count


@pytest.mark.parametrize(("length", "count"), [(10, 2), (11, 1)])
def test_a_line_of_more_than_half_the_width_goes_on(length: int, count: int) -> None:
    assert len(pieces("가" * length + "\n" + "나" * 20)) == count
