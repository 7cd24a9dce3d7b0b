"""What an answer says about time: its date in full, and whether that is past, now or to come as of today."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from chat import answer_texts
from chat.reading.asked import Asked
from chat.reading.findings import Finding
from chat.reading.sentence_periods import own_years, years_asked
from chat.reading.slots import Slot
from chat.reading.types import AnswerType
from chat.reading.values import bare_span, cells_to_tell
from ingest.document import Document
from ingest.korean.dates import Edge, Period, Precision, YearFrom, periods_in
from ingest.korean.morphemes import PAST
from ingest.korean.time_words import FIRST_MONTH_OF_HALF, SPOKEN_YEAR_WORDS
from ingest.korean.words import words
from retriever.articles import articles_in

_NOT_A_DAY = frozenset({"요일", "세기"})
"""Units and nouns that are asked for like dates but not answered by one: day of the week, century."""

_BOTH_ENDS = re.compile(r"언제부터\s(?:\S+\s)?언제까지")
"""A question that asks for one period with two interrogatives (from when until when)."""


@dataclass(frozen=True, slots=True)
class Dated:
    """The time that answers a question. `words`: the time in full ("2022년 7월 28일부터"); `standing`: whether it is past, now or to come as of
    today ("지난 날짜입니다"), "" where that goes without saying.
    """

    words: str
    standing: str

    @property
    def sentence(self) -> str:
        """`words` and `standing` as one statement."""
        return f"{self.words}입니다({self.standing})." if self.standing else f"{self.words}입니다."


def dated(asked: Asked, finding: Finding, document: Document, today: dt.date) -> Dated | None:
    """The time that answers `asked`; None where the question does not ask for one date, or it is doubtful which time is meant."""
    if _BOTH_ENDS.search(asked.question):
        asked = replace(asked, slots=asked.slots[:1])
    if len(asked.slots) != 1 or not _asks_for_a_date(asked.slots[0]):
        return None
    period = _period_told(asked, finding, document.metadata.written)
    if period is None or period.year_from is YearFrom.DOUBTFUL or period.precision is Precision.ROUGH:
        return None
    if period.year_from is not YearFrom.TOLD and _is_of_a_rule(finding):
        return None
    return _dated(period, asked, document, today)


def _dated(period: Period, asked: Asked, document: Document, today: dt.date) -> Dated:
    looking_back = document.metadata.written is not None and period.last < document.metadata.written
    return Dated(in_words(period), "" if looking_back or _of_the_past(asked) else standing(period, today))


def _asks_for_a_date(slot: Slot) -> bool:
    return slot.kinds[:1] == (AnswerType.DATE,) and not {slot.unit, slot.head} & _NOT_A_DAY


def _is_of_a_rule(finding: Finding) -> bool:
    """Whether the finding stands in an article: a rule holds every year, and what it calls "전년도" or "3월" is of every year."""
    return any(map(articles_in, finding.passage.heading))


@dataclass(frozen=True, slots=True)
class TimeRemarks:
    """The remarks on time that an answer makes in the service's own words.

    `lead`: a sentence before it. `dated`: its date. `older`: the finding in which an older document says something else, written in `older_year`.
    Where no date is told: `dates`, those that its sentences leave without a year, where one was asked for, and `meant`, the words for a year that mean
    another one today, each with the year that it means.
    """

    lead: str = ""
    dated: Dated | None = None
    older: Finding | None = None
    older_year: str = ""
    dates: tuple[Dated, ...] = ()
    meant: tuple[tuple[str, int], ...] = ()

    @property
    def words(self) -> str:
        """The words of all remarks, for the final check: their figures are in no quote."""
        return " ".join((self.lead, self.dated.words if self.dated else "", self.older_year))

    @classmethod
    def of(
        cls,
        asked: Asked,
        findings: Sequence[Finding],
        older: Finding | None,
        documents: Mapping[str, Document],
        today: dt.date,
    ) -> "TimeRemarks":
        """The remarks for an answer made of `findings`; its date is given in full only where they are one sentence."""
        document = documents[findings[0].passage.document_id]
        date = dated(asked, findings[0], document, today) if len(findings) == 1 else None
        written = documents[older.passage.document_id].metadata.written if older else None
        dates = () if date else tuple(dict.fromkeys(_dates_without_year(asked, findings, documents, today)))
        meant = () if date else tuple(dict.fromkeys(_years_meant(findings, documents, today, alone=bool(dates))))
        older_year = str(written.year) if written else ""
        return cls(other_year(asked, findings[:1], documents), date, older, older_year, dates, meant)


def _dates_without_year(
    asked: Asked, findings: Sequence[Finding], documents: Mapping[str, Document], today: dt.date
) -> Iterator[Dated]:
    """Yield the dates that the sentences of `findings`, written in another year than today's, state without it, where `asked` asks for a date. One
    whose limits custom sets ("11월 말") keeps its words.
    """
    if not any(map(_asks_for_a_date, asked.slots)):
        return
    for finding, written in _of_other_years(findings, documents, today):
        for period in filter(_lacks_year, periods_in(finding.text, written)):
            date = _dated(period, asked, documents[finding.passage.document_id], today)
            as_written = f"{period.first.year}년 {finding.text[period.start : period.end]}{period.edge}"
            yield replace(date, words=as_written) if period.precision is Precision.ROUGH else date


def _lacks_year(period: Period) -> bool:
    """Whether a period, shorter than a year, is stated without its year, and this is known."""
    if period.precision is Precision.ROUGH:
        return period.year_from is YearFrom.ASSUMED and period.first.year == period.last.year
    return period.precision is not Precision.YEAR and period.year_from in (YearFrom.ASSUMED, YearFrom.COUNTED)


def _years_meant(
    findings: Sequence[Finding], documents: Mapping[str, Document], today: dt.date, alone: bool
) -> Iterator[tuple[str, int]]:
    """Yield the words for a year in `findings` that count from another year than today's, each with the year that it means; with `alone` only those
    that no month or day follows.
    """
    for finding, written in _of_other_years(findings, documents, today):
        for period in periods_in(finding.text, written):
            said = next(filter(finding.text[period.start : period.end].startswith, SPOKEN_YEAR_WORDS), "")
            is_meant = period.year_from is YearFrom.COUNTED and (period.precision is Precision.YEAR or not alone)
            if said and is_meant:
                yield said, period.first.year


def _of_other_years(
    findings: Sequence[Finding], documents: Mapping[str, Document], today: dt.date
) -> Iterator[tuple[Finding, dt.date]]:
    """Yield those of `findings` that were written in another year than today's, and are no rules, each with the day of writing."""
    for finding in findings:
        written = documents[finding.passage.document_id].metadata.written
        if written and written.year != today.year and not _is_of_a_rule(finding):
            yield finding, written


