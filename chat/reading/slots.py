"""The slots of a Korean question: the gaps that an answer fills, each an interrogative or the noun that names what is asked for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from chat.reading.types import UNIT_TYPES, AnswerType, head_types
from ingest.korean.interrogatives import BEGGING, INTERROGATIVES, Gap
from ingest.korean.words import Word, is_noun, words

T = AnswerType
_MOST_SLOTS = 6
"""The most things asked for in one question; of 1,500 questions at hand none has more than 4."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing asked for.

    `kinds`: acceptable kinds of answer, likeliest first. `head`: the noun asked for ("병원" in "…한 병원은?"), "" where
    the question names none. `unit`: the counting word after 몇. `predicate`: the verb or verbal noun that governs the gap, ""
    if not seen. `relative`: a clause before the noun says which ("정부가 지정한 병원"). `start`/`end`: the words of the question
    that are the gap.
    """

    kinds: tuple[AnswerType, ...]
    start: int
    end: int
    head: str = ""
    unit: str = ""
    predicate: str = ""
    relative: bool = False


# What a determiner (어느, 몇) asks for, its noun says.
_KINDS: dict[Gap, tuple[AnswerType, ...]] = {
    Gap.WHEN: (T.DATE,),
    Gap.WHICH_DAY: (T.DATE, T.DURATION),
    Gap.HOW_MANY_DAYS: (T.DURATION,),
    Gap.HOW_MUCH: (T.MONEY, T.COUNT, T.PERCENT, T.DURATION),
    Gap.HOW_FAR: (T.COUNT, T.MONEY, T.PERCENT, T.DURATION),
    Gap.WHERE: (T.PLACE, T.ORGANISATION),
    Gap.WHO: (T.PERSON, T.ORGANISATION),
    Gap.WHAT: (T.THING,),
    Gap.WHY: (T.REASON,),
    Gap.HOW: (T.METHOD,),
}
# Nouns that mean "name": what is asked for is the noun before them ("설립자의 이름").
_NAMES = frozenset({"이름", "성명", "명칭", "이름자", "별명", "호칭", "본명", "성함", "명"})
_EMPTY_HEADS = frozenset({"것", "거", "점", "바", "데", "중", "등"})
# Verbs that only request the answer ("…알려 줘", "…안내해 달라"). Not 묻, which is mostly what somebody did ("의견을 물어봤나요").
_BEGGING = BEGGING - {"묻"} | {"찾", "주", "안내", "달"}
# What is begged and thanked with behind a question ("되나요? 답변 부탁드립니다").
_BEGGING_BEHIND = _BEGGING | frozenset("묻 답변 답 회신 드리 바라 감사 감사하 고맙 고마워하".split())
# Endings of a yes/no question that is begged for ("가능한지 알려 주세요").
_WHETHER = frozenset({"ᆫ지", "는지", "은지", "던지", "ᆯ지", "을지"})


def find_slots(question: str) -> tuple[Slot, ...]:
    """The slots of a Korean question in order; one of kind `YES_NO` for a yes/no question, empty where nothing is asked for."""
    found = _without_begging(question, words(question))
    asking = (slot for i in range(len(found)) if (slot := _interrogative(found, i)) is not None)
    slots = list(islice(asking, _MOST_SLOTS))
    if slots:
        return tuple(_called(slot) for slot in slots)
    tail = _named_head(found)
    return (tail,) if tail else ()


def _without_begging(question: str, found: Sequence[Word]) -> Sequence[Word]:
    """The words of `question` without those behind its question mark, or behind the ending of a question, that only beg for the answer or thank for it."""
    end = len(found)
    while end and _begs_behind(found[end - 1]):
        end -= 1
    if not 0 < end < len(found):
        return found
    last = found[end - 1]
    is_asked = question[last.start : found[end].start].rstrip().endswith("?")
    return found[:end] if is_asked or (last.link == "EF" and question_ending(last)) else found


def _begs_behind(word: Word) -> bool:
    forms = [m.form for m in word.morphemes if is_noun(m) or m.tag.startswith(("VV", "VA", "XR"))]
    return all(form in _BEGGING_BEHIND for form in forms) and not any(m.form in INTERROGATIVES for m in word.morphemes)


def _called(slot: Slot) -> Slot:
    """`slot`, asking for a telephone number first where it asks for a place to call ("어디로 전화하나요")."""
    if slot.kinds[0] is T.PLACE and slot.predicate in ("전화", "연락", "신고"):
        return replace(slot, kinds=(T.PHONE, T.ORGANISATION, T.PLACE))
    return slot


def _interrogative(found: Sequence[Word], i: int) -> Slot | None:
    word = found[i]
    for position, m in enumerate(word.morphemes):
        gap = INTERROGATIVES.get(m.form)
        if gap in (Gap.WHICH, Gap.HOW_MANY) and m.tag in ("MM", "NP", "NNG", "MAG", "NR"):
            return _determined(found, i, position)
        if gap in _KINDS and m.tag.startswith(("NP", "NNG", "MAG", "VA", "IC")):
            return _bare(found, i, gap)
    return None


def _determined(found: Sequence[Word], i: int, position: int) -> Slot:
    """The slot of a determiner and its noun: 몇 명, 어느 부처, 어떤 사업의 경제성."""
    word = found[i]
    rest = list(word.morphemes[position + 1 :])
    last = i
    if not any(is_noun(m) for m in rest) and i + 1 < len(found):
        last, rest = i + 1, list(found[i + 1].morphemes)
        if not found[last].particles and not found[last].predicate and last + 1 < len(found):
            follower = found[last + 1]
            if any(is_noun(m) for m in follower.morphemes[:1]) and word.morphemes[position].form != "몇":
                last, rest = last + 1, rest + list(follower.morphemes)
    nouns: list[str] = []
    for m in rest:
        if not is_noun(m):
            break
        nouns.append(m.form)
    head = "".join(nouns)
    span = word.morphemes[position].start, found[last].end
    if word.morphemes[position].form == "몇":
        kinds = UNIT_TYPES.get(head) or UNIT_TYPES.get(nouns[0] if nouns else "") or (T.COUNT,)
        slot = Slot(kinds, *span, unit=head)
    else:
        kinds = head_types(head) or (head_types(nouns[-1]) if nouns else ()) or (T.THING,)
        slot = Slot(kinds, *span, head=head)
    return _governed(found, last, slot)


def _bare(found: Sequence[Word], i: int, gap: Gap) -> Slot:
    word = found[i]
    slot = Slot(_KINDS[gap], word.start, word.end)
    nxt = found[i + 1] if i + 1 < len(found) else None
    if gap is Gap.WHICH_DAY and nxt and nxt.morphemes and nxt.morphemes[0].form in ("동안", "간", "이내", "안"):
        slot = replace(slot, kinds=(T.DURATION, T.DATE))
    if gap in (Gap.HOW_MUCH, Gap.HOW_FAR):
        slot = _how_much(found, i, slot)
    if gap is Gap.WHAT and word.particle == "" and nxt and nxt.morphemes and nxt.morphemes[0].form == "때문":
        slot = replace(slot, kinds=(T.REASON, T.THING))
    if gap is Gap.HOW and nxt is not None and nxt.predicate in ("되", "이"):
        return _copular(found, i, replace(slot, kinds=(T.THING,)))
    copular = (
        word.link == "EF" or i == len(found) - 1 or (word.predicate and word.link != "ETM" and i >= len(found) - 2)
    )
    if copular and gap not in (Gap.WHY, Gap.HOW):
        return _copular(found, i, slot)
    return _governed(found, i, slot)


def _specifies(kinds: tuple[AnswerType, ...], named: tuple[AnswerType, ...]) -> bool:
    """Whether the noun's kinds (`named`) say more than those of the interrogative ("비율은 얼마", "병원은 어디")."""
    if T.MONEY in kinds:
        return bool(set(kinds) & set(named))
    return named != (T.THING,) and (T.PLACE in kinds or T.PERSON in kinds or T.TIME in named)


