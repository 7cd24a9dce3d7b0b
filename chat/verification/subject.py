"""Finds a true figure under the wrong subject: a claim that says of a value what the source says of another.

For a value of the claim, the words that belong to it are compared with the words that belong to the same value in the
source and with those of its rivals there (other values of the same sort). A claim that shares none of the words that only
the value has, but some that only a rival has, speaks of the rival; so does a claim that holds the word next to the rival and
not the word next to the value, or the heading or verb of the rival and not that of the value.
"""

from collections.abc import Iterable, Sequence

from chat.verification.attribution import Attribution, Sort, attributions
from chat.verification.fact_match import FactPlace, parsed_sentences
from chat.verification.facts import Fact
from chat.verification.ground import Ground
from chat.verification.parsing import ParsedSentence

_BY_CHANCE = 1
"""So many words of a rival may stand in a claim by chance: with 0 7 true sentences more are dropped, with 2 5 wrong subjects more pass
(docs/measurements-llm.md).
"""
_PLACES = 4
"""A value that stands in more places than this is said of many things and is not checked: with 1 6 false sentences more pass, with 12 one true one more
is dropped (docs/measurements-llm.md).
"""


def wrong_subject(claim: ParsedSentence, fact: Fact, places: Sequence[FactPlace], ground: Ground) -> bool:
    """Whether `claim` says of `fact` (which stands at `places`) what the source says of one of its rivals."""
    sort = Sort(fact.kind, fact.units)
    said = next((b for b in attributions(claim, sort) if b.start == fact.start), None)
    if (
        said is None
        or fact.value == "1"
        or _weekday_of_date(fact, claim)
        or (fact.date and any(place.fact.date is None for place in places))
    ):
        return False  # a bare year at the head of a column: its words stand elsewhere
    own = [
        b
        for place in places
        for b in attributions(place.line, Sort(place.fact.kind, place.fact.units), source=True)
        if b.start == place.fact.start
    ]
    sorts = dict.fromkeys([sort, *(Sort(place.fact.kind, place.fact.units) for place in places)])
    everywhere = [
        b for one in sorts for _, read in parsed_sentences(ground) for b in attributions(read, one, source=True)
    ]
    return rival_meant(said, own, everywhere, claim)


def _weekday_of_date(fact: Fact, claim: ParsedSentence) -> bool:
    """Whether the fact is the day of the week after a date ("3월 2일 (월)"): it says no more than the date."""
    return "요일" in fact.units and any(f.date and 0 <= fact.start - f.end <= 2 for f in claim.facts)


def rival_meant(
    said: Attribution, own: Sequence[Attribution], everywhere: Sequence[Attribution], claim: ParsedSentence
) -> bool:
    """Whether what `claim` says of a value (`said`) fits one of its rivals (other values among `everywhere`) and not the value
    itself, at each of the places where the source has the value (`own`).
    """
    values = {b.value for b in own}
    rivals = [b for b in everywhere if b.value not in values and not _part_of(b.value, said.value)]
    if not (said.all or said.head[1]) or not rivals or not 0 < len(own) <= _PLACES:
        return False
    letters = claim.text[: said.start].replace(" ", "")
    return all(
        any(_nearer(said, rival, one) or _under_rivals_head(letters, rival, one) for rival in rivals) for one in own
    )


def _part_of(value: str, said: str) -> bool:
    """Whether one name is part of the other and so no rival: "위원회" of 장학위원회."""
    return not said[:1].isdigit() and "(" not in said and (value in said or said in value)


def _under_rivals_head(letters: str, rival: Attribution, own: Attribution) -> bool:
    """Whether the claim's text before the value (`letters`) holds the rival's heading and not the value's own."""
    (kind, mine), (other_kind, other) = own.head, rival.head
    return bool(
        mine
        and other
        and kind == other_kind
        and own.sentence == rival.sentence
        and other in letters
        and mine not in letters
        and other not in mine
        and not _within(other, own.all)
    )


