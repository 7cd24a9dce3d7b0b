import datetime as dt

import pytest

from ingest.document import Metadata
from ingest.metadata import metadata_of
from ingest.structure import understand
from ingest.titles import title_of


def _read(text: str) -> tuple[str, Metadata]:
    blocks = understand(text)
    return title_of(text, blocks), metadata_of(text, blocks)


def test_a_press_release() -> None:
    title, metadata = _read(
        "보 도 자 료\n\n보도일시\t2022. 1. 26.(수) 석간(온라인 1. 26. 10:00)부터\t\n배포일시\t2022. 1. 25.(화) 14:00\t\n\n"
        "나라의 도서관이 새로워집니다\n\n- 전국 100곳\n\n- 가나다라부(장관 홍길동, 이하 '가나부')는 계획을 발표하였다.\n\n"
        "공공누리 제1유형\t자세한 내용은 가나부 자료과 이하나 사무관 (☎ 044-202-6159)에게 연락 바랍니다.\n"
    )
    assert title == "나라의 도서관이 새로워집니다"
    assert (metadata.office, metadata.department) == ("가나다라부", "자료과")
    assert (metadata.published, metadata.distributed) == (dt.date(2022, 1, 26), dt.date(2022, 1, 25))
    assert metadata.licence == "공공누리 제1유형"
    assert [contact.name for contact in metadata.contacts] == ["이하나"]


def test_a_release_to_be_printed_at_once() -> None:
    _, metadata = _read("보도시점\t배포 즉시\t배포\t2025. 6. 20.(금) 10:00\n\n새 소식을 알립니다\n\n- 알렸다.\n")
    assert (metadata.published, metadata.distributed) == (dt.date(2025, 6, 20), dt.date(2025, 6, 20))


def test_a_notice() -> None:
    title, metadata = _read(
        "가나시 공고 제2024-12호\n\n2024년 청년 월세 지원사업 공고\n\n다음과 같이 공고합니다.\n\n2024년 3월 5일\n\n가나시장\n\n"
        "1. 신청기간: 2024. 3. 6. ~ 3. 31.\n"
    )
    assert title == "2024년 청년 월세 지원사업 공고"
    assert (metadata.office, metadata.published) == ("가나시", dt.date(2024, 3, 5))


def test_the_signature_names_the_office_where_nothing_else_does() -> None:
    text = "제목: 행사 안내\n\n아래와 같이 알립니다.\n\n2024. 3. 5.\n\n가나다라부장관\n"
    assert _read(text)[1].office == "가나다라부"
    assert _read(text.replace("가나다라부장관", "가나구청장(직인생략)"))[1].office == "가나구청"
    assert _read("제목: 전통시장 안내\n\n전통시장\n\n즐겁습니다.\n")[1].office == ""
    assert _read(text.replace("가나다라부장관", "가나도교육감"))[1].office == "가나도교육청"
    assert _read(text.replace("2024. 3. 5.", "감사합니다."))[1].office == ""
    assert _read(text.replace("2024. 3. 5.\n\n가나다라부장관", "가나군수 직인"))[1].office == "가나군"


def test_a_regulation() -> None:
    title, metadata = _read(
        "자료관 운영규정\n\n[시행 2024. 1. 1.] [가나다라부훈령 제310호, 2023. 12. 30., 일부개정]\n\n제1조(목적) 정한다.\n\n"
        "부칙\n이 규정은 2024년 1월 1일부터 시행하고, 2026년 12월 31일까지 효력을 가진다.\n"
    )
    assert title == "자료관 운영규정"
    assert metadata.office == "가나다라부"
    assert metadata.published == dt.date(2023, 12, 30)
    assert (metadata.in_force_from, metadata.in_force_until) == (dt.date(2024, 1, 1), dt.date(2026, 12, 31))


@pytest.mark.parametrize(
    ("line", "office"),
    [
        ("고시번호 어진구 공고 제2025-77호", "어진구"),
        ("- 공고번호: 어진구 공고 제2025-77호", "어진구"),
        ("공고번호는 어진구 공고 제2025-77호", ""),
    ],
)
def test_the_number_of_a_notice_behind_its_name(line: str, office: str) -> None:
    assert _read(f"지원사업 모집\n\n{line}\n\n지원 대상은 공동주택이다.\n")[1].office == office


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("게시기간 2025-02-03 ~ 2025-03-05", dt.date(2025, 2, 3)),
        ("공고 기간: 2025. 2. 3. ~ 2. 20.", None),  # in the schedule of a plan it is to come
        ("면허 갱신일: 2025-05-12", None),
        ("최종 수정일: 2025-05-12", dt.date(2025, 5, 12)),
        ("등록일: 2025-01-02 / 수정일: 2025-05-12", dt.date(2025, 1, 2)),
        ("접수 기간: 2025. 2. 3. ~ 2. 20.", None),
    ],
)
def test_the_days_on_which_boards_show_a_post(line: str, day: dt.date | None) -> None:
    assert _read(f"지원사업 모집 안내\n\n{line}\n\n지원 대상은 공동주택이다.\n")[1].published == day


