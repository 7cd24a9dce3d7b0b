import datetime as dt
from dataclasses import replace

import pytest

from chat.composing.published_at import published_at
from ingest.document import Document
from ingest.read import read_text

PAGE = "https://www.example.go.kr/board/view.do?id=7"


def document(url: str) -> Document:
    read = read_text("공영주차장 안내\n\n월 정기권은 5만 원입니다.\n", source="안내.txt")
    return replace(read, metadata=replace(read.metadata, url=url, published=dt.date(2024, 1, 8)))


@pytest.mark.parametrize(
    ("url", "words", "address"),
    [
        ("", "월 정기권", ""),
        (PAGE, "", PAGE),
        (PAGE, "5만 원-6만 원", f"{PAGE}#:~:text=5%EB%A7%8C%20%EC%9B%90%2D6%EB%A7%8C%20%EC%9B%90"),
        (PAGE, "a, b & c", f"{PAGE}#:~:text=a%2C%20b%20%26%20c"),
        (PAGE, "a b c d e f g h", f"{PAGE}#:~:text=a%20b%20c%20d%20e%20f%20g%20h"),
        (PAGE, "a b c d e f g h i", f"{PAGE}#:~:text=a%20b%20c%20d,f%20g%20h%20i"),
        (PAGE, "a b\tc\td e f g h", f"{PAGE}#:~:text=a%20b,e%20f%20g%20h"),
        (f"{PAGE}#body", "a", f"{PAGE}#body:~:text=a"),
        ("https://www.example.go.kr/files/a.HWP", "a", "https://www.example.go.kr/files/a.HWP"),
    ],
)
def test_the_words_are_named_in_the_address(url: str, words: str, address: str) -> None:
    assert published_at(document(url), words) == address
