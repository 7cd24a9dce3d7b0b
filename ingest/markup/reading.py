"""Parses HTML, and decides which elements are read: no scripts and controls, nothing that the page hides or strikes out."""

import re
from collections.abc import Set

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.errors import BadInputError

_UNREAD = frozenset(
    "script style template noscript head title meta link iframe frame object embed svg canvas audio video map select"
    " textarea datalist rp".split()
)
_STRUCK = frozenset({"s", "del", "strike"})
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_STRIKING = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
_HIDDEN_CLASSES = frozenset("blind sr-only visually-hidden screen-reader-text screen_out hidden hide skip".split())
_OPENING = ("href", "aria-controls", "data-target", "data-bs-target")
"""The attributes that name what an element opens."""
_HOLDERS = frozenset("li div dt dd a button summary h1 h2 h3 h4 h5 h6".split())
_PIECES = frozenset("span strong em b i a label small time".split())
_BARE = frozenset({"span", "label", "time"})
_SIGN = re.compile(r"[QA]\d{0,3}[.:]?|질문|답변")
_OWN_LOOKS = frozenset({"style", "lang"})
_ANSWERS = frozenset("div p ul ol section".split())
_BUTTON = 10
"""Characters of a button that does something ("목록", "인쇄하기"); one with more words opens a text and is its title."""
_ASKED = re.compile(r"(?:Q|질문)\s?\d{0,3}\s?[.:)]?\s")
_GOES_NOWHERE = re.compile(r"#\w*|javascript:.*", re.IGNORECASE)
"""The target of a link that a script makes open something on the page."""
_MOST_AROUND = 3
"""Elements around what one clicks at that hold nothing else, on the way to the text that it opens (`<h3><button>`)."""
_DAMAGED = 1_000
"""Depth of nested elements that no page has: the parser's time grows with its square."""
_LOOKS = re.compile(r"</?(?:font|u|big|tt|nobr)(?:\s[^<>]*)?>", re.IGNORECASE)
"""Elements that only say how words look; left open, as old pages leave them, each would be opened again in all that follows."""
_TAGS = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_CLOSED_BY_THE_NEXT = frozenset(
    "p li dt dd tr td th thead tbody tfoot colgroup col option br hr img input meta link area base embed param source wbr".split()
)


def tree_of(html: str) -> LexborHTMLParser:
    """The tree of `html`, however malformed.

    Raises:
        BadInputError: the elements are nested so deep that the page must be damaged.
    """
    html = _LOOKS.sub("", html)
    depth = deepest = 0
    for tag in _TAGS.finditer(html):
        if tag[2].lower() not in _CLOSED_BY_THE_NEXT:
            depth = max(0, depth - 1) if tag[1] else depth + 1
            deepest = max(deepest, depth)
    if deepest > _DAMAGED:
        raise BadInputError(
            f"HTML의 요소가 {deepest:,}겹으로 겹쳐 있어 손상된 것으로 보입니다. 원래 쪽을 다시 저장해 주세요."
        )
    return LexborHTMLParser(html)


def words_in(node: LexborNode) -> str:
    """The words of `node` and the elements in it, on one line."""
    return " ".join(node.text(separator=" ").split())


def is_struck(node: LexborNode) -> bool:
    """Whether `node` is struck out: its words are no longer valid."""
    return node.tag in _STRUCK or bool(_STRIKING.search(node.attributes.get("style") or ""))


def is_unread(node: LexborNode, opened: Set[str] = frozenset()) -> bool:
    """Whether `node` is not read: it is no text of the page, or hidden. `opened`: the ids of what a click opens (`opened_in`)."""
    if node.tag in _UNREAD or (node.tag == "button" and len(words_in(node)) <= _BUTTON and not opens_next(node)):
        return True
    given = node.attributes
    if not _HIDDEN_CLASSES.isdisjoint((given.get("class") or "").lower().split()):
        return given.get("id") not in opened
    hidden = "hidden" in given or given.get("aria-hidden") == "true" or bool(_HIDING.search(given.get("style") or ""))
    return hidden and given.get("id") not in opened and not _answers(node)


