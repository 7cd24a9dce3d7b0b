"""Documents made ready for a store one after the other, by this process or by several: never more of them in memory than are at work."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from ingest.errors import StorageError
from ingest.korean import morphemes
from retriever import aliases
from retriever.embed import load_embedder
from retriever.made import Known, Made, Split, make
from retriever.settings import Settings

_AHEAD = 2
"""Documents for each worker that wait or are at work: one is at hand as soon as it has ended another."""


def made_of(documents: Iterable[tuple[Split, Known]], settings: Settings) -> Iterator[Made]:
    """Each document with its terms and vectors, in order; what is known of it is not made again.

    Raises:
        StorageError: a worker was killed; what was given until then is whole.
    """
    if not settings.embedding_workers:
        embedder = load_embedder(settings)
        for (document, passages), known in documents:
            yield make(document, passages, embedder, known)
        return
    load_embedder(settings)  # unpacked once, before all need it
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


_SETTINGS: list[Settings] = []  # of this worker; set once, when it begins


def _begin(settings: Settings) -> None:
    """One thread each: the processes share the cores already."""
    morphemes.configure(aliases.read_dictionary(settings.user_dictionary).words)
    _SETTINGS[:] = [settings.model_copy(update={"threads": 1})]


def _make(split: Split, known: Known) -> Made:
    return make(*split, load_embedder(_SETTINGS[0]), known)
