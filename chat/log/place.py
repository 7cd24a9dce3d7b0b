"""The log where the settings say it lies."""

from typing import TYPE_CHECKING

from chat.log.sqlite import SqliteLog
from ingest.errors import BadInputError
from retriever.settings import is_database
from retriever.store import store_of

if TYPE_CHECKING:
    from chat.log.postgres import PostgresLog
    from chat.log.store import LogStore
    from chat.settings import Settings


def log_of(settings: "Settings") -> "LogStore":
    """The database of the index where there is one, else a file below `settings.home`. Nothing is opened yet.

    Raises:
        BadInputError: the address of the database cannot be read, or psycopg is not installed.
    """
    if is_database(settings.index):
        return log_in_database(settings)
    return SqliteLog.below(settings.home, settings.log_max_mib)


def log_in_database(settings: "Settings") -> "PostgresLog":
    """The log in the database of the index.

    Raises:
        BadInputError: as `log_of`, or the index lies in no database.
    """
    if not is_database(settings.index):
        raise BadInputError(
            "이 명령은 데이터베이스에만 씁니다. 설정 index(MUREOBWA_INDEX)에 postgresql://... 주소를 적어 주세요."
        )
    store_of(settings)  # says what to install where psycopg is missing
    from chat.log.postgres import PostgresLog

    return PostgresLog(settings.index)
