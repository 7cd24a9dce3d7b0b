"""Saved web pages."""

import time

import pytest

from ingest.blocks import Heading, Table
from ingest.errors import BadInputError
from ingest.formats.html import read
from ingest.lay_out import lay_out
from ingest.structure import understand

ARTICLE = "<h2>여권 수수료</h2><p>수수료는 5만 3천원이며 현금이나 카드로 냅니다. 사진은 6개월 이내에 찍은 것이어야 합니다.</p>"


def text_of(html: str) -> str:
    return lay_out(read(html.encode()))[0]


def lines_of(html: str) -> list[str]:
    return text_of(html).splitlines()


def table_of(html: str) -> tuple[str, Table]:
    text, hints = lay_out(read(html.encode()))
    [table] = [block for block in understand(text, hints) if isinstance(block, Table)]
    return text, table


def test_cells_stand_under_their_headers_whatever_reaches_over_rows_and_columns() -> None:
    text, table = table_of(
        "<table><thead><tr><th rowspan=2>종류<th colspan=2>수수료<tr><th>국내<th>국외</thead>"
        "<tr><td>10년<br>(58면)<td>15,000원<td>53,000원<tr><td>5년<td colspan=2>무료</table>"
    )
    assert text == "종류\t수수료\n\t국내\t국외\n10년 (58면)\t15,000원\t53,000원\n5년\t무료\n"
    reach = {text[c.start : c.end]: (c.row, c.column, c.row_span, c.column_span) for c in table.cells}
    assert (reach["종류"], reach["수수료"], reach["무료"]) == ((0, 0, 2, 1), (0, 1, 1, 2), (3, 1, 1, 2))
    assert table.header_rows == 2


def test_rows_of_header_cells_on_top_are_the_header_and_a_caption_is_a_line() -> None:
    text, table = table_of(
        "<table><caption>시설</caption><tr><th>층<th>방<tr><th>3층<td>회의실<tr><th>4층<td>강당</table>"
    )
    assert text.splitlines()[0] == "시설"
    assert table.header_rows == 1


def test_a_reach_ends_with_the_group_of_rows_and_the_foot_stands_below() -> None:
    html = (
        "<table><tfoot><tr><td>계<td>9</tfoot><tbody><tr><td rowspan=99>가<td>1<tr><td>2<tbody><tr><td>나<td>3</table>"
    )
    assert lines_of(html) == ["가\t1", "\t2", "나\t3", "계\t9"]


def test_a_table_in_a_cell_is_a_table_of_its_own() -> None:
    inner = "<table><tr><th>구분<th>요금<tr><td>어른<td>1원</table>"
    assert lines_of(f"<table><tr><td>이름<td>수영장<tr><td>요금표<td>{inner}</table>") == [
        "이름\t수영장",
        "요금표",
        "구분\t요금",
        "어른\t1원",
    ]


def test_what_every_page_of_the_site_carries_is_out() -> None:
    html = (
        "<div id='skipNavi'><a>본문 바로가기</a></div><header><h1>해솔시</h1></header><nav>민원 복지</nav>"
        f"<div class='lnb_wrap'><ul><li><a>여권</a></ul></div><div class=location><a>홈</a></div>{ARTICLE}"
        "<div class='sns-area'><a>공유</a></div><script>var 수수료 = 9;</script><style>p{}</style><!-- 메모 --><footer>우편번호</footer>"
    )
    assert lines_of(html) == lines_of(ARTICLE)
    assert lines_of(f"<main><header><h2>안내</h2></header>{ARTICLE}</main>")[0] == "안내"


@pytest.mark.parametrize(
    "furniture",
    [
        "<div class=path><span>홈</span> &gt; <a>시정소식</a> &gt; <b>공지</b></div>",
        "<ul id=bo_v_nb><li>앞 글 <a>휴관</a></ul>",
        "<div class=view_sns><a>페이스북</a>에 알리기</div>",
        "<p><a>목록</a></p>",
        "<section id=bo_vc><h2>댓글</h2><p>잘 보았습니다.</p></section>",
        "<div class=comment_list>고맙습니다.</div>",
        "<p><span>다음글</span> <a>강사 모집</a></p>",
        "<div class=tag_list><a>#여권</a></div>",
        "<ul class=tab_menu><li><a>국외</a></ul>",
        "<ul id=left_menu><li><a>여권</a></ul>",
        "<form><legend>검색</legend><input></form>",
    ],
)
def test_what_stands_around_a_post_is_out(furniture: str) -> None:
    assert lines_of(f"<div id=content>{furniture}{ARTICLE}{furniture}</div>") == lines_of(ARTICLE)


