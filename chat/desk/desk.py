"""The object that all doors share: the service, the sites, the limits, the answers with their cache, the log, the metrics."""

import os
from dataclasses import dataclass

from chat.desk.answer_threads import Answers
from chat.desk.limits import Limits
from chat.desk.recorder import AnswerRecorder
from chat.desk.sites import SiteBook
from chat.log.question_log import QuestionLog
from chat.operation.live_settings import LiveSettings
from chat.operation.metrics import Metrics
from chat.service import Mureobwa
from chat.settings import Settings

# Threads with a language model: they wait for it and need no processor, so as many as a model server takes questions at a time.
_WITH_MODEL = 16


@dataclass(frozen=True, slots=True)
class Desk:
    """What the doors of one process share; there is one for each process."""

    service: Mureobwa
    live: LiveSettings
    sites: SiteBook
    limits: Limits
    answers: Answers
    log: QuestionLog
    metrics: Metrics

    @classmethod
    def of(cls, service: Mureobwa, settings: Settings) -> "Desk":
        """A new desk that answers with `service`.

        Raises:
            BadInputError: the list of sites is damaged.
        """
        sites = SiteBook(settings.home, demo=settings.demo)
        sites.all()
        log, metrics = QuestionLog(settings), Metrics()
        workers = settings.answer_workers or (_WITH_MODEL if service.engine.model else os.cpu_count() or 1)
        recorder = AnswerRecorder(service, log, metrics)
        answers = Answers(service, workers, settings.answer_waiting, settings.answer_cache, recorder)
        metrics.watch(service, log.writer, lambda: answers.waiting)
        return cls(service, LiveSettings(settings), sites, Limits(), answers, log, metrics)

    @property
    def settings(self) -> Settings:
        """The current settings: some change while the service runs (`chat.operation.live_settings`)."""
        return self.live.now

    def close(self) -> None:
        """Finish the questions that run, then store the rows of the log that are still held."""
        self.answers.close()
        self.log.stop()
