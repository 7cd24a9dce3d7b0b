"""Every text of a citizen or a document stays a text."""

from chat.admin.html_pieces import Html, joined, link, paragraph, table

SCRIPT = "<script>alert(1)</script>"


def test_texts_are_escaped_wherever_they_stand() -> None:
    shown = [
        table(SCRIPT, (SCRIPT,), [(SCRIPT,)], ""),
        paragraph(SCRIPT, SCRIPT),
        link(SCRIPT, '"><script>'),
        joined(SCRIPT, paragraph(SCRIPT)),
    ]
    assert all("<script" not in html for html in shown)
    assert all("&lt;script&gt;alert(1)" in html for html in shown)


def test_our_own_html_stays_html_and_stands_on_one_line() -> None:
    shown = table("이름", ("칸",), [(link("글", "/documents/가"),), ("두\n줄",)], "")
    assert '<td><a href="/documents/가">글</a></td>' in shown
    assert "<td>두 줄</td>" in shown
    assert "\n" not in shown


def test_an_empty_table_says_so() -> None:
    assert table("이름", ("칸",), [], "아무것도 없습니다.") == Html("<p>아무것도 없습니다.</p>")