def _how_much(found: Sequence[Word], i: int, slot: Slot) -> Slot:
    after = found[i + 1].predicate if i + 1 < len(found) else ""
    text = found[i + 1].morphemes[0].form if i + 1 < len(found) and found[i + 1].morphemes else ""
    if after == "걸리" or text == "동안":
        return replace(slot, kinds=(T.DURATION,))
    for word in reversed(found[:i]):
        # "예산은 얼마나 드나요": the topic says what is counted.
        named = head_types((_leading_nouns(word) or [""])[-1])
        if word.particle in ("은", "이", "을") and named and named[0] in slot.kinds:
            return replace(slot, kinds=tuple(dict.fromkeys((named[0], *slot.kinds))))
    return slot


def _copular(found: Sequence[Word], i: int, slot: Slot) -> Slot:
    """The slot of an interrogative in the predicate ("A는 무엇인가", "…한 사람은 누구야"): the noun before it says what is asked for."""
    j = i - 1
    while j > 0 and _is_figure(found[j]):
        j -= 1
    while j >= 0 and found[j].particle not in ("은", "이") and found[j].predicate and j > i - 2:
        j -= 1
    if j < 0:
        return slot
    named = _head_at(found, j)
    if named is None:
        return slot
    kinds = slot.kinds
    typed = named.kinds != (T.THING,)
    if kinds != (T.THING,) and not (typed and set(kinds) & set(named.kinds)) and not _specifies(kinds, named.kinds):
        # "신청은 언제까지야": the noun before is what it is about, not what is asked for.
        return replace(slot, predicate=named.predicate)
    if kinds == (T.THING,):
        bare = not typed and not named.relative and named.start == found[0].start
        kinds = (T.DEFINITION, T.THING) if bare else named.kinds
    elif typed and T.MONEY in kinds and set(kinds) & set(named.kinds):
        kinds = named.kinds
    elif typed and named.kinds[0] in (T.ORGANISATION, T.PLACE) and T.PLACE in kinds:
        kinds = tuple(dict.fromkeys((*named.kinds, *kinds)))
    elif typed and kinds[0] == T.DATE:
        kinds = (T.TIME, T.DATE) if T.TIME in named.kinds else tuple(dict.fromkeys((*named.kinds, T.DATE)))
    start = named.start if named.head else slot.start
    return replace(
        slot, kinds=kinds, head=named.head, predicate=named.predicate, relative=named.relative, start=start
    )  # fmt: skip


