import pytest

from ingest.closing import closing_from, invites_questions
from ingest.read import read_text
from ingest.settings import Settings
from ingest.split import split

BODY = "축제 안내\n\n1. 일정\n ○ 5월 1일에 엽니다.\n\n2. 묻고 답하기\n\nQ1. 얼마인가요?\nA1. 무료입니다.\n"


def _last(text: str) -> tuple[tuple[str, ...], str]:
    passage = split(read_text(text, "축제.txt"), Settings())[-1]
    return passage.heading, passage.text


@pytest.mark.parametrize(
    "closing",
    [
        "문의: 문화과 공연팀 (☎ 02-111-2222)",
        "※ 문의: 문화과 02-111-2222",
        "자세한 사항은 문화과(02-111-2222)로 문의하시기 바랍니다.",
        "담당 부서\t문화과\t책임자\t과장 홍길동\t(02-111-2222)",
        "문의: 문화과 02-111-2222\n보건과(☎02-111-3333)",
    ],
)
def test_whom_to_ask_at_the_end_is_about_the_whole_document(closing: str) -> None:
    assert _last(f"{BODY}\n{closing}\n") == ((), closing)


def test_the_signature_comes_with_it() -> None:
    heading, text = _last(f"{BODY}\n문의: 문화과 02-111-2222\n\n2026. 3. 2.\n\n가나시장\n")
    assert (heading, text.split("\n")[0], text.split("\n")[-1]) == ((), "문의: 문화과 02-111-2222", "가나시장")


@pytest.mark.parametrize(
    "text",
    [
        "1. 일정\n ○ 5월에 엽니다.\n\n2. 문의처\n문화과 02-111-2222\n\n문의: 보건과 02-111-3333\n",
        "1. 일정\n ○ 5월에 엽니다.\n   문의: 문화과 02-111-2222\n",
        "1. 일정\n ○ 5월에 엽니다.\n - 문의: 문화과 02-111-2222\n",
        "Q1. 어디에 묻나요?\nA1. 문화과(02-111-2222)에 물어 주세요.\n",
        "1. 일정\n문의: 문화과 02-111-2222\n",
        "문의: 문화과 02-111-2222\n",
        "",
    ],
)
def test_words_that_belong_to_their_heading_stay(text: str) -> None:
    document = read_text(text, "축제.txt")
    assert closing_from(document.text, document.blocks) == len(document.blocks)


def _begins_closing(after: str) -> bool:
    document = read_text(f"{BODY}\n{after}\n", "축제.txt")
    return closing_from(document.text, document.blocks) < len(document.blocks)


def test_a_line_of_two_hundred_characters_may_say_whom_to_ask() -> None:
    words = "문의: 문화과 02-111-2222 "
    assert _begins_closing(words + "가" * (200 - len(words)))
    assert not _begins_closing(words + "가" * (201 - len(words)))


def test_a_signature_has_at_most_thirty_characters() -> None:
    assert _begins_closing("문의: 문화과 02-111-2222\n\n" + "가" * 30)
    assert not _begins_closing("문의: 문화과 02-111-2222\n\n" + "가" * 31)


def test_a_sentence_that_asks_readers_to_call_closes_a_release() -> None:
    assert invites_questions("자세한 내용은 교통정책과로 문의하시기 바랍니다.")
    assert invites_questions("이 저작물은 공공누리 제1유형입니다.")
    assert not invites_questions("문의가 늘었습니다.")
    assert not invites_questions("가" * 400 + " 공공누리")
