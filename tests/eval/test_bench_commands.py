"""`mureobwa bench`: every measurement is listed, and a wrong place is told in one sentence."""

from pathlib import Path

import pytest
from running import Run, runner

from eval.bench.commands import app
from eval.bench.rooms import ROOT

# What the measurements share.
HELPERS = {"__init__", "commands", "generated", "process", "recipe", "server"}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return runner(monkeypatch, capsys)


def test_every_measurement_is_a_command_and_says_what_it_measures() -> None:
    commands = {
        command.name or command.callback.__name__: command for command in app.registered_commands if command.callback
    }
    groups = {str(group.name): group.typer_instance for group in app.registered_groups}
    modules = {file.stem for file in (ROOT / "eval" / "bench").glob("*.py")}
    assert {name.replace("-", "_") for name in (*commands, *groups)} == modules - HELPERS
    for group, inside in groups.items():
        assert inside is not None
        commands |= {f"{group} {one.name}": one for one in inside.registered_commands}
    for name, command in commands.items():
        assert f"예: mureobwa bench {name}" in str(command.callback.__doc__), name


def test_the_picture_is_drawn_into_the_file_that_is_named(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- rooms:start -->\nold\n<!-- rooms:end -->\nafter\n", "utf-8")
    left, _, err = run("bench", "rooms", "page.md")
    assert (left, err) == (0, "")
    lines = page.read_text("utf-8").split("\n")
    assert lines[:3] == ["before", "<!-- rooms:start -->", "| room | what it is |"]
    assert lines[-3:] == ["<!-- rooms:end -->", "after", ""]


def test_the_projects_own_sets_are_looked_for_in_a_checkout_only(run: Run) -> None:
    left, out, err = run("bench", "verification")
    assert (left, out) == (2, "")
    assert "저장소의 맨 위 폴더에서 실행하거나 폴더를 적어 주세요" in err
