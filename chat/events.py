"""What can be told while an answer is being made, for the doors that show progress."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """A step has begun; `name` is the step's name in `chat.pipeline.STEPS`."""

    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """`passages` passages were found that may hold the answer."""

    passages: int


Event = Stage | Found
Listener = Callable[[Event], None]


def unheard(event: Event) -> None:
    """A listener for those who only want the answer."""
