"""Finds what a document states about itself: title, office, dates, contacts, licence."""

import datetime as dt
import re
from collections.abc import Sequence

from ingest.blocks import Block, Heading, ListItem, Note, PageStart, Paragraph, Table
from ingest.contacts import contacts_of
from ingest.document import Contact, Metadata
from ingest.korean.agencies import named_in
from ingest.korean.dates import dates_in, first_date, periods_in
from ingest.korean.morphemes import morphemes
from ingest.korean.named_times import FULL_DATE_ALONE
from ingest.korean.offices import ESTABLISHMENT, NO_OFFICE, OFFICE, REGION
from ingest.korean.people import HEADS, alternatives
from ingest.labels import heads_contents
from ingest.letterhead import DISTRIBUTED, NOTICE, NOTICE_NUMBER, PUBLISHED, RELEASE, SIGNATURE, is_letterhead

_MAX_TITLE = 120
_LEAST_HANGUL = 2  # syllables of a file's name that says something
_HEAD = 6_000  # characters at the top and at the foot in which a document speaks of itself
_MOST_TOGETHER = 3
"""Offices that issue a paper together; where contacts of more are named, the paper lists offices."""
_LEAD = 2_000  # characters at the top in which a release names its office with its head; further on stand the offices that it works with
_LABELLED_TITLE = re.compile(
    r"^\s*(?:[□○◇■*\-]\s*)?(?:제\s*목|사\s*업\s*명|공\s*고\s*명|건\s*명)\s*[:：\t]\s*(\S.{2,150})$", re.MULTILINE
)
_LETTER = re.compile(
    r"^\s*수\s*신(?:자)?\s+\S.{0,200}\n(?:.{0,200}\n){0,4}?\s*제\s*목\s+(?P<title>\S.{2,150})$", re.MULTILINE
)
"""The subject of an official letter (행정업무의 운영 및 혁신에 관한 규정 시행규칙 별지 제1호서식): below those it is sent to, without a colon."""
_SENT = re.compile(r"^\s*시\s*행\s+\S{2,40}-\d{1,6}\s*[(（](?P<day>[^()（）]{6,20})[)）]", re.MULTILINE)
"""The number of such a letter, with the day on which it was sent."""
_ABOVE_TITLE = re.compile(
    rf"^(?:{RELEASE}(?![가-힣])|[\[<(]\s*{RELEASE}\s*[\])>]$|보\s*도\s*(?:일\s*시|시\s*점)|배\s*포|담당|문의|수신|발신|경유|"
    r"자료\s*문의|이\s*(?:보도\s*)?자료는|엠바고|사진|대한민국|공공누리|발간등록번호|http|www|[\[(<]?\s*(?:시행|제정|개정|전부개정|일부개정)"
    r"|.{0,30}\d.{0,12}(?:조간|석간)(?:용|부터)?$)"
)
_NUMBERED_NOTICE = re.compile(
    rf"^[ \t]*(?P<office>[가-힣A-Za-z·][가-힣A-Za-z· ]{{1,29}}?)[ \t]*(?P<kind>{NOTICE}|입찰공고|규칙|조례|공보){NOTICE_NUMBER}",
    re.MULTILINE,
)
_ISSUED_RULE = re.compile(
    rf"\[(?P<office>(?!대통령령)[가-힣·\s]{{2,20}}?)\s*(?:{NOTICE}|규칙|조례|(?<=부)령){NOTICE_NUMBER}"
)
_WITH_HEAD = re.compile(
    rf"(?<![가-힣])(?P<office>[가-힣·]{{2,15}}(?:{OFFICE}|{ESTABLISHMENT}|{REGION}))\s*[(（]\s*"
    rf"(?:{alternatives(HEADS)})"
)
_SIGNED = re.compile(  # only under a date or before the words for a seal: else a market ("전통시장") is a mayor
    r"(?:(?:일|\d)\s?\.?[ ]*\n\s*)(?P<dated>[가-힣·][가-힣· ]{1,22}?)[ ]?(?:장[ ]?관|(?<=[시청원처])장|(?<=도)지사|(?<=군)수|이사장|사장|총장)[ ]*(?:[(（]?(?:직인|인|관인)|$)"
    r"|^[ ]*(?P<sealed>[가-힣·][가-힣· ]{1,22}?)[ ]?(?:장[ ]?관|(?<=[시청원처])장|(?<=도)지사|(?<=군)수|이사장|사장|총장)[ ]*[(（]?(?:직인|관인)",
    re.MULTILINE,
)
# No region's name has more than four letters (서귀포시): a longer line in such a letter is a title (민원실안내도).
_OFFICE_WORD = re.compile(rf"^(?!(?:{NO_OFFICE})$)(?:[가-힣·]{{2,15}}(?:{OFFICE})(?<!지원)|[가-힣]{{1,3}}{REGION})$")
_SUBTITLE = re.compile(r"[-–—―<〈]\s?\S.*\S\s?[-–—―>〉]")
"""To be matched with a whole line: one between dashes or brackets, as subtitles are set."""
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
_SPREAD = re.compile(r"(?:[가-힣]\s+){3,}[가-힣]")
_NO_TITLE = re.compile(
    r"(?:제목\s?없음|무제|새\s?문서|문서|본문|untitled|document|microsoft word|powerpoint 프레젠테이션|presentation|index|home|홈|main|메인)"
    r"(?:\s?\d{0,3}|\s-\s.*)(?:\.[a-z]{3,5})?"
    r"|.*\.(?:hwpx?|docx?|pdf|html?|xlsx?|tmp)|(?:https?:|www\.).*|\W*",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"[가-힣A-Za-z0-9· ]{0,20}(?:홈페이지|누리집|포털|웹사이트|대표누리집)(?:에 오신 것을 환영합니다)?|[가-힣·]{2,12}(?:시청|구청|군청|도청|교육청|의회|보건소|도서관)"
)
_NAMED = {
    "published": PUBLISHED,
    "distributed": DISTRIBUTED,
    "in_force_from": r"시\s?행\s?일(?:자)?|\[\s?시행|적\s?용\s?일(?:자)?|발\s?효\s?일",
    "in_force_until": r"유\s?효\s?기\s?간|존\s?속\s?기\s?한|만\s?료\s?일(?:자)?|효력\s?기간",
}
_AT_ONCE = re.compile(r"즉\s?시")
_FORCE_SENTENCE = re.compile(
    r"(?:지침|규정|훈령|예규|고시|규칙|조례|법|령|공고|기준|요령|세칙)[은는]\s.{0,30}부터\s?시행"
)
_UNTIL_SENTENCE = re.compile(r"까지\s?(?:그\s?)?(?:효력|유효)")
_ENACTED = re.compile(r"\[?[가-힣\s]*제\s?[\d\-]+\s?호\s?,\s?(.{6,20}?),?\s?(?:제정|(?:일부|전부|타법)?개정)")
_LICENCE = re.compile(
    r"공공누리\s*(?:제?\s?[0-4]\s?유형)?|공공저작물\s*자유이용허락|KOGL(?:[\s\-]*(?:Type|제)?\s?[1-4](?:유형)?)?|CC[\s\-]BY(?:[\s\-](?:NC|ND|SA))*(?:\s?\d\.\d)?|CC0",
)
_LICENCE_TYPE = re.compile(r"제?\s?([0-4])\s?유형")


