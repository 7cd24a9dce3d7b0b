"""Everyday words beside the official ones (`everyday.tsv`): 휴대폰 finds 모바일, 와이파이 finds 무선인터넷.

General vocabulary of public offices, a group of interchangeable words a line; verbs in their dictionary form. A word in
several groups belongs to each of them, groups are never joined through it.
"""

from functools import cache
from importlib.resources import files


@cache
def _groups() -> dict[str, tuple[frozenset[str], ...]]:
    found: dict[str, list[frozenset[str]]] = {}
    for line in files(__package__).joinpath("everyday.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            group = frozenset(line.split("\t"))
            for word in group:
                found.setdefault(word.lower(), []).append(group)
    return {word: tuple(groups) for word, groups in found.items()}


def other_words(word: str) -> tuple[str, ...]:
    """The words that mean the same as `word` ("고치다" for the verb), in alphabetical order; empty for most."""
    same = {other for group in _groups().get(word.lower(), ()) for other in group}
    return tuple(sorted(other for other in same if other.lower() != word.lower()))
