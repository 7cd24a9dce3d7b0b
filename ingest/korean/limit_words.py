"""The words that limit the figure or the time beside them: "만 19세 이상", "3월 2일부터", "최대 20만 원".

한도 is none of them: it is a noun of its own, that is asked for ("대출 한도").
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum


class Sense(StrEnum):
    """What a limit says of the figure beside it, as a sign: at least, more than, at most, less than, about."""

    AT_LEAST = ">="
    ABOVE = ">"
    AT_MOST = "<="
    BELOW = "<"
    ABOUT = "~"


ANY = frozenset(Sense)
EXACT = ANY - {Sense.ABOUT}
"""The senses that a figure can fail."""
INCLUSIVE = frozenset({Sense.AT_LEAST, Sense.AT_MOST})
LOWER = frozenset({Sense.AT_LEAST, Sense.ABOVE})
UPPER = frozenset({Sense.AT_MOST, Sense.BELOW})


class LimitPlace(Enum):
    """Where a limit stands: behind a figure ("5명 이상"), behind a time ("5월부터"), before a figure ("최대 5명")."""

    BEHIND_FIGURE = "behind a figure"
    BEHIND_TIME = "behind a time"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit by its name."""

    name: str
    sense: Sense
    place: LimitPlace


LIMITS: Mapping[str, Limit] = {
    limit.name: limit
    for limit in (
        Limit("이상", Sense.AT_LEAST, LimitPlace.BEHIND_FIGURE),
        Limit("초과", Sense.ABOVE, LimitPlace.BEHIND_FIGURE),
        Limit("이하", Sense.AT_MOST, LimitPlace.BEHIND_FIGURE),
        Limit("이내", Sense.AT_MOST, LimitPlace.BEHIND_FIGURE),
        Limit("미만", Sense.BELOW, LimitPlace.BEHIND_FIGURE),
        Limit("내외", Sense.ABOUT, LimitPlace.BEHIND_FIGURE),
        Limit("가량", Sense.ABOUT, LimitPlace.BEHIND_FIGURE),
        Limit("안팎", Sense.ABOUT, LimitPlace.BEHIND_FIGURE),
        Limit("부터", Sense.AT_LEAST, LimitPlace.BEHIND_TIME),
        Limit("이후", Sense.AT_LEAST, LimitPlace.BEHIND_TIME),
        Limit("까지", Sense.AT_MOST, LimitPlace.BEHIND_TIME),
        Limit("이전", Sense.AT_MOST, LimitPlace.BEHIND_TIME),
        Limit("전후", Sense.ABOUT, LimitPlace.BEHIND_TIME),
        Limit("최소", Sense.AT_LEAST, LimitPlace.BEFORE),
        Limit("최저", Sense.AT_LEAST, LimitPlace.BEFORE),
        Limit("최대", Sense.AT_MOST, LimitPlace.BEFORE),
        Limit("최고", Sense.AT_MOST, LimitPlace.BEFORE),
    )
}
"""Every limit by its name. 이상, 이하, 이전 and 이후 include the figure itself, 초과 and 미만 do not (국립국어원, 표준국어대사전)."""


def limit_names(*places: LimitPlace, senses: Collection[Sense] = EXACT) -> list[str]:
    """The names of the limits that stand at one of `places` and say one of `senses`."""
    return [limit.name for limit in LIMITS.values() if limit.place in places and limit.sense in senses]


def limit_words(*places: LimitPlace, senses: Collection[Sense] = EXACT) -> str:
    """A pattern: one of `limit_names`."""
    return "|".join(limit_names(*places, senses=senses))
