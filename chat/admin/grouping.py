"""Grouping of questions by meaning, to show officials what is missing: many citizens ask the same in other words."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from chat.log.entry import Entry
from retriever.embed import Embedder, Vectors

_ALIKE_FROM = 0.74
"""Least cosine (encoder of sentences) between a question and a group's first question to belong to the group: the best F1 (.57) over pairs of
questions of `eval/training/data/curated.tsv`, 36 kinds with near misses of each, the only hard cases: precision .67, recall .50. With .65 they are
.48 and .70, with .86 1.0 and .22.
"""


@dataclass(frozen=True, slots=True)
class Group:
    """Questions of one meaning. `questions` are the different wordings, the most asked first; `count` is how often all of them were asked, `last`
    when for the last time, `department` the one that the log names most often for them, "" where it names none.
    """

    questions: tuple[str, ...]
    count: int
    department: str
    last: dt.datetime


class Grouper:
    """Groups questions, and keeps the vectors of questions seen before. Safe between threads."""

    def __init__(self, encoder: Embedder) -> None:
        self._vector = lru_cache(maxsize=5_000)(lambda text: encoder.sentence_queries([text])[0])

    def groups(self, entries: Sequence[Entry]) -> list[Group]:
        """The groups of the questions of `entries`, the most asked first."""
        asked: dict[str, list[Entry]] = {}
        for entry in entries:
            if entry.question:
                asked.setdefault(entry.question, []).append(entry)
        often = sorted(asked, key=lambda question: (-len(asked[question]), question))
        groups = ([often[row] for row in rows] for rows in self._rows(often))
        made = [_group(questions, [one for question in questions for one in asked[question]]) for questions in groups]
        return sorted(made, key=lambda group: (-group.count, group.questions))

    def _rows(self, questions: Sequence[str]) -> list[list[int]]:
        """The groups as indices of `questions`: each joins the group whose first question is the nearest, if near enough; else it begins its own."""
        groups: list[list[int]] = []
        leaders: list[Vectors] = []
        for row, question in enumerate(questions):
            vector = self._vector(question)
            nearness = np.stack(leaders) @ vector if leaders else np.zeros(1, np.float32)
            best = int(nearness.argmax())
            if leaders and nearness[best] >= _ALIKE_FROM:
                groups[best].append(row)
            else:
                groups.append([row])
                leaders.append(vector)
        return groups


def _group(questions: Sequence[str], entries: Sequence[Entry]) -> Group:
    named: dict[str, int] = {}
    for entry in entries:
        if entry.department:
            named[entry.department] = named.get(entry.department, 0) + 1
    department = max(named, key=lambda name: (named[name], name), default="")
    return Group(tuple(questions), len(entries), department, max(entry.time for entry in entries))
