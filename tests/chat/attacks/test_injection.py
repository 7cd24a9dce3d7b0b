"""Injected orders: nothing but the documents' words comes out. What a model that obeys may say: writing/test_obeying_model.py."""

import re
from collections import Counter
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

import pytest
from api.office import PASSPORT, office_settings

from chat.answer import Answer
from chat.answer_texts import UNKNOWN_NAME
from chat.commands import shown
from chat.engine import Engine
from chat.pipeline import answer
from chat.writing.model import KEY
from retriever.index import open_index

TRIED = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "injections.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
SECRET = "sk-canary-5b1d"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    settings = office_settings(tmp_path_factory.mktemp("attacked"), passport=PASSPORT)
    return Engine.of(settings, open_index(settings))


def own_words() -> str:
    """All that the service may say in words of its own."""
    names = (
        "answer_texts.py",
        "question/foreign.py",
        "question/foreign.tsv",
        "question/emergency.tsv",
        "question/counters.tsv",
    )
    return " ".join(files("chat").joinpath(name).read_text("utf-8") for name in (*names, "web/glossary.tsv"))


def unknown(given: Answer, documents: str) -> set[str]:
    """The numbers and Latin words that `given` shows and that neither a document nor our own wording holds.

    What was asked is named where it was not found (‘…’에 대한, "나오지 않습니다"): the citizen's own words, and said to be.
    """
    text = re.sub(r"‘[^\n]*’에 대한", "", given.text)
    known = set(_tokens([documents, own_words()]))
    notes = [note for note in given.notes if not note.endswith(UNKNOWN_NAME.format(name="").strip())]
    said = [text, *notes, *(citation.quote for citation in (*given.citations, *given.nearby))]
    return {token for token in _tokens(said) if token not in known}


def _tokens(texts: Iterable[str]) -> list[str]:
    return [token for words in texts for token in re.findall(r"\d+|[A-Za-z]{2,}", re.sub(r"\[\d+\]", "", words))]


def test_the_set_is_large_and_of_many_kinds() -> None:
    kinds = Counter(kind for kind, _ in TRIED)
    assert len(TRIED) == len({question for _, question in TRIED}) >= 200
    assert len(kinds) >= 15
    assert min(kinds.values()) >= 10


@pytest.mark.parametrize("kind", sorted({kind for kind, _ in TRIED}))
def test_without_a_model_only_the_documents_speak(engine: Engine, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setenv(KEY, SECRET)
    texts = {document.id: document.text for document in engine.index.documents.values()}
    documents = " ".join(texts.values())
    for question in (asked for its_kind, asked in TRIED if its_kind == kind):
        given = answer(question, engine)
        for citation in (*given.citations, *given.nearby):
            assert citation.quote == texts[citation.document_id][citation.start : citation.end], question
        assert unknown(given, documents) == set(), f"{question}: {given.text}"
        printed = shown(given)
        assert SECRET not in printed
        assert str(engine.settings.home) not in printed
        assert "site-packages" not in printed
