"""The types of a question set: questions, the facts that a right answer holds, and the words those facts rest on."""

from dataclasses import dataclass

from chat.answer import Status
from ingest.errors import BadInputError
from ingest.korean.particles import settled

ANSWERED = tuple(status.value for status in Status if status.shows_answer)
"""The statuses that show an answer; every other one is a refusal."""

RELATED, NO_EVIDENCE = "related", "no_evidence"
"""The statuses of a refusal that shows a related passage instead of an answer, and of one that shows none."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a set.

    `facts`: what must appear, each with its accepted variants (any one will do). `quotes`: gold words that stand
    in the document with id `document` (empty: in any document). `status`: the status expected, empty where any
    refusal (or any answer) is right. `row` is the line or row of the file it came from, for messages.
    """

    id: str
    question: str
    answerable: bool
    facts: tuple[tuple[str, ...], ...] = ()
    quotes: tuple[str, ...] = ()
    document: str = ""
    status: str = ""
    tags: tuple[str, ...] = ()
    row: int = 0


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A whole set: `name` is its file's stem, `sha256` the hash of the file's bytes (lower-case hex)."""

    name: str
    sha256: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class SetProblem:
    """One thing wrong with a set: the row (0: the whole file) and one Korean sentence, particles after names in both forms ("'a'을(를)")."""

    row: int
    message: str

    def __str__(self) -> str:
        message = settled(self.message)
        return f"{self.row}행: {message}" if self.row else message


class BadSetError(BadInputError):
    """A question set cannot be used; `problems` holds one sentence for each thing wrong, in row order."""

    def __init__(self, name: str, problems: tuple[SetProblem, ...]) -> None:
        more = f" (외 {len(problems) - 1}건)" if len(problems) > 1 else ""
        super().__init__(f"질문집 '{name}'을(를) 쓸 수 없습니다. {problems[0]}{more}")
        self.name = name
        self.problems = problems
