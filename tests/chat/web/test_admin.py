"""The admin page in a real browser: nobody enters unknown, what is changed there is what citizens get, axe finds nothing."""

import asyncio
import io
from collections.abc import Iterator, Mapping

import httpx
import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from chat.admin.password import hashed
from chat.operation.audit import AuditEntry, AuditTrail
from chat.settings import Settings
from chat.web.app import create_app
from web.modes import MODES
from web.visiting import FaultyMureobwa, Site, Visit, opened, violations

PASSWORD = "긴 비밀번호 열 글자"
NOWHERE = "달 착륙선의 연료는 몇 리터인가요?"
_PATIENCE = 60_000
"""Milliseconds: a view that reads or groups takes seconds of a busy machine."""
TABS = ("질문", "답하지 못한 질문", "아쉬워요", "문서", "답한 과정", "담당자가 확인한 답", "운영 스위치", "감사 기록")


@pytest.fixture(scope="module")
def office(service: FaultyMureobwa, settings: Settings) -> Iterator[Site]:
    """The app with the admin page open, behind one trusted proxy."""
    here = settings.model_copy(
        update={"admin_password": hashed(PASSWORD), "admin_header": "X-Remote-User", "trusted_proxies": ("10.9.9.9",)}
    )
    with opened(create_app(service, here)) as origin:
        yield Site(origin, service, here)
    (here.home / "switch.json").unlink(missing_ok=True)
    (here.home / "curated.json").unlink(missing_ok=True)


@pytest.fixture(scope="module")
def admin(browser: Browser, office: Site) -> Iterator[Page]:
    """A tab, logged in."""
    visit = Visit(browser, office.origin)
    page = visit.open("/admin", visit.context(1280, 800))
    assert violations(page) == []
    page.get_by_label("이름").fill("김민원")
    page.get_by_label("비밀번호").fill(PASSWORD)
    page.get_by_role("button", name="로그인").click()
    page.locator("body[data-ready]").wait_for()
    yield page
    visit.done()


def go(page: Page, tab: str) -> None:
    at_once = page.get_by_role("tab", name=tab, exact=True)
    if at_once.count():
        at_once.click()
    else:  # no room for all of them
        page.get_by_role("button", name="다른 탭").click()
        page.locator(".overflow-dropdown").get_by_role("button", name=tab, exact=True).click()
    page.wait_for_timeout(500)


def settled(page: Page) -> None:
    """Wait until Gradio fades nothing any more: what it replaces is too pale to be read meanwhile."""
    page.wait_for_function(
        """() => !document.querySelector(".pending") &&
        !document.getAnimations().some(one => one instanceof CSSTransition && one.playState === "running")""",
        timeout=_PATIENCE,
    )


def test_without_the_setting_there_is_no_admin_page(site: Site) -> None:
    for path in ("/admin", "/admin/app/config", "/admin/export/unanswered.csv"):
        assert httpx.get(site.origin + path).status_code == 404


def test_nobody_unknown_gets_in(office: Site) -> None:
    with httpx.Client(base_url=office.origin) as client:
        assert "비밀번호" in client.get("/admin").text
        for path in ("/admin/app/config", "/admin/app/theme.css", "/admin/export/unanswered.csv"):
            assert client.get(path).status_code == 403
        claimed = {"X-Remote-User": "mayor", "X-Forwarded-For": "10.9.9.9", "x-mureobwa-admin": "mayor"}
        assert client.get("/admin/export/unanswered.csv", headers=claimed).status_code == 403
        foreign = {"Origin": "https://evil.example"}
        sent = client.post("/admin/login", data={"who": "김", "password": PASSWORD}, headers=foreign)
        assert sent.status_code == 403


