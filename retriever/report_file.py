"""The report on a sync as a file to hand on: HTML or XLSX."""

import datetime as dt
from pathlib import Path

from ingest.errors import BadInputError, StorageError
from retriever.report import BuildReport
from retriever.report_words import rows, summary
from retriever.spreadsheet import text_workbook

_COLUMNS = ("결과", "문서·파일", "까닭")
_WIDTHS = (24, 60, 80)  # characters


def check_report_path(path: Path) -> None:
    """Refuse a path that no report can be written to, before the work begins.

    Raises:
        BadInputError: its ending is neither .html nor .xlsx, or its folder is missing.
    """
    if path.suffix.lower() not in (".html", ".xlsx"):
        raise BadInputError(f"보고서 '{path}'의 형식을 알 수 없습니다. 이름이 .html이나 .xlsx로 끝나게 적어 주세요.")
    if not path.resolve().parent.is_dir():
        raise BadInputError(f"보고서를 둘 폴더 '{path.resolve().parent}'이(가) 없습니다. 폴더를 먼저 만들어 주세요.")


def write_report(report: BuildReport, path: Path, now: dt.datetime) -> None:
    """Write the report into the file `path`, HTML or XLSX by its ending.

    Raises:
        StorageError: the file cannot be written.
    """
    try:
        _write_html(report, path, now) if path.suffix.lower() == ".html" else _write_sheet(report, path, now)
    except OSError as error:
        raise StorageError(
            f"보고서 '{path}'을(를) 쓸 수 없습니다({error.strerror}). 색인은 마쳤습니다. 쓰기 권한을 확인해 주세요."
        ) from error


def _write_html(report: BuildReport, path: Path, now: dt.datetime) -> None:
    from jinja2 import Environment, PackageLoader

    template = Environment(loader=PackageLoader("retriever", "."), autoescape=True).get_template("report.html.j2")
    page = template.render(summary=summary(report), when=_when(now), columns=_COLUMNS, rows=list(rows(report)))
    path.write_text(page, "utf-8")


def _write_sheet(report: BuildReport, path: Path, now: dt.datetime) -> None:
    lines = [(f"{summary(report)} {_when(now)}",), _COLUMNS, *((r.outcome, r.file, r.why) for r in rows(report))]
    text_workbook("색인 결과", lines, heads=2, widths=_WIDTHS).save(path)


def _when(now: dt.datetime) -> str:
    return f"{now:%Y. %-m. %-d. %H:%M}"
