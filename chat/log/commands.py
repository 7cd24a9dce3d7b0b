"""The commands `mureobwa receipt` and `mureobwa log ...`."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.errors import BadInputError

if TYPE_CHECKING:
    from chat.log.entry import Entry
    from chat.settings import Settings

app = typer.Typer(name="log", help="질문과 답의 기록을 다룹니다.", no_args_is_help=True, rich_markup_mode=None)
AnswerId = Annotated[str, typer.Argument(metavar="번호", help="답의 번호(answer_id).")]


def receipt(
    answer_id: AnswerId,
    again: Annotated[bool, typer.Option("--again", help="지금 다시 물어 그때와 같은 답이 나오는지 봅니다.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON 한 줄로 출력합니다.")] = False,
) -> None:
    """어떤 답이 무엇으로 만들어졌는지 보여 줍니다: 색인의 판, 문서의 해시, 설정, 읽기 모델의 판.

    예: mureobwa receipt 4be1a0f29c6d4f5e8a7b3c2d1e0f9a8b --again
    """
    from chat.log.receipt import full_receipt, replay
    from chat.settings import Settings

    settings = Settings.load()
    entry = _found(settings, answer_id)
    record = full_receipt(entry)
    done = replay(entry, settings) if again else None
    if as_json:
        if done:
            record["again"] = {"same": done.same, "differences": list(done.differences), "text": done.answer.text}
        typer.echo(json.dumps(record, ensure_ascii=False))
    else:
        typer.echo(_shown(entry))
        if done:
            typer.echo(
                "\n지금 다시 물으니 같은 답이 나옵니다."
                if done.same
                else f"\n지금은 다른 답이 나옵니다:\n{done.answer.text}"
            )
            for difference in done.differences:
                typer.echo(f"- {difference}")
    if done and not done.same:
        raise typer.Exit(1)


@app.command("delete")
def delete(
    answer_id: AnswerId,
    reason: Annotated[str, typer.Option(help="지우는 까닭. 감사 기록에 남습니다.")],
) -> None:
    """답 하나의 기록과 그 답에 대한 의견을 지웁니다. 되살릴 수 없습니다.

    예: mureobwa log delete 4be1a0f29c6d4f5e8a7b3c2d1e0f9a8b --reason "본인 요청"
    """
    from chat.log.place import log_of
    from chat.log.store import as_storage_error
    from chat.operation.audit import AuditTrail, os_user
    from chat.settings import Settings

    settings = Settings.load()
    _found(settings, answer_id)
    AuditTrail(settings.home).add(os_user(), "log.delete", {"answer_id": answer_id, "reason": reason})
    store = log_of(settings)
    with as_storage_error():
        store.delete(answer_id)
        store.close()
    typer.echo(f"'{answer_id}'의 기록을 지웠습니다.")


@app.command("migrate")
def migrate() -> None:
    """데이터베이스에 기록의 표를 만들거나 이 프로그램에 맞게 올립니다. 표의 주인인 역할로 실행합니다.

    예: MUREOBWA_INDEX=postgresql://owner@db1/mureobwa mureobwa log migrate
    """
    from chat.log.place import log_in_database
    from chat.log.store import as_storage_error
    from chat.settings import Settings

    with as_storage_error():
        done = log_in_database(Settings.load()).migrate()
    for name in done:
        typer.echo(f"적용했습니다: {name}")
    if not done:
        typer.echo("표가 이미 최신입니다.")


@app.command("move")
def move() -> None:
    """home 폴더에 있던 기록을 색인이 있는 데이터베이스로 옮기고 파일을 지웁니다. 서버를 멈추고 실행합니다.

    예: mureobwa log move
    """
    from chat.log.place import log_in_database
    from chat.log.sqlite import SqliteLog
    from chat.settings import Settings

    settings = Settings.load()
    log, path = log_in_database(settings), SqliteLog.below(settings.home, settings.log_max_mib).path
    from chat.log.moving import move as moved
    from chat.log.store import as_storage_error

    if not path.exists():
        raise BadInputError(f"'{path}'이(가) 없어 옮길 기록이 없습니다.")
    with as_storage_error():
        answers = moved(path, log)
    log.close()
    typer.echo(f"답 {answers:,}건의 기록을 '{log.place}'에 옮기고 원래 파일을 지웠습니다: '{path}'")


@app.command("roles")
def roles(server: Annotated[str, typer.Option(help="답하는 역할의 이름.")] = "mureobwa_reader") -> None:
    """답하는 역할에 기록을 쓰는 데 꼭 필요한 권한만 주는 SQL을 출력합니다. 실행하지는 않습니다.

    예: mureobwa log roles | psql "$DSN"
    """
    from chat.log.place import log_in_database
    from chat.settings import Settings

    place = log_in_database(Settings.load()).place
    from chat.log.postgres import roles_sql

    typer.echo(roles_sql(server, place.rpartition("/")[2]))


def _found(settings: "Settings", answer_id: str) -> "Entry":
    from chat.log.place import log_of
    from chat.log.store import as_storage_error

    with as_storage_error():
        entry = log_of(settings).find(answer_id)
    if entry is None:
        raise BadInputError(
            f"'{answer_id}'의 기록이 없습니다. 번호를 확인해 주세요. 보관 기간({settings.log_days}일)이 지났거나, "
            "방문자가 기록을 원하지 않았거나, 위급한 상황의 질문이면 남지 않습니다."
        )
    return entry


def _shown(entry: "Entry") -> str:
    setup = entry.setup
    lines = [
        f"번호      {entry.id}",
        f"때        {entry.time:%Y-%m-%d %H:%M:%S} UTC (기준일 {entry.day.isoformat()})",
        f"들어온 곳 {entry.door.value}{f' ({entry.site})' if entry.site else ''}",
        f"상태      {entry.status.value}{' (언어 모델이 씀)' if entry.model_written else ''}",
        f"질문      {entry.question}",
        f"답        {entry.text}",
        f"색인      {setup.index_version} (문서 {len(setup.documents)}건, 형식 {setup.layout}, {setup.model})",
        f"읽기 모델 {setup.reader_version}",
        f"프로그램  {setup.program}",
        *(
            f"근거 [{c.marker}] {c.title} ({c.document_id}, {c.start}~{c.end}자, sha256 {c.sha256})"
            for c in entry.citations
        ),
        *(f"설정      {name} = {value!r}" for name, value in setup.settings.items()),
    ]
    return "\n".join(lines)
