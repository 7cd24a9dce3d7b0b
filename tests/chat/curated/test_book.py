"""The file of curated answers: read when it changes, never lost, each change in the trail."""

import datetime as dt
import json
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from chat.curated.book import CuratedBook
from chat.curated.entry import Curated
from chat.operation.audit import AuditTrail
from ingest.errors import BadInputError, StorageError

ENTRY = Curated("parking", ("주차 요금은?",), "10분에 500원입니다.", "교통과", "김민원", dt.date(2026, 11, 29))


def test_another_process_sees_a_change_at_once(tmp_path: Path) -> None:
    reader, writer = CuratedBook(tmp_path), CuratedBook(tmp_path)
    assert reader.all() == {}
    writer.put(ENTRY, "kim")
    assert reader.all() == {"parking": ENTRY}
    writer.put(replace(ENTRY, text="무료입니다."), "lee")
    assert reader.all()["parking"].text == "무료입니다."
    writer.remove("parking", "kim")
    assert reader.all() == {}
    changes = [(entry.who, entry.action, entry.details["id"]) for entry in AuditTrail(tmp_path).entries()]
    assert changes == [
        ("kim", "curated.remove", "parking"),
        ("lee", "curated.change", "parking"),
        ("kim", "curated.add", "parking"),
    ]


def test_a_person_can_read_and_edit_the_file(tmp_path: Path) -> None:
    book = CuratedBook(tmp_path)
    book.put(ENTRY, "kim")
    text = book.file.read_text("utf-8")
    assert '"주차 요금은?"' in text
    book.file.write_text("\ufeff" + text.replace("500원", "600원"), "utf-8")
    assert book.all()["parking"].text == "10분에 600원입니다."


def test_damage_leaves_what_was_read_and_is_told_to_who_has_nothing(tmp_path: Path) -> None:
    book = CuratedBook(tmp_path)
    book.put(ENTRY, "kim")
    assert book.all()
    book.file.write_text("[{", "utf-8")
    assert book.all() == {"parking": ENTRY}
    with pytest.raises(BadInputError, match=r"curated\.json"):
        CuratedBook(tmp_path).all()
    with pytest.raises(BadInputError):
        book.put(ENTRY, "kim")  # nothing is written over what an official may still mend
    assert book.file.read_text("utf-8") == "[{"


def test_writers_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    entries = [replace(ENTRY, id=f"one-{number}") for number in range(12)]
    threads = [threading.Thread(target=CuratedBook(tmp_path).put, args=(entry, "kim")) for entry in entries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(CuratedBook(tmp_path).all()) == 12
    assert len(json.loads((tmp_path / "curated.json").read_text("utf-8"))) == 12


def test_nothing_changes_without_a_line_in_the_trail(tmp_path: Path) -> None:
    book = CuratedBook(tmp_path)
    (tmp_path / "logs").write_text("in the way", "utf-8")
    with pytest.raises(StorageError):
        book.put(ENTRY, "kim")
    assert book.all() == {}


def test_an_unknown_name_is_told_with_the_known_ones(tmp_path: Path) -> None:
    book = CuratedBook(tmp_path)
    book.put(ENTRY, "kim")
    with pytest.raises(BadInputError, match="있는 것: parking"):
        book.remove("park", "kim")
