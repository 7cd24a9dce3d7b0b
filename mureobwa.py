"""The command `mureobwa`: lists the commands of the four packages and turns failures into one sentence."""

import sys

import click
import typer

import chat.commands
import eval.commands
import ingest.commands
import retriever.commands
from ingest.errors import BadInputError, MureobwaError

app = typer.Typer(
    name="mureobwa",
    help="물어봐: 기관의 문서에 한국어로 묻고, 답과 그 근거 문장을 함께 받습니다.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("read")(ingest.commands.read)
app.command("ingest")(retriever.commands.ingest)
app.command("search")(retriever.commands.search)
app.command("ask")(chat.commands.ask)
app.command("serve")(chat.commands.serve)
app.add_typer(eval.commands.app, name="eval")


def main() -> None:
    """Run the command line; a failure is one Korean sentence on standard error and its exit code."""
    try:
        code = app(standalone_mode=False)
    except MureobwaError as error:
        _leave(str(error), error.exit_code)
    except click.UsageError as error:
        _leave(
            f"명령을 이해할 수 없습니다: {error.format_message()} ('mureobwa --help'를 보세요)", BadInputError.exit_code
        )
    except (click.Abort, KeyboardInterrupt):
        _leave("중단했습니다.", 130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    else:
        sys.exit(code if isinstance(code, int) else 0)


def _leave(message: str, code: int) -> None:
    print(f"오류: {message}", file=sys.stderr)  # noqa: T201
    sys.exit(code)


if __name__ == "__main__":
    main()
