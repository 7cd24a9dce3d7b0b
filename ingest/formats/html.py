"""Reads a saved web page: its main text, without the menus, headers and footers of its site (here called furniture)."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.decode import decode
from ingest.errors import BadInputError
from ingest.markup.parts import parts_of
from ingest.markup.reading import tree_of, words_in
from ingest.metadata import file_title
from ingest.source import Source

_NAME = "HTML 파일"
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w\-]{2,20})", re.IGNORECASE)
_HEAD = 4_096  # bytes in which a page states its encoding; the standard asks for the first 1,024
_CODECS = dict.fromkeys(("euc-kr", "euckr", "ks_c_5601-1987", "ksc5601", "x-windows-949", "cp949", "ms949"), "cp949")
_CODECS["utf-8"] = _CODECS["utf8"] = "utf-8"
_MOST_LOST = 0.01
"""Share of letters that may be unreadable in a page that states its encoding."""

_NO_WORDS = frozenset("script style template noscript svg iframe select".split())
_FURNITURE = frozenset({"nav", "dialog"})
_FURNITURE_ROLES = frozenset("navigation banner contentinfo search menu menubar dialog".split())
_OUTSIDE = frozenset({"header", "footer", "aside"})
"""Elements that are furniture outside the main text; inside it (`_INSIDE`) they are part of it."""
_INSIDE = frozenset({"main", "article"})
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
_PARTS = "(?:wrap(?:per)?|area|box|inner|list|group|section|container|cont|bar|layer|zone)"
_NAMED = re.compile(
    rf"(?:(?:site|page|global|top|left|right|side|sub|common)[-_]?)?"
    r"(?:gnb|lnb|snb|tnb|fnb|nav|navi|navigation|breadcrumbs?|skip|skipnavi?|skipnavigation|skiptocontents?|footer|header|sidebar|quick|quickmenu|"
    r"topmenu|leftmenu|sidemenu|sitemap|popup|sns|share|util|utility|paging|pagination|paginate|satisfaction|copyright|familysite|relsite|cookie)"
    rf"(?:[-_]?{_PARTS})?\d{{0,2}}"
)
"""Classes and ids of furniture on the pages of Korean offices."""
_MAYBE_NAMED = re.compile(rf"(?:menu|location|tab|tabs|path|links?|banner|btn|button)(?:[-_]?{_PARTS})?\d{{0,2}}")
"""Classes and ids that are furniture where they hold links, and may be content where they do not ("menu" of a canteen)."""
_LINKED = 0.5
"""Share of letters in links that marks a list of links."""
_MOST_KEPT = 300
"""Elements that look like furniture but are found to be content; in a page with more of them nothing else is taken for furniture."""
_SEPARATORS = re.compile(r"\s+[|\-–—>»:·<]+\s+|\s*(?:\||::|»|>)\s*")


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
    _take_out(tree.body, lambda node, _: node.tag in _NO_WORDS)
    _take_out(tree.body, _Furniture(_letters(tree.body)).is_at)
    markup = parts_of(_body(tree.body))
    return Source(markup.parts, title, (*remarks, *markup.remarks))


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The page's HTML and remarks on it; where a few letters are damaged, the rest is decoded as the page states, and a remark counts them."""
    try:
        return decode(data, _NAME), ()
    except BadInputError:
        charset = _CHARSET.search(data[:_HEAD])
        codec = _CODECS.get(charset[1].decode("ascii", "replace").lower()) if charset else None
        if codec is None:
            raise
        text = data.decode(codec, "replace")
        lost = text.count("\ufffd")
        if lost > _MOST_LOST * len(text):
            raise
        return text, (f"읽을 수 없는 글자 {lost:,}개가 있습니다.",)


def _letters(node: LexborNode) -> int:
    return len(re.sub(r"\W", "", node.text()))


def _take_out(root: LexborNode, is_out: Callable[[LexborNode, bool], bool]) -> None:
    """Remove the elements from `root` for which `is_out(element, inside)` is true; `inside`: the element is in the main text (`_INSIDE`).

    The elements inside a removed element are gone with it and must not be touched again.
    """
    open_elements = [(root, False)]
    while open_elements:
        around, inside = open_elements.pop()
        for node in list(around.iter()):
            if is_out(node, inside):
                node.decompose()
            else:
                open_elements.append((node, inside or node.tag in _INSIDE))


@dataclass(slots=True)
class _Furniture:
    """Recognises the furniture of a page (menus, headers, footers) by tag, role and name. `page`: the number of letters in the page; `kept`:
    the number of elements that looked like furniture and were found to be content.
    """

    page: int
    kept: int = 0

    def is_at(self, node: LexborNode, inside: bool) -> bool:
        """Whether `node` is furniture; counts in `kept` the elements that only look so.

        An element that holds most of the page's words, and not as links, is content: it was never closed, or its name means
        something else here.
        """
        sure = _is_marked(node, inside) or _is_named(node, _NAMED)
        if self.kept > _MOST_KEPT or not (sure or _is_named(node, _MAYBE_NAMED)):
            return False
        own = _letters(node)
        out = sum(map(_letters, node.css("a"))) > _LINKED * own or (sure and own <= self.page / 2)
        self.kept += not out
        return out


def _is_marked(node: LexborNode, inside: bool) -> bool:
    role = node.attributes.get("role")
    if node.tag in _FURNITURE or role in _FURNITURE_ROLES:
        return True
    return not inside and (node.tag in _OUTSIDE or role == "complementary")


def _is_named(node: LexborNode, names: re.Pattern[str]) -> bool:
    given = node.attributes
    own = [*(given.get("class") or "").lower().split(), (given.get("id") or "").lower()]
    return node.tag not in _INSIDE and any(map(names.fullmatch, own))


def _body(page: LexborNode) -> LexborNode:
    """The element with the page's main text: the longest that a selector of `_BODIES` finds, if it is long enough; else `page`."""
    whole = _letters(page)
    for names, least in _BODIES:
        found = max(((_letters(node), node) for node in page.css(names)), key=lambda pair: pair[0], default=(0, page))
        if found[0] >= least * whole:
            return found[1]
    return page


def _title(tree: LexborHTMLParser) -> str:
    """The title of the page without the name of its site; "" where it has no other."""
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
