"""The commands that read the sources of this project."""

from pathlib import Path
from typing import Annotated

import typer


def rooms(
    file: Annotated[Path, typer.Argument(metavar="문서", help="고쳐 쓸 문서", exists=True, dir_okay=False)] = Path(
        "docs/architecture.md"
    ),
) -> None:
    """docs/architecture.md의 그림과 표를 코드에서 새로 그립니다. 소스 저장소에서 실행합니다.

    예: mureobwa bench rooms
    """
    from eval.bench.rooms import drawn

    file.write_text(drawn(file.read_text("utf-8")), "utf-8")


def mutation(
    modules: Annotated[list[Path], typer.Argument(metavar="모듈", help="파이썬 파일들", exists=True, dir_okay=False)],
) -> None:
    """모듈이 이름 붙인 숫자를 하나씩 바꾸어, 그 모듈의 테스트가 알아채지 못하는 것을 찾습니다. 소스 저장소에서 실행합니다.

    예: mureobwa bench mutation chat/reading/decide.py
    """
    from eval.bench.mutation import main

    raise typer.Exit(main([str(module) for module in modules]))
