"""Finds what the program of a board writes around each post: the posts before and after it, where one is in the site, what one can do, forms to
type in. It is told by its words, for every program names its elements otherwise.
"""

import re

from selectolax.lexbor import LexborNode

from ingest.labels import FIRST_PAGE, TRAIL
from ingest.markup.reading import words_in

_NEIGHBOUR = re.compile(
    r"(?:이전|다음)\s?(?:글|게시물|게시글|자료)(?:\s?보기|이\s?없습니다\.?)?(?![가-힣]).*", re.DOTALL
)
"""The beginning of a row that names the post before or after this one."""
_FIRST = re.compile(FIRST_PAGE)
_COMMAND = re.compile(
    r"(?:목록|리스트)(?:\s?(?:보기|으로))?|다운로드|내려받기|(?:바로|미리)\s?보기|바로듣기|인쇄(?:하기)?|프린트|스크랩|공유(?:하기)?|(?:주소|URL)\s?복사"
    r"|(?:페이스북|트위터|카카오톡|카카오스토리|네이버\s?블로그|네이버\s?밴드|밴드)(?:(?:으로|에|로)?\s?(?:공유|보내기)(?:하기)?)?"
    r"|글쓰기|글수정|글삭제|답글|답변하기|수정|삭제|닫기|더보기|맨\s?위로|위로|TOP|top"
)
"""The words of a link that does something and says nothing."""
_FOR_READERS = re.compile(
    r"본문(?:\s?(?:내용|영역|시작))?|페이지\s?정보|(?:주|메인|서브)\s?메뉴|[콘컨]텐츠(?:\s?(?:영역|시작))?"
)
"""Headings for programs that read a page aloud."""
_KINDS_TYPED = ("text", "search", "password", "email", "tel", "radio")
_TYPED = ", ".join(["textarea", "input:not([type])", *(f"input[type={kind}]" for kind in _KINDS_TYPED)])
_LOOKED_AT = "th, td, dt, li, p, div, span, strong, em, b, a, label, button"
_MOST_WORDS = 100  # characters of the words that stand in such an element itself
_MOST_LOOKS = 300  # elements whose surroundings are read; a post has three
_MOST_ROW = 200  # characters of a row about a neighbouring post: its title and its date
_MOST_STEPS = 7  # of the way to a page
_LONGEST_STEP = 30  # characters
_MOST_FORM = 150  # characters; a form with more to read holds a text


def around_post(body: LexborNode) -> frozenset[int]:
    """The `mem_id` of the elements of `body` that are no part of its text."""
    found: set[int] = set()
    looked_around = 0
    for node in body.css(_LOOKED_AT):
        own = node.text(deep=False).strip()
        if not 0 < len(own) <= _MOST_WORDS:
            continue
        if node.tag == "a" and _COMMAND.fullmatch(own) and _stands_alone(node):
            found.add(node.mem_id)
        elif looked_around < _MOST_LOOKS and (_NEIGHBOUR.fullmatch(own) or _FIRST.match(own)):
            looked_around += 1
            found.update(_row(node) if _NEIGHBOUR.fullmatch(own) else _trail(node))
    for picture in body.css("img[alt]")[:_MOST_LOOKS]:
        if _FIRST.fullmatch((picture.attributes["alt"] or "").strip()):
            found.update(_trail(picture))
    found.update(node.mem_id for node in body.css("h1, h2, h3, h4") if _FOR_READERS.fullmatch(words_in(node)))
    found.update(node.mem_id for node in body.css("form, fieldset") if _is_typed_in(node))
    return frozenset(found)


def _row(node: LexborNode) -> list[int]:
    """The `mem_id` of the elements of the row that `node` names: a table's, a list's, a term with what is said of it, or a paragraph; empty where
    none is short.
    """
    for tags in (("tr",), ("li",), ("dt",), ("p", "div")):
        row = _around(node, tags)
        if row is None:
            continue
        held = [row]
        below = row.next
        while row.tag == "dt" and below is not None and below.tag != "dt":
            held.append(below)
            below = below.next
        if sum(len(words_in(one)) for one in held) <= _MOST_ROW:
            return [one.mem_id for one in held]
    return []


def _trail(node: LexborNode) -> list[int]:
    """The `mem_id` of the way to the page that begins with `node`; empty where it is none."""
    for tags in (("ul", "ol"), ("p", "div", "td", "dd")):
        around = _around(node, tags)
        if around is None:
            continue
        first = "홈" if node.tag == "img" else ""  # a picture's words are not among those of the elements around it
        steps = [words_in(item) for item in around.iter()] if around.tag in ("ul", "ol") else []
        listed = bool(_FIRST.fullmatch(steps[0] or first)) if 1 < len(steps) <= _MOST_STEPS else False
        if (listed and max(map(len, steps)) <= _LONGEST_STEP) or TRAIL.fullmatch(first + words_in(around)):
            return [around.mem_id]
    return []


def _around(node: LexborNode, tags: tuple[str, ...]) -> LexborNode | None:
    """`node`, or the nearest element around it, that has one of `tags`; None where there is none."""
    around: LexborNode | None = node
    while around is not None and around.tag not in tags:
        around = around.parent
    return around


def _stands_alone(link: LexborNode) -> bool:
    """Whether nothing but other elements stands beside `link`: it is no word of a sentence."""
    return link.parent is not None and not re.search(r"\w", link.parent.text(deep=False))


def _is_typed_in(form: LexborNode) -> bool:
    return form.css_first(_TYPED) is not None and len(words_in(form)) <= _MOST_FORM
