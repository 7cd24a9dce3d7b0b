"""The chat page in Gradio, and how a Gradio page is mounted here. Besides this module only `chat.admin.page` imports Gradio.

The browser sends plain questions (the one asked and the one before it) and nothing else; the log is output only (see `chat.web.conversations`).
"""

import os

# Gradio asks its makers for messages and counts its users unless this is turned off before it is imported. The second and the
# third keep it from building a summary of all events after each one (10.9 ms at 10,000 events).
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = "1000000000"
os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "1"
os.environ["GRADIO_RUN_HISTORY"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr
from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from chat.desk.visits import keeps
from chat.web.asking import Asking
from chat.web.gradio_routes import GradioGate

# Gradio tries to import matplotlib before and after each update; with this entry it does not search
# the disk for it every time.
sys.modules.setdefault("matplotlib", None)  # type: ignore[arg-type]

_PLAIN_FONTS = ("system-ui", "sans-serif")
# Questions answered at once, and questions in Gradio's queue; beyond the second figure they are refused until later.
_AT_ONCE = 8
_WAITING = 400


@dataclass(frozen=True, slots=True)
class GradioPage:
    """A mounted Gradio page: `app` answers its requests (behind the gate), `parent` holds its lifespan; `config`, `api_info`,
    `script` and `style` are what our own HTML needs to start it in the browser.
    """

    app: ASGIApp
    parent: FastAPI
    config: dict[str, Any]
    api_info: dict[str, Any]
    script: str
    style: str


def build_page(asking: Asking, title: str) -> GradioPage:
    """The chat page, which asks through `asking`, ready to be mounted."""
    return mounted(_blocks(asking, title))


def mounted(demo: Any) -> GradioPage:
    """`demo` (a `gr.Blocks`) behind the gate, ready to be mounted."""
    # A parent with CORS rules of its own keeps Gradio from answering every origin with credentials.
    parent = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    parent.add_middleware(CORSMiddleware, allow_origins=[])
    theme = gr.themes.Base(font=list(_PLAIN_FONTS), font_mono=["monospace"])
    gr.mount_gradio_app(
        parent,
        demo,
        path="/",
        theme=theme,
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        enable_monitoring=False,
        max_file_size=1,
    )
    # Only `launch()` sets this, and only then does Gradio check that a path handed to it may be read.
    demo.has_launched = True
    html = _rendered(parent)
    events = {int(event["id"]): len(event["inputs"]) for event in demo.config["dependencies"]}
    return GradioPage(
        app=GradioGate(parent, events, lambda session: session in demo._queue.pending_messages_per_session),
        parent=parent,
        config=_assigned(html, "gradio_config"),
        api_info=_assigned(html, "gradio_api_info"),
        script=_only(r'src="\./(assets/index-[^"]+\.js)"', html),
        style=_only(r'href="\./(assets/index-[^"]+\.css)"', html),
    )


def _blocks(asking: Asking, title: str) -> Any:
    def ask(question: str, before: str, request: gr.Request) -> Iterator[tuple[Any, Any]]:
        # The text box is emptied once, with the first update; later updates leave what was typed meanwhile.
        emptied = False
        address = request.client.host if request.client else "unknown"
        keep = keeps(request.headers, request.cookies)
        for shown in asking.ask(str(request.session_hash), address, question, before, keep):
            yield shown.messages, "" if shown.taken and not emptied else gr.skip()
            emptied = True

    def stop(request: gr.Request) -> list[dict[str, str]]:
        return asking.stop(str(request.session_hash))

    def clear(request: gr.Request) -> list[dict[str, str]]:
        return asking.clear(str(request.session_hash))

    with gr.Blocks(title=title, analytics_enabled=False, fill_width=True) as demo:
        log = _conversation()
        with gr.Row(elem_id="composer"):
            question = _question_box()
            # The question answered last, which the page's script fills in.
            before = gr.Textbox(elem_id="before", visible="hidden")
            send = gr.Button("질문하기", elem_id="send", variant="primary", min_width=88, scale=0)
            stop_button = gr.Button("멈춤", elem_id="stop", min_width=88, scale=0)
            clear_button = gr.Button("새 대화", elem_id="clear", min_width=88, scale=0)
        asked = send.click(
            ask,
            [question, before],
            [log, question],
            api_visibility="private",
            show_progress="hidden",
            concurrency_limit=_AT_ONCE,
            trigger_mode="multiple",
        )
        stop_button.click(stop, None, log, cancels=[asked], api_visibility="private", show_progress="hidden")
        clear_button.click(clear, None, log, cancels=[asked], api_visibility="private", show_progress="hidden")
    demo.queue(api_open=False, max_size=_WAITING, default_concurrency_limit=_AT_ONCE)
    return demo


def _conversation() -> Any:
    return gr.Chatbot(
        elem_id="log",
        label="대화",
        show_label=False,
        container=False,
        height="auto",
        buttons=[],
        layout="panel",
        latex_delimiters=[],
        line_breaks=False,
        feedback_options=None,
        allow_file_downloads=False,
        group_consecutive_messages=False,
        autoscroll=False,
    )


def _question_box() -> Any:
    return gr.Textbox(
        elem_id="question",
        label="질문",
        show_label=False,
        container=False,
        lines=1,
        max_lines=6,
        autofocus=False,
        placeholder="궁금하신 것을 적어 주세요",
        html_attributes=gr.InputHTMLAttributes(autocorrect="off", spellcheck=False, autocomplete="off"),
    )


def _rendered(parent: FastAPI) -> str:
    """The HTML of Gradio's own page, from which the settings of its browser part are taken."""
    client = TestClient(parent, base_url="http://localhost")
    return str(client.get("/").text)


def _assigned(html: str, name: str) -> dict[str, Any]:
    found = json.JSONDecoder().raw_decode(html, html.index(f"window.{name} = ") + len(f"window.{name} = "))[0]
    assert isinstance(found, dict)
    return found


def _only(pattern: str, html: str) -> str:
    found: list[str] = re.findall(pattern, html)
    assert len(found) == 1, f"Gradio's page changed: {pattern!r} found {len(found)} times"
    return found[0]
