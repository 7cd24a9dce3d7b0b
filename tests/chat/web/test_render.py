import datetime as dt
from dataclasses import replace

import pytest

from chat.answer import Answer, Citation, QuotedCell, Status
from chat.question.follow_up import Completed
from chat.web.glossary import Glossary
from chat.web.render import Renderer, age_words, date_words, phones
from ingest.document import Contact

CITATION = Citation(1, "문서 1", "<제목>", "시청", "2022-01-26", ("I. 계획", "1. 지원"), "근거 문장", 10, 15)
TEXT = "1월 27일부터입니다. <b>운전면허증</b>을 1월 27일부터 발급합니다. [1]"
RENDERER = Renderer(Glossary(), lambda answer: ("다음 <질문>?",), today=lambda: dt.date(2026, 11, 22))


def answered(text: str = TEXT, marks: tuple[tuple[int, int], ...] = ((0, 8),)) -> str:
    answer = Answer("질문", Status.ANSWERED, text, (CITATION,), marks, notes=("메모 & 하나",))
    return RENDERER.answer(answer, Completed("질문", "질문"))


def test_the_answer_is_one_line_with_the_bare_answer_first() -> None:
    html = answered()
    assert "\n" not in html
    assert html.index('<p class="direct"><mark>1월 27일부터</mark>입니다.</p>') < html.index('<p class="sentence">')


def test_everything_is_escaped() -> None:
    html = answered()
    assert "&lt;b&gt;운전면허증&lt;/b&gt;" in html
    assert "&lt;제목&gt;" in html
    assert "다음 &lt;질문&gt;?" in html
    assert "메모 &amp; 하나" in html


def test_a_source_that_was_read_by_ocr_says_so() -> None:
    seen = replace(CITATION, by_ocr=True)
    html = RENDERER.answer(Answer("질문", Status.ANSWERED, TEXT, (seen,), ((0, 8),)), Completed("질문", "질문"))
    assert "그림에서 읽은 글자" in html
    assert "그림에서 읽은 글자" not in answered()


def test_a_marker_leads_to_the_quoted_words() -> None:
    assert '<a class="cite" href="documents/%EB%AC%B8%EC%84%9C%201?start=10&amp;end=15#quote">1</a>' in answered()


def test_a_marker_without_a_source_stays_text() -> None:
    assert "[7]" in answered("답입니다. 문장입니다. [7]", ())


def test_a_lone_sentence_keeps_its_marker_beside_it() -> None:
    html = answered(
        "아주 긴 문장이 하나뿐이라서 그 문장의 앞에 따로 세울 짧은 답이 없는 경우에는 문서에 적힌 그대로 보여 줍니다. [1]",
        (),
    )
    assert '<p class="sentence only">' in html
    assert "보여 줍니다. <a" in html


CITE = '<a class="cite" href="documents/%EB%AC%B8%EC%84%9C%201?start=10&amp;end=15#quote">1</a>'


def test_a_list_is_one_below_what_announces_it_and_its_last_item_has_the_source() -> None:
    shown = "신청서에는 <다음> 각 호의 서류를 붙입니다.\n· 계획서 1부\n· 사진 <2장> [1] 사본도 됩니다. [1]"
    start = shown.index("계획서")
    assert (
        '<p class="sentence only">신청서에는 &lt;다음&gt; 각 호의 서류를 붙입니다.</p>'
        f'<ul class="items"><li><mark>계획서 1부</mark></li><li>사진 &lt;2장&gt; {CITE}</li></ul>'
        f'<p class="sentence">사본도 됩니다. {CITE}</p>'
    ) in answered(shown, ((start, start + 6),))


def test_a_list_that_nothing_announces_is_one_too() -> None:
    listed = f'<ul class="items"><li>수: 1</li><li>합: 2 {CITE}</li></ul>'
    assert f'lang-ko">{listed}<ul class="notes">' in answered("· 수: 1\n· 합: 2 [1]", ())
    assert f'<p class="sentence only">5만원입니다. {CITE}</p>{listed}' in answered(
        "5만원입니다. [1]\n· 수: 1\n· 합: 2 [1]", ()
    )


def test_a_dot_inside_a_line_or_a_passage_begins_no_item() -> None:
    assert 'class="items"' not in answered("공공·민간 어디서나 됩니다 · 무료. [1]", ())
    related = Answer("질문", Status.RELATED, "답은 찾지 못했습니다.\n\n“요금\n· 어른” [1]", (CITATION,))
    assert '<p class="passage">“요금<br>· 어른” ' in RENDERER.answer(related, Completed("질문", "질문"))


def test_a_related_passage_keeps_its_lines_and_stands_in_a_paragraph_of_its_own() -> None:
    shown = "답은 찾지 못했습니다.\n\n“[별표 1] 요금\n어른: 요금 3,000원” [1]\n\n시청에 문의해 주세요."
    start = shown.index("어른")
    answer = Answer("질문", Status.RELATED, shown, (CITATION,), ((start, shown.index("”")),))
    html = RENDERER.answer(answer, Completed("질문", "질문"))
    assert "\n" not in html
    assert 'class="direct"' not in html
    assert "답은 찾지 못했습니다.</p>" in html
    assert '<p class="passage">“[별표 1] 요금<br><mark>어른: 요금 3,000원</mark>” <a class="cite"' in html
    assert '<p class="sentence">시청에 문의해 주세요.</p>' in html


