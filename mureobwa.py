"""The command `mureobwa`: lists the commands of the four packages and turns failures into one sentence."""

import io
import re
import sys
from pathlib import Path

import typer

# A wheel keeps the packages in a folder of its own, so that they replace no other packages called `chat` or `eval` (docs/architecture.md).
sys.path.insert(0, str(Path(__file__).with_name("mureobwa_rooms")))

import chat.admin.commands
import chat.api.commands
import chat.commands
import chat.curated.commands
import chat.log.commands
import chat.operation.switch_commands
import eval.bench.commands
import eval.commands
import ingest.commands
import retriever.backup_commands
import retriever.commands
import retriever.document_commands
import retriever.index_commands
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
app.add_typer(retriever.document_commands.app, name="documents")
app.command("backup")(retriever.backup_commands.backup)
app.command("restore")(retriever.backup_commands.restore)
app.add_typer(retriever.index_commands.app, name="index")
app.command("search")(retriever.commands.search)
app.command("ask")(chat.commands.ask)
app.command("mcp")(chat.api.commands.mcp)
app.add_typer(chat.api.commands.sites, name="sites")
app.add_typer(chat.admin.commands.app, name="admin")
app.add_typer(chat.curated.commands.app, name="curated")
app.command("serve")(chat.commands.serve)
app.command("receipt")(chat.log.commands.receipt)
app.add_typer(chat.log.commands.app, name="log")
app.add_typer(chat.operation.switch_commands.app, name="switch")
app.command("model")(chat.commands.model)
app.add_typer(eval.commands.app, name="eval")
app.add_typer(eval.bench.commands.app, name="bench")


def main() -> None:
    """Run the command line; a failure prints one Korean sentence on standard error and sets the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a CP949 terminal lacks some characters: print "?" for them
    try:
        code = app(standalone_mode=False)
    except MureobwaError as error:
        _leave(str(error), error.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        _leave("중단했습니다.", 130)
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            print(error)  # noqa: T201
            sys.exit(0)
        _leave(_usage_sentence(error), BadInputError.exit_code)
    except ModuleNotFoundError as error:
        missing = MureobwaError(
            f"이 명령에 필요한 꾸러미 '{error.name}'이(가) 없습니다. pip install 'mureobwa[all]'로 설치해 주세요."
        )
        _leave(str(missing), missing.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    else:
        sys.exit(code if isinstance(code, int) else 0)


_USAGE = {
    "MissingParameter": "명령에 필요한 값이 빠졌습니다",
    "NoSuchOption": "모르는 옵션입니다",
    "BadParameter": "옵션이나 값을 이해할 수 없습니다",
    "UsageError": "모르는 명령이거나 값이 맞지 않습니다",
}


def _usage_sentence(error: typer.TyperException) -> str:
    """One Korean sentence that says what is wrong with the command line, with the word that was not understood."""
    command = getattr(getattr(error, "ctx", None), "command_path", "mureobwa")
    words = re.findall(r"'([^']+)'|: (\S+)", str(error))
    shown = ", ".join(f"'{quoted or bare}'" for quoted, bare in words[:1])
    sentence = _USAGE.get(type(error).__name__, _USAGE["UsageError"])
    return f"{sentence}{f': {shown}' if shown else ''}. '{command} --help'로 쓰는 법을 확인해 주세요."


def _leave(message: str, code: int) -> None:
    print(f"오류: {message}", file=sys.stderr)  # noqa: T201
    sys.exit(code)


if __name__ == "__main__":
    main()
