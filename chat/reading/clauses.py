"""Clauses of a sentence: where they end, which tell a reason, a way or a meaning, and which can be left out."""

import re
from collections.abc import Callable
from functools import lru_cache

from chat.reading.asked import Asked
from chat.reading.types import AnswerType
from chat.reading.words import LIGHT, Word, is_content, key, words

T = AnswerType
Idf = Callable[[str], float]

# Marks before a line that are no words of it.
BULLETS = "□○◦●■▪•※*-·①②③④⑤⑥⑦⑧⑨⑩ "
# Share of the question's weight in the sentence that a trimmed sentence must keep (findings, section 9).
KEPT = 0.85
# Verbs that are particles in all but name: 위해, 통해, 따라 end no clause.
_POSTPOSITIONS = frozenset({"위하", "통하", "따르", "인하", "의하", "대하", "관하", "비롯", "걸치", "더불", "함께"})
_SINO_VERBS = re.compile(r"(?:위하?|통하?|따르|따라|인하?|의하?|대하?|관하?)")

# How a clause that tells the reason or the way ends, the surest first.
_CUES: dict[AnswerType, tuple[re.Pattern[str], ...]] = {
    T.REASON: (
        re.compile(
            r"때문(?:에|이다|입니다|임|이며|으로)?|(?:으?로)\s?인(?:해|하여|한)|탓에|덕분에|까닭에|이유로|(?:에|으로)\s?따라|에\s?기인(?:한다|함|했다|하였다)?|영향으로|여파로|에\s?힘입어|에서\s?비롯"
        ),
        re.compile(
            r"(?:기|을|를)\s?위(?:해|하여|한|함)(?:서)?|(?:고자|려고|기\s위해)|도록|목적으로|취지(?:로|에서)|차원에서|계기로"
        ),
        re.compile(r"(?:으)?므로|(?:아|어|해|여)서(?=\s|,|$)|(?:으)?니까|면서(?=\s|,|$)"),
    ),
    T.METHOD: (
        re.compile(
            r"(?:을|를|에)\s?통(?:해|하여|한)(?:서)?|(?:으)?로써|방법으로|방식으로|(?:을|를)\s?(?:이용|활용)(?:해|하여)(?:서)?"
        ),
        re.compile(r"[가-힣]{2,}(?:해|하여|하고)(?:서)?(?=\s|,|$)|(?:으로|로)(?=\s(?:신청|접수|제출|문의|가능))"),
    ),
}


@lru_cache(maxsize=1024)
def clauses(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of the clauses of a sentence in order, without the white space between them."""
    found = words(text)
    result: list[tuple[int, int]] = []
    first = 0
    for i, word in enumerate(found):
        if i + 1 == len(found) or _closes(found, i):
            result.append((found[first].start, word.end))
            first = i + 1
    return tuple(result)


def _closes(found: tuple[Word, ...], i: int) -> bool:
    word = found[i]
    if word.link not in ("EC", "EF") or not word.predicate or word.predicate in _POSTPOSITIONS:
        return False
    # "하고 있다", "해 주다": the next word is only an auxiliary.
    return not any(m.tag.startswith("VX") for m in found[i + 1].morphemes[:1])


def trim(text: str, span: tuple[int, int], asked: Asked, idf: Idf) -> tuple[int, int]:
    """(start, end) of the shortest run of clauses of `text` that holds `span` and at least `KEPT` of the question's weight
    that the whole sentence holds.
    """
    parts = clauses(text)
    if len(parts) < 2:
        return 0, len(text)
    weights = {form: max(idf(form), 0.01) for form in asked.forms}
    held = [{key(m) for w in words(text) if s <= w.start < e for m in w.morphemes if is_content(m)} for s, e in parts]
    whole = sum(w for form, w in weights.items() if any(form in h for h in held))
    first = next((i for i, (_, e) in enumerate(parts) if span[0] < e), 0)
    last = next((i for i, (_, e) in enumerate(parts) if span[1] <= e), len(parts) - 1)
    best = 0, len(parts) - 1
    for a in range(first + 1):
        for b in range(last, len(parts)):
            have = sum(w for form, w in weights.items() if any(form in h for h in held[a : b + 1]))
            if have >= KEPT * whole and parts[b][1] - parts[a][0] < parts[best[1]][1] - parts[best[0]][0]:
                best = a, b
    return parts[best[0]][0], parts[best[1]][1]


def telling(text: str, kind: AnswerType) -> list[tuple[int, int, float]]:
    """(start, end, strength 0..1) of the stretches of `text` that tell a reason, a way or a meaning, as `kind` asks."""
    if kind is T.DEFINITION:
        return _meanings(text)
    found: list[tuple[int, int, float]] = []
    for rank, cue in enumerate(_CUES.get(kind, ())):
        for match in cue.finditer(text):
            start = _start_of_clause(text, match.start())
            end = match.end()
            rest = text[end:].rstrip(" .")
            if kind is T.METHOD and len(rest) <= 14:
                end += len(rest)  # "…을 방문하여 신청": the verb belongs to the way
            if end - start >= 6:
                found.append((start, end, 1.0 - 0.3 * rank))
    return found


_LABEL = re.compile(
    r"^[\s□○◦●■▪•※*\-①-⑳]*(?:[(\[<【]([^)\]>】]{2,20})[)\]>】]\s*:?|([가-힣][가-힣 ·]{1,14}?)\s?[:：])\s*"
)


def labelled(text: str) -> tuple[str, int, int] | None:
    """(label, start, end) of a line that gives a value under a label: "(신청방법) 누리집에서 신청", "문의: 담당과"."""
    match = _LABEL.match(text)
    if not match or match.end() >= len(text):
        return None
    return match[1] or match[2], match.end(), len(text.rstrip(" ."))


def _start_of_clause(text: str, at: int) -> int:
    """Where the clause around `at` begins: behind the last clause end or topic before it."""
    line = labelled(text)
    start = line[1] if line and line[1] <= at else 0
    found = words(text)
    for i, word in enumerate(found):
        if word.end >= at:
            break
        topic = word.particle == "은" and not word.predicate
        closes = i + 1 < len(found) and _closes(found, i)
        if (topic or closes or text[word.end - 1] in ",:") and i + 1 < len(found) and found[i + 1].start < at:
            start = found[i + 1].start
    return start + len(text[start:]) - len(text[start:].lstrip("□○◦-•*※▴·('\"‘“ "))


_TOPIC = re.compile(r"(?:은|는|이?란|이라\s?함은|:)\s")
_COPULA = re.compile(
    r"(?:이다|입니다|임|이며|이고|을\s말한다|를\s말한다|을\s뜻한다|를\s뜻한다|이라고\s한다|으로서?|로서?)[.,\s]*(?=$|[가-힣])"
)


def _meanings(text: str) -> list[tuple[int, int, float]]:
    """What stands between "A는" or "A란" and "…이다", "…을 말한다"."""
    match = _TOPIC.search(text)
    if not match or match.start() > 60:
        return []
    start = match.end()
    copulas = [m for m in _COPULA.finditer(text, start) if m.start() - start >= 4]
    full = [m for m in copulas if m.end() >= len(text) - 2]
    if full:
        return [(start, full[-1].start(), 1.0)]
    if copulas:
        return [(start, copulas[0].start(), 0.6)]
    return [(start, len(text.rstrip(" .")), 0.4)]


__all__ = ["BULLETS", "KEPT", "LIGHT", "clauses", "labelled", "telling", "trim"]
