"""Pieces of HTML that the views are put together from. Every text is escaped here and nowhere else."""

from collections.abc import Iterable, Sequence
from html import escape

from chat.web.render import text


class Html(str):
    """A text that is HTML already and is inserted as it is; every other text is escaped."""

    __slots__ = ()


def table(name: str, columns: Sequence[str], rows: Iterable[Sequence[str]], empty: str) -> Html:
    """A table under the caption `name`; the sentence `empty` where it has no row."""
    body = "".join(f"<tr>{''.join(f'<td>{_cell(cell)}</td>' for cell in row)}</tr>" for row in rows)
    if not body:
        return paragraph(empty)
    head = "".join(f'<th scope="col">{text(column)}</th>' for column in columns)
    return Html(f"<table><caption>{text(name)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")


def paragraph(words: str, kind: str = "") -> Html:
    """A paragraph with the CSS class `kind` ("warning", "good")."""
    return Html(f'<p class="{escape(kind)}">{_cell(words)}</p>' if kind else f"<p>{_cell(words)}</p>")


def heading(words: str) -> Html:
    """A heading (<h2>), one level below the page's own."""
    return Html(f"<h2>{text(words)}</h2>")


def link(words: str, href: str) -> Html:
    """A link to an address of this service."""
    return Html(f'<a href="{escape(href)}">{text(words)}</a>')


def joined(*parts: str) -> Html:
    """The parts one after the other, on one line: Gradio reads a message as Markdown, and HTML without an empty line stays as it is."""
    return Html("".join(_cell(part) for part in parts))


def _cell(words: str) -> str:
    return words if isinstance(words, Html) else text(words)
