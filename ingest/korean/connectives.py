"""The endings that join two statements, as the analyser writes them (tag EC); "ᆫ데" begins inside the syllable before it ("무료인데")."""

from collections.abc import Iterable

COORDINATING = frozenset({"고", "며", "으며"})
"""Endings that put two statements side by side: what stands before them can stand alone. Both take the tense of the sentence's last predicate
("발급하고 시행했다").
"""
CONTRASTING = frozenset({"지만", "나", "으나", "는데", "ᆫ데", "은데"})
"""Endings behind which something is taken back ("무료이나, 재료비는 본인이 낸다")."""
JOINING = COORDINATING | CONTRASTING | {"면서", "거나"}
"""Endings behind which a new statement begins."""
_CONDITIONAL = ("면", "거든", "라도", "아도", "어도", "여도", "아야", "어야", "여야")
"""The last syllables of the endings of a condition or a concession ("-으면", "-ᆫ다면", "-려면", "-더라도")."""


def supposes(ending: str) -> bool:
    """Whether `ending` makes a condition or a concession ("-다면", "-어도"): what it says holds for the statement behind it."""
    return ending.endswith(_CONDITIONAL)


def written(endings: Iterable[str]) -> str:
    """A pattern: one of `endings` as it is written; without "ᆫ데", for whole words end like it ("가운데")."""
    return "|".join(sorted(ending for ending in endings if not ending.startswith("ᆫ")))
