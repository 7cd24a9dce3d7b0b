"""The commands `mureobwa switch off|on|status`."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.errors import BadInputError

if TYPE_CHECKING:
    from chat.operation.switch import SwitchState

app = typer.Typer(
    name="switch",
    help="답하기를 멈추거나 다시 시작합니다. 실행 중인 서버도 바로 따릅니다.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("off")
def off(
    reason: Annotated[str, typer.Option(help="멈추는 까닭. 감사 기록에 남고 시민에게는 보이지 않습니다.")],
    notice: Annotated[str, typer.Option(help="시민에게 보일 안내문. 비면 기본 안내문이 나갑니다.")] = "",
) -> None:
    """모든 질문에 답 대신 안내문을 보냅니다. 위급한 상황의 전화번호 안내는 계속합니다.

    예: mureobwa switch off --reason "요금표 정정" --notice "점검 중입니다. 120으로 전화해 주세요."
    """
    from chat.operation.audit import os_user
    from chat.operation.switch import Switch
    from chat.settings import AnswerSettings

    if not reason.strip():
        raise BadInputError('멈추는 까닭이 비었습니다. --reason "..."에 적어 주세요.')
    _tell(Switch(AnswerSettings.load().home).off(os_user(), reason.strip(), notice.strip()))


@app.command("on")
def on(reason: Annotated[str, typer.Option(help="다시 시작하는 까닭.")] = "") -> None:
    """다시 답합니다.

    예: mureobwa switch on --reason "정정 완료"
    """
    from chat.operation.audit import os_user
    from chat.operation.switch import Switch
    from chat.settings import AnswerSettings

    settings = AnswerSettings.load()
    _tell(Switch(settings.home).on(os_user(), reason.strip()))
    if not settings.enabled:
        typer.echo("설정 enabled가 false라서, 설정을 바꾸기 전에는 답하지 않습니다.")


@app.command("status")
def status(
    as_json: Annotated[bool, typer.Option("--json", help="JSON 한 줄로 출력합니다.")] = False,
    history: Annotated[bool, typer.Option("--history", help="지금까지 바꾼 기록도 보여 줍니다.")] = False,
) -> None:
    """지금 답하고 있는지 보여 줍니다.

    예: mureobwa switch status --history
    """
    from chat.operation.audit import AuditTrail
    from chat.operation.switch import Switch
    from chat.settings import AnswerSettings

    settings = AnswerSettings.load()
    state = Switch(settings.home).state()
    changes = [entry for entry in AuditTrail(settings.home).entries() if entry.action.startswith("switch.")]
    if as_json:
        report = asdict(state) | {"enabled": settings.enabled}
        if history:
            report["history"] = [asdict(entry) for entry in changes]
        typer.echo(json.dumps(report, ensure_ascii=False, default=str))
        return
    _tell(state)
    if not settings.enabled:
        typer.echo("설정 enabled가 false라서 답하지 않습니다.")
    for entry in changes if history else ():
        why = entry.details.get("reason", "")
        typer.echo(f"{entry.time:%Y-%m-%d %H:%M:%S} UTC  {entry.action}  {entry.who}{f': {why}' if why else ''}")


def _tell(state: "SwitchState") -> None:
    if state.on:
        typer.echo("답하고 있습니다.")
        return
    since = f"{state.since:%Y-%m-%d %H:%M:%S} UTC부터 " if state.since else ""
    who = f" ({state.who})" if state.who else ""
    typer.echo(f"{since}답을 멈추었습니다{who}: {state.reason}")
    if state.notice:
        typer.echo(f"안내문: {state.notice}")
