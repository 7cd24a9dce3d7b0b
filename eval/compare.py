"""Two runs over the same questions, side by side: paired differences with intervals, and the questions that changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.bootstrap import Estimate, mean
from eval.korean_names import CAUSES, METRICS
from eval.run_folder import Run
from eval.score import Cause, ScoreRow, score_run
from eval.summary import LOWER_IS_BETTER, ORDER
from eval.table import number
from ingest.errors import BadInputError


@dataclass(frozen=True, slots=True)
class Change:
    """One figure over the questions that both runs scored: `before`, `after`, and the mean of the differences."""

    metric: str
    before: Estimate
    after: Estimate
    difference: Estimate

    @property
    def verdict(self) -> str:
        """ "better" or "worse" where the 95 % interval of the difference leaves 0 out, else "same"."""
        low, high = self.difference.low, self.difference.high
        if low is None or high is None or low <= 0 <= high:
            return "same"
        return "better" if (low > 0) != (self.metric in LOWER_IS_BETTER) else "worse"


@dataclass(frozen=True, slots=True)
class Changed:
    """One question of both runs, with its row in each."""

    before: ScoreRow
    after: ScoreRow


@dataclass(frozen=True, slots=True)
class Comparison:
    """The comparison of two runs. `common` counts the questions of both; `only_before` and `only_after` those that the other run does not
    have; `now_right` and `now_wrong` are the questions that came right or went wrong.
    """

    before: Path
    after: Path
    common: int
    only_before: int
    only_after: int
    changes: tuple[Change, ...]
    now_right: tuple[Changed, ...]
    now_wrong: tuple[Changed, ...]


def compare(before: Run, after: Run) -> Comparison:
    """The comparison of two runs, question by question (paired by id).

    Raises:
        BadInputError: the two runs share no question.
    """
    old = {row.asked.question.id: row for row in score_run(before)}
    new = {row.asked.question.id: row for row in score_run(after)}
    common = [name for name in old if name in new]
    if not common:
        raise BadInputError(
            f"'{before.folder}'와 '{after.folder}'에 같은 번호의 질문이 없습니다. 같은 질문집으로 돌린 폴더 둘을 지정해 주세요."
        )
    pairs = [Changed(old[name], new[name]) for name in common]
    right = [pair for pair in pairs if pair.before.cause is not Cause.RIGHT and pair.after.cause is Cause.RIGHT]
    wrong = [pair for pair in pairs if pair.before.cause is Cause.RIGHT and pair.after.cause is not Cause.RIGHT]
    return Comparison(
        before=before.folder,
        after=after.folder,
        common=len(common),
        only_before=len(old) - len(common),
        only_after=len(new) - len(common),
        changes=tuple(change for name in ORDER if (change := _change(name, pairs)) is not None),
        now_right=tuple(right),
        now_wrong=tuple(wrong),
    )


def _change(metric: str, pairs: list[Changed]) -> Change | None:
    both = [
        (pair.before.scores[metric], pair.after.scores[metric])
        for pair in pairs
        if metric in pair.before.scores and metric in pair.after.scores
    ]
    if not both:
        return None
    differences = mean([after - before for before, after in both])
    return Change(metric, mean([before for before, _ in both]), mean([after for _, after in both]), differences)


_VERDICTS = {"better": "나아짐", "worse": "나빠짐", "same": "차이를 말할 수 없음"}


def as_text(comparison: Comparison) -> str:
    """The comparison as Markdown, for the terminal and for commit messages."""
    lines = [
        f"# {comparison.before.name} → {comparison.after.name}",
        "",
        f"같은 질문 {comparison.common}개"
        + (f", 앞에만 {comparison.only_before}개" if comparison.only_before else "")
        + (f", 뒤에만 {comparison.only_after}개" if comparison.only_after else ""),
        "",
        "| 지표 | 앞 | 뒤 | 차이 (95% 구간) | 질문 수 | |",
        "|---|---:|---:|---:|---:|---|",
    ]
    for one in comparison.changes:
        assert one.before.mean is not None  # a change is over one question at least
        assert one.after.mean is not None
        difference = one.difference
        assert difference.mean is not None
        assert difference.low is not None
        assert difference.high is not None
        interval = f"{difference.mean:+.3f} ({difference.low:+.3f} … {difference.high:+.3f})"
        lines.append(
            f"| {METRICS[one.metric][0]} `{one.metric}` | {number(one.before.mean)} | {number(one.after.mean)} "
            f"| {interval} | {difference.n} | {_VERDICTS[one.verdict]} |"
        )
    for title, pairs in (("맞게 된 질문", comparison.now_right), ("틀리게 된 질문", comparison.now_wrong)):
        lines += ["", f"## {title} ({len(pairs)}개)", ""]
        for pair in pairs:
            row = pair.after
            change = f"{CAUSES[pair.before.cause]} → {CAUSES[row.cause]}"
            lines.append(f"- [{row.asked.question.id}] {row.asked.question.question} ({change})")
    return "\n".join(lines) + "\n"


def as_json(comparison: Comparison) -> Mapping[str, Any]:
    """The comparison for machines."""
    return {
        "before": str(comparison.before),
        "after": str(comparison.after),
        "questions": comparison.common,
        "metrics": {
            one.metric: {
                "before": one.before.as_json(),
                "after": one.after.as_json(),
                "difference": one.difference.as_json(),
                "verdict": one.verdict,
            }
            for one in comparison.changes
        },
        "now_right": [pair.after.asked.question.id for pair in comparison.now_right],
        "now_wrong": [pair.after.asked.question.id for pair in comparison.now_wrong],
    }
