"""Inline SVG charts of the report, drawn here so that the file needs no script, no font and no network."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

_INK, _SOFT, _LINE, _GOOD, _BAD, _BLUE = "#1d2b3a", "#5d6b7a", "#dde4ec", "#1f7a5c", "#b8433a", "#2a5caa"
_FONT = 'font-family="inherit"'


def _svg(width: int, height: int, label: str, body: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(label)}" {_FONT} '
        f'font-size="12" fill="{_INK}"><title>{escape(label)}</title>{"".join(body)}</svg>'
    )


def _text(x: float, y: float, text: str, anchor: str = "start", fill: str = _INK, size: int = 12) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{fill}" font-size="{size}">{escape(text)}</text>'
    )


def _rect(x: float, y: float, width: float, height: float, fill: str, title: str = "") -> str:
    inner = f"<title>{escape(title)}</title>" if title else ""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{max(height, 0):.1f}" rx="2" '
        f'fill="{fill}">{inner}</rect>'
    )


def _rule(x1: float, y1: float, x2: float, y2: float, colour: str = _LINE, width: float = 1) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="{width}"/>'


def share_bars(rows: Sequence[tuple[str, int, int]], label: str) -> str:
    """A bar chart with one bar for each (name, right, all): the share that was right, with both counts."""
    left, width, step = 132, 560, 26
    track = width - left - 96
    body: list[str] = []
    for place, (name, right, total) in enumerate(rows):
        y = place * step + 4
        share = right / total if total else 0.0
        shown = name if len(name) <= 12 else name[:11] + "…"
        body.append(_text(left - 10, y + 13, shown, "end"))
        body.append(_rect(left, y, track, 18, "#f6e4e2" if total else _LINE))
        body.append(_rect(left, y, track * share, 18, _GOOD, f"{name}: {total}개 가운데 {right}개"))
        body.append(_text(left + track + 8, y + 13, f"{share:.0%}"))
        body.append(_text(width, y + 13, f"{right}/{total}", "end", _SOFT, 11))
    return _svg(width, max(1, len(rows)) * step + 4, label, body)


@dataclass(frozen=True, slots=True)
class _Plane:
    """The plane of a chart of `width` by `height` pixels, `right` of them free at its end: shares 0 to 1 to the right, 0 to `most` upwards."""

    width: int
    height: int
    right: int
    most: float = 1.0
    left: int = 50
    bottom: int = 40
    top: int = 14

    def x(self, share: float) -> float:
        return self.left + share * (self.width - self.left - self.right)

    def y(self, value: float) -> float:
        return self.top + (1 - min(value, self.most) / self.most) * (self.height - self.bottom - self.top)

    def grid(self) -> list[str]:
        """Five lines across, with both scales in per cent."""
        body: list[str] = []
        for step in range(6):
            value, share = self.most * step / 5, step / 5
            body += [
                _rule(self.left, self.y(value), self.x(1), self.y(value)),
                _text(self.left - 8, self.y(value) + 4, f"{value:.0%}", "end", _SOFT, 11),
                _text(self.x(share), self.height - self.bottom + 18, f"{share:.0%}", "middle", _SOFT, 11),
            ]
        return body

    def names(self, upwards: str, to_the_right: str) -> list[str]:
        """The names of both axes."""
        return [
            _text(self.left, 10, upwards, "start", _SOFT, 11),
            _text(self.width - 14, self.height - 4, to_the_right, "end", _SOFT, 11),
        ]


def risk_coverage_chart(curve: Sequence[Mapping[str, float]], label: str) -> str:
    """The share of wrong answers (down is good) over the share answered, from the most certain to all."""
    most = min(1.0, max(0.1, math.ceil(max(point["risk"] for point in curve) * 10) / 10))
    plane = _Plane(560, 250, right=14, most=most)
    line = " ".join(f"{plane.x(point['coverage']):.1f},{plane.y(point['risk']):.1f}" for point in curve)
    body = plane.grid()
    body.append(f'<polyline points="{line}" fill="none" stroke="{_BLUE}" stroke-width="2" stroke-linejoin="round"/>')
    body += [
        f'<circle cx="{plane.x(point["coverage"]):.1f}" cy="{plane.y(point["risk"]):.1f}" r="3.5" fill="{_BLUE}">'
        f"<title>확률 {point['threshold']:.2f} 이상만 답하면 {point['coverage']:.0%}에 답하고 그 가운데 {point['risk']:.0%}가 틀림</title></circle>"
        for point in _marks(curve)
    ]
    body += plane.names("틀린 답의 비율", "답하는 비율(확률이 높은 것부터) →")
    return _svg(plane.width, plane.height, label, body)


def reliability_diagram(bins: Sequence[Mapping[str, float]], label: str) -> str:
    """The share of right answers over the chance they were given (`eval.calibration.Bin`), one point a bin, as large as the bin has answers; on the
    diagonal the chances can be taken at their word.
    """
    plane = _Plane(370, 354, right=20)
    most = max(one["count"] for one in bins)
    body = [*plane.grid(), _rule(plane.x(0), plane.y(0), plane.x(1), plane.y(1), _SOFT)]
    for one in bins:
        chance, right, count = one["told"], one["right"], int(one["count"])
        body.append(
            _rule(
                plane.x(chance), plane.y(chance), plane.x(chance), plane.y(right), _GOOD if right >= chance else _BAD, 2
            )
        )
        body.append(
            f'<circle cx="{plane.x(chance):.1f}" cy="{plane.y(right):.1f}" r="{3 + 7 * math.sqrt(count / most):.1f}" fill="{_BLUE}" fill-opacity="0.85">'
            f"<title>확률 {chance:.0%}로 답한 {count}개 가운데 {right:.0%}가 맞음</title></circle>"
        )
    body += plane.names("실제로 맞은 비율", "답에 붙은 확률 →")
    return _svg(plane.width, plane.height, label, body)


def _marks(curve: Sequence[Mapping[str, float]]) -> Sequence[Mapping[str, float]]:
    """The points of the curve that are marked and can be hovered over: about every tenth of the coverage."""
    kept: list[Mapping[str, float]] = []
    for point in curve:
        if not kept or point["coverage"] - kept[-1]["coverage"] >= 0.1 or point is curve[-1]:
            kept.append(point)
    return kept


def histogram(values: Sequence[float], unit: str, label: str) -> str:
    """A histogram of the `values` in 20 bars. The axis ends at the 98th percentile, rounded up; the last bar also holds all values beyond."""
    width, height, left, bottom, top = 560, 200, 44, 36, 10
    ordered = sorted(values)
    end = _nice(max(ordered[min(len(ordered) - 1, int(len(ordered) * 0.98))], 1.0))
    bins = 20
    counts = [0] * bins
    for value in ordered:
        counts[min(bins - 1, int(value / end * bins))] += 1
    tallest = max(counts)
    step = (width - left - 14) / bins
    body: list[str] = []
    for part in range(5):
        y = top + (1 - part / 4) * (height - bottom - top)
        body += [_rule(left, y, width - 14, y), _text(left - 8, y + 4, f"{tallest * part / 4:.0f}", "end", _SOFT, 11)]
        body.append(
            _text(left + (width - left - 14) * part / 4, height - 18, f"{end * part / 4:,.0f}", "middle", _SOFT, 11)
        )
    for place, count in enumerate(counts):
        tall = count / tallest * (height - bottom - top)
        low, high = end * place / bins, end * (place + 1) / bins
        upto = f"{low:,.0f}{unit} 이상" if place == bins - 1 else f"{low:,.0f}–{high:,.0f}{unit}"
        body.append(_rect(left + place * step + 1, height - bottom - tall, step - 2, tall, _BLUE, f"{upto}: {count}개"))
    body.append(_text(width - 14, height - 3, f"응답 시간({unit})", "end", _SOFT, 11))
    return _svg(width, height, label, body)


def growth(lines: Mapping[str, Sequence[tuple[int, float]]], upwards: str, label: str) -> str:
    """A chart with logarithmic scales on both axes, as a file of its own: for each name in `lines` its values over numbers of passages."""
    width, height, left, bottom, top = 560, 260, 56, 40, 24
    points = [point for line in lines.values() for point in line]
    first, last = (round(math.log10(end(x for x, _ in points))) for end in (min, max))
    low, high = math.floor(math.log10(min(y for _, y in points))), math.ceil(math.log10(max(y for _, y in points)))

    def place(passages: float, value: float) -> tuple[float, float]:
        right = (math.log10(passages) - first) / max(last - first, 1)
        up = (math.log10(value) - low) / max(high - low, 1)
        return left + right * (width - left - 130), top + (1 - up) * (height - bottom - top)

    body: list[str] = []
    for power in range(low, high + 1):
        x, y = place(10**first, 10**power)
        body += [_rule(x, y, place(10**last, 1)[0], y), _text(x - 8, y + 4, f"{10.0**power:,g}", "end", _SOFT, 11)]
    for power in range(first, last + 1):
        body.append(_text(place(10**power, 1)[0], height - bottom + 18, f"{10**power:,}", "middle", _SOFT, 11))
    for (name, line), colour in zip(lines.items(), (_BLUE, _GOOD, _BAD), strict=False):
        places = [place(*point) for point in line]
        track = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        body.append(f'<polyline points="{track}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for (x, y), (_, value) in zip(places, line, strict=True):
            body.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>')
            body.append(_text(x, y - 8, f"{value:,.0f}" if value >= 100 else f"{value:.1f}", "middle", colour, 11))
        body.append(_text(places[-1][0] + 12, places[-1][1] + 4, name, "start", colour))
    body += [_text(4, 12, upwards, "start", _SOFT, 11), _text(width - 4, height - 4, "passages →", "end", _SOFT, 11)]
    return _svg(width, height, label, body).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def _nice(value: float) -> float:
    """The next round number (1, 2, 2.5, 4, 5 or 8 times a power of ten)."""
    power = 10 ** math.floor(math.log10(value))
    return next(float(step * power) for step in (1, 2, 2.5, 4, 5, 8, 10) if step * power >= value)


def confusion(table: Mapping[str, Mapping[str, int]], names: Mapping[str, str], label: str) -> str:
    """The confusion matrix: expected status (rows) against the status that came back (columns); the diagonal is right."""
    order = [name for name in names if name in table or any(name in got for got in table.values())]
    left, cell, tall, head = 116, 62, 30, 44
    width, height = left + cell * len(order) + 4, head + tall * len(order) + 4
    body = [_text(left - 10, head - 10, "기대 ＼ 결과", "end", _SOFT, 11)]
    for column, name in enumerate(order):
        for line, part in enumerate(_two_lines(names[name])):
            body.append(_text(left + cell * (column + 0.5), head - 22 + 13 * line, part, "middle", _SOFT, 11))
    for row, expected in enumerate(order):
        y = head + row * tall
        got = table.get(expected, {})
        total = sum(got.values())
        body.append(_text(left - 10, y + 19, names[expected], "end"))
        for column, name in enumerate(order):
            count = got.get(name, 0)
            share = count / total if total else 0.0
            colour = _GOOD if name == expected else _BAD
            title = f"{names[expected]}이어야 하는 {total}개 가운데 {count}개가 {names[name]}"
            x = left + column * cell
            body.append(_rect(x + 1, y + 1, cell - 2, tall - 2, "#f4f6f9"))
            if count:
                body.append(
                    f'<rect x="{x + 1}" y="{y + 1}" width="{cell - 2}" height="{tall - 2}" rx="2" fill="{colour}" '
                    f'fill-opacity="{0.18 + 0.82 * share:.2f}"><title>{escape(title)}</title></rect>'
                )
                body.append(_text(x + cell / 2, y + 19, str(count), "middle", "#ffffff" if share > 0.45 else _INK))
    return _svg(width, height, label, body)


def _two_lines(name: str) -> list[str]:
    words = name.split(" ", 1)
    return words if len(words) == 2 else ["", name]


def interval_bar(figure: Mapping[str, Any]) -> str:
    """A thin bar from 0 to 1 with the mean and its 95 % interval, for figures that are shares."""
    width = 160
    low, mean, high = (float(figure[name]) * width for name in ("low", "mean", "high"))
    body = [
        _rect(0, 5, width, 4, _LINE),
        _rect(low, 3, max(high - low, 1.5), 8, "#b9cdea"),
        _rect(mean - 1.2, 0, 2.4, 14, _BLUE),
    ]
    return f'<svg viewBox="0 0 {width} 14" width="{width}" height="14" aria-hidden="true" class="interval">{"".join(body)}</svg>'
