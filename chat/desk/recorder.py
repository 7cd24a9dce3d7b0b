"""Recording of each answer, whichever door gave it: a row of the log, the metrics, a line of the server's log."""

import logging
import time
from concurrent.futures import Future
from dataclasses import dataclass

from chat.answer import Answer
from chat.log.entry_of import Visit
from chat.log.question_log import QuestionLog
from chat.operation.metrics import Metrics
from chat.service import Mureobwa

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AnswerRecorder:
    """Records the answers of one process."""

    service: Mureobwa
    log: QuestionLog
    metrics: Metrics

    def begin(self) -> None:
        """Remember the current setup (index, reader, settings): a question under way keeps it when the index changes."""
        self.log.setup(self.service.engine)

    def answered(
        self, name: str, answer: Answer, visit: Visit, scope: str, cached: bool, asked_at: float
    ) -> "Future[bool]":
        """Record an answer that is ready to be sent under the id `name`. The future is done once the answer may be sent: its row is stored,
        or the log does not wait for it.

        `asked_at` is the `time.monotonic()` of its question. An error here is logged and never reaches the visitor.
        """
        try:
            seconds = time.monotonic() - asked_at
            self.metrics.answered(answer, visit.door, cached, seconds)
            fields = {"answer_id": name, "door": visit.door.value, "status": answer.status.value, "cached": cached}
            _log.info("answered", extra={"told": fields | {"ms": round(seconds * 1000, 1)}})
            return self.log.keep(name, answer, visit, self.service.engine, scope, cached)
        except Exception:
            _log.exception("an answer could not be written down")
            done: Future[bool] = Future()
            done.set_result(False)
            return done

    def failed(self, visit: Visit) -> None:
        """Count a question that ended with an error."""
        self.metrics.failed(visit.door)
