"""The real service, but what it decides about some questions does not depend on the reader's weights."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from chat.answer import Answer
from chat.service import Mureobwa
from chat.turn import Listener, no_listener

ANSWERED, RELATED = {"answer_from": 0.0}, {"answer_from": 1.0, "related_from": 0.0}


def with_settings(service: Mureobwa, **settings: object) -> Mureobwa:
    """The same service with other `settings`."""
    changed = service.engine.settings.model_copy(update=settings)
    return Mureobwa(replace(service.engine, settings=changed))


@dataclass
class DecidedMureobwa(Mureobwa):
    """Of what it finds for a question in `answered` the best is always the answer, for one in `related` there are only related passages."""

    answered: Collection[str] = field(default=(), kw_only=True)
    related: Collection[str] = field(default=(), kw_only=True)

    def ask(self, question: str, listener: Listener = no_listener, scope: str = "") -> Answer:
        """The answer by thresholds set for the question."""
        thresholds = ANSWERED if question in self.answered else RELATED if question in self.related else {}
        return with_settings(self, **thresholds).ask(question, listener, scope)
