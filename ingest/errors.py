"""The errors that are shown to a user, each with an exit code of the command line."""

from collections.abc import Iterator
from contextlib import contextmanager

from ingest.korean.particles import settled


class MureobwaError(Exception):
    """A failure that is shown to the user as one Korean sentence: what was wrong, what was expected, what to do.

    The command line prints `str(error)` on standard error and leaves with `exit_code`. A refusal to answer is
    not a failure (it is a `chat.answer.Status`), and neither is an empty result.
    """

    exit_code = 1

    def __init__(self, message: str) -> None:
        """`message` may have open particles after names, "'a.txt'을(를)"; the right one is chosen here."""
        super().__init__(settled(message))


class BadInputError(MureobwaError):
    """What the user gave cannot be read: a missing, empty, binary, oversized or damaged file or argument."""

    exit_code = 2


class IndexUnusableError(MureobwaError):
    """There is no index, or it is damaged, or it was made with another model or an older layout."""

    exit_code = 3


class StorageError(MureobwaError):
    """Writing failed: a full disk, a read-only folder. What was there before is still there."""

    exit_code = 4


class StoreUnreachableError(MureobwaError):
    """The database that keeps the index does not answer now; asked again later, it may. What it holds is untouched."""

    exit_code = 5


@contextmanager
def from_extra(extra: str) -> Iterator[None]:
    """A context manager around imports of packages that an optional extra installs; for a missing one, the message says what to install.

    Raises:
        MureobwaError: a package of `extra` is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise MureobwaError(
            f"꾸러미 '{error.name}'이(가) 설치되어 있지 않습니다. pip install 'mureobwa[{extra}]'로 설치해 주세요."
        ) from error
