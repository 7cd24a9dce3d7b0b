"""The final check of an answer: every quote must stand in its document, every number in a quote."""

import re
from collections.abc import Mapping

from chat.answer import Answer
from ingest.document import Document
from ingest.korean.fact_text import fact_text
from ingest.korean.years import full_years

_NUMBER = re.compile(r"(?:(?<![\w.,)\]~])-(?=\d))?\d+(?:[.,]\d+)*")
_MINUS = str.maketrans("−△▲", "---")
"""The signs of a negative figure: tables of offices have △ or ▲ before it."""
_MARKER = re.compile(r"\[\d+\]")


def unsupported(answer: Answer, documents: Mapping[str, Document], labels: str = "") -> tuple[str, ...]:
    """The parts of `answer` that its citations do not support: quotes that differ from the document, numbers in no quote.

    `labels` are the words that belong to the quotes but stand elsewhere (the headers of a table).
    """
    wrong = [
        citation.quote
        for citation in answer.citations
        if documents[citation.document_id].text[citation.start : citation.end] != citation.quote
    ]
    shown = " ".join(" ".join((citation.quote, *citation.heading)) for citation in answer.citations)
    source, said = (text.translate(_MINUS) for text in (f"{shown} {labels}", _MARKER.sub("", answer.text)))
    have = {*_NUMBER.findall(source), *_NUMBER.findall(full_years(source))}  # "'19" may be written as 2019
    invented = [number for number in _NUMBER.findall(said) if number not in have]
    if invented:  # "5,800억원" may be written as "KRW 580 billion": the value is the same
        values = {*have, *_NUMBER.findall(fact_text(source))}
        invented = [] if values.issuperset(_NUMBER.findall(fact_text(said))) else invented
    return (*wrong, *invented)
