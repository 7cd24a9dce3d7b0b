"""A true figure under the wrong subject: does a claim say of a value what the source says of another?

For a value of the claim, the words that belong to it are compared with the words that belong to the same value in the
source and with those of its rivals there (other values of the same sort). A claim that shares none of the words that only
the value has, but some that only a rival has, speaks of the rival.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chat.verification.facts import Fact, Kind
from chat.verification.ground import Ground
from chat.verification.hold import Place, lines_of
from chat.verification.line import Line, Word


@dataclass(frozen=True, slots=True)
class Sort:
    """Values that can be mistaken for each other: figures of one unit, or (`kind` None) names of one tag."""

    kind: Kind | None
    units: frozenset[str]


@dataclass(frozen=True, slots=True)
class Bound:
    """A value and the words that belong to it in its sentence."""

    value: str
    start: int
    words: frozenset[str]


def wrong_subject(claim: Line, fact: Fact, places: Sequence[Place], ground: Ground, around: frozenset[str]) -> bool:
    """Whether `claim` says of `fact` (which stands at `places`) what the source says of one of its rivals."""
    sort = Sort(fact.kind, fact.units)
    said = next((b.words for b in bound(claim, sort) if b.start == fact.start), frozenset[str]()) - around
    own = [
        b
        for place in places
        for b in bound(place.line, Sort(place.fact.kind, place.fact.units))
        if b.start == place.fact.start
    ]
    return _rival_meant(said, own, [b for _, read in lines_of(ground) for b in bound(read, sort)])


def swapped_names(claim: Line, ground: Ground, around: frozenset[str]) -> tuple[str, ...]:
    """The names of `claim` of which it says what the source says of another name."""
    return tuple(
        one.value
        for sort in (Sort(None, frozenset({"NNP"})), Sort(None, frozenset({"OFFICE"})))
        for one in bound(claim, sort)
        if one.value not in around and _swapped(one, sort, ground, around)
    )


def _swapped(one: "Bound", sort: "Sort", ground: Ground, around: frozenset[str]) -> bool:
    everywhere = [b for _, read in lines_of(ground) for b in bound(read, sort)]
    return _rival_meant(one.words - around, [b for b in everywhere if b.value == one.value], everywhere)


def _rival_meant(said: frozenset[str], own: Sequence["Bound"], everywhere: Sequence["Bound"]) -> bool:
    values = {b.value for b in own}
    rivals = [b for b in everywhere if b.value not in values]
    if not said or not own or not rivals:
        return False
    return all(any(_nearer(said, rival.words, one.words) for rival in rivals) for one in own)


def _nearer(said: frozenset[str], rival: frozenset[str], own: frozenset[str]) -> bool:
    only_own, only_rival = own - rival, rival - own
    return bool(only_own) and not said & only_own and bool(said & only_rival)


def bound(read: Line, sort: Sort) -> tuple[Bound, ...]:
    """The values of one sort in a sentence, each with its words: what stands before it up to the value before, and what
    follows it up to the next border between statements.
    """
    words = [(word.start, word.form) for word in read.words if _tells(word) and word.tag not in sort.units]
    if sort.kind is None:
        offices = [w for w in read.words if w.tag == "OFFICE"]
        values = [
            (w.start, w.end, w.form)
            for w in read.words
            if w.tag in sort.units and len(w.form) > 1 and (w.tag == "OFFICE" or not _inside(w, offices))
        ]
        words = [(at, form) for at, form in words if not any(start <= at < end for start, end, _ in values)]
        facts = [(f.start, f.words.replace(" ", "")) for f in read.facts if f.end]
    else:
        same = [f for f in read.facts if f.kind is sort.kind and f.end]
        same = [f for f in same if not sort.units or not f.units or f.units & sort.units]
        values = [(f.start, f.end, _value(f)) for f in same]
        facts = [(f.start, f.words.replace(" ", "")) for f in read.facts if f.end and f not in same]
    return _assign(sorted(values), sorted(words + facts), read)


def _inside(word: Word, offices: Sequence[Word]) -> bool:
    return any(office.start <= word.start and word.end <= office.end for office in offices)


def _tells(word: Word) -> bool:
    return not word.tag.startswith(("VV", "VA", "MM"))


def _value(fact: Fact) -> str:
    return f"{fact.date}" if fact.date else fact.value


def _assign(values: Sequence[tuple[int, int, str]], words: Iterable[tuple[int, str]], read: Line) -> tuple[Bound, ...]:
    owned: list[set[str]] = [set() for _ in values]
    for at, form in words:
        after = next((i for i, (start, _, _) in enumerate(values) if start > at), len(values))
        before = after - 1
        if before < 0:
            owner = after
        elif after == len(values):
            owner = before
        else:
            border = next((b for b in read.borders if values[before][1] <= b <= values[after][0]), None)
            owner = before if border is not None and at < border else after
        if owner < len(owned):
            owned[owner].add(form)
    for i in range(1, len(values)):
        if not owned[i]:  # a range, or two values side by side: they share their words
            owned[i] = set(owned[i - 1])
    topic = _topic(read)
    result = []
    for (start, _, value), forms in zip(values, owned, strict=True):
        result.append(Bound(value, start, frozenset(forms) | (topic if topic <= owned[0] else frozenset())))
    return tuple(result)


def _topic(read: Line) -> frozenset[str]:
    """The words before the sentence's only 은/는: they are said of everything in it."""
    marks = [m for m in read.morphemes if m.tag == "JX" and m.form in ("은", "는", "ᆫ")]
    if len(marks) != 1:
        return frozenset()
    return frozenset(word.form for word in read.words if word.end <= marks[0].start)
