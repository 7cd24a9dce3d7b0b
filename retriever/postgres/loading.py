"""Many documents into an empty database: the indexes that are slow to fill row by row are made after the rows are in."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from retriever.made import Made
from retriever.postgres import rows, writing
from retriever.postgres.connection import Reader

_SLOW = ("passage_vector", "passage_terms", "passage_bigrams", "document_terms")
_TOGETHER = 50
"""Documents in one transaction: what a kill can lose; the next load goes on behind them."""


@contextmanager
def indexes_later(connection: Reader, tell: Callable[[int, int], None]) -> Iterator[None]:
    """Within it the slow indexes are missing; behind it they are there. A load that was cut off is ended by the next one.

    `tell` is called with how many are made, of how many.
    """
    with connection.transaction():
        connection.execute(
            "INSERT INTO mureobwa.postponed SELECT indexdef FROM pg_indexes "
            "WHERE schemaname = 'mureobwa' AND indexname = ANY(%s) ON CONFLICT DO NOTHING",
            [list(_SLOW)],
        )
        for name in _SLOW:
            connection.execute(f"DROP INDEX IF EXISTS mureobwa.{name}".encode())
    yield
    make_postponed(connection, tell)


def make_postponed(connection: Reader, tell: Callable[[int, int], None]) -> None:
    """Make the indexes that a load has put off."""
    found = connection.execute("SELECT definition FROM mureobwa.postponed ORDER BY definition").fetchall()
    # HNSW is built several times faster where it fits into this: 100,000 passages take 150 MB. What the server allows by itself may be more.
    connection.execute(
        "SELECT set_config('maintenance_work_mem', greatest(pg_size_bytes(current_setting('maintenance_work_mem')), 2^30)::bigint / 1024 || 'kB', false)"
    )
    for done, (definition,) in enumerate(found):
        tell(done, len(found))
        with connection.transaction():
            connection.execute(str(definition).encode())
            connection.execute("DELETE FROM mureobwa.postponed WHERE definition = %s", [definition])
    tell(len(found), len(found))
    connection.execute("RESET maintenance_work_mem")


def load(connection: Reader, found: Iterable[Made]) -> list[str]:
    """Put the documents in, some in each transaction; those that are there already, the same to the letter, are passed over. Gives
    the ids of all of them.
    """
    held: dict[str, str] = dict(connection.execute("SELECT id, digest FROM mureobwa.document").fetchall())
    batch: list[Made] = []
    names: list[str] = []
    for made in found:
        names.append(made.document.id)
        digest = held.get(made.document.id)
        if digest == rows.digest_of(made.split):
            continue
        if digest is not None:
            writing.delete_documents(connection, [made.document.id])
        batch.append(made)
        if len(batch) == _TOGETHER:
            _add(connection, batch)
    _add(connection, batch)
    return names


def _add(connection: Reader, batch: list[Made]) -> None:
    if batch:
        writing.add_documents(connection, batch)
        batch.clear()
