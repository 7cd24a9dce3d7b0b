"""Whom to ask: which contacts of a document may be named, whose document is the nearest, and the sentence that names them."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from small_index import NEAR, Told, index_of

from chat.composing.whom_to_ask import ask_office, contacts_of, whom_to_ask
from chat.question.foreign import ENGLISH
from chat.settings import Settings
from ingest.document import Contact, Metadata
from retriever.hit import Hit
from retriever.index import Index

PARKING, LIBRARY = (
    Contact("해솔시", "교통과", phone="02-120-1111"),
    Contact(name="홍길동", role="주무관", phone="02-120-2222"),
)


def with_contacts(made: Index, contacts: Mapping[str, tuple[Contact, ...]]) -> Index:
    """`made` with the contacts of its documents."""
    documents = {
        name: replace(one, metadata=Metadata(contacts=contacts.get(name, ()))) for name, one in made.documents.items()
    }
    return replace(made, documents=documents)


def parking(*contacts: Contact) -> Index:
    told = [Told("주차", (("문의: 교통 과 홍길동 (02-120-1111)", NEAR),)), Told("주차", (("최나래 1110", NEAR),))]
    return with_contacts(index_of(told), {"주차": contacts})


def offices() -> Index:
    """Two documents with a contact each, and one without."""
    told = [
        Told("주차", (("교통과 02-120-1111", NEAR),)),
        Told("도서관", (("홍길동 주무관", NEAR),)),
        Told("조례", (("① 본문 1", NEAR),)),
    ]
    return with_contacts(index_of(told), {"주차": (PARKING,), "도서관": (LIBRARY,)})


def hit(index: Index, name: str, score: float, rank: int = 1) -> Hit:
    return Hit(index.passages_of(name)[0], score, rank, {}, ())


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
    assert (contact in contacts_of("주차", parking(contact))) is shown


def test_two_contacts_at_most_in_their_order() -> None:
    three = [Contact(name=name, phone="110") for name in ("최나래", "홍길동", "홍길동")]
    assert contacts_of("주차", parking(*three)) == (three[0], three[1])
    assert contacts_of("없는 문서", parking(*three)) == ()


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        (PARKING, " 해솔시 교통과(☎ 02-120-1111)에 문의해 주세요."),
        (replace(PARKING, department="해솔시 교통과"), " 해솔시 교통과(☎ 02-120-1111)에 문의해 주세요."),
        (LIBRARY, " 홍길동 주무관(☎ 02-120-2222)에게 문의해 주세요."),
        (Contact(phone="110"), " 담당 기관(☎ 110)에 문의해 주세요."),
        (Contact(office="해솔시"), " 해솔시에 문의해 주세요."),
    ],
)
def test_whom_to_call_in_a_sentence(contact: Contact, expected: str) -> None:
    assert ask_office((contact, LIBRARY), None) == expected
    assert ask_office((), None) == ""
    assert ask_office((Contact(office="해솔시", phone="110"),), ENGLISH) == " Please contact 해솔시 (☎ 110)."
    assert ask_office((Contact(phone="110"),), ENGLISH) == " Please contact the office in charge (☎ 110)."


def test_the_offices_own_contact_goes_first() -> None:
    index = offices()
    settings = Settings(contact_office="해솔시 민원실", contact_phone="110")
    assert whom_to_ask([hit(index, "주차", 1)], index, settings) == (Contact("해솔시 민원실", phone="110"),)


@pytest.mark.parametrize(
    ("library", "count", "expected"),
    [
        (0.3, 4, LIBRARY),  # four middling passages of the five that vote say more than one lucky one
        (0.3, 3, PARKING),
        (0.22, 5, PARKING),  # the sixth has no vote
    ],
)
def test_five_passages_decide_which_document_is_nearest(library: float, count: int, expected: Contact) -> None:
    index = offices()
    hits = [hit(index, "주차", 1.0), *(hit(index, "도서관", library, 2 + n) for n in range(count))]
    assert whom_to_ask(hits, index, Settings()) == (expected,)


@pytest.mark.parametrize(
    ("rule_of", "library_of", "expected"),
    [("해솔시", "해솔시", (LIBRARY,)), ("해솔시", "가람시", ()), ("", "", ()), ("해솔시", "", ())],
)
def test_where_the_nearest_document_has_no_contact_the_next_of_the_same_office_may(
    rule_of: str, library_of: str, expected: tuple[Contact, ...]
) -> None:
    index = offices()
    documents = dict(index.documents)
    for name, of in (("조례", rule_of), ("도서관", library_of)):
        documents[name] = replace(documents[name], metadata=replace(documents[name].metadata, office=of))
    index = replace(index, documents=documents)
    hits = [hit(index, "조례", 1.0), hit(index, "도서관", 0.1)]
    assert whom_to_ask(hits, index, Settings()) == expected
    assert whom_to_ask([], index, Settings()) == ()
