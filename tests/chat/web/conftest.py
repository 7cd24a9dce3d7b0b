"""The real app on the seed documents, in a real browser that may talk to nobody else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from chat.service import Mureobwa
from chat.settings import Settings
from chat.web.app import create_app
from eval.bench.server import CHROMIUM
from retriever.build import ingest_paths
from retriever.encoder_cache import encoder_folder
from web.visiting import PHONE_NUMBERS, SEEDS, SEVERAL_PASSAGES, UNSURE, FaultyMureobwa, Profile, Site, Visit, opened


@pytest.fixture(scope="package")
def settings(tmp_path_factory: pytest.TempPathFactory, encoder_home: Path) -> Settings:
    """An office of its own with the seed documents indexed; of its cache only the unpacked encoder is there already."""
    home, encoder = tmp_path_factory.mktemp("home"), encoder_folder(encoder_home)
    (home / "cache").mkdir()
    (home / "cache" / encoder.name).symlink_to(encoder)
    settings = Settings(
        home=home,
        office_name="디지털시",
        notices=("점검 안내입니다.",),
        answer_cache=0,  # a question that is made to wait must wait in every test
        visitor_per_minute=10_000,
    )
    ingest_paths([SEEDS], settings)
    return settings


@pytest.fixture(scope="package")
def service(settings: Settings) -> FaultyMureobwa:
    """The service on it."""
    engine = Mureobwa.open(settings).engine
    return FaultyMureobwa(engine, answered=[PHONE_NUMBERS, UNSURE], related=[SEVERAL_PASSAGES])


@pytest.fixture(scope="package")
def site(service: FaultyMureobwa, settings: Settings) -> Iterator[Site]:
    """The app, served on a free port for as long as the tests run."""
    with opened(create_app(service, settings)) as origin:
        yield Site(origin, service, settings)


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """Playwright, ended with its module: its event loop must not run under other folders' tests."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium; every name but our own address leads nowhere."""
    arguments = [
        "--no-sandbox",
        "--disable-gpu",
        "--renderer-process-limit=1",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ]
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def profile(browser: Browser, site: Site) -> Iterator[Profile]:
    """The profile of the module's visits."""
    profile = Profile.begun(browser, site.origin)
    yield profile
    profile.context.close()


@pytest.fixture
def visit(browser: Browser, site: Site, profile: Profile) -> Iterator[Visit]:
    """One test's visit."""
    site.service.go.clear()
    visit = Visit(browser, site.origin, profile)
    yield visit
    site.service.go.set()
    visit.done()
