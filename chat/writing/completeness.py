"""Whether the text that a model wrote states at least what the extractive answer states."""

from collections.abc import Sequence

from chat.answer import Answer
from chat.composing.draft import CitedSpan
from chat.reading.asked import Asked
from chat.reading.types import CLAUSAL
from chat.verification.fact_match import match_fact
from chat.verification.facts import facts, letters_and_digits
from chat.verification.ground import Ground
from chat.verification.parsing import parsed

_SHARE = 0.6
"""The share of the words marked in the extractive answer that the text must hold, where they are no figure: more than half, for a mark is short. Not
measured.
"""
_SHARE_OF_EXPLANATION, _SHARE_BESIDE_MARKED = 0.6, 0.4
"""The share of an explanation's words that the text must hold: a writer shortens it, but not to something else. The lower share is enough where the
text holds the words that the extractive answer marks. .4 is kept by .70 of the true sentences about a source sentence and by .02 of those about
another one of the source, .6 by .34 and .004 (docs/measurements-llm.md): what falls short is told in the source's own words.
"""
_SHARE_OF_QUESTION = 0.5
"""The words of the question stand in its answer: the text must hold at least this share of those that the extractive answer holds. Not measured: with one
half a question of two words may lose one of them.
"""


def is_complete(text: str, sources: Sequence[CitedSpan], extractive: Answer, asked: Asked) -> bool:
    """Whether `text` (resting on `sources`) states what `extractive` states: it speaks of what was asked, and keeps each
    marked figure and date and most of the words of anything else marked; an explanation (why, how, what is) rests on
    the same sentence and keeps a good part of its words.
    """
    if not text or not _speaks_of(text, extractive, asked):
        return False
    marked = [extractive.text[start:end] for start, end in extractive.marks]
    if not marked or (asked.kinds and set(asked.kinds) <= CLAUSAL):
        keeps_marked = bool(marked) and all(_told(words, text) for words in marked)
        needed = _SHARE_BESIDE_MARKED if keeps_marked else _SHARE_OF_EXPLANATION
        explained = asked.english or _share(extractive.text, text) >= needed
        return _same_source(sources, extractive) and explained
    return all(
        _told(words, text) or (asked.english and not facts(words) and _same_source(sources, extractive))
        for words in marked
    )


def _speaks_of(text: str, extractive: Answer, asked: Asked) -> bool:
    """Whether `text` holds enough of the question's words that `extractive` holds. Always true for a question in another language: it shares
    no words with its source.
    """
    forms = {form for form in asked.forms if len(form) > 1}
    held_before = {form for form in forms if form in letters_and_digits(extractive.text)}
    kept = {form for form in held_before if form in letters_and_digits(text)}
    return asked.english or len(kept) >= _SHARE_OF_QUESTION * len(held_before)


def _share(words: str, text: str) -> float:
    """The share of the content words of `words` that `text` holds; 1 where there are none."""
    forms = {word.form.removesuffix("다") for word in parsed(words).words if word.tag not in ("OFFICE", "PERSON")}
    letters = letters_and_digits(text)
    return sum(form in letters for form in forms) / len(forms) if forms else 1.0


def _told(words: str, text: str) -> bool:
    stated_facts = facts(words)
    if stated_facts:
        ground, nothing = Ground((text,)), parsed("")
        return all(
            fact.value in ground.squeezed if not fact.end else bool(match_fact(fact, ground, nothing).places)
            for fact in stated_facts
        )
    return _share(words, text) >= _SHARE and (
        bool(parsed(words).words) or letters_and_digits(words) in letters_and_digits(text)
    )


def _same_source(sources: Sequence[CitedSpan], extractive: Answer) -> bool:
    return any(
        source.passage.document_id == citation.document_id
        and source.start < citation.end
        and citation.start < source.end
        for source in sources
        for citation in extractive.citations[:1]
    )
