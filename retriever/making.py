"""The terms and vectors of documents, computed for a store by this process or by several; only the documents at work are in memory."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from ingest.errors import StorageError
from retriever.aliases import dictionary_in_use
from retriever.embed import load_embedder
from retriever.made import Known, Made, Split, make
from retriever.settings import Settings

_AHEAD = 2
"""Documents for each worker, at work or waiting: a worker that has ended one finds the next one waiting."""


def made_of(documents: Iterable[tuple[Split, Known]], settings: Settings) -> Iterator[Made]:
    """Yield each document with its terms and vectors, in order; those that are known already are not computed again.

    Raises:
        StorageError: a worker process was killed; the documents yielded before are complete.
    """
    if not settings.embedding_workers:
        embedder = load_embedder(settings)
        for (document, passages), known in documents:
            yield make(document, passages, embedder, known)
        return
    load_embedder(settings)  # unpacks the model once, before all workers need it
    workers = settings.embedding_workers
    try:
        with ProcessPoolExecutor(workers, get_context("spawn"), _begin, (settings,)) as pool:
            waiting: deque[Future[Made]] = deque()
            for one in documents:
                waiting.append(pool.submit(_make, *one))
                if len(waiting) >= workers * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise StorageError(
            "임베딩을 맡은 프로세스가 끊겼습니다(메모리가 모자랐을 수 있습니다). 이미 넣은 문서는 그대로 있습니다. "
            "설정 embedding_workers를 줄이고 같은 명령을 다시 실행해 주세요."
        ) from error


_SETTINGS: list[Settings] = []  # the settings of this worker process, set once by `_begin`


def _begin(settings: Settings) -> None:
    """Set up a worker process. It embeds with one thread, since the processes share the cores already."""
    dictionary_in_use(settings)
    _SETTINGS[:] = [settings.model_copy(update={"threads": 1})]


def _make(split: Split, known: Known) -> Made:
    return make(*split, load_embedder(_SETTINGS[0]), known)
