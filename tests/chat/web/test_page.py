"""What a citizen does on the page, in a real browser."""

import datetime as dt
import re
import time

import httpx
from playwright.sync_api import Page, expect

from chat.log.sqlite import SqliteLog
from web.visiting import (
    BREAKS,
    LISTED,
    OWN_RECORD,
    PHONE_NUMBERS,
    QUESTION,
    SEVERAL_PASSAGES,
    STREAMS,
    UNSURE,
    WAITS,
    Site,
    Visit,
    ask,
    violations,
)


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_answer_comes_first_and_each_citation_opens_beside_it(visit: Visit, site: Site) -> None:
    page = visit.open()
    ask(page, QUESTION)
    expect(page.locator(".answer .sentence").first).to_contain_text("1월 27일")
    answer = site.service.ask(QUESTION)
    cites = page.locator(".answer a.cite")
    assert cites.count() >= len(answer.citations) > 0
    for citation in answer.citations:
        cite = cites.get_by_text(str(citation.marker), exact=True).first
        cite.click()
        expect(cite).to_have_attribute("aria-expanded", "true")
        expect(page.locator("#panel h3")).to_have_text(citation.title)
        marked = "".join(page.locator("#panel mark").all_inner_texts())
        assert squeezed(marked) == squeezed(citation.quote)
    box, panel = page.locator(".answer").bounding_box(), page.locator("#panel").bounding_box()
    assert box
    assert panel
    assert panel["x"] >= box["x"] + box["width"]


