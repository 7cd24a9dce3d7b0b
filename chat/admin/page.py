"""The admin page in Gradio: eight tabs over the views. Every value received is a plain text (`chat.web.gradio_routes`), every view is sent as HTML.

The official's name comes from `Private` (`chat.admin.entrance`), which every request to the page's Gradio app passes.
"""

import functools
import logging
from collections.abc import Callable, Sequence
from typing import Any

from chat.admin import changes, views
from chat.admin.admin_desk import AdminDesk
from chat.admin.entrance import who_asks
from chat.admin.html_pieces import Html, paragraph
from chat.admin.korean_names import PERIODS, UNREADABLE
from chat.admin.tryout import tried
from chat.answer_texts import STATUS_NAMES
from chat.log.store import LogUnavailableError
from chat.web.page import GradioPage, mounted
from ingest.errors import MureobwaError

import gradio as gr  # isort: skip - `chat.web.page` sets up what Gradio may do before it is imported

_log = logging.getLogger(__name__)
_FORM = {
    "id": ("이름 (영문 소문자·숫자·붙임표)", 1),
    "wordings": ("예시 질문 (한 줄에 하나)", 4),
    "text": ("답", 4),
    "document": ("근거 문서의 ID나 제목 (없으면 비움)", 1),
    "quote": ("근거 문서에 있는 그대로의 글자", 2),
    "department": ("확인한 부서", 1),
    "author": ("확인한 사람", 1),
    "since": ("나가는 첫날 (예: 2026-11-29. 비워 두면 바로)", 1),
    "until": ("나가는 마지막 날 (비워 두면 계속)", 1),
}
"""The form of a curated answer: its fields with their labels and lines."""
_ALL = "모두"
_BY_NAME = {name: status for status, name in STATUS_NAMES.items()}

View = Callable[..., Html]


def build_admin_page(admin: AdminDesk, title: str, root: str) -> GradioPage:
    """The admin page, ready to be mounted; `root` is the path below which citizens see the service."""
    with gr.Blocks(title=title, analytics_enabled=False, fill_width=True) as demo:
        with gr.Tabs():
            _questions(admin)
            _by_period("답하지 못한 질문", "unanswered", lambda days: views.unanswered(admin, days))
            _by_period("아쉬워요", "opinions", lambda days: views.opinions(admin, days))
            _shown("문서", "documents", lambda: views.documents(admin, root))
            _tryout(admin)
            _curated(admin)
            _switch(admin)
            _shown("감사 기록", "trail", lambda: views.trail(admin))
        demo.queue(api_open=False, max_size=50, default_concurrency_limit=2)
    return mounted(demo)


def _questions(admin: AdminDesk) -> None:
    def show(period: str, status: str, words: str) -> Html:
        return views.questions(admin, PERIODS.get(period, 7), _BY_NAME.get(status), words.strip()[:100])

    with gr.Tab("질문", id="questions"):
        period = gr.Radio(list(PERIODS), value="최근 7일", label="기간")
        status = gr.Radio([_ALL, *STATUS_NAMES.values()], value=_ALL, label="결과")
        words = gr.Textbox(label="들어 있는 말", lines=1, max_lines=1)
        shown = _anew(show, [period, status, words], "questions", "보기")
    _calls([words.submit], show, [period, status, words], shown)


def _by_period(name: str, place: str, view: Callable[[int], Html]) -> None:
    def show(chosen: str) -> Html:
        return view(PERIODS.get(chosen, 30))

    with gr.Tab(name, id=place):
        period = gr.Radio(list(PERIODS), value="최근 30일", label="기간")
        shown = _anew(show, [period], place)
    _calls([period.change], show, [period], shown)


def _shown(name: str, place: str, view: Callable[[], Html]) -> None:
    with gr.Tab(name, id=place):
        _anew(view, [], place)


def _tryout(admin: AdminDesk) -> None:
    with gr.Tab("답한 과정", id="tryout"):
        question = gr.Textbox(label="질문 (기록에 남지 않습니다)", lines=1, max_lines=3)
        button, shown = gr.Button("과정 보기", variant="primary"), _output("tryout")
    _calls([button.click, question.submit], lambda typed: tried(admin, typed), [question], shown)


