"""Connections: a pool of readers that outlive the loss of a server, and one writer on the primary."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, TypeVar

import psycopg
from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import TupleRow
from psycopg_pool import ConnectionPool, PoolTimeout

from ingest.errors import BadInputError, IndexUnusableError, StorageError, StoreUnreachableError

T = TypeVar("T")
logging.getLogger("psycopg.pool").setLevel(logging.CRITICAL)  # the caller gets one sentence instead
ReadConnection = Connection[TupleRow]

_POOL_SIZE = 8
"""The most connections of one process: a search holds one for about ten milliseconds, an answer takes a hundred times as long."""
_WAIT = 5.0
"""Seconds that a question waits for a connection before it ends with the error that the database does not answer."""
_TRIES = 3
"""Tries of a read, each on another connection: after a server is lost the connections to it are dead, and the next host answers."""

_REFUSALS = (
    psycopg.errors.InsufficientPrivilege,
    psycopg.errors.UndefinedTable,
    psycopg.errors.InvalidSchemaName,
)
"""The server answers, but not to this role, or it has no index."""

# A connection attempt and a statement may hang where a network is cut: both have a time limit.
_DEFAULTS = {"connect_timeout": "3", "tcp_user_timeout": "10000"}
NEAREST = {"hnsw.iterative_scan": "relaxed_order", "hnsw.ef_search": "200", "jit": "off"}
"""Settings of a server that looks for the nearest vectors: go on until enough are found, and compile no plan (that takes longer than running it)."""
_SEARCHING = (
    "SET default_transaction_read_only = on",
    "SET statement_timeout = '20s'",
    # One plan for all values, made once: making it anew takes a millisecond of each search. It cannot know how few rows a filter leaves, so
    # it must not choose to scan whole tables.
    "SET plan_cache_mode = force_generic_plan",
    "SET enable_seqscan = off",
    "SET max_parallel_workers_per_gather = 0",
    # Rows are looked up one by one: at the default of 4, for turning disks, some searches scanned a whole table (docs/scaling.md).
    "SET random_page_cost = 1.1",
    *(f"SET {name} = {value}" for name, value in NEAREST.items()),
)


class Database:
    """A database by its DSN (several hosts allowed), read through a pool. Safe for several threads."""

    def __init__(self, dsn: str) -> None:
        self._conninfo = bounded(dsn)
        self._pool: ConnectionPool[ReadConnection] | None = None
        self._lock = threading.Lock()

    @property
    def place(self) -> str:
        """Host and database, for people: without the password."""
        return place_of(self._conninfo)

    def read(self, work: Callable[[ReadConnection], T]) -> T:
        """The result of `work`, run on a reader's connection (each statement by itself); run again where the connection was dead.

        Raises:
            StoreUnreachableError: no server answers, or no connection is free in time.
            IndexUnusableError: the server refuses: the tables are missing, or this role may not read them.
        """
        for left in range(_TRIES - 1, -1, -1):
            try:
                with self._open_pool().connection() as connection:
                    return work(connection)
            except _REFUSALS as error:
                raise self._refused(error) from error
            except (PoolTimeout, psycopg.errors.QueryCanceled) as error:  # the time limit is used up: no second try
                raise self._unreachable(error) from error
            except psycopg.OperationalError as error:
                if not left:
                    raise self._unreachable(error) from error
        raise AssertionError("the last try returns or raises")

    def scan(self, work: Callable[[ReadConnection], T]) -> T:
        """The result of `work`, which reads much (a copy, a back-up): on a connection of its own, without the time limit and the plans of searches.

        Raises as `read`, but tries once.
        """
        try:
            with psycopg.connect(self._conninfo, autocommit=True) as connection:
                connection.execute("SET default_transaction_read_only = on")
                return work(connection)
        except _REFUSALS as error:
            raise self._refused(error) from error
        except psycopg.OperationalError as error:
            raise self._unreachable(error) from error

    @contextmanager
    def writing(self) -> Iterator[ReadConnection]:
        """A connection to the primary, on which each statement is its own transaction unless one is begun.

        Raises:
            StoreUnreachableError: no server that takes writes can be reached.
            StorageError: a write failed; what was committed before it stays.
        """
        try:
            connection = psycopg.connect(self._conninfo, autocommit=True, target_session_attrs="primary")
        except psycopg.OperationalError as error:
            raise self._unreachable(error) from error
        with connection:
            try:
                connection.execute("SET jit = off")
                yield connection
            except (psycopg.errors.InsufficientPrivilege, psycopg.errors.ReadOnlySqlTransaction) as error:
                raise StorageError(
                    f"데이터베이스 '{self.place}'에 쓸 권한이 없습니다({why(error)}). 쓰기 역할로 접속하는지 확인해 주세요 (mureobwa index roles)."
                ) from error
            except psycopg.Error as error:
                raise StorageError(
                    f"색인을 데이터베이스 '{self.place}'에 쓰지 못했습니다({why(error)}). 이미 넣은 문서는 그대로 있습니다. "
                    "데이터베이스의 상태와 디스크 공간을 확인한 뒤 같은 명령을 다시 실행해 주세요."
                ) from error

    def close(self) -> None:
        """Close the readers' connections; the next `read` opens new ones."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool:
            pool.close()

    def _open_pool(self) -> "ConnectionPool[ReadConnection]":
        with self._lock:
            if self._pool is None:
                # The pool would retry and report a timeout only; a connection of our own raises at once what is wrong.
                psycopg.connect(self._conninfo).close()
                self._pool = ConnectionPool(
                    self._conninfo,
                    kwargs={"autocommit": True},  # a read is one statement: no round trips to begin and end it
                    min_size=1,
                    max_size=_POOL_SIZE,
                    timeout=_WAIT,
                    reconnect_timeout=_WAIT,
                    configure=_configure,
                    open=True,
                )
            return self._pool

    def _refused(self, error: Exception) -> IndexUnusableError:
        return IndexUnusableError(f"데이터베이스 '{self.place}'의 색인을 읽을 수 없습니다({why(error)}). {SET_UP}")

    def _unreachable(self, error: Exception) -> StoreUnreachableError:
        return StoreUnreachableError(
            f"데이터베이스 '{self.place}'이(가) 지금 응답하지 않습니다({why(error)}). 잠시 뒤에 다시 해 주세요. "
            "계속되면 데이터베이스 서버와 설정 index를 확인해 주세요."
        )


