"""Misspelt words: a word of a question that no document holds, and that differs little from a word of the documents."""

from collections.abc import Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ingest.korean.keyslip import decomposed
from ingest.korean.morphemes import morphemes
from retriever import tokens
from retriever.passage_index import Vocabulary

# One keystroke in nine may be wrong, but at least one: "운저면허증" (13 keys) for "운전면허증".
_KEYS_FOR_A_SLIP = 9
# Unknown words looked at in one question: each is compared with every word of the documents. Of 1,500 questions at hand none has more than 7.
_MOST = 8
# Shorter words have too many neighbours ("사과" is one key away from "사고").
_SHORTEST = 3


def corrections(text: str, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield (written, meant) for each word of `text` that is to be read as a word of the documents.

    Only words of three letters and more are looked at that no document holds as a whole and of which a part is unknown too. The word
    meant may differ in one keystroke in nine (at least in one) and must begin with the same consonant.
    """
    looked_at = 0
    for start, _, noun in tokens.question_words(text):
        for word in dict.fromkeys([_run(text, start), noun]):
            if not _SHORTEST <= len(word) <= tokens.LONGEST_WORD or not _is_suspicious(word, vocabulary):
                continue
            looked_at += 1
            if meant := _neighbour(word, vocabulary):
                yield word, meant
                break
        if looked_at >= _MOST:
            return


def _run(text: str, start: int) -> str:
    """The letters of `text` from `start` up to the next space or sign: an ending may belong to the misspelt word."""
    end = start
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end]


def _is_suspicious(word: str, vocabulary: Vocabulary) -> bool:
    if vocabulary.count(word) or not all("가" <= letter <= "힣" for letter in word):
        return False
    held = [vocabulary.holds(term) for term in tokens.terms(word)]
    known = all(m.known for m in morphemes(word))
    # A dictionary word that the documents do not hold is an honest question about something else.
    return not all(held) and (not known or len(held) > 1)


def _neighbour(word: str, vocabulary: Vocabulary) -> str:
    keys = decomposed(word)
    allowed = max(1, len(keys) // _KEYS_FOR_A_SLIP)
    nouns = vocabulary.near(keys, allowed)
    near = process.extract(keys, nouns, scorer=OSA.distance, score_cutoff=allowed, limit=None, processor=None)
    fitting = [(distance, -vocabulary.count(noun), noun) for _, distance, noun in near if len(noun) >= _SHORTEST]
    return min(fitting)[2] if fitting else ""
