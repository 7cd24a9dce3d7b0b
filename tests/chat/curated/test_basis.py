"""The words of a document that a curated answer rests on: which document is meant, and whether it still holds them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import pytest

from chat.curated.basis import BasisState, basis_of, citations, state_of, state_words
from chat.curated.entry import Basis, Curated
from ingest.document import Document
from ingest.errors import BadInputError
from ingest.read import read_text

DAY = dt.date(2026, 11, 29)
PARKING = read_text("주차장 안내\n\n월 정기권은\n5만 원이다.\n", source="시청/주차.txt", document_id="a")
LIBRARY = read_text("도서관 안내\n\n화요일에 쉰다.\n", source="시청/도서관.txt", document_id="b")
TWO: Mapping[str, Document] = {"a": PARKING, "b": LIBRARY}


def entry(*bases: Basis, until: dt.date | None = None) -> Curated:
    return Curated("x", ("질문",), "답", "과", "김", DAY, until=until, basis=bases)


@pytest.mark.parametrize("source", ["a", PARKING.title, "시청/주차.txt", "주차.txt"])
def test_a_document_is_named_by_its_id_title_or_file(source: str) -> None:
    found = basis_of(source, "월 정기권은 5만 원", TWO)
    assert found == Basis("a", "월 정기권은\n5만 원", PARKING.sha256)


def test_what_names_no_document_or_several_is_told() -> None:
    twice = {**TWO, "c": replace(LIBRARY, id="c")}
    with pytest.raises(BadInputError, match="여러 건"):
        basis_of(LIBRARY.title, "화요일에 쉰다", twice)
    with pytest.raises(BadInputError, match="없습니다"):
        basis_of("수영장", "화요일에 쉰다", TWO)
    with pytest.raises(BadInputError, match="“수요일에 쉰다”"):
        basis_of("b", "수요일에 쉰다", TWO)


def test_the_worst_state_of_its_bases_is_that_of_the_answer() -> None:
    stands, changed = basis_of("b", "쉰다", TWO), replace(basis_of("a", "5만", TWO), sha256="other")
    gone = replace(stands, quote="수요일")
    assert state_of(entry(), TWO) is BasisState.STANDS
    assert state_of(entry(stands), TWO) is BasisState.STANDS
    assert state_of(entry(stands, changed), TWO) is BasisState.CHANGED
    assert state_of(entry(changed, gone), TWO) is BasisState.GONE
    assert state_of(entry(replace(stands, document_id="none")), TWO) is BasisState.GONE
    assert state_words(entry(stands, until=DAY), TWO, DAY) == "근거가 그대로입니다"
    assert state_words(entry(stands, until=DAY), TWO, DAY + dt.timedelta(days=1)) == "2026-11-29에 끝났습니다"


def test_bases_are_cited_in_their_order_from_one() -> None:
    made = citations([basis_of("b", "쉰다", TWO), basis_of("a", "5만", TWO)], TWO)
    assert [(one.marker, one.document_id, one.quote) for one in made] == [(1, "b", "쉰다"), (2, "a", "5만")]
    assert LIBRARY.text[made[0].start : made[0].end] == "쉰다"


def test_a_citation_says_licence_address_and_what_was_read_by_ocr() -> None:
    metadata = replace(PARKING.metadata, licence="공공누리 제1유형", url="https://city.example/1", published=DAY)
    seen = replace(PARKING, metadata=metadata, by_ocr=True)
    basis = basis_of("a", "5만", {"a": seen})
    (made,) = citations([basis], {"a": seen})
    assert (made.licence, made.by_ocr, made.published) == ("공공누리 제1유형", True, "2026-11-29")
    assert made.url.startswith("https://city.example/1")