def test_a_citation_opens_and_closes_by_keyboard(visit: Visit) -> None:
    page = visit.open()
    ask(page, QUESTION)
    cite = page.locator(".answer a.cite").first
    cite.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_focused()
    expect(page.locator("#panel mark").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(cite).to_be_focused()
    expect(page.locator("#panel mark")).to_have_count(0)


def test_progress_is_told_in_words_and_the_finished_answer_once(visit: Visit, site: Site) -> None:
    page = visit.open()
    page.evaluate(
        """() => { window.heard = []; new MutationObserver(() => {
            const text = document.querySelector("#told").textContent; if (text) window.heard.push(text);
        }).observe(document.querySelector("#told"), {childList: true, characterData: true, subtree: true}); }"""
    )
    page.locator("#question textarea").fill(WAITS)
    page.keyboard.press("Enter")
    expect(page.locator(".progress")).to_contain_text("찾는 중")
    expect(page.locator("#log [role=log]")).to_have_attribute("aria-live", "off")
    site.service.go.set()
    page.locator(".answer").wait_for()
    expect(page.locator("#told")).to_contain_text("1월 27일")
    page.wait_for_timeout(300)
    heard = page.evaluate("window.heard")
    assert len(heard) == 1, heard


def test_a_checked_sentence_is_shown_before_the_answer_is_whole(visit: Visit, site: Site) -> None:
    page = visit.open()
    page.locator("#question textarea").fill(STREAMS)
    page.keyboard.press("Enter")
    expect(page.locator(".answering")).to_contain_text("1월 27일")
    expect(page.locator(".answering .progress")).to_contain_text("쓰는 중")
    expect(page.locator(".answer")).to_have_count(0)
    expect(page.locator("#told")).to_have_text("")
    page.locator(".answering a.cite").first.click()
    expect(page.locator("#panel mark").first).to_be_visible()
    assert violations(page) == []
    site.service.go.set()
    page.locator(".answer.is-answered").wait_for()
    expect(page.locator(".answering")).to_have_count(0)
    expect(page.locator("#told")).to_contain_text("1월 27일")


def test_a_list_is_read_as_a_list_and_copied_line_by_line(visit: Visit) -> None:
    page = visit.open(context=visit.context(permissions=["clipboard-read", "clipboard-write"]))
    ask(page, LISTED)
    items = page.locator(".answer").get_by_role("list").first.get_by_role("listitem")
    expect(items).to_have_text(["계획서 1부", "<b>사진</b> 2장 1"])
    expect(items.first).to_have_css("list-style-type", "disc")
    items.last.locator("a.cite").click()
    expect(page.locator("#panel mark").first).to_be_visible()
    expect(page.locator("#told")).to_contain_text("서류를 붙입니다. 계획서 1부. <b>사진</b> 2장.")
    page.locator(".do-copy").click()
    expect(page.locator("#told")).to_have_text("복사했습니다")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "신청서에는 다음 각 호의 서류를 붙입니다.\n- 계획서 1부\n- <b>사진</b> 2장\n\n[1] " in copied
    assert violations(page) == []


def copied(page: Page) -> str:
    """What the last answer's button "복사" puts on the clipboard."""
    page.locator("#told").evaluate("told => { told.textContent = '' }")
    page.locator(".do-copy").last.click()
    expect(page.locator("#told")).to_have_text("복사했습니다")
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def test_every_answer_can_be_copied_with_all_that_it_says(visit: Visit, site: Site) -> None:
    """The copying of an answer with other sentences beside it, and of a refusal, broke off without a word; a related one lacked its passages."""
    page = visit.open(context=visit.context(permissions=["clipboard-read", "clipboard-write"]))
    ask(page, UNSURE)
    unsure = site.service.ask(UNSURE)
    assert unsure.nearby
    text = copied(page)
    assert text.startswith(f"{UNSURE}\n\n")
    assert [line[:3] for line in text.splitlines() if line.startswith("[")] == [
        f"[{c.marker}]" for c in unsure.citations
    ]
    assert f"[1] {unsure.citations[0].title} (" in text
    ask(page, SEVERAL_PASSAGES)
    text = copied(page)
    for citation in site.service.ask(SEVERAL_PASSAGES).citations:
        assert squeezed(citation.quote)[-12:] in squeezed(text)
    ask(page, OWN_RECORD)
    text = copied(page)
    assert "확인할 수 없습니다" in text
    phone = site.service.ask(OWN_RECORD).contacts[0].phone
    assert phone in text.splitlines()[-3] + text.splitlines()[-4]
    assert "[1]" not in text


def test_a_refusal_says_why_and_offers_a_number_to_call(visit: Visit) -> None:
    page = visit.open()
    ask(page, OWN_RECORD)
    expect(page.locator(".answer.is-needs_personal_record .refusal")).to_contain_text("확인할 수 없습니다")
    number = page.locator(".answer .contacts a[href^='tel:']").first
    assert (number.get_attribute("href") or "").removeprefix("tel:").isdigit()
    expect(page.locator(".answer a.cite")).to_have_count(0)


def test_of_many_related_passages_the_last_ones_open_with_a_click(visit: Visit) -> None:
    page = visit.open()
    ask(page, SEVERAL_PASSAGES)
    passages = page.locator(".answer.is-related .passage")
    expect(passages).to_have_count(5)
    expect(passages.nth(2)).to_be_visible()
    expect(passages.nth(3)).to_be_hidden()
    page.locator(".answer summary", has_text="관련된 대목 2개 더 보기").press("Enter")
    expect(passages.nth(4)).to_be_visible()
    assert not violations(page)


def test_a_telephone_number_is_easy_to_touch_and_its_line_as_high_as_others(visit: Visit) -> None:
    page = visit.open(context=visit.context(360, 740))
    ask(page, PHONE_NUMBERS)
    number = page.locator(".answer mark a[href^='tel:']").first
    expect(number).to_have_css("display", "inline")
    reach = """number => { number.scrollIntoView({block: "center"}); const box = number.getBoundingClientRect();
        return [box.top - 7, box.bottom + 7].every(y => document.elementFromPoint(box.left + 5, y) === number) }"""
    assert number.evaluate(reach)


def test_somebody_in_danger_gets_numbers_that_a_phone_can_call(visit: Visit) -> None:
    page = visit.open()
    ask(page, "남편이 때려요")
    expect(page.locator(".answer.is-emergency .refusal")).to_contain_text("112")
    hrefs = [link.get_attribute("href") for link in page.locator(".answer .contacts a").all()]
    assert hrefs[0] == "tel:112"
    assert "tel:1366" in hrefs
    assert violations(page) == []


def test_the_page_still_answers_after_many_questions(visit: Visit) -> None:
    """The log keeps twenty turns: the twenty-first question once left the page busy for ever."""
    page = visit.open()
    for number in range(23):
        page.locator("#question textarea").fill(f"안녕하세요 {'!' * number}")
        page.keyboard.press("Enter")
        page.locator(f".turn-{number + 1}").wait_for()
        expect(page.locator("body")).not_to_have_class(re.compile(r"\bbusy\b"))
    assert page.locator("#log .user-row").count() == 20


def test_a_long_wait_gets_a_word(visit: Visit, site: Site) -> None:
    page = visit.open()
    page.locator("#question textarea").fill(WAITS)
    page.keyboard.press("Enter")
    expect(page.locator("#alert")).to_contain_text("조금 더 찾고 있습니다", timeout=15_000)
    site.service.go.set()
    page.locator(".answer").wait_for()
    expect(page.locator("#alert")).to_be_hidden()


def test_personal_data_does_not_stay_on_the_page(visit: Visit) -> None:
    page = visit.open()
    ask(page, "제 번호는 490101-1234567인데 지원금이 얼마인가요?")
    expect(page.locator(".answer.is-personal_data")).to_be_visible()
    expect(page.locator("#log")).not_to_contain_text("490101")


def test_feedback_is_stored_with_reasons_and_without_personal_data(visit: Visit, site: Site) -> None:
    page = visit.open()
    ask(page, QUESTION)
    page.locator(".do-bad").click()
    page.get_by_label("답이 틀렸어요").check()
    assert violations(page) == []
    page.locator(".reasons textarea").fill("연락 주세요 010-1234-5678")
    page.get_by_role("button", name="보내기").click()
    expect(page.locator(".thanks")).to_be_visible()
    ask(page, QUESTION)
    page.locator(".do-good").last.click()
    expect(page.locator(".thanks")).to_have_count(2)
    log, now = SqliteLog.below(site.settings.home, max_mib=64), dt.datetime.now(dt.UTC)
    good, bad = log.feedback(now - dt.timedelta(hours=1), now + dt.timedelta(hours=1))[:2]
    assert (bad.question, bad.helpful, bad.reasons) == (QUESTION, False, ("wrong",))
    assert bad.comment == "연락 주세요 [휴대전화번호]"
    assert good.helpful
    entry = log.find(bad.answer_id)
    assert entry
    assert entry.question == QUESTION


def test_no_part_of_an_opinion_keeps_personal_data(site: Site) -> None:
    number = "010-1234-5678"
    opinion = {"question": f"{number}인데요", "answer": f"{number}로 전화합니다", "helpful": True, "comment": number}
    assert httpx.post(f"{site.origin}/feedback", json=opinion, timeout=60).status_code == 204
    log, now = SqliteLog.below(site.settings.home, max_mib=64), dt.datetime.now(dt.UTC)
    kept = log.feedback(now - dt.timedelta(hours=1), now + dt.timedelta(hours=1))[0]
    told = (kept.question, kept.answer, kept.comment)
    assert told == ("[휴대전화번호]인데요", "[휴대전화번호]로 전화합니다", "[휴대전화번호]")


def test_feedback_that_is_not_kept_is_told_and_a_flood_is_stopped(visit: Visit, site: Site) -> None:
    page = visit.open()
    visit.allowed = ("429",)
    ask(page, QUESTION)
    statuses = [
        page.evaluate(
            "fetch('/feedback', {method: 'POST', headers: {'content-type': 'application/json'},"
            " body: JSON.stringify({question: 'q', helpful: true})}).then(reply => reply.status)"
        )
        for _ in range(21)
    ]
    assert 429 in statuses
    page.locator(".do-good").last.click()
    expect(page.locator("#alert")).to_contain_text("의견을 많이 보내셨습니다")
    expect(page.locator(".thanks")).to_have_count(0)


def test_a_full_line_is_told_with_when_to_come_back(visit: Visit) -> None:
    """Four hundred waiting questions are what fills it: here the server's answer to the next one is put in their place."""
    page = visit.open()
    visit.allowed = ("503",)
    page.route("**/gradio_api/queue/join*", lambda route: route.fulfill(status=503, headers={"retry-after": "10"}))
    page.locator("#question textarea").fill(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator("#alert")).to_contain_text("몰려 있습니다. 10초 뒤에")
    expect(page.locator("#question textarea")).to_have_value(QUESTION)


def test_retry_asks_again(visit: Visit) -> None:
    page = visit.open()
    ask(page, QUESTION)
    page.locator(".do-retry").click()
    expect(page.locator(".answer")).to_have_count(2)
    expect(page.locator("#log .user-row").nth(1)).to_contain_text(QUESTION)


def test_clearing_while_an_answer_is_being_made_forgets_it(visit: Visit, site: Site) -> None:
    page = visit.open()
    ask(page, QUESTION)
    page.locator("#question textarea").fill(WAITS)
    page.keyboard.press("Enter")
    expect(page.locator(".progress")).to_be_visible()
    page.locator("#clear").click()
    expect(page.locator("#log .message-row")).to_have_count(0)
    site.service.go.set()
    page.wait_for_timeout(700)
    expect(page.locator("#log .message-row")).to_have_count(0)
    ask(page, QUESTION)
    expect(page.locator(".answer")).to_have_count(1)


def test_stopping_says_so_and_gives_the_question_back(visit: Visit, site: Site) -> None:
    page = visit.open()
    page.locator("#question textarea").fill(WAITS)
    page.keyboard.press("Enter")
    page.locator("#stop").click()
    expect(page.locator(".answer.is-stopped")).to_be_visible()
    expect(page.locator("#question textarea")).to_have_value(WAITS)
    site.service.go.set()
    page.wait_for_timeout(500)
    expect(page.locator(".answer.is-stopped")).to_have_count(1)
    expect(page.locator(".answer")).to_have_count(1)


def test_an_error_is_a_message_and_the_draft_survives(visit: Visit) -> None:
    page = visit.open()
    page.locator("#question textarea").fill(BREAKS)
    page.locator("#send").click()
    expect(page.locator(".answer.is-error")).to_contain_text("문제가 생겼습니다")
    expect(page.locator("#question textarea")).to_have_value(BREAKS)
    ask(page, QUESTION)
    expect(page.locator(".answer.is-answered")).to_be_visible()


def test_a_server_out_of_reach_is_told_and_the_draft_survives(visit: Visit) -> None:
    visit.allowed = ("ERR_INTERNET_DISCONNECTED", "Failed to fetch")
    page = visit.open()
    page.locator("#question textarea").fill(QUESTION)
    page.context.set_offline(True)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="연결하지 못했습니다")).to_be_visible()
    expect(page.locator("#question textarea")).to_have_value(QUESTION)
    page.context.set_offline(False)
    page.wait_for_timeout(400)
    page.keyboard.press("Enter")
    expect(page.locator(".answer.is-answered")).to_be_visible()