def test_every_tab_shows_something_and_axe_finds_nothing(admin: Page, office: Site) -> None:
    asked = httpx.post(f"{office.origin}/api/v1/ask", json={"question": NOWHERE}, timeout=60).json()
    assert asked["status"] in ("no_evidence", "related")
    opinion = {"question": "<b>질문</b>", "answer": "답", "status": "answered", "helpful": False, "reasons": ["wrong"]}
    assert httpx.post(f"{office.origin}/feedback", json=opinion, timeout=60).status_code == 204
    for tab in TABS:
        go(admin, tab)
        if tab == "답한 과정":
            admin.get_by_label("질문 (기록에 남지 않습니다)").fill(NOWHERE)
            admin.get_by_role("button", name="과정 보기").click()
        place = admin.get_by_role("tabpanel").locator(".view:visible table, .view:visible p").first
        expect(place).to_be_visible(timeout=_PATIENCE)
        settled(admin)
        assert violations(admin) == [], tab
        assert admin.evaluate("document.documentElement.scrollWidth <= innerWidth"), tab
    go(admin, "아쉬워요")
    expect(admin.locator("#view-opinions")).to_contain_text("<b>질문</b>", timeout=_PATIENCE)
    go(admin, "답한 과정")
    expect(admin.locator("#view-tryout")).to_contain_text("읽은 문장", timeout=_PATIENCE)


@pytest.mark.parametrize("mode", MODES)
def test_every_tab_can_be_read_in_every_mode(admin: Page, mode: str) -> None:
    but = ["color-contrast"] if "forced" in mode else []  # what forced colours paint is told by no computed style
    MODES[mode].on(admin)
    admin.reload()
    admin.locator("body[data-ready]").wait_for()
    for tab in TABS:
        go(admin, tab)
        if tab != "답한 과정":
            place = admin.get_by_role("tabpanel").locator(".view:visible table, .view:visible p").first
            expect(place).to_be_visible(timeout=_PATIENCE)
        settled(admin)
        assert violations(admin, *but) == [], tab
        assert admin.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{tab} is wider than the screen"
    others = admin.get_by_role("button", name="다른 탭")
    if others.count():
        others.click()
        assert violations(admin, *but) == []
    MODES["light"].on(admin)


def test_unanswered_questions_can_be_taken_away(admin: Page) -> None:
    go(admin, "답하지 못한 질문")
    expect(admin.locator("#view-unanswered")).to_contain_text(NOWHERE, timeout=_PATIENCE)
    with admin.expect_download() as download:
        admin.get_by_role("link", name="엑셀 파일로 받기").click()
    content = download.value.path().read_bytes()
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(content)).active.values for cell in row]
    assert NOWHERE in cells


def test_a_curated_answer_is_added_given_and_taken_out(admin: Page, office: Site) -> None:
    go(admin, "담당자가 확인한 답")
    fields = {
        "id": "moon",
        "wordings": NOWHERE,
        "text": "달 착륙선은 이 기관의 일이 아닙니다.",
        "department": "총무과",
        "author": "김민원",
    }
    for name, value in fields.items():
        admin.locator(f"#curated-{name} textarea, #curated-{name} input").fill(value)
    admin.get_by_role("button", name="저장").click()
    expect(admin.locator("#view-curated-told")).to_contain_text("‘moon’ 답을 더했습니다", timeout=_PATIENCE)
    expect(admin.locator("#view-curated")).to_contain_text("총무과 김민원", timeout=_PATIENCE)
    given = httpx.post(f"{office.origin}/api/v1/ask", json={"question": NOWHERE}, timeout=60).json()
    assert (given["status"], given["confirmed"]["author"]) == ("curated", "김민원")
    admin.get_by_role("button", name="삭제").click()
    expect(admin.locator("#view-curated-told")).to_contain_text("삭제했습니다", timeout=_PATIENCE)
    again = httpx.post(f"{office.origin}/api/v1/ask", json={"question": NOWHERE}, timeout=60).json()
    assert again["status"] != "curated"
    done = [(entry.who, entry.action) for entry in AuditTrail(office.settings.home).entries()[:2]]
    assert done == [("김민원", "curated.remove"), ("김민원", "curated.add")]


