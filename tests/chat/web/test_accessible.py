"""Every page as those see it who need it larger, darker or sharper, in a real browser: axe finds nothing, the answer can be read."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page

from chat.web.site import contrast
from web.visiting import OWN_RECORD, Site, Visit, ask, violations

PHONE_NUMBERS = "환경부 홍가람 서기관 연락처 부탁드려요"
WIDE, PHONE = (1280, 860), (360, 740)
ZOOMED = (320, 225)
"""WIDE at 400 % (WCAG 2.2, 1.4.10)."""


@dataclass(frozen=True, slots=True)
class Mode:
    """What the reader's system asks for; `text` is the browser's text size in CSS pixels."""

    media: Mapping[str, Any]
    size: tuple[int, int] = WIDE
    text: int = 16

    def on(self, page: Page) -> None:
        """Show `page` so."""
        usual = {"color_scheme": "light", "contrast": "no-preference", "forced_colors": "none", "media": "screen"}
        page.emulate_media(**(usual | dict(self.media)))
        page.set_viewport_size({"width": self.size[0], "height": self.size[1]})
        page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": self.text}})


MODES = {
    "light": Mode({}),
    "dark": Mode({"color_scheme": "dark"}),
    "contrast": Mode({"contrast": "more"}),
    "dark-contrast": Mode({"color_scheme": "dark", "contrast": "more"}),
    "forced": Mode({"forced_colors": "active"}),
    "dark-forced": Mode({"color_scheme": "dark", "forced_colors": "active"}),
    "large-text": Mode({}, text=32),
    "zoomed": Mode({}, ZOOMED),
    "phone": Mode({}, PHONE),
    "dark-phone": Mode({"color_scheme": "dark"}, PHONE),
}


@pytest.fixture(scope="module")
def pages(browser: Browser, site: Site) -> Iterator[dict[str, Page]]:
    """A tab for each page of the service, opened once and shown in one mode after the other."""
    visit = Visit(browser, site.origin, allowed=("404",))
    context = visit.context()
    talk = visit.open(context=context)
    for question in (OWN_RECORD, "남편이 때려요", PHONE_NUMBERS):
        ask(talk, question)
    cited = site.service.ask(PHONE_NUMBERS).citations[0]
    paths = {
        "home": "/",
        "document": f"/documents/{cited.document_id}?start={cited.start}&end={cited.end}#quote",
        "documents": "/documents",
        "missing": "/documents/none",
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


@pytest.mark.parametrize("mode", ["dark-contrast", "forced", "dark-forced"])
def test_marked_words_and_telephone_numbers_are_painted_readably(pages: dict[str, Page], mode: str) -> None:
    for name, place in (("talk", ".answer.is-answered"), ("document", "tr.quoted")):
        MODES[mode].on(pages[name])
        for kind in ("mark", "mark a[href^='tel:']"):
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
    for answer in pages["talk"].locator(".answer").all():
        assert answer.evaluate(rows) >= 0.9
