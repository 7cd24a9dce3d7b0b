"""Checks that show for certain that a sentence is no answer: it holds no value of the kind asked for, or it speaks of another one of a series."""

import re
from collections.abc import Iterable, Iterator

from chat.reading.asked import Asked
from chat.reading.spans import typed_spans
from chat.reading.types import FORMED, AnswerType
from ingest.document import Passage, Sentence
from ingest.korean.time_words import RANGE, plain_quarters

_ADDRESSES = frozenset({AnswerType.PHONE, AnswerType.URL})


def has_kind(asked: Asked, passage: Passage, sentence: Sentence) -> bool | None:
    """Whether the sentence holds a value of a kind asked for; None where no slot asks only for kinds with a form of their own (`FORMED`)."""
    strict = [slot for slot in asked.slots if slot.kinds and set(slot.kinds) <= FORMED]
    if not strict:
        return None
    held = _kinds_in(_values(passage, sentence))
    return any(held & set(slot.kinds) for slot in strict)


def lacks_address(asked: Asked, texts: Iterable[str]) -> bool:
    """Whether the question asks only for telephone numbers or web addresses, and none of `texts` holds one of the kind asked for."""
    kinds = {kind for slot in asked.slots for kind in slot.kinds}
    return bool(kinds) and kinds <= _ADDRESSES and not kinds & _kinds_in(texts)


def _kinds_in(texts: Iterable[str]) -> set[AnswerType]:
    return {span.kind for text in texts for span in typed_spans(text)}


def _values(passage: Passage, sentence: Sentence) -> list[str]:
    """The texts that may hold a value: the sentence, or the cells of a table row, each with its unit."""
    if not sentence.cells:
        return [passage.sentence_text(sentence)]
    return [cell.figure(passage.cell_text(cell)) for cell in sentence.cells]


_NUMBERED = re.compile(
    rf"(?<![\d.,])(\d{{1,4}}(?:\s?(?:{RANGE}|[·ㆍ,])\s?\d{{1,4}})*)\s?(차|회|기|단계|분기|급|학년|유형|등급)(?![가-힣]?\d)"
)
_RANGE = re.compile(rf"(\d+)\s?{RANGE}\s?(\d+)")


def of_another_number(question: str, words: str) -> bool:
    """Whether the question asks about one of a series by its number ("제25차 회의") and `words` name only other numbers of that series."""
    asked, held = set(_numbered(question)), set(_numbered(words))
    series = {name for _, name in held}
    return any(name in series for _, name in asked - held) and not asked & held


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    for found in _NUMBERED.finditer(plain_quarters(text)):
        yield from ((int(number), found[2]) for number in re.findall(r"\d+", found[1]))
        for first, last in _RANGE.findall(found[1]):
            yield from ((number, found[2]) for number in range(int(first), int(last)))
