from pathlib import Path

import pytest

from chat.settings import Settings
from chat.web import page_texts
from chat.web.look import OfficeLook, contrast
from ingest.errors import BadInputError


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


def test_colours_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=r"대비 1\.1:1"):
        OfficeLook.of(Settings(home=tmp_path, brand_colour="#ffff00"))


def test_the_office_is_shown_by_its_settings(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, office_name="디지털시", service_name="물어보시", brand_colour="#0b6b3a")
    site = OfficeLook.of(settings)
    assert site.title == "디지털시 물어보시"
    assert site.colours == "--brand: #0b6b3a; --on-brand: #ffffff;"


def test_both_languages_say_the_same_things() -> None:
    assert set(page_texts.KO) == set(page_texts.EN)
    for name, korean in page_texts.KO.items():
        assert ("{n}" in korean) == ("{n}" in page_texts.EN[name]), name
        assert ("{date}" in korean) == ("{date}" in page_texts.EN[name]), name
