"""The web address at which the office itself publishes the words of an answer."""

import re
from pathlib import PurePosixPath
from urllib.parse import quote, urlsplit

from ingest.document import Document

_NO_PAGE = frozenset(".hwp .hwpx .pdf .doc .docx .xls .xlsx .csv .zip .txt".split())
_WHOLE = 8  # the most words of a quote that the address names in full; of longer quotes the first and the last `_ENDS`
_ENDS = 4


def published_at(document: Document, words: str = "") -> str:
    """The address that a side file gives for `document`, "" where none does; on a web page the browser goes to `words` and marks them.

    The form is the text directive of URL Fragment Text Directives (WICG): `#:~:text=first words,last words`.
    """
    url = document.metadata.url
    if not url or not words.split() or PurePosixPath(urlsplit(url).path).suffix.lower() in _NO_PAGE:
        return url
    directive = ":~:text=" + ",".join(_encoded(part) for part in _to_find(words))
    return f"{url}{directive if urlsplit(url).fragment else f'#{directive}'}"


def _to_find(words: str) -> tuple[str, ...]:
    """The parts of `words` that the address names: all words, or the first and the last ones where there are many or they lie in several cells or
    lines (a browser finds each part in one piece only).
    """
    pieces = [piece.split() for piece in re.split(r"[\t\n]", words) if piece.strip()]
    if len(pieces) == 1 and len(pieces[0]) <= _WHOLE:
        return (" ".join(pieces[0]),)
    return " ".join(pieces[0][:_ENDS]), " ".join(pieces[-1][-_ENDS:])


def _encoded(words: str) -> str:
    return quote(words, safe="").replace("-", "%2D")  # a hyphen beside a comma would be syntax
