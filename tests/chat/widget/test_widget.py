"""The widget on another site, as its visitors and its office meet it."""

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from api.office import LIBRARY, QUESTION
from playwright.sync_api import Browser, FloatRect, FrameLocator, Locator, Page, Request, Route, expect

from chat.log.entry import Door
from chat.log.sqlite import SqliteLog
from chat.operation.switch import Switch
from chat.widget.static_files import launcher
from eval.bench.server import CHROMIUM
from widget.conftest import ARGUMENTS, ENGLISH, PAPERS, SEVERAL_PASSAGES, UNSURE, WHOM_TO_CALL, Place

Visit = Callable[..., Page]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")

VIEWPORT = '<meta name="viewport" content="width=device-width">'
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


def button(page: Page) -> Locator:
    return page.locator("button.launch")


def frame(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


def box(page: Page) -> Locator:
    return frame(page).get_by_role("textbox")


def where(locator: Locator) -> FloatRect:
    """Where it stands, in CSS pixels."""
    found = locator.bounding_box()
    assert found is not None
    return found


def ask(page: Page, question: str = QUESTION) -> Locator:
    """The answer's element."""
    box(page).fill(question)
    box(page).press("Enter")
    answer = frame(page).locator(".turn").last
    answer.locator(".feedback").wait_for()
    return answer


def violations(page: Page, *but: str) -> list[str]:
    """What axe finds in the page and in the frame, by all its rules but those named."""
    found = []
    rules = {rule: {"enabled": False} for rule in but}
    for one in page.frames:
        one.evaluate(AXE)
        options = {"iframes": False, "rules": rules, "resultTypes": ["violations"]}
        broken_rules = one.evaluate("options => axe.run(document, options).then(found => found.violations)", options)
        found += [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in broken_rules]
    return found


# What a stream counts for where Chromium tells 0 of it (it does when the stream came in one piece): what is left of the 25 KB for the answer beside
# the 20 KB that the files may have (test_static_files.py). That to `QUESTION` has 3 KB.
STREAM_BYTES = 5 * 1024


def body_size(request: Request) -> int:
    """The bytes of the response's body as they came."""
    return request.sizes()["responseBodySize"] or STREAM_BYTES


def test_of_many_related_passages_the_last_ones_open_with_a_click(place: Place, visit: Visit) -> None:
    page = visit()
    page.goto(place.host.page(place.snippet()))
    button(page).click()
    answer = ask(page, SEVERAL_PASSAGES)
    further = answer.locator("details.further")
    expect(further.locator("p")).to_have_count(2)
    expect(further.locator("p").first).to_be_hidden()
    further.get_by_text("관련된 대목 2개 더 보기").click()
    expect(further.locator("p").last).to_be_visible()
    assert not violations(page, "region", "landmark-one-main", "page-has-heading-one")


def test_a_list_is_read_as_a_list_and_leads_to_its_source(place: Place, visit: Visit) -> None:
    page = visit(place.host.page(place.snippet()))
    button(page).click()
    answer = ask(page, PAPERS)
    expect(answer.locator(".text > p")).to_have_text("반려견을 등록하려는 사람은 다음 각 호의 서류를 구청에 냅니다.")
    items = answer.locator(".text").get_by_role("list").get_by_role("listitem")
    expect(items).to_have_text(["반려견 등록 신청서 1부", "소유자의 신분증", "반려견의 사진 2장 1"])
    expect(items.first).to_have_css("list-style-type", "disc")
    expect(frame(page).get_by_role("status")).to_contain_text(
        "구청에 냅니다. 반려견 등록 신청서 1부. 소유자의 신분증. 반려견의"
    )
    items.last.get_by_role("button", name="근거 1").click()
    expect(answer.locator(".sources li").first).to_be_focused()
    assert not violations(page, "region", "landmark-one-main", "page-has-heading-one")


def test_under_a_strict_policy(place: Place, visit: Visit) -> None:
    page = visit()
    requests: list[Request] = []
    refused: list[str] = []
    page.on("request", lambda r: requests.append(r) if place.server in r.url else None)
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    page.goto(place.host.page(f"<h1>시청</h1>{place.snippet()}", csp=place.strict))
    assert len(requests) == 1, "nothing but the launcher before the first click"
    button(page).click()
    answer = ask(page)
    expect(answer.locator("mark").first).to_contain_text("5만 원")
    expect(answer.locator("ol blockquote")).to_contain_text("월 정기권은 5만 원이며, 경차는 절반을 감면합니다.")
    expect(answer.locator("ol .path")).to_have_count(0)  # the title alone, which stands above
    link = answer.get_by_role("link", name=re.compile("문서 전체에서 보기"))
    expect(link).to_have_attribute("href", re.compile(rf"^{place.server}/documents/parking\?start=\d+&end=\d+#quote$"))
    expect(link).to_have_attribute("rel", "noopener")
    assert len(requests) <= 6, [request.url for request in requests]
    # Asked for after the answer is shown: each call waits until its body has ended.
    sizes = [body_size(request) for request in requests]
    assert sum(sizes) <= 26 * 1024, sizes
    assert refused == []
    assert page.context.cookies() == []


def test_what_may_lie_before_the_first_click(place: Place, visit: Visit) -> None:
    page = visit(place.host.page(place.snippet()))
    button(page).wait_for()
    assert page.locator("iframe").count() == 0
    news = "Object.getOwnPropertyNames(window).filter(name => /mureobwa/i.test(name))"
    assert page.evaluate(news) == ["Mureobwa"]
    assert page.evaluate("Object.isFrozen(Mureobwa)")


def test_an_unlisted_site_is_told_so_in_korean(place: Place, visit: Visit) -> None:
    page = visit(place.stranger.page(place.snippet()))
    button(page).click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("등록되지 않은 누리집")
    expect(page.locator("iframe")).to_be_hidden()
    page.get_by_role("button", name="닫기").click()
    expect(button(page)).to_be_focused()
    ask_api = f"""fetch("{place.server}/api/v1/ask?site=test", {{method: "POST",
        headers: {{"Content-Type": "application/json"}}, body: '{{"question": "?"}}'}}).then(() => "read", () => "refused")"""
    assert page.evaluate(ask_api) == "refused"
    simple = f"""fetch("{place.server}/api/v1/documents?site=test").then(() => "read", () => "refused")"""
    assert page.evaluate(simple) == "refused"


def test_a_frame_of_an_unlisted_site_stays_closed_without_a_referrer(place: Place, visit: Visit) -> None:
    frames = f'<iframe src="{place.server}/embed?site=test" referrerpolicy="no-referrer"></iframe>'
    page = visit(place.stranger.page(frames))
    page.wait_for_load_state()
    assert page.frame_locator("iframe").locator("textarea").count() == 0


def test_the_page_alone_is_for_apps_that_were_listed(place: Place, visit: Visit) -> None:
    page = visit(f"{place.server}/embed?site=test")
    expect(page.locator("h1")).to_have_text("안내 창을 열 수 없습니다")


HOSTILE = """
<style>* {all: unset !important; display: block; color: red !important; font-size: 3px !important; float: left;
  transform: rotate(3deg); pointer-events: none !important}</style>
<div style="position:fixed;inset:0;z-index:2147483647;background:#fff" onclick="window.hit = true"></div>
<script>
Array.prototype.extra = function () { return 1 };
Array.prototype.toJSON = function () { return 'broken' };
String.prototype.toJSON = function () { return 'broken' };
Object.prototype.polluted = {get: 1};
window.$ = window.jQuery = function () { throw new Error('not ours') };
</script>
"""


def test_a_hostile_page_changes_nothing(place: Place, visit: Visit) -> None:
    calm = visit(place.host.page(place.snippet(), path="/calm"))
    hostile = visit(place.host.page(HOSTILE + place.snippet(), path="/hostile"))
    boxes = []
    for page in (calm, hostile):
        boxes.append(button(page).bounding_box())
        button(page).click()
        expect(ask(page).locator("mark").first).to_contain_text("5만 원")
        boxes.append(page.locator(".panel").bounding_box())
    assert boxes[:2] == boxes[2:]
    assert hostile.evaluate("window.hit") is None


def test_keyboard_only(place: Place, visit: Visit) -> None:
    page = visit(place.host.page(f"<a href='/'>처음</a>{place.snippet()}"))
    button(page).wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(button(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(box(page)).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    frame(page).locator(".feedback").wait_for()
    expect(frame(page).get_by_role("status")).to_contain_text("답변: ")
    stops = []
    for _ in range(24):
        page.keyboard.press("Tab")
        page.wait_for_timeout(30)
        stops.append(page.evaluate("document.activeElement.tagName"))
    assert "A" not in stops, "the focus left the open panel"
    assert page.frames[1].evaluate("document.hasFocus()")
    page.keyboard.press("Escape")
    expect(button(page)).to_be_focused()
    expect(page.locator(".panel")).to_be_hidden()


def test_each_question_is_a_heading_and_space_leads_to_a_source(place: Place, visit: Visit) -> None:
    page = visit(place.host.page(place.snippet()))
    button(page).click()
    answer = ask(page)
    expect(frame(page).get_by_role("heading", level=2)).to_have_text(f"나: {QUESTION}")
    answer.get_by_role("button", name="근거 1").first.press("Space")
    expect(answer.locator(".sources li").first).to_be_focused()


def test_focus_goes_round(place: Place, visit: Visit) -> None:
    page = visit(place.host.page(place.snippet()))
    button(page).click()
    send = frame(page).get_by_role("button", name="보내기")
    expect(box(page)).to_be_focused()
    page.keyboard.press("Tab")
    expect(send).to_be_focused()
    page.keyboard.press("Tab")
    first = frame(page).get_by_role("button", name="새 대화")
    expect(first).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(send).to_be_focused()


ZOOMED = {"width": 320, "height": 225}  # 1280 x 900 at 400 %
LOOKS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "contrast": {"contrast": "more"},
    "dark-contrast": {"color_scheme": "dark", "contrast": "more"},
    "dark-forced": {"color_scheme": "dark", "forced_colors": "active"},
    "zoomed": {"viewport": ZOOMED},
    "phone": PHONE,
    "dark-phone": PHONE | {"color_scheme": "dark", "contrast": "more"},
}


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing(place: Place, visit: Visit, look: str) -> None:
    address = place.host.page(f"{VIEWPORT}<main><h1>시청</h1><p>안내</p></main>{place.snippet()}")
    page = visit(address, **LOOKS[look])
    # What forced colours paint is told by no computed style.
    but = ["color-contrast"] if "forced" in look else []
    button(page).wait_for()
    assert violations(page, *but) == []
    button(page).click()
    expect(box(page)).to_be_focused()
    ask(page)
    ask(page, "달나라 여행은 어떻게 신청하나요?")
    ask(page, UNSURE)
    ask(page, ENGLISH)
    ask(page, "남편이 때려요")
    assert violations(page, *but) == []
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    assert violations(page, *but) == []


def test_a_telephone_number_in_an_answer_can_be_called(place: Place, visit: Visit) -> None:
    page = visit(place.host.page(place.snippet()), color_scheme="dark")
    button(page).click()
    answer = ask(page, WHOM_TO_CALL)
    number = answer.locator(".text mark a").first
    expect(number).to_have_text("031-000-1234")
    expect(number).to_have_attribute("href", "tel:0310001234")
    assert violations(page, "region", "landmark-one-main", "page-has-heading-one") == []
    office = ask(page, ENGLISH).locator(".text > p").last
    expect(office).to_have_text("If what you need is not here, please contact 강변시 교통정책과 (☎ 031-000-1234).")
    expect(office.get_by_role("link")).to_have_attribute("href", "tel:0310001234")


def test_years_and_parts_of_longer_numbers_are_no_telephones(place: Place, visit: Visit) -> None:
    page = visit()

    def answered(route: Route) -> None:
        given = route.fetch(headers={**route.request.headers, "accept": "application/json"})
        text = "1592-1598년, 110-02-123-4567-8, 02-123-4567과 1588-1234와 010-1234-5678입니다. ☎ 110 [1]"
        whole = json.dumps(given.json() | {"text": text, "marks": [[25, 28]]}, ensure_ascii=False)
        route.fulfill(status=200, content_type="text/event-stream", body=f"event: done\ndata: {whole}\n\n")

    page.route("**/api/v1/ask*", answered)
    page.goto(place.host.page(place.snippet()))
    button(page).click()
    hrefs = [link.get_attribute("href") for link in ask(page).locator(".text a").all()]
    assert hrefs == ["tel:021234567", "tel:15881234", "tel:01012345678", "tel:110"]


def test_what_may_answer_instead_is_shown_below_its_own_words(place: Place, visit: Visit) -> None:
    page = visit(place.host.page(place.snippet()))
    button(page).click()
    nearby = ask(page, UNSURE).get_by_role("list", name="찾으신 답이 아니면 이 대목도 확인해 주세요")
    expect(nearby.get_by_role("listitem").first).to_be_visible()
    for quoted in nearby.locator("blockquote").all_inner_texts():
        assert quoted in LIBRARY
    expect(nearby.get_by_role("link").first).to_have_attribute("href", re.compile("/documents/library"))


def test_the_nearest_passages_open_below_a_refusal_and_below_whom_to_call(place: Place, visit: Visit) -> None:
    page = visit(place.host.page(place.snippet()))
    button(page).click()
    refused = ask(page, "주차장 월 정기권 제가 신청한 거 접수됐는지 제 것 좀 봐 주세요")
    further = refused.locator("details.further")
    expect(further.locator("blockquote").first).to_be_hidden()
    further.get_by_text(re.compile(r"찾으시는 내용일 수 있는 대목 \d개 보기")).click()
    expect(further.locator("blockquote").first).to_be_visible()
    expect(further.get_by_role("link").first).to_have_attribute("href", re.compile("/documents/"))
    order = [element.get_attribute("class") for element in refused.locator("ul.contacts, details.further").all()]
    assert order == ["contacts", "further"]
    assert not violations(page, "region", "landmark-one-main", "page-has-heading-one")


def test_korean_inside_an_english_answer_is_named_as_korean(place: Place, visit: Visit) -> None:
    page = visit(place.host.page(place.snippet()))
    button(page).click()
    text = ask(page, ENGLISH).locator(".text")
    expect(text).to_have_attribute("lang", "en")
    expect(text.locator("p").first).to_have_text(re.compile(r"^I could not find a definite answer .*:$"))
    korean = text.locator("[lang=ko]").all_inner_texts()
    assert any("월 정기권은 5만 원이며" in words for words in korean)
    assert not re.search("[A-Za-z]{3}", "".join(korean))


def test_on_few_lines_the_answer_has_the_screen_to_itself(place: Place, visit: Visit) -> None:
    page = visit(place.host.page(place.snippet()), viewport=ZOOMED)
    button(page).click()
    text = ask(page).locator(".text")
    assert text.evaluate(
        """text => { text.scrollIntoView({block: "start"});
        const rows = [...Array(innerHeight).keys()].slice(4, text.getBoundingClientRect().height - 4);
        return rows.every(y => text.contains(document.elementFromPoint(innerWidth / 2, y))) }"""
    )


def test_it_grows_with_the_readers_text_size(place: Place, visit: Visit) -> None:
    page = visit(f"{place.server}/demo")
    button(page).click()
    asked = ask(page).locator(".asked")
    before = asked.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    assert asked.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") == 2 * before
    assert page.frames[1].evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_axe_finds_nothing_on_the_demo(place: Place, visit: Visit) -> None:
    page = visit(f"{place.server}/demo")
    button(page).click()
    ask(page)
    assert violations(page) == []


def test_phone(place: Place, visit: Visit) -> None:
    page = visit(place.host.page(VIEWPORT + place.snippet()), **PHONE)
    button(page).tap()
    ask(page)
    assert page.locator(".panel").bounding_box() == {"x": 0, "y": 0, "width": 360, "height": 740}
    # What is touched of a marker is larger than its box.
    small = "[...document.querySelectorAll('button:not(.marker), .sources a')].map(e => e.getBoundingClientRect()).filter(r => r.height < 44)"
    assert page.frames[1].evaluate(small) == []
    assert page.frames[1].evaluate("document.documentElement.scrollWidth") == 360
    page.reload()
    expect(button(page)).to_be_visible()  # an open panel would hide the page that was gone to


def test_back_on_the_phone_closes_the_panel_and_stays_on_the_page(place: Place, visit: Visit) -> None:
    first = place.host.page("<h1>첫째</h1><a href='/second'>다음</a>", path="/first")
    second = place.host.page(VIEWPORT + "<h1>둘째</h1>" + place.snippet(), path="/second")
    page = visit(first, **PHONE)
    page.get_by_role("link", name="다음").tap()
    button(page).wait_for()
    page.evaluate("window.steps = 0; addEventListener('popstate', () => window.steps++)")
    button(page).tap()
    ask(page)
    page.evaluate("history.back()")
    expect(page.locator(".panel")).to_be_hidden()
    button(page).tap()
    expect(frame(page).locator(".asked")).to_contain_text(QUESTION)
    frame(page).get_by_role("button", name="닫기").tap()
    expect(page.locator(".panel")).to_be_hidden()
    page.wait_for_timeout(300)
    assert page.url == second
    assert page.evaluate("[window.steps, history.state]") == [0, None]
    page.evaluate(
        "history.back()"
    )  # closing took the step back: nothing is left between the page and the one before it
    expect(page.locator("h1")).to_have_text("첫째")


def test_on_the_desktop_nothing_is_added_to_the_history(place: Place, visit: Visit) -> None:
    page = visit(place.host.page(place.snippet()))
    button(page).click()
    expect(box(page)).to_be_focused()
    before = page.evaluate("history.length")
    frame(page).get_by_role("button", name="닫기").click()
    button(page).click()
    assert page.evaluate("history.length") == before == 2


def test_a_question_too_long_is_told_and_not_cut(place: Place, visit: Visit) -> None:
    page = visit(place.host.page(place.snippet()))
    button(page).click()
    box(page).fill("가" * 513)
    expect(frame(page).locator(".count")).to_contain_text("500자까지 쓸 수 있습니다")
    expect(frame(page).locator(".count")).to_contain_text("13자 넘음")
    expect(frame(page).get_by_role("status")).to_contain_text("500자까지 쓸 수 있습니다")
    box(page).press("Enter")
    page.wait_for_timeout(200)
    assert frame(page).locator(".turn").count() == 0
    expect(box(page)).to_have_value("가" * 513)
    box(page).fill("주차")
    expect(frame(page).locator(".count")).to_be_empty()


def test_the_conversation_survives_navigation(place: Place, visit: Visit) -> None:
    second = place.host.page(f"<h1>둘째</h1>{place.snippet()}", path="/second")
    page = visit(place.host.page(f"<h1>첫째</h1><a href='{second}'>다음</a>{place.snippet()}", path="/first"))
    button(page).click()
    ask(page)
    page.get_by_role("link", name="다음").click()
    expect(page.locator("h1")).to_have_text("둘째")
    expect(frame(page).locator(".asked")).to_contain_text(QUESTION)
    expect(frame(page).locator("ol blockquote")).to_contain_text("5만 원")
    assert page.evaluate("document.activeElement === document.body")
    frame(page).get_by_role("button", name="새 대화").click()
    page.reload()
    box(page).wait_for()
    assert frame(page).locator(".asked").count() == 0


def test_with_third_party_cookies_and_storage_blocked(place: Place, browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "Default").mkdir()
    rules = {place.server + ",*": {"setting": 2}, "[*.]127.0.0.1,*": {"setting": 2}}
    wanted = {
        "profile": {
            "block_third_party_cookies": True,
            "cookie_controls_mode": 1,
            "content_settings": {"exceptions": {"cookies": rules}},
        }
    }
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(wanted))
    first = place.host.page(place.snippet())
    context = browser.browser_type.launch_persistent_context(tmp_path, executable_path=CHROMIUM, args=ARGUMENTS)
    page = context.new_page()
    page.goto(first)
    button(page).click()
    box(page).wait_for()
    closed = "(() => { try { return sessionStorage.length } catch (error) { return error.name } })()"
    assert page.frames[1].evaluate(closed) == "SecurityError"
    ask(page)
    page.reload()
    expect(frame(page).locator(".asked")).to_contain_text(QUESTION)
    context.close()


def test_the_office_can_call_it(place: Place, visit: Visit) -> None:
    page = visit(place.host.page(place.snippet()))
    button(page).wait_for()
    page.evaluate(
        """window.told = [];
        for (const name of ['ready', 'open', 'close', 'question', 'answer'])
          Mureobwa.on(name, event => told.push([name, event.detail && (event.detail.status || event.detail.question)]));
        Mureobwa.ask('월 정기권은 얼마인가요?')"""
    )
    frame(page).locator(".feedback").wait_for()
    page.evaluate("Mureobwa.close()")
    expect(button(page)).to_be_visible()
    events = page.evaluate("told")
    assert events == [
        ["open", None],
        ["ready", None],
        ["question", None],  # its words come with the answer, personal data masked
        ["answer", "answered"],
        ["close", None],
    ]


def test_enter_that_ends_a_syllable_does_not_send(place: Place, visit: Visit) -> None:
    page = visit(place.host.page(place.snippet()))
    button(page).click()
    box(page).fill("주차")
    enter = "(e, how) => e.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, cancelable: true, ...how}))"
    box(page).evaluate(enter, {"isComposing": True})
    box(page).evaluate(enter, {"keyCode": 229})
    page.wait_for_timeout(150)
    assert frame(page).locator(".turn").count() == 0
    box(page).evaluate(enter, {})
    expect(frame(page).locator(".turn")).to_have_count(1)


def test_words_are_never_markup(place: Place, visit: Visit) -> None:
    evil = "<img src=x onerror=alert(1)>"
    page = visit(
        place.host.page(place.snippet(f"data-title='{evil}' data-greeting='{evil}' data-questions='{evil}|둘'"))
    )
    expect(button(page)).to_have_text(evil)
    button(page).click()
    expect(frame(page).locator("h1")).to_have_text(evil)
    ask(page, evil)
    expect(frame(page).locator(".asked")).to_contain_text(evil)
    assert frame(page).locator("img").count() == 0


def test_options(place: Place, visit: Visit) -> None:
    more = "data-title='Help' data-language=en data-position=left data-colour='#ffd400' data-scope='시립도서관' data-questions='A?|B?'"
    page = visit(place.host.page(place.snippet(more)))
    assert where(button(page))["x"] == 20
    assert button(page).evaluate("e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]") == [
        "rgb(255, 212, 0)",
        "rgb(0, 0, 0)",
    ]
    button(page).click()
    expect(frame(page).locator(".suggestion")).to_have_text(["A?", "B?"])
    expect(frame(page).locator(".welcome .note")).to_contain_text("시립도서관")
    answer = ask(page, "이용 안내")
    expect(answer.locator(".note").first).to_contain_text("‘시립도서관’ 관련 문서에서 먼저")


def test_english_says_one_document_and_an_english_day(place: Place, visit: Visit) -> None:
    """ "2026. 1. 5.. Check" was told, and "1 documents"."""
    script = f'<script src="{place.server}/widget/embed.js" defer></script>'
    page = visit()

    def older(route: Route) -> None:
        route.fulfill(response=(given := route.fetch()), json=given.json() | {"newest": "2026-01-05", "documents": 1})

    page.route("**/api/v1/config*", older)
    page.goto(place.host.page(f'{script}<mureobwa-chat site="test" language="en"></mureobwa-chat>'))
    expect(page.locator("mureobwa-chat .about")).to_contain_text(
        "Searches 1 document, the newest of January 5, 2026. Check"
    )
    page.get_by_role("textbox").fill("a" * 499)
    expect(page.locator("mureobwa-chat .count")).to_have_text("1 character left")
    page.get_by_role("textbox").fill("a" * 501)
    expect(page.locator("mureobwa-chat .count")).to_contain_text("1 character over the limit")


def test_switched_off_it_shows_the_words_of_the_official(place: Place, visit: Visit) -> None:
    switch = Switch(place.home)
    switch.off("kim", "점검", "점검 중입니다. 120으로 전화해 주세요.")
    try:
        page = visit(place.host.page(place.snippet()))
        button(page).click()
        expect(frame(page).locator(".about")).to_have_text("점검 중입니다. 120으로 전화해 주세요.")
        page = visit(place.host.page(place.snippet("data-language=en")))
        button(page).click()
        expect(frame(page).locator(".about")).to_have_text(
            "The service is switched off at the moment. 점검 중입니다. 120으로 전화해 주세요."
        )
    finally:
        switch.on("kim")


def test_right_to_left_and_print(place: Place, visit: Visit) -> None:
    page = visit(place.host.page(place.snippet(), lang="ar", extra="dir=rtl"))
    assert where(button(page))["x"] == 20
    page.emulate_media(media="print")
    expect(button(page)).to_be_hidden()


def test_no_movement_where_none_is_wanted(place: Place, visit: Visit) -> None:
    page = visit(place.host.page(place.snippet()), reduced_motion="reduce")
    button(page).click()
    assert page.locator(".panel").evaluate("e => getComputedStyle(e).animationName") == "none"


def test_a_quoted_table_row_names_its_columns(place: Place, visit: Visit) -> None:
    page = visit(place.host.page(place.snippet()))
    button(page).click()
    quoted = ask(page, "복수여권 유효기간은 몇 년인가요?").locator(".sources").first.locator("blockquote p")
    expect(quoted).to_have_text(["복수여권", "유효기간: 10년", "수수료: 5만 원"])


def test_feedback(place: Place, visit: Visit) -> None:
    page = visit(place.host.page(place.snippet()))
    button(page).click()
    answer = ask(page)
    answer.get_by_role("group", name="도움이 되었나요?").get_by_role("button", name="아니요").click()
    expect(answer.get_by_role("group", name="어떤 점이 아쉬우셨나요?")).to_be_visible()
    answer.get_by_role("button", name="이해하기 어려워요").click()
    expect(answer.locator(".feedback")).to_have_text("의견을 남겨 주셔서 고맙습니다.")
    log, now = SqliteLog.below(place.home, max_mib=64), dt.datetime.now(dt.UTC)
    kept = log.feedback(now - dt.timedelta(hours=1), now + dt.timedelta(hours=1))[0]
    assert (kept.site, kept.helpful, kept.reasons, kept.question) == ("test", False, ("hard",), QUESTION)
    entry = log.find(kept.answer_id)
    assert entry
    assert (entry.door, entry.question) == (Door.WIDGET, QUESTION)


def test_a_lost_connection_keeps_the_question(place: Place, visit: Visit) -> None:
    page = visit(place.host.page(place.snippet()))
    button(page).click()
    box(page).wait_for()
    page.context.set_offline(True)
    box(page).fill(QUESTION)
    box(page).press("Enter")
    expect(frame(page).locator(".failed")).to_contain_text("연결이 되지 않습니다")
    expect(box(page)).to_have_value(QUESTION)
    page.context.set_offline(False)
    box(page).press("Enter")
    frame(page).locator(".feedback").wait_for()


def test_inline(place: Place, visit: Visit) -> None:
    page = visit(
        place.host.page("<div id=here></div>" + place.snippet("data-inline='#here' data-height=500"), csp=place.strict)
    )
    ask(page)
    assert where(page.locator("#here iframe"))["height"] == 500
    assert frame(page).get_by_role("button", name="닫기").count() == 0


def test_the_element(place: Place, visit: Visit) -> None:
    policy = f"default-src 'none'; img-src data:; script-src {place.server}; style-src {place.server}; connect-src {place.server}"
    body = f'<script src="{place.server}/widget/embed.js" defer></script><mureobwa-chat site="test"></mureobwa-chat>'
    page = visit(place.host.page(f"<style>* {{all: unset}}</style><main><h1>시청</h1>{body}</main>", csp=policy))
    page.get_by_role("textbox").fill(QUESTION)
    page.get_by_role("textbox").press("Enter")
    expect(page.locator("mureobwa-chat ol blockquote")).to_contain_text("5만 원")
    assert violations(page) == []
    stranger = visit(place.stranger.page(body, csp=policy))
    expect(stranger.get_by_role("alert")).to_contain_text("등록되어 있지 않거나")


def test_the_element_is_light_on_paper(place: Place, visit: Visit) -> None:
    body = f'<script src="{place.server}/widget/embed.js" defer></script><mureobwa-chat site="test"></mureobwa-chat>'
    page = visit(place.host.page(body), color_scheme="dark")
    expect(page.locator(".mw")).to_have_css("background-color", "rgb(22, 24, 29)")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".mw")).to_have_css("background-color", "rgb(255, 255, 255)")


