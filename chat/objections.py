"""What speaks against a finding: the near misses, where the matter is there but not what is asked of it."""

import re
from enum import Enum

from chat.findings import Finding
from chat.reading.asked import Asked, Slot
from chat.reading.attributes import is_generic, names_of
from chat.reading.periods import periods_in
from chat.reading.types import CLAUSAL, UNIT_TYPES, AnswerType
from chat.reading.units import count_the_same, is_discrete, unit_of
from chat.reading.words import is_noun, words
from ingest.document import Cell, Document
from ingest.morphemes import morphemes
from retriever.agencies import named_in


class Objection(Enum):
    """Why a finding does not answer."""

    KIND = "no such value"
    UNIT = "something else is counted"
    PERIOD = "another year or month"
    BOUND = "an amount, but not the limit or the share of each that is asked"
    AGENCY = "another agency"
    ATTRIBUTE = "another attribute of the matter"


# Kinds whose answer cannot be mistaken: where one is asked and the reading holds none, it is no answer.
_STRICT = frozenset(
    {
        AnswerType.MONEY,
        AnswerType.DATE,
        AnswerType.TIME,
        AnswerType.PERCENT,
        AnswerType.PHONE,
        AnswerType.URL,
        AnswerType.COUNT,
        AnswerType.DURATION,
    }
)
# Years told from the document's own; 올해 is left out, since documents say it of themselves.
_OTHER_YEARS = re.compile(r"작년|지난해|재작년|내년")
# A question for a limit or for each one's share, and the words by which a text tells such.
_BOUNDS = (
    (re.compile(r"최대|한도|상한|최고"), re.compile(r"최대|한도|상한|최고|이내|이하|까지|미만")),
    (re.compile(r"최소|하한|최저"), re.compile(r"최소|하한|최저|이상|부터|초과")),
    (
        re.compile(r"[가-힣\d]당(?=\s|\d)|1인|한\s*(?:명|사람|곳|가구|기업|회사)\s*(?:에|이)?\s*(?:당|얼마)"),
        re.compile(r"당|1인|씩|각\s?\d|별"),
    ),
)
# Labels of columns that count without saying a unit.
_COUNT_LABELS = re.compile(r"인원|정원|[가-힣]수(?:$|[\s(])|규모|건수|합계|계$|명|개소")


def objection(asked: Asked, finding: Finding, document: Document) -> Objection | None:
    """The first thing that speaks against `finding`, None where nothing does."""
    slot = finding.slot
    if slot and slot.kinds and set(slot.kinds) <= _STRICT and not finding.reading.matched:
        return Objection.KIND
    if slot and _another_unit(slot, finding):
        return Objection.UNIT
    if _another_period(asked, finding, document):
        return Objection.PERIOD
    if slot and slot.kinds and slot.kinds[0] in _STRICT and _no_bound(asked, finding):
        return Objection.BOUND
    if _another_agency(asked, finding, document):
        return Objection.AGENCY
    if slot and not asked.english and _another_attribute(asked, slot, finding, document):
        return Objection.ATTRIBUTE
    return None


def cell_of(finding: Finding) -> Cell | None:
    """The table cell that the reading is or lies in; its offsets are those of the candidate's text."""
    reading = finding.reading
    return next((c for c in reading.candidate.cells if c.start <= reading.start and reading.end <= c.end), None)


def _another_unit(slot: Slot, finding: Finding) -> bool:
    """Whether the figure counts something else than asked: 33제곱미터 for 몇 곳, 2만 개 for a price."""
    reading = finding.reading
    if not reading.matched:
        return False
    cell = cell_of(finding)
    unit = unit_of(reading.text) or (cell.unit if cell else "")
    if slot.unit and cell and not unit and reading.text.replace(",", "").isdigit():
        labels = " ".join((*cell.row, *cell.column))
        return slot.unit not in labels and not _COUNT_LABELS.search(labels)
    if slot.unit:
        return not count_the_same(slot.unit, unit)
    return slot.kinds[0] is AnswerType.MONEY and is_discrete(unit)


