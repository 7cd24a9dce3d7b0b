"""A language model's choice among the sentences that were read: those that answer the question, or none of them."""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass

from chat.reading.findings import Finding
from chat.reading.rendering import render
from chat.settings import AnswerSettings
from chat.verification.facts import letters_and_digits
from chat.writing.model import CHOOSE, LanguageModel, ModelFailedError
from chat.writing.prompt import choosing_messages, fitting
from retriever.passage_index import PassageIndex

_MOST = 5
"""The most sentences that a model may choose."""
_LINE = re.compile(r"\W*(\d{1,3})(?:번|번째)?\s*[:：.)\-–]?\s*(.*)")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class NumberedSentences:
    """The sentences that the model is shown, numbered from 1 on: `findings[i]` is sentence i + 1, `lines[i]` its text as shown."""

    findings: tuple[Finding, ...]
    lines: tuple[str, ...]
    messages: tuple[tuple[str, str], ...]


def numbered(
    question: str, findings: Sequence[Finding], index: PassageIndex, settings: AnswerSettings
) -> NumberedSentences:
    """The sentences of the passages of `findings` (best first), of as many as fit (`prompt.fitting`)."""
    placed: list[Finding] = []
    passages: list[tuple[str, list[str]]] = []
    for passage in fitting({finding.passage.id: finding.passage for finding in findings}.values(), settings):
        here = sorted((f for f in findings if f.passage.id == passage.id), key=lambda f: f.sentence.start)
        rendered = render(index.documents[passage.document_id], passage)
        lines = [rendered.text[start:end] for start, end in rendered.sentences]
        passages.append((rendered.text.partition("\n")[0], lines))
        placed.extend(here)  # every sentence of a passage that was read has its finding
    shown = tuple(line for _, lines in passages for line in lines)
    return NumberedSentences(tuple(placed), shown, tuple(choosing_messages(question, passages)))


def chosen(
    question: str, findings: Sequence[Finding], index: PassageIndex, settings: AnswerSettings, model: LanguageModel
) -> tuple[Finding, ...] | None:
    """The findings whose sentences answer `question` in the model's eyes, the most important first; empty where it says that none does. None where it
    fails or what it says is no choice: its words must stand in the sentence that it names. Never raises.
    """
    shown = numbered(question, findings, index, settings)
    try:
        said = model.say(shown.messages, CHOOSE)
    except ModelFailedError as error:
        _log.warning("%s", error)
        return None
    rows = rows_chosen(said, shown.lines)
    return None if rows is None else tuple(shown.findings[row] for row in rows)


def rows_chosen(said: str, lines: Sequence[str]) -> tuple[int, ...] | None:
    """The rows of `lines` (from 0 on) that the model's words `said` name, in its order; empty where it says that none answers, None where its words
    are no choice.
    """
    named = [(int(read[1]) - 1, read[2]) for line in said.splitlines() if (read := _LINE.fullmatch(line.strip()))]
    rows = [row for row, words in named if 0 <= row < len(lines) and _stands_in(words, lines[row])]
    says_none = any(row == -1 for row, _ in named)
    return tuple(dict.fromkeys(rows))[:_MOST] or (() if says_none else None)


def _stands_in(words: str, line: str) -> bool:
    """Whether the `words` stand in the line; white space, signs and case count for nothing."""
    squeezed_words = letters_and_digits(words)
    return bool(squeezed_words) and squeezed_words in letters_and_digits(line)
