"""Does what a model wrote tell at least what the extractive answer tells?"""

from collections.abc import Sequence

from chat.answer import Answer
from chat.asked import Asked
from chat.draft import Source
from chat.read_types import CLAUSAL
from chat.verification.facts import facts, squeezed
from chat.verification.ground import Ground
from chat.verification.hold import held
from chat.verification.line import line

# Of the words that the extractive answer marks, this share must be told again where they are no figure.
_SHARE = 0.6


def enough(text: str, sources: Sequence[Source], extractive: Answer, asked: Asked) -> bool:
    """Whether `text` (resting on `sources`) keeps every marked word of `extractive`: each figure and date, and most of
    the words of anything else. An explanation (why, how, what is) is enough where it rests on the same sentence.
    """
    marked = [extractive.text[start:end] for start, end in extractive.marks]
    if asked.kinds and set(asked.kinds) <= CLAUSAL:
        return _same_source(sources, extractive) or (bool(marked) and all(_told(words, text) for words in marked))
    if not marked:
        return _same_source(sources, extractive)
    return all(
        _told(words, text) or (asked.english and _same_source(sources, extractive) and not facts(words))
        for words in marked
    )


def _told(words: str, text: str) -> bool:
    told = facts(words)
    if told:
        ground, nothing = Ground((text,)), line("")
        return all(
            fact.value in ground.squeezed if not fact.end else bool(held(fact, ground, nothing).places) for fact in told
        )
    forms = [word.form.removesuffix("다") for word in line(words).words if word.tag != "OFFICE"]
    letters = squeezed(text)
    if not forms:
        return squeezed(words) in letters
    return sum(form in letters for form in forms) >= _SHARE * len(forms)


def _same_source(sources: Sequence[Source], extractive: Answer) -> bool:
    return any(
        source.passage.document_id == citation.document_id
        and source.start < citation.end
        and citation.start < source.end
        for source in sources
        for citation in extractive.citations[:1]
    )
