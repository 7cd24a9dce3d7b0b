"""The terms of a document's title, headings and sentences, as the morphological analyser gives them: stored, for the next build to reuse."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import Document, Passage
from ingest.korean.hanja import with_readings
from retriever import searched, tokens

FILE = "document_terms.jsonl"
"""File of an index version: one line for each document, in the order of the documents."""


@dataclass(frozen=True, slots=True)
class PassageTerms:
    """The terms of one passage. `heading`: those of its heading path; `sentences`: for each sentence those of its context and those of
    its own words. `words`: the nouns as written.
    """

    heading: list[str]
    sentences: list[tuple[list[str], list[str]]]
    words: list[str]


@dataclass(frozen=True, slots=True)
class DocumentTerms:
    """The terms of one document (`searched.terms`), its passages in order."""

    title: list[str]
    passages: list[PassageTerms]


def terms_of(document: Document, passages: Sequence[Passage]) -> DocumentTerms:
    """The terms of `document` and its `passages`, analysed now: the most costly step after embedding."""
    return DocumentTerms(searched.terms(document.title), [_passage(passage) for passage in passages])


def _passage(passage: Passage) -> PassageTerms:
    sentences = [
        (searched.terms(sentence.context) if sentence.context else [], searched.terms(passage.sentence_text(sentence)))
        for sentence in passage.sentences
    ]
    # The same parts as above, which the analyser still has in its cache; the whole passage would be analysed once more.
    parts = [searched.heading_text(passage), *(passage.sentence_text(sentence) for sentence in passage.sentences)]
    parts += dict.fromkeys(sentence.context for sentence in passage.sentences)
    words = [word for part in parts for _, _, word in tokens.words(with_readings(part))]
    return PassageTerms(searched.terms(searched.heading_text(passage)), sentences, words)


def bag(passage: PassageTerms) -> list[str]:
    """The terms that a passage is searched by: those of its heading and sentences; a context that several sentences share counts once."""
    found = list(passage.heading)
    contexts: set[tuple[str, ...]] = set()
    for context, own in passage.sentences:
        if tuple(context) not in contexts:
            found.extend(context)
        found.extend(own)
        contexts.add(tuple(context))
    return found


def whole_bag(document: DocumentTerms, bags: Sequence[Sequence[str]]) -> list[str]:
    """The terms that a whole document is searched by: those of its title and the `bags` of its passages."""
    return [*document.title, *(term for own in bags for term in own)]


def sentence_terms(passage: PassageTerms) -> list[list[str]]:
    """For each sentence the terms of its context and of its own words, which the close look at a candidate uses (`retriever.rank`)."""
    return [[*context, *own] for context, own in passage.sentences]


def heading_terms(document: DocumentTerms, passage: PassageTerms) -> list[str]:
    """The terms of the title and of the heading path, each once."""
    return list(dict.fromkeys([*document.title, *passage.heading]))


def to_line(terms: DocumentTerms) -> str:
    """`terms` as one line of JSON."""
    passages = [[one.heading, one.sentences, one.words] for one in terms.passages]  # asdict would copy every list
    return json.dumps([terms.title, passages], ensure_ascii=False)


def from_line(line: str | bytes) -> DocumentTerms:
    """The terms that `to_line` wrote.

    Raises:
        ValueError, TypeError: `line` is no such line.
    """
    title, passages = json.loads(line)
    return DocumentTerms(
        title,
        [
            PassageTerms(heading, [(context, own) for context, own in sentences], words)
            for heading, sentences, words in passages
        ],
    )