def test_two_tabs_may_ask_at_once(visit: Visit, site: Site) -> None:
    """Both come from one address: the second waits for its turn, and neither is lost."""
    context = visit.context()
    first, second = visit.open(context=context), visit.open(context=context)
    first.locator("#question textarea").fill(WAITS)
    first.keyboard.press("Enter")
    expect(first.locator(".progress")).to_be_visible()
    second.locator("#question textarea").fill(OWN_RECORD)
    second.keyboard.press("Enter")
    expect(second.locator("#stop")).to_be_visible()
    site.service.go.set()
    expect(first.locator(".answer.is-answered")).to_have_count(1)
    expect(second.locator(".answer.is-needs_personal_record")).to_have_count(1)


def test_two_tabs_are_two_conversations(visit: Visit) -> None:
    context = visit.context()
    first, second = visit.open(context=context), visit.open(context=context)
    ask(first, QUESTION)
    ask(second, OWN_RECORD)
    expect(first.locator(".answer")).to_have_count(1)
    expect(second.locator(".answer")).to_have_count(1)
    expect(second.locator("#log")).not_to_contain_text("1월 27일")


def test_a_follow_up_is_completed_and_says_how_it_was_read(visit: Visit) -> None:
    page = visit.open()
    ask(page, QUESTION)
    ask(page, "그럼 예산은?")
    expect(page.locator(".answer .read-as q")).to_have_text("모바일 운전면허증 예산은?")


