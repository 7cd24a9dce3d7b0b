"""A follow-up question made complete by the model, where what it writes adds nothing of its own."""

from collections.abc import Callable, Sequence

from chat.verification.facts import facts, squeezed
from chat.verification.parsing import parsed
from chat.writing.model import LanguageModel, ModelFailedError
from chat.writing.prompt import rewrite_messages

Complete = Callable[[str, Sequence[str]], str]

# A rewriting that takes longer is not worth the wait: the rules answer at once (seconds).
_TIMEOUT_S = 6.0
# Questions before the last that are told to the model.
_BEFORE = 3
_LONGEST = 200


def rewritten(question: str, before: Sequence[str], model: LanguageModel, complete: Complete) -> str:
    """`question` as it can be understood without `before` (earlier questions, oldest first).

    By the model where its words all come from the conversation, else by `complete` (the rules). Never fails.
    """
    if not before:
        return question
    try:
        said = model.say(rewrite_messages(question, before[-_BEFORE:]), _TIMEOUT_S)
    except ModelFailedError:
        return complete(question, before)
    made = " ".join(said.split()).strip("\"'“”‘’<>")
    return made if _adds_nothing(made, question, before[-_BEFORE:]) else complete(question, before)


def _adds_nothing(made: str, question: str, before: Sequence[str]) -> bool:
    """Whether `made` is one question, holds the follow-up's own words, and no word that nobody said."""
    if not made or len(made) > _LONGEST or len(made) < len(question) // 2:
        return False
    given = squeezed(" ".join((*before, question)))
    words = [word.form.removesuffix("다") for word in parsed(made).words if word.tag != "OFFICE"]
    own = [word.form.removesuffix("다") for word in parsed(question).words if word.tag != "OFFICE"]
    letters = squeezed(made)
    said_before = {fact.words for one in (*before, question) for fact in facts(one)}
    return (
        all(word in given for word in words)
        and all(word in letters for word in own)
        and all(fact.words in said_before for fact in facts(made))
    )
