"""Somebody in danger: the numbers that help, before any document is searched.

Whether a message speaks of danger is learnt (`eval.training.emergencies`): a logistic regression over its letters and its meaning, small enough
to run before everything else. `NOW` is somebody in danger, `BESIDE` a question about a person's danger that the documents may answer:
the number stands beside the answer. What is merely about fires, violence or suicide (an ordinance, a course, an insurance) is neither.
Whom to call is known: `emergency.tsv`, with its sources and the day it was read.
"""

import csv
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from chat import wording
from chat.answer import Answer, Status
from chat.foreign import language_of
from ingest.document import Contact
from retriever.embed import BUILT_IN, load_embedder
from retriever.settings import Settings

WEIGHTS = "emergency.npz"
HASHED = 2**14
"""Columns for the letters: runs of one to three, hashed. The encoder's vector follows them."""
_RUN = 3
_MEANING = 2.0
"""Weight of the encoder's vector (unit length, less the mean one) beside the letters' (unit length): tried 1 to 4."""
NOW_FROM, BESIDE_FROM = 0.5, 0.5
"""Chances from which somebody is taken to be in danger, and from which danger is at least the matter."""
_SURE_OF_KIND = 0.5
_PIECE_FROM, _PIECES = 0.8, 6
"""A cry for help among other sentences: the chance asked of one piece of a message by itself, and the pieces looked at."""

_LONG_NUMBER = re.compile(r"\d[\d\-. ]{5,}\d")  # a telephone number says nothing about danger
_PIECE_ENDS = re.compile(r"(?<=[.!?\n])\s+|(?<=[요다죠])\s+")
_NO_LETTER = re.compile(r"[\s.,!?~…·ㆍ'\"“”‘’ㅠㅜㅎㅋ]+")

Row = NDArray[np.float32]


class Urgency(StrEnum):
    """Whether the numbers are the answer, or stand beside it."""

    NOW = "now"
    BESIDE = "beside"
    NONE = "none"


URGENCIES = tuple(Urgency)
"""The columns of the weights `urgency`, in order."""


@dataclass(frozen=True, slots=True)
class Emergency:
    """`kind` as `emergency.tsv` names it, "" where that is not sure."""

    urgency: Urgency
    kind: str


def letters(message: str) -> Row:
    """`(HASHED,) float32`, unit length: how often each run of one to three letters stands in `message`, signed by its hash."""
    text = _NO_LETTER.sub("", message.lower())
    runs = Counter(text[at : at + length] for length in range(1, _RUN + 1) for at in range(len(text) - length + 1))
    row = np.zeros(HASHED, np.float32)
    for run, count in runs.items():
        code = zlib.crc32(run.encode("utf-8", "surrogatepass"))
        row[code % HASHED] += count if code & 0x8000_0000 else -count
    size = float(np.linalg.norm(row))
    return row / np.float32(size) if size else row


def features(message: str, vector: Row, mean: Row) -> Row:
    """`(HASHED + dimension,) float32`: the letters, then the encoder's `vector` less the `mean` one of all messages."""
    return np.concatenate([letters(message), np.float32(_MEANING) * (vector - mean)])


class EmergencyDetector:
    """The weights, and the built-in encoder whatever other model the office set. Safe to call from several threads."""

    def __init__(self, settings: Settings) -> None:
        self._encoder = load_embedder(settings.model_copy(update={"embedding_model": BUILT_IN}))
        with as_file(files(__package__) / WEIGHTS) as path, np.load(path) as held:
            self._mean = held["mean"]
            self._urgency = held["urgency"].astype(np.float32), held["urgency_bias"]
            self._kind = held["kind"].astype(np.float32), held["kind_bias"]
            self._kinds = tuple(held["kinds"].tolist())
        # A question is looked at where it comes in and once more in the pipeline.
        self.of = lru_cache(maxsize=64)(self._of)

    def _of(self, message: str) -> Emergency | None:
        """What danger `message` speaks of; None where of none."""
        message = _LONG_NUMBER.sub(" ", message)
        row, chance = self._chances(message)
        if chance[Urgency.NOW] >= NOW_FROM:
            return Emergency(Urgency.NOW, self._kind_of(row))
        pieces = _PIECE_ENDS.split(message)
        for piece in pieces[:_PIECES] if len(pieces) > 1 else ():
            of_piece, alone = self._chances(piece)
            if alone[Urgency.NOW] >= _PIECE_FROM:
                return Emergency(Urgency.NOW, self._kind_of(of_piece))
        if chance[Urgency.NOW] + chance[Urgency.BESIDE] >= BESIDE_FROM:
            return Emergency(Urgency.BESIDE, self._kind_of(row))
        return None

    def _chances(self, message: str) -> tuple[Row, dict[Urgency, float]]:
        row = features(message, self._encoder.queries([message])[0], self._mean)
        return row, dict(zip(URGENCIES, _softmax(row, *self._urgency).tolist(), strict=True))

    def _kind_of(self, row: Row) -> str:
        chances = _softmax(row, *self._kind)
        best = int(chances.argmax())
        return self._kinds[best] if chances[best] >= _SURE_OF_KIND else ""


def _softmax(row: Row, weights: Row, bias: Row) -> Row:
    logits = row @ weights + bias
    powers = np.exp(logits - logits.max())
    return np.asarray(powers / powers.sum(), np.float32)


# --- what is said ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Number:
    phone: str
    korean: str
    english: str
    kinds: frozenset[str]


@cache
def _numbers() -> tuple[_Number, ...]:
    lines = files(__package__).joinpath("emergency.tsv").read_text("utf-8").splitlines()
    rows = csv.reader((line for line in lines if line and not line.startswith("#")), delimiter="\t")
    return tuple(_Number(phone, korean, english, frozenset(kinds.split())) for phone, korean, english, kinds, _ in rows)


_ALWAYS = frozenset({"119", "112"})


def numbers_for(kind: str, korean: bool) -> Iterator[Contact]:
    """Whom to call, the kind's own numbers first, then 119 and 112; names in Korean or English."""
    own = [number for number in _numbers() if kind in number.kinds]
    others = [number for number in _numbers() if number.phone in _ALWAYS and number not in own]
    for number in (*own, *others):
        yield Contact(office=number.korean if korean else number.english, phone=number.phone)


def answer_to(question: str, emergency: Emergency) -> Answer:
    """The numbers to call now, in the visitor's language."""
    language = language_of(question)
    contacts = tuple(numbers_for(emergency.kind, language is None))
    if language is not None:
        said = language.emergency
    else:
        said = wording.EMERGENCY_LIFE if emergency.kind == "suicide" else wording.EMERGENCY
    return Answer(question, Status.EMERGENCY, said.format(who=_first(emergency.kind, contacts)), contacts=contacts)


def note_beside(emergency: Emergency) -> str:
    """The sentence that stands beside an answer about a person's danger."""
    contacts = tuple(numbers_for(emergency.kind, korean=True))
    return wording.EMERGENCY_BESIDE.format(who=_first(emergency.kind, contacts))


def _first(kind: str, contacts: tuple[Contact, ...]) -> str:
    """The number of the kind; both 119 and 112 where the kind is not sure."""
    return ", ".join(f"{contact.phone}({contact.office})" for contact in contacts[: 1 if kind else 2])
