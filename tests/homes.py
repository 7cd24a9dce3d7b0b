"""Homes of an office for tests: each is new, but the encoder is unpacked once for all of them and kept from run to run."""

import os
from pathlib import Path

ENCODER_HOME = Path(os.environ.get("MUREOBWA_TEST_CACHE", Path(__file__).parents[1] / ".pytest_cache" / "encoder"))
"""The home whose cache they share; the tests write nothing else there."""


def sharing(home: Path) -> Path:
    """`home`, made where there is none, with the shared cache."""
    cache = ENCODER_HOME / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    home.mkdir(exist_ok=True)
    if not (home / "cache").exists():
        (home / "cache").symlink_to(cache)
    return home