def test_enter_sends_once_while_hangul_is_composed(visit: Visit) -> None:
    page = visit.open()
    page.locator("#question textarea").focus()
    page.keyboard.insert_text("모바일 운전면허증은 언제부터 시범 발급하나")
    keys = page.context.new_cdp_session(page)
    keys.send("Input.imeSetComposition", {"selectionStart": 1, "selectionEnd": 1, "text": "요"})
    enter = {"key": "Process", "code": "Enter", "windowsVirtualKeyCode": 229}
    keys.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **enter})
    keys.send("Input.insertText", {"text": "요"})
    keys.send("Input.dispatchKeyEvent", {"type": "keyUp", **enter})
    page.locator(".answer").wait_for()
    page.wait_for_timeout(400)
    expect(page.locator("#log .user-row")).to_have_count(1)
    expect(page.locator("#log .user-row")).to_contain_text("시범 발급하나요")


def test_shift_enter_makes_a_new_line(visit: Visit) -> None:
    page = visit.open()
    page.locator("#question textarea").fill("첫 줄")
    page.keyboard.press("Shift+Enter")
    expect(page.locator("#question textarea")).to_have_value("첫 줄\n")
    expect(page.locator("#log .user-row")).to_have_count(0)


def test_a_question_too_long_is_told_and_not_cut(visit: Visit) -> None:
    page = visit.open()
    box = page.locator("#question textarea")
    box.fill("가" * 490)
    expect(page.locator("#counter")).to_have_text("10자 남음")
    box.press("End")
    page.keyboard.insert_text("나" * 23)
    assert box.input_value() == "가" * 490 + "나" * 23
    expect(page.locator("#counter")).to_have_text("13자 넘음")
    expect(page.get_by_role("alert")).to_contain_text("500자까지 쓸 수 있습니다")
    assert violations(page) == []
    box.press("Enter")
    page.locator("#send").click()
    page.wait_for_timeout(300)
    expect(page.locator("#log .user-row")).to_have_count(0)
    box.fill("예산은?")
    expect(page.locator("#alert")).to_be_hidden()
    expect(page.locator("#counter")).to_have_text("496자 남음")


