"""Making texts that a spreadsheet shows and never runs as formulas."""

_BEGINS_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""First characters of a cell that is run as a formula; full-width signs, as some locales read them (OWASP, CSV Injection)."""


def inert(cell: str) -> str:
    """`cell`, with an apostrophe before it where a spreadsheet would take it for a formula, also after blanks."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_BEGINS_FORMULA) else cell
