"""Makes a follow-up question complete with the model, where the model adds nothing of its own."""

from collections.abc import Callable, Sequence

from chat.verification.facts import facts, squeezed
from chat.verification.parsing import parsed
from chat.writing.model import LanguageModel, ModelFailedError
from chat.writing.prompt import rewrite_messages

Complete = Callable[[str, Sequence[str]], str]

# Seconds to wait for the model's wording: a longer wait is not worth it, the rules give theirs at once.
_TIMEOUT_S = 6.0
# The most questions before the last that are shown to the model.
_BEFORE = 3
_LONGEST = 200


def rewritten(question: str, before: Sequence[str], model: LanguageModel, complete: Complete) -> str:
    """`question` completed so that it can be understood without `before` (earlier questions, oldest first).

    In the model's wording where its words all come from the conversation, else in that of `complete` (the rules). Never fails.
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
    """Whether `made` is of plausible length, holds the follow-up's own words, and holds no word or figure that nobody said."""
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
