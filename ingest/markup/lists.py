"""The marks of the items of HTML lists."""

import re

from selectolax.lexbor import LexborNode

_SIGNS = {
    "a": "abcdefghijklmnopqrstuvwxyz",
    "A": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "i": "i ii iii iv v vi vii viii ix x xi xii".split(),
    "I": "I II III IV V VI VII VIII IX X XI XII".split(),
}


def number_of(value: str | None, default: int) -> int:
    """The number in the `value` of an attribute, `default` where there is none."""
    return int(value) if value and re.fullmatch(r"\d{1,9}", value) else default


def mark_of(around: LexborNode, depth: int, number: int) -> str:
    """The mark of item `number` in the list `around`, `depth` lists deep: marks of one depth look alike, marks of different depths do not."""
    if around.tag != "ol":
        return "- " if depth == 1 else "· "
    signs = _SIGNS.get(around.attributes.get("type") or "", ())
    sign = signs[number - 1] if 0 < number <= len(signs) else str(number)
    return f"{counted(sign, depth)} "


def counted(sign: str, depth: int) -> str:
    """The mark of an item that is counted by `sign`, in a list `depth` lists deep: "1.", inside it "1)", further in "(1)"."""
    return {1: f"{sign}.", 2: f"{sign})"}.get(depth, f"({sign})")