def test_the_switch_asks_for_a_reason_and_is_obeyed_at_once(admin: Page, office: Site) -> None:
    go(admin, "운영 스위치")
    admin.get_by_role("button", name="답 멈추기").click()
    expect(admin.locator("#view-switch-told")).to_contain_text("까닭을 적어 주세요", timeout=_PATIENCE)
    admin.locator("#switch-reason textarea, #switch-reason input").fill("문서 점검")
    admin.locator("#switch-notice textarea, #switch-notice input").fill("오늘은 쉽니다.")
    admin.get_by_role("button", name="답 멈추기").click()
    expect(admin.locator("#view-switch")).to_contain_text("답을 멈췄습니다", timeout=_PATIENCE)
    stopped = httpx.post(f"{office.origin}/api/v1/ask", json={"question": NOWHERE}, timeout=60).json()
    assert (stopped["status"], stopped["text"]) == ("off", "오늘은 쉽니다.")
    admin.get_by_role("button", name="다시 답하기").click()
    expect(admin.locator("#view-switch")).to_contain_text("답하고 있습니다", timeout=_PATIENCE)
    assert httpx.post(f"{office.origin}/api/v1/ask", json={"question": NOWHERE}, timeout=60).json()["status"] != "off"
    go(admin, "감사 기록")
    expect(admin.locator("#view-trail")).to_contain_text("까닭: 문서 점검, 안내문: 오늘은 쉽니다.", timeout=_PATIENCE)


def test_without_an_audit_trail_nobody_logs_in_and_nothing_is_taken_away(office: Site) -> None:
    trail = AuditTrail(office.settings.home).file
    with httpx.Client(base_url=office.origin, headers={"Origin": office.origin}) as client:
        form = {"who": "김민원", "password": PASSWORD}
        assert client.post("/admin/login", data=form).status_code == 303
        aside = trail.rename(trail.with_suffix(".aside"))
        trail.mkdir()
        try:
            taken = client.get("/admin/export/unanswered.csv")
            refused = httpx.post(f"{office.origin}/admin/login", data=form, headers={"Origin": office.origin})
        finally:
            trail.rmdir()
            aside.rename(trail)
    assert (taken.status_code, refused.status_code) == (503, 503)
    assert "감사 기록을 남기지 못해" in taken.json()["title"]
    assert "감사 기록을 남기지 못해" in refused.text
    assert "set-cookie" not in refused.headers


def test_the_trail_waits_for_the_disk_outside_the_loop_that_serves_everybody(
    office: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    add, in_loop = AuditTrail.add, dict[str, bool]()

    def noted(trail: AuditTrail, who: str, action: str, details: Mapping[str, str]) -> AuditEntry:
        try:
            in_loop[action] = asyncio.get_running_loop().is_running()
        except RuntimeError:  # no loop runs in this thread
            in_loop[action] = False
        return add(trail, who, action, details)

    monkeypatch.setattr(AuditTrail, "add", noted)
    with httpx.Client(base_url=office.origin, headers={"Origin": office.origin}) as client:
        form = {"who": "김민원", "password": PASSWORD}
        assert client.post("/admin/login", data=form).status_code == 303
        assert client.get("/admin/export/unanswered.csv").status_code == 200
    assert in_loop == {"admin.login": False, "admin.export": False}


def test_the_cookie_is_hidden_from_scripts_and_other_sites_and_tries_are_counted(office: Site) -> None:
    """The last test here: nobody at this address can log in after it."""
    own = {"Origin": office.origin}
    with httpx.Client(base_url=office.origin, headers=own) as client:
        right = client.post("/admin/login", data={"who": "김민원", "password": PASSWORD})
        assert right.status_code == 303
        kept = right.headers["set-cookie"].lower()
        assert "httponly" in kept
        assert "samesite=strict" in kept
        assert "path=/admin" in kept
        assert client.get("/admin/export/unanswered.csv").status_code == 200
        assert client.post("/admin/logout").status_code == 303
        assert client.get("/admin/export/unanswered.csv").status_code == 403

    def tried(password: str, who: str = "김") -> httpx.Response:
        return httpx.post(f"{office.origin}/admin/login", data={"who": who, "password": password}, headers=own)

    # Only wrong passwords count: not right ones, before them or between them, and not a form without a name.
    assert [tried(PASSWORD).status_code for _ in range(6)] == [303] * 6
    assert [tried("틀린 비밀번호", who="").status_code for _ in range(6)] == [422] * 6
    answers = [tried(password) for password in ("틀린 비밀번호", PASSWORD) * 5]
    assert [one.status_code for one in answers] == [403, 303] * 4 + [403, 429]
    assert int(answers[-1].headers["retry-after"]) > 0
    assert "admin.refused" in [entry.action for entry in AuditTrail(office.settings.home).entries()]
