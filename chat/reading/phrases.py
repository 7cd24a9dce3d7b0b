"""The answering words of a sentence where what is asked for has no form of its own: the likeliest of its runs of words.

A log-linear model weighs some figures of each run (`FIGURES`); `phrases.json` holds its weights, fitted by `make reader` on questions for a name or a thing
about documents that the reader did not learn from (docs/reader.md).
"""

import hashlib
import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from chat.reading.asked import Asked
from chat.reading.findings import Finding
from ingest.korean.morphemes import Morpheme
from ingest.korean.words import LIGHT, Word, is_content, is_noun, key, words
from retriever.chances import softmax

FILE = "phrases.json"

FIGURES = (
    "mean",  # of the chances (0..1) that its letters belong to the answering words
    "most",  # the highest of them
    "before",  # the mean chance of the word before it
    "behind",  # the mean chance of the word behind it
    "share",  # of the chances of the whole sentence, 0..1
    "length",  # the logarithm of 1 + its letters
    "words",
    "predicates",  # words in it, but for the last, that say what is done or join a clause
    "asked",  # the share of its content words that the question holds, 0..1
    "is_kind",  # 1 where it ends with the noun asked for and is more ("생명과학과" where a 과 is asked for)
    "proper",  # 1 where all its nouns are proper nouns
    "cut",  # 1 where the word before it is a part of the same noun phrase
    "governed",  # 1 where the verb that it depends on is the question's
)
"""The columns of `figures`, in order."""

_MOST_WORDS = 8
"""Words of the longest run. The best of the runs up to this length has an F1 of .95 with the answer (letters, the mean of 578 questions on documents held apart)."""
_NEAR = 4
"""Words behind a run in which the verb that it depends on is looked for."""
_CLAUSE = frozenset({"EC", "ETM", "EF"})
_PAIRS = {")": "(", ">": "<", "]": "[", "》": "《", "〉": "〈", "」": "「", "』": "『"}
_OPENING = re.compile(r"[\s\"'“‘「『(<\[《〈·\-○□※*ㅇ◦▲△■●➊❶①]*")
_CLOSING = frozenset(" \"'”’.,·") | _PAIRS.keys()
_BETWEEN = frozenset(",.·:;)")
"""Signs at the end of a word behind which another phrase begins."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of words of a sentence: `start` and `end` are offsets in it, `chance` (0..1) is that of being the answer, among all runs of the sentence."""

    start: int
    end: int
    chance: float


@dataclass(frozen=True, slots=True)
class WordRun:
    """A candidate: the letters from `start` to `end`, in the words numbered `first` to `last`; `is_noun`: it ends with a noun, without its particles."""

    start: int
    end: int
    first: int
    last: int
    is_noun: bool


def likeliest(asked: Asked, finding: Finding) -> Phrase | None:
    """The likeliest answering words of a finding; None where its sentence has no words."""
    text, before = finding.passage.sentence_text(finding.sentence), finding.sentence.start
    runs = runs_of(text)
    if not runs:
        return None
    chances = letter_chances(
        text, [(start - before, end - before, chance) for start, end, chance in finding.reading.words]
    )
    given = softmax((figures(asked, text, chances, runs) @ _weights()).astype(np.float32))
    best = int(given.argmax())
    return Phrase(runs[best].start, runs[best].end, float(given[best]))


def letter_chances(text: str, read: Sequence[tuple[int, int, float]]) -> NDArray[np.float64]:
    """The chance of each letter of `text` to belong to the answering words, `(letters,)`; `read` are spans (start, end) with their chance."""
    chances = np.zeros(len(text))
    for start, end, chance in read:
        chances[max(start, 0) : max(end, 0)] = chance
    return chances


def runs_of(text: str) -> list[WordRun]:
    """The runs of up to `_MOST_WORDS` words of a sentence: each to its last noun and, where it ends with a predicate or without a noun, to its end; each
    also up to a bracket in it ("홍길동(과장)").
    """
    found = words(text)
    runs = [
        run
        for first in range(len(found))
        for last in range(first, min(len(found), first + _MOST_WORDS))
        for run in _runs(text, found, first, last)
    ]
    return list(dict.fromkeys(runs))


