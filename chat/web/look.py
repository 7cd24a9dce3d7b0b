"""What the pages show about the office: its name, colours, greeting, notices."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from chat.settings import AI_NOTICE, Settings
from ingest.errors import BadInputError

STATIC = Path(__file__).parent / "static"
TEMPLATES = Path(__file__).parent / "templates"
_READABLE = 4.5  # WCAG 2.2, 1.4.3 (AA)


@dataclass(frozen=True, slots=True)
class OfficeLook:
    """What every template may show about the office. `colours` are CSS custom properties, `kept_days` is how long questions are kept (0: not at
    all), `ai_notice_name` is the name of the notice in `page_texts` ("" for one that the office has written itself), `contact` whom to write to about the service itself ("" where nobody is named), `accessibility` the office's own paragraphs, `version`
    changes with the static files, `root` is the path below which all our addresses are ("" or "/ask").
    """

    name: str
    office: str
    greeting: str
    notices: tuple[str, ...]
    ai_notice: str
    ai_notice_name: str
    kept_days: int
    contact: str
    accessibility: tuple[str, ...]
    logo: bool
    colours: str
    version: str
    root: str

    @classmethod
    def of(cls, settings: Settings) -> "OfficeLook":
        """The values that `settings` give.

        Raises:
            BadInputError: the contrast of the two colours is too low for reading.
        """
        ratio = contrast(settings.brand_colour, settings.on_brand_colour)
        if ratio < _READABLE:
            raise BadInputError(
                f"brand_colour {settings.brand_colour} 위의 on_brand_colour {settings.on_brand_colour} 글자는 읽기 "
                f"어렵습니다(대비 {ratio:.1f}:1, {_READABLE}:1 이상이어야 합니다). 설정의 색을 바꿔 주세요."
            )
        colours = f"--brand: {settings.brand_colour}; --on-brand: {settings.on_brand_colour};"
        return cls(
            settings.service_name,
            settings.office_name,
            settings.greeting,
            settings.notices,
            settings.notice_before_use,
            _own_notice(settings),
            settings.log_days if settings.question_log else 0,
            " ".join(filter(None, (settings.contact_office, settings.contact_phone, settings.contact_email))),
            tuple(filter(None, map(str.strip, settings.accessibility_statement.split("\n\n")))),
            settings.logo is not None,
            colours,
            static_version(),
            settings.public_path,
        )

    @property
    def title(self) -> str:
        """The title for the browser's tab: the office and the service."""
        return " ".join(part for part in (self.office, self.name) if part)


def _own_notice(settings: Settings) -> str:
    if settings.ai_notice != AI_NOTICE:
        return ""
    return "ai_notice_model" if settings.model_may_write else "ai_notice"


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (#rrggbb), 1 to 21 (WCAG 2.2, "contrast ratio")."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    """The relative luminance of a colour (#rrggbb), 0 to 1 (WCAG 2.2, "relative luminance")."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def static_version() -> str:
    """The version of the static files: eight hex digits of their SHA-256, so that a browser never keeps an old style sheet or script."""
    digest = hashlib.sha256()
    for file in sorted(STATIC.glob("*.*")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:8]
