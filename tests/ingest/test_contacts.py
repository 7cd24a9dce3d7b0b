import pytest

from ingest.blocks import Paragraph
from ingest.contacts import contacts_of
from ingest.document import Contact
from ingest.structure import understand


def _contacts(text: str) -> tuple[Contact, ...]:
    return contacts_of(text, understand(text))


def test_a_table_with_a_header_and_extensions() -> None:
    text = (
        "담당\t부처\t부서\t담당 과장\t담당자\n"
        "담당\t가나부\t자료과\t김민국(044-202-6114)\t이하나 연구관(6159) 박 솔 사무관(6115)\n"
        "\t다라부\t총괄팀\t최두리(044-960-6170)\t정세나 사무관(6174)\n"
    )
    assert _contacts(text) == (
        Contact("가나부", "자료과", "김민국", "과장", "044-202-6114"),
        Contact("가나부", "자료과", "이하나", "연구관", "044-202-6159"),
        Contact("가나부", "자료과", "박 솔", "사무관", "044-202-6115"),
        Contact("다라부", "총괄팀", "최두리", "과장", "044-960-6170"),
        Contact("다라부", "총괄팀", "정세나", "사무관", "044-960-6174"),
    )


def test_a_table_with_a_column_for_each_field() -> None:
    text = "구분\t부서\t성명\t직급\t연락처\n총괄\t기획과\t김하나\t사무관\t044-200-1111\n지원\t총무과\t이두리\t주무관\t044-200-2222"
    assert _contacts(text) == (
        Contact("", "기획과", "김하나", "사무관", "044-200-1111"),
        Contact("", "총무과", "이두리", "주무관", "044-200-2222"),
    )


def test_extensions_alone_in_the_column_for_telephones() -> None:
    head = "부서\t업무\t담당자\t전화번호\n"
    rows = "총무과\t인사\t김하나\t02-123-4567\n\t급여\t이두리\t4568\n\t청사\t박 솔\t내선 없음\n\t기록\t한예나\t569\n"
    assert [one.phone for one in _contacts(head + rows)] == ["02-123-4567", "02-123-4568", "", "02-123-4569"]
    assert [one.phone for one in _contacts(head + rows.replace("4568", "120"))][1] == ""
    assert [one.phone for one in _contacts(head.replace("번호", "") + rows.replace("4568", "45689"))][1] == ""


def test_a_column_headed_by_inquiries() -> None:
    assert _contacts("부서\t문의\n주택과\t02-111-2222\n복지과\t02-111-3333\n") == (
        Contact("", "주택과", "", "", "02-111-2222"),
        Contact("", "복지과", "", "", "02-111-3333"),
    )
    assert [one.name for one in _contacts("지역\t문의처\n중구\t02-111-2222\n동구\t02-111-3333\n")] == ["", ""]


def test_one_column_for_office_and_department() -> None:
    text = "담당기관(부서)\t전화\n나라안전관리원 창조센터\t055-771-4876\n‘나라도움’ 사용\t1670-9595\n"
    assert [(one.office, one.department, one.phone) for one in _contacts(text)] == [
        ("나라안전관리원", "창조센터", "055-771-4876"),
        ("", "‘나라도움’ 사용", "1670-9595"),
    ]


def test_masked_names_leave_the_number_and_the_rank() -> None:
    text = "팀\t직위\t성명\t전화번호\t담당업무\n의약팀\t팀장\t이*름\t053-555-1510\t총괄\n\t주무관\t박*별\t053-555-1511\t약국 등록\n"
    assert _contacts(text) == (
        Contact("", "의약팀", "", "팀장", "053-555-1510"),
        Contact("", "의약팀", "", "주무관", "053-555-1511"),
    )


@pytest.mark.parametrize(
    ("line", "contacts"),
    [
        ("나라부(자료과), 044-201-3321", [("나라부", "자료과", "044-201-3321")]),
        ("다솜군(농업기술센터) 043-555-3301", [("다솜군", "농업기술센터", "043-555-3301")]),
        (
            "나라부 (자료과), 044-201-3321, 044-201-3322",
            [("나라부", "자료과", "044-201-3321"), ("나라부", "자료과", "044-201-3322")],
        ),
        ("나라부(자료과) 제044-201-3321호", []),
        ("참가비(자료집 포함) 30,000원", []),
    ],
)
def test_who_to_call_below_the_title_of_a_law(line: str, contacts: list[tuple[str, str, str]]) -> None:
    found = _contacts(f"자료 관리 규칙\n\n{line}\n\n제1조(목적) 이 규칙은 자료를 관리한다.\n")
    assert [(one.office, one.department, one.phone) for one in found] == contacts


