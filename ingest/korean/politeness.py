"""Turns a sentence of an official document into a polite statement: "시행한다." becomes "시행합니다.", nothing else changes.

Official documents are written in the plain style (한다, 했다, 있음) or end in nouns ("구축 완료"); a citizen is spoken to
politely. Only the last predicate's ending is changed, so every word of content stays the document's.
"""

import re
from dataclasses import dataclass
from itertools import takewhile

from ingest.korean.date_forms import DAY, MONTH
from ingest.korean.letters import HANGUL_ROW
from ingest.korean.morphemes import PAST, Morpheme, join, morphemes

# Final endings of the plain style, and the nominal ones (-음/-ㅁ) that official notes close with.
_PLAIN_ENDINGS = frozenset({"ᆫ다", "는다", "다", "ᆷ", "음", "라"})
_POLITE = re.compile(r"(?:니다|니까|시다|세요|시오|[가-힣]요)$")
_CLOSING = ("EF", "JX")  # "신고하세요", "신고하고요"; 필요 and 개요 are nouns
# Tags of a predicate and its endings: verbs, adjectives, 이다; -하다 and -되다 behind a noun; tenses.
_PREDICATE = ("V", "XSV", "XSA", "E")
# Connectives that put two statements side by side: what stands before them can stand alone. Both take the tense of the
# sentence's last predicate ("발급하고 시행했다").
_COORDINATING = frozenset({"고", "며", "으며", "지만", "나", "으나", "는데", "ᆫ데"})

BULLET = r"(?:[\s·ㆍ•□■○●◦◇◆▪▫▶▷►※→⇒☞*]|[-–—](?!\d))"
"""A pattern: a sign that begins an item of a list. Right before a digit a dash is a minus."""
# "3. 1." is a day, "1. 3. 1." the item 1 that begins with it, "24. 3. 1." a day of 2024.
_NO_DATE = rf"(?!{MONTH}\.\s?{DAY}\.(?!\s?\d)|(?:1[3-9]|[2-9]\d)\.\s?{MONTH}\.\s?{DAY}\.)"
_MARKER = re.compile(
    rf"^(?:{BULLET}+|[①-⑳㉮-㉻Ⅰ-Ⅻⓐ-ⓩ]\s*|{_NO_DATE}\(?\d{{1,2}}[.)]\s+|[{HANGUL_ROW}][.)]\s+|[IVX]{{1,4}}\.\s+)+"
)
_LABEL = re.compile(r"^\([^()]{2,20}\)\s*(?=\S)")
_LINKS = re.compile(
    r"^(?:또한|아울러|더불어|특히|한편|그리고|이어|이와\s*(?:함께|더불어)|[이그]\s?[밖외]에도|[이그]\s?외(?=,)|이에\s*따라|이를\s*위해|먼저|우선|다만|그러나|하지만)[,\s]\s*"
)
_TAIL = re.compile(r"(?:\s*\([^()]*\)|[\s.。,;:!?·*¹²³]|\d\))*$")


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
    brackets = "".join(re.findall(r"\s*\([^()]*\)", tail))
    if not core:
        return Statement(text, False)
    words = morphemes(core)
    last = words[-1]
    if last.tag in _CLOSING and _POLITE.search(core):
        return Statement(f"{core}{brackets}.", True)
    if last.tag in ("EF", "ETN") and last.form in _PLAIN_ENDINGS:
        return Statement(f"{_with_ending(core, words[:-1], ())}{brackets}.", True)
    if last.tag == "EC" and last.form in _COORDINATING and tense_from:
        past = () if _has_past(words[-2:-1]) else _past_of(tense_from)
        return Statement(f"{_with_ending(core, words[:-1], past)}{brackets}.", True)
    return Statement(f"{core}{brackets}", False)


def strip_lead(text: str) -> str:
    """`text` without the list marker, the bracketed label and the linking word it begins with."""
    for pattern in (_MARKER, _LABEL, _LINKS):
        stripped = pattern.sub("", text, count=1)
        text = stripped or text
    return text


def _tail_start(text: str) -> int:
    match = _TAIL.search(text)
    return match.start() if match else len(text)


def _with_ending(core: str, stem: tuple[Morpheme, ...], tense: tuple[tuple[str, str], ...]) -> str:
    """`core` with the ending after `stem` replaced by the polite one; the text before the last word's predicate is untouched: written
    anew, "100만원이다" would become "100만 원입니다".
    """
    word_at = core.rfind(" ", 0, stem[-1].end) + 1 if stem else 0
    last_word = [word for word in stem if word.start >= word_at]
    predicate = list(takewhile(lambda word: word.tag.startswith(_PREDICATE), reversed(last_word)))[::-1]
    first = predicate[0].start if predicate else len(core)
    parts = [(word.form, word.tag) for word in predicate]
    return core[:first] + join([*parts, *tense, ("ᆸ니다", "EF")])


def _has_past(words: tuple[Morpheme, ...]) -> bool:
    return any(word.tag == "EP" and word.form in PAST for word in words)


def _past_of(sentence: str) -> tuple[tuple[str, str], ...]:
    words = morphemes(sentence[: _tail_start(sentence)])
    return (("었", "EP"),) if words and words[-1].tag == "EF" and _has_past(words[-3:-1]) else ()
