"""Recognises words that only name a topic: questions, answer marks, headings, units. A search uses them, but no answer is made of them."""

import re

from ingest.blocks import Heading
from ingest.lines import ends_sentence, is_key_value
from ingest.outline import MarkerFamily, marker_of
from ingest.unit_notes import without_unit_note

FIRST_PAGE = "홈|HOME|Home"
"""A pattern: what the first page of a site is called."""
TRAIL = re.compile(rf"(?:{FIRST_PAGE})(?:\s*[>›»▶/]\s*[^>›»▶/]{{1,30}}){{1,6}}")
"""To be matched with a whole line: the way to a page from the first page of its site ("홈 > 시정소식 > 공지사항")."""
_CONTENTS = re.compile(r"^\W*(?:목\s*차|차\s*례)\W*$")
_QUESTION_END = re.compile(r"[?？]\s*[\"'”’」』>)\]]*$")
_ANSWER_MARK = re.compile(
    r"(?:A\s?(\d{0,3})\s?[.:)]|A(\d{1,3})(?=\s)|(?:답변|답|회신|회답)\s?(\d{0,3})\s?[.:)]|답변?(?=\s)"
    r"|[\[【〔<(]\s?(?:A|답변|답|회신|회답)\s?(\d{0,3})\s?[\]】〕>)])\s*"
)
_VALUE = re.compile(r"[(（\[][^()（）\[\]]*\d[^()（）\[\]]*[)）\]]")

_CANNOT_NAME = re.compile(
    r"^[\d\s.,()~∼\-–/년월일%:+]+$|[,;:·]$|^[(<:]|^\W*$|(?:까지|부터|에서|및|또는|등|된|하는|하여|하고|을|를|의)$"
    r"|\d{3,4}-\d{4}|\d\s?부[.)]?$|끝\s?\.?$|@|https?:|[→⇒➔].*[→⇒➔]"
)


def cannot_name(words: str) -> bool:
    """Whether `words` are no name of anything: figures alone, a part of something longer ("신청인 및"), an address, a number of copies."""
    return bool(_CANNOT_NAME.search(words))


def is_name(words: str) -> bool:
    """Whether `words` name something, and are neither a sentence nor a name and its value."""
    return not (ends_sentence(words) or is_key_value(words) or cannot_name(words))


def heads_contents(words: str) -> bool:
    """Whether `words` stand over a table of contents ("목 차") and say nothing else."""
    return bool(_CONTENTS.match(words))


def is_question(words: str) -> bool:
    """Whether `words` end with a question mark: they ask, and state nothing."""
    return bool(_QUESTION_END.search(words.rstrip()[-8:]))


def asks(heading: Heading) -> bool:
    """Whether `heading` is the question of a Q&A, by its marker ("Q1.", "문:") or its question mark."""
    marker = marker_of(f"{heading.marker} x") if heading.marker else None
    return is_question(heading.title) or (marker is not None and marker.kind is MarkerFamily.QUESTION)


def question_number(heading: Heading) -> int:
    """The number of a Q&A's question ("Q3. ...": 3); 0 where it has none or `heading` is no question."""
    marker = marker_of(f"{heading.marker} x") if heading.marker else None
    return marker.number if marker is not None and marker.kind is MarkerFamily.QUESTION else 0


def answer_mark(words: str) -> int:
    """The number of characters at the beginning of `words` that are the mark of an answer ("A1. ", "답: "); 0 for none."""
    found = _ANSWER_MARK.match(words)
    return found.end() if found else 0


def answer_number(words: str) -> int:
    """The number in the mark of an answer ("A3. ...": 3); 0 where there is none."""
    found = _ANSWER_MARK.match(words)
    return int(next((group for group in found.groups() if group), 0)) if found else 0


def tells_nothing(heading: Heading) -> bool:
    """Whether `heading` only names the text below it; "모집 인원: 총 5명" and "생활 지원 ('26년 1.5억원)" state a value."""
    name = without_unit_note(heading.title)
    return is_question(name) or not (is_key_value(name) or _VALUE.search(name))
