"""Numbers of people and what only looks like them. The numbers are made up; check digits are worked out beside them."""

import pytest

from ingest.korean.personal_numbers import PersonalDataKind, detected

K = PersonalDataKind


def found(text: str) -> set[tuple[PersonalDataKind, str]]:
    return {(kind, text[start:end]) for kind, spans in detected(text) for start, end in spans}


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("900101-1234568", K.RESIDENT_NUMBER, "900101-1234568"),
        ("4111-1111-1111-1111", K.CARD, "4111-1111-1111-1111"),
        ("123-45-67891", K.BUSINESS_NUMBER, "123-45-67891"),
        ("010-1234-5678", K.MOBILE_PHONE, "010-1234-5678"),
        ("+82 10-1234-5678", K.MOBILE_PHONE, "+82 10-1234-5678"),
        ("0082-10-1234-5678", K.MOBILE_PHONE, "0082-10-1234-5678"),
        ("연락처 1012345678", K.MOBILE_PHONE, "1012345678"),
        ("폰은 2345-6789", K.MOBILE_PHONE, "2345-6789"),
        ("우리 집 02-345-6789", K.HOME_PHONE, "02-345-6789"),
        ("02-345-6789로 연락 주세요", K.HOME_PHONE, "02-345-6789"),
        ("국민은행 123456-78-901234", K.ACCOUNT, "123456-78-901234"),
        ("계좌 1234567890", K.ACCOUNT, "1234567890"),
        ("11-12-345678-90", K.DRIVING_LICENCE, "11-12-345678-90"),
        ("서울 12-345678-90", K.DRIVING_LICENCE, "서울 12-345678-90"),
        ("면허 111234567890", K.DRIVING_LICENCE, "111234567890"),
        ("M12345678", K.PASSPORT, "M12345678"),
        ("M123A4567", K.PASSPORT, "M123A4567"),
        ("passport AB1234567", K.PASSPORT, "AB1234567"),
        ("my passport is 583920174", K.PASSPORT, "583920174"),
        ("여권 M 123 45 678", K.PASSPORT, "M 123 45 678"),
        ("02-345-6789로 회신요", K.HOME_PHONE, "02-345-6789"),
        ("이름: 홍길동 / 전화: 02-345-6789", K.HOME_PHONE, "02-345-6789"),
        ("전화는 낮에 031-345-6789", K.HOME_PHONE, "031-345-6789"),
        ("031-573-9284 낮에는 집에 있습니다", K.TELEPHONE, "031-573-9284"),
    ],
)
def test_numbers_of_people(text: str, kind: PersonalDataKind, number: str) -> None:
    assert (kind, number) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "900230-1234567",  # no such day
        "030229-3234567",  # 2003 had no 29th of February
        "900101-9234567",  # no such century
        "접수번호 900101-1234567",
        "4111-1111-1111-111",
        "1111-2222-3333-4444",  # an example
        "010-0000-0000",
        "02-345-6789 어느 부서예요",
        "123456-78-901234",  # no bank is spoken of
        "은행 대표번호 1588-1234",
        "2024-12-345678-90",
        "M12345678 형식",
        "AB1234567",
        "8801234567890 이 바코드 리콜",
        "사업자번호 124-83-00269",  # of a public office
        "법인등록번호 110111-1234567",
        "동물 등록번호 900101-1234567",
        "1985년생 소득 3600000 이면",
        "문의 전화: 02-345-6789",
        "20240301-3123456",
        "코드 900101-1234567",
        "카드 사용기한 2024.08.15 ~ 2026.08.14",
        "문의 전화는 평일 02-345-6789",
        "동물등록 410593827164839",  # passes the check of cards
        "택배 593827164839 우체국",
        "30,000,000원",
        "2024. 1. 1. ~ 2024. 12. 31. 우리은행",
    ],
)
def test_what_is_nobodys(text: str) -> None:
    assert found(text) == set()


def test_a_number_told_in_parts() -> None:
    assert found("주민번호 앞자리 900101 뒤에 1234567 맞나요") >= {
        (K.RESIDENT_NUMBER, "900101"),
        (K.RESIDENT_NUMBER, "1234567"),
    }
    for said in ("연락처는 010 그리고 1234 또 5678", "연락처는 010 그리고 1234 또 5678 이상해요"):
        assert found(said) == {(K.MOBILE_PHONE, "010"), (K.MOBILE_PHONE, "1234"), (K.MOBILE_PHONE, "5678")}
