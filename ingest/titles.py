"""Finds the title of a document: what its text, its file's properties or the name of its file call it."""

import re
from collections.abc import Sequence

from ingest.blocks import Block, Heading, ListItem, Note, PageStart, Paragraph, Table
from ingest.korean.dates import is_date_alone
from ingest.korean.morphemes import morphemes
from ingest.korean.statutes import AMENDED
from ingest.labels import TRAIL, heads_contents
from ingest.letterhead import NUMBERED_NOTICE, OFFICE_WORD, RELEASE, SIGNATURE, is_letterhead, spread_joined
from ingest.unit_notes import is_unit_note

_TOP = 2_000  # characters in which a text calls its title; a line that begins in them is read to its end
_MAX_TITLE = 120
_LEAST_TOLD = 3  # characters of a title behind a name for it
_LEAST_HANGUL = 2  # syllables of a file's name that says something
_LABELLED_TITLE = re.compile(
    r"^\s*(?:[□○◇■*\-]\s*)?(?:제\s*목|사\s*업\s*명|공\s*고\s*명|건\s*명)\s*[:：\t]\s*(\S.{2,150})$", re.MULTILINE
)
_LETTER = re.compile(
    r"^\s*수\s*신(?:자)?\s+\S.{0,200}\n(?:.{0,200}\n){0,4}?\s*제\s*목\s+(?P<title>\S.{2,150})$", re.MULTILINE
)
"""The subject of an official letter (행정업무의 운영 및 혁신에 관한 규정 시행규칙 별지 제1호서식): below those it is sent to, without a colon."""
_ABOVE_TITLE = re.compile(
    rf"^(?:{RELEASE}(?![가-힣])|[\[<(]\s*{RELEASE}\s*[\])>]$|보\s*도\s*(?:일\s*시|시\s*점)|배\s*포|담당|문의|수신|발신|경유|"
    r"자료\s*문의|이\s*(?:보도\s*)?자료는|엠바고|사진|대한민국|공공누리|발간등록번호|http|www|[\[(<]?\s*(?:시행|제정|개정|전부개정|일부개정)"
    r"|.{0,30}\d.{0,12}(?:조간|석간)(?:용|부터)?$)"
)
_SUBTITLE = re.compile(r"[-–—―<〈]\s?\S.*\S\s?[-–—―>〉]")
"""To be matched with a whole line: one between dashes or brackets, as subtitles are set."""
_BRACKETED = re.compile(r"[<〈《＜]\s*([^<>〈〉《》＜＞]+?)\s*[>〉》＞]")
_QUOTED = re.compile(r"[『「《〈][^』」》〉]*[』」》〉]")
_KIND_ALONE = re.compile(
    r"(?:입법|행정|재입법)?\s?예\s?고|(?:입찰|모집|채용|변경|재|정정)?\s?공\s?고(?:문|안)?|(?:제안|구매|규격|과업)\s?(?:요청|요구|지시)서|안\s?내(?:문|서)?|알\s?림|고\s?시|계\s?획\s?(?:서|안|\(안\))?"
    r"|(?:규제영향)?\s?분석서|지\s?침|설\s?명\s?(?:서|회)?|보\s?고\s?서|업무\s?보고|신\s?청\s?서|회\s?의\s?록|결\s?과\s?보\s?고"
)
"""To be matched with a whole line: one that only says what kind of paper it is; which one, the next line that can be a title says."""
_FORM = re.compile(
    r"^\W{0,3}(?:[가-힣\s·]{2,60}(?:\s제\s?\d+조\S*)?\s)?[\[【<(]\s?(?:별\s?[지표]\s?)?(?:제?\s?[\d\-]+\s?호(?:의\s?\d+)?\s?)?서\s?식"
)
"""The line above a form that says which form it is ("■ 여권법 시행규칙 [별지 제1호서식] <개정 ...>", "【서식 1-1】"); its name is the line below."""
_ANNEX = re.compile(
    rf"\W{{0,3}}(?:[가-힣\s·]{{2,60}}\s)?[\[【<(]\s?별\s?[표지]\s?(?:제?\s?\d{{1,3}}호?(?:의\s?\d+)?)?\s?[\]】>)](?:{AMENDED})?"
)
"""To be matched with a whole line: the same above an annex ("[별표 5] <개정 2025. 12. 31.>")."""
_NO_TITLE = re.compile(
    r"(?:제목\s?없음|무제|새\s?문서|문서|본문|untitled|document|microsoft word|powerpoint 프레젠테이션|presentation|index|home|홈|main|메인)"
    r"(?:\s?\d{0,3}|\s-\s.*)(?:\.[a-z]{3,5})?"
    r"|.*\.(?:hwpx?|docx?|pdf|html?|xlsx?|tmp)|(?:https?:|www\.).*|\W*",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"[가-힣A-Za-z0-9· ]{0,20}(?:홈페이지|누리집|포털|웹사이트|대표누리집)(?:에 오신 것을 환영합니다)?|[가-힣·]{2,12}(?:시청|구청|군청|도청|교육청|의회|보건소|도서관)"
)
_OPEN_ENDS = frozenset({"JKB", "JKG", "JKO", "JKS", "JC", "EC", "ETM", "MM"})
"""Kiwi's tags of morphemes with which no title ends: 으로, 의, 를, 가, 와, 하고, 하는, 새."""
_AMOUNT_ALONE = re.compile(r"\d[십백천]?[만억조]$")
"""A large number whose unit stands on the next line ("141.5억")."""
_TOPIC = frozenset({"은", "는", "ᆫ"})
"""Particles with which none ends either; others of their tag may end one (까지)."""