def _curated(admin: AdminDesk) -> None:
    with gr.Tab("담당자가 확인한 답", id="curated"):
        shown = _anew(lambda: views.curated(admin), [], "curated")
        outcome = _output("curated-told")
        with gr.Row():
            fields = [
                *_boxes("id", "wordings", "text", "document", "quote"),
                *_boxes("department", "author", "since", "until"),
            ]
        with gr.Row():
            fill = gr.Button("이름으로 불러오기")
            keep = gr.Button("저장", variant="primary")
            drop = gr.Button("삭제", variant="stop")

    def filled(name: str) -> list[Any]:
        try:
            found = changes.curated_fields(admin, name)
        except MureobwaError as error:
            return [paragraph(str(error), "warning"), *(gr.skip() for _ in _FORM)]
        told_of = paragraph(f"‘{found['id']}’ 답을 불러왔습니다. 고친 뒤 ‘저장’을 눌러 주세요.")
        return [told_of, *(found[field] for field in _FORM)]

    def kept(request: gr.Request, *values: str) -> list[Html]:
        given = dict(zip(_FORM, values, strict=True))
        return [_done(lambda: changes.keep_curated(admin, _who(request), given)), views.curated(admin)]

    def dropped(name: str, request: gr.Request) -> list[Html]:
        return [_done(lambda: changes.drop_curated(admin, _who(request), name)), views.curated(admin)]

    fill.click(filled, fields[:1], [outcome, *fields], **_QUIET)
    keep.click(kept, fields, [outcome, shown], **_QUIET)
    drop.click(dropped, fields[:1], [outcome, shown], **_QUIET)


def _boxes(*names: str) -> list[Any]:
    """The text boxes of the fields `names`, as a column of the form."""
    with gr.Column():
        return [
            gr.Textbox(label=_FORM[name][0], lines=_FORM[name][1], max_lines=12, elem_id=f"curated-{name}")
            for name in names
        ]


def _switch(admin: AdminDesk) -> None:
    with gr.Tab("운영 스위치", id="switch"):
        shown = _anew(lambda: views.switch(admin), [], "switch")
        outcome = _output("switch-told")
        reason = gr.Textbox(label="까닭 (감사 기록에 남습니다)", lines=1, max_lines=2, elem_id="switch-reason")
        notice = gr.Textbox(label="시민에게 보일 말 (비면 기본 안내문)", lines=2, max_lines=4, elem_id="switch-notice")
        with gr.Row():
            off, on = gr.Button("답 멈추기", variant="stop"), gr.Button("다시 답하기", variant="primary")

    def turned_off(why: str, words: str, request: gr.Request) -> list[Html]:
        return [_done(lambda: changes.switch_off(admin, _who(request), why, words)), views.switch(admin)]

    def turned_on(why: str, request: gr.Request) -> list[Html]:
        return [_done(lambda: changes.switch_on(admin, _who(request), why)), views.switch(admin)]

    off.click(turned_off, [reason, notice], [outcome, shown], **_QUIET)
    on.click(turned_on, [reason], [outcome, shown], **_QUIET)


def _anew(view: View, inputs: Sequence[Any], place: str, label: str = "새로 고침") -> Any:
    """The output for a view, with a button that shows the view again. The page's script presses it when the tab is opened: Gradio's own event of a
    tab carries more than plain values.
    """
    button = gr.Button(label, elem_classes="anew")
    shown = _output(place)
    _calls([button.click], view, inputs, shown)
    return shown


_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "minimal"}


def _calls(events: Sequence[Callable[..., Any]], view: View, inputs: Sequence[Any], output: Any) -> None:
    """Show `view` in `output` at each of `events`; a log that cannot be read is reported there, and any other failure without its details."""

    @functools.wraps(view)
    def safe(*given: str) -> Html:
        try:
            return view(*given)
        except LogUnavailableError:
            return paragraph(UNREADABLE, "warning")
        except MureobwaError as error:
            return paragraph(str(error), "warning")
        except Exception:
            _log.exception("관리 화면을 보이지 못했습니다")
            return paragraph("이 화면을 보이지 못했습니다. 서버의 기록을 확인해 주세요.", "warning")

    for event in events:
        event(safe, list(inputs), output, **_QUIET)


def _done(change: Callable[[], str]) -> Html:
    try:
        return paragraph(change(), "good")
    except MureobwaError as error:
        return paragraph(str(error), "warning")


def _who(request: gr.Request) -> str:
    return (who_asks(request.request) if request.request else "") or "알 수 없음"


def _output(place: str) -> Any:
    return gr.Markdown(elem_id=f"view-{place}", elem_classes="view", latex_delimiters=[], line_breaks=False)
