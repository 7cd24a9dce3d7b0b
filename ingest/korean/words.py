"""Divides a text into words (between white space) with their morphemes, particles and predicate, by which two texts are compared."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.korean.morphemes import Morpheme, morphemes
from ingest.korean.years import QUOTE, full_year

# Tags that carry meaning: nouns, verbs, adjectives, adverbs, roots, foreign words, numbers.
_NOUN = ("NNG", "NNP", "NNB", "NP", "NR", "XR", "SL", "SH", "SN", "XSN", "XPN", "W_")
_VERB = ("VV", "VA")
# Verbs that say nothing of their own.
LIGHT = frozenset(
    {
        "하",
        "되",
        "이",
        "있",
        "없",
        "같",
        "않",
        "이르",
        "대하",
        "위하",
        "통하",
        "의하",
        "인하",
        "따르",
        "관하",
        "그렇",
        "어떻",
        "이러",
        "보",
    }
)
# One name for the variants of a particle.
_PARTICLES = {
    "가": "이", "께서": "이", "를": "을", "ᆯ": "을", "는": "은", "ᆫ": "은", "서": "에서", "께": "에게", "한테": "에게",
    "로": "으로", "으로서": "으로", "로서": "으로", "으로써": "으로", "로써": "으로", "와": "과", "하고": "과", "이랑": "과", "랑": "과",
    "에게서": "에게", "한테서": "에게", "로부터": "부터", "으로부터": "부터",
}  # fmt: skip


def is_noun(m: Morpheme) -> bool:
    """Whether `m` can be the last morpheme of a noun phrase."""
    return m.tag.startswith(_NOUN)


def is_verb(m: Morpheme) -> bool:
    """Whether `m` is a verb or adjective stem (Kiwi marks irregular ones "VV-I", "VA-R")."""
    return m.tag.startswith(_VERB) and not m.tag.startswith("VX")


def is_content(m: Morpheme) -> bool:
    """Whether `m` carries meaning that a search can use."""
    if is_verb(m):
        return m.form not in LIGHT
    return m.tag.startswith(("NNG", "NNP", "NNB", "NR", "XR", "SL", "SH", "SN", "MAG", "W_")) or (
        m.tag == "XSN" and len(m.form) > 1
    )


def key(m: Morpheme) -> str:
    """The name by which a morpheme is compared and weighed, as `retriever.tokens.terms` writes it: "알리다", "#2022"."""
    if is_verb(m):
        return m.form + "다"
    if m.tag == "SN":
        plain = m.form.replace(",", "")
        return "#" + (plain.rstrip("0").rstrip(".") if "." in plain else plain)
    return m.form.lower().strip(". ")


def content(text: str) -> frozenset[str]:
    """The content words of `text` by their keys, without counting words ("개", "것")."""
    return frozenset(key(m) for word in words(text) for m in word.morphemes if is_content(m) and m.tag != "NNB")


def particle_name(form: str) -> str:
    """The one name for all variants of the particle `form` ("가" -> "이", "를" -> "을")."""
    return _PARTICLES.get(form, form)


@dataclass(frozen=True, slots=True)
class Word:
    """A word, the text between white space: its morphemes, its particles (`particle_name`) and its predicate.

    `predicate` is the stem that says what is done ("제시" in "제시했다", "맞" in "맞아"), "" for a noun phrase; `link` is
    the tag of its last ending ("EC", "ETM", "EF", "ETN"), "" where there is none; `start`/`end` are offsets in
    the analysed text.
    """

    start: int
    end: int
    morphemes: tuple[Morpheme, ...]
    particles: tuple[str, ...]
    predicate: str
    link: str

    @property
    def particle(self) -> str:
        """The last particle, under its one name."""
        return self.particles[-1] if self.particles else ""


@lru_cache(maxsize=1024)
def words(text: str) -> tuple[Word, ...]:
    """The words of `text` in order."""
    found = morphemes(text)
    result: list[Word] = []
    at = 0
    for match in re.finditer(r"\S+", text):
        inside: list[Morpheme] = []
        while at < len(found) and found[at].start < match.end():
            inside.append(_full_year(text, found[at]))
            at += 1
        result.append(_word(match.start(), match.end(), inside))
    return tuple(result)


def _full_year(text: str, m: Morpheme) -> Morpheme:
    """`m`, with a year of two digits behind an apostrophe in full, by which years are compared: '22 and ‘22년 are 2022."""
    if m.tag != "SN" or len(m.form) != 2 or not m.start or not re.match(QUOTE, text[m.start - 1]):
        return m
    return replace(m, form=full_year(m.form)) if m.form.isdigit() else m


def _word(start: int, end: int, inside: Sequence[Morpheme]) -> Word:
    particles = tuple(
        particle_name(m.form) for m in _tail(inside) if m.tag.startswith("J") and not m.tag.startswith("JKV")
    )
    return Word(start, end, tuple(inside), particles, _predicate(inside), _link(inside))


def _tail(inside: Sequence[Morpheme]) -> Sequence[Morpheme]:
    """The morphemes of a word after its last noun or verb."""
    last = max((i for i, m in enumerate(inside) if is_noun(m) or is_verb(m)), default=-1)
    return inside[last + 1 :]


def _predicate(inside: Sequence[Morpheme]) -> str:
    for i in range(len(inside) - 1, -1, -1):
        m = inside[i]
        if m.tag.startswith(("XSV", "XSA")):
            return inside[i - 1].form if i else m.form
        if is_verb(m):
            # "지명수배 된": a light verb after its noun stands in a word of its own; the caller looks left.
            return m.form
        if m.tag.startswith("VCP") and i:
            return inside[i - 1].form
    return ""


def _link(inside: Sequence[Morpheme]) -> str:
    for m in reversed(inside):
        if m.tag in ("EC", "ETM", "EF", "ETN"):
            return m.tag
        if m.tag.startswith("J") or is_noun(m):
            return ""
    return ""
