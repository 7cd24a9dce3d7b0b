"""A run's figures with their intervals: what `summary.json` holds.

Every mean stands beside the number of questions it is over (`n`); errors are counted, never averaged. Only the
`latency_*` figures and `answers.jsonl` hold timings: all else is the same on every run over the same index.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from eval.bootstrap import Estimate, mean, statistic
from eval.calibration import Bin, OperatingPoint, area_under_risk, auroc, operating_points, reliability, risk_coverage
from eval.question import ANSWERED, NO_EVIDENCE, RELATED
from eval.ranking import ranking_scores
from eval.run_folder import QUESTIONS, Run
from eval.score import Cause, ScoreRow

ORDER = (
    "facts_right", "facts_share", "facts_shown", "headline_right", "wrong_answers", "evidence_cited", "refusals_right", "refusal_kind_right", "false_refusals",
    "false_answers", "exact_match", "char_f1", "sentence_hit", "recall@1", "recall@3", "recall@5", "recall@10",
    "mrr@10", "ndcg@10", "citation_precision", "citation_recall", "quotes_verbatim", "answer_chars",
)  # fmt: skip
"""The mean figures, in the order in which they are shown. `eval.score`, which computes them, defines them."""

REFUSALS = (0.7, 0.8, 0.85, 0.9)
"""Shares of right refusals for which the summary holds operating points."""

LOWER_IS_BETTER = frozenset(
    {"false_refusals", "false_answers", "wrong_answers", "aurc", "latency_ms_p50", "latency_ms_p95", "answer_chars"}
)
"""Figures of which a lower value is better; of all others a higher one is."""


def summarise(run: Run, rows: Sequence[ScoreRow]) -> dict[str, Any]:
    """The content of `summary.json`."""
    info = run.info
    return {
        "set": info.set_name,
        "set_sha256": info.set_sha256,
        "kind": info.kind,
        "questions": len(rows),
        "answerable": sum(row.asked.question.answerable for row in rows),
        "errors": sum(row.cause is Cause.ERROR for row in rows),
        "not_asked": sum(row.cause is Cause.NOT_ASKED for row in rows),
        "refusals": sum(row.record.answer is not None and row.status not in ANSWERED for row in rows),
        "quotes_not_in_source": sum(not verbatim for row in rows for verbatim in row.record.verbatim),
        "metrics": {name: one.as_json() for name, one in _metrics(rows).items()},
        "causes": dict(sorted(Counter(row.cause.value for row in rows).items())),
        "statuses": _statuses(rows) if info.kind == QUESTIONS else {},
        "tags": _tags(rows),
        "risk_coverage": [{"threshold": p.threshold, "coverage": p.coverage, "risk": p.risk} for p in _curve(rows)],
        "operating_points": [asdict(point) for point in _points(rows)],
        "reliability": [asdict(one) for one in _reliability(rows)],
        "baselines": _baselines(run),
        "settings": dict(info.settings),
        "index_version": info.index_version,
        "code": info.code,
    }


def means(rows: Sequence[ScoreRow]) -> dict[str, Estimate]:
    """Name -> mean figure with its interval, for those of `ORDER` that apply to some of the rows."""
    found = {name: mean([row.scores[name] for row in rows if name in row.scores]) for name in ORDER}
    return {name: one for name, one in found.items() if one.n}


def _metrics(rows: Sequence[ScoreRow]) -> dict[str, Estimate]:
    figures = means(rows)
    judged = [row for row in rows if row.record.answer is not None and row.status in (*ANSWERED, RELATED, NO_EVIDENCE)]
    if any(row.record.evidence for row in judged):
        scores = [row.record.evidence for row in judged]
        figures["auroc"] = statistic([scores, [float(r.asked.question.answerable) for r in judged]], auroc)
        figures["aurc"] = Estimate(area_under_risk(_curve(rows)), None, None, len(judged))
    elapsed = [row.record.elapsed_ms for row in rows if not row.record.error]
    for name, share in (("latency_ms_p50", 0.50), ("latency_ms_p95", 0.95)):
        if elapsed:
            value = round(float(np.quantile(elapsed, share)), 1)
            figures[name] = Estimate(value, None, None, len(elapsed))
    return figures


def _curve(rows: Sequence[ScoreRow]) -> Sequence[Any]:
    """The risk-coverage curve of the answers given. Wrong is an answer to an unanswerable question, or one that lacks a fact."""
    given = [row for row in rows if row.record.answer is not None and row.status in ANSWERED]
    if not any(row.record.evidence for row in given):
        return ()
    return risk_coverage([row.record.evidence for row in given], [float(row.cause is not Cause.RIGHT) for row in given])


def _points(rows: Sequence[ScoreRow]) -> tuple[OperatingPoint, ...]:
    judged = [row for row in rows if row.record.answer is not None]
    if not any(row.record.evidence for row in judged):
        return ()
    return operating_points(
        np.array([row.record.evidence for row in judged]),
        np.array([row.asked.question.answerable for row in judged], bool),
        np.array([row.scores.get("facts_right", 0.0) == 1.0 for row in judged], bool),
        REFUSALS,
    )


def _reliability(rows: Sequence[ScoreRow]) -> tuple[Bin, ...]:
    given = [row for row in rows if row.record.answer is not None and row.status in ANSWERED and row.record.evidence]
    if not given:
        return ()
    return reliability(
        np.array([row.record.evidence for row in given]), np.array([row.cause is Cause.RIGHT for row in given], bool)
    )


def _statuses(rows: Sequence[ScoreRow]) -> dict[str, dict[str, int]]:
    """Expected status -> status that came back -> number of questions."""
    table: dict[str, Counter[str]] = {}
    for row in rows:
        question = row.asked.question
        expected = question.status or ("answered" if question.answerable else "no_evidence")
        table.setdefault(expected, Counter())[row.status] += 1
    return {expected: dict(sorted(got.items())) for expected, got in sorted(table.items())}


def _tags(rows: Sequence[ScoreRow]) -> dict[str, Any]:
    tags = sorted({tag for row in rows for tag in row.asked.question.tags})
    chosen = {tag: [row for row in rows if tag in row.asked.question.tags] for tag in tags}
    return {
        tag: {
            "questions": len(some),
            "errors": sum(row.cause is Cause.ERROR for row in some),
            "right": sum(row.cause is Cause.RIGHT for row in some),
            "metrics": {name: one.as_json() for name, one in means(some).items()},
        }
        for tag, some in chosen.items()
    }


def _baselines(run: Run) -> dict[str, Mapping[str, Any]]:
    """Baseline -> ranking figures over the same questions; baselines in the order in which they ran."""
    table: dict[str, Mapping[str, Any]] = {}
    for name in dict.fromkeys(record.baseline for record in run.baselines):
        records = [record for record in run.baselines if record.baseline == name]
        scores = ranking_scores(
            {record.id: record.ranking for record in records},
            {record.id: record.relevant for record in records},
            alternatives=run.info.kind == QUESTIONS,
        )
        metrics = sorted({metric for row in scores.values() for metric in row}, key=ORDER.index)
        table[name] = {metric: mean([row[metric] for row in scores.values()]).as_json() for metric in metrics}
    return table
