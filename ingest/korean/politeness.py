"""Turns a sentence of an official document into a polite statement: "시행한다." becomes "시행합니다.", nothing else changes.

Official documents are written in the plain style (한다, 했다, 있음) or end in nouns ("구축 완료"); a citizen is spoken to
politely. Only the last predicate's ending is changed, so every word of content stays the document's.
"""

import re
from dataclasses import dataclass
from itertools import takewhile

from ingest.korean.connectives import COORDINATING
from ingest.korean.letters import HANGUL_ROW
from ingest.korean.morphemes import PAST, Morpheme, join, morphemes
from ingest.korean.particles import ends_in_consonant
from ingest.korean.statutes import AMENDED
from ingest.korean.time_words import DAY, MONTH, TILDE

# Final endings of the plain style, and the nominal ones (-음/-ㅁ) that official notes close with.
_DECLARING, _NOMINAL, _ORDERING = frozenset({"ᆫ다", "는다", "다"}), frozenset({"ᆷ", "음"}), frozenset({"라", "으라"})
_PLAIN_ENDINGS = _DECLARING | _NOMINAL | _ORDERING
_BEING = frozenset({"있", "없", "않", "못하", "이"})
_POLITE = re.compile(r"(?:니다|니까|시다|세요|시오|[가-힣]요)$")
_CLOSING = ("EF", "JX")  # "신고하세요", "신고하고요"; 필요 and 개요 are nouns
# Tags of a predicate and its endings: verbs, adjectives, 이다; -하다 and -되다 behind a noun; tenses.
_PREDICATE = ("V", "XSV", "XSA", "E")
# A last predicate that says more than that something is so or was so: what is planned, reported, allowed, forbidden or denied. It holds for all
# statements that it closes, so that none of them can stand alone ("주류를 판매하고 취사를 하여서는 아니 된다").
_SHARED = re.compile(
    r"(?:[다라자]고|기로|계획|예정|전망|방침|것으로|도록|아니\s?[되된하한할]|지\s?(?:않|못|아니|말)|수\s?(?:있|없)|야\s?(?:한|하|됩|된)|금지|제한|불가|행위)"
    r"[^,]{0,16}$"
)

