import time
from pathlib import Path

import pytest

from chat.question.personal_data import MASKED_ONLY, PersonalDataKind, Published, find_personal_data, mask
from ingest.korean.plain_form import plain_form

# Worked by hand: 9*2+0*3+0*4+1*5+0*6+1*7+1*8+2*9+3*2+4*3+5*4+6*5 = 124; 124 mod 11 = 3; (11 - 3) mod 10 = 8.
RESIDENT = "900101-1234568"
SET = Path(__file__).parent / "personal_data.tsv"
HELD = Path(__file__).parent / "personal_data_held.tsv"
UNSEEN = Path(__file__).parent / "personal_data_unseen.tsv"
EIGHTH = Path(__file__).parent / "personal_data_eighth.tsv"
_NO_NUMBERS = frozenset({"address", "email"})
_NOT_COUNTED = frozenset({"address", "email", "plate"})


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        (f"제 번호는 {RESIDENT}입니다 신청됐나요", PersonalDataKind.RESIDENT_NUMBER),
        ("900101I1234568 조회", PersonalDataKind.RESIDENT_NUMBER),
        ("9001011234568 조회해줘", PersonalDataKind.RESIDENT_NUMBER),
        ("９００１０１－１２３４５６８ 확인", PersonalDataKind.RESIDENT_NUMBER),
        ("210315-3000000 아이 바우처", PersonalDataKind.RESIDENT_NUMBER),
        ("010-1234-5678로 전화주세요", PersonalDataKind.MOBILE_PHONE),
        ("01012345678로", PersonalDataKind.MOBILE_PHONE),
        ("+82 10 1234 5678", PersonalDataKind.MOBILE_PHONE),
        ("카드 4111-1111-1111-1111로 결제", PersonalDataKind.CARD),
        ("카드 4111111111111111로 결제", PersonalDataKind.CARD),
        ("국민은행 123456-78-901234로 입금해 주세요", PersonalDataKind.ACCOUNT),
        ("면허번호 11-12-345678-90 갱신", PersonalDataKind.DRIVING_LICENCE),
        ("여권 M12345678 재발급", PersonalDataKind.PASSPORT),
        ("hong@example.com으로 보내줘", PersonalDataKind.EMAIL),
    ],
)
def test_finds(question: str, kind: PersonalDataKind) -> None:
    found = find_personal_data(question)
    assert [data.kind for data in found] == [kind]
    masked = mask(question, found)
    assert f"[{kind}]" in masked
    assert sum(character.isdigit() for character in masked) == 0


@pytest.mark.parametrize(
    "question",
    [
        "2022년 예산 9조원은 어디에 쓰나요?",
        "접수번호 9001011234567 진행 안내",  # named as another number
        "901332-1234567",  # no such month
        "044-202-6114 어느 부서 번호예요?",
        "4111 1111 1111 1112",  # fails the Luhn check
        "1,284개 마을 8.4만세대",
        "'20.7.14 발표한 계획",
        "1588-1234 대표번호 맞나요",
    ],
)
def test_leaves_alone(question: str) -> None:
    assert find_personal_data(question) == ()


def test_plain_form_tells_where_a_number_in_words_was_typed() -> None:
    typed = "연락처 zero one zero 2938→4756 입니다"
    plain = plain_form(typed)
    at = plain.text.index("0 1 0 2938-4756")
    start, end = plain.span(at, at + len("0 1 0 2938-4756"))
    assert typed[start:end] == "zero one zero 2938→4756"


def test_a_number_told_in_groups_is_masked_whole() -> None:
    question = "신용카드 번호 앞 5461 둘째 7364 셋째 5281 넷째 9037 인데 3일 뒤 취소되나요"
    masked = mask(question, find_personal_data(question))
    assert not any(group in masked for group in ("5461", "7364", "5281", "9037"))
    assert "3일 뒤" in masked


def test_published_number_is_public() -> None:
    assert find_personal_data("010-1234-5678 누구 번호?", Published(["문의: 홍보팀 010-1234-5678"])) == ()


def test_masks_every_find_and_keeps_the_rest() -> None:
    question = f"이름 홍길동 {RESIDENT} 전화 010-1234-5678 맞죠"
    assert mask(question, find_personal_data(question)) == "이름 홍길동 [주민등록번호] 전화 [휴대전화번호] 맞죠"