def other_year(asked: Asked, findings: Sequence[Finding], documents: Mapping[str, Document]) -> str:
    """The sentence that all `findings` speak of other years than the one asked about, with the year of the first; "" where one of them speaks of
    that year or its own year is unknown, and where no year is asked about.
    """
    wanted = years_asked(asked)
    if not wanted:
        return ""
    spoken = [own_years(finding, documents) for finding in findings]
    if not all(spoken) or any(years & wanted for years in spoken):
        return ""
    document = documents[findings[0].passage.document_id]
    in_title = [year for period in periods_in(document.title) for year in period.years]
    written = document.metadata.written
    if in_title:
        sentence, told = answer_texts.OTHER_YEAR_IN_TITLE, in_title[0]
    elif written:
        sentence, told = answer_texts.OTHER_YEAR_WRITTEN, written.year
    else:
        sentence, told = answer_texts.OTHER_YEAR_SPOKEN_OF, max(spoken[0])
    period = next(p for p in asked.periods if p.year_from is not YearFrom.DOUBTFUL)
    return sentence.format(asked=_called(asked, period), told=f"{told}년")


def _called(asked: Asked, period: Period) -> str:
    """The period asked about in words: "2023년", or "작년(2025년)" where the question counts from today."""
    meant = in_words(replace(period, edge=Edge.NONE))
    said = asked.question[period.start : period.end].strip()
    return f"{said}({meant})" if period.year_from is YearFrom.COUNTED else meant


def _period_told(asked: Asked, finding: Finding, written: dt.date | None) -> Period | None:
    """The period at the value that answers by itself; in a table row, the period in its only cell to show. None where there is not exactly one."""
    if finding.sentence.cells:
        cells = cells_to_tell(asked, finding)
        found = periods_in(finding.passage.cell_text(cells[0]), written) if len(cells) == 1 else ()
    else:
        text = finding.passage.sentence_text(finding.sentence)
        start, end = bare_span(asked, finding) or (0, 0)
        found = tuple(p for p in periods_in(text, written) if p.start < end and start < p.end)
    return found[0] if len(found) == 1 else None


def _of_the_past(asked: Asked) -> bool:
    """Whether the question itself is in the past tense ("얼마였나요?")."""
    return any(m.tag == "EP" and m.form in PAST for word in words(asked.question) for m in word.morphemes)


def in_words(period: Period) -> str:
    """`period` in words: "2022년 7월 28일부터", "2023년 6월 3일부터 6월 11일까지", "2022년 상반기"; the year is written once."""
    first = _named(period.first, period.precision)
    last = _named(period.last, period.precision)
    if first == last:
        return first + period.edge
    if period.first.year == period.last.year:
        last = last.split(" ", 1)[-1]
    return f"{first}부터 {last}까지"


def _named(day: dt.date, precision: Precision) -> str:
    match precision:
        case Precision.YEAR:
            return f"{day.year}년"
        case Precision.HALF:
            *_, half = (name for name, first in FIRST_MONTH_OF_HALF.items() if first <= day.month)
            return f"{day.year}년 {half}"
        case Precision.QUARTER:
            return f"{day.year}년 {(day.month + 2) // 3}분기"
        case Precision.MONTH:
            return f"{day.year}년 {day.month}월"
        case _:
            return f"{day.year}년 {day.month}월 {day.day}일"


def standing(period: Period, today: dt.date) -> str:
    """Whether `period` is past, now or to come as of `today`, in one short statement."""
    if period.edge is Edge.FROM:
        told = answer_texts.TO_COME if today < period.first else answer_texts.PAST
        return (answer_texts.NOW if period.first == period.last == today else told)["시작"]
    what = "기한" if period.edge is Edge.UNTIL else _what(period)
    if period.last < today:
        return answer_texts.PAST[what]
    if today < period.first and period.edge is not Edge.UNTIL:
        return answer_texts.TO_COME[what]
    if period.edge is Edge.UNTIL and today < period.last:
        return answer_texts.TO_COME[what]
    return answer_texts.NOW[what]


def _what(period: Period) -> str:
    if period.precision is not Precision.DAY:
        return "시기"
    return "날짜" if period.first == period.last else "기간"
