import pytest

from ingest.letterhead import is_letterhead


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("보 도 자 료", True),
        ("[참고자료]", True),
        ("보도설명자료", True),
        ("보 도 참 고 자 료", True),
        ("<정책 설명자료>", True),
        ("가람시 공고 제2026-47호", True),
        ("[가람시 공고 제2026-47호]", True),
        ("【가람시 고시 제2026-47호】", True),
        ("보도일시 2025. 2. 3.(월) 조간", True),
        ("배포: 2025년 2월 3일", True),
        ("공고일 이후 2025. 2. 3.까지", False),
        ("보도자료를 냈다", False),
        ("공고 제2026-47호", False),  # whose it is must stand before it
        ("가람시 공고 제2026-47호에 따라 모집합니다", False),
    ],
)
def test_lines_above_the_title(words: str, is_one: bool) -> None:
    assert is_letterhead(words) is is_one
