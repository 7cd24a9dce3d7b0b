import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from typer.testing import CliRunner

import mureobwa
from chat.desk.sites import Site, SiteBook, Theme
from ingest.errors import BadInputError


def test_what_is_written_is_read_by_another(tmp_path: Path) -> None:
    theme = Theme("제목", "안녕하세요", "#0b50d0", "ko", ("하나?", "둘?"))
    site = Site("minwon", ("https://a.go.kr",), 10, 100, "복지", theme, webview=True)
    SiteBook(tmp_path).put(site)
    assert SiteBook(tmp_path).get("minwon") == site
    assert SiteBook(tmp_path).get("other") is None


def test_a_running_book_sees_changes(tmp_path: Path) -> None:
    book = SiteBook(tmp_path)
    assert book.all() == {}
    SiteBook(tmp_path).put(Site("a", ("https://a.go.kr",)))
    assert book.get("a") is not None
    SiteBook(tmp_path).remove("a")
    assert book.get("a") is None


def test_damage_leaves_the_last_good_list_and_stops_a_start(tmp_path: Path) -> None:
    book = SiteBook(tmp_path)
    book.put(Site("a", ("https://a.go.kr",)))
    assert book.get("a")
    book.path.write_text('{"a": {"id"', "utf-8")
    assert book.get("a")
    with pytest.raises(BadInputError, match=r"sites\.json"):
        SiteBook(tmp_path).all()


def test_a_file_edited_by_hand_is_checked(tmp_path: Path) -> None:
    (tmp_path / "sites.json").write_text(json.dumps({"a": {"id": "a", "origins": ["https://*.kr"]}}), "utf-8")
    with pytest.raises(BadInputError):
        SiteBook(tmp_path).all()


def test_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: SiteBook(tmp_path).put(Site(f"s{n}", ("https://a.go.kr",))), range(24)))
    assert len(SiteBook(tmp_path).all()) == 24
    assert sorted(path.name for path in tmp_path.iterdir()) == ["sites.json", "sites.lock"]


@pytest.mark.parametrize(
    "site",
    [
        Site("Upper", ("https://a.go.kr",)),
        Site("../x", ("https://a.go.kr",)),
        Site("a", ()),
        Site("a", ("https://a.go.kr",), per_minute=0),
        Site("a", ("https://a.go.kr",), per_day=0),
        Site("a", ("https://a.go.kr",), theme=Theme(colour="red;}")),
        Site("a", ("https://a.go.kr",), theme=Theme(language="fr")),
    ],
)
def test_refused(site: Site, tmp_path: Path) -> None:
    with pytest.raises(BadInputError):
        SiteBook(tmp_path).put(site)
    assert SiteBook(tmp_path).all() == {}


def test_one_question_a_day_is_a_limit_too(tmp_path: Path) -> None:
    site = Site("a", ("https://a.go.kr",), per_minute=1, per_day=1)
    assert SiteBook(tmp_path).put(site) == site


def test_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUREOBWA_HOME", str(tmp_path))
    monkeypatch.setenv("MUREOBWA_PUBLIC_URL", "https://chat.example.go.kr/")
    run = CliRunner().invoke
    added = run(
        mureobwa.app, ["sites", "add", "minwon", "--origin", "https://www.example.go.kr", "--title", '민원 "안내"']
    )
    assert added.exit_code == 0, added.output
    version = next((tmp_path / "widget").iterdir()).stem
    assert f'src="https://chat.example.go.kr/widget/{version}/widget.js" data-site="minwon"' in added.output
    assert 'data-title="민원 &quot;안내&quot;"' in added.output
    assert 'integrity="sha384-' in added.output
    assert "frame-src https://chat.example.go.kr" in added.output
    assert "minwon: https://www.example.go.kr (300/분, 20,000/일)" in run(mureobwa.app, ["sites", "list"]).output
    assert json.loads(run(mureobwa.app, ["sites", "list", "--json"]).output)[0]["id"] == "minwon"
    assert "widget.js" in run(mureobwa.app, ["sites", "snippet", "minwon"]).output
    assert run(mureobwa.app, ["sites", "remove", "minwon"]).exit_code == 0
    assert isinstance(run(mureobwa.app, ["sites", "remove", "minwon"]).exception, BadInputError)
    assert "등록된 누리집이 없습니다" in run(mureobwa.app, ["sites", "list"]).output
