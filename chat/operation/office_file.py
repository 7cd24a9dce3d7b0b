"""A file that officials may edit while the service runs: read again when it changes, written by one process at a time."""

import errno
import fcntl
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Generic, TypeVar

from ingest.errors import BadInputError, StorageError
from ingest.korean.particles import objective
from retriever.storage import FileStamp, file_stamp

T = TypeVar("T")
_log = logging.getLogger(__name__)


class OfficeFile(Generic[T]):
    """The file `path`, whose content is what `read` makes of it and `absent` where there is no file (without `absent` that is damage, too); `name` is
    what officials call it. Safe between threads and processes.
    """

    def __init__(self, path: Path, name: str, read: Callable[[Path], T], absent: T | None = None) -> None:
        self.path, self._name = path, name
        self._read, self._absent = read, absent
        self._lock = threading.Lock()
        self._known: tuple[FileStamp | None, T] | None = None

    def stamp(self) -> FileStamp | None:
        """The current stamp of the file; None where there is no file."""
        try:
            return file_stamp(self.path)
        except OSError:
            return None

    def content(self) -> T:
        """The content now, read again only where the file has changed.

        Raises:
            BadInputError: the file is damaged and was never read before; after later damage the content read last stays, and it is logged.
        """
        with self._lock:
            stamp = self.stamp()
            if self._known is None or self._known[0] != stamp:
                try:
                    content = self._absent if stamp is None else None
                    self._known = stamp, self._read(self.path) if content is None else content
                except BadInputError:
                    if self._known is None:
                        raise
                    _log.exception("%s 파일이 깨졌습니다. 전에 읽은 것을 계속 씁니다", self._name)
                    self._known = stamp, self._known[1]
            return self._known[1]

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock that lets one process write at a time.

        Raises:
            StorageError: in place of an OSError, also one of the block.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.with_suffix(".lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield
        except OSError as error:
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            reason = "디스크가 가득 찼습니다" if full else error.strerror
            raise StorageError(
                f"{objective(self._name)} '{self.path}'에 쓰지 못했습니다({reason}). 전의 내용은 그대로 있습니다."
            ) from error
