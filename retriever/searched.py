"""The text by which a passage or a sentence is searched: its own words and those that belong to it but stand elsewhere.

Words in Chinese letters are searched by all their readings, too; vectors are made from the usual reading alone. A passage's vector is
made from those of its sentences (`vectors.passages_of`).
"""

import hashlib
import re
from functools import lru_cache

from ingest.document import Document, Passage, Sentence
from ingest.korean.figures import in_one_form
from ingest.korean.hanja import read_out, with_readings
from ingest.korean.units import read_as
from retriever import tokens


def terms(text: str) -> list[str]:
    """The terms of a document's `text` that are searched and counted (`tokens.terms`), readings of Chinese letters included."""
    return tokens.terms(with_readings(text))


def passage_text(passage: Passage) -> str:
    """The text of a passage that is searched by bigrams: its heading path, its words, and the contexts of its sentences, each once."""
    contexts = dict.fromkeys(s.context for s in passage.sentences if s.context)
    return with_readings("\n".join([heading_text(passage), passage.text, *contexts]).strip())


def heading_text(passage: Passage) -> str:
    """The heading path of a passage as one text, outermost heading first."""
    return " ".join(passage.heading)


def sentence_text(passage: Passage, sentence: Sentence) -> str:
    """The context of a sentence (the headers or labels that it belongs to), then its words."""
    return f"{sentence.context} {passage.sentence_text(sentence)}".strip()


KEYS = "sentence_keys.npy"
"""File of an index version: the `sentence_key` of each sentence's embedded text, `(sentences,) uint64`."""


def sentence_key(embedded: str) -> int:
    """A hash of 64 bits of the text that a sentence's vector is made from, by which the sentence is found again."""
    return int.from_bytes(hashlib.blake2b(embedded.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def embedded_sentence(passage: Passage, sentence: Sentence) -> str:
    """The text that a sentence's vector is made from: context and words, Chinese letters by their usual reading."""
    return read_out(sentence_text(passage, sentence))


@lru_cache(maxsize=512)
def squeezed(text: str) -> str:
    """`text` without spaces, figures in one form, in lower case, so that a name or a term is found however it is spaced and written."""
    return re.sub(r"\s+|(?<=\d),(?=\d{3})", "", in_one_form(text)).lower()


def is_held(word: str, text: str) -> bool:
    """Whether the `squeezed` text holds `word` (lower case); a unit in Latin letters stands there by its name behind a number."""
    return word in text or read_as().get(word, word) in text


def squeezed_document(document: Document) -> str:
    """The title, the office and the text of `document`, `squeezed`."""
    return squeezed_title(document) + squeezed(with_readings(document.text))


def squeezed_title(document: Document) -> str:
    """The title and the office of `document`, `squeezed`."""
    return squeezed(with_readings(f"{document.title} {document.metadata.office}"))
