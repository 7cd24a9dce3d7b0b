"""The terms of a document's titles, headings and sentences: what the morphological analyser gives, kept from build to build."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import Document, Passage
from ingest.korean.hanja import with_readings
from retriever import searched, tokens

FILE = "document_terms.jsonl"
"""In a version: one line for each document, in their order."""


@dataclass(frozen=True, slots=True)
class PassageTerms:
    """`sentences`: for each the terms of its context and its own. `words`: the nouns as written."""

    heading: list[str]
    sentences: list[tuple[list[str], list[str]]]
    words: list[str]


@dataclass(frozen=True, slots=True)
class DocumentTerms:
    """The terms of one document (`searched.terms`), its passages in order."""

    title: list[str]
    passages: list[PassageTerms]


def terms_of(document: Document, passages: Sequence[Passage]) -> DocumentTerms:
    """Analyse it: the costly step after embedding."""
    return DocumentTerms(searched.terms(document.title), [_passage(passage) for passage in passages])


def _passage(passage: Passage) -> PassageTerms:
    sentences = [
        (searched.terms(sentence.context) if sentence.context else [], searched.terms(passage.sentence_text(sentence)))
        for sentence in passage.sentences
    ]
    # Part by part, as above: the analyser remembers what it has just seen, and the whole passage would be analysed once more.
    parts = [searched.heading_text(passage), *(passage.sentence_text(sentence) for sentence in passage.sentences)]
    parts += dict.fromkeys(sentence.context for sentence in passage.sentences)
    words = [word for part in parts for _, _, word in tokens.words(with_readings(part))]
    return PassageTerms(searched.terms(searched.heading_text(passage)), sentences, words)


def bag(passage: PassageTerms) -> list[str]:
    """What a passage is found by: its heading and its sentences; a context that several sentences share counts once."""
    found = list(passage.heading)
    contexts: set[tuple[str, ...]] = set()
    for context, own in passage.sentences:
        if tuple(context) not in contexts:
            found.extend(context)
        found.extend(own)
        contexts.add(tuple(context))
    return found


def whole_bag(document: DocumentTerms, bags: Sequence[Sequence[str]]) -> list[str]:
    """What a whole document is found by: its title and the `bags` of its passages."""
    return [*document.title, *(term for own in bags for term in own)]


def sentence_terms(passage: PassageTerms) -> list[list[str]]:
    """For each sentence the terms of its context and its own: what it is looked at closely by."""
    return [[*context, *own] for context, own in passage.sentences]


def heading_terms(document: DocumentTerms, passage: PassageTerms) -> list[str]:
    """The terms of the title and of the heading path, each once."""
    return list(dict.fromkeys([*document.title, *passage.heading]))


def to_line(terms: DocumentTerms) -> str:
    """As one line of JSON."""
    passages = [[one.heading, one.sentences, one.words] for one in terms.passages]  # asdict would copy every list
    return json.dumps([terms.title, passages], ensure_ascii=False)


def from_line(line: str) -> DocumentTerms:
    """What `to_line` wrote.

    Raises:
        ValueError, TypeError: the line is not one.
    """
    title, passages = json.loads(line)
    return DocumentTerms(
        title,
        [
            PassageTerms(heading, [(context, own) for context, own in sentences], words)
            for heading, sentences, words in passages
        ],
    )