def metadata_of(text: str, blocks: Sequence[Block]) -> Metadata:
    """The metadata that the text states; a field that it does not state is empty. Nothing is guessed from file names."""
    head, foot = text[:_HEAD], text[-_HEAD:]
    contacts = contacts_of(text, blocks)
    office = _office(head, foot) or _office_of(contacts)
    distributed = _named_date(text, "distributed")
    published = _named_date(text, "published")
    if published is None and _says_at_once(head):
        published = distributed
    return Metadata(
        office=office,
        department=next((contact.department for contact in contacts if contact.department), ""),
        contacts=contacts,
        published=published or _enacted(head) or _sent(foot) or _lone_date(head, foot),
        distributed=distributed,
        in_force_from=_named_date(text, "in_force_from") or _force_date(text, _FORCE_SENTENCE),
        in_force_until=_last_named_date(text, "in_force_until") or _force_date(text, _UNTIL_SENTENCE, last=True),
        licence=_licence(text),
    )


def _office_of(contacts: Sequence[Contact]) -> str:
    """The office of the first contact with one, before those that issued the paper with it; "" where many are named, as in a table of neighbouring
    towns, or one that may be a part of an office (건설관리부).
    """
    offices = list(dict.fromkeys(contact.office for contact in contacts if contact.office))
    if not offices or len(offices) > _MOST_TOGETHER:
        return ""
    return "" if offices[0].endswith(("부", "처")) and not named_in(offices[0]) else offices[0]


