"""What a document is called: by its text, its file's properties or the name of its file."""

import pytest

from ingest.blocks import Paragraph
from ingest.lay_out import lay_out
from ingest.source import Source, SourceLine
from ingest.structure import understand
from ingest.titles import title_of

OTHER = "청년 지원 사업 안내"


def _title(text: str) -> str:
    return title_of(text, understand(text))


def _title_of_lines(*lines: str) -> str:
    text, hints = lay_out(
        Source(tuple(SourceLine(line) for line in (*lines, "- 법률안 3개 국회 통과", "부처는 통과했다고 밝혔다.")))
    )
    return title_of(text, understand(text, hints))


def test_a_title_in_two_lines() -> None:
    assert (
        _title_of_lines("연근해 자료를 바탕으로", "낡은 규제 혁파한다") == "연근해 자료를 바탕으로 낡은 규제 혁파한다"
    )
    assert _title_of_lines("도서관을 새로 짓고,", "낡은 곳은 고친다") == "도서관을 새로 짓고, 낡은 곳은 고친다"
    assert _title_of_lines("전통시장 이용 안내", "즐거운 장보기") == "전통시장 이용 안내"
    assert _title_of_lines("연근해 자료를 바탕으로") == "연근해 자료를 바탕으로"
    assert _title_of_lines("해외 투자는", "3분기에 줄었다") == "해외 투자는 3분기에 줄었다"
    assert _title_of_lines("해외 투자 141.5억", "달러로 늘어") == "해외 투자 141.5억 달러로 늘어"
    assert _title_of_lines("신청 기간은 5월 31일까지", "누구나 신청한다") == "신청 기간은 5월 31일까지"


@pytest.mark.parametrize(
    "above",
    [
        "[별표 5] <개정 2025. 12. 31.>",
        "■ 가나시 공무원 인사 규칙 [별표 7] <개정 2021. 6. 10.>",
        "【별표】",
        "[별지 제2호] 〈신설 2020. 1. 1.〉",
    ],
)
def test_an_annex_is_called_by_the_line_below_its_number(above: str) -> None:
    assert _title(f"{above}\n\n전직시험 면제 자격증(제19조 관련)\n\n1. 일반직\n - 기술사\n") == (
        "전직시험 면제 자격증(제19조 관련)"
    )
    assert _title(f"{above}\n\n< 지정 심사지표 및 기준 >\n\n1. 일반\n - 시설\n") == "지정 심사지표 및 기준"


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ("사업명\t지원 대상\t금액\n부모급여\t0세 아동\t100만원", OTHER),
        ("사업명\t하천 정비 용역\n기초금액\t428,000천원\n기간\t300일", "하천 정비 용역"),
        ("제목\t새벽동 주민설명회 안내\t등록일\t2025-06-11", "새벽동 주민설명회 안내"),
        ("건명\t가\n기간\t300일\n금액\t3만원", OTHER),
    ],
)
def test_a_name_for_the_title_over_a_column_names_none(rows: str, title: str) -> None:
    assert _title(f"{OTHER}\n\n{rows}\n") == title


def test_the_number_of_a_notice_in_brackets_and_the_day_of_a_release_are_no_titles() -> None:
    assert _title("[가나시 공고 제2025-7호]\n\n수영장 이용 안내\n\n1. 시간\n - 9시\n") == "수영장 이용 안내"
    assert _title("배포일시 2025. 2. 3.(월)\n\n가나시, 지원금 지급\n\n가나시는 준다.\n") == "가나시, 지원금 지급"


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("구분\t요금\n어른\t100\n\n비고 없이 쓴다\n", "해솔시 요금표", "해솔시 요금표"),
        ("구분\t요금\n어른\t100\n", "표1", "구분 요금 어른 100"),
        ("구분\t요금\n어른\t100\n", "표가", "표가"),
        ("구분\t요금\n어른\t100\n", "download (3)", "구분 요금 어른 100"),
        ("보도일시\t2024. 3. 5.\n\n새 소식을 알린다\n\n- 알렸다.\n", "보도자료", "새 소식을 알린다"),
        ("<요금 안내>\n구분\t요금\n어른\t100\n\n그 밖의 요금\n\n없다.\n", "요금표", "그 밖의 요금"),
        ("이용 요금\n\n구분\t요금\n어른\t100\n", "요금표", "이용 요금"),
        ("(단위: 원)\n구분\t요금\n어른\t100\n", "요금표", "요금표"),
    ],
)
def test_data_are_called_by_the_name_of_their_file(text: str, name: str, title: str) -> None:
    assert title_of(text, understand(text), name) == title


def test_a_part_in_the_contents_is_no_title() -> None:
    contents = "목 차\n\n1. 추진 배경 1\n2. 추진 내용 3\n\n\f\n1. 추진 배경\n\n상권이 어렵다.\n"
    assert _title(contents) == ""
    assert _title(f"상권 지원 계획\n\n{contents}") == "상권 지원 계획"


