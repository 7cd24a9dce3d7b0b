"""The words by which a Korean question asks, and those by which it begs for an answer."""

from collections.abc import Mapping
from enum import Enum, auto


class Gap(Enum):
    """What an interrogative asks for; `WHICH` and `HOW_MANY` determine the noun behind them."""

    WHEN = auto()
    WHICH_DAY = auto()
    HOW_MANY_DAYS = auto()
    HOW_MUCH = auto()
    HOW_FAR = auto()
    WHERE = auto()
    WHO = auto()
    WHAT = auto()
    WHY = auto()
    HOW = auto()
    WHICH = auto()
    HOW_MANY = auto()


INTERROGATIVES: Mapping[str, Gap] = {
    "언제": Gap.WHEN,
    "며칠": Gap.WHICH_DAY,
    "며칠간": Gap.HOW_MANY_DAYS,
    "얼마": Gap.HOW_MUCH,
    "얼마나": Gap.HOW_FAR,
    "어디": Gap.WHERE,
    "누구": Gap.WHO,
    **dict.fromkeys("무엇 무어 뭐 뭣".split(), Gap.WHAT),
    **dict.fromkeys("왜 어째서".split(), Gap.WHY),
    **dict.fromkeys("어떻 어떻게 어찌 어떡하".split(), Gap.HOW),
    **dict.fromkeys("어떤 어느 무슨 어떠하".split(), Gap.WHICH),
    "몇": Gap.HOW_MANY,
}
"""Interrogative pronouns, adverbs, determiners and verbs, as the analyser writes them ("어떻" of "어떤가요")."""

BEGGING = frozenset("알리 가르치 말하 말씀 설명 궁금 궁금하 궁금증 여쭈 묻 질문 문의 부탁 알 싶".split())
"""Verbs and nouns that only beg for the answer ("신청 방법을 알려 주세요"), as the analyser writes them."""
