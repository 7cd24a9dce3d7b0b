"""Which contacts of a document may be named: those with a number that a sentence shows."""

from dataclasses import replace

import pytest
from small_index import NEAR, Told, index_of

from chat.composing.contact_book import ContactBook
from ingest.document import Contact, Metadata


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        (Contact(name="홍길동", phone="02-120-1111"), True),
        (Contact(name="홍 길동", phone="02-120-1111"), True),
        (Contact(name="김민원", phone="02-120-1111"), False),  # somebody else's number
        (Contact(department="교통과", phone="02-120-1111"), True),
        (Contact(department="복지과", phone="02-120-1111"), False),
        (Contact(department="교통과", phone="02-120-2222"), False),
        (Contact(department="교통과", phone="02-120-9111"), False),  # three digits alike are not enough
        (Contact(name="홍길동"), False),  # nobody to call
    ],
)
def test_a_contact_that_can_be_cited(contact: Contact, shown: bool) -> None:
    assert (contact in book(contact).of_document("주차")) is shown


def book(*contacts: Contact) -> ContactBook:
    made = index_of(
        [Told("주차", (("문의: 교통 과 홍길동 (02-120-1111)", NEAR),)), Told("주차", (("최나래 1110", NEAR),))]
    )
    return ContactBook(
        replace(made, documents={"주차": replace(made.documents["주차"], metadata=Metadata(contacts=contacts))})
    )


def test_two_contacts_at_most_in_their_order() -> None:
    three = [Contact(name=name, phone="110") for name in ("최나래", "홍길동", "홍길동")]
    assert book(*three).of_document("주차") == (three[0], three[1])
    assert book(*three).of_document("주차", limit=1) == (three[0],)
    assert book(*three).of_document("없는 문서") == ()
