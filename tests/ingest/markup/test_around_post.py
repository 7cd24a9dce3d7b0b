"""What the program of a board writes around a post."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from ingest.markup.around_post import around_post


def left_out(html: str) -> list[str]:
    """The words of the elements that are no part of the post, from the top."""
    body = LexborHTMLParser(f"<body>{html}").body
    assert body is not None
    found = around_post(body)
    return [" ".join(node.text(separator=" ").split()) for node in body.css("*") if node.mem_id in found]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<table><tr><th>이전글<td>휴관 안내<tr><th>접수<td>민원실</table>", ["이전글 휴관 안내"]),
        ("<table><tr><td><p>다음글</p><td>강사 모집</table>", ["다음글 강사 모집"]),
        ("<ul><li><span>이전 글</span><a>휴관 안내</a><li>사진 1매</ul>", ["이전 글 휴관 안내"]),
        ("<dl><dt>다음게시물<dd>강사 모집<dd>3월<dt>접수처<dd>민원실</dl>", ["다음게시물", "강사 모집", "3월"]),
        ("<p>이전글 : <a>휴관 안내</a></p><p>본문이다.</p>", ["이전글 : 휴관 안내"]),
        ("<div><strong>다음글</strong><a>강사 모집</a></div>", ["다음글 강사 모집"]),
        ("<p>이전글이 없습니다.</p>", ["이전글이 없습니다."]),
        ("<p>다음 글을 읽고 답하시오.</p><p>이전글과 같다.</p>", []),
        ("<p>다음글 " + "가" * 96 + "</p>", ["다음글 " + "가" * 96]),
        ("<p>다음글 " + "가" * 97 + "</p>", []),
        ("<p>다음글 <b>" + "가" * 196 + "</b></p>", ["다음글 " + "가" * 196]),
        ("<p>다음글 <b>" + "가" * 197 + "</b></p>", []),
    ],
)
def test_the_posts_before_and_after_it(html: str, words: list[str]) -> None:
    assert left_out(html) == words


def test_a_row_of_a_table_that_lays_out_the_page_is_not_left_out_for_one_line_in_it() -> None:
    page = "<table><tr><td><p>본문이다.</p>" + "<p>가나다라마바사</p>" * 30 + "<p>이전글 휴관 안내</p></table>"
    assert left_out(page) == ["이전글 휴관 안내"]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>홈 &gt; 시정소식 &gt; 공지사항</p>", ["홈 > 시정소식 > 공지사항"]),
        ("<div><span>홈</span> › <a>민원</a> › <strong>여권</strong></div>", ["홈 › 민원 › 여권"]),
        ("<ol><li><a>HOME</a><li>민원<li>여권</ol>", ["HOME 민원 여권"]),
        ("<ul><li>홈<li>" + "가" * 30 + "</ul>", ["홈 " + "가" * 30]),
        ("<ul><li>홈<li>" + "가" * 31 + "</ul>", []),
        ("<ul>" + "<li>홈" * 7 + "</ul>", [" ".join("홈" * 7)]),
        ("<ul>" + "<li>홈" * 8 + "</ul>", []),
        ("<ul><li>홈</ul>", []),
        ("<div><img alt='HOME'> &gt; <a>민원</a> &gt; 여권</div>", ["> 민원 > 여권"]),
        ("<ul><li><a><img alt=홈></a><li>민원<li>여권</ul>", ["민원 여권"]),
        ("<div><img alt='홈 모양'> &gt; <a>민원</a></div><div><img alt=홈> 민원</div>", []),
        ("<p>홈페이지 &gt; 민원 &gt; 여권에서 신청한다.</p>", []),
        ("<p>홈</p>", []),
    ],
)
def test_the_way_to_the_page(html: str, words: list[str]) -> None:
    assert left_out(html) == words


def test_a_page_of_neighbours_is_a_list_and_read_in_bounded_time() -> None:
    assert len(left_out("<p>이전글 휴관</p>" * 300)) == 300
    assert len(left_out("<p>이전글 휴관</p>" * 301)) == 300


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<li>신청서.hwpx<a>다운로드</a></li>", []),
        ("<li><a>신청서.hwpx</a> (3KB) <a>다운로드</a></li>", []),
        ("<li><a>신청서.hwpx</a> <a>다운로드</a> <a>바로보기</a></li>", ["다운로드", "바로보기"]),
        (
            "<p><a>목록</a> | <a>카카오톡 공유</a> <a>네이버 밴드</a> <a>목록 제출</a></p>",
            ["목록", "카카오톡 공유", "네이버 밴드"],
        ),
        ("<p>신청서를 <a>다운로드</a>하여 낸다.</p>", []),
    ],
)
def test_links_that_do_something(html: str, words: list[str]) -> None:
    assert left_out(html) == words


def test_headings_for_programs_that_read_aloud() -> None:
    assert left_out("<h2>본문</h2><h2>페이지 정보</h2><h3>본문 요약</h3><p>본문</p>") == ["본문", "페이지 정보"]


@pytest.mark.parametrize("field", ["<textarea></textarea>", "<input>", "<input type=search>", "<input type=radio>"])
def test_short_forms_to_type_in(field: str) -> None:
    assert left_out(f"<form><label>이름</label>{field}</form>") == ["이름"]
    assert left_out(f"<fieldset>{'가' * 150}{field}</fieldset>") == ["가" * 150]
    assert left_out(f"<form>{'가' * 151}{field}</form>") == []


def test_a_form_with_boxes_to_tick_is_part_of_the_text() -> None:
    assert left_out("<form><input type=checkbox>동의함<input type=submit></form>") == []
