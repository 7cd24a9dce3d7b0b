"""Fitting of the scoring of sentences on documents that the reader did not learn from, and judging it on others.

Points of the risk-coverage curve are stated as "right / wrong at right refusals of x": the shares of the answerable questions whose
best sentence is shown and answers, or is shown and does not, at the chance that refuses the share x of the unanswerable ones.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from chat.reading.asked import analyse
from chat.reading.features import NAMES, Features
from chat.reading.findings import PASSAGES_READ, Worded, read_and_measure
from chat.reading.reader import Reader
from chat.reading.scoring import Scoring
from eval.calibration import auroc
from eval.training.examples import Example
from retriever.index import Index
from retriever.query import understand
from retriever.search import search_worded

WRONG_ALLOWED = 0.04
"""Share of all questions that may be answered with a sentence that does not answer: `answer_from` is the lowest chance that keeps to it. It
is half the share of answers that may be wrong (.08): a right sentence may still state only a part of what is asked, and questions by other hands are
harder. With .05 up to .100 of the questions of eight such sets are answered wrongly, with .04 .085 at most (docs/measurements.md).
"""

WORDED_BY_A_MODEL = 0.64
"""How much less (logit) two wordings are worth where a language model wrote the second and not a person, as in the data: the offset of the
calibration to 480 questions on fitting documents, each reworded by a large model (.39 to .87 by the bootstrap; docs/measurements-llm.md).
"""

SHOWN_NOTHING = 0.03
"""Share of the answerable questions that may be refused without showing a related passage."""


@dataclass(frozen=True, slots=True)
class MeasuredQuestion:
    """One question: the features of its candidate sentences, which of them answer (`right`), and whether anything does. `passage` numbers
    the passage of each sentence, `within` is the reader's logit of each within its passage (`SentenceReading.within`).
    """

    features: Features
    right: NDArray[np.bool_]
    passage: NDArray[np.int64]
    within: NDArray[np.float64]
    answerable: bool
    tag: str


def measure(
    examples: Sequence[Example], index: Index, reader: Reader, wordings: int, tell: Callable[[int, int], None]
) -> list[MeasuredQuestion]:
    """The measured candidates of each example, as the product knows them after reading, in its first wording or in two: examples
    without a second one, or of whose wordings one does not find the other's best passage, are then left out.
    """
    found = []
    for done, example in enumerate(examples):
        if done % 100 == 0:
            tell(done, len(examples))
        if wordings == 2 and not example.also:
            continue
        queries = [understand(words, index) for words in (example.question, example.also)[:wordings]]
        hits = search_worded(index, queries, PASSAGES_READ)
        if wordings == 2 and not hits[0]:
            continue
        worded = [Worded(query, met) for query, met in zip(queries, hits, strict=True)]
        readings, rows = read_and_measure(reader, analyse(queries[0].text), worded, index)
        gold = set(example.gold)
        right = [(h.passage.id, number) in gold for h in hits[0] for number in range(len(h.passage.sentences))]
        passage = np.repeat(np.arange(len(hits[0])), [len(hit.passage.sentences) for hit in hits[0]])
        within = np.array([sentence.within for reading in readings for sentence in reading.sentences])
        found.append(MeasuredQuestion(rows, np.array(right, bool), passage, within, example.answerable, example.tag))
    return found


def fit(measured: Sequence[MeasuredQuestion], in_two: Sequence[MeasuredQuestion]) -> Scoring:
    """The scoring fitted on `measured`; `answer_from` by `WRONG_ALLOWED`, `related_from` by `SHOWN_NOTHING`. `in_two` are the same questions
    in two wordings, for the calibration of these.
    """
    rows = np.concatenate([one.features for one in measured])
    right = np.concatenate([one.right for one in measured])
    scaler = StandardScaler().fit(rows)
    ranking = LogisticRegression(C=1.0, max_iter=2000).fit(scaler.transform(rows), right)
    weights = ranking.coef_[0] / scaler.scale_
    bias = float(ranking.intercept_[0] - weights @ scaler.mean_)
    scores = [one.features @ weights + bias for one in measured if len(one.right)]
    best = np.array([score.max() for score in scores])
    answers = np.array([one.right[score.argmax()] for one, score in zip(_some(measured), scores, strict=True)])
    slope, offset = _calibrated(best, answers)
    two = [one.features @ weights + bias for one in _some(in_two)]
    slope_of_two, offset_of_two = _calibrated(
        np.array([score.max() for score in two]),
        np.array([one.right[score.argmax()] for one, score in zip(_some(in_two), two, strict=True)]),
    )
    fitted = Scoring(
        weights=dict(zip(NAMES, weights.tolist(), strict=True)),
        bias=bias,
        slope=slope,
        offset=offset,
        slope_of_two=slope_of_two,
        offset_of_two=offset_of_two - WORDED_BY_A_MODEL,
        answer_from=0.0,
        related_from=0.0,
        also_from=_also(measured, scores),
    )
    chances = [fitted.chance(score) for score in best.tolist()]
    answerable = [one.answerable for one in _some(measured)]
    related_from = float(np.quantile(np.array(chances)[answerable], SHOWN_NOTHING))
    return replace(fitted, answer_from=_answer_from(chances, answers.tolist()), related_from=round(related_from, 3))


def _calibrated(best: NDArray[np.float64], right: NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and offset of the logistic that makes the `best` score of each question the chance that its sentence is `right`."""
    fitted = LogisticRegression(C=100.0).fit(best[:, None], right)
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def _answer_from(chances: Sequence[float], right: Sequence[bool]) -> float:
    """The lowest chance, in hundredths, from which at most `WRONG_ALLOWED` of all questions are answered wrongly."""
    predicted, good = np.array(chances), np.array(right)
    allowed = [t for t in np.arange(1, 100) / 100 if float(((predicted >= t) & ~good).mean()) <= WRONG_ALLOWED]
    return float(min(allowed, default=0.99))


