"""A small office with two made-up notices, and a real server on a loopback port."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from homes import sharing

from chat.settings import Settings
from ingest.read import read_text
from ingest.split import split
from retriever.build import build

PARKING = (
    "공영주차장 이용 안내\n\n"
    "담당: 강변시 교통정책과 홍길동 주무관(031-000-1234)\n\n"
    "강변공영주차장은 2026년 3월 2일부터 새벽 6시에 문을 엽니다.\n"
    "월 정기권은 5만 원이며, 경차는 절반을 감면합니다.\n"
)
LIBRARY = (
    "시립도서관 이용 안내\n\n"
    "시립도서관은 매월 둘째 화요일에 쉽니다.\n"
    "상호대차 서비스는 대출증이 있는 시민이 이용할 수 있습니다.\n"
    "책은 한 사람이 7권까지 2주 동안 빌릴 수 있습니다.\n"
)
PASSPORT = (
    "여권 수수료 안내\n\n"
    "여권 수수료는 아래 표와 같습니다.\n\n"
    "구분\t유효기간\t수수료\n복수여권\t10년\t5만 원\n단수여권\t1년\t2만 원\n"
)
QUESTION = "월 정기권은 얼마인가요?"


def office_settings(home: Path, **more: str) -> Settings:
    """Settings for an office in `home`, its index of the two notices and of `more` built; limits wide enough for tests."""
    settings = Settings(home=sharing(home), visitor_per_minute=100_000, visitor_per_day=1_000_000, demo=True)
    notices = {"parking": PARKING, "library": LIBRARY} | more
    read = [read_text(text, source=f"{name}.txt", document_id=name) for name, text in notices.items()]
    build([(document, split(document, settings)) for document in read], settings)
    return settings


@contextmanager
def running(app: FastAPI) -> Iterator[str]:
    """`app` behind a real uvicorn on a free loopback port; gives its address."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", lifespan="on"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 60
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        assert time.monotonic() < deadline
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=20)
