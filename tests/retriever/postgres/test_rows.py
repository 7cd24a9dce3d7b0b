"""The rows of a small document, as they go into PostgreSQL; its terms are given by hand."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from ingest.document import Access, Document, Metadata, Passage, PassageKind, Sentence
from retriever import records
from retriever.document_terms import DocumentTerms, PassageTerms, to_line
from retriever.made import Made
from retriever.postgres import rows
from retriever.postgres.rows import (
    DOCUMENT,
    PASSAGE,
    WEIGHT,
    MeanLengths,
    bags_of,
    dense,
    digest_of,
    document_row,
    kept_lexemes,
    lexemes,
    marks,
    number_of,
    pairs_of,
    passage_rows,
    sparse,
    weighed,
    weight_row,
)

FEE, HALF, CLOSED = "요금은 만 원이다", "경차는 절반을 깎아 주고 쉰다", "월요일에 쉰다"
"""Nine, sixteen and seven characters."""
TEXT = f"{FEE} {HALF}\n{CLOSED}"
DOCUMENT_READ = Document(
    "pool",
    "수영장\0 요금",
    TEXT,
    (),
    Metadata(office="강변시", department="체육과\0", published=dt.date(2027, 3, 2)),
    "pool.txt",
    "ab" * 32,
)
PASSAGES = (
    Passage(
        "p1", "pool", 0, 26, ("요금",), TEXT[:26], PassageKind.PARAGRAPH, (Sentence(0, 9), Sentence(10, 26, "감면"))
    ),
    Passage("p2", "pool", 27, 34, ("제3조의2(휴관)",), CLOSED, PassageKind.PARAGRAPH, (Sentence(27, 34),)),
)
TERMS = DocumentTerms(
    ["수영장", "요금"],
    [
        PassageTerms(["요금"], [([], ["요금", "만", "원"]), (["감면"], ["경차", "절반"])], ["요금", "경차", "요금"]),
        PassageTerms(["휴관"], [([], ["월요일", "쉬"])], ["월요일\0"]),
    ],
)
MADE = Made(DOCUMENT_READ, PASSAGES, TERMS, np.array([[1, 0], [0, 1], [0, 1]], np.float16))


def test_a_terms_column_is_the_same_on_every_machine() -> None:
    # BLAKE2b of eight bytes: 18,072,026,601,541,502,257 for 정기권, of which the last nine digits count, from 1.
    assert [number_of(term) for term in ("정기권", "요금", "UAM")] == [541_502_258, 133_034_339, 149_617_727]


def test_a_sparse_vector_lists_its_columns_in_order() -> None:
    assert sparse({"정기권": 1 / 3, "요금": 2.0}) == "{133034339:2,541502258:0.333333333}/1000000000"
    assert sparse({}) == "{}/1000000000"


def test_terms_that_share_a_column_are_added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "number_of", len)
    assert sparse({"가나": 1.5, "다": 4.0, "라마": 0.25}) == "{1:4,2:1.75}/1000000000"


def test_nine_digits_reproduce_a_number_of_32_bits() -> None:
    assert dense(np.array([0.1, -2, 1 / 3], np.float32)) == "[0.100000001,-2,0.333333343]"
    assert dense(np.array([0.5, 0.6], np.float16)) == "[0.5,0.600097656]"


@pytest.mark.parametrize(
    ("mean", "twice", "once"),
    [
        (3.0, 2 / (0.9 + 2), 1 / (0.9 + 1)),  # as long as the mean
        (6.0, 2 / (0.9 * 0.8 + 2), 1 / (0.9 * 0.8 + 1)),  # half as long
    ],
)
def test_weights_are_those_of_bm25(mean: float, twice: float, once: float) -> None:
    assert weighed(["요금", "정기권", "요금"], mean) == f"{{133034339:{twice:.9g},541502258:{once:.9g}}}/1000000000"


def test_sixteen_thousand_weights_are_kept_those_of_the_most_frequent_terms() -> None:
    bag = [f"낱말{number}" for number in range(16_000)] + ["정기권"] * 2
    assert weighed(bag[:-2], 1.0).count(":") == 16_000
    kept = weighed(bag, 1.0)
    assert kept.count(":") == 16_000
    assert f"{number_of('정기권')}:" in kept
    assert f"{number_of('낱말15999')}:" not in kept
    assert set(kept_lexemes(bag)) == {*bag} - {"낱말15999"}


def test_lexemes_are_sorted_once_each_and_two_thousand_bytes_long_at_most() -> None:
    fits, long = "a" * 1997 + "가", "a" * 1998 + "가"
    assert lexemes(["요금", fits, "", "경차", long, "요금"]) == [fits, "경차", "요금"]


def test_the_terms_of_passages_and_of_the_whole() -> None:
    bags, whole = bags_of(TERMS)
    assert bags == [["요금", "요금", "만", "원", "감면", "경차", "절반"], ["휴관", "월요일", "쉬"]]
    assert whole == ["수영장", "요금", *bags[0], *bags[1]]


def test_the_bigrams_of_each_passage() -> None:
    first, second = pairs_of((DOCUMENT_READ, PASSAGES))
    assert first[:3] == ["요금", "요금", "금은"]  # the heading's, then those of its words
    assert "감면" in first
    assert {"휴관", "월요", "쉰다"} <= set(second)


def test_the_digest_changes_with_the_document_and_with_each_passage() -> None:
    found = [
        digest_of(split)
        for split in (
            (DOCUMENT_READ, PASSAGES),
            (replace(DOCUMENT_READ, title="수영장"), PASSAGES),
            (DOCUMENT_READ, PASSAGES[:1]),
            (DOCUMENT_READ, (PASSAGES[0], replace(PASSAGES[1], heading=()))),
        )
    ]
    assert len(set(found)) == 4
    assert {len(digest) for digest in found} == {16}
    assert digest_of((replace(DOCUMENT_READ), tuple(PASSAGES))) == found[0]


def told_of_document(made: Made = MADE) -> Mapping[str, object]:
    return dict(zip(DOCUMENT, document_row(made, 7, bags_of(made.terms)[1]), strict=True))


def test_the_row_of_a_document() -> None:
    assert told_of_document() == {
        "id": "pool",
        "revision": 7,
        "title": "수영장 요금",  # without NUL
        "office": "강변시",
        "department": "체육과",
        "published": dt.date(2027, 3, 2),
        "source": "pool.txt",
        "sha256": "ab" * 32,
        "characters": 34,
        "passages": 2,
        "metadata": records.metadata_line(DOCUMENT_READ.metadata),
        "record": records.document_line(DOCUMENT_READ),
        "made": to_line(TERMS),
        "digest": digest_of(MADE.split),
        "terms": ["감면", "경차", "만", "수영장", "쉬", "요금", "원", "월요일", "절반", "휴관"],
        "length": 12,
        "words": ["요금", "경차", "월요일"],
        "word_counts": [2, 1, 1],
        "names": [],
        "internal": False,
        "weight": 1.0,
    }


def test_the_rows_of_a_document_for_internal_use_say_so() -> None:
    metadata = replace(DOCUMENT_READ.metadata, access=Access.INTERNAL, weight=2.0)
    made = replace(MADE, document=replace(DOCUMENT_READ, metadata=metadata))
    told = told_of_document(made)
    assert (told["internal"], told["weight"]) == (True, 2.0)
    rows = passage_rows(made, 5, bags_of(TERMS)[0], [["요금"], ["휴관"]])
    assert [dict(zip(PASSAGE, row, strict=True))["internal"] for row in rows] == [True, True]


def test_names_that_a_document_explains_lie_side_by_side() -> None:
    text = "도심항공교통(UAM)과 국가유산청(이하 '유산청')"
    made = replace(MADE, document=replace(DOCUMENT_READ, text=text))
    assert told_of_document(made)["names"] == ["UAM", "도심항공교통", "유산청", "국가유산청"]


def test_the_rows_of_passages() -> None:
    bags, bigrams = bags_of(TERMS)[0], [["요금", "금은", "요금"], ["휴관"]]
    first, second = (dict(zip(PASSAGE, row, strict=True)) for row in passage_rows(MADE, 5, bags, bigrams))
    assert first == {
        "document": 5,
        "document_id": "pool",
        "position": 0,
        "office": "강변시",
        "department": "체육과",
        "published": dt.date(2027, 3, 2),
        "article": "",
        "vector": "[0.600097656,0.799804688]",  # 3 : 4 by the roots of nine and sixteen letters, in 16 bits
        "length": 7,
        "bigram_length": 3,
        "record": records.passage_line(PASSAGES[0]),
        "sentence_vectors": bytes.fromhex("003c 0000 0000 003c"),  # 1 is 3c00, its lower byte first
        "sentence_terms": [number_of(term) for term in ("요금", "만", "원", "감면", "경차", "절반")],
        "sentence_ends": [3, 6],
        "heading_terms": [number_of(term) for term in ("수영장", "요금")],
        "internal": False,
    }
    assert (second["position"], second["article"], second["vector"]) == (1, "제3조의2", "[0,1]")
    assert second["sentence_vectors"] == bytes.fromhex("0000 003c")
    assert second["sentence_ends"] == [2]
    assert second["heading_terms"] == [number_of(term) for term in ("수영장", "요금", "휴관")]


def test_the_weights_of_a_passage_stand_beside_its_words() -> None:
    bag, bigrams, means = ["요금", "경차", "요금"], ["요금", "금은"], MeanLengths(3.0, 2.0, 5.0)
    assert dict(zip(WEIGHT, weight_row(7, bag, bigrams, means), strict=True)) == {
        "passage": 7,
        "terms": weighed(bag, 3.0),
        "bigrams": weighed(bigrams, 2.0),
        "held_terms": ["경차", "요금"],
        "held_bigrams": ["금은", "요금"],
    }


def test_the_marks_of_a_document_once_each() -> None:
    text = "전화 02-555-0101, 031.555.0202, 02) 555-0101, haneul@Example.com"
    assert marks(replace(MADE, document=replace(DOCUMENT_READ, text=text))) == [
        "025550101",
        "0315550202",
        "haneul@example.com",
    ]
