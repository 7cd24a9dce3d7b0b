"""Whether a passage holds a fact, and where."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from chat.verification.facts import Date, Fact, FactKind
from chat.verification.ground import Ground
from chat.verification.parsing import ParsedSentence, parsed
from ingest.korean.numbers import amount
from ingest.korean.units import but_kinds, plain_units
from ingest.korean.years import full_year
from ingest.unit_notes import UNIT_NOTE

_LABEL = re.compile(
    rf"\((?:{UNIT_NOTE})?(?P<scale>[십백천]?[만억조]?)\s?(?P<unit>{but_kinds('order', 'group', 'date')})(?=[,)/\s])"
)

# The words after a bare day that is only the day of the report ("8일 밝혔다").
_SAID_ON = re.compile(r"\s?(?:밝|전했|발표|말했|설명했|알렸)")
_A_PERSON = re.compile(r"1?\s?인당|1?\s?명당|1인(?!승)")
_OPPOSITE = ({"<=", ">"}, {"<", ">="})
# The words after a figure, up to the next border.
_UP_TO = re.compile(r"[^,.(;|※]*")
_DENIAL = re.compile(r"제외|않|못|없|불가|금지|아니")


@dataclass(frozen=True, slots=True)
class FactPlace:
    """A place of a fact in a passage: `fact` stands in the sentence `line`, number `sentence` of `ground.sentences`; -1 where it stands in the words around
    the passage (title, headings).
    """

    sentence: int
    line: ParsedSentence
    fact: Fact


@dataclass(frozen=True, slots=True)
class FactMatch:
    """The places that hold a fact. Where there are none, `wrong` names what differs in the places that hold its value: "unit", "edge" (미만 for 이하),
    "per" (for each person, for each month), or "" (the value stands nowhere).
    """

    places: tuple[FactPlace, ...]
    wrong: str = ""


@lru_cache(maxsize=512)
def parsed_sentences(ground: Ground) -> tuple[tuple[int, ParsedSentence], ...]:
    """(number, parsed sentence) for every sentence of `ground`, with "7.28." as a number and, where that differs, again as a date."""
    found: list[tuple[int, ParsedSentence]] = []
    for number, sentence in enumerate(ground.sentences):
        readings = (parsed(sentence), parsed(sentence, short_dates=True))
        found += [(number, reading) for reading in dict.fromkeys(readings)]
    return tuple(found)


@lru_cache(maxsize=512)
def _days_of(ground: Ground) -> frozenset[tuple[int | None, int | None]]:
    """The (month, day) of every date in the sentences."""
    return frozenset((f.date.month, f.date.day) for _, read in parsed_sentences(ground) for f in read.facts if f.date)


def match_fact(fact: Fact, ground: Ground, around: ParsedSentence, claim: ParsedSentence | None = None) -> FactMatch:
    """The places where `ground` or the words `around` it hold `fact` of `claim`. Not for words in quotes and for
    addresses: a parsed sentence holds no facts of these kinds, and the callers look for them in the text of the whole passage.
    """
    same_value: list[FactPlace] = []
    same_unit: list[FactPlace] = []
    for number, read in (*parsed_sentences(ground), (-1, around)):
        for other in read.facts:
            labelled = _same_under_label(fact, other, read, around)
            if not labelled and not _same_value(fact, other, ground, read):
                continue
            place = FactPlace(number, read, other)
            same_value.append(place)
            if labelled or _same_unit(fact, other, read, ground):
                same_unit.append(place)
    if not same_value or not same_unit:
        return FactMatch((), "unit" if same_value else "")
    edged = [place for place in same_unit if not _limits_differ(fact, claim, place)]
    if not edged:
        return FactMatch((), "edge")
    counted = [place for place in edged if not _conflict(fact.per, place.fact.per)]
    return FactMatch(tuple(counted), "" if counted else "per")


def _same_value(fact: Fact, other: Fact, ground: Ground, read: ParsedSentence) -> bool:
    if fact.date:
        if other.date is None:
            return _is_short_year(other, fact.date) or _is_bare_date(other, fact.date, ground, read)
        return _same_date(fact.date, other.date, ground)
    if fact.kind in (FactKind.NUMBER, FactKind.PERCENT):
        if other.date:
            day = "일" in fact.units and str(other.date.day) == fact.value
            return day or (
                "년" in fact.units and bool(other.date.year) and str(other.date.year)[2:] == fact.value.zfill(2)
            )
        return other.kind in (FactKind.NUMBER, FactKind.PERCENT) and _measure(fact) & _measure(other) != set()
    if fact.kind is FactKind.TIME and other.kind is FactKind.TIME:
        return fact.value == other.value or _half_day_apart(fact.value, other.value)
    return fact.kind is other.kind and fact.value == other.value


def _same_date(fact: Date, other: Date, ground: Ground) -> bool:
    if fact.year and fact.year != other.year and (other.year or fact.year not in ground.years or not fact.month):
        return False
    return (not fact.month or fact.month == other.month) and (not fact.day or fact.day == other.day)


def _same_under_label(fact: Fact, other: Fact, read: ParsedSentence, around: ParsedSentence) -> bool:
    """Whether a bare figure of a table or a series is the fact by its label "(조원)", "(단위: 만명)": 16.9 is 16.9조원."""
    numeric = fact.kind in (FactKind.NUMBER, FactKind.PERCENT) and other.kind is FactKind.NUMBER and not other.units
    if not numeric or "/" in fact.value + other.value:
        return False
    labels = [m for text in (read.text, around.text) for m in _LABEL.finditer(text)]
    return any(
        label["unit"] in fact.units and Decimal(other.value) * (amount(label["scale"]) or 1) == Decimal(fact.value)
        for label in labels
    )


def _is_short_year(other: Fact, date: Date) -> bool:
    """Whether `other` is the year of `date` in two digits: "22년" without an apostrophe, for 2022."""
    return "년" in other.units and len(other.value) == 2 and not date.month and str(date.year) == full_year(other.value)


def _is_bare_date(other: Fact, date: Date, ground: Ground, read: ParsedSentence) -> bool:
    """Whether `other` is a short form of `date`: "2025" at the head of a column, or "13일" of a date that stands in full elsewhere or is in the
    month of publication.
    """
    if other.kind is not FactKind.NUMBER:
        return False
    if date.day:
        if "일" not in other.units or other.value != str(date.day) or _SAID_ON.match(read.text, other.end):
            return False
        return (date.month, date.day) in _days_of(ground) or f"-{date.month:02d}-" in ground.published
    return not other.units and not date.month and other.value == str(date.year)


def _measure(fact: Fact) -> set[tuple[Decimal | str, str]]:
    """The value of a fact as (value, unit): as it is, and in the base unit of what it measures: 2주 is 14일, 2.4톤 is 2,400kg."""
    measures: set[tuple[Decimal | str, str]] = {(fact.value, "")}
    if "/" not in fact.value:
        known = (plain_units()[name] for name in fact.units if name in plain_units())
        measures |= {(Decimal(fact.value) * unit.factor, unit.base) for unit in known if unit.base}
    return measures


def _half_day_apart(value: str, other: str) -> bool:
    """Whether `value` is twelve hours after `other`: "18:00" for a "6:00" whose 오후 stood before an earlier hour."""
    hour, minute = value.split(":")
    other_hour, other_minute = other.split(":")
    return minute == other_minute and int(hour) == int(other_hour) + 12


def _same_unit(fact: Fact, other: Fact, read: ParsedSentence, ground: Ground) -> bool:
    if fact.kind not in (FactKind.NUMBER, FactKind.PERCENT) or not fact.units or other.date:
        return True
    if not other.units:
        # A bare figure in a table: the unit stands in a label. Hundreds of millions without a unit are won (6,140억 투자).
        if "원" in fact.units and other.value.isdigit() and int(other.value) >= 10**8:
            return True
        if any(unit in other.beside or other.before.endswith(unit) for unit in fact.units):
            return True  # "평점 3.2 (4.5 만점)"
        return other.kind is fact.kind and any(
            _labels(unit, text) for unit in fact.units for text in (read.text, ground.around)
        )
    if fact.value != other.value:
        return True  # compared by what they measure
    return _alike(fact.units, other.units) or _counts_the_same(fact, other) or _counts_the_same(other, fact)


def _counts_the_same(fact: Fact, other: Fact) -> bool:
    """Whether the word after one figure stands before the other: "3자녀" and "자녀가 3명"."""
    return len(other.before) > 1 and fact.beside.startswith(other.before)


def tells_no_such_day(fact: Fact, ground: Ground) -> bool:
    """Whether the fact counts days ("당일") and no sentence of the source does: then the word is a way of speaking and no claim."""
    return "날" in fact.units and not any("날" in f.units for _, read in parsed_sentences(ground) for f in read.facts)


def only_says_each(fact: Fact, ground: Ground) -> bool:
    """Whether the figure is the 1 of "한 달", "한 건에" in the sense of "each": no sentence of the source counts this unit, or the source states an amount
    for each person or for each unit.
    """
    source_facts = (other for _, read in parsed_sentences(ground) for other in read.facts)
    return (
        fact.kind is FactKind.NUMBER
        and fact.value == "1"
        and bool(fact.units)
        and (
            not any(fact.units & other.units for other in source_facts)
            or ("사람" in fact.units and any(_A_PERSON.search(sentence) for sentence in ground.sentences))
            or any(f"{unit}당" in sentence for unit in fact.units for sentence in ground.sentences)
        )
    )


def _alike(units: frozenset[str], others: frozenset[str]) -> bool:
    known = plain_units()
    pairs = ((known[unit], known[other]) for unit in units & known.keys() for other in others & known.keys())
    return bool(units & others) or any(unit.is_like(other) for unit, other in pairs)


def _labels(unit: str, text: str) -> bool:
    """Whether `unit` stands in a label of `text`: "수거량(톤)", "단위: 명"."""
    return bool(re.search(rf"(?:\((?:[^()]*[\s:,/])?|{UNIT_NOTE}){re.escape(unit)}(?=[\s,/)]|$)", text))


def _limits_differ(fact: Fact, claim: ParsedSentence | None, place: FactPlace) -> bool:
    """Whether the limits differ (이상 written as 이하 or 초과); "5명 이상은 받지 않는다" may be written as "5명 미만이면 받는다"."""
    if not _conflict(fact.edge, place.fact.edge):
        return False
    opposite = {fact.edge, place.fact.edge} in _OPPOSITE
    return not (opposite and claim is not None and _denied(claim, fact) != _denied(place.line, place.fact))


def _denied(read: ParsedSentence, fact: Fact) -> bool:
    words_after = _UP_TO.match(read.text, fact.end)
    return bool(words_after and _DENIAL.search(words_after[0]))


def _conflict(said: str, source: str) -> bool:
    return bool(said) and bool(source) and said != source
