"""What all doors for programs share: the service, the sites, the counts, the answers made so far."""

import os
from dataclasses import dataclass

from chat.api.answers import Answers
from chat.api.limits import Limits
from chat.api.sites import SiteBook
from chat.feedback import FeedbackLog
from chat.service import Mureobwa
from chat.settings import Settings

# Threads that wait for a language model need no processor: as many questions as a model server takes at a time.
_WITH_MODEL = 16


@dataclass(frozen=True, slots=True)
class Desk:
    """One for each process."""

    service: Mureobwa
    settings: Settings
    sites: SiteBook
    limits: Limits
    answers: Answers
    feedback: FeedbackLog

    @classmethod
    def of(cls, service: Mureobwa, settings: Settings) -> "Desk":
        """The desk of `service`.

        Raises:
            BadInputError: the list of sites is damaged.
        """
        sites = SiteBook(settings.home, demo=settings.demo)
        sites.all()
        workers = settings.answer_workers or (_WITH_MODEL if service.office.model else os.cpu_count() or 1)
        answers = Answers(service, workers, settings.answer_waiting, settings.answer_cache)
        return cls(service, settings, sites, Limits(), answers, FeedbackLog(settings.home))
