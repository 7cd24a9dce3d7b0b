"""The fitting of the scoring and the judging of it, on questions whose sentences differ in one feature."""

import math
from collections.abc import Sequence

import numpy as np
import pytest

from chat.reading.features import NAMES
from chat.reading.scoring import Scoring
from eval.training.scoring import MeasuredQuestion, _also, _answer_from, fit, report

Sentences = Sequence[tuple[float, bool]]
"""Of each sentence the feature "sentence", and whether it answers."""


def question(
    sentences: Sentences, answerable: bool = True, passage: Sequence[int] = (), within: Sequence[float] = ()
) -> MeasuredQuestion:
    rows = np.zeros((len(sentences), len(NAMES)))
    rows[:, NAMES.index("sentence")] = [score for score, _ in sentences]
    right = np.array([right for _, right in sentences], bool)
    passages = np.array(passage or [0] * len(sentences), np.int64)
    return MeasuredQuestion(rows, right, passages, np.array(within or [0.0] * len(sentences)), answerable, "plain")


def chance(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))


def logit(chance: float) -> float:
    return math.log(chance / (1 - chance))


def scoring(answer_from: float = 0.5) -> Scoring:
    """The scoring whose chance is that of the feature "sentence" as a logit."""
    return Scoring(dict.fromkeys(NAMES, 0.0) | {"sentence": 1.0}, 0.0, 1.0, 0.0, 1.0, 0.0, answer_from, 0.0, 0.0)


HALVES = [question([(place, right < good)]) for place, good in ((2.0, 3), (0.0, 1)) for right in range(4)]
"""Of four sentences at 2 three answer, of four at 0 one does."""


def test_the_ranking_is_a_logistic_regression_with_a_penalty_of_one_half() -> None:
    fitted = fit(HALVES, HALVES)
    weight = fitted.weights["sentence"]
    # The feature's mean is 1, its deviation 1. By symmetry the score at 1 is 0, and the derivative of the penalised loss is 0 at the weight.
    assert 8 * (chance(weight) - 0.75) + weight == pytest.approx(0, abs=1e-3)
    assert fitted.bias == pytest.approx(-weight, abs=1e-3)
    assert {name for name, value in fitted.weights.items() if value} == {"sentence"}


def test_the_calibration_is_all_but_without_a_penalty() -> None:
    fitted = fit(HALVES, HALVES)
    score = fitted.weights["sentence"]
    assert 100 * 8 * (chance(fitted.slope * score) - 0.75) * score + fitted.slope == pytest.approx(0, abs=0.05)
    assert fitted.chance(score) == pytest.approx(0.75, abs=0.01)
    assert fitted.chance(-score) == pytest.approx(0.25, abs=0.01)


def test_two_wordings_have_a_calibration_of_their_own() -> None:
    surer = [question([(place, right < good)]) for place, good in ((2.0, 9), (0.0, 1)) for right in range(10)]
    fitted = fit(HALVES, surer)
    score = fitted.weights["sentence"]
    assert fitted.chance(score) == pytest.approx(0.75, abs=0.01)
    # A logit of .64 less than the chances of nine and of one in ten.
    assert fitted.chance(score, wordings=2) == pytest.approx(chance(logit(0.9) - 0.64), abs=0.01)
    assert fitted.chance(-score, wordings=2) == pytest.approx(chance(logit(0.1) - 0.64), abs=0.01)


def test_the_calibration_is_that_of_the_best_sentences() -> None:
    worse = [
        question([(place, right), (-5.0, False), (-6.0, False)]) for place, right in ((2.0, True), (1.0, False))
    ] * 4
    fitted = fit([*worse, question([], answerable=True)], HALVES)
    best = fitted.chance(float(fitted.scores(worse[0].features)[0]))
    assert best > 0.9
    assert fitted.chance(float(fitted.scores(worse[1].features)[0])) < 0.1


def test_three_in_a_hundred_answerable_questions_show_nothing() -> None:
    # The chance grows slowly with the place, from about a quarter to three quarters.
    asked = [question([(place / 100, place % 4 < 1 + place / 100)]) for place in range(201)]
    others = [question([(-1.0, False)], answerable=False) for _ in range(50)]
    fitted = fit([*asked, *others], HALVES)
    scores = [float(fitted.scores(one.features)[0]) for one in asked]
    assert fitted.related_from == round(fitted.chance(scores[6]), 3)
    assert fitted.related_from not in (round(fitted.chance(scores[place]), 3) for place in (3, 5, 7, 9))
    chances = [fitted.chance(score) for score in scores] + [
        fitted.chance(float(fitted.scores(one.features)[0])) for one in others
    ]
    assert fitted.answer_from == _answer_from(chances, [bool(one.right[0]) for one in (*asked, *others)])


