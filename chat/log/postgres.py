"""The log in PostgreSQL, in the database of the index: several servers write into one log, the admin page of each reads all of it.

The statements are those of `chat.log.statements`; the tables are in a schema of their own, which the first write creates where the role may. Deleted
rows are vacuumed: no query finds them and their space is used again; the server's write-ahead log and backups lose them in their own time.
"""

import contextlib
import datetime as dt
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import psycopg

from chat.log import statements
from chat.log.entry import Entry, Feedback, LogRow, Tally
from chat.log.store import Found, LogUnavailableError, Wanted
from retriever.postgres import schema
from retriever.postgres.connection import ReadConnection, bounded, place_of, why
from retriever.postgres.roles import role_name

T = TypeVar("T")
_log = logging.getLogger(__name__)

SCHEMA = "mureobwa_log"
_MISTAKES = (psycopg.IntegrityError, psycopg.DataError)
"""Errors that a second try cannot repair: a row that does not fit its table."""
_REFUSED = (
    psycopg.errors.InsufficientPrivilege,
    psycopg.errors.ReadOnlySqlTransaction,
    psycopg.errors.UndefinedTable,
    psycopg.errors.InvalidSchemaName,
)
_SESSION = (
    f"SET search_path = {SCHEMA}",
    "SET statement_timeout = '20s'",  # a statement ends also where the network was cut
    "SET default_transaction_read_only = off",  # the role that answers may only read everything else
    "SET synchronous_commit = on",  # a commit survives a power cut
)
_AT_ONCE = 500
"""Most rows deleted in one transaction, so that no other statement waits long."""
_SETUPS_AT_ONCE = 50
"""Most setups deleted with them: for each the server looks through all entries."""


class PostgresLog:
    """A `LogStore` in the database of `dsn`.

    A row whose commit was cut off may or may not be stored, so it is written again. An answer and an opinion are stored once all the same; a
    count (`Tally`) may then be added twice.
    """

    def __init__(self, dsn: str) -> None:
        """Nothing is opened before something is written or read.

        Raises:
            BadInputError: `dsn` cannot be read.
        """
        self._conninfo = bounded(dsn)
        self._connection: ReadConnection | None = None

    @property
    def place(self) -> str:
        """Host and name of the database, for messages to people."""
        return place_of(self._conninfo)

    def add(self, rows: Sequence[LogRow]) -> None:
        """Store `rows` (see `LogStore.add`)."""
        self._change(lambda connection: statements.insert(connection, rows))

    def find(self, answer_id: str) -> Entry | None:
        """The entry of an answer (see `LogStore.find`)."""
        return self._read(lambda connection: statements.entry(connection, answer_id), None)

    def entries(self, wanted: Wanted) -> Sequence[Found]:
        """The entries that match `wanted` (see `LogStore.entries`)."""
        return self._read(lambda connection: statements.entries(connection, wanted, like="ILIKE"), [])

    def tallies(self, since: dt.date, until: dt.date) -> Sequence[Tally]:
        """The counts of some days (see `LogStore.tallies`)."""
        return self._read(lambda connection: statements.tallies(connection, since, until), [])

    def feedback(self, since: dt.datetime, until: dt.datetime, helpful: bool | None = None) -> Sequence[Feedback]:
        """The opinions of a time (see `LogStore.feedback`)."""
        return self._read(lambda connection: statements.feedback(connection, since, until, helpful), [])

    def delete_before(self, moment: dt.datetime) -> int:
        """Delete old rows (see `LogStore.delete_before`), as far as a database can (see the module's docstring)."""
        deleted, now = 0, 1
        while now:
            now = self._change(lambda connection: statements.delete_before(connection, moment, _AT_ONCE))
            deleted += now
        return self._vacuumed(deleted)

    def delete(self, answer_id: str) -> int:
        """Delete one answer and the opinions of it (see `LogStore.delete`), as far as a database can."""
        return self._vacuumed(self._change(lambda connection: statements.delete(connection, answer_id)))

    def migrate(self) -> list[str]:
        """Create the tables or bring them to the newest version. Returns the names of the migrations applied. Raises LogUnavailableError."""
        with self._told(), self._connect() as connection:
            return schema.bring_up(connection, SCHEMA, __package__, {})

    def take(self, pieces: Iterable[Callable[[statements.Connection], object]]) -> None:
        """Run all pieces of a copy (`tables.copy_since`) in one transaction. Raises LogUnavailableError."""

        def work(statements: statements.Connection) -> None:
            for piece in pieces:
                piece(statements)

        self._change(work)

    def close(self) -> None:
        """Close the connection for writing (see `LogStore.close`)."""
        connection, self._connection = self._connection, None
        if connection:
            with contextlib.suppress(psycopg.Error):
                connection.close()

    def _vacuumed(self, deleted: int) -> int:
        if deleted:
            # Where it takes longer than a statement may, or this role may not vacuum, the server does it by itself later.
            with self._writing() as connection, contextlib.suppress(psycopg.errors.QueryCanceled):
                connection.execute("VACUUM entries, feedback")
            self._delete_unused_setups()
        return deleted

    def _delete_unused_setups(self) -> None:
        with self._writing() as connection:
            try:
                statements.delete_unused_setups(_Statements(connection), _SETUPS_AT_ONCE)
            except (
                psycopg.errors.InsufficientPrivilege
            ):  # the rights are those that an earlier version of the program gave
                _log.warning(
                    "%s: 쓰지 않는 설정의 기록을 지울 권한이 없습니다. 'mureobwa log roles'가 출력하는 SQL을 다시 실행해 주세요.",
                    self.place,
                )

    def _change(self, work: Callable[["_Statements"], T]) -> T:
        with self._writing() as connection, connection.transaction():
            return work(_Statements(connection))

    @contextmanager
    def _writing(self) -> Iterator[ReadConnection]:
        """The open connection to the primary; after a failure a new one is opened next time."""
        with self._told():
            try:
                if self._connection is None:
                    self._connection = self._ready()
                yield self._connection
            except _MISTAKES:
                raise
            except BaseException:
                self.close()
                raise

    def _ready(self) -> ReadConnection:
        connection = self._connect()
        try:
            found, wanted = schema.applied(connection, SCHEMA), schema.newest(__package__)
            if found > wanted:
                raise LogUnavailableError(
                    f"{self.place}: 기록의 형식({found})이 이 프로그램이 쓰는 형식({wanted})보다 새것입니다. 프로그램을 새 버전으로 바꿔 주세요."
                )
            if found < wanted:
                schema.bring_up(connection, SCHEMA, __package__, {})
        except BaseException:
            connection.close()
            raise
        return connection

    def _connect(self, target: str = "primary") -> ReadConnection:
        connection = psycopg.connect(self._conninfo, autocommit=True, target_session_attrs=target)
        for statement in _SESSION:
            connection.execute(statement.encode())
        return connection

    def _read(self, work: Callable[["_Statements"], T], nothing: T) -> T:
        """The result of `work`, on any server that answers; `nothing` where there is no log yet."""
        with self._told(), self._connect("any") as connection:
            if not schema.applied(connection, SCHEMA):
                return nothing
            return work(_Statements(connection))

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (
            psycopg.errors.ForeignKeyViolation
        ) as error:  # a setup was deleted while another server wrote an entry with it
            raise LogUnavailableError(f"{self.place}: {why(error)}") from error
        except _MISTAKES:
            raise
        except _REFUSED as error:
            raise LogUnavailableError(
                f"{self.place}: {why(error)}. 'mureobwa log migrate'로 표를 만들고 'mureobwa log roles'로 권한을 주었는지 확인해 주세요."
            ) from error
        except psycopg.Error as error:
            raise LogUnavailableError(f"{self.place}: {why(error)}") from error