def test_a_comment_that_holds_the_page_is_the_page() -> None:
    assert lines_of(f"<div class=comment>{ARTICLE}</div>") == lines_of(ARTICLE)


def test_menus_of_a_page_that_tables_lay_out_are_out() -> None:
    menu = "<a>진료</a> | <a>예방접종</a> | <a>건강증진</a>"
    page = f"<table><tr><td>보건소<td>{menu}</table><table><tr><td>{menu}<td>{ARTICLE}</table>"
    assert lines_of(page) == lines_of(ARTICLE)
    assert lines_of(page.replace(" | <a>건강증진</a>", ""))[0] == "보건소\t진료 | 예방접종"  # two links may be anything
    assert lines_of(f"<table><tr><th>분야<td>{menu}</table>{ARTICLE}")[0] == "분야\t진료 | 예방접종 | 건강증진"
    assert lines_of(f"<table><tr><td>분야<td>{menu}<tr><td>시간<td>9시</table>{ARTICLE}")[0].startswith("분야")
    assert lines_of(f"<table><tr><td>{menu}<td>{'가' * 20}</table>{ARTICLE}")[0].endswith("가")  # mostly other words


def test_the_marked_body_is_read_where_it_holds_the_words() -> None:
    teaser = "<div class=box><p>다른 소식</p></div>"
    assert lines_of(f"{teaser}<div id=content>{ARTICLE}</div>") == lines_of(ARTICLE)
    assert lines_of(f"<div id=content>목록</div>{ARTICLE}")[0] == "목록"  # the name lies: nothing of the page is lost
    sections = f"<div class=content>{ARTICLE}</div><div class=content>{ARTICLE}</div>"
    assert lines_of(sections) == lines_of(ARTICLE) * 2


def test_what_is_named_like_a_menu_and_holds_the_page_is_kept() -> None:
    assert lines_of(f"<div class=menu>{ARTICLE}</div>") == lines_of(ARTICLE)
    assert lines_of(f"<div class=header><p>누리집</p>{ARTICLE}") == ["누리집", *lines_of(ARTICLE)]  # never closed
    assert lines_of(f"{ARTICLE}<div class=menu><a>여권</a> <a>인감</a></div>") == lines_of(ARTICLE)


def test_hidden_and_struck_words_are_out_and_the_struck_ones_are_told() -> None:
    source = read(
        "<p>수수료는 <s>5만원</s> <span style='text-decoration: line-through'>4만원</span> 3만원<span class=blind>가림</span>"
        "<b hidden>숨김</b><i style='display: none'>숨김</i></p>".encode()
    )
    assert lay_out(source)[0] == "수수료는 3만원\n"
    assert source.remarks == ("취소선이 그어진 글 2곳은 읽지 않았습니다.",)


@pytest.mark.parametrize(
    "opener",
    [
        "<a href='#t2'>긴급</a>",
        "<button aria-controls=t2>긴급</button>",
        "<i data-target='#t2'></i>",
        "<i data-bs-target='#t2'></i>",
    ],
)
@pytest.mark.parametrize("hidden", ["style='display:none'", "hidden", "aria-hidden=true", "class=hide"])
def test_what_a_click_opens_is_read(opener: str, hidden: str) -> None:
    page = f"{ARTICLE}<ul class=tab><li>{{}}</ul><div id=t2 {hidden}>긴급 여권은 하루면 나옵니다.</div>"
    assert lines_of(page.format(opener))[-1] == "긴급 여권은 하루면 나옵니다."
    assert "긴급 여권" not in text_of(page.format("<a href='#t3'>다른 곳</a>"))


