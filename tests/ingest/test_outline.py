import pytest

from ingest.outline import MarkerFamily, boxed_marker, label_of, marker_of, order_of


@pytest.mark.parametrize(
    ("line", "kind", "text", "number", "words"),
    [
        ("Ⅱ. 추진 계획", MarkerFamily.ROMAN, "Ⅱ.", 2, "추진 계획"),
        ("IV. 기대 효과", MarkerFamily.ROMAN, "IV.", 4, "기대 효과"),
        ("3. 향후 계획", MarkerFamily.NUMBER, "3.", 3, "향후 계획"),
        ("1. 2024년 추진 계획", MarkerFamily.NUMBER, "1.", 1, "2024년 추진 계획"),
        ("1.1 사업 목적", MarkerFamily.SUBNUMBER, "1.1", 0, "사업 목적"),
        ("다. 신청 방법", MarkerFamily.HANGUL, "다.", 3, "신청 방법"),
        ("2) 제출 서류", MarkerFamily.NUMBER_PAREN, "2)", 2, "제출 서류"),
        ("나) 제출 서류", MarkerFamily.HANGUL_PAREN, "나)", 2, "제출 서류"),
        ("(1) 제출 서류", MarkerFamily.PAREN_NUMBER, "(1)", 1, "제출 서류"),
        ("⑫ 그 밖", MarkerFamily.CIRCLED, "⑫", 12, "그 밖"),
        ("❸ 그 밖", MarkerFamily.CIRCLED, "❸", 3, "그 밖"),
        ("⑳ 그 밖", MarkerFamily.CIRCLED, "⑳", 20, "그 밖"),
        ("⓵ 신청", MarkerFamily.CIRCLED, "⓵", 1, "신청"),
        ("⓾ 그 밖", MarkerFamily.CIRCLED, "⓾", 10, "그 밖"),
        ("➀ 신청", MarkerFamily.CIRCLED, "➀", 1, "신청"),
        ("➉ 그 밖", MarkerFamily.CIRCLED, "➉", 10, "그 밖"),
        ("➊ 신청", MarkerFamily.CIRCLED, "➊", 1, "신청"),
        ("➓ 그 밖", MarkerFamily.CIRCLED, "➓", 10, "그 밖"),
        ("XIV. 그 밖", MarkerFamily.ROMAN, "XIV.", 14, "그 밖"),
        ("  ○ 지원 대상", MarkerFamily.CIRCLE, "○", 0, "지원 대상"),
        ("ㅇ 지원 대상", MarkerFamily.CIRCLE, "ㅇ", 0, "지원 대상"),
        ("□ 추진 배경", MarkerFamily.SQUARE, "□", 0, "추진 배경"),
        ("- 세부 내용", MarkerFamily.DASH, "-", 0, "세부 내용"),
        ("-세부 내용", MarkerFamily.DASH, "-", 0, "세부 내용"),
        ("- ① (교육) 내용", MarkerFamily.CIRCLED, "①", 1, "(교육) 내용"),
        ("- * 각주", MarkerFamily.NOTE, "*", 0, "각주"),
        ("※ 유의 사항", MarkerFamily.NOTE, "※", 0, "유의 사항"),
        ("주1) 잠정치", MarkerFamily.NOTE, "주1)", 1, "잠정치"),
        ("제2장 운영", MarkerFamily.CHAPTER, "제2장", 2, "운영"),
        ("제3조의2(위원회)", MarkerFamily.ARTICLE, "제3조의2", 3, "(위원회)"),
        ("붙임 1. 신청서", MarkerFamily.ANNEX, "붙임 1", 1, ". 신청서"),
        ("[별표 2] 수수료", MarkerFamily.ANNEX, "[별표 2]", 2, "수수료"),
        ("Q2. 누가 신청하나요?", MarkerFamily.QUESTION, "Q2.", 2, "누가 신청하나요?"),
        ("## 신청 방법", MarkerFamily.HASH, "##", 0, "신청 방법"),
        ("[기업 간 협력]", MarkerFamily.BRACKET, "[", 0, "[기업 간 협력]"),
    ],
)
def test_markers(line: str, kind: MarkerFamily, text: str, number: int, words: str) -> None:
    marker = marker_of(line)
    assert marker is not None
    assert (marker.kind, marker.text, marker.number, line[marker.content :]) == (kind, text, number, words)


@pytest.mark.parametrize(
    "line",
    [
        "2024. 3. 5.",
        "8. 31.까지 접수",
        "02)2011-0700",
        "12.5% 증가",
        "-5% 감소",
        "- 16 -",
        "가나다. 라",
        "Internet 요금",
        "제3조에 따라",
        "참고서 목록",
        "#태그 #둘",
    ],
)
def test_plain_lines_have_no_marker(line: str) -> None:
    assert marker_of(line) is None


def test_labels_are_short_names_in_brackets_before_words() -> None:
    assert label_of("(데이터 경제) 데이터를 모은다") == "데이터 경제"
    assert label_of("(5G·AI 융합) 연다") == "5G·AI 융합"
    assert label_of("(2024) 연다") == ""
    assert label_of("(단독)") == ""
    assert label_of("데이터(경제) 연다") == ""


def test_boxed_titles_have_their_marker_in_a_cell_of_its_own() -> None:
    assert boxed_marker("Ⅲ") == (MarkerFamily.ROMAN, 3)
    assert boxed_marker("2") == (MarkerFamily.NUMBER, 2)
    assert boxed_marker("참고 1") == (MarkerFamily.ANNEX, 1)
    assert boxed_marker("과제 1") is None


def _ranked(sections: list[list[tuple[MarkerFamily, int]]]) -> list[MarkerFamily]:
    order = order_of(sections)
    return sorted(order, key=lambda kind: order[kind])


def test_the_convention_decides_where_a_document_says_nothing() -> None:
    circle, dash, roman, number = (
        (MarkerFamily.CIRCLE, 0),
        (MarkerFamily.DASH, 0),
        (MarkerFamily.ROMAN, 1),
        (MarkerFamily.NUMBER, 1),
    )
    assert _ranked([[dash, circle]]) == [MarkerFamily.CIRCLE, MarkerFamily.DASH]  # one vote is not enough
    assert _ranked([[roman, number]]) == [MarkerFamily.ROMAN, MarkerFamily.NUMBER]


def test_a_document_that_nests_otherwise_is_followed() -> None:
    # "-" above "○" in two sections
    assert _ranked([[(MarkerFamily.DASH, 0), (MarkerFamily.CIRCLE, 0)]] * 2) == [MarkerFamily.DASH, MarkerFamily.CIRCLE]
    # "① 1. 2. ② 1. 2.": the circled numbers go on across the others, which begin again
    c, n = MarkerFamily.CIRCLED, MarkerFamily.NUMBER
    assert _ranked([[(c, 1), (n, 1), (n, 2), (c, 2), (n, 1), (n, 2)]]) == [c, n]
    assert _ranked([[(n, 1), (c, 1), (c, 2), (n, 2), (c, 1), (c, 2)]]) == [n, c]


def test_a_document_that_contradicts_itself_is_followed_where_one_order_is_twice_as_common() -> None:
    dash, circle = (MarkerFamily.DASH, 0), (MarkerFamily.CIRCLE, 0)
    against, along = [dash, circle], [circle, dash]
    assert _ranked([against] * 4 + [along] * 2) == [MarkerFamily.DASH, MarkerFamily.CIRCLE]
    assert _ranked([against] * 3 + [along] * 2) == [MarkerFamily.CIRCLE, MarkerFamily.DASH]
