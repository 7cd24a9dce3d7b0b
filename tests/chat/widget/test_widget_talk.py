"""What the widget keeps of a question, what follows it, and what is said while it waits, in a real browser."""

import json

from api.office import QUESTION
from playwright.sync_api import Page, Route, expect

from widget.conftest import SEVERAL_PASSAGES, Place
from widget.test_widget import Visit, ask, box, button, frame


def opened(place: Place, visit: Visit, more: str = "") -> Page:
    page = visit(place.host.page(place.snippet(more)))
    button(page).click()
    box(page).wait_for()
    return page


def told(page: Page, **fields: object) -> None:
    """Let the server's next answers have these fields."""

    def answered(route: Route) -> None:
        given = route.fetch(headers={**route.request.headers, "accept": "application/json"})
        whole = json.dumps(given.json() | fields, ensure_ascii=False)
        route.fulfill(status=200, content_type="text/event-stream", body=f"event: done\ndata: {whole}\n\n")

    page.route("**/api/v1/ask*", answered)


KEPT = "(() => { try { return JSON.stringify({...sessionStorage}) } catch { return '' } })()"
"""What a page keeps; a frame without an origin of its own keeps nothing."""


def test_a_number_that_is_only_masked_stays_nowhere(place: Place, visit: Visit) -> None:
    """The bubble, and the host's own storage where the frame has none, kept the number, and a note called the question a follow-up."""
    page = opened(place, visit)
    answer = ask(page, "12가3456 차가 견인됐나요?")
    expect(answer.locator(".asked")).to_contain_text("[")
    expect(answer).not_to_contain_text("앞 질문에 이어")
    kept = [scene.evaluate(KEPT) for scene in page.frames]
    assert any("asked" in one for one in kept)
    assert not any("3456" in one for one in (*kept, answer.inner_text()))
    page.reload()
    expect(frame(page).locator(".asked")).to_contain_text("[")
    expect(frame(page).locator(".turn")).not_to_contain_text("앞 질문에 이어")


def test_a_question_is_sent_by_a_tap_on_the_button(place: Place, visit: Visit) -> None:
    """The frame's sandbox kept forms from being submitted: only the Enter key sent, and nothing stopped."""
    page = opened(place, visit)
    box(page).fill(QUESTION)
    frame(page).get_by_role("button", name="보내기").click()
    expect(frame(page).locator(".turn").last).to_contain_text("5만 원")


def test_a_follow_up_hangs_on_the_last_question_that_was_looked_up(place: Place, visit: Visit) -> None:
    page = opened(place, visit)
    ask(page, QUESTION)
    ask(page, "감사합니다")
    expect(ask(page, "그건 언제부터예요?")).to_contain_text("이렇게 읽었습니다: 월 정기권 언제부터예요?")
    ask(page, SEVERAL_PASSAGES)
    expect(ask(page, "그건 언제부터예요?")).to_contain_text("이렇게 읽었습니다: 공영자전거 자물쇠 언제부터예요?")


def test_related_passages_are_shown_once(place: Place, visit: Visit) -> None:
    answer = ask(opened(place, visit), SEVERAL_PASSAGES)
    expect(answer.locator("ol.sources > li")).to_have_count(5)
    expect(answer.locator("ol.sources blockquote")).to_have_count(0)
    answer.get_by_role("button", name="근거 2").click()
    expect(answer.locator("ol.sources > li").nth(1)).to_be_focused()


def test_where_to_report_can_be_called_and_visited(place: Place, visit: Visit) -> None:
    page = opened(place, visit)
    answer = ask(page, "불법주차 신고하고 싶어요")
    address = answer.get_by_role("link", name="www.safetyreport.go.kr")
    expect(address).to_have_attribute("href", "https://www.safetyreport.go.kr")
    expect(address).to_have_attribute("rel", "noopener")
    expect(answer.locator("ul.contacts li")).to_have_count(0)
    expect(answer.locator(".text .kept")).to_have_text([")에"])
    note = "위급하거나 도움이 필요하면 ☎ 109(자살예방 상담전화)에 바로 전화하실 수 있습니다."
    told(page, notes=[note, "신고나 민원은 국민신문고(www.epeople.go.kr)에서 받습니다."])
    notes = ask(page, "자살예방 상담은 어디서 받나요?").locator(".note")
    expect(notes.get_by_role("link", name="109")).to_have_attribute("href", "tel:109")
    expect(notes.get_by_role("link", name="www.epeople.go.kr")).to_have_count(1)


def test_somebody_in_danger_gets_numbers_that_a_phone_can_call(place: Place, visit: Visit) -> None:
    page = opened(place, visit)
    answer = ask(page, "남편이 때려요")
    expect(answer.locator(".text")).to_contain_text("112")
    hrefs = [link.get_attribute("href") for link in answer.get_by_role("link").all()]
    assert {"tel:112", "tel:119", "tel:1366"} <= set(hrefs)
    expect(answer.locator("ol.sources li")).to_have_count(0)
    english = ask(page, "My husband is hitting me")
    expect(english.locator(".text")).to_contain_text("Police")
    assert "tel:112" in [link.get_attribute("href") for link in english.get_by_role("link").all()]


SIGNS = """() => addEventListener("keydown", () => { const began = performance.now();
    new MutationObserver((_, watching) => { if (!document.querySelector(".turn")) return;
        window.signAfter = performance.now() - began; watching.disconnect() }).observe(document.body, {childList: true, subtree: true}) }, true)"""
"""Notes after how many milliseconds behind a key the first turn stands there."""


def test_a_question_is_seen_to_be_taken_at_once(place: Place, visit: Visit) -> None:
    page = opened(place, visit)
    page.route("**/api/v1/ask*", lambda route: None)  # never answered
    page.frames[1].evaluate(SIGNS)
    box(page).fill(QUESTION)
    box(page).press("Enter")
    expect(frame(page).locator(".turn").last).to_contain_text("답을 찾는 중입니다.")
    assert page.frames[1].evaluate("window.signAfter") < 200


def test_a_long_wait_gets_a_word_and_a_way_out(place: Place, visit: Visit) -> None:
    page = opened(place, visit)
    page.route("**/api/v1/ask*", lambda route: None)  # never answered
    box(page).fill(QUESTION)
    box(page).press("Enter")
    turn = frame(page).locator(".turn").last
    expect(turn).to_contain_text("답을 찾는 중입니다.", timeout=1_000)
    expect(turn).to_contain_text("조금 더 찾고 있습니다", timeout=6_000)
    expect(turn).to_contain_text("시간이 오래 걸리고 있습니다", timeout=20_000)
    expect(frame(page).get_by_role("status")).to_contain_text("시간이 오래")
    frame(page).get_by_role("button", name="멈춤").click()
    expect(turn.locator(".failed")).to_have_text("답변을 멈췄습니다.")
    expect(turn).not_to_contain_text("시간이 오래")
    expect(box(page)).to_have_value(QUESTION)


def test_in_english_it_says_in_english_what_went_wrong_and_that_a_program_answers(place: Place, visit: Visit) -> None:
    page = opened(place, visit, 'data-language="en"')
    expect(frame(page).locator(".about")).to_contain_text("artificial intelligence (AI)")
    expect(frame(page).locator(".about")).not_to_contain_text("인공지능")
    problem = {"detail": "40초 뒤에 다시 물어봐 주세요.", "detail_en": "Try again in 40 seconds."}
    page.route("**/api/v1/ask*", lambda route: route.fulfill(status=429, json=problem))
    box(page).fill(QUESTION)
    box(page).press("Enter")
    expect(frame(page).locator(".failed")).to_have_text("Try again in 40 seconds.")