def test_a_pinned_launcher(place: Place, visit: Visit) -> None:
    made = launcher("#1d4ed8")

    def pinned(integrity: str) -> str:
        source = f"{place.server}/widget/{made.version}/widget.js"
        return (
            f'<script src="{source}" integrity="{integrity}" crossorigin="anonymous" data-site="test" defer></script>'
        )

    page = visit(place.host.page(pinned(made.integrity)))
    button(page).click()
    box(page).wait_for()
    other = visit(place.host.page(pinned("sha384-" + "A" * 64)))
    other.wait_for_load_state()
    assert button(other).count() == 0


def test_two_hundred_times_open_and_closed(place: Place, visit: Visit) -> None:
    page = visit(place.host.page(place.snippet()))
    button(page).click()
    ask(page)
    tools = page.context.new_cdp_session(page)
    tools.send("Performance.enable")

    def used() -> dict[str, float]:
        tools.send("HeapProfiler.collectGarbage")
        return {one["name"]: one["value"] for one in tools.send("Performance.getMetrics")["metrics"]}

    turn = "for (let i = 0; i < 100; i++) { Mureobwa.close(); Mureobwa.open() }"
    page.evaluate(turn)
    before = used()
    page.evaluate(turn)
    page.evaluate(turn)
    after = used()
    assert after["Nodes"] - before["Nodes"] <= 5
    assert after["JSEventListeners"] == before["JSEventListeners"]
    assert after["JSHeapUsedSize"] - before["JSHeapUsedSize"] < 200_000


def test_a_second_script_on_a_page_says_why_it_does_nothing(place: Place, visit: Visit) -> None:
    page = visit()
    warned: list[str] = []
    page.on("console", lambda message: warned.append(message.text) if message.type == "warning" else None)
    page.goto(place.host.page(f"<h1>시청</h1>{place.snippet()}{place.snippet()}", path="/twice"))
    button(page).click()
    expect(ask(page).locator("mark").first).to_contain_text("5만 원")
    assert page.locator("button.launch").count() == 1
    assert warned == ["물어봐: 위젯은 한 페이지에 하나입니다."]