def _named_head(found: Sequence[Word]) -> Slot | None:
    """The slot of a question without an interrogative: its last noun phrase ("…한 날은?", "발급 시기", "신청 방법 알려줘"), or the predicate
    of a yes/no question; None where there is neither.
    """
    last = len(found) - 1
    if last >= 0 and found[last].link == "EF" and found[last].predicate not in _BEGGING:
        copula = any(m.tag.startswith("VCP") for m in found[last].morphemes)
        if found[last].predicate and (not copula or question_ending(found[last])):
            return Slot((T.YES_NO,), found[last].start, found[last].end, predicate=predicate_stem(found, last))
    if (whether := _begged(found)) >= 0:
        word = found[whether]
        return Slot((T.YES_NO,), word.start, word.end, predicate=predicate_stem(found, whether))
    while last > 0 and (
        found[last].predicate in _BEGGING
        or not any(is_noun(m) for m in found[last].morphemes)
        or _is_figure(found[last])
    ):
        last -= 1
    if last < 0 or not found[last].morphemes:
        return None
    return _head_at(found, last)


def _begged(found: Sequence[Word]) -> int:
    """The place of the word that ends a yes/no question which the last words beg an answer to ("되는지" in "되는지 궁금합니다"); -1 where none does."""
    last = len(found) - 1
    while last >= 0 and _begs(found[last]):
        last -= 1
    begged = 0 <= last < len(found) - 1 and any(m.tag == "EC" and m.form in _WHETHER for m in found[last].morphemes)
    return last if begged else -1


