"""The text by which names and terms are looked for in a whole document."""

import pytest

from retriever.searched import is_held, squeezed
from retriever.tokens import terms


def test_a_text_without_spaces_its_figures_in_one_form() -> None:
    assert squeezed("연체료 50 % 감면, UAM 3천 원") == "연체료50퍼센트감면,uam3000원"


@pytest.mark.parametrize(
    ("text", "asked"), [("3천 가구", "3,000가구"), ("50%", "50프로"), ("30 kWh", "30kWh"), ("천 원", "1000원")]
)
def test_a_text_holds_the_terms_of_another_writing(text: str, asked: str) -> None:
    assert all(term.lstrip("#") in squeezed(text) for term in terms(asked))


def test_a_unit_is_held_by_its_name() -> None:
    assert is_held("km", squeezed("5km 걷기"))
    assert is_held("걷기", squeezed("5km 걷기"))
    assert not is_held("kg", squeezed("5km 걷기"))
