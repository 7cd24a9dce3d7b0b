"""What the commands of a measurement share: their arguments, how questions are read and results told."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from ingest.errors import MureobwaError

# The bounds keep a mistyped digit from turning a measurement into an attack on this machine.
Citizens = Annotated[int, typer.Option(min=0, max=1_000, help="동시에 묻는 시민 수 (0: 이 시험을 뺌)")]
QuestionsArgument = Annotated[Path, typer.Argument(metavar="질문집", help="질문집(.jsonl .csv .xlsx)")]
TextsArgument = Annotated[Path, typer.Argument(metavar="폴더", help="UTF-8 글 파일(.txt)이 있는 폴더", file_okay=False)]
PicturesArgument = Annotated[Path, typer.Argument(metavar="폴더", help="그림을 둘 폴더", file_okay=False)]
DatabaseArgument = Annotated[str, typer.Argument(metavar="데이터베이스", help="postgresql://... 주소")]


@contextmanager
def development() -> Iterator[None]:
    """A context for imports of packages that only developers install.

    Raises:
        MureobwaError: such a package is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise MureobwaError(
            f"이 측정은 소스 저장소의 개발 환경에서 합니다('{error.name}' 없음). 저장소에서 'make install-dev chromium'을 실행해 주세요."
        ) from error


def asked(file: Path) -> list[str]:
    """The questions of the set in `file`."""
    from eval.read_set import read_set

    return [one.question for one in read_set(file).questions]


def tell(text: str) -> None:
    """Print `text` at once."""
    print(text, flush=True)  # noqa: T201
