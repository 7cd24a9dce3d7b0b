"""Classifies a message before anything is searched: whether it speaks of danger, and whether it asks for the person's own record.

The classifiers are learnt (`eval.training.messages`): logistic regressions over a message's letters, words and embedding
(`chat.question.message_features`), small enough to run before everything else. Figures on messages that nothing was learnt from: docs/security.md.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files

import numpy as np

from chat.question.emergency import Emergency, Urgency
from chat.question.intent import could_be_word
from chat.question.message_features import FeatureRow, features
from ingest.korean.keyslip import to_hangul
from ingest.korean.morphemes import spaced_if_run_on
from retriever.chances import softmax
from retriever.embed import load_built_in
from retriever.settings import Settings

WEIGHTS = "message_classifier.npz"
URGENCIES = tuple(Urgency)
"""The columns of the weights `urgency`, in order."""
NOW_FROM, BESIDE_FROM = 0.15, 0.7
"""The chances from which somebody is taken to be in danger, and from which danger is at least spoken of. On 735 messages of danger of the four sets
of tests/chat/question (a fifth of them with courtesy around them) .15 misses 11, and takes 55 of 1,212 others for danger; .1 misses 10 and takes 62, .2
misses 14 and takes 51. Of 244 questions about a person's danger, of four hands, .7 gives the number beside 209 of them, .5 215, and beside 23 and 31 of
4,422 ordinary questions.
"""
SURE_FROM = 0.8
"""The chance from which nothing is offered below the numbers to call: 79 of 805 messages of danger of five hands lie below it, and 20 of the 21 ordinary
questions of 4,422 that are taken for danger. To who is in danger a line to open does no harm.
"""
OWN_RECORD_FROM = 0.6
"""The chance from which a message is taken to ask for the person's own record: 98 of 109 such messages of three hands are found, and 4 of 4,422 ordinary
questions taken for one.
"""
_SURE_OF_KIND = 0.5
"""The chance from which the kind of danger is told by its own number, below it by 119 and 112: it is then likelier than all others together. Of 597 messages
of tests/chat/question with a kind it is told for 576, rightly for 546; with .3 for 596 and 553, with .7 for 544 and 528.
"""
_PIECE_FROM, _PIECES, _PIECES_LETTERS = 0.95, 6, 200
"""A cry for help among other sentences: the chance of one sentence by itself from which it counts, the number of sentences judged by themselves, and
their letters in total (the longest of 2,500 messages at hand has 199). Of the 735 messages of danger above .9 missed one less and took ten others more
for danger, by earlier weights.
"""

_LONG_NUMBER = re.compile(r"\d[\d\-. ]{5,}\d")  # a telephone number says nothing about what a message is
_LATIN = re.compile(r"[A-Za-z]+")
_SYLLABLES = re.compile(r"[가-힣]+")
_PIECE_ENDS = re.compile(r"(?<=[.!?\n])\s+|(?<=[요다죠])\s+")


@dataclass(frozen=True, slots=True)
class MessageClasses:
    """The classes of a message: `emergency` is None where it speaks of no danger; `own_record` is the chance (0..1) that it asks for the
    person's own record.
    """

    emergency: Emergency | None
    own_record: float


class MessageClassifier:
    """The trained weights with the built-in encoder (whatever embedding model the office has set). Safe to call from several threads."""

    def __init__(self, settings: Settings) -> None:
        self._encoder = load_built_in(settings)
        with as_file(files(__package__) / WEIGHTS) as path, np.load(path) as held:
            self._mean = held["mean"]
            self._urgency = held["urgency"].astype(np.float32), held["urgency_bias"]
            self._kind = held["kind"].astype(np.float32), held["kind_bias"]
            self._own = held["own"].astype(np.float32), held["own_bias"]
            self._kinds = tuple(held["kinds"].tolist())
        # A question is classified up to three times: when a follow-up is completed, and in two steps of the pipeline.
        self.of = lru_cache(maxsize=64)(self._of)

    def _of(self, message: str) -> MessageClasses:
        """The classes of `message`; words typed without spaces are read apart."""
        message = spaced_if_run_on(_LONG_NUMBER.sub(" ", in_hangul(message)))
        row = self._row(message)
        own = float(_chances(row, *self._own)[1])
        return MessageClasses(self._emergency(message, row), own)

    def _emergency(self, message: str, row: FeatureRow) -> Emergency | None:
        chance = self._urgencies(row)
        if chance[Urgency.NOW] >= NOW_FROM:
            return Emergency(Urgency.NOW, self._kind_of(row), chance[Urgency.NOW] >= SURE_FROM)
        for piece in pieces(message):
            of_piece = self._row(piece)
            if self._urgencies(of_piece)[Urgency.NOW] >= _PIECE_FROM:
                return Emergency(Urgency.NOW, self._kind_of(of_piece))
        if chance[Urgency.NOW] + chance[Urgency.BESIDE] >= BESIDE_FROM:
            return Emergency(Urgency.BESIDE, self._kind_of(row))
        return None

    def _row(self, message: str) -> FeatureRow:
        return features(message, self._encoder.queries([message])[0], self._mean)

    def _urgencies(self, row: FeatureRow) -> dict[Urgency, float]:
        return dict(zip(URGENCIES, _chances(row, *self._urgency).tolist(), strict=True))

    def _kind_of(self, row: FeatureRow) -> str:
        chances = _chances(row, *self._kind)
        best = int(chances.argmax())
        return self._kinds[best] if chances[best] >= _SURE_OF_KIND else ""


def in_hangul(message: str) -> str:
    """`message` with the words in Hangul that were typed on the Latin layout ("qnfdl skTdjdy" -> "불이 났어요"): nobody in danger looks at the layout, and
    such letters are no word of any language.
    """
    return _LATIN.sub(lambda found: _as_typed_on_hangul(found[0]), message)


def _as_typed_on_hangul(token: str) -> str:
    hangul = to_hangul(token)
    return token if could_be_word(token) or not _SYLLABLES.fullmatch(hangul) else hangul


def pieces(message: str) -> Iterator[str]:
    """The pieces of `message` that are classified by themselves: its sentences where it has several, of a long message the first and last ones."""
    found = _PIECE_ENDS.split(message)
    if len(found) > _PIECES:
        found = [*found[: _PIECES // 2], *found[-_PIECES // 2 :]]
    left = _PIECES_LETTERS if len(found) > 1 else 0
    for piece in found:
        if left > 0:
            yield piece[:left]
        left -= len(piece)


def _chances(row: FeatureRow, weights: FeatureRow, bias: FeatureRow) -> FeatureRow:
    return softmax(row @ weights + bias)
