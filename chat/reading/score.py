"""How well a candidate span answers a question: a sum of hand-set points, each with its reason beside it.

The points are in one currency: 1.0 is about what a matching particle together with a neighbouring question word is worth. None of
them was fitted; they were set by hand, on questions of our own over government texts and by reading errors.
"""

import re

from chat.reading.asked import Asked, Slot
from chat.reading.candidates import Span, candidates
from chat.reading.clauses import BULLETS, clauses, labelled, telling
from chat.reading.kinds import KIND_ENDING, TYPED, is_personal, is_proper, kind_points
from chat.reading.scene import Idf, Scene, near, scene
from chat.reading.types import (
    FORMED,
    HOLLOW,
    PERSON_TITLES,
    WORKS,
    AnswerType,
)
from chat.reading.words import is_content, key, words

T = AnswerType
PROXIMITY = 3.0  # all question words right beside the span
OVERLAP = 3.0  # a span made of the question's own words repeats, it does not answer
HEAD = 1.6  # "…한 병원은?" -> "…병원"
PARTICLE = 0.7  # 어디에 -> …에
GAP = 0.8
GOVERNED = 1.4  # the span depends on the question's own verb
BROKEN = 0.9  # the span begins or ends inside a compound noun
COPULA = 1.2  # the sentence itself says that the span is what is asked
IN_BRACKETS = 2.0  # another spelling of the name before it
HOLLOW_END = 1.5  # "이후", "등", "것": words that name nothing
CLAUSE = 2.5  # "…하기 위해" for 왜, "…을 통해" for 어떻게
LABELLED = 3.0  # the line's own label asks the question
LONG = 0.12  # for each word after the third


def rank(asked: Asked, slot: Slot, view: Scene, idf: Idf) -> list[tuple[float, Span]]:
    """The candidate spans of the sentence with their points, best first."""
    spans = candidates(view.text)
    scored = [(points(asked, slot, view, span, idf), span) for span in spans]
    return sorted(scored, key=lambda pair: (-pair[0], pair[1].start, pair[1].end))


def points(asked: Asked, slot: Slot, view: Scene, span: Span, idf: Idf) -> float:
    """The points of one span."""
    return (
        PROXIMITY * proximity(view, span)
        - OVERLAP * overlap(slot, view, span, idf)
        + kind_points(slot, view, span)
        + head_points(slot, view, span)
        + role_points(slot, view, span)
        + border_points(slot, view, span)
    )


def proximity(view: Scene, span: Span) -> float:
    """Share of the question's weight that stands near the span, falling with distance (0..1)."""
    total = 0.0
    for form, positions in view.at.items():
        best = 0.0
        for i in positions:
            if span.first <= i <= span.last and form in span.forms:
                continue
            # Korean phrases end with their head: from there it is measured, else long phrases would always be nearer.
            near_end = span.first if span.typed or "," in span.links or "·" in span.links else span.last
            distance = near_end - i if i < span.first else max(0, i - span.last)
            # A label or topic stands before its value far more often than behind it.
            distance += i > span.last and span.typed is not None
            clauses = abs(view.borders[i] - view.borders[span.first if i < span.first else span.last])
            best = max(best, 1.0 / (1.0 + (max(distance - 1, 0) + 2.5 * clauses) / 5.0))
        total += view.weights[form] * best
    return total


def overlap(slot: Slot, view: Scene, span: Span, idf: Idf) -> float:
    """Share of the span's own weight that the question already says (0..1)."""
    if not span.forms:
        return 0.0
    # The noun asked for may well be the answer's last word ("…강은?" -> "네만 강").
    own = slot.head and view.text[span.start : span.end].replace(" ", "").endswith(slot.head)
    weights = [(max(idf(f), 0.1), f in view.weights and not (own and f in slot.head)) for f in span.forms]
    return sum(w for w, known in weights if known) / sum(w for w, _ in weights)


