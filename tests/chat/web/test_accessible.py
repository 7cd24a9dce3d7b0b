"""Every page as those see it who need it larger, darker or sharper, in a real browser: axe finds nothing, the answer can be read."""

import io
import re
from collections.abc import Iterator

import pytest
from PIL import Image, ImageStat
from playwright.sync_api import Browser, Locator, Page, expect

from chat.web.look import contrast
from web.modes import MODES
from web.visiting import LISTED, OWN_RECORD, PHONE_NUMBERS, UNSURE, Site, Visit, ask, violations

ENGLISH = "When does the mobile driver licence start?"


@pytest.fixture(scope="module")
def pages(browser: Browser, site: Site) -> Iterator[dict[str, Page]]:
    """A tab for each page of the service, opened once and shown in one mode after the other."""
    visit = Visit(browser, site.origin, allowed=("404",))
    context = visit.context()
    talk = visit.open(context=context)
    for question in (OWN_RECORD, "남편이 때려요", ENGLISH, UNSURE, LISTED, PHONE_NUMBERS):
        ask(talk, question)
    talk.locator("#panel-close").click()
    cited = site.service.ask(PHONE_NUMBERS).citations[0]
    paths = {
        "home": "/",
        "document": f"/documents/{cited.document_id}?start={cited.start}&end={cited.end}#quote",
        "documents": "/documents",
        "accessibility": "/accessibility",
        "missing": "/nowhere",
        "api": "/api/v1/docs",
    }
    yield {"talk": talk} | {name: visit.open(path, context) for name, path in paths.items()}
    visit.done()


@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing(pages: dict[str, Page], mode: str) -> None:
    # What forced colours paint is told by no computed style: see the test of the pixels.
    but = ["color-contrast"] if "forced" in mode else []
    for name, page in pages.items():
        MODES[mode].on(page)
        assert violations(page, *but) == [], name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is wider than the screen"
    talk = pages["talk"]
    talk.locator(".answer a.cite").last.click()
    talk.locator("#panel mark").first.wait_for()
    assert violations(talk, *but) == []
    talk.locator("#panel-close").click()


@pytest.mark.parametrize("mode", ["dark", "dark-contrast", "forced", "dark-forced"])
def test_marked_words_and_telephone_numbers_are_painted_readably(pages: dict[str, Page], mode: str) -> None:
    for name, place in (("talk", ".answer.is-answered"), ("document", "tr.quoted")):
        MODES[mode].on(pages[name])
        # axe cannot judge the cells of a table, whose ground is a gradient.
        for kind in ("mark", "mark a[href^='tel:']", *(["td"] if name == "document" else [])):
            shown = pages[name].locator(f"{place} {kind}").first
            assert painted_contrast(shown) >= 4.5, f"{name} {kind}"


def painted_contrast(shown: Locator) -> float:
    """How far the ground of `shown` and what differs most from it stand apart, by the pixels of its inside."""
    shown.scroll_into_view_if_needed()
    picture = Image.open(io.BytesIO(shown.screenshot())).convert("RGB")
    inside = picture.crop((3, 3, picture.width - 3, picture.height - 4))
    counted = sorted(((count, colour) for count, colour in inside.getcolors(1 << 16) or []), reverse=True)
    ground, *others = [f"#{red:02x}{green:02x}{blue:02x}" for _, (red, green, blue) in counted]  # type: ignore[misc]
    return max((contrast(ground, other) for other in others), default=1.0)


@pytest.mark.parametrize("mode", ["zoomed", "large-text"])
def test_the_answer_has_the_screen_to_itself(pages: dict[str, Page], mode: str) -> None:
    """Bars that stay in their place once covered every word of it."""
    MODES[mode].on(pages["talk"])
    rows = """answer => { answer.scrollIntoView({block: "start"});
        const rows = [...Array(innerHeight).keys()].slice(4, answer.getBoundingClientRect().height - 4);
        return rows.filter(y => answer.contains(document.elementFromPoint(innerWidth / 4, y))).length / rows.length }"""
    answers = pages["talk"].locator(".answer").all()
    assert answers
    for answer in answers:
        assert answer.evaluate(rows) >= 0.9


def test_one_finds_ones_way_by_ear(pages: dict[str, Page]) -> None:
    MODES["light"].on(pages["talk"])
    log = pages["talk"].get_by_role("log", name="대화", exact=True)
    expect(log.get_by_role("heading", level=2)).to_have_text(
        [OWN_RECORD, "남편이 때려요", ENGLISH, UNSURE, LISTED, PHONE_NUMBERS]
    )
    expect(log.get_by_role("heading", level=3, name="근거", exact=True)).to_have_count(3)
    expect(log.get_by_role("heading", level=3, name="찾으신 답이 아니면")).to_have_count(1)
    expect(log.get_by_role("heading", level=3, name="전화할 곳")).to_have_count(1)
    expect(pages["talk"].get_by_role("complementary", name="근거 문서")).to_have_count(1)


