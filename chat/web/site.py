"""What the pages show of the office: its name, colours, greeting, notices."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from chat.settings import Settings

STATIC = Path(__file__).parent / "static"
TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Site:
    """What every template may use. `colours` are CSS custom properties, `version` changes with the static files."""

    name: str
    office: str
    greeting: str
    notices: tuple[str, ...]
    ai_notice: str
    logo: bool
    colours: str
    version: str

    @classmethod
    def of(cls, settings: Settings) -> "Site":
        """The office as its settings tell."""
        colours = f"--brand: {settings.brand_colour}; --on-brand: {settings.on_brand_colour};"
        return cls(
            settings.service_name,
            settings.office_name,
            settings.greeting,
            settings.notices,
            settings.ai_notice,
            settings.logo is not None,
            colours,
            static_version(),
        )

    @property
    def title(self) -> str:
        """For the browser's tab."""
        return " ".join(part for part in (self.office, self.name) if part)


@cache
def static_version() -> str:
    """Eight hex digits over our style sheet and scripts, so that a browser never keeps an old one."""
    digest = hashlib.sha256()
    for file in sorted(STATIC.glob("*.*")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:8]
