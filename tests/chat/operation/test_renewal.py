"""A new index answers by itself; one that cannot be used does not."""

import json
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from chat.operation import renewal as renewed
from chat.operation.renewal import Renewal
from chat.pipeline import answer
from chat.service import Mureobwa
from chat.settings import Settings
from chat.writing.model import open_model
from retriever.build import ingest_paths
from retriever.settings import Settings as RetrieverSettings
from retriever.storage import current_version


def test_a_new_index_answers_and_a_damaged_one_does_not(
    tmp_path: Path, settings_in: Callable[[Path], RetrieverSettings], caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "수영장.txt").write_text("수영장 안내\n\n시민수영장 이용료는 4,000원입니다.\n", "utf-8")
    settings = Settings(home=settings_in(tmp_path / "home").home)
    ingest_paths([folder], settings)
    service = Mureobwa.open(settings)
    before = service.engine
    versions: list[str] = []
    renewal = Renewal(service, settings, lambda: versions.append(service.index.version))
    assert not renewal.look()

    (folder / "도서관.txt").write_text("도서관 안내\n\n시립도서관은 매주 월요일에 쉽니다.\n", "utf-8")
    ingest_paths([folder], settings)
    with caplog.at_level(logging.WARNING):
        assert renewal.look()
    assert not renewal.look()
    assert versions == [service.index.version]
    assert "문서 2건" in caplog.text
    assert service.index.version != before.index.version
    assert service.ask("시립도서관은 언제 쉬나요?").citations[0].document_id == "도서관"
    # A question that began with the former index ends with it.
    assert answer("수영장 이용료", before).index_version == before.index.version

    (folder / "체육관.txt").write_text("체육관 안내\n\n체육관은 9시에 엽니다.\n", "utf-8")
    ingest_paths([folder], settings)
    (current_version(settings.home) / "passages.jsonl").write_bytes(b"{")
    working = service.engine
    with caplog.at_level(logging.ERROR):
        assert not renewal.look()
    assert "전의 색인으로 계속 답합니다" in caplog.text
    assert service.engine is working


def test_a_model_chooses_from_its_trial_on(index_home: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    opened = Mureobwa.open(Settings(home=index_home))
    settings = Settings(home=tmp_path, model="solar", model_base_url="http://127.0.0.1:9/v1")
    service = Mureobwa(replace(opened.engine, settings=settings, model=open_model(settings)))
    renewal, trial = Renewal(service, settings), tmp_path / "model_trial.json"
    assert not renewal.look_at_model()

    def tried(right: int) -> None:
        trial.write_text(
            json.dumps({"model": "openai http://127.0.0.1:9/v1 solar", "right": right, "asked": 24}), "utf-8"
        )

    tried(21)
    before = service.engine.answers_version
    with caplog.at_level(logging.WARNING):
        assert renewal.look_at_model()
    assert service.engine.model_reads
    assert service.engine.answers_version != before  # answers kept from before are not given any more
    assert "언어 모델이 답하는 문장을 고릅니다." in caplog.text
    assert not renewal.look_at_model()

    tried(20)
    assert renewal.look_at_model()
    assert not service.engine.model_reads

    tried(24)
    service.engine = replace(service.engine, model=None)
    assert not renewal.look_at_model()


def test_it_watches_and_stops(index_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert renewed._EVERY <= 2.5  # within five seconds, the opening of the index included
    monkeypatch.setattr(renewed, "_EVERY", 0.01)
    settings = Settings(home=index_home)
    renewal = Renewal(Mureobwa.open(settings), settings)
    renewal.start()
    renewal.stop()
    assert not renewal._thread.is_alive()