BULLET = r"(?:[\s·ㆍ•□■○●◦◇◆▪▫▶▷►※→⇒☞*]|[-–—](?!\d))"
"""A pattern: a sign that begins an item of a list. Right before a digit a dash is a minus."""
# "3. 1." is a day, "1. 3. 1." the item 1 that begins with it, "24. 3. 1." a day of 2024.
_NO_DATE = (
    rf"(?!{MONTH}\.\s?{DAY}(?:\.(?!\s?\d)|\s?(?:일|\(|부터|까지|{TILDE}))|(?:1[3-9]|[2-9]\d)\.\s?{MONTH}\.\s?{DAY}\.)"
)
_MARKER = re.compile(
    rf"^(?:{BULLET}+|[①-⑳㉮-㉻Ⅰ-Ⅻⓐ-ⓩ]\s*|{_NO_DATE}\(?\d{{1,2}}[.)]\s+|[{HANGUL_ROW}][.)]\s+|[IVX]{{1,4}}\.\s+)+"
)
_LINKS = re.compile(
    r"^(?P<label>\([^()]{2,20}\)\s*)?(?:또한|아울러|더불어|특히|한편|그리고|이어|이와\s*(?:함께|더불어)|[이그]\s?[밖외]에도|[이그]\s?외(?=,)|이에\s*따라|이를\s*위해|먼저|우선)[,\s]\s*"
)
_BRACKET = r"\((?:[^()]|\([^()]*\))*\)"
_TAIL = re.compile(rf"(?:\s*{_BRACKET}|{AMENDED}|[\s.。,;:!?·*¹²³]|\d\))*$")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement to show. `is_sentence` is False where the source has no predicate (a heading, "구축 완료")."""

    text: str
    is_sentence: bool


def statement(source: str, tense_from: str = "") -> Statement:
    """`source` (one sentence, or a clause cut off at a coordinating connective) as a polite statement with full stop.

    `tense_from` is the whole sentence a clause was cut from; its last predicate gives the tense.
    """
    text = strip_lead(" ".join(source.split()))
    tail_at = _tail_start(text)
    core, tail = text[:tail_at].rstrip(), text[tail_at:]
    brackets = "".join(re.findall(rf"\s*{_BRACKET}", tail))
    if not core:
        return Statement(text, False)
    words = morphemes(core)
    last = words[-1]
    if last.tag in _CLOSING and _POLITE.search(core):
        return Statement(f"{core}{brackets}.", True)
    if (last.tag in ("EF", "ETN") and last.form in _PLAIN_ENDINGS) or (last.tag == "EC" and last.form in _DECLARING):
        if last.form in _NOMINAL and not _is_predication(words[:-1]):
            return Statement(f"{core}{brackets}", False)
        return Statement(f"{_with_ending(core, words[:-1], (), last.form in _ORDERING)}{brackets}.", True)
    if last.tag == "EC" and last.form in COORDINATING and tense_from and not _SHARED.search(tense_from):
        past = () if _has_past(words[-2:-1]) else _past_of(tense_from)
        return Statement(f"{_with_ending(core, words[:-1], past)}{brackets}.", True)
    return Statement(f"{core}{brackets}", False)


def strip_lead(text: str) -> str:
    """`text` without the list marker and the linking word it begins with. A bracket stays ("(65세 이상) 입장료를 면제한다"), and so does what limits
    the sentence before ("다만").
    """
    text = _MARKER.sub("", text, count=1) or text
    return _LINKS.sub(lambda found: found["label"] or "", text, count=1) or text


def _tail_start(text: str) -> int:
    match = _TAIL.search(text)
    return match.start() if match else len(text)


def _is_predication(stem: tuple[Morpheme, ...]) -> bool:
    """Whether `stem` before a nominal ending says something of something ("신청할 수 있음", "신청을 받음", "지급됨"); else it is a name ("우리동네 돌봄")."""
    last = stem[-1]
    return (
        last.form in _BEING
        or last.tag in ("XSV", "XSA", "VX", "EP")
        or any(word.tag in ("JKS", "JKO", "JKB", "JX") for word in stem)
    )


def _with_ending(
    core: str, stem: tuple[Morpheme, ...], tense: tuple[tuple[str, str], ...], is_order: bool = False
) -> str:
    """`core` with the ending after `stem` replaced by the polite one; the text before the last word's predicate is untouched: written
    anew, "100만원이다" would become "100만 원입니다".
    """
    word_at = core.rfind(" ", 0, stem[-1].end) + 1 if stem else 0
    last_word = [word for word in stem if word.start >= word_at]
    predicate = list(takewhile(lambda word: word.tag.startswith(_PREDICATE), reversed(last_word)))[::-1]
    first = predicate[0].start if predicate else len(core)
    parts = [(word.form, word.tag) for word in predicate]
    before = core[:first]
    if is_order:
        polite = "으시" if parts and ends_in_consonant(parts[-1][0]) else "시"
        return before + join([*parts, (polite, "EP"), ("ᆸ시오", "EF")])
    made = join([*parts, *tense, ("ᆸ니다", "EF")])
    contracted = made.startswith("이었") and before and not ends_in_consonant(before)  # "규모였습니다"
    return before + ("였" + made[2:] if contracted else made)


def _has_past(words: tuple[Morpheme, ...]) -> bool:
    return any(word.tag == "EP" and word.form in PAST for word in words)


def _past_of(sentence: str) -> tuple[tuple[str, str], ...]:
    words = morphemes(sentence[: _tail_start(sentence)])
    return (("었", "EP"),) if words and words[-1].tag == "EF" and _has_past(words[-3:-1]) else ()
