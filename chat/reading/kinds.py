"""Does a span have the kind that is asked for, and the part of it: points, each with its reason beside it."""

import re

from chat.reading.asked import Slot
from chat.reading.candidates import Span
from chat.reading.scene import Scene
from chat.reading.types import (
    FORMED,
    ORGANISATION_ENDINGS,
    PERSON_TITLES,
    PLACE_ENDINGS,
    WORKS,
    AnswerType,
    head_types,
)
from chat.reading.words import Word, is_content, key

T = AnswerType
TYPED = 3.0  # a date for 언제, an amount for 얼마: the interrogative leaves little choice
SECOND_KIND = 1.2  # each kind is likelier than the next (얼마: money before a count)
NOT_TYPED = 2.0  # a date or amount where a name is asked
UNIT = 2.0  # 몇 명 -> 명
NAME = 0.6  # a proper noun where a person, place or organisation is asked
KIND_ENDING = 0.8  # ...시, ...부, ...장관 where place, organisation, person is asked


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
        value -= NOT_TYPED * is_personal(view.found[span.last])
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
    if is_proper(view.found[span.last]):
        value = NAME + 0.4 + 0.4 * all(is_proper(w) for w in view.found[span.first : span.last + 1])
    elif not is_personal(view.found[span.last]):
        value = -2 * NAME
    if text[0].isdigit():
        value -= NAME
    return value + KIND_ENDING * bool(span.typed)


def is_personal(word: Word) -> bool:
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


def is_proper(word: Word) -> bool:
    """Is the word a name (all its nouns proper or foreign)?"""
    return bool(word.morphemes) and all(
        m.tag in ("NNP", "SL", "SH")
        for m in word.morphemes
        if m.tag.startswith(("N", "S", "XR")) and m.tag not in ("SSO", "SSC", "SP")
    )
