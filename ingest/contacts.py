"""Finds the contacts in a document: people, departments and telephone numbers, in the layouts that offices use.

Three layouts: a table with a header (부처, 부서, 담당 과장, 담당자), the table at the foot of a release (담당 부서 | ○○과 |
책임자 | 과장 | 홍길동 | (044-...)), and running lines (문의: ○○과 02-..., 홍길동 사무관(☎ 044-...)).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from ingest.blocks import Block, GridCell, Heading, PageStart, Table
from ingest.document import Contact
from ingest.korean.agencies import named_in
from ingest.korean.morphemes import is_noun, morphemes
from ingest.korean.offices import DEPARTMENT, NO_DEPARTMENT, NO_OFFICE, OFFICE, REGION
from ingest.korean.people import ANY_SURNAME, ROLES, alternatives
from ingest.korean.telephones import SPECIAL_NUMBER, Telephone, telephones_in

_SHORT = re.compile(
    r"[(（,/]\s*(?:☎|☏|내선|구내)?\s*(\d{3,4})\s*(?=[),/）])|(?:내선|구내|☎)\s*[:.]?\s*(\d{3,4})(?![\d\-])"
)
_SPECIAL = re.compile(SPECIAL_NUMBER)
_ONE_ROLE = alternatives(ROLES)
_ROLE = re.compile(
    rf"(?<![가-힣])((?:기술|행정|시설|농업|환경|보건|전산|방송통신|공업|학예|수의|교육)?(?:{_ONE_ROLE}))(?![가-힣])"
)
_IN_CHARGE = (
    rf"담당(?:자\s*[:：]?\s*|\s*[:：]\s*|\s+(?=[가-힣]{{3}}(?![가-힣])))(?!공무원|(?:{_ONE_ROLE}|부서|기관)(?![가-힣]))"
    rf"([{ANY_SURNAME}][가-힣]{{1,2}}|[{ANY_SURNAME}]\s[가-힣])(?![가-힣])"
)
_NAMED_IN_CHARGE = re.compile(_IN_CHARGE)
_PERSON_AFTER = re.compile(rf"[\s,/·)）(（]*{_IN_CHARGE}(?:\s*((?:{_ONE_ROLE}))(?![가-힣]))?")
_NEXT_PERSON = re.compile(rf"(?:책임자|담당자|{_ONE_ROLE})\s+(?=\S)")
"""The beginning of a line that names one more person of the department named in the line above."""
_FAX = re.compile(r"(?:팩\s?스|전송|FAX|Fax|fax|(?<![A-Za-z])F\.?)\s*[).:：]?\s*$")
_PLACE_AFTER = re.compile(r"\s*[(（]\s*([^()（）\d]{2,40})[)）]")
_THE_HEAD = r"장(?![가-힣])"  # "총무과장": its department is called by its head
_ITS_HEAD = rf"[과팀국실]{_THE_HEAD}"
_SPREAD = re.compile(r"(?<![가-힣])([가-힣])\s{1,3}([가-힣])(?![가-힣])")
# "누리집과 전화로" is a noun (website) and a particle, no department; "400만원" is an amount.
_DEPARTMENT = re.compile(
    rf"(?<![가-힣])(?!(?:누리집|홈페이지|전화|문자|우편|방문|메일|이메일|팩스|온라인)과(?![가-힣])|(?:\d*[백천만억조]*원|{NO_OFFICE})(?![가-힣])|(?:담당|소관|주무|해당|관련){_ITS_HEAD})"
    rf"([가-힣A-Za-z0-9·․]{{1,20}}(?:{DEPARTMENT}|계|반){NO_DEPARTMENT})(?:(?={_THE_HEAD})|(?![가-힣]))"
)
_OFFICE = re.compile(rf"(?<![가-힣\d])(?!(?:{NO_OFFICE})(?![가-힣]))([가-힣·]{{1,14}}(?:{OFFICE}))(?![가-힣])")
_LOCAL_OFFICE = re.compile(
    rf"(?<![가-힣])((?:[가-힣]{{2,5}}(?:시|도)\s)?[가-힣]{{1,5}}{REGION})(?=\s+[가-힣0-9]+(?:{DEPARTMENT})(?:{_THE_HEAD}|(?![가-힣])))"
)
_ASKING = re.compile(
    r"문\s?의|연락처|연락\s?(?:하|주|바)|담당|책임자|☎|☏|전화|Tel|TEL|tel|콜센터|상담|과장|사무관|주무관|서기관|팀장"
)
_HEADER_OFFICE = re.compile(r"부처|기관|소속|기관명|단체")
_HEADER_DEPARTMENT = re.compile(r"부\s?서|실국|^과$|팀")
_HEADER_PERSON = re.compile(r"과장|책임자|담당자|담당관|성명|이름|국장|팀장|사무관|담당\s?공무원")
_HEADER_PHONE = re.compile(r"연락처|전화|번호|문의|☎|TEL|Tel")
_HEADER_ROLE = re.compile(r"직급|직위|직책")
_FORM_FIELDS = {
    "office": re.compile(r"소관부처|기관명?|소속기관"),
    "department": re.compile(r"(?:담당|소관)?부서명?"),
    "name": re.compile(r"이름|성명|담당자(?:성?명|이름)"),
    "role": re.compile(r"직급|직위|직책"),
    "phone": re.compile(r"(?:사무실)?(?:연락처|전화(?:번호)?)"),
}
_LABELLED = re.compile(
    r"[^\w\n]*(?:(?P<department>(?:담당|소관)\s?부서)|(?P<phone>연락처|전화\s?(?:번호)?)|담당자(?:명|\s?성명)?)\s*[:：]?\s+(?P<value>\S.{0,60})$"
)
"""A line of its own with one field of a contact, as the programs of boards write them above a post ("담당부서 아동보육과")."""
_FOOT_WORDS = re.compile(
    r"^(?:담당\s?부서|소관\s?부서|문의\s?부서|책임자|담당자|담당|문의|문의처|총괄|협조|공동|공식)$"
)
_HEAD = re.compile(r"^책임자$")
"""What stands beside the first person of a department at the foot of a release."""
_OTHER_HEADERS = (("phone", _HEADER_PHONE), ("office", _HEADER_OFFICE), ("department", _HEADER_DEPARTMENT))
_EXTENSION_NEXT = re.compile(r"(?:내선|구내)\s*[:.]?\s*$")
_LEAST_NAME = 3  # letters of a department's name: shorter ones ("장소", "결과") are nouns, of which it may be made
_EXTENSION = re.compile(r"\d{3,4}")
_MAX_EXTENSION = 4  # digits, as in _SHORT; no full number has so few
_MAX_LINE = 600  # characters; contacts stand in short lines
_MAX_CONTACTS = 200


def contacts_of(text: str, blocks: Sequence[Block]) -> tuple[Contact, ...]:
    """The contacts that the document names, in reading order, each once; a field that it does not state is empty."""
    found: list[Contact] = []
    last = Contact()
    labelled = Contact()  # what the lines above say of one contact, each behind its name
    for block in blocks:
        field = None if isinstance(block, Table | PageStart) else _LABELLED.match(text, block.start, block.end)
        labelled = _with_field(labelled, field) if field else Contact()
        if isinstance(block, Table):
            found.extend(_in_table(text, block))
            last = Contact()
        elif labelled.phone and (labelled.department or labelled.name):
            found.append(labelled)
            labelled = replace(labelled, name="", role="", phone="")
        elif not isinstance(block, PageStart | Heading) and block.end - block.start <= 4 * _MAX_LINE:
            last = last if _NEXT_PERSON.match(text, block.start) else Contact()
            for line in text[block.start : block.end].split("\n"):
                if len(line) <= _MAX_LINE and _ASKING.search(line):
                    line_contacts = in_line(line, known=last)
                    last = replace(line_contacts[-1], name="", role="", phone="") if line_contacts else last
                    found.extend(line_contacts)
        else:
            last = Contact()
        if len(found) >= _MAX_CONTACTS:
            break
    return _each_once(found)


def _with_field(contact: Contact, field: re.Match[str]) -> Contact:
    """`contact` with what the line `field` states of it."""
    words = field["value"].strip()
    if field["phone"]:
        numbers = phones_in(words)
        return replace(contact, phone=numbers[0].number if numbers else "")
    if field["department"]:
        return Contact(department=words)
    name, role, rest = _person(_spread_joined(words), certain=True)
    return replace(contact, name=name, role=role) if not rest.strip() else contact


def field_headed(label: str) -> str:
    """The field of a contact that a column headed `label` holds: "person", "phone" ("담당자 연락처"), "office", "department", or "" for none."""
    if found := next((field for field, header in _OTHER_HEADERS if header.search(label)), ""):
        return found
    return "person" if _HEADER_PERSON.search(label) else ""


def offices_of_row(labels: Sequence[str]) -> tuple[str, ...]:
    """The offices among the row labels of a table of contacts; labels that only head the contact table at the foot of a release ("담당") are
    left out. Empty where any other label is no office.
    """
    named = tuple(label for label in labels if not _FOOT_WORDS.match(_spread_joined(label)))
    return named if all(_OFFICE.fullmatch(label) or named_in(label) for label in named) else ()


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
        if base and not (group == 1 and _SPECIAL.fullmatch(found[group])):
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
        contact, position = _completed(_described(before, last, person), last, line, number.end, end)
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
        described = _described(place[1], last)
        if described.department or described.name:
            return described, start + place.end()
    return contact, start


def _described(words: str, last: Contact, person: bool = False) -> Contact:
    """The contact (person, role, office, department) that `words` name; office and department are those of `last` where they name neither."""
    charged = _NAMED_IN_CHARGE.search(words)
    words = re.sub(r"[☎☏()（）\[\]/,|:ㆍ]|Tel\.?|TEL\.?|전화(?:번호)?|내선", " ", words)
    words = re.sub(r"문의(?:처|사항)?|담당\s?부서|담당자|책임자|연락처|소관\s?부서", " ", words)
    words = _spread_joined(words)
    name, role, rest = _person(words, person)
    if charged and not name:
        name, rest = charged[1], rest.replace(charged[1], " ")
    offices = [found[1] for found in _OFFICE.finditer(rest) if _is_office(found[1])]
    departments = _departments(rest, offices)
    local = _LOCAL_OFFICE.search(rest)
    office = offices[-1] if offices else ""
    if local and departments and (not offices or local[1].startswith(office)):
        office = local[1]
    department = departments[-1] if departments else ""
    if not office and not department:
        return Contact(last.office, last.department, name, role)
    if office and not department and last.department and last.office in ("", office):
        department = ""
    return Contact(office or (last.office if department else ""), department, name, role)


def _is_office(name: str) -> bool:
    """Whether `name` is an office and no part of one: few central agencies are called 처, many parts of public corporations are (기획조정처)."""
    return not name.endswith("처") or bool(named_in(name))


def _departments(words: str, offices: Sequence[str]) -> list[str]:
    """The departments in `words`; names side by side are one department ("주거복지과 주택개량팀")."""
    joined: list[str] = []
    end = -1
    for found in _DEPARTMENT.finditer(words):
        if found[1] in offices or _ROLE.fullmatch(found[1]) or (len(found[1]) < _LEAST_NAME and is_noun(found[1])):
            continue
        if joined and not words[end : found.start()].strip(" "):
            joined[-1] = f"{joined[-1]} {found[1]}"
        else:
            joined.append(found[1])
        end = found.end()
    return joined


def _spread_joined(words: str) -> str:
    """`words` with roles that are spaced out to fill a column ("과  장", "국 장") written together; two-letter names stay."""
    return _SPREAD.sub(lambda found: found[1] + found[2] if _ROLE.fullmatch(found[1] + found[2]) else found[0], words)


def _person(words: str, certain: bool = False) -> tuple[str, str, str]:
    """(name, role, remaining words) of `words`: the name stands right beside the role, or is the last short word; with `certain` also one
    that ends like a department.
    """
    roles = list(_ROLE.finditer(words))
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
    last = re.search(rf"(?<![가-힣])([{ANY_SURNAME}][가-힣]{{1,2}}|[{ANY_SURNAME}]\s[가-힣])\s*$", words)
    if last and (certain or not (_DEPARTMENT.fullmatch(last[1]) or _is_a_word(last[1]))) and not roles:
        return last[1], "", words[: last.start()]
    return "", roles[-1][1] if roles else "", words


def _is_a_word(words: str) -> bool:
    """Whether `words` are a common noun, an adverb or a number with or without a particle ("장소", "신청은", "백만원"), and no name."""
    first, *more = morphemes(words)
    if first.tag in ("NR", "SN"):
        return True
    return first.known and first.tag in ("NNG", "MAG") and first.end > 1 and all(m.tag.startswith("J") for m in more)


def _in_table(text: str, table: Table) -> list[Contact]:
    rows: dict[int, dict[int, str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, {})[cell.column] = " ".join(text[cell.start : cell.end].split())
    if not any(any(telephones_in(words)) for row in rows.values() for words in row.values()):
        return []
    if table.header_rows:
        names = {cell.column: _label(text, table, cell.column) for cell in table.cells}
        if any(_HEADER_PERSON.search(name) or _HEADER_PHONE.search(name) for name in names.values()):
            body = {number: row for number, row in rows.items() if number >= table.header_rows}
            return _with_header(body, names)
    return _in_form(rows.values()) or _at_the_foot(rows.values())


def _in_form(rows: Iterable[dict[int, str]]) -> list[Contact]:
    """The contact of a form in which each value stands in the cell after its name ("부서 | ... | 이름 | 홍길동", below it "연락처 | 02-...");
    empty for other tables.
    """
    form_values: dict[str, str] = {}
    for row in rows:
        cells = list(row.values())
        for name, value in pairwise(cells):
            for field, pattern in _FORM_FIELDS.items():
                if pattern.fullmatch(re.sub(r"\s|\(.*\)", "", name)) and not _is_label(value, field):
                    form_values.setdefault(field, value)
    numbers = phones_in(form_values.pop("phone", ""))
    return [Contact(**form_values, phone=numbers[0].number)] if numbers and "name" in form_values else []


def _is_label(words: str, field: str) -> bool:
    """Whether a cell of a form names a field, or a rank where `field` is another, instead of giving a value."""
    bare = re.sub(r"\s|\(.*\)", "", words)
    is_rank = field != "role" and bool(_ROLE.fullmatch(bare))
    return is_rank or any(pattern.fullmatch(bare) for pattern in _FORM_FIELDS.values())


def _label(text: str, table: Table, column: int) -> str:
    heads: list[GridCell] = [
        cell
        for cell in table.cells
        if cell.row < table.header_rows and cell.column <= column < cell.column + cell.column_span
    ]
    return " ".join(" ".join(text[cell.start : cell.end].split()) for cell in heads)


def _with_header(rows: dict[int, dict[int, str]], names: dict[int, str]) -> list[Contact]:
    contacts: list[Contact] = []
    office = department = above = ""
    for row in rows.values():
        people = [column for column, name in names.items() if _HEADER_PERSON.search(name)]
        plain = {column: words for column, words in row.items() if column not in people}
        office = _first(plain, names, _HEADER_OFFICE) or office
        department = _first(plain, names, _HEADER_DEPARTMENT) or ("" if office in row.values() else department)
        known = Contact(office=office, department=department)
        full = next((n.number for words in row.values() for n in phones_in(words)), "") or _extended(row, names, above)
        above = full or above
        role = _first(plain, names, _HEADER_ROLE)
        found: list[Contact] = []
        for column in people:
            head_role = _ROLE.search(names[column].replace("담당자", "").replace("담당 ", ""))
            words = row.get(column, "")
            cell_contacts = in_line(words, full, known, person=True) or _named(words, known, full)
            own = role or (head_role[1] if head_role else "")
            found.extend(
                replace(one, office=office, department=department, role=one.role or own) for one in cell_contacts
            )
        if not people and full:
            found = [replace(known, phone=full)]
        contacts.extend(found)
    return contacts


def _extended(row: dict[int, str], names: dict[int, str], above: str) -> str:
    """The full number of the extension that stands alone in the column for telephones of `row`, by the last full number `above`; "" for none."""
    digits = _first(row, names, _HEADER_PHONE)
    alone = bool(above) and bool(_EXTENSION.fullmatch(digits)) and not _SPECIAL.fullmatch(digits)
    return above[: -len(digits)] + digits if alone else ""


def _named(words: str, known: Contact, full: str) -> list[Contact]:
    """The contact of a cell with a name whose telephone number, `full`, stands in another column; empty where there is no name."""
    name, role, _ = _person(_spread_joined(words), certain=True)
    return [replace(known, name=name, role=role, phone=full)] if name else []


def _first(row: dict[int, str], names: dict[int, str], pattern: re.Pattern[str]) -> str:
    return next((words for column, words in row.items() if pattern.search(names.get(column, ""))), "")


def _at_the_foot(rows: Iterable[dict[int, str]]) -> list[Contact]:
    """The contacts in the table at the foot of a release: offices and departments below each other, one person a row."""
    contacts: list[Contact] = []
    last = Contact()
    lines = [list(row.values()) for row in rows]
    for number, row in enumerate(lines):
        words = _beside_foot_words(row)
        if any(map(_HEAD.match, map(_spread_joined, row))):
            last = _of_head(lines[number:], last)
        found = in_line(words, known=last)
        if found:
            contacts.extend(found)
            last = replace(found[-1], name="", role="", phone="")
        else:
            described = _described(words, last)
            last = Contact(described.office, described.department)
    return contacts


def _of_head(rows: Sequence[Sequence[str]], last: Contact) -> Contact:
    """The office and department of the head in the first of `rows`: those that it names, or else a row below, up to the next head's, because a
    label in the middle of its rows stands beside a later one; those of `last` where none names any.
    """
    below = takewhile(lambda row: not any(map(_HEAD.match, map(_spread_joined, row))), rows[1:])
    for row in (rows[0], *below):
        described = _described(_beside_foot_words(row), last)
        if (described.office, described.department) != (last.office, last.department):
            return Contact(described.office, described.department)
    return last


def _beside_foot_words(row: Sequence[str]) -> str:
    return " ".join(cell for cell in row if not _FOOT_WORDS.match(_spread_joined(cell)))


def _each_once(contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """`contacts` without repetitions: a later one with the same number and name is left out, and one without a name whose number a person has."""
    kept: dict[tuple[str, str], Contact] = {}
    for contact in contacts:
        kept.setdefault((contact.name, contact.phone), contact)
    named = {phone for name, phone in kept if name}
    return tuple(contact for (name, phone), contact in kept.items() if name or phone not in named)
