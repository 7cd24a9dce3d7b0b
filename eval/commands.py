"""The commands `mureobwa eval ...`: they read arguments, call the package, print what came of it. No logic here."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from chat.settings import Settings
from eval.outputs import score_folder
from eval.question import BadSetError
from eval.run import run_set
from eval.run_folder import read_run
from eval.table import figures_table

app = typer.Typer(help="질문집으로 답변과 검색의 품질을 잽니다.", no_args_is_help=True, rich_markup_mode=None)
_errors = Console(stderr=True, highlight=False)

SetArgument = Annotated[
    Path, typer.Argument(metavar="질문집", help="질문집(.jsonl .csv .xlsx), BEIR 폴더 또는 SQuAD/KorQuAD JSON 파일")
]
FolderArgument = Annotated[Path, typer.Argument(metavar="폴더", help="'mureobwa eval run'이 만든 폴더")]


@app.command()
def run(
    questions: SetArgument,
    out: Annotated[Path | None, typer.Option("--out", help="결과를 둘 폴더 (없으면 색인 폴더의 eval/ 아래)")] = None,
    limit: Annotated[int, typer.Option("--limit", min=0, help="앞에서 몇 개만 묻습니다 (0: 모두)")] = 0,
    baseline: Annotated[bool, typer.Option("--baseline", help="비교용 검색 방식도 같은 질문으로 잽니다.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="요약을 JSON으로 출력합니다.")] = False,
) -> None:
    """질문을 모두 묻고 점수를 매깁니다. 멈췄다 다시 실행하면 이어서 합니다.

    예: mureobwa eval run seeds/2022-digital-new-deal.questions.jsonl --out runs/seed
    """
    try:
        with _bar() as bar:
            task = bar.add_task("질문하는 중", total=None)

            def tell(stage: str, done: int, total: int) -> None:
                bar.update(task, description=stage, completed=done, total=total)

            folder = run_set(questions, Settings.load(), out=out, limit=limit, baseline=baseline, progress=tell)
    except BadSetError as error:
        for problem in error.problems[1:]:
            _errors.print(str(problem), markup=False)
        raise
    _show(folder, as_json)


@app.command()
def score(
    folder: FolderArgument,
    as_json: Annotated[bool, typer.Option("--json", help="요약을 JSON으로 출력합니다.")] = False,
) -> None:
    """이미 받은 답에 점수를 다시 매깁니다(다시 묻지 않습니다).

    예: mureobwa eval score runs/seed
    """
    _show(folder, as_json)


def _show(folder: Path, as_json: bool) -> None:
    summary = score_folder(read_run(folder))
    if as_json:
        print(json.dumps(summary, ensure_ascii=False))  # noqa: T201
        return
    print(figures_table(summary))  # noqa: T201
    print(f"보고서: {folder / 'report.html'}")  # noqa: T201


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=_errors
    )
