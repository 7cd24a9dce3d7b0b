"""Number plates, and what only looks like them."""

import pytest

from ingest.korean.plates import plates


@pytest.mark.parametrize(
    ("text", "plate"),
    [
        ("12가3456 견인됐나요", "12가3456"),
        ("387거1928", "387거1928"),
        ("충북 82 바 3641 운행정지", "충북 82 바 3641"),
        ("11러-2233 압류", "11러-2233"),
        ("내 차 서울 34 다 5678 주차위반", "서울 34 다 5678"),
        ("차량번호 12호 3456", "12호 3456"),  # a hired car
        ("오토바이 서울 강남 가 1234 폐지신고", "서울 강남 가 1234"),
    ],
)
def test_plates(text: str, plate: str) -> None:
    assert [text[start:end] for start, end in plates(text)] == [plate]


@pytest.mark.parametrize(
    "text",
    [
        "제12조 3456",  # an article, no car
        "12조3456억원 예산",
        "자동차세 12조 3456억원",
        "주차장 123구 1234면",
        "12가지 서류 3456부",
        "34 다 5678",  # no car is spoken of
        "1123가4567",
    ],
)
def test_no_plates(text: str) -> None:
    assert plates(text) == []
