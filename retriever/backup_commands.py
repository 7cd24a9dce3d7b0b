"""The commands `mureobwa backup` and `mureobwa restore`."""

from pathlib import Path
from typing import Annotated

import typer

_File = Annotated[Path, typer.Argument(metavar="파일", help="백업 파일 (예: 2026-11-29.tar).")]


def backup(file: _File) -> None:
    """답하고 있는 색인과 빼 둔 문서의 목록을 파일 하나로 남깁니다. 서비스는 계속 답합니다.

    예: mureobwa backup 2026-11-29.tar
    """
    from retriever.backup import back_up
    from retriever.settings import Settings

    held = back_up(Settings.load(), file)
    typer.echo(f"백업했습니다: {file} (판 {held.version}, 문서 {len(held.documents)}개, 대목 {held.passages:,}개)")


def restore(file: _File) -> None:
    """백업한 색인을 되살립니다. 모두 확인한 뒤에 바꾸며, 빼 둔 문서는 백업에 있어도 빠집니다.

    예: mureobwa restore 2026-11-29.tar
    """
    from retriever.backup import restore as bring_back
    from retriever.settings import Settings

    held = bring_back(Settings.load(), file)
    typer.echo(f"되살렸습니다: {file} (판 {held.version}, 문서 {len(held.documents)}개, 대목 {held.passages:,}개)")
