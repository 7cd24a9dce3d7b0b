"""Whom to call: the people and numbers of the documents' own contact lines."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.document import Contact, Document, Passage, Sentence


@dataclass(frozen=True, slots=True)
class Listed:
    """A contact and the sentence or table row of its document that lists it."""

    contact: Contact
    document: Document
    passage: Passage
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class ContactBook:
    """Every contact of the indexed documents, in document order."""

    listed: tuple[Listed, ...]

    @classmethod
    def of(cls, documents: Mapping[str, Document], passages: Sequence[Passage]) -> "ContactBook":
        """The book of an index's documents; a contact that no sentence shows is left out (it cannot be cited)."""
        by_document: dict[str, list[Passage]] = {}
        for passage in passages:
            by_document.setdefault(passage.document_id, []).append(passage)
        listed = [
            place
            for document in documents.values()
            for contact in document.metadata.contacts
            if (place := _place(contact, document, by_document.get(document.id, ()))) is not None
        ]
        return cls(tuple(listed))

    def of_document(self, document_id: str, limit: int = 2) -> tuple[Contact, ...]:
        """Whom to call about a whole document: its first contacts with a telephone number."""
        contacts = (listed.contact for listed in self.listed if listed.document.id == document_id)
        return tuple(contact for contact in contacts if contact.phone)[:limit]


def _place(contact: Contact, document: Document, passages: Iterable[Passage]) -> Listed | None:
    name, digits = _squeeze(contact.name), re.sub(r"\D", "", contact.phone)[-4:]
    fallback: Listed | None = None
    for passage in passages:
        for sentence in passage.sentences:
            text = _squeeze(passage.sentence_text(sentence))
            if digits in text and (name in text if name else _squeeze(contact.department) in text):
                return Listed(contact, document, passage, sentence)
            if fallback is None and (name and name in text):
                fallback = Listed(contact, document, passage, sentence)
    return fallback


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)
