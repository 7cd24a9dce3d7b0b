"""The switch and its trail, and the commands that turn it."""

import json
import threading
from pathlib import Path

import pytest

import mureobwa
from chat.operation.audit import AuditTrail, os_user
from chat.operation.switch import Switch
from chat.service import Mureobwa
from chat.settings import Settings
from ingest.errors import StorageError


def test_off_and_on_with_a_line_each_in_the_trail(tmp_path: Path) -> None:
    switch, seen_elsewhere = Switch(tmp_path), Switch(tmp_path)
    assert seen_elsewhere.state().on
    switch.off("kim", "요금표 정정", "점검 중입니다.")
    state = seen_elsewhere.state()
    assert (state.on, state.who, state.reason, state.notice) == (False, "kim", "요금표 정정", "점검 중입니다.")
    assert state.since == switch.state().since
    switch.on("lee", "정정 완료")
    assert seen_elsewhere.state().on
    last, first = AuditTrail(tmp_path).entries()
    assert (first.who, first.action, first.details["notice"]) == ("kim", "switch.off", "점검 중입니다.")
    assert (last.who, last.action, last.details) == ("lee", "switch.on", {"reason": "정정 완료"})


def test_a_switch_that_cannot_be_read_is_off(tmp_path: Path) -> None:
    switch = Switch(tmp_path)
    switch.file.write_text("{", "utf-8")
    assert not switch.state().on
    switch.on("kim")
    assert switch.state().on


def test_off_is_off_also_where_the_trail_cannot_be_written_and_on_is_not(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    switch = Switch(tmp_path)
    with pytest.raises(StorageError, match="감사 기록"):
        switch.off("kim", "급한 일")
    assert not switch.state().on
    with pytest.raises(StorageError, match="감사 기록"):
        switch.on("kim")
    assert not switch.state().on


def test_changes_made_at_once_are_all_in_the_trail_and_a_line_cut_off_spoils_no_other(tmp_path: Path) -> None:
    trail = AuditTrail(tmp_path)
    trail.add("kim", "first", {})
    trail.file.write_bytes(trail.file.read_bytes() + b'{"time": "2026-')  # killed while it wrote
    threads = [threading.Thread(target=trail.add, args=("kim", f"n{n}", {"n": "가\n나"})) for n in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    entries = trail.entries()
    assert {entry.action for entry in entries} == {"first", *(f"n{n}" for n in range(10))}
    assert entries[0].details == {"n": "가\n나"}


def test_the_service_obeys_at_once_and_helps_in_an_emergency(index_home: Path) -> None:
    service = Mureobwa.open(Settings(home=index_home))
    switch = Switch(index_home)
    try:
        switch.off("kim", "점검", "점검 중입니다. 120으로 전화해 주세요.")
        off = service.ask("월 정기권은 얼마인가요?")
        assert (off.status, off.text) == ("off", "점검 중입니다. 120으로 전화해 주세요.")
        assert service.ask("사람이 쓰러졌어요 도와주세요").status == "emergency"
        switch.on("kim")
        assert service.ask("월 정기권은 얼마인가요?").status == "answered"
    finally:
        switch.file.unlink()


def test_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("MUREOBWA_HOME", str(tmp_path))
    monkeypatch.setenv("SUDO_USER", "park")
    assert run(monkeypatch, "off", "--reason", "점검", "--notice", "곧 돌아옵니다.") == 0
    assert run(monkeypatch, "status", "--json", "--history") == 0
    shown = capsys.readouterr().out.splitlines()
    assert "답을 멈추었습니다" in shown[0]
    assert shown[1] == "안내문: 곧 돌아옵니다."
    state = json.loads(shown[2])
    assert (state["on"], state["reason"], state["who"]) == (False, "점검", os_user())
    assert state["who"].endswith("(park)")
    assert [entry["action"] for entry in state["history"]] == ["switch.off"]
    assert run(monkeypatch, "on") == 0
    assert capsys.readouterr().out == "답하고 있습니다.\n"
    assert run(monkeypatch, "off", "--reason", " ") == 2
    assert "까닭이 비었습니다" in capsys.readouterr().err
    monkeypatch.setenv("MUREOBWA_ENABLED", "false")
    assert run(monkeypatch, "status") == 0
    assert "enabled가 false" in capsys.readouterr().out


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    """The exit code of `mureobwa switch ...`."""
    monkeypatch.setattr("sys.argv", ["mureobwa", "switch", *words])
    with pytest.raises(SystemExit) as left:
        mureobwa.main()
    return int(left.value.code or 0)
