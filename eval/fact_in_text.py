"""Whether a text holds a fact, whatever the spacing and notation (`ingest.korean.canonical` gives both one form).

Of borders, `holds` looks at those of numbers only ("5" is not in "15", nor in "5만"). Scope: numbers written with digits. For numbers in
words ("삼만 원") and synonyms the question set must name variants.
"""

import re
from functools import lru_cache

from ingest.korean.canonical import canonical
from ingest.korean.morphemes import morphemes

__all__ = ["canonical", "holds"]

# Particles that do not change a fact. 부터, 까지, 만, 도, 보다 do, so they stay.
_EMPTY_PARTICLES = {"JKS", "JKC", "JKG", "JKO", "JC"}
_EMPTY_FORMS = {"은", "는", "ᆫ", "에", "에서", "로", "으로", "ᆯ"}
_LATIN_WORD = re.compile("[A-Za-z]+")


def holds(text: str, fact: str) -> bool:
    """Whether `text` holds `fact`: the same words and numbers whatever the spacing, notation and empty particles."""
    if not fact.strip():
        return False
    if _LATIN_WORD.fullmatch(fact):  # where commas and spaces fall away, "LH, LHI" would be one word
        return re.search(rf"(?<![A-Za-z]){re.escape(fact)}(?![A-Za-z])", text, re.IGNORECASE) is not None
    for short_dates in (False, True):
        if _found(canonical(text, short_dates), canonical(fact, short_dates)):
            return not _negated(text, fact)
    bare = canonical(_without_particles(fact))
    return bool(bare) and _found(canonical(_without_particles(text)), bare) and not _negated(text, fact)


def _found(text: str, fact: str) -> bool:
    if not fact:
        return False
    at = text.find(fact)
    while at >= 0:
        if _borders(text, at, at + len(fact), fact):
            return True
        at = text.find(fact, at + 1)
    return False


def _borders(text: str, start: int, end: int, fact: str) -> bool:
    before, after = text[:start][-2:], text[end:][:2]
    if fact[0].isdigit() and (before[-1:].isdigit() or re.fullmatch(r"\d[.:/]", before)):
        return False
    if fact[-1].isdigit() and (after[:1].isdigit() or re.fullmatch(r"[.:/]\d", after)):
        return False
    if fact[0].isascii() and fact[0].isalpha() and before[-1:].isascii() and before[-1:].isalpha():
        return False
    return not (fact[-1].isascii() and fact[-1].isalpha() and after[:1].isascii() and after[:1].isalpha())


def _negated(text: str, fact: str) -> bool:
    """Whether the fact stands in `text` only after a prefix that negates it ("가능" in "불가능")."""
    word = fact.strip()
    if not re.match("[가-힣]", word):
        return False
    every = re.findall(rf"(.?.?){re.escape(word)}", text)
    return bool(every) and all(re.fullmatch(r"(?:[^가-힣]|^)?[불미비무]", before) for before in every)


@lru_cache(maxsize=4096)
def _without_particles(text: str) -> str:
    pieces: list[str] = []
    last = 0
    for morpheme in morphemes(text):
        empty = morpheme.tag in _EMPTY_PARTICLES or (morpheme.tag in ("JX", "JKB") and morpheme.form in _EMPTY_FORMS)
        if empty:
            pieces.append(text[last : morpheme.start])
            last = max(last, morpheme.end)
    return " ".join([*pieces, text[last:]])
