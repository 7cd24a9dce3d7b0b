"""The basis of a curated answer: whether the documents still hold the words that it rested on when an official checked it."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from chat.answer import Citation
from chat.composing.draft import citation_of_words
from chat.composing.quoted import quoted_span
from chat.curated.entry import Basis, Curated
from ingest.document import Document
from ingest.errors import BadInputError


class BasisState(StrEnum):
    """The state of a basis. `CHANGED`: the document has changed, but still holds the words. `GONE`: it does not, or it was removed."""

    STANDS = "stands"
    CHANGED = "changed"
    GONE = "gone"


WORDS: Mapping[BasisState, str] = {
    BasisState.STANDS: "근거가 그대로입니다",
    BasisState.CHANGED: "근거 문서가 바뀌었습니다",
    BasisState.GONE: "근거가 문서에 없어 답하지 않습니다",
}
"""The Korean sentences for the states, for officials."""


def state_of(entry: Curated, documents: Mapping[str, Document]) -> BasisState:
    """The worst state of the bases of `entry`; `STANDS` where it names none."""
    states = [_state(basis, documents) for basis in entry.basis]
    return next((state for state in (BasisState.GONE, BasisState.CHANGED) if state in states), BasisState.STANDS)


def state_words(entry: Curated, documents: Mapping[str, Document], day: dt.date) -> str:
    """A Korean sentence for officials about `entry` on `day`: out of its period, or the state of its bases."""
    return period_words(entry, day) or WORDS[state_of(entry, documents)]


def period_words(entry: Curated, day: dt.date) -> str:
    """A Korean sentence for officials about `entry` where it is not given on `day`; "" where it is valid."""
    if entry.is_valid_on(day):
        return ""
    return f"{entry.until}에 끝났습니다" if entry.has_ended_on(day) else f"{entry.since}부터 나갑니다"


def basis_of(source: str, quote: str, documents: Mapping[str, Document]) -> Basis:
    """The basis for `quote` in the document that `source` names by its id, title or file.

    Raises:
        BadInputError: there is no such document, or it does not hold these words.
    """
    document = documents.get(source) or _by_name(source, documents.values())
    start, end = quoted_span(document.text, quote)
    if start == end:
        raise BadInputError(
            f"문서 '{document.title}'에 “{quote[:60]}”(이)라는 말이 없습니다. 문서의 글자 그대로 적어 주세요."
        )
    return Basis(document.id, document.text[start:end], document.sha256)


def citations(bases: Sequence[Basis], documents: Mapping[str, Document]) -> tuple[Citation, ...]:
    """The bases as the citations of an answer, numbered from 1; none of them may be `GONE`."""
    quoted = [(documents[basis.document_id], basis.quote) for basis in bases]
    return tuple(
        citation_of_words(document, *quoted_span(document.text, quote), number)
        for number, (document, quote) in enumerate(quoted, start=1)
    )


def _state(basis: Basis, documents: Mapping[str, Document]) -> BasisState:
    document = documents.get(basis.document_id)
    if document is None or quoted_span(document.text, basis.quote) == (0, 0):
        return BasisState.GONE
    return BasisState.STANDS if document.sha256 == basis.sha256 else BasisState.CHANGED


def _by_name(source: str, documents: Iterable[Document]) -> Document:
    known = list(documents)
    found = [one for one in known if source in (one.title, one.source, one.source.rpartition("/")[2])]
    if len(found) != 1:
        many = "여러 건입니다. 'mureobwa documents list'의 이름으로 적어 주세요" if found else "없습니다"
        raise BadInputError(f"문서 '{source}'이(가) {many}.")
    return found[0]