@pytest.mark.parametrize(("passages", "open_ones", "folded"), [(3, 3, 0), (4, 3, 1), (5, 3, 2)])
def test_of_many_related_passages_those_after_the_third_are_folded(passages: int, open_ones: int, folded: int) -> None:
    cited = tuple(replace(CITATION, marker=number) for number in range(1, passages + 1))
    text = (
        "답은 찾지 못했습니다.\n\n" + "".join(f"“대목” [{one.marker}]\n\n" for one in cited) + "시청에 문의해 주세요."
    )
    html = RENDERER.answer(Answer("질문", Status.RELATED, text, cited), Completed("질문", "질문"))
    before, _, inside = html.partition('<details class="further">')
    inside, _, after = inside.partition("</details>")
    assert (before.count('class="passage"'), inside.count('class="passage"')) == (open_ones, folded)
    assert (f"관련된 대목 {folded}개 더 보기" in inside) == bool(folded)
    assert "시청에 문의해 주세요." in (after if folded else before)


def test_how_a_follow_up_was_read_is_said() -> None:
    answer = Answer("통학버스 예산은?", Status.ANSWERED, TEXT, (CITATION,))
    html = RENDERER.answer(answer, Completed("통학버스 예산은?", "그럼 예산은?"))
    assert "<q>통학버스 예산은?</q>" in html
    assert "read-as" not in answered()


@pytest.mark.parametrize(
    ("heading", "where"),
    [
        (("<제목>", "1. 지원"), ">1. 지원<"),
        (("1. 지원", "<제목>"), ">1. 지원 › &lt;제목&gt;<"),
        (("<제목>",), ""),
        ((), ""),
    ],
)
def test_the_place_of_a_source_does_not_repeat_its_title(heading: tuple[str, ...], where: str) -> None:
    answer = Answer("질문", Status.ANSWERED, TEXT, (replace(CITATION, heading=heading),))
    html = RENDERER.answer(answer, Completed("질문", "질문"))
    assert (f'<span class="where"{where}/span>' in html) if where else ('class="where"' not in html)


def test_a_refusal_offers_a_number_to_call() -> None:
    contact = Contact("시청", "교통과", "김<하나>", "과장", "02-123-4567")
    answer = Answer("질문", Status.NO_EVIDENCE, "없습니다. 교통과(☎ 02-123-4567)에 문의해 주세요.", contacts=(contact,))
    html = RENDERER.answer(answer, Completed("질문", "질문"))
    assert html.count('<a href="tel:021234567">02-123-4567</a>') == 1
    other = Contact("시청", "교통과", "김<하나>", "과장", "02-123-4568")
    html = RENDERER.answer(replace(answer, contacts=(contact, other)), Completed("질문", "질문"))
    assert html.count('<a href="tel:021234567">02-123-4567</a>') == 2
    assert "김&lt;하나&gt;" in html
    assert 'class="answer is-no_evidence lang-ko"' in html


def test_a_number_inside_a_longer_one_is_no_telephone() -> None:
    assert phones("1-02-123-4567-8") == "1-02-123-4567-8"
    assert phones("1588-1234") == '<a href="tel:15881234">1588-1234</a>'
    assert phones("☎ 112(범죄 신고), 112번") == '☎ <a href="tel:112">112</a>(범죄 신고), 112번'
    assert phones("☎ 1588-1234") == '☎ <a href="tel:15881234">1588-1234</a>'
    assert phones("☎ 11234") == "☎ 11234"


@pytest.mark.parametrize(
    ("day", "age"),
    [
        ("2026-11-22", "오늘"),
        ("2026-11-21", "1일 전"),
        ("2026-10-23", "30일 전"),
        ("2026-10-22", "1개월 전"),
        ("2025-11-23", "11개월 전"),
        ("2025-11-22", "1년 전"),
        ("2022-01-26", "4년 9개월 전"),
        ("2026-12-01", "예정"),
    ],
)
def test_age_in_words(day: str, age: str) -> None:
    assert age_words(dt.date.fromisoformat(day), dt.date(2026, 11, 22)) == age


def test_a_date_nobody_told_is_left_out() -> None:
    assert date_words("", dt.date(2026, 11, 22)) == ""
    assert date_words("2022-01-26", dt.date(2026, 11, 22)) == "2022. 1. 26. (4년 9개월 전)"


def test_what_may_answer_instead_stands_after_the_sources() -> None:
    row = replace(
        CITATION,
        marker=2,
        quote="어른\t3,000원",
        start=20,
        end=29,
        cells=(QuotedCell("", "어른"), QuotedCell("요금", "3,000원")),
    )
    answer = Answer("질문", Status.ANSWERED, TEXT, (CITATION,), nearby=(row,))
    html = RENDERER.answer(answer, Completed("질문", "질문"))
    assert html.index('class="sources ko"') < html.index('class="sources nearby ko"')
    assert "찾으신 답이 아니면 이 대목도 확인해 주세요" in html
    assert 'start=20&amp;end=29#quote">어른, 요금: 3,000원 <span class="facts">&lt;제목&gt; · 시청' in html
    assert "nearby" not in answered()


