"""The report on a sync in words: for a terminal, for the report file, and as JSON."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from retriever.report import BuildReport

_SHOWN = 5
"""Files shown of each kind; the report file (`--report`) shows all."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One file that the report names: what became of it, which file it is, and why; all in Korean."""

    outcome: str
    file: str
    why: str


def summary(report: BuildReport) -> str:
    """What a sync did, in one Korean sentence."""
    if not report.has_changes:
        return f"바뀐 문서가 없습니다 (문서 {report.documents}개, 판 {report.version})."
    counts = {
        "추가": report.added,
        "변경": report.changed,
        "옮김": report.moved,
        "삭제": report.removed,
        "그대로": report.unchanged,
    }
    changes = ", ".join(f"{name} {count}개" for name, count in counts.items() if count)
    return f"문서 {report.documents}개, 대목 {report.passages}개를 색인했습니다 ({changes}; 판 {report.version})."


def rows(report: BuildReport) -> Iterator[ReportRow]:
    """Yield a row for each file that the report names; those that need attention come first."""
    unread = {str(file.path) for file in report.unread}
    for held in report.unread:
        yield ReportRow("못 읽음, 전의 글로 답함", str(held.path), held.reason)
    for problem in report.problems:
        yield ReportRow("메타데이터", "", problem)
    for file, remark in report.remarks:
        yield ReportRow("읽기 알림", file, remark)
    for one in report.dropped:
        yield ReportRow("삭제", f"{one.title} ({one.source})", one.why)
    for one in report.lost:
        again = f"{one.why}. 빼려면: mureobwa documents remove {one.document_id}"
        yield ReportRow("파일 없음, 색인에 남음", f"{one.title} ({one.source})", again)
    for copy in report.copies:
        yield ReportRow("중복", copy.source, f"{copy.why}: {copy.of}")
    for source in report.held_back:
        yield ReportRow("빼 둔 문서", source, "다시 넣으려면: mureobwa documents restore")
    for skipped in report.skipped:
        if str(skipped.path.resolve()) not in unread:
            yield ReportRow("제외", str(skipped.path), skipped.reason)


def lines(report: BuildReport) -> Iterator[str]:
    """Yield the report as lines for a terminal: the summary, then a few files of each kind."""
    yield summary(report)
    shown: dict[str, int] = {}
    for row in rows(report):
        shown[row.outcome] = shown.get(row.outcome, 0) + 1
        if shown[row.outcome] <= _SHOWN:
            yield f"  {row.outcome}: {f'{row.file}: ' if row.file else ''}{row.why}"
    for outcome, count in shown.items():
        if count > _SHOWN:
            yield f"  {outcome}: 그 밖에 {count - _SHOWN}개 (모두 보려면 --report 파일.html)"


def to_json(report: BuildReport) -> dict[str, Any]:
    """The report as JSON values."""
    return {
        "index_version": report.version,
        "documents": report.documents,
        "passages": report.passages,
        "added": report.added,
        "changed": report.changed,
        "moved": report.moved,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "dropped": [asdict(one) for one in report.dropped],
        "copies": [asdict(copy) for copy in report.copies],
        "unread": [{"path": str(file.path), "reason": file.reason} for file in report.unread],
        "lost": [asdict(one) for one in report.lost],
        "held_back": list(report.held_back),
        "problems": list(report.problems),
        "remarks": [{"path": file, "remark": remark} for file, remark in report.remarks],
        "skipped": [{"path": str(file.path), "reason": file.reason} for file in report.skipped],
    }
