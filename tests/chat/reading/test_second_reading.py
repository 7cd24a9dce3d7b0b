"""How a model's choice changes the chances: worked values."""

import math

import pytest
from test_decide import finding

from chat.reading.second_reading import weighed


def logit(chance: float) -> float:
    return math.log(chance / (1 - chance))


def test_without_a_choice_nothing_changes() -> None:
    found = (finding(0.8), finding(0.3))
    assert weighed(found, None) == found


def test_a_chosen_sentence_comes_first_and_is_likelier() -> None:
    sure, likely, unlikely = finding(0.7), finding(0.5), finding(0.05)
    first, *others = weighed((sure, likely, unlikely), (unlikely,))
    assert first.chosen
    assert logit(first.chance) == pytest.approx(0.35 * logit(0.05) + 2.8)  # .85
    assert [other.chosen for other in others] == [False, False]
    assert [logit(other.chance) for other in others] == pytest.approx([logit(0.7) - 2.0, logit(0.5) - 2.0])


def test_chosen_sentences_keep_the_model_s_order() -> None:
    best, second, third = finding(0.9), finding(0.4), finding(0.1)
    found = weighed((best, second, third), (third, best))
    assert [one.chosen for one in found] == [True, True, False]
    assert found[0].chance < found[1].chance  # the model names the most important first, whatever the reader made of it


def test_where_none_is_chosen_all_lose() -> None:
    (best,) = weighed((finding(0.9),), ())
    assert best.chance == pytest.approx(1 / (1 + math.exp(2.0 - logit(0.9))))  # .55: related, no answer
    assert not best.chosen


def test_a_chance_of_one_is_no_infinity() -> None:
    assert weighed((finding(1.0),), ())[0].chance > 0.99
    assert 0.0 < weighed((finding(0.0),), (finding(0.0),))[0].chance < 1.0
