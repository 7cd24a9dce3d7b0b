"""What the page remembers of a conversation, on the visitor's side alone, in a real browser."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, Page, Route, expect

from eval.bench.server import CHROMIUM
from web.visiting import BREAKS, QUESTION, WAITS, Site, Visit, ask

PERSONAL = "제 번호는 490101-1234567인데 지원금이 얼마인가요?"
EMERGENCY = "남편이 때려요"
HEARD = """window.heard = []; addEventListener("DOMContentLoaded", () => new MutationObserver(() => {
    const text = document.querySelector("#told").textContent; if (text) window.heard.push(text);
}).observe(document.querySelector("#told"), {childList: true, characterData: true, subtree: true}));"""


def loaded(page: Page) -> None:
    """Wait until the page can be used again."""
    page.locator("body[data-ready]").wait_for()


def phone(visit: Visit) -> Page:
    return visit.open(context=visit.context(360, 740, is_mobile=True, has_touch=True))


def stored(page: Page) -> list[dict[str, str]]:
    """The turns in the tab's storage."""
    found: list[dict[str, str]] = json.loads(page.evaluate("sessionStorage.getItem('mureobwa.turns') ?? '[]'"))
    return found


def test_a_reload_leaves_the_conversation_as_it_stood(visit: Visit) -> None:
    page = visit.open()
    page.add_init_script(HEARD)
    ask(page, QUESTION)
    ask(page, EMERGENCY)
    before = page.locator(".answer").all_inner_texts()
    visit.reload(page)
    assert page.locator(".answer").all_inner_texts() == before
    expect(page.locator(".user-row")).to_have_text([QUESTION, EMERGENCY])
    expect(page.locator(".actions")).to_have_count(2)
    page.wait_for_timeout(300)
    assert page.evaluate("window.heard") == []
    assert page.evaluate("document.activeElement === document.body")
    expect(page.locator("body")).to_have_class("home talking")
    page.locator("#former a.cite").first.click()
    expect(page.locator("#panel mark").first).to_be_visible()


def test_a_question_after_a_reload_follows_what_stood_there(visit: Visit) -> None:
    page = visit.open()
    page.add_init_script(HEARD)
    ask(page, QUESTION)
    visit.reload(page)
    ask(page, "그럼 예산은?")
    expect(page.locator(".answer .read-as q")).to_have_text("모바일 운전면허증 예산은?")
    expect(page.locator(".user-row")).to_have_text([QUESTION, "그럼 예산은?"])
    page.wait_for_timeout(300)
    assert len(page.evaluate("window.heard")) == 1
    visit.reload(page)
    expect(page.locator(".user-row")).to_have_text([QUESTION, "그럼 예산은?"])


def test_a_question_after_a_reload_is_seen_to_be_taken_and_gets_a_word(visit: Visit, site: Site) -> None:
    page = visit.open()
    ask(page, EMERGENCY)
    visit.reload(page)
    slow: list[Route] = []
    page.route("**/queue/join**", lambda route: slow.append(route))  # the server's first word does not come
    page.locator("#question textarea").fill(WAITS)
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    assert float(page.locator("#send").evaluate("e => getComputedStyle(e).opacity")) < 0.7  # it fades to .6
    expect(page.locator("#alert")).to_contain_text("조금 더 찾고 있습니다", timeout=6_000)
    for route in slow:
        route.continue_()
    expect(page.locator(".progress")).to_be_visible()
    expect(page.locator("#stop")).to_be_visible()
    site.service.go.set()
    expect(page.locator(".answer")).to_have_count(2)
    expect(page.locator("#alert")).to_be_hidden()
    expect(page.locator("body")).to_have_class("home talking")


def test_back_from_the_whole_document_finds_the_conversation(visit: Visit) -> None:
    page = visit.open()
    ask(page, QUESTION)
    page.get_by_role("link", name="문서 전체에서 보기").click()
    page.locator("main.reading").wait_for()
    page.go_back()
    loaded(page)
    expect(page.locator(".answer.is-answered")).to_have_count(1)
    expect(page.locator("#panel mark").first).to_be_visible()


