import csv
import json
import time
from dataclasses import replace
from pathlib import Path

import pytest
from run_by_hand import RIGHT_TEXT, RUN, write_run

from eval.outputs import score_folder
from eval.run_folder import read_run
from eval.score import Cause, score_run
from eval.summary import summarise


def test_each_outcome_gets_its_cause(tmp_path: Path) -> None:
    rows = score_run(read_run(write_run(tmp_path)))
    assert {row.asked.question.id: row.cause for row in rows} == {
        "a1": Cause.RIGHT,
        "a2": Cause.WRONGLY_READ,
        "a3": Cause.NOT_CHOSEN,
        "a4": Cause.WRONGLY_REFUSED,
        "a5": Cause.NOT_FOUND,
        "a6": Cause.ERROR,
        "b1": Cause.WRONG_REFUSAL,
        "b2": Cause.WRONGLY_ANSWERED,
        "b3": Cause.RIGHT,
    }
    assert rows[1].missing_facts == ("누리집",)


def test_the_figures_of_a_run_by_hand(tmp_path: Path) -> None:
    run = read_run(write_run(tmp_path))
    summary = summarise(run, score_run(run))
    mean = {name: figure["mean"] for name, figure in summary["metrics"].items()}
    count = {name: figure["n"] for name, figure in summary["metrics"].items()}
    assert (summary["questions"], summary["answerable"], summary["errors"], summary["refusals"]) == (9, 6, 1, 2)
    assert summary["quotes_not_in_source"] == 1
    # Five answerable questions without an error: a1 right, a2 half of its facts.
    assert (mean["facts_right"], mean["facts_share"], count["facts_right"]) == (0.2, 0.3, 5)
    assert mean["evidence_cited"] == 0.4  # a1, a2
    assert mean["false_refusals"] == 0.2  # a4
    # Unanswerable: b1 refused, b2 answered in part, b3 was to be answered in part.
    assert mean["refusals_right"] == pytest.approx(2 / 3, abs=1e-6)
    assert (mean["refusal_kind_right"], count["refusal_kind_right"]) == (0.5, 2)
    # The gold passage stands second in four of five rankings.
    assert (mean["recall@1"], mean["recall@3"], mean["mrr@10"]) == (0.0, 0.8, 0.4)
    assert mean["citation_precision"] == 0.5  # a1, a2 of the four answered
    # The middle of 10, 40, 50, 60, 70, 80, 90, 90.
    assert mean["latency_ms_p50"] == 65.0
    # Evidence of a1-a5 against b2, b3 (b1 was blocked before searching): 10 pairs, won: 3.9 and 3.5 over both.
    assert mean["auroc"] == 0.4
    assert summary["statuses"]["partial"] == {"partial": 1}
    assert summary["tags"]["a"]["questions"] == 6
    assert (summary["tags"]["a"]["errors"], summary["tags"]["a"]["right"]) == (1, 1)


@pytest.mark.parametrize(
    ("lead", "headline"),
    [
        ("31일까지입니다. ", 1.0),
        ("300만원입니다. ", 0.0),
        ("31일까지입니다(지난 때입니다). ", 1.0),
        ("신청은 우편으로 받습니다. ", 0.0),
        ("", None),
    ],
)
def test_a_first_sentence_shown_large_is_judged_by_itself(tmp_path: Path, lead: str, headline: float | None) -> None:
    asked, record = RUN[0]
    assert record.answer is not None
    with_lead = replace(record, answer={**record.answer, "text": lead + RIGHT_TEXT})
    scores = score_run(read_run(write_run(tmp_path, [(asked, with_lead)])))[0].scores
    assert (scores["facts_right"], scores.get("headline_right")) == (1.0, headline)


