"""A summary as a plain-text table for the terminal."""

from collections.abc import Mapping
from typing import Any

from eval.korean_names import METRICS
from ingest.korean.letters import width_of


def figures_table(summary: Mapping[str, Any]) -> str:
    """The figures of a summary, one a line: name, value, 95 % interval, number of questions."""
    lines = [
        f"{summary['set']}: 질문 {summary['questions']}개, 오류 {summary['errors']}건, 거절 {summary['refusals']}건, "
        f"원문과 다른 인용 {summary['quotes_not_in_source']}건",
        "",
    ]
    for name, figure in summary["metrics"].items():
        lines.append(_padded(METRICS[name][0], 24) + _padded(name, 20) + figure_text(figure))
    return "\n".join(lines)


def figure_text(figure: Mapping[str, Any]) -> str:
    """ "0.912 (0.861–0.957, 91개)"; "-" where nothing was measured."""
    if figure["mean"] is None:
        return "-"
    value = number(figure["mean"])
    if figure["low"] is None:
        return f"{value} ({figure['n']}개)"
    return f"{value} ({number(figure['low'])}–{number(figure['high'])}, {figure['n']}개)"


def number(value: float) -> str:
    """`value` as text: three decimals for shares, one for lengths and times."""
    return f"{value:.3f}" if abs(value) <= 1 else f"{value:,.1f}"


def _padded(text: str, width: int) -> str:
    return text + " " * max(1, width - width_of(text))
