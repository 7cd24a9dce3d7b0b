"""The commands `mureobwa index ...`."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ingest.document import Document, Passage
from ingest.errors import BadInputError
from retriever import index_commands
from retriever.build import build
from retriever.settings import Settings
from retriever.store import store_of

Pairs = Sequence[tuple[Document, tuple[Passage, ...]]]


def test_a_folder_moves_into_a_database(
    settings: Settings,
    pairs: Pairs,
    new_database: Callable[[], str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    build(pairs, settings)
    database = new_database()
    monkeypatch.setenv("MUREOBWA_HOME", str(settings.home))
    index_commands.copy(".home", database)
    assert "문서 3개를 복사했습니다." in capsys.readouterr().out
    with pytest.raises(BadInputError, match="같습니다"):
        index_commands.copy(database, database)

    monkeypatch.setenv("MUREOBWA_INDEX", database)
    index_commands.status(as_json=True)
    status = json.loads(capsys.readouterr().out)
    assert status == {"place": status["place"], "version": store_of(Settings.load()).current(), "documents": 3}
    assert status["place"].endswith(database.split("/")[3].split("?")[0])
    index_commands.migrate()
    assert "이미 최신" in capsys.readouterr().out
    before = store_of(Settings.load()).current()
    index_commands.refresh(exactly=True)
    assert store_of(Settings.load()).current() != before
    index_commands.roles(by_department=True, writer="w1", reader="r1")
    sql = capsys.readouterr().out
    assert "CREATE ROLE r1 LOGIN;" in sql
    assert "CREATE POLICY by_department ON mureobwa.passage" in sql
    with pytest.raises(BadInputError, match="영문자"):
        index_commands.roles(writer="w; DROP TABLE x")


def test_what_a_folder_has_no_use_for_is_told(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUREOBWA_HOME", str(settings.home))
    with pytest.raises(BadInputError, match="데이터베이스에만"):
        index_commands.migrate()


def test_an_index_may_lie_in_another_folder(
    settings: Settings,
    pairs: Pairs,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    elsewhere = tmp_path / "elsewhere"
    build(pairs, settings.model_copy(update={"index": str(elsewhere)}))
    assert (elsewhere / "index" / "current").exists()
    assert not (settings.home / "index").exists()
    monkeypatch.setenv("MUREOBWA_HOME", str(settings.home))
    monkeypatch.setenv("MUREOBWA_INDEX", str(elsewhere))
    index_commands.status()
    assert str(elsewhere) in capsys.readouterr().out