def test_a_fact_in_a_passage_to_open_is_shown_but_not_told(tmp_path: Path) -> None:
    asked, record = RUN[0]
    assert record.answer is not None
    for given, shown in (([{"quote": RIGHT_TEXT}], 1.0), ([], 0.0)):
        refused = {**record.answer, "status": "no_evidence", "text": "없습니다.", "citations": [], "further": given}
        scores = score_run(read_run(write_run(tmp_path, [(asked, replace(record, answer=refused))])))[0].scores
        assert (scores["facts_right"], scores["facts_shown"]) == (0.0, shown)


def test_an_error_is_counted_and_not_averaged(tmp_path: Path) -> None:
    run = read_run(write_run(tmp_path, [pair for pair in RUN if pair[0].question.id in ("a1", "a6")]))
    summary = summarise(run, score_run(run))
    assert (summary["errors"], summary["metrics"]["facts_right"]["mean"]) == (1, 1.0)


def test_a_set_of_errors_only_has_no_means_at_all(tmp_path: Path) -> None:
    summary = score_folder(read_run(write_run(tmp_path, [RUN[5]])))
    assert summary["metrics"] == {}
    assert (tmp_path / "report.html").exists()


def test_all_files_are_written_and_rows_hold_no_timing(tmp_path: Path) -> None:
    score_folder(read_run(write_run(tmp_path)))
    assert {path.name for path in tmp_path.iterdir()} == {
        "run.json", "questions.jsonl", "answers.jsonl",
        "summary.json", "rows.csv", "problems.log", "report.html", "report.md",
    }  # fmt: skip
    rows = list(csv.DictReader((tmp_path / "rows.csv").read_text("utf-8-sig").splitlines()))
    assert [row["id"] for row in rows] == [asked.question.id for asked, _ in RUN]
    assert (rows[1]["missing_facts"], rows[5]["error"], rows[5]["facts_right"]) == ("누리집", "RuntimeError: 고장", "")
    log = (tmp_path / "problems.log").read_text("utf-8")
    assert "[a1]" not in log
    assert "빠진 정답: 누리집" in log


def test_scoring_twice_gives_the_same_bytes_whatever_the_timings(tmp_path: Path) -> None:
    first, second = (
        write_run(tmp_path / "1"),
        write_run(tmp_path / "2", [(a, replace(r, elapsed_ms=7.0)) for a, r in RUN]),
    )
    summaries = []
    for folder in (first, second):
        score_folder(read_run(folder))
        summary = json.loads((folder / "summary.json").read_text("utf-8"))
        summary["metrics"] = {name: one for name, one in summary["metrics"].items() if not name.startswith("latency")}
        summaries.append(summary)
    assert summaries[0] == summaries[1]
    for name in ("rows.csv", "problems.log"):
        assert (first / name).read_bytes() == (second / name).read_bytes()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t=", "\r=", "\n="])
def test_a_cell_that_a_spreadsheet_would_run_is_made_inert(tmp_path: Path, start: str) -> None:
    asked, record = RUN[0]
    evil = replace(asked, question=replace(asked.question, question=f"{start}HYPERLINK(1)"))
    score_folder(read_run(write_run(tmp_path, [(evil, record)])))
    with (tmp_path / "rows.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file))["question"] == f"'{start}HYPERLINK(1)"


def test_five_thousand_answers_are_scored_in_twenty_seconds_and_the_report_stays_small(tmp_path: Path) -> None:
    pairs = []
    for number in range(5000):
        asked, record = RUN[number % len(RUN)]
        name = f"{asked.question.id}-{number}"
        text = f"{number}번 문의: " + (record.answer["text"] if record.answer else "")
        got = {**record.answer, "text": text} if record.answer else None
        pairs.append((replace(asked, question=replace(asked.question, id=name)), replace(record, id=name, answer=got)))
    run = read_run(write_run(tmp_path, pairs))
    begun = time.process_time()
    score_folder(run)
    assert time.process_time() - begun < 20
    assert (tmp_path / "report.html").stat().st_size < 5 * 1024 * 1024