class _Statements:
    """A psycopg connection that runs the statements of `chat.log.statements`, whose values are marked with "?"."""

    def __init__(self, connection: ReadConnection) -> None:
        self._connection = connection

    def execute(self, sql: str, values: Sequence[Any] = (), /) -> "psycopg.Cursor[Any]":
        """Run one statement."""
        return self._connection.execute(_own(sql), [_held(value) for value in values])

    def executemany(self, sql: str, rows: Sequence[Sequence[Any]], /) -> None:
        """Run one statement for each of `rows`."""
        with self._connection.cursor() as cursor:
            cursor.executemany(_own(sql), [[_held(value) for value in row] for row in rows])


def _own(sql: str) -> bytes:
    return sql.replace("?", "%s").encode()


def _held(value: Any) -> Any:
    """`value` as PostgreSQL can store it: its texts hold no NUL, which becomes the replacement character (U+FFFD)."""
    return value.replace("\0", "\N{REPLACEMENT CHARACTER}") if isinstance(value, str) else value


def roles_sql(server: str, database: str) -> str:
    """The SQL statements that let the role `server`, which answers, read and write the log, and nothing more. Raises as `role_name`."""
    server = role_name(server)
    return f"""\
-- 표의 주인으로 '{database}' 데이터베이스에서 실행합니다: mureobwa log roles | psql "$DSN"
GRANT USAGE ON SCHEMA {SCHEMA} TO {server};
GRANT SELECT ON ALL TABLES IN SCHEMA {SCHEMA} TO {server};
GRANT INSERT, DELETE ON {SCHEMA}.setups, {SCHEMA}.entries, {SCHEMA}.feedback TO {server};
GRANT INSERT, UPDATE ON {SCHEMA}.tallies TO {server};
"""
