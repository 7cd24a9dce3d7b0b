"""One index over several databases (nodes), for more passages than one server should hold: each node is an index of its own, and a
coordinator searches all of them through postgres_fdw.

The coordinator has the tables of an index, but the rows of documents and passages lie in partitions on the nodes; the vocabulary and the
numbers over all passages that BM25 needs are stored in itself. `retriever.postgres.search` queries it like any other database.
"""

from collections.abc import Sequence

from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from ingest.errors import StorageError
from retriever.postgres import schema, statistics
from retriever.postgres.connection import NEAREST, Database, ReadConnection
from retriever.postgres.rows import MeanLengths

_SPAN = 10**12
"""The size of the range of document numbers and of passage numbers that each node has for itself."""
_PARTITIONED = {
    "document": "number",
    "passage": "number",
    "weight": "passage",
    "document_weight": "document",
    "mark": "document",
}
_VOCABULARY = ("term", "bigram", "word", "name", "corpus")
_OPTIONS = " ".join(f"-c {name}={value}" for name, value in NEAREST.items())


def unite(coordinator: ReadConnection, nodes: Sequence[str], dimension: int) -> int:
    """Make the coordinator search all `nodes` (addresses, always in the same order) as they are now; returns the number of passages.

    The first call, before there are documents, makes the tables on all of them.

    Raises:
        StorageError: a node holds numbers of another one's range, the nodes were made with different settings, or this role may not do it.
        StoreUnreachableError: a node cannot be reached.
    """
    opened = [Database(node) for node in nodes]
    for number, node in enumerate(opened):
        with node.writing() as connection:
            _prepare(connection, number, dimension, node.place)
    if schema.applied(coordinator) == 0:
        schema.migrate(coordinator, dimension)
    with coordinator.transaction():
        row = coordinator.execute(
            "SELECT relkind = 'p' FROM pg_class WHERE oid = 'mureobwa.passage'::regclass"
        ).fetchone()
        if not (row and row[0]):
            _partition(coordinator, nodes)
    means = _means(coordinator)
    for node in opened:
        with node.writing() as connection:
            statistics.weigh(connection, means)
    with coordinator.transaction():
        return _gather(coordinator, len(nodes))


def _prepare(node: ReadConnection, number: int, dimension: int, place: str) -> None:
    """Make the tables of a node, whose rows get their numbers from the range of node `number`."""
    schema.migrate(node, dimension)
    first = number * _SPAN + 1
    for table in ("document", "passage"):
        row = node.execute(f"SELECT min(number), max(number) FROM mureobwa.{table}".encode()).fetchone()
        lowest, highest = row or (None, None)
        if lowest is None:
            node.execute(f"ALTER TABLE mureobwa.{table} ALTER COLUMN number RESTART WITH {first}".encode())
        elif lowest < first or highest >= first + _SPAN:
            raise StorageError(
                f"데이터베이스 '{place}'에는 {number + 1}번째 노드가 아닐 때 넣은 문서가 있습니다. "
                "빈 데이터베이스를 노드로 쓰고, 노드는 늘 같은 순서로 적어 주세요."
            )


def _partition(coordinator: ReadConnection, nodes: Sequence[str]) -> None:
    """Replace the coordinator's own tables by partitions on the nodes."""
    coordinator.execute("CREATE EXTENSION IF NOT EXISTS postgres_fdw")
    for table, key in _PARTITIONED.items():
        coordinator.execute(f"ALTER TABLE mureobwa.{table} RENAME TO own_{table}".encode())
        coordinator.execute(
            f"CREATE TABLE mureobwa.{table} (LIKE mureobwa.own_{table}) PARTITION BY RANGE ({key})".encode()
        )
    for table in _PARTITIONED:
        coordinator.execute(f"DROP TABLE mureobwa.own_{table} CASCADE".encode())
    for number, node in enumerate(nodes):
        name, first = f"mureobwa_node_{number + 1}", number * _SPAN
        _connect(coordinator, name, node)
        for table in _PARTITIONED:
            coordinator.execute(
                f"CREATE FOREIGN TABLE mureobwa.{table}_{number + 1} PARTITION OF mureobwa.{table} "
                f"FOR VALUES FROM ({first}) TO ({first + _SPAN}) SERVER {name} "
                f"OPTIONS (schema_name 'mureobwa', table_name '{table}')".encode()
            )
        tables = ", ".join(_VOCABULARY)
        coordinator.execute(f"CREATE SCHEMA {name}".encode())
        coordinator.execute(
            f"IMPORT FOREIGN SCHEMA mureobwa LIMIT TO ({tables}) FROM SERVER {name} INTO {name}".encode()
        )
    # A passage and its weights lie on one node and are joined there.
    row = coordinator.execute("SELECT quote_ident(current_database())").fetchone()
    coordinator.execute(f"ALTER DATABASE {row[0] if row else ''} SET enable_partitionwise_join = on".encode())


