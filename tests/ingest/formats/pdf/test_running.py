"""What is printed on every page, and what only stands at its edge."""

from formats.pdf.placed import text_line
from ingest.formats.pdf.page import Page
from ingest.formats.pdf.places import Box
from ingest.formats.pdf.running import without_running

BODY = "신청은 주민센터에서 받습니다"


def page(*lines: tuple[str, float]) -> Page:
    """A page of 1000 points with its body and `lines`, each with the height of its middle."""
    placed = sorted([*lines, (BODY, 500.0)], key=lambda one: one[1])
    return Page(Box(0, 0, 600, 1000), tuple(text_line(text, 0, at - 5) for text, at in placed), (), ())


def kept(*pages: Page) -> list[list[str]]:
    return [[line.text for line in lines if line.text != BODY] for lines in without_running(pages)]


def test_a_header_on_every_page_belongs_to_none() -> None:
    assert kept(*(page(("도시계획과 업무편람", 20)) for _ in range(4))) == [[]] * 4
    assert [len(lines) for lines in without_running([page(("업무편람", 20))] * 2)] == [1, 1]


def test_the_margin_is_an_eighth_of_the_page() -> None:
    assert kept(*(page(("업무편람", 119)) for _ in range(4))) == [[]] * 4
    assert kept(*(page(("업무편람", 121)) for _ in range(4))) == [["업무편람"]] * 4
    assert kept(*(page(("업무편람", 881)) for _ in range(4))) == [[]] * 4
    assert kept(*(page(("업무편람", 879)) for _ in range(4))) == [["업무편람"]] * 4


def test_three_lines_at_the_edge_may_run_along() -> None:
    edge = [("한빛시", 20.0), ("도시계획과", 40.0), ("업무편람", 60.0), ("제2장 허가", 80.0)]
    assert kept(*(page(*edge) for _ in range(4))) == [["제2장 허가"]] * 4


def test_half_of_the_pages_are_enough() -> None:
    plain = [page() for _ in range(4)]
    assert kept(*(page(("업무편람", 20)) for _ in range(4)), *plain) == [[]] * 8
    assert kept(*(page(("업무편람", 20)) for _ in range(3)), page(), *plain) == [["업무편람"]] * 3 + [[]] * 5


def test_one_page_has_nothing_that_runs_along() -> None:
    assert kept(page(("업무편람", 20))) == [["업무편람"]]


def test_heights_that_differ_a_little_are_one() -> None:
    assert kept(*(page(("업무편람", at)) for at in (9.9, 13.7))) == [[], []]
    assert kept(*(page(("업무편람", at)) for at in (10, 16))) == [["업무편람"], ["업무편람"]]


def test_numbers_that_count_the_pages() -> None:
    assert kept(page(("7", 980)), page(("8", 980)), page(("9", 980))) == [[], [], []]
    assert kept(page(("7", 980)), page(("12", 980)), page(("3", 980))) == [["7"], ["12"], ["3"]]
    assert kept(page(("안내 1", 980)), page(("안내 2", 980))) == [[], []]


def test_a_number_between_dashes_is_its_pages_wherever_it_counts() -> None:
    assert kept(page(("- 12 -", 980)), page(("3/16", 20)), page(("5쪽", 980))) == [[], [], []]


def test_what_a_browser_prints_around_a_page() -> None:
    for top in ("25. 6. 12. 오후 3:24 공영자전거 안내", "2025. 6. 12. 오전 9:05"):
        assert kept(page((top, 20), ("https://www.example.go.kr/a.do?id=7 1/1", 980))) == [[]]
    stay = [
        ("25. 6. 12. 오후 3시에 시작", 20.0),
        ("2025. 6. 12. 접수", 40.0),
        ("누리집 https://www.example.go.kr", 980.0),
    ]
    assert kept(page(*stay)) == [[words for words, _ in stay]]
    assert kept(page(("https://www.example.go.kr", 980))) == [["https://www.example.go.kr"]]  # of a footnote
