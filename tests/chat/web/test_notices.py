"""What an office must say: that an AI answers, how long questions are kept, whom to tell, how accessible it is."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import httpx
from starlette.testclient import TestClient

from chat.answer import Status
from chat.log.entry import Door
from chat.log.sqlite import SqliteLog
from chat.log.store import Wanted
from chat.service import Mureobwa
from chat.settings import Settings
from chat.web.app import create_app
from retriever.build import ingest_paths
from retriever.settings import Settings as RetrieverSettings
from web.visiting import QUESTION, Site, Visit, ask, violations

AI = "이 서비스는 인공지능(AI)으로 답합니다."


def test_the_first_page_says_it_before_the_first_question(site: Site) -> None:
    html = httpx.get(site.origin).text
    assert html.index(AI) < html.index("<gradio-app")
    assert "질문과 답은 개인정보를 가리고 90일 동안 보관한 뒤 지웁니다." in html
    assert 'href="/accessibility"' in html


def test_of_documents_without_a_date_no_newest_is_told(
    tmp_path: Path, settings_in: Callable[[Path], RetrieverSettings]
) -> None:
    (tmp_path / "수영장.txt").write_text("수영장 안내\n\n수영장은 월요일에 쉰다.\n", "utf-8")
    settings = Settings(home=settings_in(tmp_path / "home").home)
    ingest_paths([tmp_path / "수영장.txt"], settings)
    client = TestClient(create_app(Mureobwa.open(settings), settings), "http://localhost")
    assert ">문서 1건에서 찾습니다.</span>" in client.get("/").text


def test_the_accessibility_statement_is_a_page_without_faults(visit: Visit, site: Site) -> None:
    page = visit.open("/accessibility")
    assert "디지털시 물어봐는 누구나" in page.locator("main").inner_text()
    assert violations(page) == []


def test_who_turns_the_switch_is_answered_and_only_counted(visit: Visit, site: Site) -> None:
    log, today = SqliteLog.below(site.settings.home, max_mib=64), dt.datetime.now(dt.UTC).date()

    def state() -> tuple[int, int]:
        tallies = log.tallies(today - dt.timedelta(days=1), today + dt.timedelta(days=2))
        counted = sum(t.count for t in tallies if (t.door, t.status) == (Door.PAGE, Status.ANSWERED))
        return len(log.entries(Wanted(doors=[Door.PAGE], limit=10_000))), counted

    page = visit.open()
    switch = page.locator("[data-switch=unlogged]")
    switch.click()
    assert switch.get_attribute("aria-pressed") == "true"
    assert violations(page) == []
    kept, counted = state()
    ask(page, QUESTION)
    assert state() == (kept, counted + 1)
    switch.click()
    ask(page, QUESTION)
    assert state() == (kept + 1, counted + 2)
