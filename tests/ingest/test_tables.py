import pytest

from ingest.blocks import Table
from ingest.lines import lines_of
from ingest.structure import understand
from ingest.tables import counts_rows, is_figure, label_counts, name_of_labels, names_column, tables_in_run


def _table(text: str) -> Table:
    (table,) = (block for block in understand(text) if isinstance(block, Table))
    return table


def _grid(text: str) -> list[tuple[str, int, int, int, int]]:
    return [(text[c.start : c.end], c.row, c.column, c.row_span, c.column_span) for c in _table(text).cells]


def test_figures_and_labels() -> None:
    assert all(is_figure(words) for words in ("1.3", "△2,100억원", "-", "+4.2", "(12.5)", "97%", "1,284개", "3위"))
    assert not any(is_figure(words) for words in ("'21년", "2024", "3월", "1분기", "5G 특화망", "계", "3D 지도"))


TWO_LEVELS = "구분\t예산(억원)\t\t비고\n\t'23년\t'24년\t\n가 사업\t1.5\t2.0\t계속\n나 사업\t-\t3.0\t신규"


def test_a_header_of_two_rows_with_merged_cells() -> None:
    table = _table(TWO_LEVELS)
    assert (table.header_rows, table.header_columns) == (2, 1)
    assert _grid(TWO_LEVELS)[:6] == [
        ("구분", 0, 0, 2, 1),
        ("예산(억원)", 0, 1, 1, 2),
        ("비고", 0, 3, 2, 1),
        ("'23년", 1, 1, 1, 1),
        ("'24년", 1, 2, 1, 1),
        ("가 사업", 2, 0, 1, 1),
    ]


def test_a_label_reaches_down_over_empty_cells() -> None:
    text = "구분\t지역\t개소\n수도권\t서울\t10\n\t경기\t20\n영남\t부산\t5"
    assert (_table(text).header_rows, _table(text).header_columns) == (1, 2)
    assert ("수도권", 1, 0, 2, 1) in _grid(text)
    assert ("영남", 3, 0, 1, 1) in _grid(text)


@pytest.mark.parametrize(
    ("header", "numbers", "counts", "name"),
    [
        ("연번\t기관", (1, 2, 3), True, ""),
        ("번 호\t기관", (31, 32, 33), True, ""),  # a list that goes on from the page before
        ("No.\t기관", (3, 7, 8), True, ""),
        ("구분\t기관", (1, 2, 3), True, ""),
        ("구분\t기관", (2, 3, 4), False, ""),
        ("\t기관", (1, 2, 3), True, ""),
        ("사업\t", (1, 2, 3), True, ""),  # the name of what stands on the right
        ("가구원수(명)\t기관", (1, 2, 3), False, "가구원수(명)"),
        ("순위\t기관", (1, 2, 3), False, "순위"),
        ("단계\t기관", (1, 2, 3), False, "단계"),
    ],
)
def test_numbers_on_the_left_count_the_rows_or_name_them(
    header: str, numbers: tuple[int, ...], counts: bool, name: str
) -> None:
    text = f"{header}\t금액\n" + "\n".join(f"{number}\t강변동\t{number}00만원" for number in numbers)
    table = _table(text)
    assert table.header_rows == 1
    assert counts_rows(text, table, 0) == counts
    assert name_of_labels(text, table, 0) == name


@pytest.mark.parametrize(
    ("corner", "first", "unit"),
    [
        ("구분(조원)", "강변동", "조원"),
        ("구분(조원)", "1", "조원"),
        ("(명)", "10대", "명"),
        ("연령(단위: 명)", "10대", "명"),
        ("사업명(백만원)", "돌봄", "백만원"),
        ("가구원수(명)", "1", ""),  # "2,392,013명" was told of an income
        ("가구원수(명)", "1인 가구", ""),
    ],
)
def test_the_unit_of_the_labels_is_not_that_of_the_figures(corner: str, first: str, unit: str) -> None:
    assert _table(f"{corner}\t소득기준\t재산기준\n{first}\t2,392,013\t11\n계\t3,932,658\t12").unit == unit


def test_names_and_values_have_no_header_row() -> None:
    text = "지원대상\t만 19~34세 청년\n지원금액\t월 20만원\n신청기간\t2024. 3. 1. ~ 3. 31."
    assert (_table(text).header_rows, _table(text).header_columns) == (0, 1)


def test_two_columns_have_a_header_where_it_says_so_or_figures_stand_below() -> None:
    assert _table("구분\t내용\n대상\t청년\n금액\t20만원").header_rows == 1
    assert _table("시도\t개소 수\n서울\t10\n부산\t20").header_rows == 1


