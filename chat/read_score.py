"""How well a candidate span answers a question: a sum of hand-set points, each with its reason beside it.

The points are in one currency: 1.0 is about what a matching particle together with a neighbouring question word is worth. None of
them was fitted; they were set on questions of our own over government texts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chat.asked import Asked, Role, Slot
from chat.read_candidates import Span, candidates
from chat.read_types import CLAUSAL, FORMED, ORGANISATION_ENDINGS, PERSON_TITLES, PLACE_ENDINGS, AnswerType
from chat.read_words import Word, is_content, key, words

T = AnswerType
Idf = Callable[[str], float]

PROXIMITY = 3.0  # all question words right beside the span
OVERLAP = 3.0  # a span made of the question's own words repeats, it does not answer
TYPED = 3.0  # a date for 언제, an amount for 얼마: the interrogative leaves little choice
NOT_TYPED = 2.0  # a date or amount where a name is asked
HEAD = 1.6  # "…한 병원은?" -> "…병원"
PARTICLE = 0.7  # 어디에 -> …에
GAP = 0.5  # the argument missing in the question's relative clause
GOVERNED = 1.0  # the span depends on the question's own verb
UNIT = 2.0  # 몇 명 -> 명
NAME = 0.6  # a proper noun where a person, place or organisation is asked
KIND_ENDING = 0.8  # ...시, ...부, ...장관 where place, organisation, person is asked
BROKEN = 0.9  # the span begins or ends inside a compound noun
LONG = 0.12  # for each word after the third


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


def rank(asked: Asked, slot: Slot, view: Scene, idf: Idf) -> list[tuple[float, Span]]:
    """The candidate spans of the sentence with their points, best first."""
    spans = candidates(view.text)
    scored = [(points(asked, slot, view, span, idf), span) for span in spans]
    return sorted(scored, key=lambda pair: (-pair[0], pair[1].start, pair[1].end))


def points(asked: Asked, slot: Slot, view: Scene, span: Span, idf: Idf) -> float:
    """The points of one span."""
    return (
        PROXIMITY * proximity(view, span)
        - OVERLAP * overlap(view, span, idf)
        + kind_points(slot, view, span)
        + head_points(slot, view, span)
        + role_points(slot, view, span)
        + border_points(view, span)
    )


def proximity(view: Scene, span: Span) -> float:
    """Share of the question's weight that stands near the span, falling with distance (0..1)."""
    total = 0.0
    for form, positions in view.at.items():
        best = 0.0
        for i in positions:
            if span.first <= i <= span.last and form in span.forms:
                continue
            distance = span.first - i if i < span.first else max(0, i - span.last)
            clauses = abs(view.borders[i] - view.borders[span.first if i < span.first else span.last])
            best = max(best, 1.0 / (1.0 + (max(distance - 1, 0) + 1.5 * clauses) / 5.0))
        total += view.weights[form] * best
    return total


def overlap(view: Scene, span: Span, idf: Idf) -> float:
    """Share of the span's own weight that the question already says (0..1)."""
    if not span.forms:
        return 0.0
    weights = [(max(idf(f), 0.1), f in view.weights) for f in span.forms]
    return sum(w for w, known in weights if known) / sum(w for w, _ in weights)


def kind_points(slot: Slot, view: Scene, span: Span) -> float:
    """Does the span have the kind asked for?"""
    wanted = slot.kinds
    have = span.typed.kind if span.typed else None
    if have and have in wanted:
        value = TYPED - 0.5 * wanted.index(have)
        if slot.unit and span.typed:
            value += (
                UNIT if span.typed.unit.startswith(slot.unit) or slot.unit in view.text[span.start : span.end] else -0.5
            )
        return value
    if any(kind in FORMED or kind is T.ORDINAL for kind in wanted):
        return -1.0 if have is None else -1.5
    if have and have is not T.PERSON and have is not T.ORDINAL:
        return -NOT_TYPED
    text = view.text[span.start : span.end]
    value = 0.0
    named = bool(span.tags) and any(t in ("NNP", "SL", "SH") for t in span.tags)
    if wanted[0] is T.PERSON:
        value += NAME * named + KIND_ENDING * (have is T.PERSON or text.split()[-1] in PERSON_TITLES)
    elif wanted[0] is T.PLACE:
        value += 0.5 * NAME * named + KIND_ENDING * text.endswith(PLACE_ENDINGS)
    elif wanted[0] is T.ORGANISATION:
        value += 0.5 * NAME * named + KIND_ENDING * text.endswith(ORGANISATION_ENDINGS)
    if span.tags and span.tags[0] == "SN" and len(span.tags) <= 3:
        value -= NOT_TYPED / 2
    return value


def head_points(slot: Slot, view: Scene, span: Span) -> float:
    """Is the span an instance of the noun asked for by its ending?"""
    if not slot.head:
        return 0.0
    text = view.text[span.start : span.end].replace(" ", "")
    if text == slot.head:
        return -HEAD
    if text.endswith(slot.head):
        return HEAD
    after = view.text[span.end : span.end + len(slot.head) + 2].strip(" )'\"’”」』")
    before = view.text[max(0, span.start - len(slot.head) - 2) : span.start].strip(" ('\"‘“「『")
    if after.startswith(slot.head) or before.endswith(slot.head):
        return 0.8 * HEAD
    return 0.0


def role_points(slot: Slot, view: Scene, span: Span) -> float:
    """Particle and governing verb."""
    value = 0.0
    if slot.gap and span.particle in slot.gap:
        value += GAP if slot.relative else PARTICLE
    if slot.predicate and governed(slot.predicate, view, span):
        value += GOVERNED
    return value


def governed(predicate: str, view: Scene, span: Span) -> bool:
    """Is `predicate` the first predicate after the span, or that of the relative clause right before it?"""
    for i in range(span.last, len(view.found)):
        if view.found[i].predicate and (i > span.last or view.found[i].link):
            if _says(view, i, predicate):
                return True
            if span.particle != "은":
                break
    before = span.first - 1
    return before >= 0 and view.found[before].link == "ETM" and _says(view, before, predicate)


def _says(view: Scene, i: int, predicate: str) -> bool:
    near = view.found[max(0, i - 1) : i + 1]
    return any(m.form == predicate for word in near for m in word.morphemes)


def border_points(view: Scene, span: Span) -> float:
    """A span should be a whole noun phrase, and not a long one."""
    if span.typed:
        return 0.0
    value = 0.4 if span.quoted else 0.0
    if span.left == "":
        before = view.found[span.first - 1] if span.first else None
        known = before is not None and any(key(m) in view.weights for m in before.morphemes)
        value -= 0.3 * BROKEN if known else BROKEN
    if span.right == "":
        value -= BROKEN
    for link in span.links:
        value -= {"": 0.0, "의": 0.3, "과": 0.5, "ETM": 0.7, "X": 1.2, "MM": 0.2}.get(link, 0.5)
    return value - LONG * max(0, len(span.links) - 2)


def clausal(slot: Slot) -> bool:
    """Is the slot answered by a clause (why, how, what is)?"""
    return slot.kinds[0] in CLAUSAL