def _connect(coordinator: ReadConnection, name: str, node: str) -> None:
    server_options = {key: str(value) for key, value in conninfo_to_dict(node).items() if value is not None}
    who: dict[str, str] = {key: server_options.pop(key) for key in ("user", "password") if key in server_options}
    server_options |= {"options": _OPTIONS, "extensions": "vector", "use_remote_estimate": "true", "fetch_size": "1000"}
    server = sql.SQL("CREATE SERVER {} FOREIGN DATA WRAPPER postgres_fdw OPTIONS ({})")
    mapping = sql.SQL("CREATE USER MAPPING FOR CURRENT_USER SERVER {} OPTIONS ({})")
    coordinator.execute(server.format(sql.Identifier(name), _options(server_options)))
    coordinator.execute(mapping.format(sql.Identifier(name), _options(who)))


def _options(options: dict[str, str]) -> sql.Composed:
    return sql.SQL(", ").join(
        sql.SQL("{} {}").format(sql.Identifier(key), sql.Literal(value)) for key, value in options.items()
    )


def _means(coordinator: ReadConnection) -> MeanLengths:
    inner = coordinator.execute(
        "SELECT avg(length)::float8, avg(bigram_length)::float8 FROM mureobwa.passage"
    ).fetchone()
    outer = coordinator.execute("SELECT avg(length)::float8 FROM mureobwa.document").fetchone()
    terms, bigrams = inner or (None, None)
    (whole,) = outer or (None,)
    return MeanLengths(terms or 1.0, bigrams or 1.0, whole or 1.0)


def _gather(coordinator: ReadConnection, nodes: int) -> int:
    """Store in the coordinator the vocabulary of all nodes, and what their index was made with; returns the number of passages."""

    def all_of(table: str) -> str:
        return " UNION ALL ".join(f"SELECT * FROM mureobwa_node_{number + 1}.{table}" for number in range(nodes))

    made_with = "layout, model, dimension, passage_chars, dictionary"
    corpora = coordinator.execute(f"SELECT DISTINCT {made_with} FROM ({all_of('corpus')}) AS c".encode()).fetchall()
    if len(corpora) > 1:
        raise StorageError(
            "노드의 색인들이 서로 다른 설정이나 프로그램으로 만들어졌습니다. 같은 설정으로 다시 넣어 주세요."
        )
    if not corpora:
        return 0
    statements = {
        "term": "term, sum(passages)::bigint AS passages, sum(documents)::bigint AS documents FROM ({}) AS t GROUP BY term",
        "bigram": "bigram, sum(passages)::bigint AS passages FROM ({}) AS t GROUP BY bigram",
        "word": "word, sum(count)::bigint AS count, min(keys) AS keys FROM ({}) AS t GROUP BY word",
    }
    for table, statement in statements.items():
        query = statement.format(all_of(table))
        coordinator.execute(f"CREATE TEMP TABLE new_{table} ON COMMIT DROP AS SELECT {query}".encode())
    statistics.merge_vocabulary(coordinator)
    coordinator.execute("DELETE FROM mureobwa.name")
    coordinator.execute(
        f"INSERT INTO mureobwa.name SELECT name, other FROM ({all_of('name')}) AS n ON CONFLICT DO NOTHING".encode()
    )
    counts = coordinator.execute(
        "SELECT (SELECT count(*) FROM mureobwa.document), (SELECT count(*) FROM mureobwa.passage)"
    ).fetchone()
    documents, passages = counts or (0, 0)
    values = ", ".join(f"{name} = excluded.{name}" for name in f"{made_with}, documents, passages".split(", "))
    coordinator.execute(
        f"INSERT INTO mureobwa.corpus AS c ({made_with}, documents, passages) VALUES (%s, %s, %s, %s, %s, %s, %s) "
        f"ON CONFLICT (one) DO UPDATE SET {values}, revision = c.revision + 1".encode(),
        [*corpora[0], documents, passages],
    )
    return int(passages)