def _some(measured: Sequence[MeasuredQuestion]) -> list[MeasuredQuestion]:
    return [one for one in measured if len(one.right)]


def _also(measured: Sequence[MeasuredQuestion], scores: Sequence[NDArray[np.float64]]) -> float:
    """The logit (`within`) from which further sentences of the best one's passage are shown, too: that with the best mean F1 of the sentences
    shown against those that answer in the passage, over questions whose best sentence is right.
    """
    tried = np.arange(-2.0, 6.01, 0.25)
    found = []
    for threshold in tried:
        f1 = []
        for one, score in zip(_some(measured), scores, strict=True):
            best = int(score.argmax())
            if one.right[best]:
                here = one.passage == one.passage[best]
                shown = here & (one.within >= threshold)
                shown[best] = True
                right = here & one.right
                f1.append(2 * float((shown & right).sum()) / (shown.sum() + right.sum()))
        found.append(np.mean(f1))
    return float(tried[int(np.argmax(found))])


def report(scoring: Scoring, measured: Sequence[MeasuredQuestion], wordings: int = 1) -> Mapping[str, float]:
    """Name -> figure of the scoring on `measured`, in one or two wordings; the module explains the points."""
    predicted, right, answerable = [], [], []
    for one in measured:
        scores = scoring.scores(one.features) if len(one.right) else np.array([-99.0])
        predicted.append(scoring.chance(float(scores.max()), wordings))
        right.append(bool(len(one.right) and one.right[scores.argmax()]))
        answerable.append(one.answerable)
    chances, good, asked = np.array(predicted), np.array(right), np.array(answerable)
    figures = {
        "questions": float(len(measured)),
        "best sentence right": float(good[asked].mean()),
        "auroc answerable": float(auroc(chances, asked.astype(float)) or 0.0),
        "auroc right": float(auroc(chances, good.astype(float)) or 0.0),
    }
    for share in (0.7, 0.8, 0.85, 0.9):
        threshold = np.quantile(chances[~asked], share)
        figures |= _at(f"at refusals {share:.2f}", chances > threshold, good, asked)
    figures |= _at(f"as shipped ({scoring.answer_from:.2f})", chances >= scoring.answer_from, good, asked)
    sure = chances >= 0.9
    figures["right where the chance is 0.9"] = float(good[sure].mean()) if sure.any() else float("nan")
    return figures


def _at(name: str, answered: NDArray[np.bool_], good: NDArray[np.bool_], asked: NDArray[np.bool_]) -> dict[str, float]:
    return {
        f"{name}: right": float((answered & good)[asked].mean()),
        f"{name}: wrong": float((answered & ~good)[asked].mean()),
        f"{name}: refused rightly": float((~answered)[~asked].mean()),
    }