def opened_in(root: LexborNode) -> frozenset[str]:
    """The ids of the elements that something in `root` opens when one clicks at it: a tab, a title."""
    openers = root.css('a[href^="#"], [aria-controls], [data-target^="#"], [data-bs-target^="#"]')
    return frozenset((one.attributes.get(name) or "").lstrip("#") for one in openers for name in _OPENING) - {""}


def opens_next(node: LexborNode) -> bool:
    """Whether `node` is a button or a link that opens the element right behind it: it is the title of what stands there."""
    if node.tag not in ("a", "button"):
        return False
    named = {(node.attributes.get(name) or "").lstrip("#") for name in _OPENING} - {""}
    if not named or not (words := words_in(node)):
        return False
    around = node
    behind = _beside(around, ahead=True)
    for _ in range(_MOST_AROUND):
        if behind is not None or around.parent is None or words_in(around.parent) != words:
            break
        around = around.parent
        behind = _beside(around, ahead=True)
    return behind is not None and behind.attributes.get("id") in named


def _beside(node: LexborNode, *, ahead: bool) -> LexborNode | None:
    """The element right behind `node` (`ahead`) or before it; None where there is none."""
    beside = node.next if ahead else node.prev
    while beside is not None and not beside.is_element_node:
        beside = beside.next if ahead else beside.prev
    return beside


def _answers(node: LexborNode) -> bool:
    """Whether the hidden `node` is what one reads after a click at the words right above it: it says something of a term (<dd>), or stands below a
    question, the sign of one or a link that leads nowhere else, or bears the sign of an answer.
    """
    above = _beside(node, ahead=False)
    if node.tag == "dd" or node.tag not in _ANSWERS or above is None:
        return node.tag == "dd"
    words = words_in(above)
    asked = words.endswith(("?", "？")) or _ASKED.match(words) or _begins_with_sign(above) or _begins_with_sign(node)
    return bool(asked) or (len(words) > _BUTTON and _is_clicked(above) and not _is_clicked_through(node))


def _begins_with_sign(node: LexborNode) -> bool:
    first = next((one for one in node.css("*") if one != node and words_in(one)), None)
    return first is not None and is_sign(first) and words_in(node).startswith(words_in(first))


def _is_clicked(node: LexborNode) -> bool:
    """Whether `node` holds nothing but a button or a link that leads nowhere else."""
    inner = node if node.tag in ("a", "button") else node.css_first("a, button")
    if inner is None or words_in(inner) != words_in(node):
        return False
    return inner.tag == "button" or bool(_GOES_NOWHERE.fullmatch(inner.attributes.get("href") or "#"))


def _is_clicked_through(node: LexborNode) -> bool:
    """Whether `node` is there to be clicked at or typed in, and not to be read."""
    linked = sum(len(words_in(one)) for one in node.css("a, button"))
    return node.css_first("input, textarea") is not None or 2 * linked > len(words_in(node))


def stand_apart(around: LexborNode) -> bool:
    """Whether the pieces of a line in `around` are set apart by the page's style sheet: all of its words are in small elements side by side, which
    differ in class or kind ("<b>접수기간</b><span>3월</span>"). Elements that carry their looks themselves, as word processors write them,
    or are all alike may be parts of one word.
    """
    if around.tag not in _HOLDERS:
        return False
    pieces = list(around.iter())
    kinds = {one.tag for one in pieces}
    return (
        len(pieces) > 1
        and all(one.tag in _PIECES and not _OWN_LOOKS & one.attributes.keys() for one in pieces)
        and (any("class" in one.attributes for one in pieces) or bool(len(kinds) > 1 and kinds & _BARE))
        and not re.search(r"\w", around.text(deep=False))
    )


def is_sign(node: LexborNode) -> bool:
    """Whether `node` is the sign of a question or an answer, which the page's style sheet sets apart ("<span class=ico>Q</span>요금은 얼마인가요?")."""
    return node.tag in _PIECES and "class" in node.attributes and bool(_SIGN.fullmatch(words_in(node)))
