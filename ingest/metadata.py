"""Finds what a document states about itself: office, dates, contacts, licence."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.blocks import Block
from ingest.contact_lines import contact_in
from ingest.contacts import contacts_of
from ingest.document import Contact, Metadata
from ingest.korean.agencies import named_in
from ingest.korean.dates import dates_in, first_date, is_date_alone, periods_in
from ingest.korean.offices import ESTABLISHMENT, LOCAL_OFFICE, OFFICE, REGION
from ingest.korean.people import HEADS, alternatives
from ingest.letterhead import (
    DISTRIBUTED,
    LAST_CHANGED,
    NUMBERED_NOTICE,
    OFFICE_WORD,
    PUBLISHED,
    SIGNATURE,
    spread_joined,
)

_HEAD = 6_000  # characters at the top and at the foot in which a document speaks of itself
_MOST_TOGETHER = 3
"""Offices that issue a paper together; where contacts of more are named, the paper lists offices."""
_LEAD = 2_000  # characters at the top in which a release names its office with its head; further on stand the offices that it works with
_SENT = re.compile(
    r"^\s*시\s*행\s+(?P<department>[가-힣A-Za-z0-9·]{2,40}?)-\d{1,6}\s*[(（](?P<day>[^()（）]{6,20})[)）]", re.MULTILINE
)
"""The number of an official letter, which begins with the department, and the day on which it was sent."""
_WITH_HEAD = re.compile(
    rf"(?<![가-힣])(?P<office>[가-힣·]{{2,15}}(?:{OFFICE}|{ESTABLISHMENT}|{REGION}))\s*[(（]\s*"
    rf"(?:{alternatives(HEADS)})"
)
_DAY_ENDS = re.compile(r"(?:\d\s?일|\.\s?\d{1,2})\s?\.?$")
_NAMED = {
    "published": PUBLISHED,
    "distributed": DISTRIBUTED,
    "last_changed": LAST_CHANGED,
    "in_force_from": r"시\s?행\s?일(?:자)?|\[\s?시행|적\s?용\s?일(?:자)?|발\s?효\s?일",
    "in_force_until": r"유\s?효\s?기\s?간|존\s?속\s?기\s?한|만\s?료\s?일(?:자)?|효력\s?기간",
}
_CHARGED = re.compile(
    r"(?:^|[\n\t/|] ?)[-○□]?\s?(?:담당|소관)\s?부서(?:명)?\s*[:：\t ]\s*(?P<department>[가-힣][가-힣·\d ]{1,40})(?=$|[\n\t/|,(])",
    re.MULTILINE,
)
_AT_ONCE = re.compile(r"즉\s?시")
_FORCE_SENTENCE = re.compile(
    r"(?:지침|규정|훈령|예규|고시|규칙|조례|법|령|공고|기준|요령|세칙)[은는]\s.{0,30}부터\s?시행"
)
_UNTIL_SENTENCE = re.compile(r"까지\s?(?:그\s?)?(?:효력|유효)")
_ENACTED = re.compile(r"\[?[가-힣\s]*제\s?[\d\-]+\s?호\s?,\s?(.{6,20}?),?\s?(?:제정|(?:일부|전부|타법)?개정)")
_HISTORY = re.compile(
    r"^[ \t]*[(\[]?(?:제정|(?:일부|전부|타법)?개정)[)\]]?[ \t]*[:：]?[ \t]*(\d{4}[^\n]{5,20}?)(?=[ \t]*(?:$|[가-힣(]*조례|[가-힣(]*규칙|훈령|예규))",
    re.MULTILINE,
)
"""A line that says when a rule was made or amended ("(일부개정) 2023. 9. 27. 조례 제1733호")."""
_COUNTED = re.compile(r"(?:경과|지난|되는|이\s?된)\s?(?:한\s?)?(?:날|때)")
"""Counted from the day beside a supplementary provision: that day itself is not the one ("공포 후 3개월이 경과한 날부터 시행한다")."""
_OF_ORDINANCE = re.compile(rf"[ \t]*(?P<office>{LOCAL_OFFICE})[ ][^\n]{{2,60}}조례(?:[ ]시행규칙)?[ \t]*(?:\n|$)")
"""The title of an ordinance, which begins with the name of its local government (지방자치법 제28조)."""
_LICENCE = re.compile(
    r"공공누리\s*(?:제?\s?[0-4]\s?유형)?|공공저작물\s*자유이용허락|KOGL(?:[\s\-]*(?:Type|제)?\s?[1-4](?:유형)?)?|CC[\s\-]BY(?:[\s\-](?:NC|ND|SA))*(?:\s?\d\.\d)?|CC0",
)
_LICENCE_TYPE = re.compile(r"제?\s?([0-4])\s?유형")


def metadata_of(text: str, blocks: Sequence[Block]) -> Metadata:
    """The metadata that the text states; a field that it does not state is empty. Nothing is guessed from file names."""
    head, foot = text[:_HEAD], text[-_HEAD:]
    contacts = _of_letter(contacts_of(text, blocks), foot)
    office = _office(head, foot) or _office_of(contacts)
    distributed = _named_date(text, "distributed")
    published = _named_date(text, "published")
    if published is None and _says_at_once(head):
        published = distributed
    return Metadata(
        office=office,
        department=next((contact.department for contact in contacts if contact.department), "") or _in_charge(text),
        contacts=contacts,
        published=published
        or _enacted(head)
        or _amended(head)
        or _sent(foot)
        or _lone_date(head, foot)
        or _named_date(text, "last_changed"),
        distributed=distributed,
        in_force_from=_named_date(text, "in_force_from") or _force_date(text, _FORCE_SENTENCE),
        in_force_until=_last_named_date(text, "in_force_until") or _force_date(text, _UNTIL_SENTENCE, last=True),
        licence=_licence(text),
    )


def _in_charge(text: str) -> str:
    """The department that a line says is in charge of the document, without a telephone number ("담당부서: 교통정책과 자전거팀"); "" for none."""
    found = next((found for place in (text[:_HEAD], text[-_HEAD:]) if (found := _CHARGED.search(place))), None)
    return contact_in(found["department"], Contact()).department if found else ""


def _of_letter(contacts: tuple[Contact, ...], foot: str) -> tuple[Contact, ...]:
    """`contacts`; in an official letter, whose foot gives a number and nobody's name, those are of the department that sent it."""
    sent = _SENT.search(foot)
    bare = (Contact(phone=one.phone) == one for one in contacts)
    if sent is None:
        return contacts
    return tuple(
        replace(one, department=sent["department"]) if alone else one for one, alone in zip(contacts, bare, strict=True)
    )


