"""Numbers that words beside them name as something else."""

import pytest

from ingest.korean.number_names import named_otherwise


@pytest.mark.parametrize(
    ("text", "number", "otherwise"),
    [
        ("접수번호 900101-1234567", "900101-1234567", True),
        ("법인등록번호 110111-1234567", "110111-1234567", True),
        ("동물 등록번호 900101-1234567", "900101-1234567", True),
        ("코드 900101-1234567", "900101-1234567", True),
        ("order no. 1234567890", "1234567890", True),
        ("1234567890원", "1234567890", True),
        ("1234567890 이 바코드", "1234567890", True),
        ("주민번호 900101-1234567", "900101-1234567", False),
        ("내 번호 1234567890", "1234567890", False),
        ("번호 1234567890", "1234567890", False),
        ("1234567890원서", "1234567890", False),
        ("제 전화번호는 1234567890", "1234567890", False),
    ],
)
def test_words_that_name_a_number(text: str, number: str, otherwise: bool) -> None:
    start = text.index(number)
    assert named_otherwise(text, (start, start + len(number))) is otherwise