def test_people_below_the_line_of_their_department() -> None:
    head = "담당부서: 누리시 상수도사업소 급수과"
    people = "담당자: 과장 도담하(052-555-1101), 주무관 한새론(052-555-1104)"
    assert [(one.office, one.department, one.name) for one in _contacts(f"{head}\n\n{people}\n")] == [
        ("누리시", "상수도사업소 급수과", "도담하"),
        ("누리시", "상수도사업소 급수과", "한새론"),
    ]
    assert [one.department for one in _contacts(f"{head}\n\n접수는 방문으로 한다.\n\n{people}\n")] == ["", ""]


def test_the_table_at_the_foot_of_a_release() -> None:
    text = (
        "담당 부서\t가나부 예산실\t책임자\t과  장\t박 솔\t(044-215-7230)\n"
        "\t국토예산과\t담당자\t서기관\t한예나\t(044-215-7231)\n"
        "\t다라부\t책임자\t과  장\t최두리\t(044-201-6001)\n"
        "\t물정책과\t담당자\t사무관\t오세나\t(044-201-6002)\n"
    )
    assert _contacts(text) == (
        Contact("가나부", "예산실", "박 솔", "과장", "044-215-7230"),
        Contact("가나부", "국토예산과", "한예나", "서기관", "044-215-7231"),
        Contact("다라부", "", "최두리", "과장", "044-201-6001"),
        Contact("다라부", "물정책과", "오세나", "사무관", "044-201-6002"),
    )


def test_a_label_in_the_middle_of_its_rows_names_the_department_of_those_above_it() -> None:
    text = (
        "\t\t책임자\t과장\t홍길동\t(044-202-6101)\n"
        "담당 부서\t가나부 자료과\t담당자\t사무관\t김하나\t(044-202-6102)\n"
        "\t\t담당자\t주무관\t이두리\t(044-202-6103)\n"
        "\t\t책임자\t과  장\t박 솔\t(044-202-7101)\n"
        "\t인사과\t담당자\t사무관\t최가온\t(044-202-7102)\n"
        "\t\t책임자\t국  장\t정다운\t(044-202-7001)\n"
    )
    assert [(one.office, one.department, one.name) for one in _contacts(text)] == [
        ("가나부", "자료과", "홍길동"),
        ("가나부", "자료과", "김하나"),
        ("가나부", "자료과", "이두리"),
        ("가나부", "인사과", "박 솔"),
        ("가나부", "인사과", "최가온"),
        ("가나부", "인사과", "정다운"),
    ]


def test_people_on_lines_of_their_own_belong_to_the_department_above() -> None:
    head, next_one = "담당부서 자료과 책임자 과 장 홍길동 (044-202-3401)", "담당자 사무관 김하나 (044-202-3402)"
    first = Contact("", "자료과", "홍길동", "과장", "044-202-3401")
    same, none = (Contact("", department, "김하나", "사무관", "044-202-3402") for department in ("자료과", ""))
    assert _contacts(f"{head}\n\n{next_one}\n\n주무관 이두리 (044-202-3403)") == (
        first,
        same,
        Contact("", "자료과", "이두리", "주무관", "044-202-3403"),
    )
    assert _contacts(f"{head}\n\n신청은 이달 말까지 받는다.\n\n{next_one}") == (first, none)
    assert _contacts(f"{head}\n\n이름\t점수\n한예나\t90\n\n{next_one}") == (first, none)
    assert _contacts(f"{head}\n\n2. 접수\n{next_one}") == (first, none)
    assert _contacts(f"{head}\n\n접수 김하나 (044-202-3402, 담당)")[1].department == ""


