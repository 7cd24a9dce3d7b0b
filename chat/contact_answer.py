"""Answers from the contact lines: who is in charge, which department, which number."""

from chat.answer import Answer, Status
from chat.contacts import ContactBook, Listed
from chat.draft import Draft, Source
from chat.reading.asked import Asked
from chat.reading.types import AnswerType

# A question for one of these is about the matter, not about whom to call.
_OTHER_KINDS = frozenset(
    {AnswerType.DATE, AnswerType.MONEY, AnswerType.PERCENT, AnswerType.DURATION, AnswerType.REASON, AnswerType.TIME}
)


def answer_from_contacts(question: str, as_read: str, asked: Asked, book: ContactBook) -> Answer | None:
    """The answer where the question asks for people or numbers that the contact lines list; None elsewhere."""
    if set(asked.kinds) & _OTHER_KINDS:
        return None
    listed = book.asked_for(as_read)
    if not listed:
        return None
    draft = Draft({place.document.id: place.document for place in listed})
    for place in listed:
        contact = place.contact
        draft.say(
            _sentence(place),
            (Source(place.passage, place.sentence.start, place.sentence.end),),
            tuple(part for part in (contact.name, contact.phone) if part),
        )
    return Answer(
        question,
        Status.ANSWERED,
        draft.text,
        citations=tuple(draft.citations),
        marks=tuple(draft.marks),
        contacts=tuple(place.contact for place in listed),
    )


def _sentence(place: Listed) -> str:
    contact = place.contact
    who = " ".join(part for part in (contact.office, contact.department, contact.name, contact.role) if part)
    return f"{who}의 전화번호는 {contact.phone}입니다." if contact.phone else f"담당은 {who}입니다."
