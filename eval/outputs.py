"""The files that scoring writes into a run folder: `summary.json`, `rows.csv`, `problems.log` and the two reports."""

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from eval.korean_names import CAUSES
from eval.report import report_html, report_markdown
from eval.run_folder import Run, write_text
from eval.score import Cause, ScoreRow, score_run
from eval.summary import ORDER, summarise
from retriever.spreadsheet import inert


def score_folder(run: Run) -> dict[str, Any]:
    """Score a run, write all result files into its folder; returns the content of `summary.json`."""
    rows = score_run(run)
    summary = summarise(run, rows)
    write_text(run.folder / "summary.json", json.dumps(summary, ensure_ascii=False, indent=2) + "\n")
    write_text(run.folder / "rows.csv", "\ufeff" + rows_csv(rows))  # the mark lets Excel read it as UTF-8
    write_text(run.folder / "problems.log", problems_log(rows))
    write_text(run.folder / "report.md", report_markdown(run, rows, summary))
    write_text(run.folder / "report.html", report_html(run, rows, summary))
    return summary


def rows_csv(rows: Sequence[ScoreRow]) -> str:
    """The content of `rows.csv`: every row, in the order of the set, without timings."""
    metrics = [name for name in ORDER if any(name in row.scores for row in rows)]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    columns = ["id", "question", "tags", "answerable", "expected_status", "status", "cause", "text"]
    writer.writerow([*columns, "missing_facts", "quote", "evidence", "error", *metrics])
    for row in rows:
        question, answer = row.asked.question, row.record.answer or {}
        text = row.record.reading.text if row.record.reading else answer.get("text", "")
        quotes = " / ".join(citation["quote"] for citation in answer.get("citations", ()))
        cells = [question.id, question.question, ",".join(question.tags), question.answerable, question.status]
        cells += [row.status, row.cause.value, text, " / ".join(row.missing_facts), quotes]
        cells += [row.record.evidence, row.record.error]
        writer.writerow(
            [inert(cell) if isinstance(cell, str) else cell for cell in cells]
            + [row.scores.get(name, "") for name in metrics]
        )
    return out.getvalue()


def problems_log(rows: Sequence[ScoreRow]) -> str:
    """The content of `problems.log`: one block for each question that is not right, in the order of the set."""
    blocks: list[str] = []
    for row in rows:
        if row.cause is Cause.RIGHT:
            continue
        question, answer = row.asked.question, row.record.answer or {}
        lines = [f"[{question.id}] {CAUSES[row.cause]}: {question.question}"]
        if row.record.error:
            lines.append(f"  오류: {row.record.error}")
        if row.missing_facts:
            lines.append(f"  빠진 정답: {' / '.join(row.missing_facts)}")
        if row.asked.answers:
            lines.append(f"  정답: {' / '.join(row.asked.answers)}")
        if row.record.reading:
            lines.append(f"  읽은 답: {row.record.reading.text}")
        if answer:
            lines.append(f"  상태: {row.status} (기대: {question.status or '-'})")
            lines.append("  답: " + " ".join(answer["text"].split()))
        lines += [f"  근거[{one['marker']}]: {' '.join(one['quote'].split())}" for one in answer.get("citations", ())]
        lines += [f"  정답 근거: {' '.join(quote.split())}" for quote in question.quotes[:2]]
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)
