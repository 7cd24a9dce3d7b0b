"""Takes out what every page of a site carries and no page says: menus, headers, footers (here called furniture)."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from ingest.markup.around_post import around_post
from ingest.markup.reading import opens_next

_NO_WORDS = frozenset("script style template noscript svg iframe select".split())
_FURNITURE = frozenset({"nav", "dialog"})
_FURNITURE_ROLES = frozenset("navigation banner contentinfo search menu menubar dialog".split())
_OUTSIDE = frozenset({"header", "footer", "aside"})
"""Elements that are furniture outside the main text; inside it (`_INSIDE`) they are part of it."""
_INSIDE = frozenset({"main", "article"})
_PARTS = "(?:wrap(?:per)?|area|box|inner|list|group|section|container|cont|bar|layer|zone)"
_NAMED = re.compile(
    rf"(?:(?:site|page|global|top|left|right|side|sub|common)[-_]?)?"
    r"(?:gnb|lnb|snb|tnb|fnb|nav|navi|navigation|breadcrumbs?|skip|skipnavi?|skipnavigation|skiptocontents?|footer|header|sidebar|quick|quickmenu|"
    r"topmenu|leftmenu|sidemenu|sitemap|popup|sns|share|util|utility|paging|pagination|paginate|satisfaction|copyright|familysite|relsite|cookie)"
    rf"(?:[-_]?{_PARTS})?\d{{0,2}}"
    rf"|(?:(?:board|bbs|view|article|post|detail|bo|bo_v)[-_]?)?(?:nav|navi|share|sns|paging|pagination|comments?|cmt|prev_?next)"
    rf"(?:[-_]?(?:{_PARTS}|write|form))?|bo_vc(?:_\w+)?|bo_v_(?:nb|top|bot|act)"
)
"""Classes and ids of furniture on the pages of Korean offices, and of what stands around a post of a board ("bo_v_": of gnuboard)."""
_MAYBE_NAMED = re.compile(
    rf"(?:(?:(?:all|main|mobile|total|left|right|side|sub|top|tab)[-_]?)?menu|location|tabs?|path|links?|banner|btn|button|tags?)(?:[-_]?{_PARTS})?\d{{0,2}}"
)
"""Classes and ids that are furniture where they hold links, and may be content where they do not ("menu" of a canteen)."""
_LINKED = 0.5
"""Share of letters in links that marks a list of links."""
_LEAST_LINKS = 3
"""Links of a menu in a table."""
_MOST_KEPT = 300
"""Elements that look like furniture but are found to be content; in a page with more of them nothing else is taken for furniture."""


def take_out(body: LexborNode) -> None:
    """Remove the furniture, and the elements without words, from `body`."""
    _take_out(body, lambda node, _: node.tag in _NO_WORDS)
    _take_out(body, _Furniture(letters_in(body), around_post(body)).is_at)


def letters_in(node: LexborNode) -> int:
    """The number of letters and digits in `node`."""
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
    """Recognises the furniture of a page (menus, headers, footers) by tag, role and name, and by its words. `page`: the number of letters in the page;
    `told`: the elements that their words tell, by `mem_id`; `kept`: the number of elements that looked like furniture and were found to be
    content.
    """

    page: int
    told: frozenset[int]
    kept: int = 0

    def is_at(self, node: LexborNode, inside: bool) -> bool:
        """Whether `node` is furniture; counts in `kept` the elements that only look so.

        An element that holds most of the page's words, and not as links, is content: it was never closed, or its name means
        something else here.
        """
        sure = node.mem_id in self.told or _is_marked(node, inside) or is_named(node, _NAMED)
        if self.kept > _MOST_KEPT or not (sure or is_named(node, _MAYBE_NAMED) or self._is_laid_out_beside(node)):
            return False
        if opens_next(node):
            return False
        own = letters_in(node)
        out = sum(map(letters_in, node.css("a"))) > _LINKED * own or (sure and own <= self.page / 2)
        self.kept += not out
        return out

    def _is_laid_out_beside(self, node: LexborNode) -> bool:
        """Whether `node` holds links where old pages, laid out by tables, have their menus: a table of one row, a cell beside one with most of the
        page's words.
        """
        if node.tag not in ("table", "td") or len(node.css("a")) < _LEAST_LINKS:
            return False
        if node.tag == "table":
            return len(node.css("tr")) == 1 and node.css_first("th") is None
        beside = node.parent.iter() if node.parent is not None else ()
        return any(letters_in(one) > self.page / 2 for one in beside if one != node)


def _is_marked(node: LexborNode, inside: bool) -> bool:
    role = node.attributes.get("role")
    if node.tag in _FURNITURE or role in _FURNITURE_ROLES:
        return True
    return not inside and (node.tag in _OUTSIDE or role == "complementary")


def is_named(node: LexborNode, names: re.Pattern[str]) -> bool:
    """Whether a class or the id of `node` is one of `names`."""
    given = node.attributes
    own = [*(given.get("class") or "").lower().split(), (given.get("id") or "").lower()]
    return node.tag not in _INSIDE and any(map(names.fullmatch, own))