def test_a_click_on_the_button_is_watched_like_enter(visit: Visit, site: Site) -> None:
    page = visit.open()
    page.locator("#question textarea").fill(WAITS)
    page.locator("#send").click()
    expect(page.locator("body")).to_have_class(re.compile(r"\bbusy\b"))
    expect(page.locator("#alert")).to_contain_text("조금 더 찾고 있습니다", timeout=6_000)
    site.service.go.set()
    page.locator(".answer").wait_for()


def test_what_is_typed_never_becomes_a_tag_or_a_link(visit: Visit) -> None:
    page = visit.open()
    ask(page, '<img src="https://elsewhere.test/x.png"> ![그림](https://elsewhere.test/y.png) **굵게** 예산은?')
    expect(page.locator("#log .user-row")).to_contain_text("**굵게**")
    expect(page.locator("#log img")).to_have_count(0)


def test_suggested_questions_are_answered(visit: Visit, site: Site) -> None:
    deadline = time.monotonic() + 30
    while not list((site.settings.home / "cache").glob("suggested-*.json")) and time.monotonic() < deadline:
        time.sleep(0.2)
    page = visit.open()
    page.locator("#suggested a.ask").first.click()
    expect(page.locator(".answer.is-answered")).to_be_visible()
    page.locator(".answer .next a.ask").first.click()
    expect(page.locator(".answer.is-answered")).to_have_count(2)


