"""Words a question anew with the model, where the model adds nothing of its own: a follow-up made complete, a question in documents' words."""

import logging
import re
from collections.abc import Sequence

from chat.verification.facts import facts, letters_and_digits
from chat.verification.parsing import parsed
from chat.writing.model import REWORD, LanguageModel, ModelFailedError, PromptMessage
from chat.writing.prompt import completing_messages, rewording_messages
from retriever.embed import Embedder

_LONGEST = 200
_SAME_FROM = 0.45
"""The cosine of a question and its rewording from which they are read together: .995 of 634 good rewordings reach it, and .16 of other questions about
the same document (docs/measurements-llm.md), which have to agree on the best passage too (`search_worded`). A model that knows little Korean must not cost the answer to the citizen's own words.
"""
_HANGUL = re.compile(r"[가-힣]")
_log = logging.getLogger(__name__)


def completed(question: str, before: str, by_rule: str, model: LanguageModel) -> str:
    """The follow-up `question` worded so that it can be understood without the question `before` it: in the model's words where all of them
    come from the two questions, otherwise `by_rule`. Never raises.
    """
    made = _said(completing_messages(question, before), model)
    return made if _adds_nothing(made, question, before) else by_rule


def _adds_nothing(made: str, question: str, before: str) -> bool:
    """Whether `made` is of plausible length, holds the follow-up's own words, and holds no word or figure that nobody said."""
    if not made or len(made) < len(question) // 2:
        return False
    given, letters = letters_and_digits(f"{before} {question}"), letters_and_digits(made)
    return (
        all(word in given for word in _words(made))
        and all(word in letters for word in _words(question))
        and _figures(made) <= _figures(before) | _figures(question)
    )


def _words(text: str) -> list[str]:
    return [word.form.removesuffix("다") for word in parsed(text).words if word.tag != "OFFICE"]


def in_documents_words(question: str, model: LanguageModel, embedder: Embedder) -> str:
    """`question` in the words in which a document would tell what it asks for; "" where the model fails, repeats the question, gives a text
    without Hangul or of another meaning (`_SAME_FROM`), or adds a figure. Never raises.

    A figure may get lost (세 살 becomes 영유아): the question is read in its own words too.
    """
    made = _said(rewording_messages(question), model)
    if made == question or not _HANGUL.search(made) or not _figures(made) <= _figures(question):
        return ""
    asked, worded = (embedder.sentence_queries([text])[0] for text in (question, made))
    return made if float(asked @ worded) >= _SAME_FROM else ""


def _said(messages: Sequence[PromptMessage], model: LanguageModel) -> str:
    """What the model says on one line without quotation marks; "" where it fails or says more than a question."""
    try:
        said = model.say(messages, REWORD)
    except ModelFailedError as error:
        _log.warning("%s", error)
        return ""
    line = " ".join(said.split()).strip("\"'“”‘’<>")
    return line if len(line) <= _LONGEST else ""


def _figures(text: str) -> set[str]:
    """The numbers, dates, telephone numbers and addresses in `text`."""
    return {fact.words for fact in facts(text)}
