"""The tables and their versions: every change of them is a numbered file in a folder `migrations/`, applied once, in order.

The log of questions (`chat.log`) has a schema and a folder of its own, brought up to date in the same way.
"""

from collections.abc import Iterator, Mapping
from importlib.resources import files

import psycopg

from ingest.errors import IndexUnusableError, StorageError
from retriever.postgres.connection import SET_UP, ReadConnection

_OLDEST_VECTOR = (0, 8, 2)
"""The oldest version of pgvector that is accepted: earlier ones have CVE-2026-3172; iterative scans came with 0.8.0."""
_LOCK = 0x6D757265  # "mure": one process migrates, the others wait
_INDEX = "mureobwa"


def migrations(package: str = __package__) -> Iterator[tuple[int, str, str]]:
    """Yield (version, name, SQL) of each migration in `package`, in order."""
    folder = files(package) / "migrations"
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".sql"):
            number, name = file.name.removesuffix(".sql").split("_", 1)
            yield int(number), name, file.read_text("utf-8")


def newest(package: str = __package__) -> int:
    """The newest version of the tables that this program knows."""
    return max(version for version, _, _ in migrations(package))


def applied(connection: ReadConnection, schema: str = _INDEX) -> int:
    """The version of the tables in `schema`; 0 where there are none."""
    row = connection.execute("SELECT to_regclass(%s) IS NOT NULL", [f"{schema}.migration"]).fetchone()
    if row is None or not row[0]:
        return 0
    row = connection.execute(f"SELECT coalesce(max(version), 0) FROM {schema}.migration".encode()).fetchone()
    return int(row[0]) if row else 0


def check(connection: ReadConnection) -> None:
    """Make sure that the tables are of the version that this program reads and writes.

    Raises:
        IndexUnusableError: there are no tables, or they are older or newer.
    """
    found, wanted = applied(connection), newest()
    if found == 0:
        raise IndexUnusableError(f"데이터베이스에 색인의 표가 없습니다. {SET_UP}")
    if found < wanted:
        raise IndexUnusableError(
            f"데이터베이스의 표({found})가 이 프로그램의 것({wanted})보다 오래되었습니다. 'mureobwa index migrate'를 실행해 주세요."
        )
    if found > wanted:
        raise IndexUnusableError(
            f"데이터베이스의 표({found})가 이 프로그램이 아는 것({wanted})보다 새것입니다. 프로그램을 새 버전으로 바꿔 주세요."
        )


def migrate(connection: ReadConnection, dimension: int) -> list[str]:
    """Bring the tables to the newest version; returns the names of the migrations applied. All of them are applied or none.

    `dimension`: the columns of the embedding model, fixed in the first step.

    Raises:
        StorageError: pgvector is missing or too old, or this role may not create tables.
    """
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        _need_vector(connection)
        return bring_up(connection, _INDEX, __package__, {"{dimension}": str(dimension)})


def bring_up(connection: ReadConnection, schema: str, package: str, values: Mapping[str, str]) -> list[str]:
    """Apply the migrations in `package` that `schema` lacks, all or none; returns their names. `values`: mark in the SQL -> what replaces it.

    Raises:
        psycopg.Error: this role may not create tables, or the server failed.
    """
    done: list[str] = []
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}".encode())
        connection.execute(
            f"CREATE TABLE IF NOT EXISTS {schema}.migration "
            "(version int PRIMARY KEY, name text NOT NULL, applied timestamptz NOT NULL DEFAULT now())".encode()
        )
        found = applied(connection, schema)
        for version, name, sql in migrations(package):
            if version > found:
                for mark, value in values.items():
                    sql = sql.replace(mark, value)
                connection.execute(sql.encode())
                statement = f"INSERT INTO {schema}.migration (version, name) VALUES (%s, %s)"
                connection.execute(statement.encode(), [version, name])
                done.append(f"{version:04} {name}")
    return done


def dimension(connection: ReadConnection) -> int:
    """The number of columns of the vectors that the tables take."""
    row = connection.execute(
        "SELECT atttypmod FROM pg_attribute WHERE attrelid = 'mureobwa.passage'::regclass AND attname = 'vector'"
    ).fetchone()
    return int(row[0]) if row else 0


def _need_vector(connection: ReadConnection) -> None:
    try:
        with connection.transaction():
            connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
    except psycopg.Error as error:
        raise StorageError(
            "데이터베이스에 pgvector가 없고 만들 수도 없습니다. 관리자가 서버에 pgvector 0.8.2 이상을 설치하고 "
            "그 데이터베이스에서 CREATE EXTENSION vector; 를 실행해야 합니다."
        ) from error
    row = connection.execute("SELECT extversion FROM pg_extension WHERE extname = 'vector'").fetchone()
    version = str(row[0]) if row else "0"
    if tuple(int(part) for part in version.split(".")) < _OLDEST_VECTOR:
        raise StorageError(
            f"pgvector {version}은(는) 쓸 수 없습니다(0.8.2부터). 서버의 pgvector를 올리고 ALTER EXTENSION vector UPDATE; 를 실행해 주세요."
        )
