"""A true figure under the wrong subject: does a claim say of a value what the source says of another?

For a value of the claim, the words that belong to it are compared with the words that belong to the same value in the
source and with those of its rivals there (other values of the same sort). A claim that shares none of the words that only
the value has, but some that only a rival has, speaks of the rival; so does one that holds the word next to the rival and
not the word next to the value, or what the rival is said of and not what the value is said of.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from chat.reading.types import PERSON_TITLES
from chat.verification.facts import Fact, Kind
from chat.verification.ground import Ground
from chat.verification.hold import Place, lines_of
from chat.verification.line import Line, Word


@dataclass(frozen=True, slots=True)
class Sort:
    """Values that can be mistaken for each other: figures of one unit, or (`kind` None) names of one tag."""

    kind: Kind | None
    units: frozenset[str]


_NAMES = tuple(Sort(None, frozenset({tag})) for tag in ("NNP", "OFFICE", "PERSON"))
_PERSONS = _NAMES[-1]


@dataclass(frozen=True, slots=True)
class Bound:
    """A value and the words that belong to it in its sentence.

    `shared` are those said of all values of the sentence; `topic` those up to the value's own subject particle; `before`
    and `after` stand next to it ("" for none); `lent`: it has no words of its own and takes those of the value before.
    """

    value: str
    start: int
    words: frozenset[str]
    shared: frozenset[str] = frozenset()
    topic: frozenset[str] = frozenset()
    before: str = ""
    after: str = ""
    lent: bool = False


def wrong_subject(claim: Line, fact: Fact, places: Sequence[Place], ground: Ground) -> bool:
    """Whether `claim` says of `fact` (which stands at `places`) what the source says of one of its rivals."""
    sort = Sort(fact.kind, fact.units)
    said = next((b for b in bound(claim, sort) if b.start == fact.start), None)
    if said is None or said.lent:
        return False
    own = [
        b
        for place in places
        for b in bound(place.line, Sort(place.fact.kind, place.fact.units))
        if b.start == place.fact.start
    ]
    sorts = dict.fromkeys([sort, *(Sort(place.fact.kind, place.fact.units) for place in places)])
    everywhere = [b for one in sorts for _, read in lines_of(ground) for b in bound(read, one)]
    return _rival_meant(said, own, everywhere)


def swapped_names(claim: Line, ground: Ground) -> tuple[str, ...]:
    """The names of `claim` of which it says what the source says of another name, or that stand together only in it."""
    lines = [read for _, read in lines_of(ground)]
    swapped = [
        one.value
        for sort in _NAMES
        for one in bound(claim, sort)
        if _rival_meant(
            one,
            [b for read in lines for b in bound(read, sort) if b.value == one.value],
            [b for read in lines for b in bound(read, sort)],
        )
    ]
    return (*swapped, *_never_together(claim, lines, ground))


def _never_together(claim: Line, lines: Sequence[Line], ground: Ground) -> list[str]:
    """Names of one statement that no sentence of the source holds together, though each stands in one."""
    apart = []
    for statement in claim.statements:
        names = [name for name in statement.names if name not in ground.around.lower()]
        held = [read for read in lines if any(name in read.text for name in names)]
        if len(names) > 1 and held and not any(all(name in read.text for name in names) for read in held):
            apart += names
    return apart


def _rival_meant(said: Bound, own: Sequence[Bound], everywhere: Sequence[Bound]) -> bool:
    values = {b.value for b in own}
    rivals = [b for b in everywhere if b.value not in values]
    if not said.words or not own or not rivals:
        return False
    return all(any(_nearer(said.words, rival, one) for rival in rivals) for one in own)


def _nearer(said: frozenset[str], rival: Bound, own: Bound) -> bool:
    only_own = {form for form in own.words if not _meets(form, rival.words | rival.shared)}
    only_rival = {form for form in rival.words if not _meets(form, own.words | own.shared)}
    if only_own and not _common(said, only_own) and _common(said, only_rival):
        return True
    own_topic = {form for form in own.topic if not _meets(form, rival.words | rival.shared)}
    rival_topic = {form for form in rival.topic if not _meets(form, own.words | own.shared)}
    if own_topic and not _common(said, own_topic) and _common(said, rival_topic):
        return True
    return any(
        mine and other and not _meets(mine, said) and _meets(other, said) and not _meets(other, own.words | own.shared)
        for mine, other in ((own.before, rival.before), (own.after, rival.after))
    )


def _common(said: Iterable[str], forms: Iterable[str]) -> bool:
    return any(_meets(form, said) for form in forms)


def _meets(form: str, forms: Iterable[str]) -> bool:
    """The same word, or one inside a compound of the other ("인터넷" in "저속인터넷")."""
    return any(form == other or (len(form) > 1 < len(other) and (form in other or other in form)) for other in forms)


@lru_cache(maxsize=8192)
def bound(read: Line, sort: Sort) -> tuple[Bound, ...]:
    """The values of one sort in a sentence, each with its words: what stands before it up to the value before, and what
    follows it up to the next border between statements.
    """
    words = [(w.start, w.form) for w in read.words if _tells(w, sort) and w.tag not in sort.units]
    if sort.kind is None:
        offices = [w for w in read.words if w.tag in ("OFFICE", "PERSON")]
        values = [
            (w.start, w.end, w.form)
            for w in read.words
            if w.tag in sort.units and w.name and len(w.form) > 1 and (w in offices or not _inside(w, offices))
        ]
        words = [(at, form) for at, form in words if not any(start <= at < end for start, end, _ in values)]
        facts = [(f.start, f.words.replace(" ", "")) for f in read.facts if f.end]
    else:
        same = [f for f in read.facts if f.kind is sort.kind and f.end]
        same = [f for f in same if not sort.units or f.units & sort.units]
        values = [(f.start, f.end, f"{f.date}" if f.date else f.value) for f in same]
        facts = [(f.start, f.words.replace(" ", "")) for f in read.facts if f.end and f not in same]
    return _assign(sorted(values), sorted(words + facts), read)


def _tells(word: Word, sort: Sort) -> bool:
    if sort == _PERSONS and word.form in PERSON_TITLES:
        return False
    return not word.tag.startswith(("VV", "VA", "MM")) and not word.verbal


def _inside(word: Word, others: Sequence[Word]) -> bool:
    return any(other.start <= word.start and word.end <= other.end for other in others)


def _assign(values: Sequence[tuple[int, int, str]], words: Sequence[tuple[int, str]], read: Line) -> tuple[Bound, ...]:
    before: list[list[tuple[int, str]]] = [[] for _ in values]
    after: list[list[str]] = [[] for _ in values]
    marks = [m.start for m in read.morphemes if m.tag in _MARK_TAGS and m.form in _MARKS]
    marks = [mark for mark in marks if all(mark != end for _, end, _ in values)]
    shared_until = _shared_until(values, marks)
    later = [form for at, form in words if values and at > values[0][0]]
    if len(values) > 2 and later and all(any(map(str.isdigit, form)) for form in later):
        shared_until = values[0][0]  # a series: "시장 규모 ('18) 15.6 ('19) 16.9"
    shared = frozenset(form for at, form in words if at < shared_until)
    for at, form in words if values else ():
        following = next((i for i, (start, _, _) in enumerate(values) if start > at), len(values))
        border = _border(values, following, read)
        if following == len(values) or (following and at < border):
            after[following - 1].append(form)
        else:
            before[following].append((at, form))
    lent = [False] * len(values)
    for i in range(1, len(values)):
        if not before[i] and not after[i - 1] and not after[i]:  # a range, or two values side by side share their words
            before[i], lent[i] = list(before[i - 1]), True
    result = []
    for (start, _, value), b, a, borrowed in zip(values, before, after, lent, strict=True):
        last = max((mark for mark in marks if mark < start), default=0)
        topic = frozenset(form for at, form in b if shared_until <= at < last)
        words_here = frozenset([form for _, form in b] + a) - shared
        result.append(
            Bound(value, start, words_here, shared, topic, b[-1][1] if b else "", a[0] if a else "", borrowed)
        )
    return tuple(result)


def _border(values: Sequence[tuple[int, int, str]], following: int, read: Line) -> int:
    """Where, before the value number `following`, a new statement begins; 0 where none does."""
    if not 0 < following < len(values):
        return 0
    return next((b for b in read.borders if values[following - 1][1] <= b <= values[following][0]), 0)


def _shared_until(values: Sequence[tuple[int, int, str]], marks: Sequence[int]) -> int:
    """Up to where the words before the first value are said of all values: the last particle that marks a subject, topic
    or object there, unless a later value has a subject of its own ("A는 10만 원, B는 20만 원").
    """
    if len(values) < 2 or any(values[0][1] <= mark < values[-1][0] for mark in marks):
        return 0
    return max((mark for mark in marks if mark < values[0][0]), default=0)


_MARKS = frozenset({"은", "는", "ᆫ", "이", "가", "을", "를", "ᆯ", "에게"})
_MARK_TAGS = ("JX", "JKS", "JKO", "JKB")