def title_of(text: str, blocks: Sequence[Block], file_name: str = "") -> str:
    """The title of the document: what the text calls its title, else its first line that is no letterhead, date or table, else the beginning of
    its first block with words; "" for none. Data, which begin with the header of a table, are called by their `file_name` (without its
    ending), where it says something in Korean.
    """
    line_end = text.find("\n", _TOP - 1)
    head = text[:line_end] if line_end >= 0 else text
    if named := _labelled(head, blocks):
        return named
    first = blocks[0] if blocks else None
    named_by = text[slice(*first.caption)] if isinstance(first, Table) and first.caption else ""
    is_data = isinstance(first, Table) and first.header_rows > 0 and (not named_by or is_unit_note(named_by))
    if is_data and len(re.findall("[가-힣]", file_name)) >= _LEAST_HANGUL:
        return file_name
    for index, block in enumerate(() if is_data else blocks[:12]):
        if isinstance(block, Table | PageStart | Note):
            continue
        words = _words(text, block)
        if heads_contents(words):
            break  # what comes now are the titles of parts
        if isinstance(block, Heading) and block.marker.startswith("#"):
            return block.title
        if isinstance(block, ListItem) and index:
            break  # a list has begun: what comes now is no title
        if _is_title(words) and not (isinstance(block, Heading) and re.match(r"[\d가-힣ⅠI]", block.marker) and index):
            kind = _KIND_ALONE.fullmatch(spread_joined(words))
            if (kind or _SUBTITLE.fullmatch(words)) and (more := _next_title(text, blocks, index)):
                return f"{spread_joined(words)} {more}"[:_MAX_TITLE] if kind else more
            return _unbracketed(spread_joined(_with_line_below(text, blocks, index, words)))[:_MAX_TITLE]
    return _first_words(text, blocks)


def _unbracketed(title: str) -> str:
    """`title` without the signs around the whole of it ("< 심사지표 및 기준 >")."""
    around = _BRACKETED.fullmatch(title)
    return around[1] if around else title


