"""One small index over three made-up notices, built once with the real encoder and the real analyser."""

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from homes import ENCODER_HOME, sharing
from postgres_server import Server, running_server
from rooms import LoadRoomScheduling
from xdist.remote import Producer

from ingest.document import Document, Passage
from ingest.read import read_text
from ingest.split import split
from retriever.build import build
from retriever.index import Index, open_index
from retriever.settings import Settings

NOTICES = {
    "주차": "공영주차장 이용 안내\n\n"
    "강변공영주차장은 3월 2일부터 새벽 6시에 문을 엽니다.\n"
    "월 정기권은 5만 원이며, 경차는 절반을 감면합니다.\n"
    "국가유산청(이하 '유산청') 주변 구간은 주차할 수 없습니다.\n",
    "도서관": "시립도서관 휴관 안내\n\n"
    "시립도서관은 매월 둘째 화요일에 쉽니다.\n"
    "상호대차 서비스는 대출증이 있는 시민이 이용할 수 있습니다.\n"
    "2022년에 새로 들인 책은 12,000권입니다.\n",
    "보건": "보건소 예방접종 안내\n\n"
    "보건소는 65세 이상 어르신께 독감 예방접종을 무료로 해 드립니다.\n"
    "도심항공교통(UAM) 정류장은 보건소 옆에 있습니다.\n"
    "접종 일정은 전화로 예약해 주세요.\n",
}


@pytest.hookimpl(optionalhook=True)  # there is none where xdist is switched off
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadRoomScheduling | None:
    """Two processes share the folders out, not only the files."""
    return LoadRoomScheduling(config, log) if config.getoption("dist") == "loadfile" else None


def _notice(name: str, text: str, settings: Settings) -> tuple[Document, tuple[Passage, ...]]:
    document = read_text(text, source=f"{name}.txt", document_id=name)
    return document, split(document, settings)


@pytest.fixture(scope="session")
def encoder_home() -> Path:
    """The home that keeps the unpacked encoder from run to run."""
    return ENCODER_HOME


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A fresh home that shares the unpacked encoder."""
    return Settings(home=sharing(tmp_path))


@pytest.fixture(scope="session")
def settings_in() -> Callable[[Path], Settings]:
    """Settings for a home of one's own choice."""
    return lambda home: Settings(home=sharing(home))


@pytest.fixture(scope="session")
def notices() -> Mapping[str, str]:
    return NOTICES


@pytest.fixture
def folder(tmp_path: Path, notices: Mapping[str, str]) -> Path:
    """A folder with each of the notices in a file of its own."""
    folder = tmp_path / "문서"
    folder.mkdir()
    for name, text in notices.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="session")
def pairs() -> Sequence[tuple[Document, tuple[Passage, ...]]]:
    return [_notice(name, text, Settings()) for name, text in NOTICES.items()]


@pytest.fixture(scope="session")
def index_home(
    tmp_path_factory: pytest.TempPathFactory,
    pairs: Sequence[tuple[Document, tuple[Passage, ...]]],
) -> Path:
    chosen = Settings(home=sharing(tmp_path_factory.mktemp("home")))
    build(pairs, chosen)
    return chosen.home


@pytest.fixture(scope="session")
def index(index_home: Path) -> Index:
    return open_index(Settings(home=index_home))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """PostgreSQL with pgvector; where it does not start, the tests that need it fail."""
    with running_server() as server:
        yield server


_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def new_database(postgres_server: Server) -> Callable[[], str]:
    """Makes an empty database; gives its address."""
    return lambda: postgres_server.create(f"office_{next(_NUMBERS)}")
