"""A follow-up that only names another one of several ("셋째는?", "2인 가구는요?", "중학교는?") asks of it what was asked of the first."""

from collections.abc import Sequence

from chat.reading.asked import analyse
from chat.reading.types import FORMED
from ingest.korean.morphemes import Morpheme
from ingest.korean.words import Word, is_noun, words

_NUMBER = ("SN", "NR")
# The letters in which two nouns end that a list sets beside each other ("월요일", "화요일"); by one alone 신청 and 구청 would be such.
_SHARED = 2
_SIZE = "형"  # one letter that does: 소형, 중형, 대형


def in_place_of_sibling(named: str, before: str) -> str:
    """The question `before` with the thing that the words `named` name ("셋째는") in the place of the one that it is a sibling of; "" where there is no
    such sibling or more than one.

    Siblings are counted or numbered alike ("첫째" and "셋째", "2인 가구" and "3인 가구") or end in the same noun ("초등학교" and "중학교").
    """
    mine, theirs = words(named), words(before)
    if not mine or not all(_nouns(word) and not word.predicate for word in mine):
        return ""
    runs = [theirs[at : at + len(mine)] for at in range(len(theirs) - len(mine) + 1)]
    found = [run for run in runs if all(_alike(one, other) for one, other in zip(mine, run, strict=True))]
    if len(found) != 1 or _is_named_in(found[0], mine) or _is_asked_for(found[0][-1], before):
        return ""
    return before[: found[0][0].start] + named[mine[0].start : _end(mine[-1])] + before[_end(found[0][-1]) :]


def _is_named_in(run: Sequence[Word], mine: Sequence[Word]) -> bool:
    return all(_text(one) == _text(other) for one, other in zip(mine, run, strict=True))


def _alike(one: Word, other: Word) -> bool:
    """Whether two words are the same, or name siblings."""
    mine, theirs = _text(one), _text(other)
    if not theirs or mine == theirs:
        return mine == theirs
    return _counted_alike(_nouns(one), _nouns(other)) or _end_alike(mine, theirs)


def _counted_alike(mine: Sequence[Morpheme], theirs: Sequence[Morpheme]) -> bool:
    return len(mine) == len(theirs) and all(
        one.form == other.form or (one.tag == other.tag and one.tag in _NUMBER)
        for one, other in zip(mine, theirs, strict=True)
    )


def _end_alike(mine: str, theirs: str) -> bool:
    shared = 0
    while shared < min(len(mine), len(theirs)) and mine[-shared - 1] == theirs[-shared - 1]:
        shared += 1
    is_part = shared == min(len(mine), len(theirs))  # "버스" is no sibling of "통학버스"
    is_value = analyse(mine + "?").kinds[:1] and analyse(mine + "?").kinds[0] in FORMED  # "요금" asks for another thing
    enough = shared >= _SHARED or (mine[-1] == theirs[-1] == _SIZE and len(mine) == len(theirs))
    return enough and not is_part and not is_value


def _is_asked_for(word: Word, before: str) -> bool:
    return any(slot.head and slot.head in _text(word) for slot in analyse(before).slots)


def _nouns(word: Word) -> tuple[Morpheme, ...]:
    return tuple(m for m in word.morphemes if is_noun(m))


def _text(word: Word) -> str:
    return "".join(m.form for m in _nouns(word))


def _end(word: Word) -> int:
    return _nouns(word)[-1].end
