"""A separate index for a benchmark's corpus, kept beside the office's: built once, and used again for the same corpus."""

from collections.abc import Callable
from pathlib import Path

from chat.settings import AnswerSettings
from eval.benchmark import Benchmark, CorpusDocument
from ingest.document import Document, Passage
from ingest.errors import IndexUnusableError, StorageError
from ingest.read import read_text
from ingest.split import split
from retriever.build import build
from retriever.index import Index, open_index


def corpus_index(
    benchmark: Benchmark, settings: AnswerSettings, progress: Callable[[str, int, int], None]
) -> tuple[Index, AnswerSettings]:
    """The index of the benchmark's corpus and the settings it is served with (their `home` is the scratch folder).

    The index lies in `<home>/eval/corpora/<hash of the corpus>`; the model cache of `home` is shared by a link.
    """
    scratch = settings.model_copy(
        update={"home": settings.home / "eval" / "corpora" / benchmark.corpus_mark, "index": ""}
    )
    _share_cache(settings.home, scratch.home)
    try:
        index = open_index(scratch)
        if index.manifest.passage_chars == settings.passage_chars:
            return index, scratch
    except IndexUnusableError:
        pass
    documents: list[tuple[Document, tuple[Passage, ...]]] = []
    for count, one in enumerate(benchmark.corpus):
        progress("문서 읽기", count, len(benchmark.corpus))
        documents.append(_read(one, scratch))
    build(documents, scratch, progress)
    return open_index(scratch), scratch


def _read(one: CorpusDocument, settings: AnswerSettings) -> tuple[Document, tuple[Passage, ...]]:
    # No source: a benchmark's ids are labels, and their words must not become searchable titles.
    document = read_text(one.text, source="", title=one.title, document_id=one.id)
    return document, split(document, settings)


def _share_cache(home: Path, scratch: Path) -> None:
    cache = home / "cache"
    try:
        cache.mkdir(parents=True, exist_ok=True)
        scratch.mkdir(parents=True, exist_ok=True)
        if not (scratch / "cache").exists():
            (scratch / "cache").symlink_to(cache.resolve(), target_is_directory=True)
    except OSError as error:
        raise StorageError(
            f"'{scratch}'에 쓸 수 없습니다: {error.strerror}. 빈 공간과 권한을 확인해 주세요."
        ) from error
