"""The commands that measure PostgreSQL, alone and beside an index in a folder."""

from pathlib import Path
from typing import Annotated

import typer

from eval.bench.commands.arguments import DatabaseArgument, QuestionsArgument, asked, tell

postgres = typer.Typer(help="PostgreSQL에 대목을 지어 넣고 찾는 시간을 잽니다 (docs/scaling.md).", no_args_is_help=True)


def stores(
    dsn: Annotated[str, typer.Argument(metavar="데이터베이스", help="색인을 옮겨 둔 postgresql://... 주소")],
    questions: QuestionsArgument,
    limit: Annotated[int, typer.Option(min=1, help="찾아 볼 질문 수")] = 100,
    answers: Annotated[int, typer.Option(min=0, help="그 가운데 답까지 견줄 질문 수")] = 20,
) -> None:
    """폴더의 색인과 PostgreSQL에 옮긴 색인이 같은 순위와 같은 답을 주는지 봅니다.

    예: mureobwa bench stores postgresql://postgres@localhost/mureobwa 질문.jsonl
    """
    from chat.settings import AnswerSettings
    from eval.bench.stores import compared

    if not compared(AnswerSettings.load(), dsn, asked(questions)[:limit], answers):
        raise typer.Exit(1)


@postgres.command("load")
def postgres_load(
    dsn: DatabaseArgument, passages: Annotated[int, typer.Option(min=1, help="지어낼 대목 수")] = 10_000
) -> None:
    """색인 폴더의 대목을 바탕으로 지어낸 대목을 빈 데이터베이스에 넣습니다.

    예: mureobwa bench postgres load postgresql://postgres@localhost/bench --passages 10000
    """
    from eval.bench.postgres import load
    from retriever.settings import Settings

    load(Settings.load(), dsn, passages)


@postgres.command("multiply")
def postgres_multiply(dsn: DatabaseArgument, times: Annotated[int, typer.Option(min=2, help="몇 배로")] = 10) -> None:
    """넣은 대목을 데이터베이스 안에서 몇 배로 늘립니다.

    예: mureobwa bench postgres multiply postgresql://postgres@localhost/bench --times 10
    """
    from eval.bench.postgres import grow

    grow(dsn, times)


@postgres.command("measure")
def postgres_measure(
    questions: QuestionsArgument,
    places: Annotated[list[str], typer.Argument(metavar="색인", help="postgresql://... 주소나 색인 폴더들")],
    limit: Annotated[int, typer.Option(min=1, help="물을 질문 수")] = 100,
    charts: Annotated[
        Path | None, typer.Option(metavar="폴더", help="크기에 따른 시간과 메모리의 그림(SVG)을 둘 폴더")
    ] = None,
) -> None:
    """찾는 시간과 메모리를 크기마다 잽니다. 쉬는 컴퓨터에서 재십시오.

    예: mureobwa bench postgres measure 질문.jsonl postgresql://postgres@localhost/bench
    """
    from eval.bench.postgres import charts_of, figures, table
    from retriever.settings import Settings

    found = figures(Settings.load(), places, asked(questions)[:limit])
    tell(table(found))
    if charts:
        for name, drawing in charts_of(found).items():
            (charts / name).write_text(drawing, "utf-8")


@postgres.command("sizes")
def postgres_sizes(dsn: DatabaseArgument) -> None:
    """테이블과 인덱스의 크기를 봅니다.

    예: mureobwa bench postgres sizes postgresql://postgres@localhost/bench
    """
    from eval.bench.postgres import sizes
    from retriever.postgres.connection import database

    for name, size in sorted(sizes(database(dsn)).items()):
        tell(f"{name}: {size / 1e6:,.1f} MB")