def test_a_header_over_columns_with_numbers_in_them() -> None:
    text = "성명\t부서\t전화\n김하나\t기획과\t02-123-4567\n이두리\t총무과\t02-123-4568"
    assert _table(text).header_rows == 1


def test_caption_and_unit_lines_belong_to_the_table() -> None:
    text = "< 연도별 지원 현황 >\n(단위: 개소)\n\n구분\t'23년\t'24년\n서울\t1\t2"
    table = _table(text)
    assert table.caption is not None
    assert text[slice(*table.caption)] == "< 연도별 지원 현황 >\n(단위: 개소)"
    assert table.unit == "개소"
    assert _table("(단위: 명)\t'23년\t'24년\n남\t1\t2").unit == "명"


def test_names_and_values_above_a_wider_table_are_a_table_of_their_own() -> None:
    text = "보도일시\t2022. 1. 26.\t\t\n배포일시\t2022. 1. 25.\t\t\n담당\t부서\t과장\t담당자\n\t가과\t김하나\t이두리"
    assert [len(b.cells) for b in understand(text) if isinstance(b, Table)] == [4, 7]


def test_a_row_that_stands_alone_has_no_labels() -> None:
    table = _table("사진 하나(24.5)\t사진 둘(24.6)\t사진 셋(24.7)")
    assert (table.header_rows, table.header_columns, len(table.cells)) == (0, 0, 3)


def test_a_column_that_says_what_a_row_is_about_is_a_label_even_with_numbers_in_it() -> None:
    table = _table("종류\t구분\t수수료(원)\n복수\t10년(58면)\t38,000\n\t5년\t35,000\n단수\t1년\t15,000")
    assert (table.header_rows, table.header_columns) == (1, 2)


def test_a_corner_word_makes_a_header_whatever_stands_beside_it() -> None:
    table = _table("구분\t개인\t단체(20명 이상)\t야간\n어른(19~64세)\t6,000\t4,500\t7,000")
    assert (table.header_rows, table.header_columns) == (1, 1)
    assert _table("구 분\t1인 가구\t2인 가구\n소득\t100\t200").header_rows == 1
    assert _table("번호\t010-1234").header_rows == 0
    assert _table("성명\t기간\n계약직\t1년").header_rows == 1


def test_names_and_values_are_no_header_though_they_begin_with_such_a_word() -> None:
    assert _table("내용\t숲 해설\n기간\t3월\n참가비\t무료").header_rows == 0
    assert _table("성명\t홍길동\t소속\t총무과\n연락처\t02-111-2222\t직급\t주무관").header_rows == 0
    assert (
        _table("담당 부서\t가나부\t책임자\t홍길동 (044-111-2222)\n\t인사과\t담당자\t이하나 (044-111-2223)").header_rows
        == 0
    )


def test_columns_of_words_that_tell_something_are_no_row_labels() -> None:
    text = "프로그램\t요일\t시각\t정원(명)\t참가비(원)\n숲 해설\t화~일\t10:30, 14:00\t25\t무료\n나무 공예\t토, 일\t13:00\t12\t8,000"
    assert (_table(text).header_rows, _table(text).header_columns) == (1, 1)
    text = "단계\t시기\t내용\n공고\t3월 2일\t누리집에 알림\n\t3월 3일\t게시판에 알림"
    assert (_table(text).header_rows, _table(text).header_columns) == (1, 1)
    assert _table("과정\t강사\t장소\n도예\t김하나\t공방\n목공\t이두리\t목공실").header_columns == 1


def test_labels_go_on_where_one_reaches_over_several_rows_or_only_counts() -> None:
    merged = "직급\t직렬\t분야\t인원\n6급\t사무\t경영\t10\n\t\t회계\t5\n\t기술\t토목\t12\n7급\t사무\t총무\t20"
    assert _table(merged).header_columns == 3
    repeated = "시군\t시설\t개소\n가나시\t도서관\t3\n가나시\t체육관\t2\n다라군\t도서관\t1"
    assert _table(repeated).header_columns == 2
    assert _table("연번\t시설\t위치\n1\t도서관\t가나동\n2\t체육관\t다라동").header_columns == 2


def test_a_row_with_the_title_and_the_unit_is_the_caption() -> None:
    text = "【 가구별 주택가격 】\t\t(단위 : 만원)\n구분\t매매\t전세\n가나시\t100\t50\n다라군\t80\t40"
    table = _table(text)
    assert table.caption is not None
    assert (text[slice(*table.caption)], table.unit, table.header_rows) == (
        "【 가구별 주택가격 】\t\t(단위 : 만원)",
        "만원",
        1,
    )


def test_a_header_has_at_most_three_rows() -> None:
    rows = [["구분", "예산", "", ""], ["", "국비", "지방비", ""], ["", "본예산", "", "추경"], ["", "가안", "나안", ""]]
    assert label_counts([*rows[:3], ["도로", "1", "2", "3"]])[0] == 3
    assert label_counts([*rows, ["도로", "1", "2", "3"]])[0] == 3


