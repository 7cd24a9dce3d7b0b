"""A follow-up that cannot stand alone ("그럼 예산은?") is completed with the topic of the question before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from chat.question.foreign import language_of
from chat.question.intent import Intent, intent_of
from chat.question.siblings import in_place_of_sibling
from chat.reading.asked import analyse
from chat.reading.types import AnswerType
from ingest.korean.interrogatives import BEGGING, INTERROGATIVES
from ingest.korean.morphemes import Morpheme, morphemes, spaced_if_run_on
from ingest.korean.time_words import FIRST_MONTH_OF_HALF
from ingest.korean.words import Word, is_noun, words
from ingest.korean.years import YEAR


@dataclass(frozen=True, slots=True)
class Completed:
    """A question that may have been completed: `question` is searched, `typed` is what the visitor typed. They differ where it was completed."""

    question: str
    typed: str

    @property
    def changed(self) -> bool:
        """Whether anything was added."""
        return self.question != self.typed


# Words that a follow-up may begin with; they are dropped before it is read.
_LEAD = re.compile(r"^(?:그럼|그러면|그런데|근데|그리고|또|혹시|아니)(?:\s*요)?[\s,]+")
# Nouns that say what sort of thing is meant, not which one: another word names it.
_SORTS = ("사업", "제도", "계획", "행사", "문서", "서비스")
# Words that point back to something in the question before.
_POINTING = re.compile(
    rf"^(?:그\s*(?:거|것|건|게|{'|'.join(_SORTS)})?|이\s*(?:거|것|건|게|사업|제도|문서)|거기|여기|그곳)"
    r"(?:은|는|이|가|을|를|에|에서|의|도)?(?=\s|$)\s*"
)
# Words that choose from what the question before asked for ("그중 시비는?").
_OF_THEM = re.compile(r"^[그이]\s*(?:중|가운데)(?:에서|에)?\s+")
_TOPICAL = ("은", "이", "을")
# Nouns that may stand before the thing asked for without naming a topic ("신청 방법은?", "담당 부서는?").
_WITH_ASKED = frozenset(
    "담당 신청 접수 지원 문의 필요 제출 이용 발급 시행 시작 마감 총 전체 자세 구체 정확 대상 관련".split()
)
# Nouns for how something is offered, or in which half of the year.
_MANNER = frozenset("시범 정식 현장 방문 온라인 오프라인 인터넷 모바일 우편".split()) | frozenset(FIRST_MONTH_OF_HALF)
NAMELESS = _WITH_ASKED | _MANNER | frozenset(_SORTS)
"""Nouns that do not say what is meant, alone or with each other ("시범 서비스", "온라인 신청")."""
_NOUN = ("NNG", "NNP", "SL", "SH", "XR")
# The most words (between spaces) of a message that may lack a topic; longer ones say themselves what they are about.
_LONG = 4


def complete(question: str, before: str) -> Completed:
    """`question` completed so that it can be understood without `before` (the question answered last, as it was read; "" for none).

    Four cases are completed: the question points back ("그건 언제부터예요?"), names nothing but what is asked for ("예산은?",
    "언제부터?"), only asks whether something holds too ("할인은 돼요?"), or only changes the year or another one of several in the question before
    ("그럼 2025년은?", "셋째는?"). Every other question is left as typed, and so is one in another
    language than Korean or behind one.
    """
    asked = spaced_if_run_on(question)  # "전입신고할때뭐가져가요" names a matter of its own
    rest = _LEAD.sub("", asked)
    lead = rest != asked
    of_them = _OF_THEM.match(rest)
    pointing = of_them or _POINTING.match(rest)
    is_korean = language_of(before) is None and language_of(question) is None
    topic = topic_of(before, with_asked=bool(of_them) or _asks_why(rest)) if before and is_korean else ""
    if not topic or intent_of(rest) is not Intent.QUESTION:
        return Completed(question, question)
    if pointing and pointing.end() < len(rest):
        return Completed(f"{topic} {rest[pointing.end() :]}", question)
    if other := _other_year(rest, before) or _another_one(rest, before):
        return Completed(other, question)
    own = [word for word in words(rest) if _names(word) and not says_nothing_alone(rest)]
    if len(words(rest)) <= _LONG and _asks_only(rest, own, lead, topic) and not _shares(own, topic):
        return Completed(f"{_without_purpose(topic)} {rest}", question)
    return Completed(question, question)


def says_nothing_alone(question: str) -> bool:
    """Whether `question` is Korean and holds nothing but interrogatives, pronouns, verbs that say nothing by themselves and words for now ("그럼 어디로
    가야 돼"). Of 10,000 messages at hand that speak of danger none does.
    """
    return all(m.tag.startswith(_EMPTY_TAGS) or m.form in _EMPTY for m in morphemes(question))


# Particles, endings, auxiliary verbs, the copula, pronouns, connecting adverbs and signs.
_EMPTY_TAGS = ("J", "E", "VX", "VCP", "XSV", "NP", "NNB", "MAJ", "SF", "SP")
_EMPTY = BEGGING | INTERROGATIVES.keys() | frozenset("하 되 가 오 말 지금 오늘 이제".split())


def topic_of(question: str, with_asked: bool = False) -> str:
    """The topic of `question` in its own words: those up to the first noun with a topic, subject or object particle that is not itself asked for,
    or with that noun too.

    "모바일 운전면허증은 언제부터 되나요?" is about "모바일 운전면허증", "올해 투자 예산은 얼마인가요?" about "올해 투자", `with_asked` "올해 투자 예산".
    """
    text = _LEAD.sub("", question)
    slots = analyse(text).slots
    taken: list[str] = []
    for word in words(text):
        if any(slot.start < word.end and word.start < slot.end and _asking(word) for slot in slots):
            if taken:
                break
            continue
        last = _last_noun(word)
        if last is None or (word.predicate and not word.particle and word.link):
            if word.link == "ETM":
                taken.append(text[word.start : word.end])
                continue
            break
        noun = text[word.start : last.end]
        ends = word.particle in _TOPICAL
        if with_asked or not taken or not any(slot.head and slot.head in noun for slot in slots):
            taken.append(noun if ends or not word.particle else text[word.start : word.end])
        if ends:
            break
    while taken and taken[-1] in _WITH_ASKED - {"지원"}:
        taken.pop()
    return " ".join(taken).strip(" ?!.,")


_PURPOSE = {("데", "N"), ("는데", "E")}  # the analyser takes "만드는데" for either


def _without_purpose(topic: str) -> str:
    """`topic` without a purpose at its end ("여권 만드는데"), which what is asked for now may not have; as it is where it says nothing else."""
    found = words(topic)
    while found and any((m.form, m.tag[:1]) in _PURPOSE for m in found[-1].morphemes):
        is_apart = len(found[-1].morphemes) == 1  # "버리는 데"
        found = found[: -2 if is_apart else -1]
    return topic[: found[-1].end] if found else topic


def _other_year(rest: str, before: str) -> str:
    """`before` with its year replaced by the year that `rest` names, where `rest` says nothing else; otherwise ""."""
    mine, theirs = _YEAR.findall(rest), _YEAR.findall(before)
    left = re.sub(r"[\s?!.,]|(?:에는|에|은|는|도|의|까지|요|이요|어때|어떤가)", "", _YEAR.sub("", rest))
    if len(mine) == 1 and len(theirs) == 1 and not left and mine != theirs:
        return _YEAR.sub(mine[0], before)
    return ""


_YEAR = re.compile(rf"{YEAR}년도?")


def _another_one(rest: str, before: str) -> str:
    """What `before` asks, or `rest` itself does ("셋째는 언제 줘?"), asked of another one of several that `rest` names; "" where it names none."""
    found = words(rest)
    end = next((number for number, word in enumerate(found, 1) if word.particle == "은"), 0)
    asked = analyse(rest)
    behind = found[end:]
    if not end or any(_names(word) and not any(s.start <= word.start < s.end for s in asked.slots) for word in behind):
        return ""
    other = in_place_of_sibling(rest[: found[end - 1].end], before)
    if not other or not behind or asked.kinds == analyse(before).kinds:
        return other
    return f"{topic_of(other)} {rest[behind[0].start :]}"


def _asks_only(rest: str, own: list[Word], lead: bool, topic: str) -> bool:
    """Whether the message names nothing but the thing it asks for ("담당 부서는?"), or nothing at all ("언제부터?").

    A relative clause on a noun ("집에서 가까운 곳은?") says enough to be understood alone.
    """
    found = words(rest)
    if any(word.link == "ETM" and word.predicate and not _is_ability(behind) for word, behind in pairwise(found)):
        return False
    slots = analyse(rest).slots
    is_topic_counted = any(map(_is_counted, words(topic)))  # "3인 가구": "4인 이상" is not one of these
    named = [
        word
        for word in own
        if not any(slot.start < word.end and word.start < slot.end for slot in slots)
        and not any(m.form in _WITH_ASKED for m in word.morphemes)
        and not (_is_counted(word) and not is_topic_counted)
    ]
    if slots:
        return not named or _asks_whether_too(found, named)
    return lead


def _asks_whether_too(found: Sequence[Word], named: list[Word]) -> bool:
    """Whether the message only asks whether something holds of one thing or at one time too ("할인은 돼요?", "주말에도 하나요?")."""
    *others, last = found
    return (
        len(named) == 1
        and named[0].particle not in ("", "이", "을")
        and last.predicate in ("되", "하")
        and last.link == "EF"
        and not any(word.predicate for word in others)
    )


def _is_ability(word: Word) -> bool:
    """Whether the word is the 수 of "받을 수 있어", no noun that a relative clause describes."""
    return any(m.form == "수" and m.tag == "NNB" for m in word.morphemes)


def _is_counted(word: Word) -> bool:
    """Whether the word is a number, which says how many are meant or which of them, not of what ("2인")."""
    return word.morphemes[0].tag in ("SN", "NR")


def _asks_why(rest: str) -> bool:
    """Whether the message asks for a reason and names nothing ("왜요?")."""
    slots = analyse(rest).slots
    return (
        bool(slots) and all(slot.kinds[0] is AnswerType.REASON for slot in slots) and not any(map(_names, words(rest)))
    )


def _shares(own: list[Word], topic: str) -> bool:
    return any(m.form in topic for word in own for m in word.morphemes if m.tag.startswith(_NOUN) and len(m.form) > 1)


def _names(word: Word) -> bool:
    return any(m.tag.startswith(_NOUN) for m in word.morphemes)


def _asking(word: Word) -> bool:
    return not any(m.tag.startswith(_NOUN) and m.form not in INTERROGATIVES for m in word.morphemes)


def _last_noun(word: Word) -> Morpheme | None:
    found = [m for m in word.morphemes if is_noun(m)]
    return found[-1] if found else None