def _another_period(asked: Asked, finding: Finding, document: Document) -> bool:
    """Whether the question names a year or month, and the sentence, its labels or its place only others."""
    published = document.metadata.published
    relative = _OTHER_YEARS.search(asked.question)
    wanted = periods_in(asked.question, published.year if published and relative else None)
    candidate = finding.reading.candidate
    if not wanted or (relative and relative[0] in candidate.text):
        return False
    cell = cell_of(finding)
    if cell and any(periods_in(label) for label in (*cell.row, *cell.column)):
        return finding.reading.vetoed
    for place in (candidate.text, candidate.context, " ".join(finding.hit.passage.heading), document.title):
        own = periods_in(place)
        if own:
            return not any(period.holds(other) or other.holds(period) for period in own for other in wanted)
    return published is not None and all(published.year != period.first[0] for period in wanted)


def _no_bound(asked: Asked, finding: Finding) -> bool:
    candidate = finding.reading.candidate
    cell = cell_of(finding)
    labels = " ".join((*cell.row, *cell.column)) if cell else ""
    near = f"{candidate.context} {candidate.text} {labels}"
    return any(wanted.search(asked.question) and not told.search(near) for wanted, told in _BOUNDS)


def _another_agency(asked: Asked, finding: Finding, document: Document) -> bool:
    """Whether the question names a central agency that the document never names."""
    named = named_in(asked.question)
    if not named:
        return False
    texts = (document.metadata.office, document.title, document.text)
    return not any(name in text for agency in named for name in agency.names for text in texts)


def _another_attribute(asked: Asked, slot: Slot, finding: Finding, document: Document) -> bool:
    """Whether the noun that names what is asked stands nowhere near the finding, under none of its names."""
    attribute = attribute_of(asked, slot)
    if len(attribute) < 2 or is_generic(attribute):
        return False
    near = nearby(finding, document)
    if any(squeezed(name) in near for name in names_of(attribute)):
        return False
    # A compound may stand in pieces ("기업·기관" as 기업기관): all its nouns, or one side of a middle dot.
    parts = [part for part in re.split(r"[·ㆍ・/,]", attribute) if part]
    if len(parts) > 1:
        return not any(squeezed(part) in near for part in parts)
    nouns = [m.form for m in morphemes(attribute) if is_noun(m)]
    return len(nouns) < 2 or not all(len(noun) > 1 and squeezed(noun) in near for noun in nouns)


def nearby(finding: Finding, document: Document) -> str:
    """The words around a finding, without white space, in lower case: its passage, headings, labels and title."""
    passage = finding.hit.passage
    return squeezed("".join((passage.text, *passage.heading, *(s.context for s in passage.sentences), document.title)))


def squeezed(text: str) -> str:
    """`text` without white space, in lower case."""
    return "".join(text.split()).lower()


def attribute_of(asked: Asked, slot: Slot) -> str:
    """The noun that names what is asked: the slot's own, or the one right before the gap ("완공은 언제"); "" for none.

    Why and how ask of what is done, not of a noun; a place or a time before the gap is no attribute.
    """
    if slot.head:
        return "" if slot.head in UNIT_TYPES else slot.head
    if asked.english or not slot.kinds or slot.kinds[0] in CLAUSAL:
        return ""
    before = [word for word in words(asked.question) if word.end <= slot.start]
    for word in reversed(before):
        if word.predicate or word.particle not in ("", "은", "이"):
            return ""
        nouns = [m for m in word.morphemes if is_noun(m) and m.tag not in ("NNB", "NP", "SN", "NR")]
        if nouns and not periods_in(asked.question[word.start : word.end], 2000):
            return asked.question[nouns[0].start : nouns[-1].end]
    return ""
