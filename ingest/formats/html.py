"""A saved web page: what it is about, without what every page of its site carries."""

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
_HEAD = 4_096  # bytes in which a page tells its encoding; the standard asks for the first 1,024
_CODECS = dict.fromkeys(("euc-kr", "euckr", "ks_c_5601-1987", "ksc5601", "x-windows-949", "cp949", "ms949"), "cp949")
_CODECS["utf-8"] = _CODECS["utf8"] = "utf-8"
_MOST_LOST = 0.01
"""Share of letters that may be unreadable in a page that tells its encoding."""

_NO_WORDS = frozenset("script style template noscript svg iframe select".split())
_FURNITURE = frozenset({"nav", "dialog"})
_FURNITURE_ROLES = frozenset("navigation banner contentinfo search menu menubar dialog".split())
_OUTSIDE = frozenset({"header", "footer", "aside"})
"""Furniture outside the body; inside it they are the body's own."""
_INSIDE = frozenset({"main", "article"})
_BODIES = (
    ("main, [role=main], #content, #contents, #cont, #conts, #main, #container, #article, #bo_v_con", 0.25),
    (
        "article, .content, .contents, .article, .view_cont, .view-content, .board_view, .board-view, .bbs_view, .view_area, .sub_content",
        0.6,
    ),
)
"""What is marked or named as the page's body, and the share of the page's letters that it holds at least, or the name lies. Of the second
a page may have several.
"""
_PARTS = "(?:wrap(?:per)?|area|box|inner|list|group|section|container|cont|bar|layer|zone)"
_NAMED = re.compile(
    rf"(?:(?:site|page|global|top|left|right|side|sub|common)[-_]?)?"
    r"(?:gnb|lnb|snb|tnb|fnb|nav|navi|navigation|breadcrumbs?|skip|skipnavi?|skipnavigation|skiptocontents?|footer|header|sidebar|quick|quickmenu|"
    r"topmenu|leftmenu|sidemenu|sitemap|popup|sns|share|util|utility|paging|pagination|paginate|satisfaction|copyright|familysite|relsite|cookie)"
    rf"(?:[-_]?{_PARTS})?\d{{0,2}}"
)
"""Classes and ids that Korean offices' pages give to what every page carries."""
_MAYBE_NAMED = re.compile(rf"(?:menu|location|tab|tabs|path|links?|banner|btn|button)(?:[-_]?{_PARTS})?\d{{0,2}}")
"""Classes and ids that are furniture where they hold links, and may be content where they do not ("menu" of a canteen)."""
_LINKED = 0.5
"""Share of letters in links that marks a list of links."""
_MOST_KEPT = 300
"""Elements named like furniture that are found to be content; in a page with more of them the names say nothing."""
_SEPARATORS = re.compile(r"\s+[|\-–—>»:·<]+\s+|\s*(?:\||::|»|>)\s*")


def read(data: bytes) -> Source:
    """The parts of a saved page.

    Raises:
        BadInputError: it is in no encoding we know, or damaged.
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
    """The page's text; where a few letters are damaged, the rest by the encoding that the page tells, and a remark."""
    try:
        return decode(data, _NAME), ()
    except BadInputError:
        told = _CHARSET.search(data[:_HEAD])
        codec = _CODECS.get(told[1].decode("ascii", "replace").lower()) if told else None
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
    """Takes the elements out of `root` that `is_out`, which is told each element and whether it stands in the body.

    What stands in an element that is out is gone with it and must not be touched again.
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
    """What every page of a site carries: menus, letterheads and feet, known by tag, role and name. `page`: the letters of the page."""

    page: int
    kept: int = 0

    def is_at(self, node: LexborNode, inside: bool) -> bool:
        """Whether `node` is furniture.

        One that holds most of the page's words, and not as links, is none: it was never closed, or its name means
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
    """The element that holds the page's text: the longest of those that are marked or named so, else the page."""
    whole = _letters(page)
    for names, least in _BODIES:
        found = max(((_letters(node), node) for node in page.css(names)), key=lambda pair: pair[0], default=(0, page))
        if found[0] >= least * whole:
            return found[1]
    return page


def _title(tree: LexborHTMLParser) -> str:
    """What the page calls itself without the name of its site; "" where it tells no more than that."""
    own = tree.css_first("title")
    told = tree.css_first('meta[property="og:title"]')
    site = tree.css_first('meta[property="og:site_name"]')
    names = {(site.attributes.get("content") or "").strip()} if site else set()
    headings = {words_in(node) for node in tree.css("h1, h2, h3")}
    for words in ((told.attributes.get("content") or "") if told else "", words_in(own) if own else ""):
        pieces = [piece for part in _SEPARATORS.split(words) if (piece := file_title(part)) and piece not in names]
        if pieces:
            return next((piece for piece in pieces if piece in headings), pieces[0])
    return ""