def test_a_contact_whose_fields_stand_on_lines_of_their_own() -> None:
    lines = [
        "- 등록일 2025.02.03",
        "- 담당부서 아동보육과",
        "- 담당자 최가온 주무관",
        "- 연락처 02-123-9999",
        "- 조회 88",
    ]
    assert _contacts("\n".join(lines)) == (Contact("", "아동보육과", "최가온", "주무관", "02-123-9999"),)
    assert _contacts("담당부서: 홍보담당관\n전화번호: 02-123-4000\n최종수정일: 2025-01-15") == (
        Contact("", "홍보담당관", "", "", "02-123-4000"),
    )
    apart = "- 담당부서 아동보육과\n- 조회 88\n- 연락처 02-123-9999"
    assert _contacts(apart) == (Contact("", "", "", "", "02-123-9999"),)
    two = "\n".join([*lines[1:4], "- 담당부서 복지과", "- 연락처 02-123-8888"])
    assert _contacts(two)[1] == Contact("", "복지과", "", "", "02-123-8888")
    assert _contacts("담당자 총괄 최가온\n연락처 02-123-9999") == (Contact("", "", "", "", "02-123-9999"),)


def test_running_lines() -> None:
    assert _contacts(
        "담당 부서 / 자료과 / 책임자 과장 홍길동 (044-202-6291)\n / 담당자 사무관 이하나 (044-202-6292)"
    ) == (
        Contact("", "자료과", "홍길동", "과장", "044-202-6291"),
        Contact("", "자료과", "이하나", "사무관", "044-202-6292"),
    )
    assert _contacts("문의: 주택정책과 02-2133-1234") == (Contact("", "주택정책과", "", "", "02-2133-1234"),)
    assert _contacts("○ 문의처 : 가나도청 복지과(☎ 031-8008-1234)") == (
        Contact("가나도청", "복지과", "", "", "031-8008-1234"),
    )
    assert _contacts("문의: 가나시 여권과 (☎ 02-2127-4681)") == (Contact("가나시", "여권과", "", "", "02-2127-4681"),)
    assert _contacts("- 담당자: 김하나 주무관 (02-123-4567)") == (Contact("", "", "김하나", "주무관", "02-123-4567"),)
    line = "자세한 내용은 가나부 이하나 연구관 (☎ 044-202-6159) 박 솔 사무관 (☎ 044-202-6115)에게 연락주시기 바랍니다."
    assert _contacts(line) == (
        Contact("가나부", "", "이하나", "연구관", "044-202-6159"),
        Contact("가나부", "", "박 솔", "사무관", "044-202-6115"),
    )


@pytest.mark.parametrize(
    ("line", "contacts"),
    [
        ("햇살군청 민원봉사과 (061-555-1100)", (Contact("햇살군청", "민원봉사과", "", "", "061-555-1100"),)),
        ("▶ 관 세 청 심사정책과 042-481-0100", (Contact("", "심사정책과", "", "", "042-481-0100"),)),
        ("입장권 예약 (061-555-1100)", ()),  # no office
        ("산업보건기준과 최 성 필(044-202-0171)", (Contact("", "산업보건기준과", "최 성 필", "", "044-202-0171"),)),
        ("문자를 받은 전화기로 전화(1644-0156)하면 된다.", (Contact("", "", "", "", "1644-0156"),)),
    ],
)
def test_a_line_of_an_office_and_its_number_alone(line: str, contacts: tuple[Contact, ...]) -> None:
    assert _contacts(f"자주 묻는 질문\n\n{line}\n\n여권은 1층에서 만든다.") == contacts


def test_the_same_person_is_told_once_and_text_without_numbers_gives_nobody() -> None:
    assert len(_contacts("문의: 자료과 02-123-4567\n\n연락처: 02-123-4567")) == 1
    assert _contacts("담당 과장은 회의에 참석하였다.\n사업비는 2,000-3000만원이다.") == ()


