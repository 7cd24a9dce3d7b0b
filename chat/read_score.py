"""How well a candidate span answers a question: a sum of hand-set points, each with its reason beside it.

The points are in one currency: 1.0 is about what a matching particle together with a neighbouring question word is worth. None of
them was fitted; they were set on questions of our own over government texts.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chat.asked import Asked, Role, Slot
from chat.read_candidates import Span, candidates
from chat.read_clauses import BULLETS, clauses, labelled, telling
from chat.read_types import (
    FORMED,
    HOLLOW,
    ORGANISATION_ENDINGS,
    PERSON_TITLES,
    PLACE_ENDINGS,
    WORKS,
    AnswerType,
    head_types,
)
from chat.read_words import Word, is_content, key, words

T = AnswerType
Idf = Callable[[str], float]

PROXIMITY = 3.0  # all question words right beside the span
OVERLAP = 3.0  # a span made of the question's own words repeats, it does not answer
TYPED = 3.0  # a date for 언제, an amount for 얼마: the interrogative leaves little choice
SECOND_KIND = 1.2  # each kind is likelier than the next (얼마: money before a count)
NOT_TYPED = 2.0  # a date or amount where a name is asked
HEAD = 1.6  # "…한 병원은?" -> "…병원"
PARTICLE = 0.7  # 어디에 -> …에
GAP = 0.5  # the argument missing in the question's relative clause
GOVERNED = 1.0  # the span depends on the question's own verb
UNIT = 2.0  # 몇 명 -> 명
NAME = 0.6  # a proper noun where a person, place or organisation is asked
KIND_ENDING = 0.8  # ...시, ...부, ...장관 where place, organisation, person is asked
BROKEN = 0.9  # the span begins or ends inside a compound noun
COPULA = 1.2  # the sentence itself says that the span is what is asked
IN_BRACKETS = 2.0  # another spelling of the name before it
HOLLOW_END = 1.5  # "이후", "등", "것": words that name nothing
CLAUSE = 2.5  # "…하기 위해" for 왜, "…을 통해" for 어떻게
LABELLED = 3.0  # the line's own label asks the question
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


def kind_points(slot: Slot, view: Scene, span: Span) -> float:
    """Does the span have the kind asked for?"""
    wanted = slot.kinds
    have = span.typed.kind if span.typed else None
    if have and have in wanted:
        # 얼마나 without a counting word leaves the kind open.
        step = 0.3 if wanted[0] is T.COUNT and not slot.unit else SECOND_KIND
        value = TYPED - step * wanted.index(have) + _date_points(slot, view, span) + _glossed(view, span)
        if have is T.COUNT and wanted[0] is T.MONEY and span.typed is not None:
            # Things one by one are asked for with 몇; 얼마 asks for a measure.
            value -= NOT_TYPED * bool(_COUNTED.search(span.typed.unit))
        if span.typed is not None and "→" in span.typed.value and have is not T.DATE:
            value += 0.4  # a range or a change says more than its ends
        if slot.unit and have not in (T.DATE, T.TIME):
            units = _SAME_UNIT.get(slot.unit, (slot.unit,))
            value += UNIT if span.typed is not None and span.typed.unit.startswith(units) else -0.5
        return value
    if any(kind in FORMED or kind is T.ORDINAL for kind in wanted):
        return -1.0 if have is None else -1.5
    if have and have is not T.ORDINAL and (have is not T.PERSON or wanted[0] in (T.ORGANISATION, T.PLACE)):
        return -NOT_TYPED
    text = view.text[span.start : span.end]
    value = 0.0
    named = bool(span.tags) and any(t in ("NNP", "SL", "SH") for t in span.tags)
    if wanted[0] is T.PERSON:
        value += _person_points(view, span, text)
    elif wanted[0] is T.PLACE:
        value += 0.5 * NAME * named + KIND_ENDING * text.endswith(PLACE_ENDINGS)
    elif wanted[0] is T.ORGANISATION:
        value += 0.5 * NAME * named + KIND_ENDING * text.endswith(ORGANISATION_ENDINGS)
        value -= NOT_TYPED * _personal(view.found[span.last])
    if span.tags and span.tags[0] == "SN" and len(span.tags) <= 3:
        value -= NOT_TYPED / 2
    if span.quoted and text.rstrip(" .!?").endswith(("다", "요", "까", "오")) and slot.head not in WORKS:
        value -= NOT_TYPED  # somebody's words, no name
    return value


def _glossed(view: Scene, span: Span) -> float:
    """ "제조업(35.6억 달러)": a value in brackets belongs to the very word before them."""
    word = view.found[span.first]
    opened = view.text.rfind("(", word.start, span.start)
    if opened <= word.start:
        return 0.0
    owner = [key(m) for m in word.morphemes if m.end <= opened and is_content(m)]
    return (0.8 if any(f in view.weights for f in owner) else -0.4) if owner else 0.0


_COUNTED = re.compile(r"^(?:명|인|세|살|개|곳|건|회|번|대|종|권|호|과목|가지|마리|동|층)")
# Counting words that stand for each other in questions and in documents.
_SAME_UNIT: dict[str, tuple[str, ...]] = {
    "살": ("살", "세"),
    "명": ("명", "인", "사람"),
    "사람": ("명", "인", "사람"),
    "개": ("개", "곳", "종", "가지"),
    "곳": ("곳", "개소", "군데", "개"),
    "군데": ("곳", "개소", "군데", "개"),
    "가지": ("가지", "종", "개"),
    "달": ("달", "개월"),
    "개월": ("달", "개월"),
}


def _person_points(view: Scene, span: Span, text: str) -> float:
    """A name is best, a word for a person will do, a thing will not."""
    value = 0.0
    if _proper(view.found[span.last]):
        value = NAME + 0.4 + 0.4 * all(_proper(w) for w in view.found[span.first : span.last + 1])
    elif not _personal(view.found[span.last]):
        value = -2 * NAME
    if text[0].isdigit():
        value -= NAME
    return value + KIND_ENDING * bool(span.typed)


def _personal(word: Word) -> bool:
    """Does the word name a kind of person (총재, 여동생, 헌법학자)?"""
    nouns = [m.form for m in word.morphemes if m.tag.startswith(("NN", "XSN"))]
    return any(T.PERSON in head_types(w) for w in ("".join(nouns), *nouns[-1:])) or (
        bool(nouns) and nouns[-1] in PERSON_TITLES
    )


_YEAR_NOUNS = frozenset({"해", "연도", "년도", "년", "출생연도", "설립연도"})


def _date_points(slot: Slot, view: Scene, span: Span) -> float:
    """The part of a date that is asked for: its year for 몇 년, one end of a range for 언제부터 or 언제까지, else all of it."""
    if slot.kinds[0] is not T.DATE:
        return -1.0 * span.part
    words = view.text[span.start : span.end]
    if slot.head in _YEAR_NOUNS or slot.unit in _YEAR_NOUNS:
        return 1.0 if _YEAR.fullmatch(words) else -1.0
    after = view.text[span.end : span.end + 3].strip()
    before = view.text[max(0, span.start - 3) : span.start]
    begins, ends = after.startswith(("부터", "~", "에서")), before.endswith(("~", "~ ", "부터 ", "에서 "))
    if span.part:
        return 1.0 if (slot.particle == "부터" and begins) or (slot.particle == "까지" and ends) else -1.0
    # A day says more than a month, a month more than a year; a period is asked for by its name.
    value = 0.3 * min(len(re.findall(r"\d+", words)), 3) - 0.8 * bool(_RELATIVE.fullmatch(words))
    ranged = bool(_RANGED.search(words)) or words.endswith("까지")
    if slot.head.endswith(("기간", "일정")) or (slot.particle == "까지" and (ranged or after.startswith("까지"))):
        value += 1.0 if ranged or after.startswith("까지") else -0.5
    if (slot.particle, after[:2]) in (("부터", "까지"), ("까지", "부터")):
        return value - 1.5  # the other end of the period
    return value + 1.0 * (slot.particle == "부터" and (ranged or begins))


_RELATIVE = re.compile(r"다음\s[날해]|이튿날|이듬해|그해|같은\s[해달]")
_RANGED = re.compile(r"[~∼–]|부터|까지|에서")
_YEAR = re.compile(r"(?:기원전\s?)?\d{1,4}년?(?:경|도|대)?|['‘’`]\d{2}년?")


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
    value -= HOLLOW_END * ((opening in HOLLOW) + (closing in HOLLOW))
    if span.left == "" and span.first:
        before = view.found[span.first - 1]
        known = any(key(m) in view.weights for m in before.morphemes)
        numeric = any(m.tag in ("SN", "W_SERIAL") for m in before.morphemes)
        hollow = any(m.form in HOLLOW for m in before.morphemes[-1:])
        # A title before a name ("총재 홍길동") is no part of the name.
        titled = (
            slot.kinds[0] is T.PERSON and _proper(view.found[span.first]) and (_personal(before) or not _proper(before))
        )
        value -= (0.3 if known or numeric or hollow or titled else 1.0) * BROKEN
    elif span.left in ("을", "이", "에", "에서", "으로", "과") and span.links[:1] == ("ETM",):
        value -= BROKEN
    if span.right == "":
        following = view.found[span.last + 1] if span.last + 1 < len(view.found) else None
        titled = slot.kinds[0] is T.PERSON and any(_personal(w) for w in view.found[span.last + 1 : span.last + 3])
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


def _proper(word: Word) -> bool:
    return bool(word.morphemes) and all(
        m.tag in ("NNP", "SL", "SH")
        for m in word.morphemes
        if m.tag.startswith(("N", "S", "XR")) and m.tag not in ("SSO", "SSC", "SP")
    )


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


def near(view: Scene, start: int, end: int) -> float:
    """Share of the question's weight in the sentence around [start, end), falling with distance (0..1)."""
    first = next((i for i, w in enumerate(view.found) if w.end > start), 0)
    last = next((i for i in range(len(view.found) - 1, -1, -1) if view.found[i].start < end), first)
    total = 0.0
    for form, positions in view.at.items():
        distance = min(max(first - i, i - last, 0) for i in positions)
        total += view.weights[form] / (1.0 + distance / 5.0)
    return total
