import pytest

from ingest.letterhead import NUMBERED_NOTICE, SIGNATURE, is_letterhead


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
        ("가람시 조례 제123호", True),
        ("개정 2007.10. 9, 가람부 고시 제2007-120호", True),
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


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("가람시 입찰공고 제2026-47호", "가람시"),
        ("【가람시 고시 제2026 – 47호】", "가람시"),
        ("[시행 2024. 1. 1.] [가람부령 제10호, 2023. 12. 30., 일부개정]", "가람부"),
        ("[대통령령 제34000호]", ""),
        ("근거: 가람시 고시 제2026-47호", ""),
    ],
)
def test_the_office_of_a_numbered_notice(text: str, office: str) -> None:
    found = NUMBERED_NOTICE.search(text)
    assert (found["office"] if found else "") == office


@pytest.mark.parametrize(
    ("line", "office", "seal"),
    [
        ("나루구청장", "나루구청", None),
        ("가람군수 (직인생략)", "가람군", "직인"),
        ("가람도지사 [인]", "가람도", None),
        ("가람도지사(인)", "가람도", None),
        ("가나다라부 장 관", "가나다라부", None),
        ("가람도교육감 관인", "가람도", "관인"),
        ("전통시장", "", None),
        ("나루구청장이 정한다", "", None),
    ],
)
def test_the_office_whose_head_signs(line: str, office: str, seal: str | None) -> None:
    found = SIGNATURE.fullmatch(line)
    assert (found["office"] if found else "") == office
    assert (found["seal"] if found else None) == seal
