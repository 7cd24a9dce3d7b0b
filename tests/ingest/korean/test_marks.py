"""Numbers and addresses in the form in which two ways of writing them are equal."""

import pytest

from ingest.korean.marks import DASHES, EMAIL, PROVIDER, address_mark, marks_of, number_mark, plain_signs


@pytest.mark.parametrize("dash", DASHES)
def test_every_dash_is_one(dash: str) -> None:
    assert plain_signs(f"02{dash}345") == "02-345"


def test_the_dashes_that_people_write() -> None:
    assert set(DASHES) >= set("‐‑‒–—―−ㅡー─－～〜一")  # a vowel and the Chinese one among them


@pytest.mark.parametrize(("sign", "plain"), [*((dot, ".") for dot in "·ㆍ・‧•∙．。"), ("，", ",")])
def test_every_dot_and_comma_is_one(sign: str, plain: str) -> None:
    assert plain_signs(f"3{sign}1") == f"3{plain}1"


def test_wide_digits_are_plain_and_words_stay() -> None:
    assert plain_signs("０２－１２３ 시청, 2층") == "02-123 시청, 2층"


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("1234567", []),
        ("12345678", ["12345678"]),
        ("1234567890123456", ["1234567890123456"]),
        ("12345678901234567", []),
        ("(02) 345-6789", ["023456789"]),
        ("02) 345-6789", ["023456789"]),  # two signs between digits
        ("02 ) 345-6789", []),  # three part them; seven digits are left
        ("031.555-0202", ["0315550202"]),
        ("031·555–0202", ["0315550202"]),
        ("031/555/0202", []),
        ("계좌 123-456-7890 과 98-7654-321", ["1234567890", "987654321"]),
        ("2027. 3. 15. 12", ["202731512"]),
    ],
)  # fmt: skip
def test_the_numbers_of_eight_to_sixteen_digits(text: str, marks: list[str]) -> None:
    assert list(marks_of(text)) == marks


def test_numbers_come_before_addresses() -> None:
    text = "문의 Park.Haneul@Example.CO.KR, 전화 031-555-0202, 또는 saesol@example.com"
    assert list(marks_of(text)) == ["0315550202", "park.haneul@example.co.kr", "saesol@example.com"]


def test_a_numbers_mark_is_its_digits() -> None:
    assert number_mark("+82 (0)10-1234-5678번") == "8201012345678"
    assert number_mark("없음") == ""


@pytest.mark.parametrize(
    "written",
    [
        "haneul@example.com",
        " Haneul@Example.COM ",
        "haneul @ example.com",
        "haneul 골뱅이 example.com",
        "haneul(at)example.com",
        "haneul (AT) example.com",
        "haneul[at]example.com",
        "haneul[골뱅이]example.com",
        "haneul(골뱅이) example . com",
    ],
)
def test_an_address_has_one_mark_however_its_sign_is_written(written: str) -> None:
    assert address_mark(written) == "haneul@example.com"


@pytest.mark.parametrize(
    "address",
    [
        "haneul@example.com",
        "ha_neul.2+a-b%c@mail-1.example.co.kr",
        "하늘@예시.한국",
        "haneul@example,com",  # a comma by mistake
        "haneul @ example . co . kr",
        "haneul(at)example.com",
        "haneul [골뱅이] example.com",
        *(f"haneul 골뱅이 example {point} com" for point in ("닷", "쩜", "점", "dot", "[dot]", "(dot)")),
        *(f"haneul@example 점 {ending}" for ending in ("컴", "넷", "com", "net", "kr", "info", "케이알", "씨오 점 케이알")),
        "haneul@예시 닷 씨오케이알",
        "하늘 골뱅이 네이버",
        "haneul at gmail",
        "haneul@naver 닷 컴",
        "haneul at daum.net",
        "haneul 앳 example 닷 컴",
        "haneul at example dot com",
        "haneul dot park at example 쩜 넷",
    ],
)  # fmt: skip
def test_addresses_are_found_as_a_whole(address: str) -> None:
    found = EMAIL.search(f"답은 {address} 으로")
    assert found is not None
    assert found[0] == address


@pytest.mark.parametrize(
    "provider",
    "naver 네이버 gmail 지메일 daum 다음 hanmail 한메일 kakao 카카오 nate 네이트 outlook 아웃룩 hotmail icloud yahoo 야후".split(),
)
def test_a_provider_needs_no_ending(provider: str) -> None:
    assert provider in PROVIDER.split("|")
    assert EMAIL.fullmatch(f"haneul@{provider}")
    assert EMAIL.fullmatch(f"haneul 골뱅이 {provider.upper()} 점 컴")


@pytest.mark.parametrize(
    "words", ["오전 9시 @ 시청", "haneul@example", "haneul at example", "@naver.com", "하늘 앳 예시"]
)
def test_what_is_no_address(words: str) -> None:
    assert EMAIL.search(words) is None
