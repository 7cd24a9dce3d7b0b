from formats import hancom_files as made
from ingest.formats.hwp import read
from ingest.formats.hwpx_boxes import boxes_behind
from ingest.source import Source, SourceLine


def box(words: str, shape: str = "rect") -> str:
    return f"<hp:{shape}><hp:drawText><hp:subList>{made.paragraph(words)}</hp:subList></hp:drawText></hp:{shape}>"


def runs(*parts: str) -> str:
    """A paragraph with each of `parts`, words or XML, in a run of its own."""
    inside = "".join(
        f'<hp:run charPrIDRef="0">{part if part.startswith("<") else f"<hp:t>{part}</hp:t>"}</hp:run>' for part in parts
    )
    return f'<hp:p paraPrIDRef="0" styleIDRef="0">{inside}</hp:p>'


def lines(source: Source) -> list[str]:
    return [part.text for part in source.parts if isinstance(part, SourceLine)]


def test_a_box_between_the_words_of_a_paragraph_does_not_tear_them() -> None:
    body = runs(
        "신청은 5월 ", box("처리 기한 7일"), "2일까지 ", box("문의 민원실", "ellipse"), "받습니다."
    ) + made.paragraph("끝")
    assert lines(read(made.hwpx(body))) == ["신청은 5월 2일까지 받습니다.", "처리 기한 7일", "문의 민원실", "끝"]


def test_a_box_in_a_box_too() -> None:
    inner = f"<hp:rect><hp:drawText><hp:subList>{runs('바깥 ', box('안'), '글')}</hp:subList></hp:drawText></hp:rect>"
    assert lines(read(made.hwpx(runs("가 ", inner, "나")))) == ["가 나", "바깥 글", "안"]


def test_a_box_before_or_behind_the_words_and_a_damaged_file_stay_as_they_are() -> None:
    before, behind = made.hwpx(runs(box("상자"), "글")), made.hwpx(runs("글", box("상자"), " "))
    for data in (before, behind, before[:-40], b"PK\x03\x04", made.hwpx("<hp:p><hp:drawText/>")):
        assert boxes_behind(data) == data
