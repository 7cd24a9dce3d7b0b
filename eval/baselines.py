"""Baselines that anyone could have built, over the same documents and questions, with which our figures are compared.

White-space BM25, BM25 over morphemes, dense only, their equal RRF, and the usual LangChain recipe:
RecursiveCharacterTextSplitter (1,000 characters, 200 shared: the values of LangChain's RAG tutorial), embeddings
and LangChain's own vector store (every vector is looked at, by cosine). All dense ones use the index's own embedding model, so only the method differs.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from eval.ask import DEPTH, StageProgress, by_document, relevant_passages
from eval.gold import Span
from eval.run_folder import QUESTIONS, BaselineRecord, ResolvedQuestion, Run, passage_key, write_lines
from ingest.errors import from_extra
from retriever.embed import Embedder
from retriever.index import Index
from retriever.lexical import Lexical
from retriever.tokens import terms

with from_extra("langchain"):
    from retriever.langchain import MureobwaEmbeddings

if TYPE_CHECKING:
    from langchain_core.documents import Document

RRF_K = 60
"""Cormack, Clarke and Buettcher 2009."""

CHUNK_CHARS, CHUNK_OVERLAP = 1000, 200
_POOL = 100  # the best passages of each leg that the fusion takes, and those of a whole ranking (LangChain: half as many chunks)

Ranker = Callable[[str], Sequence[Span]]
"""Question in, spans of documents out, best first: enough that as a rule `DEPTH` different documents are among them."""

_LANGCHAIN = "LangChain 기본 구성"


def run_baselines(run: Run, index: Index, progress: StageProgress) -> None:
    """Rank with every baseline for every question of the run and write `baselines.jsonl`; nothing is done where the folder has it."""
    if run.baselines:
        return
    spans = [Span(passage.document_id, passage.start, passage.end) for passage in index.passages]
    records: list[BaselineRecord] = []
    scored = [asked for asked in run.asked if asked.relevant]
    for name, ranker, stretches in [*_own(index, spans), *_langchain(index, progress)]:
        units = by_document(stretches)
        for count, asked in enumerate(scored, start=1):
            records.append(_record(name, ranker, units, asked, run.info.kind == QUESTIONS))
            progress(f"비교: {name}", count, len(scored))
    write_lines(run.folder / "baselines.jsonl", (asdict(record) for record in records))


def _record(
    name: str, ranker: Ranker, units: Mapping[str, Sequence[Span]], asked: ResolvedQuestion, by_passage: bool
) -> BaselineRecord:
    found = ranker(asked.question.question)
    if by_passage:
        keys = [passage_key(span.document, span.start, span.end) for span in found]
        relevant: Mapping[str, int] = relevant_passages(asked.gold, units)
    else:
        keys, relevant = [span.document for span in found], asked.relevant
    return BaselineRecord(name, asked.question.id, tuple(dict.fromkeys(keys))[:DEPTH], relevant)


def _own(index: Index, spans: Sequence[Span]) -> list[tuple[str, Ranker, Sequence[Span]]]:
    blank = Lexical.of([passage.text.lower().split() for passage in index.passages])

    def by_space(question: str) -> NDArray[np.float32]:
        return blank.scores(dict.fromkeys(question.lower().split(), 1.0))

    def by_morpheme(question: str) -> NDArray[np.float32]:
        return index.terms.scores(dict.fromkeys(terms(question), 1.0))

    def dense(question: str) -> NDArray[np.float32]:
        return np.asarray(vectors @ index.embedder.sentence_queries([question])[0], np.float32)

    def fused(question: str) -> NDArray[np.float32]:
        total = np.zeros(len(spans), np.float32)
        for leg in (by_morpheme(question), dense(question)):
            best = np.argsort(-leg, kind="stable")[:_POOL]
            total[best] += 1.0 / (RRF_K + 1 + np.arange(len(best), dtype=np.float32))
        return total

    vectors = index.nearest.rows()
    legs = {"띄어쓰기 BM25": by_space, "형태소 BM25": by_morpheme, "임베딩만": dense, "단순 RRF": fused}
    return [(name, _ranker(score, spans), spans) for name, score in legs.items()]


def _ranker(score: Callable[[str], NDArray[np.float32]], spans: Sequence[Span]) -> Ranker:
    def rank(question: str) -> Sequence[Span]:
        scores = score(question)
        order = np.argsort(-scores, kind="stable")[:_POOL]
        return [spans[row] for row in order if scores[row] > 0]

    return rank


def _langchain(index: Index, progress: StageProgress) -> list[tuple[str, Ranker, Sequence[Span]]]:
    with from_extra("langchain"):
        from langchain_core.documents import Document
        from langchain_core.vectorstores import InMemoryVectorStore
        from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK_CHARS, chunk_overlap=CHUNK_OVERLAP, add_start_index=True)
    chunks = splitter.split_documents(
        [Document(document.text, metadata={"document": document.id}) for document in index.documents.values()]
    )
    store = InMemoryVectorStore.from_documents(chunks, _TellingEmbeddings(index.embedder, progress))

    def rank(question: str) -> Sequence[Span]:
        return [_chunk_span(chunk) for chunk in store.similarity_search(question, k=_POOL // 2)]

    return [(_LANGCHAIN, rank, [_chunk_span(chunk) for chunk in chunks])]


class _TellingEmbeddings(MureobwaEmbeddings):
    """Our embeddings for LangChain, reporting their progress: the corpus of a benchmark takes minutes."""

    def __init__(self, embedder: Embedder, progress: StageProgress) -> None:
        super().__init__(embedder)
        self._progress = progress

    def embed_documents(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector for each text."""
        vectors: list[list[float]] = []
        for start in range(0, len(texts), 16):
            vectors += super().embed_documents(texts[start : start + 16])
            self._progress(f"비교: {_LANGCHAIN} 색인", len(vectors), len(texts))
        return vectors


def _chunk_span(chunk: "Document") -> Span:
    start: int = chunk.metadata["start_index"]
    return Span(chunk.metadata["document"], start, start + len(chunk.page_content))
