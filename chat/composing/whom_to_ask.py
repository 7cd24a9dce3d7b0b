"""Whom to ask where the documents do not answer: the office's own contact, or those that the nearest document names."""

import re
from collections.abc import Iterable, Sequence

from chat import answer_texts
from chat.question.foreign import Language, said
from chat.settings import AnswerSettings
from ingest.document import Contact, Passage
from ingest.korean.letters import unspaced
from retriever.hit import Hit
from retriever.passage_index import PassageIndex

# The first hits, whose scores are added up to find the nearest document: several middling passages say more than one lucky one.
_VOTERS = 5
# The most contacts named of one document.
_MOST = 2


def whom_to_ask(hits: Sequence[Hit], index: PassageIndex, settings: AnswerSettings) -> tuple[Contact, ...]:
    """The contacts to ask: the office's own where it is set, else the first contacts of the nearest document, else those of the next document of the
    same office. None of another office: it would send the citizen to the wrong counter.
    """
    if settings.contact_office or settings.contact_phone:
        return (Contact(office=settings.contact_office, phone=settings.contact_phone),)
    votes: dict[str, float] = {}
    for hit in hits[:_VOTERS]:
        votes[hit.passage.document_id] = votes.get(hit.passage.document_id, 0.0) + hit.score
    ranked = sorted(votes, key=lambda name: -votes[name])
    nearest = index.documents[ranked[0]].metadata.office if ranked else ""
    for document_id in ranked:
        is_of_nearest = document_id == ranked[0] or (
            nearest and index.documents[document_id].metadata.office == nearest
        )
        if is_of_nearest and (contacts := contacts_of(document_id, index)):
            return contacts
    return ()


def contacts_of(document_id: str, index: PassageIndex) -> tuple[Contact, ...]:
    """The contacts to call about a whole document: its first `_MOST` ones with a telephone number. A contact that no sentence shows is left out (it
    cannot be cited).
    """
    document = index.documents.get(document_id)
    passages = index.passages_of(document_id) if document and document.metadata.contacts else ()
    shown = (contact for contact in document.metadata.contacts if _is_shown(contact, passages)) if document else ()
    return tuple(contact for contact in shown if contact.phone)[:_MOST]


def ask_office(
    contacts: Sequence[Contact], language: Language | None, sentence: str = answer_texts.ASK_OFFICE, after: str = " "
) -> str:
    """`after` and `sentence`, which says to ask the first of `contacts`; "" where there are no contacts."""
    if not contacts:
        return ""
    first = contacts[0]
    is_person = not first.place and bool(first.name)
    who = _who(first, language)
    return after + said(sentence, language, who=who if language else f"{who}{'에게' if is_person else '에'}")


def _is_shown(contact: Contact, passages: Iterable[Passage]) -> bool:
    """Whether a sentence or a table row names the contact."""
    name, digits = unspaced(contact.name), re.sub(r"\D", "", contact.phone)[-4:]
    texts = (unspaced(passage.sentence_text(sentence)) for passage in passages for sentence in passage.sentences)
    return any(
        (name and name in text) or (digits in text and not name and unspaced(contact.department) in text)
        for text in texts
    )


def _who(contact: Contact, language: Language | None) -> str:
    place = contact.place or " ".join(part for part in (contact.name, contact.role) if part)
    place = place or said(answer_texts.SOME_OFFICE, language)
    beside = " " if language else ""
    return f"{place}{beside}(☎ {contact.phone})" if contact.phone else place