def test_hidden_answers_are_read_and_what_is_hidden_below_other_words_is_not() -> None:
    hidden = "style='display: none'"
    assert lines_of(f"<p>언제 나오나요?</p> <div {hidden}>나흘 뒤입니다.</div>") == ["언제 나오나요?", "나흘 뒤입니다."]
    assert lines_of(f"<dl><dt>처리 기간<dd {hidden}>나흘</dl>") == ["처리 기간: 나흘"]
    assert lines_of(f"<p>언제 나오나요.</p><div {hidden}>나흘 뒤입니다.</div>") == ["언제 나오나요."]
    assert lines_of(f"<p>언제 나오나요?</p><b {hidden}>새 창</b>") == ["언제 나오나요?"]
    assert lines_of("<p>언제 나오나요?</p><div class=blind>나흘 뒤입니다.</div>") == ["언제 나오나요?"]
    assert lines_of(f"<div {hidden}>나흘 뒤입니다.</div>") == []


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("<a href='#'><b class=i>Q</b>수영모를 꼭 쓰나요</a>", "써야 합니다."),
        ("<p>Q1. 수영모를 꼭 쓰나요</p>", "써야 합니다."),
        ("<p>수영모 착용에 대하여</p>", "<i class=i>A</i> 써야 합니다."),
        ("<a href='javascript:void(0)'>수영모를 꼭 쓰는지 여부</a>", "써야 합니다."),
        ("<strong><button>수영모를 꼭 쓰는지 여부</button></strong>", "써야 합니다."),
    ],
)
def test_an_answer_that_a_click_shows_is_read_without_a_question_mark(question: str, answer: str) -> None:
    page = "<li>{}<div style='display: none'>{}</div></li>"
    assert "써야 합니다." in text_of(page.format(question, answer))
    assert "써야 합니다." not in text_of(page.format("<p>수영모를 꼭 쓰는지 여부</p>", "써야 합니다."))


@pytest.mark.parametrize(
    ("button", "layer"),
    [
        ("<a href='/pool'>수영장 이용 안내로 가기</a>", "새 창으로 열립니다."),
        ("<a href='#'>공유하기</a>", "새 창으로 열립니다."),
        ("<a href='#'>누리소통망으로 보내기</a>", "<a href=x>페이스북</a> <a href=y>밴드</a>"),
        ("<a href='#'>만족도 조사에 참여하기</a>", "의견을 적어 주십시오.<textarea></textarea>"),
    ],
)
def test_a_layer_that_a_click_shows_and_that_is_no_text_is_out(button: str, layer: str) -> None:
    page = "<p>수영장</p><ul><li>{}{}</li></ul>"
    assert text_of(page.format(button, f"<div hidden>{layer}</div>")) == text_of(page.format(button, ""))


@pytest.mark.parametrize(
    "opener",
    [
        "<button data-target='#c1'>환불 방법</button>",
        "<h4><button aria-controls=c1>환불 방법</button></h4>",
        "<div><div><a class=btn href='#c1'>환불 방법</a></div></div>",
        "<a data-bs-target='#c1'><b>환불</b> <b>방법</b></a>",
    ],
)
def test_what_opens_the_text_right_below_is_its_heading(opener: str) -> None:
    page = f"<h2>이용 안내</h2><p>누구나 쓴다.</p>{opener}<div id=c1 style='display:none'>전액을 돌려드립니다.</div>"
    text, hints = lay_out(read(page.encode()))
    found = [b.title for b in understand(text, hints) if isinstance(b, Heading)]
    assert found == ["이용 안내", "환불 방법"]
    assert text.endswith("환불 방법\n전액을 돌려드립니다.\n")


def test_tabs_above_their_texts_are_no_headings_of_them() -> None:
    tabs = "<ul><li><a href='#t1'>접수하는 곳</a></li><li><a href='#t2'>받는 곳</a></li></ul>"
    page = f"{ARTICLE}{tabs}<div id=t1>민원실</div><div id=t2 hidden>여권과</div>"
    _, hints = lay_out(read(page.encode()))
    assert hints.levels == lay_out(read(ARTICLE.encode()))[1].levels


def test_lists_carry_their_marks() -> None:
    html = "<ul><li>사진<ul><li>1매</ul><li>○ 신분증</ul><ol start=3><li>접수<ol><li>본인</ol><li value=7>교부</ol><ol type=a><li>가족</ol>"
    assert lines_of(html) == ["- 사진", "· 1매", "○ 신분증", "3. 접수", "1) 본인", "7. 교부", "a. 가족"]


