"""A sentence seen from one question: where the question's words stand in it and how much each weighs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chat.reading.asked import Asked, Role
from chat.reading.types import AnswerType
from chat.reading.words import Word, is_content, key, words

T = AnswerType
Idf = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence seen from one question: where the question's words stand in it and how much each weighs.

    `at[form]` are the word positions of a question form, `weights[form]` its share (all sum to 1), `borders[i]` the
    number of clause ends before word i.
    """

    text: str
    found: tuple[Word, ...]
    at: Mapping[str, tuple[int, ...]]
    weights: Mapping[str, float]
    borders: tuple[int, ...]


def scene(asked: Asked, text: str, idf: Idf) -> Scene:
    """`text` seen from `asked`."""
    found = words(text)
    raw = {t.form: max(idf(t.form), 0.1) * (0.4 if t.role is Role.HEAD else 1.0) for t in asked.terms}
    total = sum(raw.values()) or 1.0
    at: dict[str, list[int]] = {}
    for i, word in enumerate(found):
        for m in word.morphemes:
            if is_content(m) and key(m) in raw:
                at.setdefault(key(m), []).append(i)
    borders: list[int] = []
    count = 0
    for word in found:
        borders.append(count)
        count += word.link in ("EC", "EF") and bool(word.predicate)
    return Scene(
        text, found, {f: tuple(p) for f, p in at.items()}, {f: w / total for f, w in raw.items()}, tuple(borders)
    )


def near(view: Scene, start: int, end: int) -> float:
    """Share of the question's weight in the sentence around [start, end), falling with distance (0..1)."""
    first = next((i for i, w in enumerate(view.found) if w.end > start), 0)
    last = next((i for i in range(len(view.found) - 1, -1, -1) if view.found[i].start < end), first)
    total = 0.0
    for form, positions in view.at.items():
        distance = min(max(first - i, i - last, 0) for i in positions)
        total += view.weights[form] / (1.0 + distance / 5.0)
    return total