def head_points(slot: Slot, view: Scene, span: Span) -> float:
    """Is the span an instance of the noun asked for by its ending?"""
    if not slot.head or T.LIST in slot.kinds:
        return 0.0
    text = view.text[span.start : span.end].replace(" ", "")
    if text == slot.head:
        return -HEAD
    if text.endswith(slot.head):
        # A person is told by name; the title beside it is no part of the name.
        return 0.8 * HEAD if slot.kinds[0] is T.PERSON else HEAD
    value = 0.0
    after = _AFTER.sub("", view.text[span.end : span.end + len(slot.head) + 8])
    before = _BEFORE.sub("", view.text[max(0, span.start - len(slot.head) - 6) : span.start])
    if after.startswith(slot.head) or before.endswith(slot.head):
        value = 0.8 * HEAD
    if text.endswith(_INSTANCES.get(slot.head, ("\0",))):
        value += KIND_ENDING
    if span.quoted and slot.head in WORKS:
        value += 0.6
    return value + _copula(slot, view, span)


def _copula(slot: Slot, view: Scene, span: Span) -> float:
    """ "A는 … HEAD이다" tells A, "… HEAD는 B이다" tells B."""
    last = view.found[-1]
    if (
        span.particle == "은"
        and any(m.tag.startswith("VCP") for m in last.morphemes)
        and last.morphemes[0].form == slot.head
    ):
        return COPULA
    if span.particle == "COP" or span.right == "$":
        for i in range(span.first - 1, -1, -1):
            if view.found[i].particle in ("은", "이"):
                said = [m.form for m in view.found[i].morphemes if m.tag.startswith(("NN", "SL", "XS"))]
                return COPULA if said and ("".join(said) == slot.head or said[-1] == slot.head) else 0.0
    return 0.0


# How the names of instances end.
_INSTANCES: dict[str, tuple[str, ...]] = {
    "부서": ("과", "팀", "실", "국", "단", "담당관"),
    "부처": ("부", "처", "청", "위원회", "원"),
    "기관": ("부", "처", "청", "위원회", "원", "공단", "공사", "재단", "센터", "진흥원"),
    "도시": ("시",),
    "법": ("법", "법률"),
    "법률": ("법", "법률"),
}
# What may stand between an answer and the noun that names its kind ("X라는 병원", "병원인 X", "X(원어) 병원").
_AFTER = re.compile(r"^(?:\s*\([^)]*\))?[\s)'\"’”」』》>]*(?:이?라는\s|이?란\s|등의\s|인\s|의\s)?")
_BEFORE = re.compile(r"(?:인|으로|로|,)?[\s('\"‘“「『《<]*$")


def role_points(slot: Slot, view: Scene, span: Span) -> float:
    """Particle and governing verb."""
    value = 0.0
    if slot.gap and span.particle in slot.gap:
        value += GAP if slot.relative else PARTICLE
    if slot.predicate:
        value += GOVERNED * governed(slot.predicate, view, span)
    return value


def governed(predicate: str, view: Scene, span: Span) -> float:
    """How surely the question's verb is the span's own (0..1): the first predicate after it, a later one that a subject or
    topic reaches over, or that of the relative clause right before it.
    """
    before = span.first - 1
    if before >= 0 and view.found[before].link == "ETM" and _says(view, before, predicate):
        return 1.0
    reach = 1.0
    for i in range(span.last, len(view.found)):
        word = view.found[i]
        if i > span.last and word.particle == "이" and span.particle == "이":
            reach -= 0.3
        if not word.predicate or (i == span.last and not word.link):
            continue
        if _says(view, i, predicate):
            return max(reach, 0.0)
        # A relative clause may stand between an argument and its verb; a closed clause lets only subjects through.
        reach -= 0.3 if word.link == "ETM" or span.particle in ("은", "이") else 0.7
        if reach <= 0:
            break
    return 0.0


def _says(view: Scene, i: int, predicate: str) -> bool:
    near = view.found[max(0, i - 1) : i + 1]
    return any(m.form == predicate for word in near for m in word.morphemes)


