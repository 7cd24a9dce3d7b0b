"""Texts that a spreadsheet shows and never runs."""

_BEGINS_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""What a cell that is run begins with, full-width signs as some locales read them (OWASP, CSV Injection)."""


def inert(cell: str) -> str:
    """`cell`, behind an apostrophe where a spreadsheet would take it for a formula, blanks before it or not."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_BEGINS_FORMULA) else cell
