"""The values of a sentence, each with the words that belong to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from chat.verification.facts import FactKind
from chat.verification.parsing import CONNECTED, ContentWord, ParsedSentence
from ingest.korean.clock import HOUR_AND_MINUTE
from ingest.korean.limit_words import LOWER, LimitPlace, limit_words
from ingest.korean.people import SURNAMES, TITLES
from ingest.korean.time_words import WEEKDAY

_NAME_SYLLABLES = 3
"""A proper noun of this many syllables may be a person's name, as most Korean names have; with 2 one swapped name more passes (docs/measurements-llm.md)."""
# The text between the two ends of a range; it may hold the day of the week of the first end and times of day.
_RANGE = re.compile(
    rf"\s*(?:\(?{WEEKDAY}요일\)?)?\s*(?:{HOUR_AND_MINUTE})?\s*"
    rf"(?:{limit_words(LimitPlace.BEHIND_FIGURE, LimitPlace.BEHIND_TIME, senses=LOWER)}|에서|~|-)\s*(?:{WEEKDAY}요일)?\s*"
)
# The text between two values that share the words before them.
_BESIDE = re.compile(r"\s*(?:,|및|와|과|보다)?\s*")
# The sign before a new entry of a list; the comma before a labelled value ("..., 접수: 3월"); the label right before a value.
_ENTRY = re.compile(r"\s?[/;→※]")
_LABELLED = re.compile(r",[^,:/]{1,30}:")
_LABEL = re.compile(rf"[가-힣a-z0-9·]+(?:\s(?:{limit_words(LimitPlace.BEHIND_FIGURE)}))?\s?(?:\([^()]*\))?\s?:\s*$")
# The heading that the values after it belong to: a topic, a label or the first word of a list's entry.
_HEAD = re.compile(
    r"(?<![가-힣a-z0-9])(?P<topic>[가-힣a-z0-9·]{2,}?)(?:에게|에서|에)?(?:은|는)(?=\s)|(?P<label>[가-힣a-z0-9·][가-힣a-z0-9· ]*?)(?:\([^()]*\))?\s?:"
    r"|(?:^|[/;□ㅇ○]|\s-)\s*(?P<entry>[가-힣a-z0-9·]{2,})"
)
_RUN = re.compile(r"[가-힣a-z0-9·]+$")
# The particles that mark a subject, topic, object or receiver.
_MARKS = frozenset({"은", "는", "ᆫ", "이", "가", "을", "를", "ᆯ", "에게"})
_MARK_TAGS = ("JX", "JKS", "JKO", "JKB")


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of values that can be mistaken for each other: figures of one unit, or (`kind` None) names with one tag of `ContentWord` (proper nouns, offices, persons)."""

    kind: FactKind | None
    units: frozenset[str]


NAMES = tuple(Sort(None, frozenset({tag})) for tag in ("NNP", "OFFICE", "PERSON"))
PERSONS = NAMES[-1]


@dataclass(frozen=True, slots=True)
class Attribution:
    """A value and the words that belong to it in its sentence.

    `words`: the nouns and figures that belong to this value. `shared`: the words said of all values of the sentence. `topic`:
    the nouns up to the value's own subject particle. `label`: the noun right before the value as written ("시설투자자금"),
    `after`: the word after it ("" for none). `every`: `words` and the verbs that belong to the value; `offices`: the offices
    among `words`. `head`: the heading that the value belongs to, as "topic", "label" or "entry" and the word as written
    ("2급지"). `sentence`: the whole text.
    """

    value: str
    start: int
    words: frozenset[str]
    shared: frozenset[str] = frozenset()
    topic: frozenset[str] = frozenset()
    label: str = ""
    after: str = ""
    every: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    head: tuple[str, str] = ("", "")
    sentence: str = ""

    @property
    def verbs(self) -> frozenset[str]:
        """The verbs and verbal nouns that belong to the value."""
        return self.every - self.words

    @property
    def all(self) -> frozenset[str]:
        """`words` and `shared`."""
        return self.words | self.shared


@dataclass(frozen=True, slots=True)
class _Value:
    """A value of the sort in question and its span in the sentence."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class _Neighbour:
    """A word beside the values. `whole`: the compound that it ends; `plain`: it is a noun or a figure, no verb."""

    start: int
    form: str
    whole: str
    plain: bool
    office: bool


