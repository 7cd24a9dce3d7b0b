"""What can be proved false of a sentence: it holds no value of the kind asked for."""

from chat.reading.asked import Asked
from chat.reading.spans import typed_spans
from chat.reading.types import AnswerType
from ingest.document import Passage, Sentence

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
