"""What can be told while an answer is being made, for the doors that show progress."""

from collections.abc import Callable
from dataclasses import dataclass

from chat.answer import Answer


@dataclass(frozen=True, slots=True)
class Stage:
    """A step has begun; `name` is the step's name in `chat.pipeline.STEPS`."""

    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """`passages` passages were found that may hold the answer."""

    passages: int


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that a language model wrote and its sources hold; it stays in the answer as it is.

    `so_far` is the answer up to its end (text, marks and citations of what has been said, no notes yet); the sentence
    with its markers begins at `start` of its text.
    """

    so_far: Answer
    start: int


Event = Stage | Found | Said
Listener = Callable[[Event], None]


def unheard(event: Event) -> None:
    """A listener for those who only want the answer."""
