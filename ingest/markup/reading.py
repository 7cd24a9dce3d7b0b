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
    if node.tag in _UNREAD or (node.tag == "button" and len(words_in(node)) <= _BUTTON):
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


def _answers(node: LexborNode) -> bool:
    """Whether the hidden `node` is the answer to a question that one clicks at: it says something of a term (<dd>), or stands right below a question."""
    above = node.prev
    while above is not None and not above.is_element_node:
        above = above.prev
    return node.tag == "dd" or (node.tag in _ANSWERS and above is not None and words_in(above).endswith(("?", "？")))


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
