"""Refusals: why there is no answer, what came nearest, and whom to call."""

from collections.abc import Sequence

from chat import wording
from chat.answer import Answer, Status
from chat.contacts import ContactBook
from chat.settings import Settings
from ingest.document import Contact
from retriever.hit import Hit
from retriever.index import Index

_SHOWN_CHARS = 120
# Hits whose scores decide which document is the nearest: several middling passages say more than one lucky one.
_VOTERS = 5


def no_evidence(
    question: str, hits: Sequence[Hit], near: bool, index: Index, book: ContactBook, settings: Settings
) -> Answer:
    """The refusal for a question that the documents do not answer.

    `near`: something related was found, and is shown; otherwise only the nearest documents are named.
    """
    asked = f"‘{_shortened(question.rstrip('?？. '), 60)}’"
    contacts = whom_to_ask(hits, book, settings)
    text = (wording.NEAR if near else wording.NOTHING).format(asked=asked)
    if contacts:
        text += " " + wording.ASK_OFFICE.format(who=_who(contacts[0]))
    notes = []
    if near and hits:
        best = hits[0]
        sentence = best.passage.sentence_text(best.sentences[0].sentence)
        notes.append(wording.NEAR_SENTENCE.format(sentence=_shortened(" ".join(sentence.split()), _SHOWN_CHARS)))
    titles = list(dict.fromkeys(index.documents[hit.passage.document_id].title for hit in hits[:3]))
    if titles:
        notes.append(wording.NEAREST.format(titles=" / ".join(titles)))
    return Answer(question, Status.NO_EVIDENCE, text, notes=tuple(notes), contacts=contacts)


def whom_to_ask(hits: Sequence[Hit], book: ContactBook, settings: Settings) -> tuple[Contact, ...]:
    """The office's own contact where it is set, else the first contacts of the nearest document that has any."""
    if settings.contact_office or settings.contact_phone:
        return (Contact(office=settings.contact_office, phone=settings.contact_phone),)
    votes: dict[str, float] = {}
    for hit in hits[:_VOTERS]:
        votes[hit.passage.document_id] = votes.get(hit.passage.document_id, 0.0) + hit.score
    for document_id in sorted(votes, key=lambda name: -votes[name]):
        contacts = book.of_document(document_id)
        if contacts:
            return contacts
    return ()


def _who(contact: Contact) -> str:
    place = " ".join(part for part in (contact.office, contact.department) if part)
    place = place or " ".join(part for part in (contact.name, contact.role) if part)
    return f"{place}(☎ {contact.phone})" if contact.phone else place


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
