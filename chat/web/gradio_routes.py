"""The middleware before Gradio: it lets through only the routes that our page uses, and only the plain values that it sends.

A mounted Gradio app serves some sixty routes, uploads and a file server among them (docs/measurements.md, "Gradio").
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from chat.desk.limits import MAX_PAGE_BODY_BYTES
from chat.desk.links import path_below_root
from chat.web.body import BodyTooLongError, replayed, whole_body

_HASH = r"[A-Za-z0-9_-]{1,64}"
_GET = re.compile(
    r"/theme\.css|/gradio_api/theme\.css|/assets/[A-Za-z0-9._@-]+|/static/(?:css|fonts|img|js)/[A-Za-z0-9._/-]+"
    rf"|/gradio_api/(?:info|startup-events|app_id|queue/data|heartbeat/{_HASH})"
)
_NEWS = "/gradio_api/queue/data"
_POST = re.compile(r"/gradio_api/(?:queue/join|cancel|reset)")
_FIELDS = {
    "/gradio_api/queue/join": {"data", "event_data", "fn_index", "trigger_id", "session_hash", "api_name", "batched"},
    "/gradio_api/cancel": {"session_hash", "fn_index", "event_id"},
    "/gradio_api/reset": {"event_id"},
}


class GradioGate:
    """Wraps the Gradio app; `events` maps the number of each event that the page may send to the count of its values,
    `has_news` says whether a session has asked anything.
    """

    def __init__(self, app: ASGIApp, events: Mapping[int, int], has_news: Callable[[str], bool]) -> None:
        self.app = app
        self.events = events
        self.has_news = has_news

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request of the page through; everything else gets 404, a wrong body 422."""
        if scope["type"] != "http":
            return
        method, path = scope["method"], path_below_root(scope)
        if method == "GET" and _GET.fullmatch(path) and ".." not in path and self._heard(path, scope):
            await self.app(scope, receive, send)
        elif method == "POST" and _POST.fullmatch(path):
            try:
                body = await whole_body(receive, MAX_PAGE_BODY_BYTES)
            except BodyTooLongError:
                body = None
            if body is None or not self._plain(path, body):
                await JSONResponse({"detail": "이 페이지가 보내는 요청이 아닙니다."}, 422)(scope, receive, send)
                return
            await self.app(scope, replayed(body, receive), send)
        else:
            raise HTTPException(404, "없는 주소입니다.")

    def _heard(self, path: str, scope: Scope) -> bool:
        """Whether Gradio can answer the request: not for the news of a session that has asked nothing, where its stream would fail."""
        if path != _NEWS:
            return True
        return self.has_news(parse_qs(scope["query_string"].decode("latin-1")).get("session_hash", [""])[0])

    def _plain(self, path: str, body: bytes) -> bool:
        """Whether `body` is one that the page sends: only known fields, no object and no list where a question belongs."""
        try:
            sent: Any = json.loads(body)
        except (ValueError, RecursionError):
            return False
        if not isinstance(sent, dict) or not set(sent) <= _FIELDS[path]:
            return False
        number: Any = sent.get("fn_index")
        if path != "/gradio_api/reset" and (type(number) is not int or number not in self.events):
            return False
        session = sent.get("session_hash")
        if path != "/gradio_api/reset" and not (isinstance(session, str) and re.fullmatch(_HASH, session)):
            return False  # without a session all such visitors would share a conversation
        data = sent.get("data", [])
        rest = (value for name, value in sent.items() if name != "data")
        return (
            isinstance(data, list)
            and (not path.endswith("/join") or len(data) == self.events[number])
            and all(isinstance(value, str) for value in data)
            and all(value is None or type(value) in (str, bool, int) for value in rest)
        )
