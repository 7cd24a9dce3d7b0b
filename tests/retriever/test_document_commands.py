"""`mureobwa documents`: what an operator takes out is gone at once and stays out."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from chat.operation.renewal import Renewal
from chat.service import Mureobwa
from chat.settings import Settings as ChatSettings
from ingest.errors import BadInputError, IndexUnusableError, StorageError
from retriever import document_commands, storage
from retriever.build import ingest_paths
from retriever.index import open_index
from retriever.removed import RemovedFiles
from retriever.report_words import lines
from retriever.settings import Settings

pdfmetrics.registerFont(UnicodeCIDFont("HYSMyeongJo-Medium"))


@pytest.fixture
def folder(folder: Path, settings: Settings, notices: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three notices, one of them twice, indexed."""
    monkeypatch.setenv("MUREOBWA_HOME", str(settings.home))
    (folder / "주차 사본.txt").write_text(notices["주차"] + "\n", "utf-8")
    ingest_paths([folder], settings)
    return folder


def listed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    capsys.readouterr()
    document_commands.listed(as_json=True)
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def test_a_removed_document_is_gone_and_stays_out_until_it_is_restored(
    folder: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    known = ChatSettings(home=settings.home)
    service = Mureobwa.open(known)
    renewal = Renewal(service, known)
    question = "공영주차장 월 정기권은 얼마예요?"
    assert service.ask(question).citations[0].document_id == "주차"

    document_commands.remove(["주차"])
    assert renewal.look()
    assert all(citation.document_id != "주차" for citation in service.ask(question).citations)
    (folder / "주차.txt").rename(folder / "다른 이름.txt")  # its content is known, and that of its copy
    for fresh in (False, True):
        report = ingest_paths([folder], settings, fresh=fresh)
        assert report.documents == 2
        assert [Path(source).name for source in report.held_back] == ["다른 이름.txt", "주차 사본.txt"]
    states = {(one["state"], Path(one["source"]).name) for one in listed(capsys)}
    assert states == {
        ("indexed", "도서관.txt"),
        ("indexed", "보건.txt"),
        ("removed", "주차.txt"),
        ("removed", "주차 사본.txt"),
    }

    document_commands.restore(["주차"])
    assert RemovedFiles.read(settings.home).entries == ()
    assert {document.title for document in open_index(settings).documents.values()} >= {"공영주차장 이용 안내"}


def test_a_folder_can_be_taken_out_and_a_name_that_is_none_is_told(folder: Path, settings: Settings) -> None:
    with pytest.raises(BadInputError, match="'없는-문서'에"):
        document_commands.remove(["도서관", "없는-문서"])
    assert len(open_index(settings).documents) == 3
    document_commands.remove([str(folder)])
    assert open_index(settings).documents == {}
    with pytest.raises(BadInputError, match="빼 둔 문서가"):
        document_commands.restore(["없는-문서"])


def test_what_is_taken_out_while_a_sync_runs_is_out_when_it_ends(
    folder: Path, settings: Settings, notices: Mapping[str, str]
) -> None:
    (folder / "새.txt").write_text("수영장 안내\n\n시민수영장은 월요일에 쉽니다.\n", "utf-8")
    refused: list[str] = []

    def progress(step: str, done: int, total: int) -> None:
        if step == "임베딩" and not refused:
            with pytest.raises(StorageError) as failure:
                document_commands.remove(["도서관"])
            refused.append(str(failure.value))

    ingest_paths([folder], settings, progress)
    assert "그 작업이 끝날 때 문서도 빠집니다" in refused[0]
    assert set(open_index(settings).documents) == {"주차", "보건", "새"}


def test_show_names_the_copies(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    document_commands.show("주차")
    out = capsys.readouterr().out
    assert "제목: 공영주차장 이용 안내\n" in out
    assert f"중복 파일: {folder / '주차 사본.txt'}" in out
    document_commands.show("보건", as_json=True)
    assert json.loads(capsys.readouterr().out)["source"] == str(folder / "보건.txt")
    with pytest.raises(BadInputError, match="documents list"):
        document_commands.show("없음")


def test_a_damaged_list_of_removed_documents_is_no_empty_one(folder: Path, settings: Settings) -> None:
    (storage.index_folder(settings.home) / "removed.json").write_text("{", "utf-8")
    with pytest.raises(IndexUnusableError, match="빼 둔 문서의 목록"):
        ingest_paths([folder], settings)


def test_what_a_reader_left_out_is_kept_and_told_by_each_sync_and_by_show(
    folder: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    scan = Canvas(str(folder / "휴관 안내.pdf"))
    scan.setFont("HYSMyeongJo-Medium", 12)
    scan.drawString(72, 700, "도서관은 매월 둘째 화요일에 쉽니다.")
    scan.showPage()
    scan.drawImage(ImageReader(Image.new("L", (8, 8), 128)), 0, 0, 595, 842)
    scan.save()
    remark = "2쪽은 그림으로 되어 있거나 글자 정보가 깨져 읽지 못했습니다. OCR이 필요합니다."
    for report in (ingest_paths([folder], settings), ingest_paths([folder], settings)):
        assert report.remarks == ((str(folder / "휴관 안내.pdf"), remark),)
        assert f"  읽기 알림: {folder / '휴관 안내.pdf'}: {remark}" in list(lines(report))
    [document] = [one for one in open_index(settings).documents.values() if one.remarks]
    document_commands.show(document.id)
    assert f"읽기 알림: {remark}" in capsys.readouterr().out