def test_the_source_view_works_without_javascript(visit: Visit, site: Site) -> None:
    answer = site.service.ask(QUESTION)
    cited = answer.citations[0]
    path = f"/documents/{cited.document_id}?start={cited.start}&end={cited.end}#quote"
    page = visit.open(path, visit.context(java_script_enabled=False))
    assert squeezed("".join(page.locator("mark").all_inner_texts())) == squeezed(cited.quote)
    expect(page.locator("table").first).to_be_visible()
    expect(page.locator("h1")).to_have_text(cited.title)
    page.locator(".crumbs a").click()
    expect(page.locator("table.documents a")).to_have_text(cited.title)


def test_a_quoted_table_row_is_shown_as_a_row(visit: Visit, site: Site) -> None:
    page = visit.open()
    ask(page, PHONE_NUMBERS)
    row = page.locator("#panel tr.quoted")
    expect(row).to_have_count(1)
    for cell in site.service.ask(PHONE_NUMBERS).citations[0].cells:
        expect(row).to_contain_text(cell.text)


def test_the_readers_settings_stay(visit: Visit) -> None:
    page = visit.open()
    page.locator(".display summary").click()
    for name in ("large", "contrast", "dark", "english"):
        page.locator(f"[data-switch={name}]").click()
    expect(page.locator("#send")).to_have_text("Ask")
    expect(page.locator("#question textarea")).to_have_attribute("placeholder", "Ask in your own words")
    page.goto(page.url + "documents")
    expect(page.locator("html")).to_have_class("large contrast dark english")


FOREIGN_WORDS = """() => { const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    while (walk.nextNode()) { const { data, parentElement: place } = walk.currentNode;
        if (place.id !== "told" && place.checkVisibility() && /[가-힣]/.test(data) !== (place.closest("[lang]").lang === "ko") && /[가-힣]|[A-Za-z]{3}/.test(data)) found.push(data.trim()); }
    return found }"""
"""What is shown in another language than the page says: a screen reader would read it out with the wrong voice."""


def test_who_reads_english_is_shown_english_words_that_are_said_to_be(visit: Visit, site: Site) -> None:
    page = visit.open()
    page.locator(".display summary").click()
    page.locator("[data-switch=english]").click()
    page.locator(".display summary").click()
    expect(page.locator("#welcome .ai")).to_contain_text("artificial intelligence (AI)")
    expect(page.locator("#greeting")).to_have_text("What would you like to know?")
    for question in (
        "My husband is hitting me",
        "When does the mobile driver licence start?",
        "Where is the nearest zoo?",
    ):
        ask(page, question)
    page.locator("#panel-close").click()
    expect(page.get_by_role("log", name="Conversation")).to_have_count(1)
    asides = {"점검 안내입니다.", site.settings.service_name, "디지털시"}
    assert set(page.evaluate(FOREIGN_WORDS)) <= asides
    for path in ("/documents", "/nowhere"):
        visit.allowed = ("404",)
        page.goto(site.origin + path)
        expect(page.get_by_role("navigation", name="Main menu")).to_have_count(1)
        assert set(page.evaluate(FOREIGN_WORDS)) <= asides


def test_english_says_one_character_and_two_characters(visit: Visit) -> None:
    page = visit.open()
    page.locator(".display summary").click()
    page.locator("[data-switch=english]").click()
    box = page.locator("#question textarea")
    for letters, told in ((498, "2 characters left"), (499, "1 character left"), (501, "1 character over the limit")):
        box.fill("a" * letters)
        expect(page.locator("#counter")).to_have_text(told)


def test_the_phone_page_fits_and_its_targets_are_large(visit: Visit) -> None:
    page = visit.open(context=visit.context(360, 740, is_mobile=True, has_touch=True))
    ask(page, QUESTION)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, summary, a.ask, a.source, .top a, textarea")]
            .filter((e) => e.checkVisibility({visibilityProperty: true}))
            .map((e) => [e.id || e.className || e.tagName, e.getBoundingClientRect()])
            .filter(([, box]) => box.width > 1 && (box.width < 44 || box.height < 44))
            .map(([name, box]) => `${name} ${box.width}x${box.height}`)"""
    )
    assert small == []
    page.locator(".answer a.cite").first.tap()
    expect(page.locator("#panel mark").first).to_be_in_viewport()
    page.locator("#panel-close").tap()
    expect(page.locator("#panel")).to_be_hidden()
