"""Refusals: why there is no answer, what came nearest, and whom to call."""

from collections.abc import Iterator, Sequence

from chat import wording
from chat.answer import Answer, Status
from chat.contacts import ContactBook
from chat.foreign import Language, language_of
from chat.reading.words import is_noun, words
from chat.settings import Settings
from ingest.document import Contact
from ingest.particles import topic
from retriever.agencies import named_in
from retriever.hit import Hit
from retriever.passage_index import PassageIndex
from retriever.searched import squeezed, squeezed_document

# Hits whose scores decide which document is the nearest: several middling passages say more than one lucky one.
_VOTERS = 5


def no_evidence(
    question: str, hits: Sequence[Hit], index: PassageIndex, book: ContactBook, settings: Settings
) -> Answer:
    """The refusal for a question that the documents do not answer; the nearest documents are named."""
    contacts = whom_to_ask(hits, book, settings)
    language = language_of(question)
    nothing = language.nothing if language else wording.NOTHING.format(asked=as_asked(question))
    text = nothing + ask_office(contacts, language)
    unknown = tuple(unknown_names(question, hits, index))
    titles = list(dict.fromkeys(index.documents[hit.passage.document_id].title for hit in hits[:3]))
    notes = (wording.NEAREST.format(titles=" / ".join(titles)),) if titles else ()
    return Answer(question, Status.NO_EVIDENCE, text, notes=(*unknown, *notes), contacts=contacts)


def unknown_names(question: str, hits: Sequence[Hit], index: PassageIndex) -> Iterator[str]:
    """A sentence for each name in the question that none of the documents found holds: another office's, another person's. Of a question in
    another language nothing can be said.
    """
    if language_of(question):
        return
    found = [index.documents[name] for name in dict.fromkeys(hit.passage.document_id for hit in hits)]
    texts = [squeezed_document(document) for document in found]
    for word in words(question):
        nouns = [m for m in word.morphemes if is_noun(m)]
        if not nouns:
            continue
        name = question[word.start : nouns[-1].end]
        agencies = named_in(name)
        if not agencies and not any(m.tag == "NNP" or not m.known for m in nouns):
            continue
        names = {squeezed(name), *(squeezed(other) for agency in agencies for other in agency.names)}
        if texts and not any(one in text for one in names for text in texts):
            yield wording.UNKNOWN_NAME.format(name=topic(f"‘{name}’"))


def as_asked(question: str) -> str:
    """The question between quotation marks, cut where it is long."""
    return f"‘{_shortened(question.rstrip('?？. '), 60)}’"


def ask_office(contacts: Sequence[Contact], language: Language | None, after: str = " ") -> str:
    """The sentence that names the first of `contacts`, after a blank (or what `after` says); "" where there is none."""
    said = language.contact if language else wording.ASK_OFFICE
    return after + said.format(who=_who(contacts[0])) if contacts else ""


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
    place = place or " ".join(part for part in (contact.name, contact.role) if part) or wording.SOME_OFFICE
    return f"{place}(☎ {contact.phone})" if contact.phone else place


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
