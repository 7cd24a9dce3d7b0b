"""The documents say what the program does: every setting is described, the README's commands exist."""

import re
from pathlib import Path

import pytest

from chat.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_described_under_both_names(name: str) -> None:
    text = (ROOT / "docs" / "settings.md").read_text("utf-8")
    field = Settings.model_fields[name]
    assert f"| `{name}` | `MUREOBWA_{name.upper()}` |" in text
    assert field.description
    assert field.description in text


def test_the_settings_are_described_room_by_room_as_in_the_code_and_no_others() -> None:
    text = (ROOT / "docs" / "settings.md").read_text("utf-8")
    assert re.findall(r"^\| `([a-z_]+)` \|", text, re.MULTILINE) == list(Settings.model_fields)


def test_commands_in_the_readme_exist() -> None:
    import mureobwa

    names = {
        command.name or command.callback.__name__ for command in mureobwa.app.registered_commands if command.callback
    }
    names |= {group.name for group in mureobwa.app.registered_groups if group.name}
    named = set(re.findall(r"mureobwa ([a-z]+)", README))
    assert named <= names
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"make ([a-z]+)", README)) <= targets


def test_links_lead_somewhere() -> None:
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_files_that_code_and_documents_name_exist() -> None:
    """Two scripts named modules that had moved to another room."""
    written = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "Makefile", "Dockerfile", "pyproject.toml")]
    written += [file for room in ("ingest", "retriever", "chat", "eval", "docs") for file in (ROOT / room).rglob("*")]
    named = re.compile(
        r"(?<![\w./-])(?:ingest|retriever|chat|eval|tests|docs|seeds)/[\w./-]+\.(?:py|md|tsv|jsonl?|npz|js|css|sh)\b"
    )
    for file in written:
        if file.suffix in {".py", ".js", ".css", ".html", ".md", ".sh", ".toml", ".sql", ".tsv", ""} and file.is_file():
            for path in named.findall(file.read_text("utf-8")):
                assert (ROOT / path).exists(), f"{file.relative_to(ROOT)}: {path}"
