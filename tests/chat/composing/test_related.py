"""A related passage in place of an answer: which sentences of it are shown, and what is said around them."""

import pytest
from small_index import NEAR, Told, index_of

from chat.answer import Status
from chat.composing.related import passages_cited, related
from chat.reading.findings import Finding
from chat.reading.reader import SentenceReading
from ingest.document import Contact
from retriever.hit import Hit, SentenceScore
from retriever.index import Index
from retriever.query import Query


def finding(index: Index, name: str, sentence: int, chance: float = 0.3) -> Finding:
    """The sentence with this number of a document's first passage."""
    passage = index.passages_of(name)[0]
    scored = SentenceScore(passage.sentences[sentence], 0.5, 0.5)
    return Finding(Hit(passage, 1.0, 1, {}, (scored,)), scored, SentenceReading(0.0, 0.0, ()), chance)


def shown(lengths: tuple[int, ...], found: int) -> list[int]:
    """The lengths of the sentences shown of a passage with sentences of `lengths`, of which `found` was found."""
    index = index_of([Told("문서", tuple((chr(ord("가") + n) * length, NEAR) for n, length in enumerate(lengths)))])
    answer = related("?", Query("?", "가?", ()), (), [finding(index, "문서", found)], index, ())
    return [len(words) for words in answer.citations[0].quote.split(" ")]


@pytest.mark.parametrize(
    ("lengths", "found", "expected"),
    [
        ((100, 100, 100), 1, [100, 100, 100]),
        ((200, 199), 0, [200, 199]),  # with the blank between them four hundred characters
        ((200, 200), 0, [200]),
        ((150, 200, 100), 1, [200, 100]),  # the shorter neighbour goes first
        ((450, 10), 0, [450]),  # what was found is shown whole
        ((10, 10, 380, 9), 2, [380, 9]),
    ],
)
def test_neighbours_are_shown_while_they_are_short(lengths: tuple[int, ...], found: int, expected: list[int]) -> None:
    assert shown(lengths, found) == expected


def test_what_is_said_around_the_passages() -> None:
    index = index_of([Told("주차", (("정기권은 5만 원이다.", NEAR),)), Told("도서관", (("화요일에 쉰다.", NEAR),))])
    findings = [finding(index, "주차", 0, 0.4), finding(index, "도서관", 0, 0.3)]
    contacts = (Contact(office="해솔시", phone="110"),)
    answer = related("얼마?", Query("얼마?", "얼마?", ()), ("알림",), findings, index, contacts)
    assert answer.status is Status.RELATED
    assert answer.text == (
        "‘얼마’에 대한 확실한 답은 찾지 못했습니다. 대신 문서에서 관련된 내용을 찾아 보여 드립니다.\n\n“정기권은 5만 원이다.” [1]\n\n"
        "“화요일에 쉰다.” [2]\n\n찾으시는 내용이 없으면 해솔시(☎ 110)에 문의해 주세요."
    )
    assert [answer.text[start:end] for start, end in answer.marks] == ["정기권은 5만 원이다.", "화요일에 쉰다."]
    assert (answer.chance, answer.notes, [one.document_id for one in answer.citations]) == (
        0.4,
        ("알림",),
        ["주차", "도서관"],
    )


def test_a_passage_to_open_is_left_out_where_all_of_it_is_said_already() -> None:
    index = index_of(
        [
            Told("주차", (("정기권은 5만 원이다.", NEAR), ("경차는 반값이다.", NEAR))),
            Told("도서관", (("화요일에 쉰다.", NEAR),)),
        ]
    )
    parking, library = finding(index, "주차", 0), finding(index, "도서관", 0)
    both = passages_cited([parking, library], index, [library])
    assert [(one.marker, one.quote) for one in both] == [(1, "정기권은 5만 원이다. 경차는 반값이다.")]
    # Half of the passage is said: the other half is still worth opening.
    assert [one.document_id for one in passages_cited([library, parking], index, [parking])] == ["도서관", "주차"]
    assert passages_cited([parking, library], index, [parking, finding(index, "주차", 1), library]) == ()
