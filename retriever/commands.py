"""The commands `mureobwa ingest` and `mureobwa search`."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from ingest.decode import decode_line
from retriever.build import BuildReport, Progress, ingest_paths
from retriever.hit import Hit
from retriever.index import Index, open_index
from retriever.query import Query, understand
from retriever.search import search as search_index
from retriever.settings import Settings

_SHOWN_SKIPPED = 5


def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="경로...", help="문서 파일이나 폴더.")],
    fresh: Annotated[bool, typer.Option("--fresh", help="바뀌지 않은 파일도 모두 다시 읽습니다.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="결과를 JSON 한 줄로 출력합니다.")] = False,
) -> None:
    """문서를 읽어 색인을 만듭니다. 바뀐 파일만 다시 읽고, 폴더에서 사라진 파일은 색인에서 뺍니다.

    예: mureobwa ingest seeds
    """
    with _progress() as progress:
        report = ingest_paths(paths, Settings.load(), progress, fresh)
    if as_json:
        _print(json.dumps(_report_json(report), ensure_ascii=False))
        return
    _print(summary(report))
    for file in report.skipped[:_SHOWN_SKIPPED]:
        _print(f"  제외: {file.path} ({file.reason})")
    if len(report.skipped) > _SHOWN_SKIPPED:
        _print(f"  그 밖에 {len(report.skipped) - _SHOWN_SKIPPED}개 파일을 제외했습니다.")


def search(
    question: Annotated[
        str, typer.Argument(metavar="질문", help="찾을 말. '-'이면 표준 입력에서 한 줄에 하나씩 읽습니다.")
    ],
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=50, help="보여 줄 대목의 수.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="질문마다 JSON 한 줄로 출력합니다.")] = False,
) -> None:
    """질문에 가까운 대목을 점수 순으로 보여 줍니다. 답을 만들지는 않습니다.

    예: mureobwa search "운전면허증 시범 발급" --limit 3
    """
    index = open_index(Settings.load())
    lines = map(decode_line, sys.stdin.buffer) if question == "-" else [question]
    for line in lines:
        query = understand(line, index)
        hits = search_index(index, query, limit)
        if as_json:
            record = {"question": query.original, "read_as": query.text, "notes": query.notes}
            found = [_hit_json(index, hit) for hit in hits]
            _print(json.dumps(record | {"hits": found, "index_version": index.version}, ensure_ascii=False))
        else:
            _print(shown(index, query, hits))


def summary(report: BuildReport) -> str:
    """What a build did, in one Korean sentence."""
    if not (report.added or report.changed or report.removed):
        return f"바뀐 문서가 없어 색인을 그대로 두었습니다 (문서 {report.documents}개, 판 {report.version})."
    counts = {"추가": report.added, "변경": report.changed, "삭제": report.removed, "그대로": report.unchanged}
    told = ", ".join(f"{name} {count}개" for name, count in counts.items() if count)
    return f"문서 {report.documents}개, 대목 {report.passages}개를 색인했습니다 ({told}; 판 {report.version})."


def shown(index: Index, query: Query, hits: list[Hit]) -> str:
    """The hits for a terminal: place, score and the sentence that meets the question best."""
    lines = [f"※ {note}" for note in query.notes]
    if not hits:
        lines.append("찾은 대목이 없습니다.")
    for hit in hits:
        document = index.documents[hit.passage.document_id]
        where = " > ".join([document.title, *hit.passage.heading])
        best = hit.sentences[0].sentence if hit.sentences else None
        words = hit.passage.sentence_text(best) if best else hit.passage.text
        lines += [f"{hit.rank}. [{hit.score:.2f}] {where}", f"   {' '.join(words.split())}"]
    return "\n".join(lines)


def _hit_json(index: Index, hit: Hit) -> dict[str, object]:
    document = index.documents[hit.passage.document_id]
    published = document.metadata.published
    best = hit.sentences[0] if hit.sentences else None
    return {
        "rank": hit.rank,
        "score": round(hit.score, 4),
        "document_id": document.id,
        "title": document.title,
        "office": document.metadata.office,
        "published": published.isoformat() if published else "",
        "heading": list(hit.passage.heading),
        "text": hit.passage.text,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "sentence": hit.passage.sentence_text(best.sentence) if best else "",
        "evidence": round(best.evidence, 4) if best else 0.0,
        "legs": {leg: round(value, 4) for leg, value in hit.legs.items()},
    }


def _report_json(report: BuildReport) -> dict[str, object]:
    skipped = [{"path": str(file.path), "reason": file.reason} for file in report.skipped]
    return {
        "index_version": report.version,
        "documents": report.documents,
        "passages": report.passages,
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "skipped": skipped,
    }


@contextmanager
def _progress() -> Iterator[Progress]:
    """A progress bar on standard error, one line for each step; nothing where that is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=console, disable=not console.is_terminal) as bars:
        tasks = {}

        def tell(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=total)
            bars.update(tasks[step], completed=done, total=total)

        yield tell


def _print(text: str) -> None:
    print(text, flush=True)  # noqa: T201