_OPEN_ENDS = frozenset({"JKB", "JKG", "JKO", "JC", "EC", "ETM", "MM"})
"""Kiwi's tags of morphemes with which no title ends: 으로, 의, 를, 와, 하고, 하는, 새."""


def title_of(text: str, blocks: Sequence[Block], file_name: str = "") -> str:
    """The title of the document: what the text calls its title, else its first line that is no letterhead, date or table, else the beginning of
    its first block with words; "" for none. Data, which begin with the header of a table, are called by their `file_name` (without its
    ending), where it says something in Korean.
    """
    line_end = text.find("\n", _HEAD // 3 - 1)
    head = text[:line_end] if line_end >= 0 else text
    named = _LABELLED_TITLE.search(head) or _LETTER.search(head)
    if named:
        return " ".join(named[1].split())
    first = blocks[0] if blocks else None
    is_data = isinstance(first, Table) and first.header_rows > 0 and first.caption is None
    if is_data and len(re.findall("[가-힣]", file_name)) >= _LEAST_HANGUL:
        return file_name
    for index, block in enumerate(() if is_data else blocks[:12]):
        if isinstance(block, Table | PageStart | Note):
            continue
        words = " ".join(text[block.start : block.end].split())
        if heads_contents(words):
            break  # what comes now are the titles of parts
        if isinstance(block, Heading) and block.marker.startswith("#"):
            return block.title
        if isinstance(block, ListItem) and index:
            break  # a list has begun: what comes now is no title
        if _is_title(words) and not (isinstance(block, Heading) and re.match(r"[\d가-힣ⅠI]", block.marker) and index):
            kind = _KIND_ALONE.fullmatch(_joined(words))
            if (kind or _SUBTITLE.fullmatch(words)) and (more := _next_title(text, blocks, index)):
                return f"{_joined(words)} {more}"[:_MAX_TITLE] if kind else more
            return _joined(_with_line_below(text, blocks, index, words))[:_MAX_TITLE]
    return _first_words(text, blocks)


def _with_line_below(text: str, blocks: Sequence[Block], index: int, title: str) -> str:
    """`title`, which stands in the block of that number, with the line right below where it goes on there (`_with_second_line`)."""
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if isinstance(following, Paragraph | Heading) and following.start <= blocks[index].end + 1:
        return _with_second_line(title, " ".join(text[following.start : following.end].split()))
    return title


def _joined(words: str) -> str:
    """A line whose letters are spread out ("보 도 자 료") with these together, any other as it is."""
    return re.sub(r"\s+", "", words) if _SPREAD.fullmatch(words) else words


def _next_title(text: str, blocks: Sequence[Block], index: int) -> str:
    """The first line that can be a title in the three blocks behind the one of number `index`; "" for none."""
    for number, block in enumerate(blocks[index + 1 : index + 4], index + 1):
        words = " ".join(text[block.start : block.end].split())
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
    others = (_NO_TITLE, _SITE, _OFFICE_WORD)
    return "" if any(other.fullmatch(title) for other in others) else title


def _with_second_line(title: str, below: str) -> str:
    """`title` with the line `below` added where it is incomplete: it ends in a particle or an ending that needs more ("데이터를 바탕으로")."""
    fits = len(title) + len(below) < _MAX_TITLE and re.match(r"\w", below) and not below.endswith(".")
    if not (fits and _is_title(below)):
        return title
    last = morphemes(title)[-1]
    is_open = last.end == len(title) and last.tag in _OPEN_ENDS
    return f"{title} {below}" if is_open or title.endswith((",", "·")) or _QUOTED.fullmatch(title) else title


def _is_title(words: str) -> bool:
    letters = re.findall(r"[^\W\d_]", words)
    return (
        4 <= len(letters) <= _MAX_TITLE
        and len(words) <= _MAX_TITLE
        and not (len(words) > 40 and words.endswith("."))
        and not _ABOVE_TITLE.match(words)
        and not _FORM.match(words)
        and not (_NUMBERED_NOTICE.match(words) and len(words) < 40)
        and not is_letterhead(words)
        and not FULL_DATE_ALONE.fullmatch(words)
        and not _OFFICE_WORD.match(_joined(words))
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


def _office(head: str, foot: str) -> str:
    """The office that issued the document, by the notice's number, its head named in brackets, a line at the top, or the signature; "" for none."""
    for pattern, place in ((_NUMBERED_NOTICE, head), (_ISSUED_RULE, head), (_WITH_HEAD, head[:_LEAD])):
        found = pattern.search(place)
        if found:
            return " ".join(found["office"].split())
    for line in map(_joined, map(str.strip, head.split("\n")[:12])):
        if _OFFICE_WORD.match(line):
            return line
    signed = list(_SIGNED.finditer(foot))
    return " ".join((signed[-1]["dated"] or signed[-1]["sealed"]).split()) if signed else ""


def _told(text: str, field: str) -> list[str]:
    """The words from a name of `field` ("보도일시") to the end of the line, for each at the top and at the foot of the document."""
    pattern = re.compile(rf"(?:^|[\n\t\[(□○*\-▪ ])\s*(?:{_NAMED[field]})\s*[\])]?\s*[:：\t ]\s*([^\n]{{4,120}})")
    return [found[1] for place in (text[:_HEAD], text[_HEAD:][-_HEAD:]) for found in pattern.finditer(place)]


def _named_date(text: str, field: str) -> dt.date | None:
    return next((day for words in _told(text, field) if (day := first_date(words))), None)


def _last_named_date(text: str, field: str) -> dt.date | None:
    """The last day of the last period beside a name of `field` ("2024. 1. 1. ~ 12. 31."); None for none."""
    for words in _told(text, field):
        if periods := periods_in(words):
            return periods[-1].last
    return None


def _says_at_once(head: str) -> bool:
    return any(_AT_ONCE.search(words[:20]) for words in _told(head, "published"))


def _force_date(text: str, sentence: re.Pattern[str], last: bool = False) -> dt.date | None:
    """The first (or `last`) date in the last `sentence` that says from or until when a rule holds, else the nearest date in the 60 characters before it
    ("2024년 12월 31일까지 효력을 가진다"); None for none.
    """
    found = list(sentence.finditer(text[-_HEAD:]))
    if not found:
        return None
    inside = [day for _, _, day in dates_in(found[-1][0])]
    before = [day for _, _, day in dates_in(text[-_HEAD:][max(0, found[-1].start() - 60) : found[-1].start()])]
    days = inside or before[-1:]
    return days[-1 if last else 0] if days else None


def _enacted(head: str) -> dt.date | None:
    """The date beside the number of a rule ("[... 훈령 제10호, 2023. 12. 30., 일부개정]")."""
    found = _ENACTED.search(head)
    return first_date(found[1]) if found else None


def _sent(foot: str) -> dt.date | None:
    found = _SENT.search(foot)
    return first_date(found["day"]) if found else None


def _lone_date(head: str, foot: str) -> dt.date | None:
    """The date on a line of its own, as notices carry it under the title or above the signature; None for none."""
    for place in (head[:1500], foot[-1500:]):
        if line := next(filter(FULL_DATE_ALONE.fullmatch, place.split("\n")), ""):
            return first_date(line)
    return None


def _licence(text: str) -> str:
    """The licence mark as the text writes it, the type of 공공누리 joined to it."""
    for place in (text[-_HEAD:], text[:_HEAD]):
        found = _LICENCE.search(place)
        if not found:
            continue
        mark = " ".join(found[0].split())
        after = _LICENCE_TYPE.search(place[found.start() : found.end() + 40])
        if mark.startswith("공공누리"):
            return f"공공누리 제{after[1]}유형" if after else "공공누리"
        return mark
    return ""