def _nearer(said: Attribution, rival: Attribution, own: Attribution) -> bool:
    """Whether what is said of the value fits the rival and not the value itself."""
    if own.label != rival.label and _within(own.label, said.all) and not _within(own.label, rival.all):
        return False  # the claim names the value by the very noun before it
    return (
        _words_of_rival(said, rival, own)
        or _verb_of_rival(said, rival, own)
        or _nothing_of_own(said, rival, own)
        or _beside_rival(said, rival, own)
    )


def _words_of_rival(said: Attribution, rival: Attribution, own: Attribution) -> bool:
    """Whether the claim holds none of the words that only the value has, but some that only the rival has: of all their words,
    of those up to the subject, or of the offices among them.
    """
    every = said.every | said.shared
    for mine, others, heard, heard_of_own in (
        (own.words, rival.words, said.all, every),
        (own.topic, rival.topic, said.all, every),
        (own.offices, rival.offices, said.offices, said.offices),
    ):
        only_own = {form for form in mine if not _within(form, rival.all)}
        only_rival = {form for form in others if not _within(form, own.all)}
        if rival.sentence != own.sentence:  # a word of the value's own sentence is not the rival's alone
            only_rival = {form for form in only_rival if form not in own.sentence}
        # One word may stand in the claim by chance, if it is not the one right before the rival.
        telling = any(form in rival.label for form in only_rival if _within(form, heard))
        needed = 1 if telling and rival.sentence == own.sentence else _BY_CHANCE + 1
        if only_own and not _common(heard_of_own, only_own) and _told(heard, only_rival) >= needed:
            return True
    return False


def _verb_of_rival(said: Attribution, rival: Attribution, own: Attribution) -> bool:
    """Whether the claim holds a verb that only the rival has, and no word of the value. The source has "14일간 빌리고 7일
    연장한다", and the claim says 빌리다 of the seven days.
    """
    if rival.sentence != own.sentence or _common(said.every | said.shared, own.words) or said.verbs & own.verbs:
        return False
    return bool(own.verbs - rival.verbs and said.verbs & (rival.verbs - own.verbs))


def _nothing_of_own(said: Attribution, rival: Attribution, own: Attribution) -> bool:
    """Whether the claim holds nothing of what the source says of the value, and more than one word of what it says of the rival."""
    common = _common(said.every | said.shared, own.all | own.every)
    return bool(own.all) and not common and _told(said.all, rival.all) > _BY_CHANCE


def _beside_rival(said: Attribution, rival: Attribution, own: Attribution) -> bool:
    """Whether the claim holds the noun next to the rival and not the one next to the value."""
    heard = said.every | said.shared | {said.label}
    return any(
        len(mine) > 1 and len(other) > 1 and not _meets(mine, heard) and _says_of_rival(said, other, own)
        for mine, other in ((own.label, rival.label), (own.after, rival.after))
    )


def _says_of_rival(said: Attribution, word: str, own: Attribution) -> bool:
    return _within(word, said.all | {said.label}) and not _within(word, own.all | {own.label})


def _common(said: Iterable[str], forms: Iterable[str]) -> bool:
    return any(_meets(form, said) for form in forms)


def _told(said: Iterable[str], forms: Iterable[str]) -> int:
    return sum(_within(form, said) for form in forms)


def _within(form: str, forms: Iterable[str]) -> bool:
    """Whether `form` is one of `forms` or a part of one ("증명서" in "가족관계증명서", not the other way round)."""
    return any(form == other or (len(form) > 1 and form in other) or _same_count(form, other) for other in forms)


def _meets(form: str, forms: Iterable[str]) -> bool:
    """Whether `form` is one of `forms`, or one is part of the other as in a compound ("인터넷" in "저속인터넷")."""
    return any(
        form == other or (len(form) > 1 < len(other) and (form in other or other in form)) or _same_count(form, other)
        for other in forms
    )


def _same_count(form: str, other: str) -> bool:
    """Whether both are one number, at least one of them bare: "2" (둘) and "2명"."""
    return bool(_lead(form)) and _lead(form) == _lead(other) and (form.isdigit() or other.isdigit())


def _lead(form: str) -> str:
    return form[: len(form) - len(form.lstrip("0123456789."))]