def _begs(word: Word) -> bool:
    """Whether the word begs, or only helps to ("좀", the 주세요 of "알려 주세요")."""
    return word.predicate in _BEGGING or (not word.predicate and not any(is_noun(m) for m in word.morphemes))


def _is_figure(word: Word) -> bool:
    """Whether the word is a year or another figure ("2017년", "16년엔"), which restricts the question and is not what is asked for."""
    nouns = [m for m in word.morphemes if is_noun(m)]
    return bool(nouns) and nouns[0].tag == "SN" and all(m.tag in ("SN", "NNB", "NR") for m in nouns)


def question_ending(word: Word) -> bool:
    """Whether the word ends like a question ("인가요", "입니까", "나요")."""
    return any(m.tag == "EF" and re.search(r"까|가|나|냐|니$|지|래", m.form) for m in word.morphemes)


def _head_at(found: Sequence[Word], j: int) -> Slot | None:
    """The slot that asks for the noun phrase that ends at word `j`; None where there is no noun."""
    nouns = _leading_nouns(found[j])
    if not nouns:
        return None
    if len(nouns) > 1 and nouns[-1] in _NAMES:
        nouns = nouns[:-1]
    head = "".join(nouns)
    start = found[j].start
    if head in _NAMES and j:
        previous = found[j - 1]
        if (previous.particle == "의" or not previous.particles) and not previous.predicate and previous.morphemes:
            j, start = j - 1, previous.start
            nouns = _leading_nouns(previous) or nouns
            head = "".join(nouns)
    kinds = head_types(head) or head_types(nouns[-1]) or (T.THING,)
    if nouns[-1] in ("주소", "번호") and (len(nouns) > 1 or j):
        # "누리집 주소", "전화 번호": the noun before says which.
        kinds = _named_by(nouns[-2] if len(nouns) > 1 else _leading_nouns(found[j - 1])[-1:] or "") or kinds
    if head in _EMPTY_HEADS:
        kinds, head = (T.THING,), ""
    slot = Slot(kinds, start, found[j].end, head=head)
    if j and found[j - 1].link == "ETM":
        return _relative(found, j - 1, slot)
    k = j - 1
    while k >= 0 and not found[k].particles and not found[k].predicate:
        k -= 1
    if k >= 0 and found[k].link == "ETM" and found[k].predicate:
        return _relative(found, k, slot)
    return slot


_NETS = frozenset({"인터넷", "온라인", "웹"})  # nouns that make the 주소 after them a web address


def _named_by(noun: str | list[str]) -> tuple[AnswerType, ...]:
    name = noun if isinstance(noun, str) else "".join(noun)
    kinds = (T.URL,) if name in _NETS else head_types(name)
    return kinds if set(kinds) & {T.URL, T.PHONE} else ()


def _leading_nouns(word: Word) -> list[str]:
    nouns: list[str] = []
    for m in word.morphemes:
        if is_noun(m) and m.tag != "SN":
            nouns.append(m.form)
        elif nouns:
            break
    return nouns


def predicate_stem(found: Sequence[Word], i: int) -> str:
    """The stem of the predicate at word `i`; of a light verb that stands alone, the noun before it ("지명수배 된")."""
    stem = found[i].predicate
    if stem in ("하", "되", "받", "당하", "있", "시키") and i and not found[i - 1].predicate:
        nouns = [m.form for m in found[i - 1].morphemes if m.tag.startswith(("NN", "XR", "SL"))]
        return nouns[-1] if nouns else stem
    return stem


def _relative(found: Sequence[Word], i: int, slot: Slot) -> Slot:
    """`slot` as the head of a relative clause whose predicate is word `i`."""
    return replace(slot, predicate=predicate_stem(found, i), relative=True)


def _governed(found: Sequence[Word], i: int, slot: Slot) -> Slot:
    """`slot` with the first predicate after word `i`, which governs the gap."""
    for k in range(i + 1, len(found)):
        if found[k].predicate:
            return replace(slot, predicate=predicate_stem(found, k))
    return slot
