import logging
from pathlib import Path

import pytest

from chat.log.entry_of import MATTERING
from chat.operation.live_settings import LIVE, SettingsFile
from chat.operation.renewal import Renewal
from chat.service import Mureobwa
from chat.settings import Settings


def test_names_are_settings_and_none_that_changes_an_answer_is_live() -> None:
    assert set(Settings.model_fields) >= LIVE
    assert set(MATTERING) <= set(Settings.model_fields)
    assert not LIVE & set(MATTERING)


def test_a_changed_file_is_taken_over_as_far_as_it_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "mureobwa.toml"
    monkeypatch.setenv("MUREOBWA_CONFIG", str(file))
    file.write_text('notices = ["하나"]\nvisitor_per_minute = 10\n', "utf-8")
    watched, settings = SettingsFile(), Settings.load()
    assert watched.changed(settings) is None
    file.write_text('notices = ["하나", "둘"]\nvisitor_per_minute = 10\nlog_days = 30\n', "utf-8")
    with caplog.at_level(logging.WARNING):
        changed = watched.changed(settings)
    assert changed
    assert (changed.notices, changed.log_days) == (("하나", "둘"), settings.log_days)
    assert "다시 시작해야 바뀝니다: log_days" in caplog.text
    assert watched.changed(changed) is None
    file.write_text("notices = 3\n", "utf-8")
    with caplog.at_level(logging.ERROR):
        assert watched.changed(changed) is None
    assert "전의 설정으로 계속합니다" in caplog.text
    file.unlink()
    back = watched.changed(changed)
    assert back
    assert back.notices == ()


def test_a_running_service_goes_on_with_changed_settings(
    index_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mureobwa.toml"
    monkeypatch.setenv("MUREOBWA_CONFIG", str(file))
    monkeypatch.setenv("MUREOBWA_HOME", str(index_home))
    settings = Settings.load()
    service = Mureobwa.open(settings)
    received: list[Settings] = []
    renewal = Renewal(service, settings, set_anew=received.append)
    assert not renewal.look_at_settings()
    file.write_text("enabled = false\n", "utf-8")
    assert renewal.look_at_settings()
    assert service.ask("월 정기권은 얼마인가요?").status == "off"
    assert [one.enabled for one in received] == [False]
