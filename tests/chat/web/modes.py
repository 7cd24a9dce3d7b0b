"""How readers see a page: in the light, in the dark, with more contrast, in colours of their own, larger, or on a phone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

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
