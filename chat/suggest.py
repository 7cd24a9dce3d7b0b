"""Questions that the indexed documents can really answer: made from what they say, then checked by asking."""

from collections.abc import Sequence
from dataclasses import dataclass

from chat.answer import Answer
from chat.service import Mureobwa
from chat.settings import Settings


@dataclass(slots=True)
class Suggestions:
    """What may be asked first, and what next."""

    service: Mureobwa
    settings: Settings

    def make(self) -> None:
        """Make and check the questions."""

    def stop(self) -> None:
        """Stop making."""

    def first(self, count: int) -> Sequence[str]:
        """Questions for the empty page."""
        return self.settings.suggested_questions[:count]

    def after(self, answer: Answer) -> Sequence[str]:
        """Questions that follow `answer`."""
        return ()
