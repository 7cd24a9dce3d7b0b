"""The commands `mureobwa ask`, `mureobwa serve` and `mureobwa model`.

The modules that answer are imported inside the commands: `mureobwa --help` must not wait for them.
"""

import datetime as dt
import json
import sys
from dataclasses import asdict
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.errors import BadInputError, from_extra

if TYPE_CHECKING:
    from chat.answer import Answer
    from chat.settings import AnswerSettings

_FURTHER_CHARS = 120
"""The most characters that the terminal shows of a further passage."""

Today = Annotated[
    dt.datetime | None,
    typer.Option("--today", formats=["%Y-%m-%d"], metavar="날짜", help="오늘로 볼 날짜 (예: 2026-11-29)"),
]


def asked_on(today: dt.datetime | None) -> "AnswerSettings":
    """The settings of this process; where `today` is given, it replaces their own `today`."""
    from chat.settings import AnswerSettings

    settings = AnswerSettings.load()
    return settings.model_copy(update={"today": today.date()}) if today else settings


def ask(
    question: Annotated[
        str, typer.Argument(metavar="질문", help="질문 한 문장. '-'이면 표준 입력에서 한 줄에 하나씩 읽습니다.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="답을 JSON으로, 한 줄에 하나씩 출력합니다.")] = False,
    today: Today = None,
) -> None:
    """질문에 문서의 문장으로 답하고 근거를 보여 줍니다.

    예: mureobwa ask "모바일 운전면허증 언제부터?"
    """
    from chat.question.before_search import tidy, unfit
    from chat.service import Mureobwa
    from ingest.decode import decode_line

    settings = asked_on(today)
    if question != "-":
        problem = unfit(tidy(question), settings)
        if problem:
            raise BadInputError(problem)
    service = Mureobwa.open(settings)
    if question != "-":
        _print(service.ask(question), as_json)
        return
    # Lines are split at \n alone: another line separator inside a question must not shift the order of the answers.
    for line in sys.stdin.buffer:
        _print(service.ask(decode_line(line)), as_json)


def serve(
    host: Annotated[
        str, typer.Option(help="열 주소. 밖에서 들어오게 하려면 0.0.0.0과 설정 hosts를 함께 씁니다.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="열 포트.")] = 8000,
) -> None:
    """질문 페이지를 엽니다. 브라우저로 들어가 묻고, Ctrl+C로 끝냅니다.

    예: mureobwa serve --port 8000
    """
    from chat.operation.server_log import set_up
    from chat.service import Mureobwa
    from chat.settings import Settings

    with from_extra("page"):
        from chat.web.app import create_app
        from chat.web.serve import serve as run

    settings = Settings.load()
    set_up(settings.server_log)
    app = create_app(Mureobwa.open(settings), settings)
    run(app, host, port, settings)


def model(
    as_json: Annotated[bool, typer.Option("--json", help="결과를 JSON으로 출력합니다.")] = False,
) -> None:
    """연결한 언어 모델이 잘 답하는지 시험합니다. 지어낸 안내문 하나를 보여 주고 묻습니다.

    예: mureobwa model
    """
    from chat.settings import AnswerSettings
    from chat.writing.model import CHOOSE, ModelFailedError

    with from_extra("models"):
        from chat.writing.model_check import EVERYDAY, check_model

    found = check_model(AnswerSettings.load())
    if as_json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False))
        return
    kept = "모두 근거와 맞았습니다" if found.held == found.written else f"{found.held}개만 근거와 맞았습니다"
    reworded = found.reworded or "쓸 수 없는 말로 바꾸었습니다. 거듭되면 model_rewords를 끄세요."
    reading = found.reading
    if reading is None:
        choosing = f"고르지 못했거나 {CHOOSE.timeout_s:g}초를 넘겼습니다. 문장 고르기에는 쓰지 않습니다."
    else:
        choosing = f"{reading.asked}개 질문 가운데 {reading.right}개를 옳게 골랐습니다. " + (
            "이제부터 대목에서 답하는 문장을 이 모델이 고릅니다(model_reads). 켜져 있는 서버도 곧 그렇게 합니다."
            if reading.passed
            else "이 모델은 문장 고르기에 쓰지 않습니다."
        )
    typer.echo(
        f"'{found.name}'에 연결했습니다. 첫 글자까지 {found.first_s:.1f}초, 답 전체 {found.whole_s:.1f}초 걸렸습니다.\n"
        f"쓴 문장 {found.written}개 가운데 {kept}.\n\n{found.answer}\n\n"
        f"질문을 문서의 말로 바꾸기: {EVERYDAY}\n→ {reworded}\n\n"
        f"답하는 문장 고르기: {choosing}"
    )
    if not found.held:
        raise ModelFailedError(
            "근거와 맞는 문장이 없습니다. 이 모델로는 문서의 문장으로 된 답만 나갑니다. 한국어를 더 잘하는 모델을 써 주세요."
        )


def _print(answer: "Answer", as_json: bool) -> None:
    from chat.desk.answer_json import to_json

    if as_json:
        typer.echo(json.dumps(to_json(answer), ensure_ascii=False))
    else:
        typer.echo(shown(answer))


def shown(answer: "Answer") -> str:
    """`answer` as text for a terminal: the answer, then its sources with the quoted words, nearby sentences, notes and contacts."""
    from chat.answer import Status

    lines = [answer.confirmed.line, answer.text] if answer.confirmed else [answer.text]
    for citation in answer.citations:
        where = " > ".join(citation.heading)
        seen = "OCR로 읽음" if citation.by_ocr else ""
        source = ", ".join(part for part in (citation.title, citation.office, citation.published, seen) if part)
        lines += ["", f"[{citation.marker}] {source}"]
        if where:
            lines.append(f"    위치: {where}")
        lines.append("    근거: “" + " ".join(citation.quote.split()) + "”")
    if answer.nearby:
        lines += ["", "찾으신 답이 아니면 이 대목도 확인해 주세요:"]
        lines += [f"  “{' '.join(citation.quote.split())}” ({citation.title})" for citation in answer.nearby]
    if answer.further:
        lines += ["", "관련된 대목:" if answer.citations else "찾으시는 내용일 수 있는 대목:"]
        lines += [f"  “{shorten(one.quote, _FURTHER_CHARS, placeholder='…')}” ({one.title})" for one in answer.further]
    if answer.notes:
        lines += ["", *(f"※ {note}" for note in answer.notes)]
    if answer.contacts and answer.status not in (Status.NOT_A_QUESTION, Status.BLOCKED):
        lines += ["", "문의:"]
        for contact in answer.contacts:
            lines.append(f"  {contact.who} {contact.phone}".rstrip())
    return "\n".join(lines)
