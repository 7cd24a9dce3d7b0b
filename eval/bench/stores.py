"""A comparison of the rankings and answers from one index in a folder and in PostgreSQL, which must be the same (docs/scaling.md).

The settings name the folder; the database holds a copy of it (`mureobwa index copy`). Each question is searched in both, with
every passage scored.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from chat.answer import Answer
from chat.desk.answer_json import to_json
from chat.service import Mureobwa
from chat.settings import AnswerSettings
from retriever.passage_index import PassageIndex
from retriever.postgres.index import PostgresIndex
from retriever.query import understand
from retriever.search import search
from retriever.store import open_store

_PLACES = 50
_NEAR = 1e-5  # scores of 32 bits, summed in another order
_OF_THE_RUN = (
    "index_version",
    "timings_ms",
    "answer_id",
    "hits",
    "evidence",
)  # fields that differ from run to run; hits and evidence are compared separately


def _rankings(folder: PassageIndex, database: PassageIndex, questions: Sequence[str]) -> tuple[int, float]:
    """The number of questions that are understood alike and find the same fifty passages in the same order, and the largest difference
    between two scores.
    """
    same, most = 0, 0.0
    for question in questions:
        asked = [understand(question, one) for one in (folder, database)]
        ours, theirs = search(folder, asked[0], _PLACES), search(database.snapshot(), asked[1], _PLACES)
        alike = asked[0] == asked[1] and [hit.passage for hit in ours] == [hit.passage for hit in theirs]
        most = max([most, *(abs(a.score - b.score) for a, b in zip(ours, theirs, strict=False))])
        same += alike
        if not alike:
            _say(f"differs: {question}")
    return same, most


def _told(answer: Answer) -> dict[str, object]:
    return {name: value for name, value in to_json(answer).items() if name not in _OF_THE_RUN}


def _answers(folder: Mureobwa, database: Mureobwa, questions: Sequence[str]) -> tuple[int, Counter[str]]:
    """The number of answers that are the same in all that a user sees, and the number of answers with each status."""
    same, statuses = 0, Counter[str]()
    for question in questions:
        ours, theirs = folder.ask(question), database.ask(question)
        hits = [[hit.passage.id for hit in answer.hits] for answer in (ours, theirs)]
        alike = _told(ours) == _told(theirs) and hits[0] == hits[1] and abs(ours.chance - theirs.chance) < _NEAR
        same += alike
        statuses[ours.status.value] += 1
        if not alike:
            _say(f"answered otherwise: {question}")
    return same, statuses


def compared(settings: AnswerSettings, dsn: str, questions: Sequence[str], answers: int) -> bool:
    """Whether the folder that `settings` name and its copy in the database `dsn` find the same for `questions` and answer the first `answers`
    of them alike; prints how many are alike.
    """
    inside = settings.model_copy(update={"index": ""})
    outside = inside.model_copy(update={"index": dsn})
    folder, database = open_store(inside), open_store(outside)
    if isinstance(database, PostgresIndex):
        database = replace(database, exact=10**9)
    _say(f"documents: {len(folder.documents)} in the folder, {len(database.documents)} in the database")
    same, most = _rankings(folder, database, questions)
    _say(f"rankings alike: {same} of {len(questions)}; scores differ by {most:.1e} at most")
    asked = questions[:answers]
    alike, statuses = _answers(Mureobwa.open(inside), Mureobwa.open(outside), asked)
    counts = ", ".join(f"{name} {count}" for name, count in sorted(statuses.items()))
    _say(f"answers alike: {alike} of {len(asked)} ({counts})")
    return same == len(questions) and alike == len(asked) and most <= _NEAR


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201
