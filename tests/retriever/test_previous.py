"""What a build takes from the index that is served, on the small index of three notices."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from retriever import storage
from retriever.document_terms import terms_of
from retriever.index import Index
from retriever.previous import Previous
from retriever.register import Register
from retriever.searched import embedded_sentence
from retriever.settings import Settings


@pytest.fixture
def previous(index_home: Path) -> Previous:
    found = Previous.of(Settings(home=index_home))
    assert found is not None
    return found


def test_the_version_being_served_is_found(previous: Previous, index: Index, index_home: Path) -> None:
    assert previous.version == index.version
    assert previous.folder == storage.current_version(index_home)
    assert previous.register == Register()


def test_no_index_and_one_with_passages_of_another_length_are_of_no_use(index_home: Path, tmp_path: Path) -> None:
    assert Previous.of(Settings(home=tmp_path)) is None
    assert Previous.of(Settings(home=index_home, passage_chars=Settings().passage_chars + 1)) is None


def test_each_document_has_its_own_passages(previous: Previous, index: Index) -> None:
    assert list(previous.documents) == list(index.documents) == ["도서관", "보건", "주차"]
    for name, (document, passages) in previous.documents.items():
        assert document == index.documents[name]
        assert passages == tuple(one for one in index.passages if one.document_id == name)
        assert passages


def test_all_documents_come_with_their_terms_and_vectors_in_order(previous: Previous, index: Index) -> None:
    made = list(previous.made())
    assert [one.split for one in made] == list(previous.documents.values())
    assert [one.terms for one in made] == [terms_of(one.document, one.passages) for one in made]
    counts = [sum(len(passage.sentences) for passage in one.passages) for one in made]
    assert [len(one.sentence_vectors) for one in made] == counts
    assert np.array_equal(np.concatenate([one.sentence_vectors for one in made]), index.sentence_vectors)


def test_terms_are_those_of_documents_held_word_for_word(previous: Previous) -> None:
    (first, own), (second, passages), (third, rest) = previous.documents.values()
    wanted = [
        (first, own),
        (replace(second, title="보건소 안내"), passages),
        (third, rest[:-1]),
        (replace(first, id="시장"), own),
    ]
    assert previous.terms(wanted) == {"도서관": terms_of(first, own)}
    assert previous.terms([(replace(third, text="다른 글"), rest)]) == {"주차": terms_of(third, rest)}  # same passages
    assert previous.terms([]) == {}


def test_sentences_are_known_by_the_text_that_was_embedded(previous: Previous, index: Index) -> None:
    texts = [embedded_sentence(passage, one) for passage in index.passages for one in passage.sentences]
    vectors = previous.vectors_of([*texts, "아무 데도 없는 문장"])
    assert set(vectors) == set(texts)
    assert all(np.array_equal(vectors[text], index.sentence_vectors[row]) for row, text in enumerate(texts))
    assert previous.vectors_of(texts[2:3]).keys() == {texts[2]}
    assert previous.vectors_of([]) == {}
