"""The commands `mureobwa ingest` and `mureobwa search`.

The modules that index and search are imported inside the commands, so that `mureobwa --help` does not wait for them.
"""

import datetime as dt
import gc
import json
import os
import sys
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retriever.hit import Hit
    from retriever.passage_index import PassageIndex
    from retriever.query import Query
    from retriever.writing import Progress


_NEW_OBJECTS = 200_000
"""New objects from which the garbage collector runs in an ingest: a twentieth less processor time than at the default of 700 where ten of 1,000
documents have changed, with the same memory (docs/measurements.md).
"""

_SHOW_CURSOR = "\x1b[?25h"
_Shard = Annotated[
    str,
    typer.Option(metavar="몫/모두", help="여러 대가 나누어 넣을 때 이 컴퓨터의 몫(예: 2/3). PostgreSQL에만 씁니다."),
]


def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="경로...", help="문서 파일이나 폴더.")],
    fresh: Annotated[
        bool, typer.Option("--fresh", help="색인을 처음부터 다시 만듭니다. 지정한 경로에 없는 문서는 빠집니다.")
    ] = False,
    emptied: Annotated[
        bool, typer.Option("--emptied", help="비었고 전과 다른 장치인 폴더도 정말로 비운 것으로 보고 그 문서를 뺍니다.")
    ] = False,
    report: Annotated[
        Path | None, typer.Option(metavar="파일", help="읽지 못한 파일과 까닭을 .html이나 .xlsx 파일로 남깁니다.")
    ] = None,
    watching: Annotated[
        bool, typer.Option("--watch", help="폴더를 지켜보다가 바뀔 때마다 다시 색인합니다. Ctrl+C로 끝냅니다.")
    ] = False,
    shard: _Shard = "",
    as_json: Annotated[bool, typer.Option("--json", help="결과를 JSON 한 줄로 출력합니다.")] = False,
) -> None:
    """문서를 읽어 색인을 만듭니다. 바뀐 파일만 다시 읽고, 폴더에서 사라진 파일은 색인에서 뺍니다. 오늘 읽을 수 없는 파일은 전에 읽은 글로 답합니다.

    예: mureobwa ingest seeds
    """
    from retriever.build import ingest_paths
    from retriever.report_file import check_report_path, write_report
    from retriever.report_words import lines, to_json
    from retriever.settings import Settings
    from retriever.shard import Shard
    from retriever.watch import watch

    settings, part = Settings.load(), Shard.parse(shard)
    if report:
        check_report_path(report)
    # Documents, passages and sentences live to the end of a sync: at the default threshold the collector looks through all of them again and again.
    gc.set_threshold(_NEW_OBJECTS)

    def sync(anew: bool = False, surely_emptied: bool = False) -> None:
        with _progress(paths, watching) as progress:
            done = ingest_paths(paths, settings, progress, anew, part, surely_emptied)
        for line in [json.dumps(to_json(done), ensure_ascii=False)] if as_json else lines(done):
            typer.echo(line)
        if report:
            write_report(done, report, dt.datetime.now())

    sync(fresh, emptied)
    if watching:
        typer.echo("지켜보고 있습니다. 끝내려면 Ctrl+C를 누르세요.", err=True)
        with suppress(KeyboardInterrupt):
            watch(paths, sync, lambda error: typer.echo(f"오류: {error}", err=True))


@contextmanager
def _progress(paths: list[Path], watching: bool) -> "Iterator[Progress]":
    """A context with a `Progress` that is shown; while documents are read it is told where a drive of `paths` does not answer (`_silent`)."""
    from retriever.build import READING
    from retriever.progress import shown_progress
    from retriever.silent_drives import drives_answer

    with shown_progress() as shown, drives_answer(paths, partial(_silent, watching)) as all_read:

        def tell(step: str, done: int, total: int) -> None:
            if step != READING:
                all_read()  # what follows is written to the home, whatever the drives do
            shown(step, done, total)

        yield tell


def _silent(watching: bool, path: Path) -> None:
    """Tell that the drive of `path` does not answer and, unless `watching`, end this process, whose main thread waits for it for ever. Nothing is being
    written then.
    """
    from ingest.errors import BadInputError
    from retriever.silent_drives import WITHIN

    then = "답할 때까지 기다립니다." if watching else "네트워크 드라이브나 디스크의 연결을 확인하고 다시 실행해 주세요."
    error = BadInputError(f"'{path}'이(가) {WITHIN:.0f}초 동안 답하지 않습니다. 색인은 그대로 두었습니다. {then}")
    cursor = _SHOW_CURSOR if sys.stderr.isatty() else ""  # the bars of the progress hide it
    typer.echo(f"{cursor}오류: {error}", err=True)
    if not watching:
        os._exit(error.exit_code)


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
    from ingest.decode import decode_line
    from retriever.query import understand
    from retriever.search import search as search_index
    from retriever.settings import Settings
    from retriever.store import open_store

    opened = open_store(Settings.load())
    questions = map(decode_line, sys.stdin.buffer) if question == "-" else [question]
    for line in questions:
        index = opened.snapshot()
        query = understand(line, index)
        hits = search_index(index, query, limit)
        if as_json:
            record = {"question": query.original, "read_as": query.text, "notes": query.notes}
            found = [_hit_json(index, hit) for hit in hits]
            typer.echo(json.dumps(record | {"hits": found, "index_version": index.version}, ensure_ascii=False))
        else:
            typer.echo(shown(index, query, hits))


def shown(index: "PassageIndex", query: "Query", hits: "list[Hit]") -> str:
    """The text for a terminal: the query's notes, and each hit with rank, score, place and the sentence that meets the question best."""
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


def _hit_json(index: "PassageIndex", hit: "Hit") -> dict[str, object]:
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
        "nearness": round(best.nearness, 4) if best else 0.0,
        "legs": {leg: round(value, 4) for leg, value in hit.legs.items()},
    }
