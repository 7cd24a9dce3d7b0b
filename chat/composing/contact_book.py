"""The contacts to call, from the documents' own contact lines."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.document import Contact, Passage
from ingest.korean.letters import unspaced
from retriever.passage_index import PassageIndex


@dataclass(frozen=True, slots=True)
class ContactBook:
    """Looks up the contacts of the indexed documents."""

    index: PassageIndex

    def of_document(self, document_id: str, limit: int = 2) -> tuple[Contact, ...]:
        """The contacts to call about a whole document: its first `limit` ones with a telephone number. A contact that no sentence shows is left
        out (it cannot be cited).
        """
        document = self.index.documents.get(document_id)
        passages = self.index.passages_of(document_id) if document and document.metadata.contacts else ()
        shown = (contact for contact in document.metadata.contacts if _is_shown(contact, passages)) if document else ()
        return tuple(contact for contact in shown if contact.phone)[:limit]


def _is_shown(contact: Contact, passages: Iterable[Passage]) -> bool:
    """Whether a sentence or a table row names the contact."""
    name, digits = unspaced(contact.name), re.sub(r"\D", "", contact.phone)[-4:]
    texts = (unspaced(passage.sentence_text(sentence)) for passage in passages for sentence in passage.sentences)
    return any(
        (name and name in text) or (digits in text and not name and unspaced(contact.department) in text)
        for text in texts
    )