@pytest.mark.parametrize(
    ("line", "department"),
    [
        ("담당부서: 교통정책과 자전거팀 / 최종 수정일: 2025-05-12", "교통정책과 자전거팀"),
        ("- 담당부서 주택과", "주택과"),
        ("접수는 담당부서 에서 한다", ""),
        ("담당부서: 추후 안내", ""),
    ],
)
def test_a_department_in_charge_without_a_number(line: str, department: str) -> None:
    assert _read(f"공영자전거 이용 안내\n\n누구나 탄다.\n\n{line}\n")[1].department == department


def test_an_ordinance_names_its_government_and_its_history() -> None:
    head = "라온구 반려동물 등록 지원 조례\n(제정) 2019. 3. 5. 조례 제1411호\n(일부개정) 2023.09.27 조례 제1733호\n"
    _, metadata = _read(f"{head}\n제1조(목적) 이 조례는 등록을 지원한다.\n")
    assert (metadata.office, metadata.published) == ("라온구", dt.date(2023, 9, 27))
    assert _read("경기도 가나시 주차장 조례 시행규칙\n\n제1조(목적) 정한다.\n")[1].office == "경기도 가나시"
    for other in ("도시 지도 제작에 관한 규칙", "가나시 주차장 이용 안내", "주차장 조례"):
        assert _read(f"{other}\n\n제1조(목적) 정한다.\n")[1].office == ""


def test_the_head_of_an_office_at_a_line_s_end_signs_only_below_a_date() -> None:
    told = "나. 법인세 신고서 4\n일 이내에 가나다부장관\n에게 내야 한다.\n"
    assert _read(f"등록 안내\n\n1. 서류\n{told}")[1].office == ""
    for day in ("2025. 3. 4", "2025. 3. 4.", "2025년 3월 4일"):
        assert _read(f"등록 안내\n\n서류를 낸다.\n\n{day}\n가나다부장관\n")[1].office == "가나다부"


def test_a_span_of_validity() -> None:
    _, metadata = _read("할인 안내\n\n시행일: 2024. 5. 1.\n유효기간: 2024. 5. 1. ~ 2024. 12. 31.\n")
    assert (metadata.in_force_from, metadata.in_force_until) == (dt.date(2024, 5, 1), dt.date(2024, 12, 31))


def test_the_end_of_validity_may_leave_out_its_year() -> None:
    _, metadata = _read("할인 안내\n\n유효기간: 2026. 1. 1. ~ 12. 31.\n")
    assert metadata.in_force_until == dt.date(2026, 12, 31)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("가람시 조례\n\n부칙 <2023. 5. 1.>\n이 조례는 2024년 1월 1일부터 시행한다.\n", dt.date(2024, 1, 1)),
        ("제정 2020. 3. 2. 훈령 제10호\n\n부칙\n이 훈령은 2024년 7월 1일부터 시행한다.\n", dt.date(2024, 7, 1)),
        ("가람시 조례\n\n부칙 <2023. 9. 27.>\n이 조례는 공포한 날부터 시행한다.\n", dt.date(2023, 9, 27)),
        ("가람시 조례\n\n부칙 <2023. 9. 27.>\n이 조례는 공포 후 3개월이 경과한 날부터 시행한다.\n", None),
        ("가람시 규칙\n\n부칙 <2023. 9. 27.>\n이 규칙은 공포 후 6개월이 지난 날부터 시행한다.\n", None),
    ],
)
def test_a_rule_is_in_force_from_the_day_its_sentence_names(text: str, expected: dt.date | None) -> None:
    assert _read(text)[1].in_force_from == expected