def test_terms_stand_with_what_is_said_of_them() -> None:
    html = "<dl><dt>접수처<dd>민원실<dt>기간:<dd>3일<dt>서류<dd>사진<dd>신분증<dt>대리도 되나요?<dd>안 됩니다.</dl>"
    assert lines_of(html) == ["접수처: 민원실", "기간: 3일", "서류: 사진", "신분증", "대리도 되나요?", "안 됩니다."]


def test_headings_and_what_opens_are_headings() -> None:
    html = "<h1>가 안내</h1><p>본문이다.</p><h3>나 안내</h3><p>본문이다.</p><details><summary>유의 사항</summary>본문이다.</details>"
    text, hints = lay_out(read(html.encode()))
    found = [(b.level, b.title) for b in understand(text, hints) if isinstance(b, Heading)]
    assert found == [(1, "가 안내"), (2, "나 안내"), (3, "유의 사항")]


def test_the_words_of_lines_links_pictures_entities_raised_figures_and_checkboxes() -> None:
    html = "<p>가<br>나 <a href=x>링크</a> <img alt='약도'><img alt='a.png'><img alt='그림 1'> &lt;별표 2&gt;&hellip; 10m<sup>2</sup> <ruby>金<rt>금</rt></ruby>"
    assert lines_of(html) == ["가", "나 링크 약도 <별표 2>… 10m² 金(금)"]
    assert lines_of("<p><input type=checkbox checked>동의<p><input type=checkbox>거부") == ["☑ 동의", "☐ 거부"]
    assert lines_of("<button>인쇄</button><button>사진은 어떻게 찍어야 하나요?</button>") == [
        "사진은 어떻게 찍어야 하나요?"
    ]


def test_words_that_a_style_sheet_sets_apart_are_apart() -> None:
    for tag in ("li", "div", "dd", "a", "h2"):
        assert text_of(f"<{tag}><b>접수기간</b><span>3월</span></{tag}>").strip("-\n ") == "접수기간 3월"
    assert lines_of("<div><em class=no>1</em><strong>신청서 작성</strong></div>") == ["1 신청서 작성"]
    assert lines_of("<p><b>접수</b><span>는</span></p><div><b>접수</b>는 <span>3월</span></div>") == [
        "접수는",
        "접수는 3월",
    ]
    assert lines_of("<div><span>접</span><span>수</span></div>") == ["접수"]
    assert lines_of("<div><span style='color:red'>접</span><span>수</span></div>") == ["접수"]
    assert lines_of("<div><span lang=EN-US>1</span><span>년</span></div><div><b>접</b><i>수</i></div>") == [
        "1년",
        "접수",
    ]
    assert lines_of("<div><span>10m</span><sup>2</sup></div><div><span>접수</span></div>") == ["10m²", "접수"]


def test_the_signs_of_questions_and_answers_stand_apart() -> None:
    assert lines_of("<dl><dt><span class=i>Q</span>언제 내나요?<dd><em class=i>A</em>말일까지 냅니다.</dl>") == [
        "Q 언제 내나요?",
        "A 말일까지 냅니다.",
    ]
    assert lines_of("<p><b class=i>답변</b>말일까지<p><b class=i>답</b>장<p><b>A</b>형 간염") == [
        "답변 말일까지",
        "답장",
        "A형 간염",
    ]


def test_a_footnote_stands_below_the_words_that_refer_to_it() -> None:
    html = "<p>겹치지 않는다.<sup><a href='#n1'>[1]</a></sup><p>다음<ol><li id=n1>조례 제7조 <a href='#r1'>↑</a></ol>"
    assert lines_of(html) == ["겹치지 않는다.¹⁾", "1) 조례 제7조", "다음"]


def test_lines_and_code_are_as_the_page_has_them() -> None:
    text, hints = lay_out(
        read("<h1>제목 줄</h1><pre>  가\t나\n  다\t라</pre><pre><code># 설치\n실행</code></pre>".encode())
    )
    assert text == "제목 줄\n  가\t나\n  다\t라\n# 설치\n실행\n"
    assert sorted(hints.literals) == [text.index("# 설치"), text.index("실행")]


