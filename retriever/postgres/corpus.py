"""The table `corpus` with its one row: what the index in the database was made with, and which state of it this is."""

from dataclasses import dataclass

from ingest.errors import IndexUnusableError
from retriever import aliases
from retriever.embed import Embedder
from retriever.passage_index import MadeWith
from retriever.postgres import schema
from retriever.postgres.connection import ReadConnection
from retriever.storage import LAYOUT, MEND


@dataclass(frozen=True, slots=True)
class Corpus:
    """The description of the index in the database. `id` is drawn when it is first stored; `revision` grows with every change."""

    id: str
    revision: int
    made_with: MadeWith
    dimension: int
    documents: int
    passages: int

    @property
    def version(self) -> str:
        """The version of the index."""
        return f"{self.id[:8]}-{self.revision}"

    @classmethod
    def read(cls, connection: ReadConnection) -> "Corpus | None":
        """The description that the database holds; None where nothing was ever indexed."""
        row = connection.execute(
            "SELECT id::text, revision, layout, model, passage_chars, dictionary, dimension, documents, passages FROM mureobwa.corpus"
        ).fetchone()
        if row is None:
            return None
        name, revision, layout, model, passage_chars, dictionary, *sizes = row
        return cls(name, revision, MadeWith(layout, model, passage_chars, dictionary), *sizes)


def opened(connection: ReadConnection) -> tuple[Corpus, bool]:
    """The description of the index, and whether this role sees the documents of some departments only.

    Raises:
        IndexUnusableError: there is no index, or a program of another layout made it.
    """
    schema.check(connection)
    row = connection.execute("SELECT mureobwa.departments_seen() IS NOT NULL").fetchone()
    corpus = filled(connection)
    if corpus.made_with.layout != LAYOUT:
        raise IndexUnusableError(
            f"데이터베이스의 색인 형식({corpus.made_with.layout})이 이 프로그램이 읽는 형식({LAYOUT})과 다릅니다. {MEND}"
        )
    return corpus, bool(row and row[0])


def filled(connection: ReadConnection) -> Corpus:
    """The description of the index, as `Corpus.read`, but never None.

    Raises:
        IndexUnusableError: nothing was ever indexed.
    """
    corpus = Corpus.read(connection)
    if corpus is None:
        raise IndexUnusableError("데이터베이스에 색인이 없습니다. 'mureobwa ingest 경로'로 먼저 문서를 넣어 주세요.")
    return corpus


def mismatch(corpus: Corpus, embedder: Embedder, dictionary: aliases.Dictionary) -> str:
    """The reason, in Korean, why the index cannot be used with this embedder and dictionary; "" where it can."""
    made_with = corpus.made_with
    if made_with.dictionary != dictionary.text:
        return f"색인을 만든 뒤에 사용자 사전(user_dictionary)이 바뀌었습니다. {_ANEW}"
    if (made_with.model, corpus.dimension) != (embedder.name, embedder.dimension):
        return (
            f"색인은 임베딩 모델 '{made_with.model}'(으)로 만들었는데 설정 embedding_model은 '{embedder.name}'입니다. "
            f"설정을 되돌리거나 {_ANEW}"
        )
    return ""


_ANEW = "'mureobwa ingest --fresh 경로'로 색인을 다시 만들어 주세요."