@pytest.mark.parametrize("separator", ["", " ", "-", ".", " - ", "…", "_", ","])
def test_a_long_line_takes_no_time(separator: str) -> None:
    """500 letters of digits and separators took up to 47 ms before the search for addresses began at their beginnings only, 6 ms since."""
    line = separator.join("314159265358979323846264338327950288419716939937510" * 10)[:500]
    began = time.process_time()
    find_personal_data(line)
    assert time.process_time() - began < 0.03


def test_the_made_set() -> None:
    """2,711 lines by four hands that did not know the detector; it was mended after them (docs/security.md has the unseen figures)."""
    rows = [line.split("\t") for line in SET.read_text("utf-8").split("\n")[1:] if line]
    missed, false = [], []
    for message, kinds, held, published in rows:
        found = find_personal_data(message, Published([published]))
        masked = mask(message, found)
        if kinds and any(part in masked for part in held.split(" | ")):
            missed.append(message)
        if not kinds and any(data.kind not in MASKED_ONLY for data in found):
            false.append(message)
    holding = sum(bool(kinds) for _, kinds, _, _ in rows)
    assert len(missed) <= 0.008 * holding, missed
    assert len(false) <= 0.002 * (len(rows) - holding), false


def test_lines_of_a_sixth_hand() -> None:
    """333 lines (docs/security.md): .938 of those with numbers were masked whole at first sight; mended after, by kind."""
    rows = [line.split("\t") for line in HELD.read_text("utf-8").split("\n")[1:] if line]
    missed, false, numbers = [], [], 0
    for message, kinds, held, published, _ in rows:
        found = find_personal_data(message, Published([published]))
        numbers += bool(kinds) and kinds not in _NO_NUMBERS
        if kinds and kinds not in _NO_NUMBERS and any(part in mask(message, found) for part in held.split(" | ")):
            missed.append(message)
        if not kinds and any(data.kind not in MASKED_ONLY for data in found):
            false.append(message)
    assert len(missed) <= 0.01 * numbers, missed
    assert not false, false


@pytest.mark.parametrize(("sets", "least"), [("held", 0.98), ("mended", 0.99)])
def test_lines_of_a_seventh_hand(sets: str, least: float) -> None:
    """1,417 lines in six sets (docs/security.md). At first sight, numbers were masked whole in .983 of the first set, which was written before
    the detector was seen (.018 of the lines with nothing stopped), then in .939, .954, .973, 1.000 and .949 of the others (.019 stopped).

    "held" are the halves of the first two sets whose errors nobody looked at; what is required of them is what was measured at the end. The
    others were mended after, by kind.
    """
    numbers = missed = none = stopped = 0
    for line in UNSEEN.read_text("utf-8").split("\n")[1:]:
        message, kinds, held, name = line.split("\t") if line else ("", "", "", "")
        if not message or name.endswith("held") != (sets == "held"):
            continue
        found = find_personal_data(message)
        counted = bool(kinds) and not _NOT_COUNTED.issuperset(kinds.split(","))
        numbers += counted
        missed += counted and any(part in mask(message, found) for part in held.split(" | "))
        none += not kinds
        stopped += not kinds and any(data.kind not in MASKED_ONLY for data in found)
    assert numbers - missed >= least * numbers
    assert stopped <= 0.005 * none


def test_lines_of_an_eighth_hand() -> None:
    """900 lines (docs/security.md), 400 of them with numbers: .925 of these were masked whole at first sight, .010 of the others stopped; mended after,
    by kind. Made-up business numbers with the digits of public bodies, and numbers given in pieces that no rule foresees, are what is left.
    """
    rows = [line.split("\t") for line in EIGHTH.read_text("utf-8").split("\n")[1:] if line]
    numbers = [(message, held) for message, kinds, held in rows if kinds]
    missed = [m for m, held in numbers if any(part in mask(m, find_personal_data(m)) for part in held.split(" | "))]
    none = [message for message, kinds, _ in rows if not kinds]
    stopped = [m for m in none if any(data.kind not in MASKED_ONLY for data in find_personal_data(m))]
    assert len(numbers) == 400
    assert len(missed) <= 0.04 * len(numbers), missed
    assert not stopped
