"""The original is handed out as it was indexed, or not at all."""

from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from chat.service import Mureobwa
from chat.settings import Settings
from chat.web.app import create_app
from chat.web.originals import download, original_of
from ingest.document import Document
from ingest.read import read_file
from web.visiting import SEEDS, Site

SEED = SEEDS / "2022-digital-new-deal.txt"


@pytest.fixture
def document(tmp_path: Path) -> Document:
    """A document read from a file that a test may change."""
    file = tmp_path / "안내문 1.txt"
    file.write_text("접수는 3월 2일부터입니다.\n", "utf-8")
    return read_file(file, Settings())


def test_the_file_comes_back_byte_for_byte(site: Site) -> None:
    address = f"{site.origin}/documents/{SEED.stem}"
    reply = httpx.get(address + "/original")
    assert reply.content == SEED.read_bytes()
    assert reply.headers["content-disposition"] == f"attachment; filename*=UTF-8''{SEED.name}"
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert f'href="/documents/{SEED.stem}/original"' in httpx.get(address).text
    assert httpx.get(site.origin + "/documents/none/original").status_code == 404


def test_a_korean_name_is_told(document: Document) -> None:
    found = original_of(document)
    assert found is not None
    assert (found.name, found.facts) == ("안내문 1.txt", "TXT, 1 KB")
    reply = download(document)
    assert reply is not None
    assert reply.headers["content-disposition"].endswith("%EC%95%88%EB%82%B4%EB%AC%B8%201.txt")


def test_a_file_that_changed_is_kept_back(document: Document) -> None:
    Path(document.source).write_text("접수는 끝났습니다.\n", "utf-8")
    assert download(document) is None


def test_a_link_laid_in_its_place_leads_nowhere(document: Document, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    Path(document.source).unlink()
    Path(document.source).symlink_to(secret)
    assert download(document) is None


def test_a_file_that_is_gone_is_not_offered(document: Document) -> None:
    Path(document.source).unlink()
    assert original_of(document) is None
    assert download(document) is None


def test_an_office_may_keep_its_files(service: Mureobwa, settings: Settings) -> None:
    client = TestClient(create_app(service, settings.model_copy(update={"original_files": False})), "http://localhost")
    assert client.get(f"/documents/{SEED.stem}/original").status_code == 404
    assert "/original" not in client.get(f"/documents/{SEED.stem}").text
