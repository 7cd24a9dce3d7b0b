"""Which curated answer a question asks for, if any: by meaning and by words, sure enough that a false match is rare.

Four features say how near a question is to the wordings of an entry; their weights, and the score from which it is a match, were fitted on
pairs (`python -m eval.training curated`). What is certain is decided first: a question about another year than the wordings is no match.
Figures: docs/admin.md.
"""

import json
import re
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from importlib.resources import files
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from chat.curated.entry import Curated
from chat.question.message_features import letters
from chat.reading.asked import Asked, analyse
from chat.reading.types import AnswerType
from ingest.korean.interrogatives import INTERROGATIVES
from ingest.korean.letters import unspaced
from ingest.korean.words import is_content, words
from retriever.embed import Embedder, Vectors

FILE = "matching.json"
NAMES = ("meaning", "new_words", "letters", "other_kind")
"""The columns of `features`: the cosine to the nearest wording (the encoder of sentences), the number of content words that no wording has, the
cosine of runs of letters (`chat.question.message_features.letters`), and whether another kind of answer is asked for (a date, not an amount).
"""

_COLUMNS = 2**14
"""Columns into which the runs of letters of a wording are hashed: each wording keeps such a row."""
_BEGS = re.compile(
    r"\s*(?:[이가은는을를]\s*|\s)(?:좀\s*)?(?:궁금(?:해요|합니다|하다|해)|알려\s?(?:주세요|줘요?|주십시오)|보여\s?(?:주세요|줘요?)|가르쳐\s?(?:주세요|줘요?))[\s.?!]*$"
)
"""The end of a question that only asks politely for the answer ("알려 주세요"); what is asked about stands before it."""
_EMPTY = frozenset((*INTERROGATIVES, *"좀 알리 궁금 궁금하 싶 수 때 데 것 거 곳".split()))
"""Words that say that something is asked, but not what about. Not all of `BEGGING`: 문의 and 설명 are what some answers are about ("문의 전화")."""


@dataclass(frozen=True, slots=True)
class Matching:
    """The fitted model: `weights` by the names of `NAMES`, `bias`, and the score from which a question is a match (`match_from`)."""

    weights: dict[str, float]
    bias: float
    match_from: float

    def score(self, row: NDArray[np.float64]) -> float:
        """The score of a row of `features`; higher is nearer."""
        return float(row @ np.array([self.weights[name] for name in NAMES]) + self.bias)

    def to_json(self) -> str:
        """The content of `matching.json`."""
        return json.dumps(asdict(self), indent=1) + "\n"


@cache
def shipped() -> Matching:
    """The fitted model that this package brings (`matching.json`)."""
    return Matching(**json.loads(files(__package__).joinpath(FILE).read_text("utf-8")))


@dataclass(frozen=True, slots=True)
class Wording:
    """A question or a wording, prepared for comparison."""

    vector: Vectors
    letters: NDArray[np.float32]
    content: frozenset[str]
    kinds: frozenset[AnswerType]
    squeezed: str
    asked: Asked


def read(text: str, encoder: Embedder) -> Wording:
    """`text`, prepared for comparison."""
    core = _BEGS.sub("", text) or text
    asked = analyse(core)
    content = frozenset(
        m.form
        for word in words(core)
        for m in word.morphemes
        if is_content(m) and m.tag != "NNB" and m.form not in _EMPTY
    )
    kinds = frozenset(slot.kinds[0] for slot in asked.slots)
    vector = encoder.sentence_queries([text])[0]
    return Wording(vector, letters(core, _COLUMNS), content, kinds, unspaced(text), asked)


def features(question: Wording, wordings: Sequence[Wording]) -> NDArray[np.float64]:
    """The features of `question` against `wordings`, in the order of `NAMES`: `(len(NAMES),) float64`."""
    known = frozenset[str]().union(*(one.content for one in wordings))
    written = " ".join(one.squeezed for one in wordings)
    kinds = frozenset[AnswerType]().union(*(one.kinds for one in wordings))
    new = [form for form in question.content if form not in known and form not in written]
    return np.array(
        [
            max(float(question.vector @ one.vector) for one in wordings),
            float(len(new)),
            max(float(question.letters @ one.letters) for one in wordings),
            float(bool(question.kinds and kinds and not question.kinds & kinds)),
        ]
    )


def of_another_time(question: Wording, wordings: Sequence[Wording]) -> bool:
    """Whether `question` names a year or a month ("작년", "2024년") that no wording names, or names none although every wording does."""
    asked = {(period.first, period.last) for period in question.asked.periods}
    named = [{(period.first, period.last) for period in one.asked.periods} for one in wordings]
    return not asked <= set[object]().union(*named) or bool(all(named) and not asked)


class Matcher:
    """Finds the curated answer for a question. Vectors of wordings are kept, so that a change costs only the new ones. Safe between threads."""

    def __init__(self, encoder: Embedder) -> None:
        self._encoder, self._matching = encoder, shipped()
        self._lock = threading.Lock()
        self._wording = lru_cache(maxsize=20_000)(lambda text: read(text, encoder))

    def best(self, question: str, entries: Sequence[Curated]) -> Curated | None:
        """The entry that `question` surely asks for; None where none does."""
        nearest = self.scores(question, entries)[:1]
        return nearest[0][1] if nearest and nearest[0][0] >= self._matching.match_from else None

    def scores(self, question: str, entries: Sequence[Curated]) -> list[tuple[float, Curated]]:
        """(score, entry) for each entry, nearest first, without those of another time than the question (`of_another_time`). One with the very words
        of the question goes first: the score rewards the same meaning in other letters.
        """
        if not entries:
            return []
        asked = read(question, self._encoder)
        with self._lock:
            known = [(entry, [self._wording(text) for text in entry.wordings]) for entry in entries]
        found = [
            (
                any(asked.squeezed == one.squeezed for one in wordings),
                self._matching.score(features(asked, wordings)),
                entry,
            )
            for entry, wordings in known
            if not of_another_time(asked, wordings)
        ]
        found.sort(key=itemgetter(0, 1), reverse=True)
        return [(score, entry) for _, score, entry in found]