SET_UP = "'mureobwa index migrate'로 표를 만들고 'mureobwa index roles'로 권한을 주었는지 확인해 주세요."


@lru_cache(maxsize=8)
def database(dsn: str) -> Database:
    """The `Database` of `dsn`: one object, and so one pool, in this process."""
    return Database(dsn)


def bounded(dsn: str) -> str:
    """`dsn` with time limits for connecting and for a network that is cut, where it sets none. Raises as `parsed`."""
    return make_conninfo("", **{**_DEFAULTS, "application_name": "mureobwa", **parsed(dsn)})


def place_of(dsn: str) -> str:
    """Host and database, for people: without the password. Raises as `parsed`."""
    parameters = parsed(dsn)
    return f"{parameters.get('host', '')}/{parameters.get('dbname', '')}"


def why(error: Exception) -> str:
    """The first line of the error's message; the name of its type where it has none."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def parsed(dsn: str) -> dict[str, Any]:
    """The parts of `dsn`.

    Raises:
        BadInputError: `dsn` is no address of a database.
    """
    try:
        return {name: value for name, value in conninfo_to_dict(dsn).items() if value is not None}
    except psycopg.ProgrammingError as error:
        # The message is not shown: it may hold the password.
        raise BadInputError(
            "설정 index를 데이터베이스 주소로 읽을 수 없습니다. 'postgresql://사용자@호스트:5432/데이터베이스' 꼴로 적어 주세요."
        ) from error


def _configure(connection: ReadConnection) -> None:
    for statement in _SEARCHING:
        connection.execute(statement.encode())
    connection.commit()
