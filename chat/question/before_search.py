"""The checks of a question before anything is searched: each lets the question pass or gives the text that refuses it."""

import unicodedata

from chat import answer_texts
from chat.answer import Status
from chat.question.foreign import language_of, said
from chat.question.intent import Intent, intent_of, is_command
from chat.question.personal_data import MASKED_ONLY, Published, find_personal_data, mask
from chat.settings import AnswerSettings
from ingest.normalise import half_width, visible

_INTENTS = {
    Intent.COMMAND: (Status.BLOCKED, answer_texts.BLOCKED),
    Intent.NOISE: (Status.NOT_A_QUESTION, answer_texts.NOISE),
    Intent.SMALL_TALK: (Status.NOT_A_QUESTION, answer_texts.SMALL_TALK),
    Intent.THANKS: (Status.NOT_A_QUESTION, answer_texts.THANKS),
    Intent.ABOUT_BOT: (Status.NOT_A_QUESTION, answer_texts.ABOUT_BOT),
}


def tidy(question: str) -> str:
    """`question` as one NFC line in half-width characters, without control characters, lone surrogates and invisible characters; each run of
    white space is one space.
    """
    kept = (
        " " if character.isspace() else character
        for character in visible(question)
        if character.isspace() or unicodedata.category(character) not in ("Cc", "Cs", "Co", "Cn")
    )
    return " ".join(half_width("".join(kept)).split())


def unfit(question: str, settings: AnswerSettings) -> str:
    """The sentence, in the question's language, that states why a tidied question cannot be taken (empty, too long); "" where it can."""
    if not question:
        return answer_texts.EMPTY
    if len(question) > settings.max_question_chars:
        limit = settings.max_question_chars
        return said(answer_texts.TOO_LONG, language_of(question), length=len(question), limit=limit)
    return ""


def masked_with_notice(question: str, published: Published) -> tuple[str, str]:
    """`question` with personal data masked, and the notice that refuses it ("" where it may be read on)."""
    found = find_personal_data(question, published)
    if MASKED_ONLY.issuperset(data.kind for data in found):
        return mask(question, found), ""
    kinds = ", ".join(dict.fromkeys(data.kind.value for data in found))
    return mask(question, found), said(answer_texts.PERSONAL_DATA, language_of(question), kinds=kinds)


def refusal_of(question: str, as_read: str) -> tuple[Status, str] | None:
    """The status and text that refuse a message that is no question to the documents; None where it is a question.

    `as_read` is the question with key slips and spelling put right: an order to the bot is looked for in both.
    """
    return _INTENTS.get(intent_of(question if is_command(question) else as_read))
