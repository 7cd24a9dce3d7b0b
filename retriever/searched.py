"""What of a passage and of a sentence is searched: its own words and those that belong to it but stand elsewhere.

Words in Chinese letters are searched by all their readings, too; vectors are made of the usual one alone. A passage's vector is made of
those of its sentences (`vectors.passages_of`).
"""

import re
from functools import lru_cache

from ingest.document import Document, Passage, Sentence
from ingest.korean.hanja import read_out, with_readings
from retriever import tokens


def terms(text: str) -> list[str]:
    """What of a document's `text` is searched and counted (`tokens.terms`)."""
    return tokens.terms(with_readings(text))


def passage_text(passage: Passage) -> str:
    """The heading path, the words, and the labels of its sentences that the words do not repeat."""
    contexts = dict.fromkeys(s.context for s in passage.sentences if s.context)
    return with_readings("\n".join([heading_text(passage), passage.text, *contexts]).strip())


def heading_text(passage: Passage) -> str:
    """The heading path, outermost first."""
    return " ".join(passage.heading)


def sentence_text(passage: Passage, sentence: Sentence) -> str:
    """The labels that the sentence stands under, then its words."""
    return f"{sentence.context} {passage.sentence_text(sentence)}".strip()


def embedded_sentence(passage: Passage, sentence: Sentence) -> str:
    """What a sentence's vector is made of."""
    return read_out(sentence_text(passage, sentence))


@lru_cache(maxsize=512)
def squeezed(text: str) -> str:
    """`text` without spaces and thousands' commas, in lower case: where a name is looked for however it is spaced."""
    return re.sub(r"\s+|(?<=\d),(?=\d{3})", "", text).lower()


def squeezed_document(document: Document) -> str:
    """The title, the office and the text of `document`, `squeezed`."""
    return squeezed_title(document) + squeezed(with_readings(document.text))


def squeezed_title(document: Document) -> str:
    """The title and the office of `document`, `squeezed`."""
    return squeezed(with_readings(f"{document.title} {document.metadata.office}"))