def test_the_way_to_a_page_is_no_title() -> None:
    assert _title("홈 > 분야별정보 > 교통\n\n공영자전거 이용 안내\n\n누구나 탄다.\n") == "공영자전거 이용 안내"


def test_titles_of_other_texts() -> None:
    assert _title("# 여권 발급 안내\n\n## 신청\n\n하세요.\n") == "여권 발급 안내"
    assert _title("제목: 월세 지원 안내\n수신: 각 구청장\n") == "월세 지원 안내"
    assert (
        _title("온라인 시장의 성장\n온라인 시장은 어디에서나 빠르게 자라고 있으며 앞으로도 그럴 것이다.\n")
        == "온라인 시장의 성장"
    )
    long = (
        "이 글에는 제목이 없이 바로 본문이 시작되며 첫 문장이 매우 길어서 제목으로 삼기에 알맞지 않으므로 앞부분만 쓴다."
        * 3
    )
    assert (
        _title(long)
        == "이 글에는 제목이 없이 바로 본문이 시작되며 첫 문장이 매우 길어서 제목으로 삼기에 알맞지 않으므로…"
    )


@pytest.mark.parametrize(
    ("first", "is_title"),
    [
        ("가" * 120, True),
        ("가" * 121, False),
        ("가나 " * 40, True),  # 119 characters without the last space
        ("가나 " * 40 + "가나", False),  # 122 characters, but fewer letters
        ("가나다라", True),
        ("가나다", False),
        ("가" * 39 + ".", True),
        ("가" * 40 + ".", False),  # a sentence
        ("[보도자료]", False),
        ("[보도자료] 가나시 주차 요금", True),
        ("참고자료실 이용", True),
        ("가나시 공고 제2024-12호 ".ljust(39, "가"), False),  # the number of a notice
        ("가나시 공고 제2024-12호 ".ljust(40, "가"), True),  # and its name behind it
    ],
)
def test_which_line_at_the_top_is_a_title(first: str, is_title: bool) -> None:
    text = f"{first}\n\n{OTHER}\n\n글을 쓴다.\n"
    assert title_of(text, understand(text)) == (first.strip() if is_title else OTHER)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("가나 " + "다" * 56 + ".", "가나 " + "다" * 56 + "."),  # sixty characters
        ("가나 " + "다" * 57 + ".", "가나…"),
    ],
)
def test_the_first_words_stand_for_a_title_that_is_missing(words: str, expected: str) -> None:
    assert title_of(words, [Paragraph(0, len(words))]) == expected


@pytest.mark.parametrize(("above", "expected"), [(1991, "청년 지원"), (1999, "청년 지원"), (2000, "가나…")])
def test_what_is_called_the_title_stands_in_the_first_two_thousand_characters(above: int, expected: str) -> None:
    text = "가나 " + "다" * (above - 4) + "\n제목: 청년 지원"
    assert title_of(text, [Paragraph(0, above - 1)]) == expected


def test_an_open_title_goes_on_in_the_line_right_below_and_nowhere_else() -> None:
    first, second = "연근해 자료를 바탕으로", "낡은 규제 혁파한다"
    right_below, apart = f"{first}\n{second}", f"{first}\n\n{second}"
    assert title_of(right_below, [Paragraph(0, 12), Paragraph(13, 23)]) == f"{first} {second}"
    assert title_of(apart, [Paragraph(0, 12), Paragraph(14, 24)]) == first
    assert title_of(first, [Paragraph(0, 12)]) == first


@pytest.mark.parametrize(
    ("top", "title"),
    [
        # A signature above the title, a subtitle between dashes, a title in quotation marks that goes on below.
        ("나루시 나루구청장\n\n공무직 관리 규정 일부개정규칙안 입법예고\n", "공무직 관리 규정 일부개정규칙안 입법예고"),
        ("- 강변에 울리는 -\n\n제2회 가을밤 음악 축제 안내\n", "제2회 가을밤 음악 축제 안내"),
        (
            "『제2회 가을밤 음악 축제』\n행사대행 용역 제안요청서\n",
            "『제2회 가을밤 음악 축제』 행사대행 용역 제안요청서",
        ),
        # What only says the kind of a paper is completed; it stays where nothing completes it.
        (
            "규제영향분석서\n\n도심 복합개발 지원에 관한 법률 시행령\n",
            "규제영향분석서 도심 복합개발 지원에 관한 법률 시행령",
        ),
        ("제안요청서\n\n- 목차\n", "제안요청서"),
        ("2023. 4. 6.(목) 석간용\n\n골목 상권의 봄맞이 행사\n", "골목 상권의 봄맞이 행사"),
    ],
)
def test_the_title_below_other_lines(top: str, title: str) -> None:
    assert _title(f"{top}\n구는 4월에 다섯 곳에서 행사를 연다고 밝혔다.\n") == title
