"""Settings by room: a wrong name is told with the nearest one, a wrong value stops only what needs it."""

import difflib
from pathlib import Path

import pytest

import ingest.settings
import retriever.settings
from chat.settings import AnswerSettings, Settings
from ingest.errors import BadInputError

ROOMS = (ingest.settings.Settings, retriever.settings.Settings, AnswerSettings, Settings)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings file of this process."""
    path = tmp_path / "mureobwa.toml"
    monkeypatch.setenv("MUREOBWA_CONFIG", str(path))
    return path


@pytest.mark.parametrize("room", ROOMS, ids=["ingest", "retriever", "answering", "serving"])
def test_a_misspelt_name_is_told_with_the_nearest(file: Path, room: type[ingest.settings.Settings]) -> None:
    file.write_text("pasage_chars = 600\n", "utf-8")
    with pytest.raises(BadInputError, match=r"'pasage_chars'.*혹시 'passage_chars'인가요"):
        room.load()


def test_each_room_takes_what_the_ones_above_it_can_be_told(file: Path) -> None:
    file.write_text('passage_chars = 600\nthreads = 2\nmax_question_chars = 90\nbrand_colour = "#123456"\n', "utf-8")
    assert [room.load().passage_chars for room in ROOMS] == [600] * 4


def test_a_name_that_no_room_knows_is_refused_where_all_are_known(file: Path) -> None:
    file.write_text("weather = 3\n", "utf-8")
    assert retriever.settings.Settings.load().threads == 0
    for room in (AnswerSettings, Settings):
        with pytest.raises(BadInputError, match=r"'weather': 그런 이름의 설정은 없습니다\. docs"):
            room.load()


def test_a_wrong_colour_stops_the_page_and_not_the_answer(file: Path) -> None:
    file.write_text('brand_colour = "blue"\nmax_question_chars = 90\n', "utf-8")
    assert AnswerSettings.load().max_question_chars == 90
    with pytest.raises(BadInputError, match="'brand_colour': 값이"):
        Settings.load()


def test_in_the_environment_a_misspelling_is_told_and_what_is_not_ours_is_left_alone(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUREOBWA_MODEL_KEY", "secret")
    monkeypatch.setenv("MUREOBWA_BUILD_NUMBER", "7")
    assert Settings.load().model == ""
    monkeypatch.setenv("MUREOBWA_CONTACT_PHON", "02-120")
    with pytest.raises(BadInputError, match=r"'MUREOBWA_CONTACT_PHON'.*혹시 'MUREOBWA_CONTACT_PHONE'인가요"):
        AnswerSettings.load()


def test_no_setting_of_a_room_above_looks_like_a_misspelling_of_one_below() -> None:
    for lower, upper in (ROOMS[:2], ROOMS[1:3], (ROOMS[0], ROOMS[3]), (ROOMS[1], ROOMS[3])):
        above = set(upper.model_fields) - set(lower.model_fields)
        near = {
            name: difflib.get_close_matches(name, lower.model_fields, cutoff=ingest.settings._NEAR) for name in above
        }
        assert [name for name, found in near.items() if found] == []
