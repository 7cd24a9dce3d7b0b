"""The index as a LangChain retriever, and the embedder as LangChain embeddings. In this project only `eval` imports it, for comparisons."""

from collections.abc import Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field, InstanceOf

from retriever.embed import Embedder
from retriever.hit import Hit
from retriever.passage_index import PassageIndex
from retriever.search import search


class MureobwaRetriever(BaseRetriever):
    """`MureobwaRetriever(index=open_store(settings), k=10).invoke("...")` gives LangChain documents, best first.

    A document's `metadata` holds document_id, title, office, published (ISO date or ""), heading (list, outermost
    first), start, end (characters of the source document), score (higher is better) and legs (the value of each leg).
    """

    model_config = ConfigDict(arbitrary_types_allowed=True, frozen=True)

    index: InstanceOf[PassageIndex] = Field(repr=False)
    k: int = Field(default=10, ge=1, description="문서 조각을 몇 개까지 가져올지")

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, k: int | None = None, **_: Any
    ) -> list[Document]:
        index = self.index.snapshot()
        return [_document(index, hit) for hit in search(index, query, k or self.k)]


class MureobwaEmbeddings(Embeddings):
    """`MureobwaEmbeddings(load_embedder(settings))`: the vectors of passages and questions by the embedder, as lists of floats."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: Sequence[str]) -> list[list[float]]:
        """One unit vector for each text, as a passage."""
        vectors: list[list[float]] = self._embedder.passages(list(texts)).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """The unit vector of a question."""
        vector: list[float] = self._embedder.queries([text])[0].tolist()
        return vector


def _document(index: PassageIndex, hit: Hit) -> Document:
    passage = hit.passage
    document = index.documents[passage.document_id]
    published = document.metadata.published
    return Document(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "document_id": document.id,
            "title": document.title,
            "office": document.metadata.office,
            "published": published.isoformat() if published else "",
            "heading": list(passage.heading),
            "start": passage.start,
            "end": passage.end,
            "score": hit.score,
            "legs": dict(hit.legs),
        },
    )
