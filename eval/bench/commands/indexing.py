"""The commands that measure reading and indexing documents."""

from pathlib import Path
from typing import Annotated

import typer

from eval.bench.commands.arguments import TextsArgument, tell


def ingest(folder: TextsArgument) -> None:
    """글 파일을 색인하는 시간을 흔한 LangChain 구성과 견줍니다.

    예: mureobwa bench ingest 글폴더
    """
    from eval.bench.ingest import report

    tell(report(folder))


def sync(
    folder: Annotated[
        Path, typer.Argument(metavar="폴더", help="UTF-8 글 파일(.txt, .md)이 있는 폴더", file_okay=False)
    ],
    documents: Annotated[int, typer.Option(min=1, help="만들 문서 수")] = 1_000,
    characters: Annotated[int, typer.Option(min=0, help="문서 하나의 길이(글자). 0: 파일을 그대로")] = 1_500,
    changed: Annotated[int, typer.Option(min=1, help="두 번째 색인 전에 바꿀 문서 수")] = 10,
) -> None:
    """몇 문서만 바뀐 큰 폴더를 다시 색인하는 시간을 잽니다.

    예: mureobwa bench sync 글폴더 --documents 1000
    """
    from eval.bench.sync import report

    tell(report(folder, documents, characters, changed))


def encoder(
    files: Annotated[list[Path], typer.Argument(metavar="파일", help="UTF-8 글 파일들", exists=True, dir_okay=False)],
    limit: Annotated[int, typer.Option(min=1, help="잴 대목 수")] = 64,
) -> None:
    """내장 임베딩의 속도를 sentence-transformers와 견줍니다.

    예: mureobwa bench encoder seeds/2022-digital-new-deal.txt
    """
    from eval.bench.encoder import passages_of, speed
    from retriever.settings import Settings

    tell("\n".join(speed(passages_of(files, limit), Settings.load())))


def pdf_tables(
    pdf: Annotated[Path, typer.Argument(metavar="PDF", help="PDF 파일 또는 그런 파일들의 폴더", exists=True)],
    twin: Annotated[
        Path,
        typer.Argument(
            metavar="HWPX", help="같은 문서의 HWP·HWPX 파일 또는 폴더(이름이 같은 파일끼리 견줌)", exists=True
        ),
    ],
) -> None:
    """PDF에서 읽은 표의 칸을 같은 문서의 한글 파일과 견줍니다.

    예: mureobwa bench pdf-tables 공고.pdf 공고.hwpx
    """
    from eval.bench.pdf_tables import report

    tell("\n".join(report(pdf, twin)))