def test_what_the_server_has_forgotten_still_stands(visit: Visit, site: Site, monkeypatch: Any) -> None:
    """It forgets after half an hour; the page is the same, its next question begins another conversation there."""
    page = visit.open()
    ask(page, QUESTION)
    monkeypatch.setattr("chat.web.conversations.MAX_IDLE_SECONDS", -1.0)
    page.locator("#question textarea").fill("그럼 예산은?")
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_have_count(2)
    expect(page.locator(".user-row")).to_have_text([QUESTION, "그럼 예산은?"])
    expect(page.locator(".answer .read-as q")).to_have_text("모바일 운전면허증 예산은?")
    expect(page.locator("body")).to_have_class("home talking")


def test_a_new_conversation_forgets_the_old_one(visit: Visit) -> None:
    page = visit.open()
    ask(page, QUESTION)
    visit.reload(page)
    ask(page, EMERGENCY)
    page.locator("#clear").click()
    expect(page.locator(".message-row")).to_have_count(0)
    expect(page.locator("#suggested")).to_be_visible()
    assert stored(page) == []
    visit.reload(page)
    expect(page.locator(".message-row")).to_have_count(0)
    ask(page, QUESTION)
    assert [turn["question"] for turn in stored(page)] == [QUESTION]


def test_nothing_personal_and_nothing_unfinished_is_stored(visit: Visit, site: Site) -> None:
    visit.allowed = ("AbortError", "Connection errored out")  # Gradio, left while it waits
    page = visit.open()
    ask(page, PERSONAL)
    ask(page, f"{EMERGENCY} 010-1234-5678")
    page.locator("#question textarea").fill(BREAKS)
    page.keyboard.press("Enter")
    page.locator(".answer.is-error").wait_for()
    page.locator("#question textarea").fill(WAITS)
    page.keyboard.press("Enter")
    page.locator(".progress").wait_for()
    kept = stored(page)
    assert len(kept) == 2
    assert "1234" not in page.evaluate("JSON.stringify({...sessionStorage}) + JSON.stringify({...localStorage})")
    visit.reload(page)
    expect(page.locator(".user-row")).to_have_count(2)
    expect(page.locator("body")).to_have_class("home talking")
    expect(page.locator("#talk")).not_to_contain_text("1234567")


def test_a_lost_connection_leaves_no_question_in_storage(visit: Visit) -> None:
    visit.allowed = ("ERR_INTERNET_DISCONNECTED", "Failed to fetch")
    page = visit.open()
    ask(page, QUESTION)
    page.locator("#question textarea").fill(PERSONAL)
    page.add_init_script("window.found = JSON.stringify({...sessionStorage})")
    page.context.set_offline(True)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="연결하지 못했습니다")).to_be_visible()
    page.context.set_offline(False)
    page.wait_for_timeout(400)
    page.keyboard.press("Enter")
    expect(page.locator(".answer.is-personal_data")).to_be_visible()
    expect(page.locator(".answer.is-answered")).to_be_visible()
    assert "490101" not in page.evaluate("window.found")
    assert page.evaluate("window.name") == ""


def test_the_oldest_turns_are_dropped_first(visit: Visit) -> None:
    page = visit.open()
    turn = {"answer": f"<div class='answer is-answered'><p>{'답' * 30_000}</p></div>"}
    many = [turn | {"key": f"turn-{n} of-older", "question": f"질문 {n}"} for n in range(1, 15)]
    page.evaluate("turns => sessionStorage.setItem('mureobwa.turns', JSON.stringify(turns))", many)
    visit.reload(page)
    page.locator("#question textarea").fill(EMERGENCY)
    page.keyboard.press("Enter")
    expect(page.locator(".answer.is-emergency")).to_be_visible()
    questions = [one["question"] for one in stored(page)]
    assert questions[-1] == EMERGENCY
    assert questions[0] == "질문 2"
    assert len(page.evaluate("sessionStorage.getItem('mureobwa.turns')")) <= 400_000