def test_lists_without_bullets_are_lists_in_every_browser(pages: dict[str, Page]) -> None:
    roles = "lists => lists.map(list => [getComputedStyle(list).listStyleType, list.getAttribute('role')])"
    found = pages["talk"].locator(".answer ul").evaluate_all(roles)
    assert ["none", "list"] in found
    assert all(role == "list" for _, role in found)


def test_each_part_says_in_which_language_it_is_read_out(pages: dict[str, Page]) -> None:
    MODES["light"].on(pages["talk"])
    answer = pages["talk"].locator(".answer.lang-en")
    expect(answer).to_have_attribute("lang", "en")
    assert not re.search("[가-힣]", answer.locator("h3").first.inner_text())
    said = answer.evaluate(
        """answer => { const walk = document.createTreeWalker(answer, NodeFilter.SHOW_TEXT); const parts = [];
        while (walk.nextNode()) parts.push([walk.currentNode.parentElement.closest("[lang]").lang, walk.currentNode.data]);
        return parts }"""
    )
    assert {lang for lang, text in said if re.search("[가-힣]", text)} == {"ko"}
    assert {lang for lang, text in said if re.search("[A-Za-z]{5}", text) and not re.search("[가-힣]", text)} == {"en"}
    expect(pages["talk"].locator(".answer.lang-ko").first).to_have_attribute("lang", "ko")


def test_space_opens_a_citation_as_enter_does(pages: dict[str, Page]) -> None:
    talk = pages["talk"]
    MODES["light"].on(talk)
    for key in ("Space", "Enter"):
        talk.locator(".answer a.cite").last.press(key)
        expect(talk.locator("#panel")).to_be_focused()
        expect(talk.locator("#panel mark").first).to_be_visible()
        talk.keyboard.press("Escape")
        expect(talk.locator("#panel mark")).to_have_count(0)


def test_a_wide_table_can_be_moved_by_keyboard_and_shows_where_it_goes_on(pages: dict[str, Page]) -> None:
    talk = pages["talk"]
    MODES["light"].on(talk)
    talk.locator(".answer a.cite").last.click()
    table = talk.locator("#panel").get_by_role("region", name=re.compile(r"^표 \d+"))
    assert table.evaluate("table => table.scrollWidth > table.clientWidth")
    begun = edges(table)
    table.focus()
    for _ in range(30):
        talk.keyboard.press("ArrowRight")
    talk.wait_for_function(
        "table => table.scrollLeft + table.clientWidth >= table.scrollWidth - 1", arg=table.element_handle()
    )
    ended = edges(table)
    assert begun[1] < begun[0], "it goes on at the right"
    assert ended[0] < ended[1], "it goes on at the left"
    talk.keyboard.press("Escape")


def edges(table: Locator) -> tuple[float, float]:
    """How bright its left and its right edge are, 0 to 255."""
    picture = Image.open(io.BytesIO(table.screenshot())).convert("L")
    width, height = picture.size
    left, right = picture.crop((3, 0, 6, height)), picture.crop((width - 6, 0, width - 3, height))
    return ImageStat.Stat(left).mean[0], ImageStat.Stat(right).mean[0]


def test_paper_is_light_and_holds_the_words_of_the_source(pages: dict[str, Page], site: Site) -> None:
    talk, cells = pages["talk"], site.service.ask(PHONE_NUMBERS).citations[0].cells
    for mode in ("dark", "dark-contrast"):
        MODES[mode].on(talk)
        talk.emulate_media(media="print")
        assert talk.evaluate("getComputedStyle(document.body).color") in ("rgb(25, 31, 40)", "rgb(0, 0, 0)")
        assert talk.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
        quoted = talk.locator(".answer .sources blockquote").filter(has_text=cells[0].text)
        expect(quoted).to_be_visible()
        for cell in cells:
            expect(quoted).to_contain_text(f"{cell.label}: {cell.text}" if cell.label else cell.text)
        expect(talk.locator(".answer a.cite").last).to_have_css("color", "rgb(0, 0, 0)")
        expect(talk.locator("#composer")).to_be_hidden()
        talk.emulate_media(media="screen")
        expect(quoted).to_be_hidden()
