"""When the mean lengths have moved so far that the weights are computed anew."""

import pytest

from retriever.postgres.rows import MeanLengths
from retriever.postgres.statistics import _moved

HELD = MeanLengths(100.0, 50.0, 1000.0)


@pytest.mark.parametrize(
    ("means", "moved"),
    [
        (HELD, False),
        (MeanLengths(101.0, 50.5, 1010.0), False),  # one in a hundred each
        (MeanLengths(99.0, 49.5, 990.0), False),
        (MeanLengths(101.1, 50.0, 1000.0), True),
        (MeanLengths(98.9, 50.0, 1000.0), True),
        (MeanLengths(100.0, 50.6, 1000.0), True),
        (MeanLengths(100.0, 50.0, 1010.1), True),
        (MeanLengths(100.0, 50.0, 989.9), True),
    ],
)
def test_a_mean_that_changes_by_more_than_one_in_a_hundred_has_moved(means: MeanLengths, moved: bool) -> None:
    assert _moved(HELD, means) is moved


def test_the_first_documents_move_the_means_of_nothing() -> None:
    assert _moved(MeanLengths(1.0, 1.0, 1.0), HELD)