def test_something_else_in_the_storage_breaks_nothing(visit: Visit) -> None:
    page = visit.open()
    for odd in ("{", "5", "null", '[1, null, {"key": 3}]'):
        page.evaluate("odd => sessionStorage.setItem('mureobwa.turns', odd)", odd)
        visit.reload(page)
        expect(page.locator("#suggested")).to_be_visible()
    ask(page, EMERGENCY)


def test_closed_storage_breaks_nothing(site: Site, browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "Default").mkdir()
    closed = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(closed))
    context = browser.browser_type.launch_persistent_context(tmp_path, executable_path=CHROMIUM, args=["--no-sandbox"])
    page = context.new_page()
    page.goto(site.origin)
    loaded(page)
    read = "(() => { try { return sessionStorage.length } catch (error) { return error.name } })()"
    assert page.evaluate(read) == "SecurityError"
    ask(page, QUESTION)
    ask(page, "그럼 예산은?")
    expect(page.locator(".answer .read-as q")).to_have_text("모바일 운전면허증 예산은?")
    page.locator("#clear").click()
    expect(page.locator(".message-row")).to_have_count(0)
    context.close()


def test_back_on_the_phone_closes_the_sheet_first(visit: Visit) -> None:
    page = phone(visit)
    ask(page, QUESTION)
    cite = page.locator(".answer a.cite").first
    cite.tap()
    expect(page.locator("#panel mark").first).to_be_visible()
    page.evaluate("history.back()")
    expect(page.locator("#panel")).to_be_hidden()
    expect(cite).to_be_focused()
    expect(page.locator(".answer.is-answered")).to_be_visible()
    page.evaluate("history.forward()")
    expect(page.locator("#panel mark").first).to_be_visible()
    page.locator("#panel-close").tap()
    expect(page.locator("#panel")).to_be_hidden()
    page.wait_for_function("history.state === null")  # closing took the step back: Back now leaves the page


def test_back_from_the_whole_document_finds_the_sheet_open(visit: Visit) -> None:
    page = phone(visit)
    ask(page, QUESTION)
    page.locator(".answer a.cite").first.tap()
    page.get_by_role("link", name="문서 전체에서 보기").tap()
    page.locator("main.reading").wait_for()
    page.go_back()
    loaded(page)
    expect(page.locator("#panel mark").first).to_be_visible()
    page.evaluate("history.back()")
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator(".answer.is-answered")).to_be_visible()


def test_a_link_asks_its_question_once(visit: Visit, site: Site) -> None:
    page = visit.open(f"/?q={quote(QUESTION)}")
    expect(page.locator(".answer.is-answered")).to_be_visible()
    assert page.url == site.origin + "/"
    visit.reload(page)
    page.wait_for_timeout(500)
    expect(page.locator(".user-row")).to_have_text([QUESTION])


def test_a_copied_link_holds_the_question_as_it_was_read(visit: Visit, site: Site) -> None:
    context = visit.context(permissions=["clipboard-read", "clipboard-write"])
    page = visit.open(context=context)
    ask(page, QUESTION)
    ask(page, "그럼 예산은?")
    page.locator(".do-share").last.click()
    expect(page.locator("#told")).to_have_text("복사했습니다")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{site.origin}/?q={quote('모바일 운전면허증 예산은?')}"


def test_the_former_source_does_not_stand_beside_an_answer_without_one(visit: Visit) -> None:
    page = visit.open()
    for sourceless in (EMERGENCY, "제 신청 결과 조회해 주세요"):
        ask(page, QUESTION)
        page.locator("#panel mark").first.wait_for()
        ask(page, sourceless)
        expect(page.locator("#panel mark")).to_have_count(0)
        expect(page.locator(".cite[aria-expanded=true]")).to_have_count(0)
    visit.reload(page)
    page.wait_for_timeout(300)
    expect(page.locator("#panel mark")).to_have_count(0)
