"""Finds the contacts in a document: people, departments and telephone numbers, in the layouts that offices use.

Three layouts: a table with a header (부처, 부서, 담당 과장, 담당자), the table at the foot of a release (담당 부서 | ○○과 |
책임자 | 과장 | 홍길동 | (044-...)), and running lines (문의: ○○과 02-..., 홍길동 사무관(☎ 044-...)).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from ingest.blocks import Block, GridCell, Heading, PageStart, Table
from ingest.contact_lines import (
    OFFICE_NAME,
    ONE_ROLE,
    ROLE,
    SPECIAL,
    contact_in,
    in_line,
    person_in,
    phones_in,
    roles_joined,
)
from ingest.document import Contact
from ingest.korean.agencies import named_in
from ingest.korean.telephones import TELEPHONE, telephones_in

_NEXT_PERSON = re.compile(rf"(?:[-○*•]\s?)?(?:(?:책임자|담당자)\s*[:：]?|{ONE_ROLE})\s+(?=\S)")
"""The beginning of a line that names one more person of the department named in the line above."""
_OF_STATUTE = re.compile(r"([가-힣]{2,20})\s?[(（]([가-힣·ㆍ ]{2,30})[)）]\s*,?\s*(?=\(?0\d{1,2}\)?[-. ]?\d{3,4})")
"""The beginning of the line below the title of a law that says who to call: "국토교통부(주택정책과), 044-201-3321"."""
_ASKING = re.compile(
    r"문\s?의|연락처|연락\s?(?:하|주|바)|담당|책임자|☎|☏|전화|Tel|TEL|tel|콜센터|상담|과장|사무관|주무관|서기관|팀장"
)
_OFFICE_ALONE = re.compile(rf"\W*[가-힣][가-힣·\d ]{{1,30}}[\s:：(（]*{TELEPHONE}[)）\s]*")
"""A line of an office or a department and its number, and nothing else ("햇살군청 민원봉사과 (061-555-1100)")."""
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
_EXTENSION = re.compile(r"\d{3,4}")
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
                if len(line) <= _MAX_LINE and (line_contacts := _in_line(line, last)):
                    last = replace(line_contacts[-1], name="", role="", phone="")
                    found.extend(line_contacts)
            last = labelled if labelled.department and last == Contact() else last
        else:
            last = Contact()
        if len(found) >= _MAX_CONTACTS:
            break
    return _each_once(found)


def _in_line(line: str, last: Contact) -> list[Contact]:
    """The contacts in a running line that says who to call, `last` being the one before it; empty for other lines."""
    if _ASKING.search(line) or _OF_STATUTE.match(line):
        return _of_statute(line) or in_line(line, known=last)
    return [one for one in in_line(line) if one.department] if _OFFICE_ALONE.fullmatch(line) else []


def _of_statute(line: str) -> list[Contact]:
    """The contact in the line below the title of a law; empty where `line` is none."""
    found = _OF_STATUTE.match(line)
    numbers = phones_in(line[found.end() :]) if found else []
    if not found or not numbers or numbers[0].start > 1:
        return []
    return [Contact(found[1], " ".join(found[2].split()), phone=number.number) for number in numbers]


def _with_field(contact: Contact, field: re.Match[str]) -> Contact:
    """`contact` with what the line `field` states of it."""
    words = field["value"].strip()
    if field["phone"]:
        numbers = phones_in(words)
        return replace(contact, phone=numbers[0].number if numbers else "")
    if field["department"]:
        office = contact_in(words, Contact()).office
        return Contact(office, words[len(office) :].strip()) if words != office else Contact(department=words)
    name, role, rest = person_in(roles_joined(words), certain=True)
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
    named = tuple(label for label in labels if not _FOOT_WORDS.match(roles_joined(label)))
    return named if all(OFFICE_NAME.fullmatch(label) or named_in(label) for label in named) else ()


def _in_table(text: str, table: Table) -> list[Contact]:
    rows: dict[int, dict[int, str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, {})[cell.column] = " ".join(text[cell.start : cell.end].split())
    if not any(any(telephones_in(words)) for row in rows.values() for words in row.values()):
        return []
    if table.header_rows:
        names = {column: _label(text, table, column) for column in dict.fromkeys(cell.column for cell in table.cells)}
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
    is_rank = field != "role" and bool(ROLE.fullmatch(bare))
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
        if office == department:  # one column for both: "담당기관(부서)"
            office, department = _parted(department)
        known = Contact(office=office, department=department)
        full = next((n.number for words in row.values() for n in phones_in(words)), "") or _extended(row, names, above)
        above = full or above
        role = _first(plain, names, _HEADER_ROLE)
        found: list[Contact] = []
        for column in people:
            head_role = ROLE.search(names[column].replace("담당자", "").replace("담당 ", ""))
            words = row.get(column, "")
            cell_contacts = in_line(words, full, known, person=True) or _named(words, known, full)
            own = role or (head_role[1] if head_role else "")
            found.extend(
                replace(one, office=office, department=department, role=one.role or own) for one in cell_contacts
            )
        if not found and full:  # a column for telephones alone, or masked names ("김*솔")
            found = [replace(known, role=role, phone=full)]
        contacts.extend(found)
    return contacts


def _parted(words: str) -> tuple[str, str]:
    """The office and the department in a cell that names both, or one of them."""
    found = contact_in(words, Contact())
    return (found.office, found.department) if found.office or found.department else ("", words)


def _extended(row: dict[int, str], names: dict[int, str], above: str) -> str:
    """The full number of the extension that stands alone in the column for telephones of `row`, by the last full number `above`; "" for none."""
    digits = _first(row, names, _HEADER_PHONE)
    alone = bool(above) and bool(_EXTENSION.fullmatch(digits)) and not SPECIAL.fullmatch(digits)
    return above[: -len(digits)] + digits if alone else ""


def _named(words: str, known: Contact, full: str) -> list[Contact]:
    """The contact of a cell with a name whose telephone number, `full`, stands in another column; empty where there is no name."""
    name, role, _ = person_in(roles_joined(words), certain=True)
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
        if any(map(_HEAD.match, map(roles_joined, row))):
            last = _of_head(lines[number:], last)
        found = in_line(words, known=last)
        if found:
            contacts.extend(found)
            last = replace(found[-1], name="", role="", phone="")
        else:
            described = contact_in(words, last)
            last = Contact(described.office, described.department)
    return contacts


def _of_head(rows: Sequence[Sequence[str]], last: Contact) -> Contact:
    """The office and department of the head in the first of `rows`: those that it names, or else a row below, up to the next head's, because a
    label in the middle of its rows stands beside a later one; those of `last` where none names any.
    """
    below = takewhile(lambda row: not any(map(_HEAD.match, map(roles_joined, row))), rows[1:])
    for row in (rows[0], *below):
        described = contact_in(_beside_foot_words(row), last)
        if (described.office, described.department) != (last.office, last.department):
            return Contact(described.office, described.department)
    return last


def _beside_foot_words(row: Sequence[str]) -> str:
    return " ".join(cell for cell in row if not _FOOT_WORDS.match(roles_joined(cell)))


def _each_once(contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """`contacts` without repetitions: a later one with the same number and name is left out, and one without a name whose number a person has."""
    kept: dict[tuple[str, str], Contact] = {}
    for contact in contacts:
        kept.setdefault((contact.name, contact.phone), contact)
    named = {phone for name, phone in kept if name}
    return tuple(contact for (name, phone), contact in kept.items() if name or phone not in named)