def _office_of(contacts: Sequence[Contact]) -> str:
    """The office of the first contact with one, before those that issued the paper with it; "" where many are named, as in a table of neighbouring
    towns, or one that may be a part of an office (건설관리부).
    """
    offices = list(dict.fromkeys(contact.office for contact in contacts if contact.office))
    if not offices or len(offices) > _MOST_TOGETHER:
        return ""
    return "" if offices[0].endswith(("부", "처")) and not named_in(offices[0]) else offices[0]


def _office(head: str, foot: str) -> str:
    """The office that issued the document, by the notice's number, its head named in brackets, a line at the top, or the signature; "" for none."""
    for pattern, place in ((NUMBERED_NOTICE, head), (_WITH_HEAD, head[:_LEAD])):
        found = pattern.search(place)
        if found:
            return " ".join(found["office"].split())
    if of_ordinance := _OF_ORDINANCE.match(head.lstrip()):
        return of_ordinance["office"]
    for line in map(spread_joined, map(str.strip, head.split("\n")[:12])):
        if OFFICE_WORD.match(line):
            return line
    return _signing_office(foot)


def _signing_office(foot: str) -> str:
    """The office whose head signs last, below a day or before the words for a seal: elsewhere a market (온라인 시장) would be a mayor; "" for none."""
    lines = [line.strip() for line in foot.split("\n") if line.strip()]
    for above, line in reversed([*pairwise(["", *lines])]):
        found = SIGNATURE.fullmatch(line)
        if found and not found["officer"] and (found["seal"] or _DAY_ENDS.search(above)):
            return " ".join(found["office"].split()) + ("교육청" if found["schools"] else "")
    return ""


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
    inside = list(dates_in(found[-1][0]))
    before = list(dates_in(text[-_HEAD:][max(0, found[-1].start() - 60) : found[-1].start()]))
    days = inside or ([] if _COUNTED.search(found[-1][0]) else before[-1:])
    return days[-1 if last else 0] if days else None


def _enacted(head: str) -> dt.date | None:
    """The date beside the number of a rule ("[... 훈령 제10호, 2023. 12. 30., 일부개정]")."""
    found = _ENACTED.search(head)
    return first_date(found[1]) if found else None


def _amended(head: str) -> dt.date | None:
    """The last day in the history of a rule below its title."""
    return max((day for found in _HISTORY.finditer(head) if (day := first_date(found[1]))), default=None)


def _sent(foot: str) -> dt.date | None:
    found = _SENT.search(foot)
    return first_date(found["day"]) if found else None


def _lone_date(head: str, foot: str) -> dt.date | None:
    """The date on a line of its own, as notices carry it under the title or above the signature; None for none."""
    for place in (head[:1500], foot[-1500:]):
        if line := next(filter(is_date_alone, place.split("\n")), ""):
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
