"""The command `mureobwa admin password`."""

import getpass
import sys

import typer

from chat.admin.password import hashed
from ingest.errors import BadInputError

app = typer.Typer(name="admin", help="관리 화면 /admin을 준비합니다.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def _admin() -> None:
    """관리 화면 /admin을 준비합니다."""


@app.command("password")
def password() -> None:
    """비밀번호를 물어, 설정 admin_password에 적을 값을 만듭니다. 터미널이 아니면 표준 입력의 첫 줄을 읽습니다.

    예: mureobwa admin password
    """
    if sys.stdin.isatty():
        typed = getpass.getpass("새 비밀번호: ")
        if getpass.getpass("한 번 더: ") != typed:
            raise BadInputError("두 비밀번호가 다릅니다. 다시 실행해 주세요.")
    else:
        typed = sys.stdin.readline().rstrip("\r\n")
    typer.echo(f'admin_password = "{hashed(typed)}"')