@lru_cache(maxsize=8192)
def attributions(read: ParsedSentence, sort: Sort, source: bool = False) -> tuple[Attribution, ...]:
    """The values of one sort in a sentence, each with the words that belong to it: those between the value before and this
    one, and those after it up to the next border between statements. In a `source` the only value of its sort owns the
    whole sentence.
    """
    words = [w for w in read.words if w.tag not in sort.units and not (sort == PERSONS and w.form in TITLES)]
    if sort.kind is None:
        offices = [w for w in read.words if w.tag in ("OFFICE", "PERSON")]
        values = [
            _Value(w.start, w.end, w.form)
            for w in read.words
            if w.tag in sort.units and w.name and (w in offices or (_is_person(w) and not _inside(w, offices)))
        ]
        words = [w for w in words if not any(value.start <= w.start < value.end for value in values)]
        figures = [f for f in read.facts if f.end]
    else:
        same = [f for f in read.facts if f.kind is sort.kind and f.end]
        # Days of the week are not confused with dates, nor figures that count something with bare figures.
        same = [f for f in same if f.units & sort.units or f.units == sort.units]
        values = [_Value(f.start, f.end, f"{f.date}" if f.date else f.value) for f in same]
        # Days of the week and times of day belong to their dates and do not distinguish one date from another.
        beside = (FactKind.TIME, FactKind.DATE) if sort.kind is FactKind.DATE else ()
        figures = [f for f in read.facts if f.end and f not in same and f.kind not in beside]
    figured = ((f.start, f.words.replace(" ", "")) for f in figures)
    neighbours = [_Neighbour(start, form, form, True, False) for start, form in figured]
    neighbours += [_neighbour(w, _compound(read.text, w)) for w in words]
    values.sort(key=lambda value: value.start)
    neighbours.sort(key=lambda one: one.start)
    return _assign(values, neighbours, read, source) if values else ()


def _neighbour(word: ContentWord, whole: str) -> _Neighbour:
    """`word` as a neighbour; one syllable says too little, so its compound stands for it: "차석" for "차" and "석"."""
    form = whole if len(word.form) == 1 else word.form
    return _Neighbour(word.start, form, whole, _is_plain(word), word.tag == "OFFICE")


def _is_plain(word: ContentWord) -> bool:
    return not word.tag.startswith(("VV", "VA", "MM")) and not word.verbal


def _compound(text: str, word: ContentWord) -> str:
    """The word with the nouns written in front of it without a space."""
    found = _RUN.search(text[: word.end])
    return found[0].strip("·") if found else word.form


def _is_person(word: ContentWord) -> bool:
    """Whether a proper noun has three syllables and begins like a person's name; others are too often no names at all."""
    return len(word.form) == _NAME_SYLLABLES and word.form[0] in SURNAMES


def _inside(word: ContentWord, others: Sequence[ContentWord]) -> bool:
    return any(other.start <= word.start and word.end <= other.end for other in others)


def _assign(
    values: Sequence[_Value], neighbours: Sequence[_Neighbour], read: ParsedSentence, source: bool
) -> tuple[Attribution, ...]:
    before: list[list[_Neighbour]] = [[] for _ in values]
    after: list[list[_Neighbour]] = [[] for _ in values]
    marks = [m.start for m in read.morphemes if m.tag in _MARK_TAGS and m.form in _MARKS]
    marks = [mark for mark in marks if all(mark != value.end for value in values)]
    shared_until = _shared_until(values, marks, read)
    later = [one.form for one in neighbours if one.start > values[0].start]
    if len(values) > 2 and later and all(any(map(str.isdigit, form)) for form in later):
        shared_until = values[0].start  # a series: "시장 규모 ('18) 15.6 ('19) 16.9"
    for one in neighbours:
        following = next((i for i, value in enumerate(values) if value.start > one.start), len(values))
        if following and (one.start < _border(values, following, read) or (source and len(values) == 1)):
            after[following - 1].append(one)
        elif following < len(values):
            before[following].append(one)
    _share_along_ranges(values, before, after, read)
    shared = frozenset(one.form for one in neighbours if one.start < shared_until and one.plain)
    return tuple(
        _bound(value, b, a, shared, topic_from=shared_until, marks=marks, read=read, source=source)
        for value, b, a in zip(values, before, after, strict=True)
    )


