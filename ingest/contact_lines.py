"""Finds the contacts in one line or cell: "문의: ○○과 02-...", "홍길동 사무관(☎ 044-...)", "김하나(044-201-1161), 이두리(1164)"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.document import Contact
from ingest.korean.agencies import named_in
from ingest.korean.morphemes import is_noun, morphemes
from ingest.korean.offices import DEPARTMENT, LOCAL_OFFICE, NO_DEPARTMENT, NO_OFFICE, OFFICE
from ingest.korean.people import ANY_SURNAME, ROLES, alternatives
from ingest.korean.telephones import SPECIAL_NUMBER, Telephone, telephones_in

_SHORT = re.compile(
    r"[(（,/]\s*(?:☎|☏|내선|구내)?\s*(\d{3,4})\s*(?=[),/）])|(?:내선|구내|☎)\s*[:.]?\s*(\d{3,4})(?![\d\-])"
)
SPECIAL = re.compile(SPECIAL_NUMBER)
"""A short number that is given out (119, 1366); other few digits may be an extension."""
ONE_ROLE = alternatives(ROLES)
"""A pattern: what one is in an office."""
ROLE = re.compile(
    rf"(?<![가-힣])((?:기술|행정|시설|농업|환경|보건|전산|방송통신|공업|학예|수의|교육)?(?:{ONE_ROLE}))(?![가-힣])"
)
"""The same as a word by itself, with what may stand before it (행정사무관)."""
_IN_CHARGE = (
    rf"담당(?:자\s*[:：]?\s*|\s*[:：]\s*|\s+(?=[가-힣]{{3}}(?![가-힣])))(?!공무원|(?:{ONE_ROLE}|부서|기관)(?![가-힣]))"
    rf"([{ANY_SURNAME}][가-힣]{{1,2}}|[{ANY_SURNAME}]\s[가-힣])(?![가-힣])"
)
_NAMED_IN_CHARGE = re.compile(_IN_CHARGE)
_PERSON_AFTER = re.compile(rf"[\s,/·)）(（]*{_IN_CHARGE}(?:\s*((?:{ONE_ROLE}))(?![가-힣]))?")
_FAX = re.compile(r"(?:팩\s?스|전송|FAX|Fax|fax|(?<![A-Za-z])F\.?)\s*(?:번호)?\s*[).:：]?\s*$")
_PLACE_AFTER = re.compile(r"\s*[(（]\s*([^()（）\d]{2,40})[)）]")
_THE_HEAD = r"장(?![가-힣])"  # "총무과장": its department is called by its head
_ITS_HEAD = rf"[과팀국실]{_THE_HEAD}"
_SPREAD = re.compile(r"(?<![가-힣])([가-힣])\s{1,3}([가-힣])(?![가-힣])")
# "누리집과 전화로" is a noun (website) and a particle, no department; "400만원" is an amount.
_DEPARTMENT = re.compile(
    rf"(?<![가-힣])(?!(?:누리집|홈페이지|전화|문자|우편|방문|메일|이메일|팩스|온라인)과(?![가-힣])|(?:\d*[백천만억조]*원|{NO_OFFICE})(?![가-힣])|(?:담당|소관|주무|해당|관련){_ITS_HEAD})"
    rf"([가-힣A-Za-z0-9·․]{{1,20}}(?:{DEPARTMENT}|계|반){NO_DEPARTMENT})(?:(?={_THE_HEAD})|(?![가-힣]))"
)
OFFICE_NAME = re.compile(rf"(?<![가-힣\d])(?!(?:{NO_OFFICE})(?![가-힣]))([가-힣·]{{1,14}}(?:{OFFICE}))(?![가-힣])")
"""The name of an office, as a word by itself."""
_LOCAL_OFFICE = re.compile(
    rf"(?<![가-힣])({LOCAL_OFFICE})(?=\s+[가-힣0-9]+(?:{DEPARTMENT})(?:{_THE_HEAD}|(?![가-힣])))"
)
_EXTENSION_NEXT = re.compile(r"(?:내선|구내)\s*[:.]?\s*$")
_ABOVE_PARTS = ("처", "본부", "사업단", "지사")
"""What corporations call the unit above a 부."""
_LEAST_NAME = 3  # letters of a department's name: shorter ones ("장소", "결과") are nouns, of which it may be made
_MAX_EXTENSION = 4  # digits, as in _SHORT; no full number has so few


def phones_in(words: str, full: str = "") -> list[Telephone]:
    """The telephone numbers in `words`, written 044-202-6114. An extension becomes a full number: it replaces the last
    digits of the full number before it, or of `full`.
    """
    numbers = [found for found in telephones_in(words) if not _FAX.search(words[: found.start])]
    base = full
    for found in _SHORT.finditer(words):
        if any(number.start <= found.start(1) < number.end for number in numbers if found[1]):
            continue
        base = next((n.number for n in reversed(numbers) if n.end <= found.start()), base)
        group = 1 if found[1] else 2
        if base and not (group == 1 and SPECIAL.fullmatch(found[group])):
            full_number = base[: -len(found[group])] + found[group]
            numbers.append(Telephone(found.start(group), found.end(group), full_number))
    return sorted(numbers, key=lambda number: number.start)


def in_full(words: str) -> str:
    """`words` with each number of a few digits written in full: of "김하나(044-201-1161), 이두리(1164)" "김하나(044-201-1161), 이두리(044-201-1164)".
    Extensions that are called so ("내선 1164") stay: they are dialled behind the number.
    """
    for number in reversed(phones_in(words)):
        if number.end - number.start <= _MAX_EXTENSION and not _EXTENSION_NEXT.search(words[: number.start]):
            words = words[: number.start] + number.number + words[number.end :]
    return words


def in_line(line: str, full: str = "", known: Contact | None = None, person: bool = False) -> list[Contact]:
    """The contacts in one line or cell, one for each telephone number; the words between it and the number before name the person and the office.

    `full` is a number that extensions belong to, `known` the office and department stated before; `person`: the
    column is one for people, so that a name which ends like a department ("김민국") is read as a name.
    """
    contacts: list[Contact] = []
    last = known or Contact()
    position = 0
    numbers = phones_in(line, full)
    ends = [*(number.start for number in numbers), len(line)][1:]
    for number, end in zip(numbers, ends[: len(numbers)], strict=True):
        before = line[position : number.start]
        contact, position = _completed(contact_in(before, last, person), last, line, number.end, end)
        contacts.append(replace(contact, phone=number.number))
        last = replace(contact, name="", role="", phone="")
    return contacts


def _completed(contact: Contact, last: Contact, line: str, start: int, stop: int) -> tuple[Contact, int]:
    """`contact` completed from the words after its number, `line[start:stop]`: "02-123-4567(복지과)", "(☎ 02-..., 담당 홍길동)";
    and the offset in `line` up to which words were used.
    """
    tail = line[start:stop]
    person = _PERSON_AFTER.match(tail)
    if person and not contact.name:
        return replace(contact, name=person[1], role=person[2] or contact.role), start + person.end()
    place = _PLACE_AFTER.match(tail)
    if place and not contact.name and (contact.office, contact.department) == (last.office, last.department):
        described = contact_in(place[1], last)
        if described.department or described.name:
            return described, start + place.end()
    return contact, start


def contact_in(words: str, last: Contact, person: bool = False) -> Contact:
    """The contact (person, role, office, department) that `words` name; office and department are those of `last` where they name neither."""
    charged = _NAMED_IN_CHARGE.search(words)
    words = re.sub(r"[☎☏()（）\[\]/,|:ㆍ]|Tel\.?|TEL\.?|전화(?:번호)?(?!기)|내선", " ", words)
    words = re.sub(r"문의(?:처|사항)?|담당\s?부서|담당자|책임자|연락처|소관\s?부서", " ", words)
    words = roles_joined(words)
    name, role, rest = person_in(words, person)
    if charged and not name:
        name, rest = charged[1], rest.replace(charged[1], " ")
    offices = [found[1] for found in OFFICE_NAME.finditer(rest) if _is_office(found[1])]
    departments = _departments(rest, offices)
    local = _LOCAL_OFFICE.search(rest)
    office = offices[-1] if offices else ""
    if local and departments and (not offices or local[1].startswith(office)):
        office = local[1]
    department = departments[-1] if departments else ""
    above = [one for one in (*departments, *offices[:-1]) if rest.find(one) < rest.find(office)]
    if _is_part(office, above if departments else [*above, last.department]):
        office, department = "", _below(above, office, rest)
    if not office and not department:
        return Contact(last.office, last.department, name, role)
    if office and not department and last.department and last.office in ("", office):
        department = ""
    return Contact(office or (last.office if department else ""), department, name, role)


def _is_office(name: str) -> bool:
    """Whether `name` is an office and no part of one: few central agencies are called 처, many parts of public corporations are (기획조정처)."""
    return not name.endswith("처") or bool(named_in(name))


def _is_part(office: str, above: Sequence[str]) -> bool:
    """Whether `office` is a part of a corporation, whose 처 and 본부 have 부 below them (경영지원처 정보시스템부): no ministry, and named with or behind such a
    unit, one of `above`.
    """
    return office.endswith("부") and not named_in(office) and any(one.endswith(_ABOVE_PARTS) for one in above)


def _below(above: Sequence[str], part: str, words: str) -> str:
    """The department that `part` is: with the unit `above` it where `words` name them side by side ("경영지원처 정보시스템부"), else alone."""
    whole = f"{above[-1]} {part}" if above else part
    return whole if whole in " ".join(words.split()) else part


def _departments(words: str, offices: Sequence[str]) -> list[str]:
    """The departments in `words`; names side by side are one department ("주거복지과 주택개량팀")."""
    joined: list[str] = []
    end = -1
    for found in _DEPARTMENT.finditer(words):
        if found[1] in offices or ROLE.fullmatch(found[1]) or (len(found[1]) < _LEAST_NAME and is_noun(found[1])):
            continue
        if joined and not words[end : found.start()].strip(" "):
            joined[-1] = f"{joined[-1]} {found[1]}"
        else:
            joined.append(found[1])
        end = found.end()
    return joined


def roles_joined(words: str) -> str:
    """`words` with roles that are spaced out to fill a column ("과  장", "국 장") written together; two-letter names stay."""
    return _SPREAD.sub(lambda found: found[1] + found[2] if ROLE.fullmatch(found[1] + found[2]) else found[0], words)


def person_in(words: str, certain: bool = False) -> tuple[str, str, str]:
    """(name, role, remaining words) of `words`: the name stands right beside the role, or is the last short word; with `certain` also one
    that ends like a department.
    """
    roles = list(ROLE.finditer(words))
    for role in reversed(roles):
        before = re.search(
            rf"(?<![가-힣])([{ANY_SURNAME}][가-힣]{{1,3}}|[{ANY_SURNAME}]\s{{1,2}}[가-힣])\s*$", words[: role.start()]
        )
        after = re.match(
            rf"\s*([{ANY_SURNAME}][가-힣]{{1,3}}|[{ANY_SURNAME}]\s{{1,2}}[가-힣])(?![가-힣])", words[role.end() :]
        )
        if after and not _DEPARTMENT.fullmatch(after[1]):
            return after[1].strip(), role[1], words[: role.start()] + words[role.end() + after.end() :]
        if before and not (_DEPARTMENT.fullmatch(before[1]) and len(before[1]) > 3):
            return before[1].strip(), role[1], words[: before.start()] + words[role.end() :]
    last = re.search(rf"(?<![가-힣])([{ANY_SURNAME}][가-힣]{{1,2}}|[{ANY_SURNAME}](?:\s[가-힣]){{1,2}})\s*$", words)
    if last and (certain or not (_DEPARTMENT.fullmatch(last[1]) or _is_a_word(last[1]))) and not roles:
        return last[1], "", words[: last.start()]
    return "", roles[-1][1] if roles else "", words


def _is_a_word(words: str) -> bool:
    """Whether `words` are a common noun, an adverb or a number with or without a particle ("장소", "신청은", "백만원"), and no name."""
    first, *more = morphemes(words)
    if first.tag in ("NR", "SN"):
        return True
    return first.known and first.tag in ("NNG", "MAG") and first.end > 1 and all(m.tag.startswith("J") for m in more)
