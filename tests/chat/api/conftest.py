"""One office for all tests of the doors for programs."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.office import office_settings, running
from chat.api.app import create_api_app
from chat.desk.sites import Site, SiteBook, Theme
from chat.service import Mureobwa
from chat.settings import Settings


@pytest.fixture(scope="package")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    made = office_settings(tmp_path_factory.mktemp("office"))
    book = SiteBook(made.home)
    theme = Theme(title="강변시에 물어봐", questions=("월 정기권은 얼마인가요?",))
    book.put(Site("city", ("https://www.city.go.kr", "https://*.gangbyeon.go.kr"), theme=theme))
    book.put(Site("books", ("https://lib.city.go.kr",), scope="도서관"))
    return made


@pytest.fixture(scope="package")
def service(settings: Settings) -> Mureobwa:
    return Mureobwa.open(settings)


@pytest.fixture(scope="package")
def app(service: Mureobwa, settings: Settings) -> FastAPI:
    return create_api_app(service, settings)


@pytest.fixture(scope="package")
def client(app: FastAPI) -> TestClient:
    return TestClient(app, base_url="https://chat.city.go.kr", raise_server_exceptions=False)


@pytest.fixture(scope="package")
def address(service: Mureobwa, settings: Settings) -> Iterator[str]:
    with running(create_api_app(service, settings)) as found:
        yield found
