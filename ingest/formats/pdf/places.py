"""Positions on a page, in points (1/72 inch) from its upper left corner as it is read, growing to the right and downwards."""

from dataclasses import dataclass

Matrix = tuple[float, float, float, float, float, float]
"""(a, b, c, d, e, f) transforms (x, y) to (a x + c y + e, b x + d y + f), as in the PDF specification (8.3.3)."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Points from left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Points from top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """The centre (x, y) of the box."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, x: float, y: float) -> bool:
        """Whether the point (x, y) lies in the box."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


_ONE_LINE = 0.45
"""Largest distance between the middles of two boxes on one line, in heights of the taller one (a raised letter is at .35, the next line at .7)."""


def line_reach(height: float) -> float:
    """The largest vertical distance (points) between the middles of two boxes on one line, of which the taller one is `height` tall."""
    return _ONE_LINE * height


def on_one_line(one: Box, other: Box) -> bool:
    """Whether two boxes stand on one line of text."""
    return abs(one.middle[1] - other.middle[1]) <= line_reach(max(one.height, other.height))


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight stroke, or the ruling line that strokes draw: `at` is its y where it runs across and its x where it runs down; it runs from
    `start` to `end`.
    """

    at: float
    start: float
    end: float


def after(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that transforms as first `inner`, then `outer` do."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def mapped(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """The point (x, y) transformed by `matrix`."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