def _runs(text: str, found: Sequence[Word], first: int, last: int) -> Iterator[WordRun]:
    word = found[last]
    noun = max((m.end for m in word.morphemes if is_noun(m)), default=0)
    ends = {noun: True} if noun else {}
    if word.predicate or not noun:
        ends.setdefault(word.end, False)
    for end, at_noun in ends.items():
        start, end = _trimmed(text, found[first].start, end)
        if start < end:
            yield WordRun(start, end, first, last, at_noun)
        if (bracket := text.find("(", max(start, word.start), end)) > start:
            yield WordRun(start, bracket, first, last, at_noun)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without opening signs before it and closing signs behind it, but with a bracket that closes one opened inside."""
    opening = _OPENING.match(text, start, end)
    start = opening.end() if opening else start
    if _closes(text, start, end):
        end += 1
    while start < end and text[end - 1] in _CLOSING and not _closes(text, start, end - 1):
        end -= 1
    return start, end


def _closes(text: str, start: int, at: int) -> bool:
    """Whether the sign at `at`, if any, closes a bracket opened behind `start`."""
    return text[at : at + 1] in _PAIRS and _PAIRS[text[at]] in text[start:at]


def figures(asked: Asked, text: str, chances: NDArray[np.float64], runs: Sequence[WordRun]) -> NDArray[np.float64]:
    """The figures of the runs of a sentence as `(runs, len(FIGURES))`; `chances` are those of its letters."""
    found = words(text)
    sums = np.concatenate(([0.0], np.cumsum(chances)))
    beside = [0.0, *((sums[word.end] - sums[word.start]) / (word.end - word.start) for word in found), 0.0]
    clauses = [0, *accumulate(int(bool(word.predicate) or word.link in _CLAUSE) for word in found)]
    content = _sums(text, is_content)
    of_question = {key(m) for word in words(asked.question) for m in word.morphemes if is_content(m)}
    repeated = _sums(text, lambda m: is_content(m) and key(m) in of_question)
    nouns, proper = _sums(text, is_noun), _sums(text, lambda m: m.tag == "NNP")
    verbs = _verbs(asked)
    rows = [
        (
            (sums[run.end] - sums[run.start]) / (run.end - run.start),
            chances[run.start : run.end].max(),
            beside[run.first],
            beside[run.last + 2],
            (sums[run.end] - sums[run.start]) / (sums[-1] or 1.0),
            math.log(1 + run.end - run.start),
            1 + run.last - run.first,
            clauses[run.last] - clauses[run.first],
            (repeated[run.end] - repeated[run.start]) / max(1, content[run.end] - content[run.start]),
            any(_names_more(text[run.start : run.end], slot.head) for slot in asked.slots),
            0 < nouns[run.end] - nouns[run.start] == proper[run.end] - proper[run.start],
            run.first > 0 and _goes_on(text, found[run.first - 1]),
            _verb_of(found, run) in verbs,
        )
        for run in runs
    ]
    return np.array(rows, np.float64).reshape(len(runs), len(FIGURES))


def _sums(text: str, counts: Callable[[Morpheme], bool]) -> list[int]:
    """For each offset in `text`, and its end, the number of morphemes before it that `counts` says yes to."""
    starts = Counter(m.start for word in words(text) for m in word.morphemes if counts(m))
    return [0, *accumulate(starts[at] for at in range(len(text)))]


def _verbs(asked: Asked) -> frozenset[str]:
    """The stems of the verbs that say what the question asks about."""
    stems = {word.predicate for word in words(asked.question)} - LIGHT
    return frozenset((stems | {slot.predicate for slot in asked.slots}) - {""})


def _names_more(phrase: str, head: str) -> bool:
    """Whether the phrase ends with the noun asked for and says which ("생명과학과" where a 과 is asked for)."""
    name = "".join(phrase.split())
    return bool(head) and name.endswith(head) and name != head


def _goes_on(text: str, word: Word) -> bool:
    """Whether the phrase that `word` belongs to goes on behind it: it is a noun without a particle and no sign ends it."""
    is_bare = any(map(is_noun, word.morphemes)) and not word.predicate and not word.particles
    return is_bare and text[word.end - 1] not in _BETWEEN


def _verb_of(found: Sequence[Word], run: WordRun) -> str:
    """The stem of the verb that a run depends on: that behind its last noun, else the first one of the next words; "" where there is none."""
    last = found[run.last]
    if run.is_noun and last.predicate:
        return last.predicate
    behind = found[run.last + 1 : run.last + 1 + _NEAR]
    return next((word.predicate for word in behind if word.predicate and word.predicate not in LIGHT), "")


@cache
def _weights() -> NDArray[np.float64]:
    shipped = json.loads(_file())
    return np.array([shipped[name] for name in FIGURES])


def version() -> str:
    """The version of the weights: eight hex digits of a hash of them."""
    return hashlib.sha256(_file().encode()).hexdigest()[:8]


def _file() -> str:
    return files(__package__).joinpath(FILE).read_text("utf-8")
