"""Choosing the store of the log by the settings: a file, or the database of the index."""

import logging
from typing import TYPE_CHECKING

from chat.log.sqlite import SqliteLog
from ingest.errors import from_extra
from retriever.settings import is_database, need_database

_log = logging.getLogger(__name__)

if TYPE_CHECKING:
    from chat.log.postgres import PostgresLog
    from chat.log.store import LogStore
    from chat.settings import Settings


def log_of(settings: "Settings") -> "LogStore":
    """The store of the log: in the database of the index where there is one, else in a file below `settings.home`. Nothing is opened yet.

    Raises:
        BadInputError: the address of the database cannot be read.
        MureobwaError: the extra for databases ("postgres") is not installed.
    """
    in_file = SqliteLog.below(settings.home, settings.log_max_mib)
    if not is_database(settings.index):
        return in_file
    if in_file.path.exists():  # its old rows are deleted no more
        _log.warning(
            "전의 기록이 '%s'에 남아 있습니다. 'mureobwa log move'로 데이터베이스에 옮겨 주세요.", in_file.path
        )
    return log_in_database(settings)


def log_in_database(settings: "Settings") -> "PostgresLog":
    """The log in the database of the index.

    Raises:
        BadInputError, MureobwaError: as `log_of`, or the index lies in no database.
    """
    need_database(settings)
    with from_extra("postgres"):
        from chat.log.postgres import PostgresLog
    return PostgresLog(settings.index)