@pytest.mark.parametrize(
    ("text", "contacts"),
    [
        (
            "문의: 새벌시청 주거복지과 주택개량팀 (☎ 061-555-2340, 담당 한서율)",
            [Contact("새벌시청", "주거복지과 주택개량팀", "한서율", "", "061-555-2340")],
        ),
        ("☎ 문의: 02-333-4444(감염병과)", [Contact("", "감염병과", "", "", "02-333-4444")]),
        (
            "문의: 02-333-4444(감염병과), 02-333-5555(위생과)",
            [Contact("", "감염병과", "", "", "02-333-4444"), Contact("", "위생과", "", "", "02-333-5555")],
        ),
        ("보건행정과(☎051-888-1234)", [Contact("", "보건행정과", "", "", "051-888-1234")]),
        (
            "담당자: 한서율 (주거복지과 주택개량팀, 061-555-2340)",
            [Contact("", "주거복지과 주택개량팀", "한서율", "", "061-555-2340")],
        ),
        ("문의전화: 061-555-2340 담당: 한서율 주무관", [Contact("", "", "한서율", "주무관", "061-555-2340")]),
        ("담당 주무관 061-555-2340", [Contact("", "", "", "주무관", "061-555-2340")]),
        ("문의: 복지과 ☎ 061-555-2340 / 팩스 061-555-2341", [Contact("", "복지과", "", "", "061-555-2340")]),
        (
            "담당 부서\t경영지원국 인사과\t책임자\t과장 홍길동\t(044-111-2222)\n\t\t담당자\t사무관 이하나\t(044-111-2223)",
            [
                Contact("", "경영지원국 인사과", "홍길동", "과장", "044-111-2222"),
                Contact("", "경영지원국 인사과", "이하나", "사무관", "044-111-2223"),
            ],
        ),
        (
            "담당부서\t연락처\n주택과\t061-555-2340\n복지과 돌봄팀\t061-555-2341",
            [Contact("", "주택과", "", "", "061-555-2340"), Contact("", "복지과 돌봄팀", "", "", "061-555-2341")],
        ),
    ],
)
def test_departments_below_each_other_and_words_behind_the_number(text: str, contacts: list[Contact]) -> None:
    assert list(_contacts(text)) == contacts


@pytest.mark.parametrize(
    "words",
    [
        "여권", "민원 상담", "전화 신청", "현장접수처", "내부", "학원 등록", "정부 지원", "공무원 채용", "장소", "결과", "입장료 5,000원", "융자 400만원",
        "국가장학금 신청", "일부 시설 안내", "출처",
    ],
)  # fmt: skip
def test_words_that_only_end_as_an_office_does_or_begin_as_a_name_are_none(words: str) -> None:
    assert _contacts(f"문의 {words} 02-123-4567") == (Contact("", "", "", "", "02-123-4567"),)


def test_names_and_offices_that_such_words_are_part_of_stay() -> None:
    assert _contacts("문의: 해솔병원 총무과 이두리 02-123-4567") == (
        Contact("해솔병원", "총무과", "이두리", "", "02-123-4567"),
    )
    assert _contacts("문의: 가나지원 접수처리팀 박솔 02-123-4567")[0].department == "접수처리팀"


def test_the_person_of_a_form_whose_number_stands_below_the_name() -> None:
    form = "기관\t새벌시\t이름\t한서율\n부서\t주택과\t직급\t주무관\n담당\t윤가람\t연락처\t061-555-2340\n"
    assert list(_contacts(form)) == [Contact("새벌시", "주택과", "한서율", "주무관", "061-555-2340")]


ASKING = "문의: 복지과 02-123-4567"


@pytest.mark.parametrize(("length", "count"), [(600, 1), (601, 0)])
def test_a_line_with_contacts_is_short(length: int, count: int) -> None:
    text = ASKING + " " + "가" * (length - len(ASKING) - 1)
    assert len(contacts_of(text, [Paragraph(0, length)])) == count


@pytest.mark.parametrize(("length", "count"), [(2400, 1), (2401, 0)])
def test_a_block_with_contacts_is_four_lines_long_at_most(length: int, count: int) -> None:
    text = (ASKING + ("\n" + "가" * 500) * 5)[:length]
    assert len(contacts_of(text, [Paragraph(0, length)])) == count


def test_two_hundred_contacts_are_enough() -> None:
    lines = [f"문의: 복지과 02-123-{number}" for number in range(4000, 4250)]
    blocks = [Paragraph(at * (len(lines[0]) + 1), (at + 1) * (len(lines[0]) + 1) - 1) for at in range(250)]
    assert len(contacts_of("\n".join(lines), blocks)) == 200


def test_a_field_s_name_or_a_rank_is_no_value_of_a_form() -> None:
    form = "기관\t국장\t이름\t양한별\n부서\t직급\t직위\t사무관\n연락처\t02-2100-3057\n"
    assert [(one.office, one.department, one.name) for one in _contacts(form)] == [("", "", "양한별")]
