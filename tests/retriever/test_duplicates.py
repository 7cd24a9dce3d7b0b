"""What says the same as another document, and what only looks like it."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from ingest.read import read_text
from retriever.duplicates import DocumentCandidate, compared
from retriever.likeness import Likeness, likely_pairs

BODY = "\n".join(
    f"□ {place} 이용 요금은 {price:,}원이고, {hour}시부터 {hour + 9}시까지 문을 엽니다. {place}에서는 {rule}."
    for place, price, hour, rule in (
        ("강변수영장", 4500, 6, "수영모를 반드시 써야 합니다"),
        ("은빛체육관", 3000, 7, "실내화를 신어야 합니다"),
        ("솔숲캠핑장", 25000, 9, "밤 열 시 이후에는 불을 피울 수 없습니다"),
        ("한들도서관", 0, 9, "음식을 먹을 수 없으나 물은 마실 수 있습니다"),
        ("다솜공원 테니스장", 8000, 6, "예약한 시민만 들어갈 수 있습니다"),
    )
)


def candidate(
    name: str, text: str, day: str = "", is_new: bool = True, office: str = "", department: str = ""
) -> DocumentCandidate:
    document = read_text(text, source=f"/문서/{name}", document_id=name)
    published = dt.date.fromisoformat(day) if day else None
    told = replace(document.metadata, published=published, office=office, department=department)
    return DocumentCandidate(replace(document, metadata=told), is_new)


def left_out(*candidates: DocumentCandidate) -> list[tuple[str, str]]:
    """Which is left out, for which."""
    return [(one.left_out.id, one.kept.id) for one in compared(candidates)]


NOTICE = f"공공시설 이용 안내\n\n{BODY}\n"


def test_the_better_source_of_one_text_is_kept() -> None:
    broken = NOTICE.replace("반드시 써야", "반드시써야\n- 1 -\n").replace("불을 피울", "불을\n피울")
    hwp, pdf, html = (
        candidate("a.hwp", NOTICE),
        candidate("a.pdf", broken),
        candidate("a.html", NOTICE + "목록"),
    )
    assert left_out(pdf, hwp) == [("a.pdf", "a.hwp")]
    assert left_out(hwp, pdf) == [("a.pdf", "a.hwp")]
    assert [verdict.why for verdict in compared([hwp, pdf])] == ["형식이 더 나은 원본이 있습니다"]
    assert dict(left_out(pdf, html, hwp)).keys() == {"a.pdf", "a.html"}


def test_of_equal_sources_the_one_in_the_index_or_the_shorter_name_is_kept() -> None:
    first, second = candidate("안내 (1).txt", NOTICE + "\n", is_new=False), candidate("안내.txt", NOTICE)
    assert left_out(first, second) == [("안내.txt", "안내 (1).txt")]
    assert left_out(replace(first, is_new=True), second) == [("안내 (1).txt", "안내.txt")]
    # Many copies, each of other bytes.
    many = [candidate(f"사본 {n:03}.txt", NOTICE + "\n" * n) for n in range(100)]
    assert len(left_out(*many)) == 99


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("b.pdf", NOTICE.replace("4,500원", "5,500원")),  # another month's price
        ("b.pdf", NOTICE.replace("공공시설 이용", "가람구 시설 이용")),  # another office's notice
        ("b.hwp", NOTICE.replace("실내화를 신어야", "양말을 벗어야")),  # neither says that it is the newer
        ("b.pdf", "\n".join(NOTICE.splitlines()[:5])),  # a part
    ],
)
def test_what_differs_in_what_counts_is_another_document(name: str, text: str) -> None:
    assert left_out(candidate("a.hwp", NOTICE), candidate(name, text)) == []


def test_a_corrected_release_takes_the_place_of_the_first() -> None:
    corrected = NOTICE.replace("4,500원", "5,000원")
    first = candidate("a.hwp", NOTICE, "2024-01-08", is_new=False)
    assert left_out(first, candidate("b.hwp", corrected, "2024-01-10")) == [("a.hwp", "b.hwp")]
    assert left_out(first, candidate("b.hwp", corrected, "2024-01-01")) == [("b.hwp", "a.hwp")]
    undated = candidate("a.hwp", NOTICE)
    marked = candidate("b.pdf", corrected.replace("공공시설 이용 안내", "[수정] 공공시설 이용 안내"))
    assert left_out(undated, marked) == [("a.hwp", "b.pdf")]
    assert [verdict.why for verdict in compared([undated, marked])] == ["고쳐서 다시 낸 문서가 있습니다"]
    assert left_out(undated, candidate("a_수정본.hwp", corrected)) == [("a.hwp", "a_수정본.hwp")]


@pytest.mark.parametrize(
    ("office", "department", "expected"),
    [
        ("가람구", "체육과", [("a.hwp", "b.hwp")]),
        ("가람 구", "", [("a.hwp", "b.hwp")]),
        ("", "체육과", [("a.hwp", "b.hwp")]),
        ("나루구", "체육과", []),
        ("나루구", "", []),
        ("가람구", "공원과", []),
        ("", "공원과", []),
    ],
)
def test_only_the_same_office_issues_its_notice_again(
    office: str, department: str, expected: list[tuple[str, str]]
) -> None:
    corrected = NOTICE.replace("4,500원", "5,000원")
    first = candidate("a.hwp", NOTICE, "2024-01-08", office="가람구", department="체육과")
    again = candidate("b.hwp", corrected, "2024-01-10", office=office, department=department)
    assert left_out(first, again) == expected
    marked = candidate("b.hwp", f"[수정] {corrected}", office=office, department=department)
    assert left_out(first, marked) == expected


def test_a_series_is_not_a_correction() -> None:
    other = "\n".join(
        f"□ {n}동 주민센터는 {n + 3}월 {n + 10}일에 이동 상담을 엽니다. 준비물은 신분증입니다." for n in range(8)
    )
    march, april = f"민원 소식\n\n{BODY}\n", f"민원 소식\n\n{BODY[:60]}\n{other}\n"
    assert left_out(candidate("3월.hwp", march, "2024-03-01"), candidate("4월.hwp", april, "2024-04-01")) == []


def test_shares_and_shingles_by_hand() -> None:
    # "abcdef" holds abcde, bcdef; "abcdeX" abcde, bcdex: one of two.
    assert Likeness("abc def").shares(Likeness("ABCDE, X")) == 0.5
    assert Likeness("가나").shares(Likeness("가 나!")) == 1.0
    assert len(Likeness("가나다라마바").shingles) == 2
    assert Likeness("12쪽 3,400원\n- 7 -\n 15 \n'24년").figures == {"12", "3", "400", "24"}


def test_likely_pairs_touch_something_new() -> None:
    texts = [Likeness(BODY), Likeness(BODY + "가"), Likeness("아주 다른 글입니다. " * 30), Likeness(BODY + "나")]
    samples = [text.fingerprint.sample for text in texts]
    assert list(likely_pairs(samples, [3])) == [(0, 3), (1, 3)]
    assert list(likely_pairs(samples, [2])) == []
    assert list(likely_pairs(samples, [0, 1, 2, 3])) == [(0, 1), (0, 3), (1, 3)]
    assert texts[0].shingles.dtype == np.uint64


TITLE = "공공시설이용"
LETTERS = [chr(0xAC00 + 50 * n) for n in range(98)]
"""With the title 104 letters, each once: a hundred shingles of five."""


def changed(places: int, last: bool = False) -> str:
    """The title and `LETTERS`, of which so many, ten apart, are other letters: each changes five of the hundred shingles, the `last` letter one."""
    other = [
        chr(ord(letter) + 1) if (at % 10 == 5 and at // 10 < places) else letter for at, letter in enumerate(LETTERS)
    ]
    return f"{TITLE}\n\n{''.join(other[:-1])}{'힣' if last else other[-1]}\n"


def test_how_much_a_changed_letter_changes() -> None:
    shares = [
        Likeness(changed(0)).shares(Likeness(changed(places, last)))
        for places, last in ((0, True), (1, False), (2, True))
    ]
    assert shares == [0.99, 0.95, 0.89]


def test_nine_tenths_of_one_text_are_left_in_another_format() -> None:
    hwp = candidate("a.hwp", changed(0))
    assert left_out(hwp, candidate("a.pdf", changed(2))) == [("a.pdf", "a.hwp")]
    assert left_out(hwp, candidate("a.pdf", changed(2, last=True))) == []


def test_a_correction_has_six_tenths_of_the_text() -> None:
    first = candidate("a.hwp", changed(0))
    assert left_out(first, candidate("a_수정본.hwp", changed(8))) == [("a.hwp", "a_수정본.hwp")]
    assert left_out(first, candidate("a_수정본.hwp", changed(8, last=True))) == []


def test_a_release_issued_again_has_eight_tenths_of_the_text() -> None:
    first = candidate("a.hwp", changed(0), "2024-01-08")
    assert left_out(first, candidate("b.hwp", changed(4), "2024-01-10")) == [("a.hwp", "b.hwp")]
    assert left_out(first, candidate("b.hwp", changed(4, last=True), "2024-01-10")) == []


@pytest.mark.parametrize(("figures", "expected"), [(50, [("a.pdf", "a.hwp")]), (49, [])])
def test_one_figure_of_fifty_may_be_lost(figures: int, expected: list[tuple[str, str]]) -> None:
    numbers = [f"{number} 호" for number in range(1001, 1001 + figures)]
    whole, torn = (f"{TITLE}\n\n번호는 {', '.join(one)} 등\n" for one in (numbers, [*numbers[:-1], "호"]))
    assert left_out(candidate("a.hwp", whole), candidate("a.pdf", torn)) == expected


@pytest.mark.parametrize(("end", "expected"), [(300, True), (301, False)])
def test_a_correction_says_so_in_the_first_three_hundred_characters(end: int, expected: bool) -> None:
    above = f"{TITLE}\n\n"
    assert candidate("a.hwp", above + "가" * (end - 4 - len(above)) + " 수정본\n").is_corrected is expected


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        ("안내(수정).hwp", TITLE, True),
        ("안내_수정본.hwp", TITLE, True),
        ("안내 정정2.hwp", TITLE, True),
        ("a.hwp", f"[정정] {TITLE}", True),
        ("행정정보공개.hwp", TITLE, False),
        ("재정정책.hwp", TITLE, False),
        ("수정구 여권 안내.hwp", TITLE, False),
        ("a.hwp", "재정정책 공고", False),
    ],
)
def test_words_that_only_hold_the_letters_are_no_correction(name: str, title: str, expected: bool) -> None:
    assert candidate(name, f"{title}\n\n내용\n").is_corrected is expected


def test_of_many_texts_that_share_a_shingle_the_sixty_three_nearest_are_compared() -> None:
    assert list(likely_pairs([Likeness(BODY).fingerprint.sample] * 70, [69])) == [(at, 69) for at in range(6, 69)]