@pytest.mark.parametrize(
    ("wrong", "answer_from"),
    [
        ((0.9, 0.8, 0.7, 0.6), 0.71),  # two of fifty may be wrong
        ((0.905, 0.805, 0.705), 0.71),
        ((0.9, 0.8), 0.01),
        ((), 0.01),
        ((0.995, 0.995, 0.995), 0.99),  # none of the hundredths is high enough
    ],
)
def test_four_in_a_hundred_questions_may_be_answered_wrongly(wrong: Sequence[float], answer_from: float) -> None:
    chances = [*wrong, *[0.95] * (50 - len(wrong))]
    assert _answer_from(chances, [place >= len(wrong) for place in range(50)]) == answer_from


def also_from(*questions: MeasuredQuestion) -> float:
    return _also(questions, [one.features[:, NAMES.index("sentence")] for one in questions if len(one.right)])


def test_further_sentences_are_shown_from_where_they_answer_most_often() -> None:
    answering = [(9.0, True), (1.0, True), (1.0, False), (1.0, False)]
    one = question(answering, passage=[0, 0, 0, 1], within=[0.0, 1.0, 0.5, 5.0])
    assert also_from(one) == 0.75  # above the wrong one at .5; the last stands in another passage
    two = question([(9.0, True), (1.0, True)], within=[0.0, 0.5])
    assert also_from(one, two) == -2.0  # .8 and 1 with all shown, 1 and 2/3 from .75 on


def test_a_question_whose_best_sentence_is_wrong_or_that_has_none_does_not_count() -> None:
    one = question([(9.0, True), (1.0, True), (1.0, False)], within=[0.0, 2.0, 1.0])
    wrong = question([(9.0, False), (1.0, True)], within=[0.0, -1.0])
    assert also_from(one, question([]), wrong) == 1.25


def test_the_thresholds_tried_reach_from_minus_two_to_six() -> None:
    all_right = question([(9.0, True), (1.0, True)], within=[0.0, -2.0])
    assert also_from(all_right) == -2.0
    none_right = question([(9.0, True), (1.0, False)], within=[0.0, 5.75])
    assert also_from(none_right) == 6.0


ASKED = ((0.95, True), (0.85, True), (0.6, False), (0.41, True), (0.39, True), (0.37, True), (0.33, True), (0.3, True))
"""Of each answerable question the chance of the best sentence, and whether it answers."""
JUDGED = [
    *(question([(logit(place), right), (-9.0, not right)]) for place, right in ASKED),
    *(question([(logit(0.04 * number), False)], answerable=False) for number in range(1, 12)),
]


@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("questions", 19),
        ("best sentence right", 7 / 8),
        ("auroc answerable", 76 / 88),  # 11 + 11 + 11 + 10 + 9 + 9 + 8 + 7 pairs
        ("auroc right", 67 / 84),  # 12 + 12 + 10 + 9 + 9 + 8 + 7 pairs
        ("at refusals 0.70: right", 6 / 8),  # above .32
        ("at refusals 0.70: wrong", 1 / 8),
        ("at refusals 0.70: refused rightly", 8 / 11),
        ("at refusals 0.80: right", 5 / 8),  # above .36
        ("at refusals 0.80: refused rightly", 9 / 11),
        ("at refusals 0.85: right", 4 / 8),  # above .38, between two
        ("at refusals 0.90: right", 3 / 8),  # above .40
        ("at refusals 0.90: refused rightly", 10 / 11),
        ("as shipped (0.50): right", 2 / 8),
        ("as shipped (0.50): wrong", 1 / 8),
        ("as shipped (0.50): refused rightly", 1),
        ("right where the chance is 0.9", 1),
    ],
)
def test_the_figures_of_a_report(name: str, figure: float) -> None:
    assert report(scoring(), JUDGED)[name] == pytest.approx(figure)


def test_a_chance_at_the_threshold_is_answered() -> None:
    figures = report(scoring(chance(1.0)), [question([(1.0, True)]), question([(0.0, False)], answerable=False)])
    assert figures["as shipped (0.73): right"] == 1
    assert math.isnan(figures["right where the chance is 0.9"])


def test_a_question_without_sentences_is_never_answered() -> None:
    figures = report(scoring(0.01), [question([]), question([(1.0, True)]), question([(0.0, False)], answerable=False)])
    assert (
        figures["best sentence right"],
        figures["as shipped (0.01): right"],
        figures["as shipped (0.01): wrong"],
    ) == (
        0.5,
        0.5,
        0.0,
    )