def test_at_most_four_columns_are_labels() -> None:
    names = ["구분", "시군", "읍면", "마을", "반", "인원"]
    stairs = [[""] * step + [f"{name}{'가' * step}" for name in names[step:5]] + ["7"] for step in range(5)]
    assert label_counts([names, *stairs])[1] == 4
    assert label_counts([names, *stairs[:3]])[1] == 3


@pytest.mark.parametrize(("length", "expected"), [(32, 2), (33, 1)])
def test_a_column_of_long_cells_names_nothing(length: int, expected: int) -> None:
    rows = [["구분", "시설", "인원"], ["동부", "가" * length, "1"], ["", "나" * length, "2"]]
    assert label_counts(rows)[1] == expected


def test_a_column_that_is_mostly_figures_names_nothing() -> None:
    top = ["구분", "시설", "인원"]
    assert label_counts([top, ["동부", "강당", "1"], ["", "12", "2"]])[1] == 2  # half of them
    assert label_counts([top, ["동부", "강당", "1"], ["", "12", "2"], ["", "13", "3"]])[1] == 1


@pytest.mark.parametrize(("length", "expected"), [(8, True), (9, False)])
def test_a_name_of_a_column_that_only_ends_like_one_is_short(length: int, expected: bool) -> None:
    assert names_column("가" * (length - 2) + "기간") is expected


@pytest.mark.parametrize(
    ("longest", "below", "expected"),
    [
        (16, 17, 1),  # 16, 4 and 4 characters: 8 on the average, those below more than twice as long
        (16, 16, 0),
        (17, 30, 0),
    ],
)
def test_short_words_above_long_ones_are_a_header(longest: int, below: int, expected: int) -> None:
    rows = [["가" * longest, "나나나나", "다다다다"], ["라" * below] * 3]
    assert label_counts(rows)[0] == expected


def test_a_row_in_which_most_cells_name_columns_is_a_header() -> None:
    body = ["도예", "화목", "오전", "공방"]
    assert label_counts([["가나다", "요일", "시각", "장소"], body])[0] == 1
    assert label_counts([["가나다", "라마바", "시각", "장소"], body])[0] == 0  # half of them


def test_a_row_above_a_column_of_which_half_are_values_is_a_header() -> None:
    top, with_value, bare = ["가나다", "라마바", "사아자"], ["도예", "3층", "공방"], ["목공", "별관", "강당"]
    assert label_counts([top, with_value])[0] == 1
    assert label_counts([top, with_value, bare])[0] == 1
    assert label_counts([top, with_value, bare, bare])[0] == 0


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["구분", "내용", "비고"]], 0),  # nothing stands below it
        ([["구분", "", ""], ["가", "1", "2"]], 0),
        ([["번호", "010-1234"], ["주소", "가나동"]], 0),
        ([["번호", "010-1234", "비고"], ["주소", "가나동", "옛 주소"]], 1),
        ([["담당 부서", "총무과"], ["오시는 길", "가나동"]], 0),  # names and values
        ([["담당 부서", "총무과", "비고"], ["오시는 길", "가나동", "1층"]], 1),
    ],
)
def test_what_makes_the_first_row_a_header(rows: list[list[str]], expected: int) -> None:
    assert label_counts(rows)[0] == expected


def test_a_lone_row_of_two_cells_is_a_name_and_a_value() -> None:
    assert label_counts([["문의", "총무과"]]) == (0, 1)
    assert label_counts([["문의", "총무과", "가나동"]]) == (0, 0)


def test_a_row_of_three_cells_begins_the_wider_table() -> None:
    assert [len(part) for part in tables_in_run(lines_of("일시\t3. 5.\t\n담당\t부서\t과장"))] == [1, 1]
    assert [len(part) for part in tables_in_run(lines_of("일시\t3. 5.\t\n담당\t\t과장"))] == [2]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("급지\t최초 30분\t추가 10분\n1급지\t1,500원\t500원\n2급지\t1,000원\t300원", 1),
        ("위반행위\t1차 위반\t3차 이상 위반\n목줄 미착용\t20만원\t50만원\n미등록\t20만원\t60만원", 1),
        ("소형차\t600원\t8,000원\n대형차\t1,200원\t16,000원\n경차\t300원\t4,000원", 0),  # figures above figures
        ("소형차\t30분 600원\t평일\n대형차\t30분 900원\t휴일", 0),  # no figures below
    ],
)
def test_a_name_with_a_number_in_it_heads_a_column_of_figures(text: str, rows: int) -> None:
    assert _table(text).header_rows == rows
