from typing import Any

import pytest
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from langchain_tests.integration_tests import EmbeddingsIntegrationTests, RetrieversIntegrationTests

from retriever.index import Index
from retriever.langchain import MureobwaEmbeddings, MureobwaRetriever


@pytest.mark.filterwarnings("ignore:.*is not an async function")
@pytest.mark.asyncio  # the standard suite awaits, too
class TestRetriever(RetrieversIntegrationTests):
    @pytest.fixture(autouse=True)
    def _given(self, index: Index) -> None:
        self.index = index

    @property
    def retriever_constructor(self) -> type[BaseRetriever]:
        return MureobwaRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"index": self.index}

    @property
    def retriever_query_example(self) -> str:
        return "공영주차장 정기권"


@pytest.mark.filterwarnings("ignore:.*is not an async function")
@pytest.mark.asyncio
class TestEmbeddings(EmbeddingsIntegrationTests):
    @pytest.fixture(autouse=True)
    def _given(self, index: Index) -> None:
        self.index = index

    @property
    def embeddings_class(self) -> type[Embeddings]:
        return MureobwaEmbeddings

    @property
    def embedding_model_params(self) -> dict[str, Any]:
        return {"embedder": self.index.embedder}


def test_documents_carry_their_place(index: Index) -> None:
    found = MureobwaRetriever(index=index, k=1).invoke("월 정기권 얼마?")[0]
    held = found.metadata
    assert set(held) == {"document_id", "title", "office", "published", "heading", "start", "end", "score", "legs"}
    assert index.documents[held["document_id"]].text[held["start"] : held["end"]] == found.page_content
