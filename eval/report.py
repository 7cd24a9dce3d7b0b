"""The report: one HTML file in Korean that opens by double click and prints on A4, and Markdown for engineers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, Template
from markupsafe import Markup

from eval import charts
from eval.calibration import CurvePoint, threshold_for
from eval.korean_names import CAUSES, METRICS, STATUSES
from eval.passage_marks import MarkedStretch, stretches
from eval.question import ANSWERED
from eval.run_folder import BEIR, QUESTIONS, SQUAD, Run
from eval.score import Cause, ScoreRow
from eval.table import figure_text, number

CASES_OF_A_CAUSE = 40
"""Cases shown for each cause: with about 5 KB a case the file stays far below 5 MB; all rows are in rows.csv."""

ALLOWED_RISKS = (0.02, 0.05, 0.10, 0.20)
"""Shares of wrong answers for which the report names the threshold of the chance that keeps to them."""

_WORST_FIRST = (
    Cause.ERROR, Cause.WRONGLY_ANSWERED, Cause.WRONGLY_READ, Cause.NOT_CHOSEN, Cause.WRONGLY_REFUSED,
    Cause.NOT_FOUND, Cause.WRONG_REFUSAL,
)  # fmt: skip

_ADVICE: Mapping[Cause, str] = {
    Cause.ERROR: "답을 만들다가 오류가 났습니다. 아래 오류 문구를 담당자에게 전해 주세요.",
    Cause.WRONGLY_ANSWERED: "문서에 답이 없거나 답하면 안 되는 질문에 답을 했습니다. 가장 먼저 살펴볼 곳입니다.",
    Cause.WRONGLY_READ: "맞는 근거를 보였지만 답에 정답이 빠졌습니다.",
    Cause.NOT_CHOSEN: "정답이 있는 대목을 찾고도 다른 문장을 골랐습니다.",
    Cause.WRONGLY_REFUSED: "정답이 있는 대목을 찾고도 답하지 않았습니다.",
    Cause.NOT_FOUND: "검색 결과 열 안에 정답이 있는 대목이 없습니다. 문서의 말과 질문의 말이 다를 수 있습니다.",
    Cause.WRONG_REFUSAL: "답하지 않은 것은 맞지만, 거절의 종류가 기대와 다릅니다.",
}


@dataclass(frozen=True, slots=True)
class Headline:
    """One of the five figures on top: a value, its name, and one sentence that says what it means."""

    value: str
    name: str
    sentence: str
    tone: str


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Some words of an answer, marked where they say what was asked."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Case:
    """One question that did not go right, ready to be shown."""

    row: ScoreRow
    expected: tuple[tuple[str, bool], ...]
    answer: tuple[TextPiece, ...]
    stretches: tuple[MarkedStretch, ...]


@dataclass(frozen=True, slots=True)
class CaseGroup:
    """The cases of one cause; `total` also counts those that are not shown; `anchor` is the HTML id of the section."""

    anchor: str
    name: str
    advice: str
    total: int
    cases: tuple[Case, ...]


def report_html(run: Run, rows: Sequence[ScoreRow], summary: Mapping[str, Any]) -> str:
    """The content of the HTML report. Everything that came from documents or people is escaped."""
    return _template().render(
        title=run.info.set_name,
        kind={QUESTIONS: "질문집", BEIR: "검색 비교 자료(BEIR)", SQUAD: "독해 비교 자료(SQuAD)"}[run.info.kind],
        summary=summary,
        headlines=headlines(summary),
        figures=[(*METRICS[name], name, figure, _interval(figure)) for name, figure in summary["metrics"].items()],
        charts=_charts(run, rows, summary),
        groups=case_groups(rows),
        thresholds=_thresholds(summary),
        baselines=_baseline_table(summary),
        statuses=STATUSES,
        metric_names=METRICS,
        number=number,
        figure_text=figure_text,
        answered=ANSWERED,
    )


@cache
def _template() -> Template:
    environment = Environment(loader=PackageLoader("eval", "."), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("report.html.j2")


def headlines(summary: Mapping[str, Any]) -> list[Headline]:
    """The five figures on top, in words that an official understands."""
    made = {
        QUESTIONS: [
            _share(summary, "facts_right", "답할 수 있는 질문 {n}개 가운데 {k}개에 정답을 빠짐없이 말했습니다."),
            _share(
                summary,
                "evidence_cited",
                "답할 수 있는 질문 {n}개 가운데 {k}개에서 맞는 근거를 보였습니다.",
            ),
            _share(summary, "refusals_right", "답이 없는 질문 {n}개 가운데 {k}개에 답하지 않았습니다."),
            _verbatim(summary),
        ],
        SQUAD: [
            _share(summary, "sentence_hit", "{n}개 가운데 {k}개에서 정답이 든 문장을 골랐습니다."),
            _share(summary, "exact_match", "{n}개 가운데 {k}개에서 정답을 글자 그대로 짚었습니다."),
            _share(summary, "char_f1", "짚은 말과 정답이 겹치는 정도의 평균입니다({n}개)."),
            _share(summary, "recall@1", "{n}개 가운데 {k}개에서 맞는 대목을 첫째로 찾았습니다."),
        ],
        BEIR: [
            _share(summary, "recall@1", "질문 {n}개에서 정답 문서가 첫째에 있었던 비율입니다."),
            _share(summary, "recall@3", "질문 {n}개에서 정답 문서가 셋 안에 있었던 비율입니다."),
            _share(summary, "mrr@10", "첫 정답 문서 순위의 역수 평균입니다({n}개)."),
            _share(summary, "ndcg@10", "정답 문서가 위에 있을수록 높은 점수입니다({n}개)."),
        ],
    }[summary["kind"]]
    return [*made, _latency(summary)]


def _share(summary: Mapping[str, Any], metric: str, sentence: str) -> Headline:
    name, figure = METRICS[metric][0], summary["metrics"].get(metric)
    if figure is None or figure["mean"] is None:
        return Headline("–", name, "이 질문집에는 해당하는 질문이 없습니다.", "none")
    mean, count = figure["mean"], figure["n"]
    # Colours are for an office's own questions; a benchmark is judged against its published tables.
    judged = summary["kind"] == QUESTIONS
    tone = "none" if not judged else "good" if mean >= 0.9 else "fair" if mean >= 0.75 else "poor"
    return Headline(f"{mean:.1%}", name, sentence.format(n=count, k=round(mean * count)), tone)


def _verbatim(summary: Mapping[str, Any]) -> Headline:
    wrong = summary["quotes_not_in_source"]
    if "quotes_verbatim" not in summary["metrics"]:
        return Headline("–", "원문 그대로", "인용이 하나도 없었습니다.", "none")
    if wrong:
        return Headline(
            f"{wrong}건", "원문과 다른 인용", "문서에 없는 말을 근거로 보였습니다. 반드시 확인해 주세요.", "poor"
        )
    return Headline("0건", "원문과 다른 인용", "보여 준 근거가 모두 문서의 글자와 똑같습니다.", "good")


def _latency(summary: Mapping[str, Any]) -> Headline:
    middle, late = (summary["metrics"].get(f"latency_ms_{name}") for name in ("p50", "p95"))
    if middle is None or late is None:
        return Headline("–", "응답 시간", "잰 질문이 없습니다.", "none")
    seconds = late["mean"] / 1000
    value = f"{seconds:.2f}초" if seconds < 10 else f"{seconds:.0f}초"
    sentence = f"질문 100개 가운데 95개가 이 안에 답을 받았습니다(중앙값 {middle['mean'] / 1000:.2f}초)."
    return Headline(value, "응답 시간", sentence, "good" if seconds <= 1 else "fair" if seconds <= 5 else "poor")


def _interval(figure: Mapping[str, Any]) -> Markup:
    if figure["low"] is None or not 0 <= figure["high"] <= 1:
        return Markup("")
    return Markup(charts.interval_bar(figure))


def _charts(run: Run, rows: Sequence[ScoreRow], summary: Mapping[str, Any]) -> list[tuple[str, str, Markup]]:
    """(title, how to read it, picture) of every chart for which there is something to show."""
    made: list[tuple[str, str, str]] = []
    tags = [(tag, one["right"], one["questions"]) for tag, one in summary["tags"].items()]
    if tags and run.info.kind == QUESTIONS:
        tags.sort(key=lambda one: (one[1] / one[2], one[0]))
        made.append(
            ("분류별로 맞은 질문", "위에 있을수록 더 살펴볼 분류입니다.", charts.share_bars(tags, "분류별 정답률"))
        )
    if summary["statuses"]:
        note = "초록은 기대와 같은 결과, 빨강은 다른 결과입니다."
        made.append(("기대한 결과와 실제 결과", note, charts.confusion(summary["statuses"], STATUSES, "상태 대조표")))
    if len(summary["risk_coverage"]) > 1:
        note = "확률이 높은 답부터 셌을 때 틀린 답의 비율입니다. 왼쪽 아래가 낮을수록 확률을 믿을 만합니다."
        picture = charts.risk_coverage_chart(summary["risk_coverage"], "위험-응답 곡선")
        made.append(("어디까지 답하게 할까", note, picture))
    if summary["reliability"]:
        note = "점이 대각선 위에 있으면 붙인 확률보다 더 자주, 아래에 있으면 덜 맞았습니다. 점이 클수록 답이 많습니다."
        picture = charts.reliability_diagram(summary["reliability"], "신뢰도 곡선")
        made.append(("답의 확률을 믿을 만한가", note, picture))
    elapsed = [row.record.elapsed_ms for row in rows if not row.record.error]
    if elapsed:
        made.append(("응답 시간", "막대의 높이는 질문의 수입니다.", charts.histogram(elapsed, "ms", "응답 시간 분포")))
    return [(title, note, Markup(picture)) for title, note, picture in made]


def _thresholds(summary: Mapping[str, Any]) -> list[tuple[float, CurvePoint | None]]:
    """(share of wrong answers that an office may allow, the point of the curve that keeps to it) for each of `ALLOWED_RISKS`."""
    curve = [CurvePoint(**point) for point in summary["risk_coverage"]]
    return [(risk, threshold_for(curve, risk)) for risk in ALLOWED_RISKS] if curve else []


def case_groups(rows: Sequence[ScoreRow]) -> list[CaseGroup]:
    """The questions that went wrong, by cause, the most serious cause first; within a cause in the order of the set."""
    groups: list[CaseGroup] = []
    for cause in _WORST_FIRST:
        some = [row for row in rows if row.cause is cause]
        if some:
            shown = tuple(_case(row) for row in some[:CASES_OF_A_CAUSE])
            groups.append(CaseGroup(cause.value, CAUSES[cause], _ADVICE[cause], len(some), shown))
    return groups


def _case(row: ScoreRow) -> Case:
    asked, record = row.asked, row.record
    if asked.answers:
        expected = tuple((answer, False) for answer in asked.answers)
    else:
        expected = tuple((" | ".join(fact), fact[0] in row.missing_facts) for fact in asked.question.facts)
    return Case(row, expected, _answer_pieces(row), stretches(record.contexts, asked.contexts, asked.gold))


def _answer_pieces(row: ScoreRow) -> tuple[TextPiece, ...]:
    reading, answer = row.record.reading, row.record.answer
    if reading:
        before, found, after = reading.sentence.partition(reading.text) if reading.text else (reading.sentence, "", "")
        return (TextPiece(before, False), TextPiece(found, True), TextPiece(after, False))
    if answer is None:
        return ()
    text: str = answer["text"]
    pieces: list[TextPiece] = []
    last = 0
    for start, end in sorted(answer.get("marks", ())):
        if last <= start < end <= len(text):
            pieces += [TextPiece(text[last:start], False), TextPiece(text[start:end], True)]
            last = end
    return (*pieces, TextPiece(text[last:], False))


def _baseline_table(summary: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    if not summary["baselines"]:
        return []
    return [("물어봐", summary["metrics"]), *summary["baselines"].items()]


def report_markdown(run: Run, rows: Sequence[ScoreRow], summary: Mapping[str, Any]) -> str:
    """The content of the Markdown report: figures, baselines and the questions that went wrong, for engineers and commit messages."""
    lines = [
        f"# {summary['set']}",
        "",
        f"{summary['questions']} questions, {summary['errors']} errors, {summary['refusals']} refusals, "
        f"{summary['quotes_not_in_source']} quotes not in the source; index `{summary['index_version']}`.",
        "",
        "| metric | mean | 95 % interval | n |",
        "|---|---:|---:|---:|",
    ]
    for name, figure in summary["metrics"].items():
        interval = "" if figure["low"] is None else f"{number(figure['low'])} – {number(figure['high'])}"
        value = "–" if figure["mean"] is None else number(figure["mean"])
        lines.append(f"| {name} | {value} | {interval} | {figure['n']} |")
    baselines = _baseline_table(summary)
    if baselines:
        columns = list(baselines[1][1])
        lines += ["", "| | " + " | ".join(columns) + " |", "|---|" + "---:|" * len(columns)]
        for name, metrics in baselines:
            values = (number(metrics[column]["mean"]) if column in metrics else "–" for column in columns)
            lines.append(f"| {name} | " + " | ".join(values) + " |")
    lines += _markdown_tags(summary) + _markdown_cases(rows)
    settings = (f"- {name}: {value}" for name, value in sorted(run.info.settings.items()))
    return "\n".join([*lines, "", "## Settings", "", *settings]) + "\n"


def _markdown_tags(summary: Mapping[str, Any]) -> list[str]:
    if not summary["tags"]:
        return []
    lines = ["", "| tag | questions | right | errors |", "|---|---:|---:|---:|"]
    for tag, one in summary["tags"].items():
        lines.append(f"| {_cell(tag)} | {one['questions']} | {one['right']} | {one['errors']} |")
    return lines


def _markdown_cases(rows: Sequence[ScoreRow]) -> list[str]:
    lines: list[str] = []
    for group in case_groups(rows):
        lines += [
            "",
            f"## {group.name} ({group.total})",
            "",
            "| id | question | expected | answer |",
            "|---|---|---|---|",
        ]
        for case in group.cases:
            expected = " / ".join(text for text, _ in case.expected) or case.row.asked.question.status or "refusal"
            answer = "".join(piece.text for piece in case.answer) or case.row.record.error
            cells = (case.row.asked.question.id, case.row.asked.question.question, expected, answer)
            lines.append("| " + " | ".join(_cell(cell) for cell in cells) + " |")
    return lines


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
