"""What can be proved false of a sentence: it holds no value of the kind asked for, or speaks of another year or month."""

import re

from chat.reading.asked import Asked
from chat.reading.periods import periods_in
from chat.reading.spans import typed_spans
from chat.reading.types import AnswerType
from ingest.document import Document, Passage, Sentence

# Kinds whose answer cannot be mistaken: where one is asked and a sentence holds none, it does not answer by itself.
STRICT = frozenset(
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


def holds_kind(asked: Asked, passage: Passage, sentence: Sentence) -> bool | None:
    """Whether the sentence holds a value of a kind asked for; None where no kind with a form of its own is asked."""
    strict = [slot for slot in asked.slots if slot.kinds and set(slot.kinds) <= STRICT]
    if not strict:
        return None
    kinds = {span.kind for text in _values(passage, sentence) for span in typed_spans(text)}
    return any(kinds & set(slot.kinds) for slot in strict)


def _values(passage: Passage, sentence: Sentence) -> list[str]:
    """The sentence, or the cells of a row, each with its unit."""
    if not sentence.cells:
        return [passage.sentence_text(sentence)]
    return [cell.figure(passage.cell_text(cell)) for cell in sentence.cells]


def in_period(asked: Asked, document: Document, passage: Passage, sentence: Sentence) -> bool | None:
    """Whether the sentence speaks of a year or month that the question names; None where the question names none.

    What stands nearest tells: the row's labels and the sentence, then what it stands under, last the date of the document.
    """
    published = document.metadata.published
    relative = _OTHER_YEARS.search(asked.question)
    wanted = periods_in(asked.question, published.year if published and relative else None)
    text = passage.sentence_text(sentence)
    if not wanted:
        return None
    if relative and relative[0] in text:
        return True
    labels = " / ".join(label for cell in sentence.cells for label in (*cell.row, *cell.column))
    for place in (f"{labels} / {text}", sentence.context, " ".join(passage.heading), document.title):
        own = periods_in(place)
        if own:
            return any(period.holds(other) or other.holds(period) for period in own for other in wanted)
    return published is None or any(published.year == period.first[0] for period in wanted)
