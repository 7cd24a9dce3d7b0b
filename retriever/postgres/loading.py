"""Loading many documents into an empty database: the indexes that are slow to fill row by row are built after all rows are in."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from retriever.made import Made
from retriever.postgres import rows, writing
from retriever.postgres.connection import ReadConnection

_SLOW = ("passage_vector", "weight_terms", "weight_bigrams", "document_terms")
_TOGETHER = 50
"""Documents in one transaction: a kill loses no more than these, and the next load continues after those stored."""


@contextmanager
def indexes_later(connection: ReadConnection, tell: Callable[[int, int], None]) -> Iterator[None]:
    """A context in which the slow indexes are dropped; at its end they are built. After an interrupted load the next one builds them.

    `tell` is called with how many indexes are built, of how many.
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


def make_postponed(connection: ReadConnection, tell: Callable[[int, int], None]) -> None:
    """Build the indexes that a load has dropped (table `postponed`)."""
    found = connection.execute("SELECT definition FROM mureobwa.postponed ORDER BY definition").fetchall()
    # HNSW is built several times faster where it fits into maintenance_work_mem: 100,000 passages take 150 MB. The server's own value may be higher.
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


def load(connection: ReadConnection, found: Iterable[Made]) -> list[str]:
    """Store the documents `found`, some in each transaction; a document that the database holds already, the same to the letter, is
    skipped. Returns the ids of all of them.
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


def _add(connection: ReadConnection, batch: list[Made]) -> None:
    if batch:
        writing.add_documents(connection, batch)
        batch.clear()
