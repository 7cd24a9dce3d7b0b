"""The commands `mureobwa index ...`: looking after the place where the index is kept.

The modules that open and change an index are imported inside the commands, so that `mureobwa --help` does not wait for them.
"""

import json
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from retriever.postgres.store import PostgresStore

app = typer.Typer(
    name="index",
    help="색인을 둔 곳(폴더나 PostgreSQL)을 돌봅니다.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("copy")
def copy(
    source: Annotated[
        str, typer.Argument(metavar="어디서", help="폴더, 또는 postgresql://... 주소. home 폴더는 '.home'.")
    ],
    target: Annotated[
        str, typer.Argument(metavar="어디로", help="폴더, 또는 postgresql://... 주소. home 폴더는 '.home'.")
    ],
) -> None:
    """색인을 통째로 복사합니다. 원래 색인은 그대로 남습니다. 임베딩은 다시 하지 않고, 데이터베이스로 복사하다 끊기면 다시 실행해 이어 갑니다.

    예: mureobwa index copy .home postgresql://mureobwa@db1/mureobwa
    """
    from retriever.copying import copy_index
    from retriever.progress import shown_progress
    from retriever.settings import Settings

    settings = Settings.load()
    old, new = (str(settings.home) if place == ".home" else place for place in (source, target))
    with shown_progress() as progress:
        documents = copy_index(old, new, settings, progress)
    typer.echo(f"문서 {documents:,}개를 복사했습니다.")


@app.command("migrate")
def migrate() -> None:
    """데이터베이스의 표를 만들거나 이 프로그램에 맞게 올립니다. 표의 주인인 역할로 실행합니다.

    예: MUREOBWA_INDEX=postgresql://owner@db1/mureobwa mureobwa index migrate
    """
    done = _database().migrate()
    for name in done:
        typer.echo(f"적용했습니다: {name}")
    if not done:
        typer.echo("표가 이미 최신입니다.")


@app.command("refresh")
def refresh(
    exactly: Annotated[
        bool, typer.Option("--exact", help="평균 길이가 조금만 달라졌어도 BM25 가중치를 모두 다시 만듭니다.")
    ] = False,
) -> None:
    """낱말 통계를 다시 셉니다. 그동안에도 답변은 계속됩니다. ingest가 끝날 때마다 저절로 하는 일입니다.

    예: mureobwa index refresh --exact
    """
    _database().refresh(exactly)
    typer.echo("낱말 통계를 다시 셌습니다.")


@app.command("roles")
def roles(
    by_department: Annotated[bool, typer.Option("--by-department", help="부서별 접근(행 수준 보안)도 켭니다.")] = False,
    writer: Annotated[str, typer.Option(help="문서를 넣는 역할의 이름.")] = "mureobwa_writer",
    reader: Annotated[str, typer.Option(help="답하는 역할의 이름.")] = "mureobwa_reader",
) -> None:
    """읽기·쓰기 역할에 꼭 필요한 권한만 주는 SQL을 출력합니다. 실행하지는 않습니다.

    예: mureobwa index roles | psql "$DSN"
    """
    address = _database().settings.index
    from retriever.postgres.connection import parsed
    from retriever.postgres.roles import roles_sql

    parameters = parsed(address)
    user, database = parameters.get("user", "postgres"), parameters.get("dbname", "mureobwa")
    typer.echo(roles_sql(user, writer, reader, database, by_department))


@app.command("unite")
def unite(
    nodes: Annotated[
        list[str], typer.Argument(metavar="노드...", help="노드의 postgresql://... 주소. 늘 같은 순서로 적습니다.")
    ],
) -> None:
    """여러 데이터베이스(노드)에 나누어 둔 색인을 하나처럼 묻도록 합니다. 처음 한 번, 그리고 노드에 문서를 넣을 때마다 실행합니다 (docs/scaling.md).

    예: MUREOBWA_INDEX=postgresql://owner@front/mureobwa mureobwa index unite postgresql://owner@db1/part postgresql://owner@db2/part
    """
    passages = _database().unite(nodes)
    typer.echo(f"노드 {len(nodes)}개의 대목 {passages:,}개를 묶었습니다.")


@app.command("status")
def status(as_json: Annotated[bool, typer.Option("--json", help="JSON으로 출력합니다.")] = False) -> None:
    """색인을 둔 곳과 판, 담긴 문서의 수를 보여 줍니다.

    예: mureobwa index status
    """
    from retriever.settings import Settings, is_database
    from retriever.store import store_of

    settings = Settings.load()
    place = _database().database.place if is_database(settings.index) else str(settings.index_home)
    store = store_of(settings)
    state = {"place": place, "version": store.current(), "documents": len(store.open().documents)}
    if as_json:
        typer.echo(json.dumps(state, ensure_ascii=False))
    else:
        typer.echo(f"{place}: 판 {state['version']}, 문서 {state['documents']:,}개")


def _database() -> "PostgresStore":
    from retriever.settings import Settings, need_database
    from retriever.store import store_of

    settings = Settings.load()
    need_database(settings)
    store_of(settings)  # raises an error that says what to install where psycopg is missing
    from retriever.postgres.store import PostgresStore

    return PostgresStore(settings)