def _bound(
    value: _Value, before: Sequence[_Neighbour], after: Sequence[_Neighbour], shared: frozenset[str], *, topic_from: int,
    marks: Sequence[int], read: ParsedSentence, source: bool,
) -> Attribution:  # fmt: skip
    last = max((mark for mark in marks if mark < value.start), default=0)
    nouns = [one for one in before if one.plain]
    behind = [one for one in after if one.plain]
    # The words of a claim include its whole compounds: "국민지원금" is one word in some sentences and two in others.
    compounds = () if source else (one.whole for one in (*nouns, *behind) if one.whole)
    return Attribution(
        value.value,
        value.start,
        frozenset([*(one.form for one in (*nouns, *behind)), *compounds]) - shared,
        shared,
        frozenset(one.form for one in nouns if topic_from <= one.start < last),
        nouns[-1].whole if nouns and not any(nouns[-1].start < b <= value.start for b in read.borders) else "",
        behind[0].form if behind else "",
        frozenset(one.form for one in (*before, *after)) - shared,
        frozenset(one.form for one in (*nouns, *behind) if one.office),
        _head(read.text, value.start),
        read.text,
    )


def _head(text: str, start: int) -> tuple[str, str]:
    """The heading before `start` as (kind, word): the last topic ("2급지는"), label ("다솜06:") or first word of a list's
    entry, letters and digits only; ("", "") for none.
    """
    heads = [(str(found.lastgroup), str(found[str(found.lastgroup)])) for found in _HEAD.finditer(text[:start])]
    return (heads[-1][0], heads[-1][1].replace(" ", "")) if heads else ("", "")


def _share_along_ranges(
    values: Sequence[_Value], before: list[list[_Neighbour]], after: list[list[_Neighbour]], read: ParsedSentence
) -> None:
    """Extends `before` and `after`: both ends of a range ("9시부터 18시까지") share the words before and after the range, values
    side by side share the words before them.
    """
    for i in range(1, len(values)):
        gap = read.text[values[i - 1].end : values[i].start]
        if _RANGE.fullmatch(gap) or _BESIDE.fullmatch(gap) or not (before[i] or after[i - 1] or after[i]):
            before[i] = [*before[i - 1], *before[i]]
    for i in range(len(values) - 1, 0, -1):
        if _RANGE.fullmatch(read.text[values[i - 1].end : values[i].start]):
            after[i - 1] = [*after[i - 1], *after[i]]


def _border(values: Sequence[_Value], following: int, read: ParsedSentence) -> int:
    """The offset at which a new statement begins between two values, `values[following - 1]` and `values[following]`: at a new entry
    of a list ("/ 시공사: ...") if there is one, else after a connective ("이고"), else at a comma; 0 where none begins. After
    the last value a comma begins no new statement.
    """
    start = values[following - 1].end
    last = following == len(values)
    end = len(read.text) + 1 if last else values[following].start
    inside = [b for b in read.borders if start <= b <= end]
    entries = [b for b in inside if _ENTRY.match(read.text, b)]
    connected = [b for b in inside if CONNECTED.search(read.text[:b])]
    if last:
        return next((b for b in inside if b in connected or b in entries or _LABELLED.match(read.text, b)), end)
    return next(iter(entries or connected or inside), 0)


def _shared_until(values: Sequence[_Value], marks: Sequence[int], read: ParsedSentence) -> int:
    """The offset up to which the words before the first value are said of all values: its label where the first two values
    have one, else the sentence's only topic, else the last particle before the value that marks a subject, topic or object.
    0 for a single value, and where a later value has a subject of its own ("A는 10만 원, B는 20만 원").
    """
    if len(values) > 1:
        labels = [_LABEL.search(read.text[: value.start]) for value in values[:2]]
        if labels[0] and labels[1]:
            return labels[0].start()  # "출산장려금 - 첫째아: 200만 원, 둘째아: 400만 원"
    topics = [m.start for m in read.morphemes if m.tag == "JX" and m.form in ("은", "는", "ᆫ")]
    if len(values) > 1 and len(topics) == 1 and topics[0] < values[0].start:
        return topics[0]  # the only topic of the sentence governs all of it
    if len(values) < 2 or any(values[0].end <= mark < values[-1].start for mark in marks):
        return 0
    return max((mark for mark in marks if mark < values[0].start), default=0)