def _labelled(head: str, blocks: Sequence[Block]) -> str:
    """What stands in `head`, the top of the text, behind a name for the title ("사업명"), or as the subject of a letter; "" for none. In the header of a
    table such a name stands over a column, and in any other row the title ends with its cell.
    """
    headers = [cell for one in blocks if isinstance(one, Table) for cell in one.cells if cell.row < one.header_rows]
    for found in _LABELLED_TITLE.finditer(head):
        title = " ".join(found[1].split("\t")[0].split())
        if len(title) >= _LEAST_TOLD and not any(
            found.start(1) < cell.end and cell.start < found.end() for cell in headers
        ):
            return title
    letter = _LETTER.search(head)
    return " ".join(letter["title"].split()) if letter else ""


def _words(text: str, block: Block) -> str:
    """The words of `block` on one line."""
    return " ".join(text[block.start : block.end].split())


def _with_line_below(text: str, blocks: Sequence[Block], index: int, title: str) -> str:
    """`title`, which stands in the block of that number, with the line right below where it goes on there (`_with_second_line`)."""
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if isinstance(following, Paragraph | Heading) and following.start <= blocks[index].end + 1:
        return _with_second_line(title, _words(text, following))
    return title


def _next_title(text: str, blocks: Sequence[Block], index: int) -> str:
    """The first line that can be a title in the three blocks behind the one of number `index`; "" for none."""
    for number, block in enumerate(blocks[index + 1 : index + 4], index + 1):
        words = _words(text, block)
        if isinstance(block, Heading) and re.match(r"[\d가-힣ⅠI□○]", block.marker):
            break
        if isinstance(block, Paragraph | Heading) and _is_title(words) and not words.endswith((".", ":")):
            if not _SUBTITLE.fullmatch(words):
                return _with_line_below(text, blocks, number, words)
        elif not isinstance(block, Paragraph | Heading):
            break
    return ""


def file_title(words: str) -> str:
    """The title `words` of a file's own properties, on one line; "" where it is a program's default, or the name of a file, a site or an office."""
    title = " ".join(words.split())[:_MAX_TITLE]
    others = (_NO_TITLE, _SITE, OFFICE_WORD)
    return "" if any(other.fullmatch(title) for other in others) else title


def _with_second_line(title: str, below: str) -> str:
    """`title` with the line `below` added where it is incomplete: it ends in a particle or an ending that needs more ("데이터를 바탕으로")."""
    fits = len(title) + len(below) < _MAX_TITLE and re.match(r"\w", below) and not below.endswith(".")
    if not (fits and _is_title(below)):
        return title
    last = morphemes(title)[-1]
    is_open = last.end == len(title) and (last.tag in _OPEN_ENDS or (last.tag == "JX" and last.form in _TOPIC))
    is_open = is_open or bool(_AMOUNT_ALONE.search(title))
    return f"{title} {below}" if is_open or title.endswith((",", "·")) or _QUOTED.fullmatch(title) else title


def _is_title(words: str) -> bool:
    letters = re.findall(r"[^\W\d_]", words)
    return (
        4 <= len(letters) <= _MAX_TITLE
        and len(words) <= _MAX_TITLE
        and not (len(words) > 40 and words.endswith("."))
        and not _ABOVE_TITLE.match(words)
        and not TRAIL.fullmatch(words)
        and not _FORM.match(words)
        and not _ANNEX.fullmatch(words)
        and not (NUMBERED_NOTICE.match(words) and len(words) < 40)
        and not is_letterhead(words)
        and not is_date_alone(words)
        and not OFFICE_WORD.match(spread_joined(words))
        and not SIGNATURE.fullmatch(words)
    )


def _first_words(text: str, blocks: Sequence[Block]) -> str:
    """The beginning of the first block with words, cut between two words; "" for none, and where the contents stand first."""
    for block in blocks:
        words = " ".join(text[block.start : min(block.end, block.start + 4 * _MAX_TITLE)].split())
        if heads_contents(words):
            return ""
        if re.search(r"[^\W\d_]", words):
            return words if len(words) <= 60 else words[:60].rsplit(" ", 1)[0] + "…"
    return ""