def test_the_nearest_passages_are_folded_below_the_sources_or_below_whom_to_call() -> None:
    near = tuple(replace(CITATION, marker=number, quote=f"가까운 대목 {number}") for number in (1, 2))
    unsure = replace(Answer("질문", Status.ANSWERED, TEXT, (CITATION,)), nearby=near[:1], further=near)
    html = RENDERER.answer(unsure, Completed("질문", "질문"))
    shown, _, folded = html.partition("</details>")[0].partition('<details class="further">')
    assert "찾으신 답이 아니면 이 대목도 확인해 주세요" in shown
    assert "관련된 대목 2개 더 보기" in folded
    assert (folded.count("<li>"), folded.count('class="source"')) == (2, 2)
    contact = Contact("시청", "교통과", phone="02-123-4567")
    refusal = Answer("질문", Status.NO_EVIDENCE, "없습니다.", further=near[:1], contacts=(contact,))
    shown, _, folded = RENDERER.answer(refusal, Completed("질문", "질문")).partition('<details class="further">')
    assert "02-123-4567" in shown
    assert "찾으시는 내용일 수 있는 대목 1개 보기" in folded
    assert "<details" not in answered()


def test_korean_inside_an_answer_in_another_language_is_named_and_its_headings_are_english() -> None:
    said = "27 January. Original Korean text: “1월 27일부터 발급한다.” [1]"
    start = said.index("1월")
    answer = Answer(
        "When?", Status.ANSWERED, said, (CITATION,), ((start, start + 8),), notes=("Nearest documents: 계획 & 안내",)
    )
    html = RENDERER.answer(replace(answer, lang="en"), Completed("When?", "When?"))
    assert 'class="answer is-answered lang-en"' in html
    assert '<mark><span class="ko">1월 27일부터</span></mark><span class="ko"> 발급한다.</span>' in html
    assert 'Nearest documents: <span class="ko">계획 &amp; 안내</span>' in html
    assert '<h3><span class="en">Sources</span></h3>' in html


def test_the_items_of_a_korean_list_are_korean_each() -> None:
    said = "Original Korean text: “서류를 낸다.\n· 계획서 1부\n· 사진” [1]"
    answer = replace(Answer("What?", Status.ANSWERED, said, (CITATION,)), lang="en")
    assert (
        '“<span class="ko">서류를 낸다.</span></p><ul class="items"><li><span class="ko">계획서 1부</span></li>'
        f'<li><span class="ko">사진</span>” {CITE}</li></ul>'
    ) in RENDERER.answer(answer, Completed("What?", "What?"))


def test_a_counter_without_a_telephone_is_linked_in_the_text_and_not_listed() -> None:
    text = "급하지 않은 신고나 민원은 국민신문고(www.epeople.go.kr)에서 받습니다."
    contacts = (Contact(office="범죄 신고", phone="112"), Contact(office="국민신문고"))
    html = RENDERER.answer(Answer("?", Status.EMERGENCY, text, contacts=contacts), Completed("?", "?"))
    assert '<a href="https://www.epeople.go.kr"' in html
    assert html.count("국민신문고") == 1
    record = Answer("?", Status.NEEDS_PERSONAL_RECORD, "직접 문의해 주세요.", notes=(text,), contacts=contacts[1:])
    html = RENDERER.answer(record, Completed("?", "?"))
    assert html.count("국민신문고") == 1
    assert "contacts" not in html


def test_a_number_in_a_note_can_be_called() -> None:
    note = "위급하거나 도움이 필요하면 ☎ 109(자살예방 상담전화)에 바로 전화하실 수 있습니다."
    html = RENDERER.answer(Answer("?", Status.ANSWERED, "답입니다.", notes=(note,)), Completed("?", "?"))
    assert '☎ <a href="tel:109">109</a>(자살예방' in html


def test_an_office_told_in_english_is_not_marked_as_korean() -> None:
    contacts = (Contact(office="Police", phone="112"), Contact(office="시청", phone="120"))
    answer = Answer("Help!", Status.EMERGENCY, "Call now.", contacts=contacts, lang="en")
    html = RENDERER.answer(answer, Completed("Help!", "Help!"))
    assert '<li>Police <a href="tel:112">112</a></li>' in html
    assert '<li><span class="ko">시청 ' in html


def test_a_particle_is_not_parted_from_the_sign_before_it() -> None:
    text = "‘요금’에 대한 내용은 없습니다. 교통과(☎ 02-123-4567)에 문의해 주세요."
    html = RENDERER.answer(Answer("?", Status.NO_EVIDENCE, text), Completed("?", "?"))
    assert '‘요금<span class="kept">’에</span> 대한' in html
    assert '02-123-4567</a><span class="kept">)에</span> 문의' in html
