"""Reads a saved web page: its main text, without the menus, headers and footers of its site (here called furniture)."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.decode import CHARSET, decode
from ingest.errors import BadInputError
from ingest.markup.furniture import is_named, letters_in, take_out
from ingest.markup.parts import parts_of
from ingest.markup.reading import opened_in, tree_of, words_in
from ingest.source import Source
from ingest.tables import names_column
from ingest.titles import file_title

_NAME = "HTML 파일"
_HEAD = 4_096  # bytes in which a page states its encoding; the standard asks for the first 1,024
_CODECS = dict.fromkeys(("euc-kr", "euckr", "ks_c_5601-1987", "ksc5601", "x-windows-949", "cp949", "ms949"), "cp949")
_CODECS["utf-8"] = _CODECS["utf8"] = "utf-8"
_MOST_LOST = 0.01
"""Share of letters that may be unreadable in a page that states its encoding."""

_BODIES = (
    ("main, [role=main], #content, #contents, #cont, #conts, #main, #container, #article, #bo_v_con", 0.25),
    (
        "article, .content, .contents, .article, .view_cont, .view-content, .board_view, .board-view, .bbs_view, .view_area, .sub_content",
        0.6,
    ),
)
"""CSS selectors of the element with the page's main text, each with the least share of the page's letters that the element must hold to be
believed. A page may have several elements of the second kind.
"""
_LABELLED = re.compile(r"제\s*목\s*[:：]?")
_POST_TITLE = re.compile(
    r"(?:board|bbs|bo_v|view|article|post)[-_]?(?:view[-_]?)?(?:title|tit|subject)|(?:title|tit|subject)[-_]?view|subject"
)
"""Classes and ids of the title of a post; on the list of a board each post has one."""
_MOST_NAMED = 5  # elements so named around and in the title of one post
_LEAST_LETTERS = 4  # of a title; beside "제목" in a header stand shorter words ("작성자")
_SEPARATORS = re.compile(r"\s+[|\-–—>»:·<]+\s+|\s*(?:\||:{2,}|»|>)\s*")


def read(data: bytes) -> Source:
    """The parts of a saved web page.

    Raises:
        BadInputError: the page is in no encoding we know, or damaged.
    """
    html, remarks = _decoded(data)
    tree = tree_of(html)
    title = _title(tree)
    if tree.body is None:  # a frameset: its pages are other files
        return Source((), title, remarks)
    opened = opened_in(tree.body)  # before the tabs go, which are a menu
    take_out(tree.body)
    markup = parts_of(_body(tree.body), opened)
    return Source(markup.parts, title, (*remarks, *markup.remarks))


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The page's HTML and remarks on it; where a few letters are damaged, the rest is decoded as the page states, and a remark counts them."""
    try:
        return decode(data, _NAME), ()
    except BadInputError:
        charset = CHARSET.search(data[:_HEAD])
        codec = _CODECS.get(charset[1].decode("ascii", "replace").lower()) if charset else None
        if codec is None:
            raise
        text = data.decode(codec, "replace")
        lost = text.count("\ufffd")
        if lost > _MOST_LOST * len(text):
            raise
        return text, (f"읽을 수 없는 글자 {lost:,}개가 있습니다.",)


def _body(page: LexborNode) -> LexborNode:
    """The element with the page's main text: the longest that a selector of `_BODIES` finds, if it is long enough; else `page`."""
    whole = letters_in(page)
    for names, least in _BODIES:
        found = max(((letters_in(node), node) for node in page.css(names)), key=lambda pair: pair[0], default=(0, page))
        if found[0] >= least * whole:
            return found[1]
    return page


def _title(tree: LexborHTMLParser) -> str:
    """The title of the page: that of the post where it shows one, else its own without the name of its site; "" where it has no other."""
    return _post_title(tree) or _page_title(tree)


def _post_title(tree: LexborHTMLParser) -> str:
    """The title of the one post that the page shows: what stands beside "제목", or the one element named as a post's title; "" for none."""
    labels = (label for label in tree.css("th, td, dt") if _LABELLED.fullmatch(words_in(label)))
    beside = [value for label in labels if (value := _next(label)) is not None and value.tag in ("td", "dd")]
    named = [node for node in tree.css("[class], [id]") if is_named(node, _POST_TITLE)][: _MOST_NAMED + 1]
    inner = [node for node in named if not any(is_named(one, _POST_TITLE) for one in node.css("*") if one != node)]
    for found in (beside, inner if len(named) <= _MOST_NAMED else []):
        words = file_title(words_in(found[0])) if len(found) == 1 else ""
        if len(re.findall(r"[^\W\d_]", words)) >= _LEAST_LETTERS and not names_column(words):
            return words
    return ""


def _next(node: LexborNode) -> LexborNode | None:
    """The element right behind `node`; None for the last one."""
    after = node.next
    while after is not None and not after.is_element_node:
        after = after.next
    return after


def _page_title(tree: LexborHTMLParser) -> str:
    own = tree.css_first("title")
    open_graph_title = tree.css_first('meta[property="og:title"]')
    site = tree.css_first('meta[property="og:site_name"]')
    names = {(site.attributes.get("content") or "").strip()} if site else set()
    headings = {words_in(node) for node in tree.css("h1, h2, h3")}
    for words in (
        (open_graph_title.attributes.get("content") or "") if open_graph_title else "",
        words_in(own) if own else "",
    ):
        pieces = [piece for part in _SEPARATORS.split(words) if (piece := file_title(part)) and piece not in names]
        if pieces:
            return next((piece for piece in pieces if piece in headings), pieces[0])
    return ""
