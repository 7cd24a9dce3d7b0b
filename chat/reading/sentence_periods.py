"""The periods that a sentence speaks of, resolved against the day its document was written on."""

import re
from collections.abc import Mapping

from chat.reading.asked import Asked
from chat.reading.findings import Finding
from ingest.document import Document, Passage, Sentence
from ingest.korean.dates import Period, YearFrom, is_date_alone, periods_in
from ingest.letterhead import DISTRIBUTED, PUBLISHED

_COMPARED = re.compile(r"\s?(?:보다|대비|에\s?비해|과\s?비교|와\s?비교)")
"""The words after a period that a sentence only compares with: "'22년보다 1천원 올랐다" says nothing about 2022."""
_ISSUED = re.compile(
    r"\s?(?:에\s?)?(?:이미\s?)?(?:안내|공고|공지|고시|공표|공포|발표|보도|배포|게시|게재|통보|정정)(?:한|했던|하였던|된|됐던|되었던|[,\s]*제\s?\d)"
)
"""The words after the date of another document: "2024년 1월 8일 안내한 신청 기한을 바로잡습니다"."""
_OF_THE_PAPER = re.compile(
    rf"^[\W_]*(?:{PUBLISHED}|{DISTRIBUTED}|정\s?정(?:\s?일자?)?|수\s?정\s?일자?)\s*[\])]?\s*[:：\t ]"
)


def periods_of(document: Document, passage: Passage, sentence: Sentence) -> tuple[Period, ...]:
    """The periods that `sentence`, its context and its labels name, without those it only compares with. Their `start` and `end` are offsets
    in different texts.
    """
    labels = (label for cell in sentence.cells for label in (*cell.row, *cell.column))
    texts = (passage.sentence_text(sentence), sentence.context, *dict.fromkeys(labels))
    written = document.metadata.written
    return tuple(p for text in texts for p in periods_in(text, written) if not _COMPARED.match(text, p.end))


def years_of(document: Document, passage: Passage, sentence: Sentence) -> frozenset[int]:
    """The years that `sentence` may be about: those it names, those of its headings and its document's title, and the year that the document was
    written in. Empty where none of these gives a year.
    """
    written = document.metadata.written
    above = [p for text in (document.title, *passage.heading) for p in periods_in(text, written)]
    named = (*periods_of(document, passage, sentence), *above)
    years = {year for period in named if period.year_from is not YearFrom.DOUBTFUL for year in period.years}
    return frozenset(years | ({written.year} if written else set()))


def is_of_the_paper(text: str) -> bool:
    """Whether the only date of `text` is the day on which its document came out: "보도일시: 2024. 5. 7.(화) 10:00", "정정 2024. 1. 8.", a date
    alone on its line.
    """
    if len(periods_in(text)) != 1:
        return False
    line = next(line for line in text.split("\n") if periods_in(line))
    return bool(_OF_THE_PAPER.match(line) or is_date_alone(line))


def issued_in(text: str) -> tuple[tuple[int, int], ...]:
    """The (start, end) of each date in `text` on which another document came out ("2024년 1월 8일 안내한 신청 기한"); the sentence is not about
    these dates.
    """
    return tuple((p.start, p.end) for p in periods_in(text) if _ISSUED.match(text, p.end))


def years_asked(asked: Asked) -> frozenset[int]:
    """The years that a question surely asks about."""
    return frozenset(year for p in asked.periods if p.year_from is not YearFrom.DOUBTFUL for year in p.years)


def own_years(finding: Finding, documents: Mapping[str, Document]) -> frozenset[int]:
    """The years that a finding may be about (`years_of`); empty where no year is given."""
    return years_of(documents[finding.passage.document_id], finding.passage, finding.sentence)