def test_an_official_letter() -> None:
    letter = (
        "가나시\n수신  각 동장\n(경유)\n제목  청렴교육 실시 안내\n1. 관련: 감사담당관-1234(2025. 1. 10.)\n2. 다음과 같이 알립니다.  끝.\n"
        "가 나 시 장\n주무관 김하나 과장 박세찬 전결 2025. 1. 14.\n시행  감사담당관-1301 (2025. 1. 15.)  접수\n"
    )
    title, metadata = _read(letter)
    assert (title, metadata.published) == ("청렴교육 실시 안내", dt.date(2025, 1, 15))
    called = _read(letter + "전화 063-555-2241  팩스번호 063-555-2299 / 대국민 공개\n")[1]
    assert [(one.department, one.phone) for one in called.contacts] == [("감사담당관", "063-555-2241")]
    assert called.department == "감사담당관"
    assert _read(letter.replace("수신  각 동장\n", ""))[0] != "청렴교육 실시 안내"
    assert _read(letter.replace("시행  감사", "관련  감사"))[1].published != dt.date(2025, 1, 15)


def test_a_text_that_says_nothing_of_itself() -> None:
    assert _read("")[0] == ""
    assert _read("하늘은 높고 물은 맑다.\n")[1] == Metadata()


def test_a_form_is_called_by_the_line_below_its_number() -> None:
    title, metadata = _read(
        "■ 여권법 시행규칙 제3조 [별지 제1호서식] <개정 2026. 6. 1.>\n\n여 권 발 급 신 청 서\n\n본인연락처\n"
    )
    assert (title, metadata.office) == ("여권발급신청서", "")
    assert _read("【서식 1-1】 협의요청서 작성 양식\n\n청년 주거 지원사업\n")[0] == "청년 주거 지원사업"


@pytest.mark.parametrize(("length", "expected"), [(6000, dt.date(2024, 3, 5)), (6001, None)])
def test_a_date_is_told_in_the_first_or_the_last_six_thousand_characters(length: int, expected: dt.date | None) -> None:
    line = "게시일: 2024. 3. 5"
    top = ("\n" + line).rjust(length, "가") + "\n" + "나" * 7000
    assert metadata_of(top, ()).published == expected
    foot = "가" * 7000 + "\n" + (line + "\n").ljust(length, "나")
    assert metadata_of(foot, ()).published == expected


def test_a_notice_whose_letterhead_is_spread_out() -> None:
    title, metadata = _read(
        "입 법 예 고\n\n가온광역시 남구 공고 제2021 – 174호\n\n가온광역시 남구 구세 조례 일부개정조례안\n\n「구세 조례」를 개정함에 있어 다음과 같이 예고합니다.\n\n"
        "2021년 2월 5일\n\n가온광역시 남구청장\n"
    )
    assert title == "입법예고 가온광역시 남구 구세 조례 일부개정조례안"
    assert (metadata.office, metadata.published) == ("가온광역시 남구", dt.date(2021, 2, 5))


@pytest.mark.parametrize(
    ("top", "office"),
    [
        ("강 나 구 청\n\n가을 축제 안내\n", "강나구청"),
        ("민원실안내도\n\n창구는 아래와 같습니다.\n", ""),  # no region has so long a name
        ("주민감사청구\n\n청구는 아래와 같습니다.\n", ""),
        (
            "약자 지원 법률 시행규칙\n\n[시행 2025. 10. 1.] [국토교통부령 제1523호, 2025. 10. 1., 타법개정]\n",
            "국토교통부",
        ),
        ("선박 직원법 시행령\n\n[시행 2025. 10. 1.] [대통령령 제35523호, 2025. 10. 1., 타법개정]\n", ""),
    ],
)
def test_the_office_at_the_top(top: str, office: str) -> None:
    assert _read(f"{top}\n내용은 다음과 같다.\n")[1].office == office


def test_a_partner_named_far_below_is_not_the_office_of_a_release() -> None:
    body = "학생을 나누어 등교시킨다고 밝혔다. " * 150
    assert _read(f"등교 준비 사항 안내\n\n{body}\n\n아울러 소방청(청장 홍길동)과 협의한다.\n")[1].office == ""


def test_contacts_of_many_offices_name_none_for_the_document() -> None:
    towns = "".join(f"\n- {town}군 농업과 033-480-237{n}" for n, town in enumerate(("가온", "나루", "다솜", "라온")))
    assert _read(f"귀농 지원 정책\n\n문의는 아래로 합니다.{towns}\n")[1].office == ""
    assert (
        _read("금융 안내\n\n문의: 금융위원회 산업금융과 02-2100-2860, 가온은행 협력팀 02-787-1234\n")[1].office
        == "금융위원회"
    )
    assert _read("댐 점검\n\n문의: 건설관리부 053-668-1300\n")[1].office == ""  # it may be a part of an office
