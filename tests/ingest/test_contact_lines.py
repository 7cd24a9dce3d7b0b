"""Contacts in one line or cell."""

import pytest

from ingest.contact_lines import in_full, in_line, phones_in
from ingest.document import Contact


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("☎ 044-202-6159", ["044-202-6159"]),
        ("(02) 2133-1234", ["02-2133-1234"]),
        ("044) 201-8210", ["044-201-8210"]),
        ("031.8008.1234", ["031-8008-1234"]),
        ("콜센터 1588-1234", ["1588-1234"]),
        ("홍길동(02-123-4567, 4568)", ["02-123-4567", "02-123-4568"]),
        ("홍길동(02-123-4567), 내선 89", ["02-123-4567"]),
        ("2022-12-1234, 2,000-3000, 12-3456-7890123", []),
    ],
)
def test_numbers_and_extensions(words: str, numbers: list[str]) -> None:
    assert [number.number for number in phones_in(words)] == numbers


def test_four_letters_that_end_like_a_department_are_one_and_three_are_a_name() -> None:
    [division] = in_line("이주민과 과장 02-123-4567")
    assert (division.department, division.name) == ("이주민과", "")
    [person] = in_line("김민국 과장 02-123-4567")
    assert (person.department, person.name) == ("", "김민국")


def test_extensions_are_written_in_full() -> None:
    assert in_full("김하나(044-201-1161), 이두리(1164)") == "김하나(044-201-1161), 이두리(044-201-1164)"
    assert in_full("과장 김하나(1161)") == "과장 김하나(1161)"  # no number that it belongs to
    assert in_full("문의: 02-2100-2451(내선 2453)") == "문의: 02-2100-2451(내선 2453)"  # dialled behind the number


def test_numbers_for_all_of_korea_are_no_extensions() -> None:
    assert [n.number for n in phones_in("가족정책과(☎ 02-2133-5000), 안내센터(☎ 1345)")] == ["02-2133-5000"]
    assert [n.number for n in phones_in("가족정책과(02-2133-5000, 1234)")] == ["02-2133-5000", "02-2133-1234"]


@pytest.mark.parametrize(
    ("line", "contact"),
    [
        # The head of a department names it; the words before an address are no department.
        ("(참조: 총무과장, 주소: 서울특별시 나루구 학동로 6, 전화: 02-3423-5175)", ("서울특별시", "총무과", "", "")),
        ("문의: 사무국장 박두리 02-555-1234", ("", "사무국", "박두리", "")),
        ("담당과장 김하나(02-123-4567)", ("", "", "김하나", "")),
        # Of two offices the one beside the department; a city and its district are one.
        ("다온특별자치시 가온로 3 기획재정부 운영과 (044-203-2128)", ("기획재정부", "운영과", "", "")),
        ("울산광역시 남구 세무2과 (052-226-3570)", ("울산광역시 남구", "세무2과", "", "")),
        # What is called 처 and is no central agency is a part of its corporation.
        ("본사 기획조정처 홍보팀 조정근(전화 052-216-2229)", ("", "기획조정처 홍보팀", "조정근", "")),
        ("법제처 국민법제과 044-200-6789", ("법제처", "국민법제과", "", "")),
        ("문의처: 경영지원처 정보시스템부(☎061-345-2251)", ("", "경영지원처 정보시스템부", "", "")),
        ("기획본부 예산부 한가람 차장 061-345-2252", ("", "기획본부 예산부", "한가람", "차장")),
        ("주택공급본부 공공정비처 02-6363-0459", ("주택공급본부", "공공정비처", "", "")),
        ("환경부 물정책과 044-201-7001", ("환경부", "물정책과", "", "")),
        # Nouns and amounts that end like an office or a department are none, and no names either.
        ("참가비는 1인당 1만원이다. 신청은 전화 02-719-1495", ("", "", "", "")),
        ("한도 50백만원 02-719-1496", ("", "", "", "")),
        ("접수장소: 054-280-4750", ("", "", "", "")),
        ("수상한 전화는 일단 끊기 02-3480-2000 문의", ("", "", "", "")),
        ("교육연구관 정상명(☎044-203-6447)", ("", "", "정상명", "교육연구관")),
    ],
)
def test_what_is_an_office_or_a_department_beside_a_number(line: str, contact: tuple[str, str, str, str]) -> None:
    [found] = in_line(line)
    assert (found.office, found.department, found.name, found.role) == contact


def test_a_part_of_a_corporation_below_the_one_named_before() -> None:
    first, second = in_line("경영지원처 정보시스템부(☎061-345-2251), 계약총괄부(☎061-345-2224)")
    assert (first.office, first.department) == ("", "경영지원처 정보시스템부")
    assert (second.office, second.department) == ("계약총괄부", "")  # nothing says that it is no ministry
    _, third = in_line("정비사업처(☎055-922-4224)주택공급본부 공공정비처(☎02-6363-0459)")
    assert (third.office, third.department) == ("주택공급본부", "공공정비처")
    [below] = in_line("건설관리부 김한빛 차장 053-668-1311", known=Contact("", "낙동강사업처"))
    assert (below.office, below.department) == ("", "건설관리부")
