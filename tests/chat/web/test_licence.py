import datetime as dt
from dataclasses import replace

import pytest

from chat.web.licence import source_line
from ingest.read import read_text


@pytest.mark.parametrize(
    ("licence", "line"),
    [
        (
            "공공누리 제1유형",
            "이 글은 강변시에서 2024년 작성하여 공공누리 제1유형으로 개방한 ‘주차 요금’을 이용한 것입니다.",
        ),
        (
            "공공누리 제4유형",
            "이 글은 강변시에서 2024년 작성하여 공공누리 제4유형으로 개방한 ‘주차 요금’을 이용한 것입니다. "
            "상업적으로 이용하거나 내용을 바꿀 수 없습니다.",
        ),
        ("공공누리", "이 글은 강변시에서 2024년 작성하여 공공누리로 개방한 ‘주차 요금’을 이용한 것입니다."),
        ("공공누리 제0유형", ""),
        ("CC BY", ""),
        ("", ""),
    ],
)
def test_the_line_that_names_the_source(licence: str, line: str) -> None:
    read = read_text("주차 요금\n\n한 시간에 천 원입니다.\n", source="a.txt", document_id="a")
    metadata = replace(read.metadata, office="강변시", licence=licence, published=dt.date(2024, 1, 8))
    assert source_line(replace(read, title="주차 요금", metadata=metadata)) == line


def test_nothing_is_said_for_an_office_that_nobody_names() -> None:
    read = read_text("주차 요금\n\n한 시간에 천 원입니다.\n", source="a.txt", document_id="a")
    assert source_line(replace(read, metadata=replace(read.metadata, office="", licence="공공누리 제1유형"))) == ""