@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "utf-16"])
def test_every_encoding_of_korean_pages(encoding: str) -> None:
    page = "<meta charset=euc-kr><title>똠방각하 안내</title><p>똠방각하 &amp; 펲시"
    source = read(page.encode(encoding))
    assert (source.title, lay_out(source)[0]) == ("똠방각하 안내", "똠방각하 & 펲시\n")


def test_a_few_damaged_letters_do_not_cost_the_page() -> None:
    page = b"<meta charset='euc-kr'><p>" + ("수수료 안내 " * 40).encode("cp949") + b"\xff</p>"
    assert read(page).remarks == ("읽을 수 없는 글자 1개가 있습니다.",)
    with pytest.raises(BadInputError, match="글자를 읽을 수 없습니다"):
        read(page.replace(b"euc-kr", b"unknown"))


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>여권 수수료 | 해솔시청</title>", "여권 수수료"),
        ("<title>해솔시청 &gt; 민원 &gt; 여권 수수료</title>", "여권 수수료"),
        ("<title>해솔시청</title>", ""),
        ("<title>::: 해솔보건소 :::</title>", ""),
        ("<title>해솔시 대표 누리집</title>", ""),
        ("<title>제목 없음</title>", ""),
        ("<meta property='og:site_name' content='해솔 톡톡'><title>해솔 톡톡 - 주차 안내</title>", "주차 안내"),
        ("<meta property='og:title' content='주차 안내'><title>해솔</title>", "주차 안내"),
    ],
)
def test_the_title_without_the_name_of_the_site(head: str, title: str) -> None:
    assert read(f"<head>{head}</head><h2>여권 수수료</h2>".encode()).title == title


@pytest.mark.parametrize(
    ("post", "title"),
    [
        ("<table><tr><th>제 목<td>참여자 모집<tr><th>작성일<td>2025-01-15</table>", "참여자 모집"),
        ("<dl><dt>제목 :</dt> <dd>참여자 모집</dd></dl>", "참여자 모집"),
        (
            "<h2 id=bo_v_title><b class=bo_v_cate>모집</b><span class=bo_v_tit>봄학기 수강생</span></h2>",
            "봄학기 수강생",
        ),
        ("<p class='tit board_view_title'>제설 대책 안내</p>", "제설 대책 안내"),
        ("<table><tr><th>번호<th>제목<th>작성자<tr><td>1<td>제설 대책<td>관리자</table>", "공지사항"),
        ("<table><tr><td>제목<td>작성자<tr><td>제설 대책<td>관리자</table>", "공지사항"),
        ("<table><tr><td>제목<td>담당 부서<tr><td>제설 대책<td>도로과</table>", "공지사항"),
        ("<table><tr><th>제목<td>제설 대책<tr><th>제목<td>도로 보수</table>", "공지사항"),
        ("<p class=subject>제설 대책</p><p class=subject>도로 보수</p>", "공지사항"),
        ("<div class=view_title>" * 4 + "<b class=subject>제설 대책", "제설 대책"),
        ("<div class=view_title>" * 5 + "<b class=subject>제설 대책", "공지사항"),
        ("<table><tr><th>제목<td></table>", "공지사항"),
    ],
)
def test_the_title_of_the_post_that_a_page_of_a_board_shows(post: str, title: str) -> None:
    assert read(f"<title>공지사항 | 해솔시청</title><h2>공지사항</h2>{post}".encode()).title == title


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>가" * 900,
        "<ul><li>가" * 900,
        "<p><font color=1>가" * 3000,
        "<table>" + "<tr><td rowspan=60000 colspan=900>가<td>나" * 300,
        "<sup><a href='#n'>1</a></sup>" * 900 + "<ol>" + "<li id=n>가" * 900,
        "<div class=nav>가나" * 900,
        "<!-- <p>가",
        "<table><tr><td>가</td",
    ],
)
def test_hostile_pages_are_read_in_bounded_time(html: str) -> None:
    begun = time.process_time()
    lay_out(read(html.encode()))
    assert time.process_time() - begun < 20


def test_a_page_whose_elements_stand_too_deep_is_refused() -> None:
    with pytest.raises(BadInputError, match="손상된 것으로 보입니다"):
        read(b"<div>" * 100_000)
