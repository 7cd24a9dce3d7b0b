"""Is the evidence good enough to answer?"""

from collections.abc import Sequence
from enum import Enum

from chat.asked import Asked
from chat.findings import Finding
from retriever.hit import Hit
from retriever.index import Index
from retriever.query import Query


class Verdict(Enum):
    """Answer; refuse but show what is related; refuse."""

    ANSWER = "answer"
    NEAR = "near"
    NOTHING = "nothing"


def judge(asked: Asked, query: Query, findings: Sequence[Finding], hits: Sequence[Hit], index: Index) -> Verdict:
    """Whether the findings answer what is asked."""
    if not findings:
        return Verdict.NOTHING
    return Verdict.ANSWER