def border_points(slot: Slot, view: Scene, span: Span) -> float:
    """A span should be a whole noun phrase, and not a long one."""
    if span.typed and span.typed.kind is not T.PERSON:
        return 0.0
    value = -IN_BRACKETS if _bracketed(view.text, span) else 0.0
    if span.typed:
        return value
    value += 0.4 if span.quoted else 0.0
    if (
        span.tags[:1] in (("SN",), ("W_SERIAL",))
        and T.DATE not in slot.kinds
        and len(span.links)
        and _DATED.match(view.text, span.start)
    ):
        value -= 1.0
    opening, closing = view.text[span.start : span.end].split()[0], span.forms[-1] if span.forms else ""
    if "ETN" in span.tags:
        value -= BROKEN  # "선정하기" names nothing
    value -= HOLLOW_END * ((opening in HOLLOW) + (closing in HOLLOW))
    if span.left == "" and span.first:
        before = view.found[span.first - 1]
        known = any(key(m) in view.weights for m in before.morphemes)
        numeric = any(m.tag in ("SN", "W_SERIAL") for m in before.morphemes)
        hollow = any(m.form in HOLLOW for m in before.morphemes[-1:])
        # A title before a name ("총재 홍길동") is no part of the name.
        titled = (
            slot.kinds[0] is T.PERSON
            and is_proper(view.found[span.first])
            and (is_personal(before) or not is_proper(before))
        )
        value -= (0.3 if known or numeric or hollow or titled else 1.0) * BROKEN
    elif span.left in ("을", "이", "에", "에서", "으로", "과") and span.links[:1] == ("ETM",):
        value -= BROKEN
    if span.right == "":
        following = view.found[span.last + 1] if span.last + 1 < len(view.found) else None
        titled = slot.kinds[0] is T.PERSON and any(is_personal(w) for w in view.found[span.last + 1 : span.last + 3])
        hollow = following is not None and any(m.form in HOLLOW for m in following.morphemes[:1])
        value -= (0.3 if titled or hollow else 1.0) * BROKEN
    if (span.start and view.text[span.start - 1] in "·‧ㆍ") or view.text[span.end : span.end + 1] in ("·", "‧", "ㆍ"):
        value -= BROKEN  # "시장·군수·구청장" is one phrase
    inner = view.found[span.first : span.last]
    value -= 0.6 * HOLLOW_END * any(m.form in _INNER_HOLLOW for w in inner for m in w.morphemes[-1:])
    if T.LIST in slot.kinds:
        # All the members of a list are wanted: joining costs nothing.
        return value + 0.4 * sum(link in ("과", ",", "·", "및") for link in span.links) - 0.7 * span.links.count("X")
    for link in span.links:
        value -= {"": 0.0, "의": 0.3, "과": 0.5, "·": 0.1, "ETM": 0.7, "X": 1.6, "MM": 0.2}.get(link, 0.5)
    return value - LONG * max(0, len(span.links) - 2)


_INNER_HOLLOW = frozenset({"등", "이후", "당시", "때", "이전"})
_DATED = re.compile(r"\d{1,4}(?:년대?|월|일)\s")


def _bracketed(text: str, span: Span) -> bool:
    """Does the span stand in round brackets behind a word, as a gloss does? A name behind its title ("(장관 홍길동") is none."""
    opened = text.rfind("(", 0, span.start)
    if opened <= max(text.rfind(")", 0, span.start), 0) or text[opened - 1].isspace():
        return False
    return text[opened + 1 : span.start].strip() not in PERSON_TITLES


def clause_points(slot: Slot, view: Scene) -> list[tuple[float, tuple[int, int], bool]]:
    """(points, span, True) of the stretches that tell a reason, a way, a meaning, or whether."""
    kind = slot.kinds[0]
    if kind is T.YES_NO:
        parts = clauses(view.text)
        said = [p for p in parts if slot.predicate and slot.predicate in view.text[p[0] : p[1]]] or parts[-1:]
        bullets = len(view.text) - len(view.text.lstrip(BULLETS))
        said = [(max(start, bullets), end) for start, end in said]
        return [
            (PROXIMITY * near(view, start, end) + CLAUSE * (start == said[0][0]), (start, end), True)
            for start, end in said
        ]
    return [
        (PROXIMITY * near(view, start, end) + CLAUSE * strength, (start, end), True)
        for start, end, strength in telling(view.text, kind)
    ]


def label_points(slot: Slot, view: Scene) -> list[tuple[float, tuple[int, int], bool]]:
    """The value of a line whose label is what is asked ("(신청방법) …" for 신청 방법), where no form of its own is asked."""
    line = labelled(view.text)
    if line is None or slot.kinds[0] in FORMED:
        return []
    forms = {key(m) for word in words(line[0]) for m in word.morphemes if is_content(m)}
    if not forms or not forms <= view.weights.keys():
        return []
    return [(PROXIMITY * near(view, line[1], line[2]) + LABELLED, (line[1], line[2]), True)]


__all__ = ["CLAUSE", "TYPED", "clause_points", "label_points", "rank", "scene"]
