"""Nouns that name what of a matter is asked ("수수료", "마감일"): which mean the same, and which any value of the kind answers.

The words stand in `attributes.tsv`, general vocabulary of public offices: a line is an answer kind, then interchangeable
nouns; `*` before the kind marks the generic ones ("금액": any amount answers it, while "수수료" must be called so).
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from retriever.everyday import other_words

# Endings that make a noun a quantity or a date and add nothing else.
_KIND_ENDINGS = ("금액", "액", "일자", "일", "시기", "인원", "수", "비")


@dataclass(frozen=True, slots=True)
class _Nouns:
    generic: frozenset[str]
    groups: dict[str, frozenset[str]]


@cache
def _nouns() -> _Nouns:
    generic: set[str] = set()
    groups: dict[str, set[str]] = {}
    for line in files(__package__).joinpath("attributes.tsv").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        kind, *nouns = line.split("\t")
        if kind.startswith("*"):
            generic.update(nouns)
            continue
        for noun in nouns:
            groups.setdefault(noun, set()).update(nouns)
    return _Nouns(frozenset(generic), {noun: frozenset(group) for noun, group in groups.items()})


def is_generic(noun: str) -> bool:
    """Whether any value of its kind answers a question for `noun`."""
    return noun in _nouns().generic


def names_of(noun: str) -> frozenset[str]:
    """`noun` and the nouns that mean the same of a matter; for a noun with an ending that only tells the kind
    ("투자액", "마감일") also the noun without it.
    """
    stem = next((noun[: -len(e)] for e in _KIND_ENDINGS if noun.endswith(e) and len(noun) - len(e) >= 2), noun)
    return _nouns().groups.get(noun, frozenset()) | set(other_words(noun)) | {noun, stem}
