"""The commands `mureobwa eval ...`: they read arguments, call the package and print the result. No logic here.

Each command imports what it needs itself: `mureobwa ask`, which shares the command line, must not wait for the
spreadsheet and metric libraries (half a second).
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chat.commands import Today, asked_on
from ingest.errors import BadInputError

if TYPE_CHECKING:
    from rich.progress import Progress

app = typer.Typer(help="질문집으로 답변과 검색의 품질을 잽니다.", no_args_is_help=True, rich_markup_mode=None)

SetArgument = Annotated[
    Path, typer.Argument(metavar="질문집", help="질문집(.jsonl .csv .xlsx), BEIR 폴더 또는 SQuAD/KorQuAD JSON 파일")
]
FolderArgument = Annotated[Path, typer.Argument(metavar="폴더", help="'mureobwa eval run'이 만든 폴더")]
AsJson = Annotated[bool, typer.Option("--json", help="결과를 JSON으로 출력합니다.")]


@app.command()
def run(
    questions: SetArgument,
    out: Annotated[Path | None, typer.Option("--out", help="결과를 둘 폴더 (없으면 색인 폴더의 eval/ 아래)")] = None,
    limit: Annotated[int, typer.Option("--limit", min=0, help="앞에서 몇 개만 묻습니다 (0: 모두)")] = 0,
    baseline: Annotated[bool, typer.Option("--baseline", help="비교용 검색 방식도 같은 질문으로 잽니다.")] = False,
    as_json: AsJson = False,
    today: Today = None,
) -> None:
    """질문을 모두 묻고 점수를 매깁니다. 멈췄다 다시 실행하면 이어서 합니다.

    예: mureobwa eval run seeds/2022-digital-new-deal.questions.jsonl --out runs/seed
    """
    from eval import ranking  # noqa: F401 - scoring needs an extra: that it is missing is told before anything is asked
    from eval.question import BadSetError
    from eval.run import run_set

    try:
        with _bar() as bar:
            task = bar.add_task("준비하는 중", total=None)

            def tell(stage: str, done: int, total: int) -> None:
                bar.update(task, description=stage, completed=done, total=total)

            folder = run_set(questions, asked_on(today), out=out, limit=limit, baseline=baseline, progress=tell)
    except BadSetError as error:
        for problem in error.problems[1:]:
            typer.echo(str(problem), err=True)
        raise
    _show(folder, as_json)


@app.command()
def score(folder: FolderArgument, as_json: AsJson = False) -> None:
    """이미 받은 답에 점수를 다시 매깁니다(다시 묻지 않습니다).

    예: mureobwa eval score runs/seed
    """
    _show(folder, as_json)


@app.command()
def compare(
    before: Annotated[Path, typer.Argument(metavar="앞폴더", help="먼저 돌린 평가 폴더")],
    after: Annotated[Path, typer.Argument(metavar="뒤폴더", help="나중에 돌린 평가 폴더")],
    as_json: AsJson = False,
) -> None:
    """같은 질문집으로 돌린 두 결과를 질문끼리 짝지어 비교합니다.

    예: mureobwa eval compare runs/before runs/after
    """
    from eval import compare as comparison
    from eval.run_folder import read_run

    found = comparison.compare(read_run(before), read_run(after))
    typer.echo(json.dumps(comparison.as_json(found), ensure_ascii=False) if as_json else comparison.as_text(found))


@app.command()
def check(
    folder: FolderArgument,
    at_least: Annotated[list[str] | None, typer.Option("--min", help="이 값 이상이어야 합니다. 예: facts=0.9")] = None,
    at_most: Annotated[list[str] | None, typer.Option("--max", help="이 값 이하여야 합니다. 예: p95=150")] = None,
) -> None:
    """결과가 기준에 미치는지 봅니다. 미치지 못하면 종료 코드 1로 끝납니다.

    예: mureobwa eval check runs/seed --min facts=0.9 --min refusals=0.9 --max errors=0
    """
    from eval import required_figures
    from eval.outputs import score_folder
    from eval.run_folder import read_run

    bounds = [required_figures.read_bound(text, at_most=False) for text in at_least or ()]
    bounds += [required_figures.read_bound(text, at_most=True) for text in at_most or ()]
    if not bounds:
        raise BadInputError("기준이 없습니다. --min facts=0.9처럼 하나 이상 적어 주세요.")
    outcomes = required_figures.check(score_folder(read_run(folder)), bounds)
    typer.echo("\n".join(str(one) for one in outcomes))
    if not all(one.passed for one in outcomes):
        raise typer.Exit(1)


@app.command()
def new(path: Annotated[Path, typer.Argument(metavar="파일", help="만들 엑셀 파일(.xlsx)")]) -> None:
    """예시와 설명이 든 빈 질문집(엑셀)을 만듭니다.

    예: mureobwa eval new 질문집.xlsx
    """
    from eval.write_set import write_template

    write_template(path)
    typer.echo(f"만들었습니다: {path}")


@app.command()
def draft(
    path: Annotated[Path, typer.Argument(metavar="파일", help="만들 파일(.xlsx 또는 .jsonl)")],
    limit: Annotated[int, typer.Option("--limit", min=1, help="제안할 질문의 수")] = 50,
    document: Annotated[str, typer.Option("--document", help="이 이름의 문서에서만 만듭니다.")] = "",
    disliked: Annotated[
        int, typer.Option("--disliked", min=0, help="문서 대신, 지난 며칠 동안 '아쉬워요'를 받은 질문으로 만듭니다.")
    ] = 0,
) -> None:
    """색인된 문서에서, 또는 이용자가 아쉬워한 질문에서 질문집의 초안을 만듭니다. 사람이 고친 뒤에 쓰세요.

    예: mureobwa eval draft 초안.xlsx --limit 30
    """
    from chat.settings import AnswerSettings, Settings
    from eval import draft_questions as drafting
    from eval.write_set import write_questions
    from retriever.store import open_store

    if disliked:
        questions = drafting.draft_from_opinions(Settings.load(), disliked, limit)
        if not questions:
            raise BadInputError(f"지난 {disliked}일의 기록에 '아쉬워요'를 받은 질문이 없습니다.")
    else:
        questions = drafting.draft(open_store(AnswerSettings.load()), limit, document)
        if not questions:
            raise BadInputError("초안을 만들 만한 문장이 없습니다. 문서의 이름(--document)을 확인해 주세요.")
    write_questions(path, questions)
    typer.echo(f"질문 {len(questions)}개의 초안을 만들었습니다: {path}")


def _show(folder: Path, as_json: bool) -> None:
    from eval.outputs import score_folder
    from eval.run_folder import read_run
    from eval.table import figures_table

    summary = score_folder(read_run(folder))
    if as_json:
        typer.echo(json.dumps(summary, ensure_ascii=False))
        return
    typer.echo(figures_table(summary))
    typer.echo(f"보고서: {folder / 'report.html'}")


def _bar() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True, highlight=False)
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console
    )
