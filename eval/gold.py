"""Finding the gold quotes in the indexed documents: a set that contradicts the documents is refused before it runs.

A quote is matched to the letter but for white space, the width of signs, quotation marks and converter leftovers ("*", "\\"), so that one
copied out of a PDF or a word processor is still found. Gold is a span in a document, never a passage.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.question import Question, SetProblem
from ingest.normalise import half_width

_IGNORED = frozenset("'\"‘’“”`´*\\")


@dataclass(frozen=True, slots=True)
class Span:
    """A span of a document, in characters of its stored text, end exclusive."""

    document: str
    start: int
    end: int

    def shared(self, other: "Span") -> int:
        """How many characters the two have in common."""
        if self.document != other.document:
            return 0
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def contains(self, gold: "Span") -> bool:
        """Whether this span has at least half of the gold one: what "the passage holds the quote" means here."""
        return 0 < 2 * self.shared(gold) >= gold.end - gold.start

    def meets(self, gold: "Span") -> bool:
        """Whether the two spans share at least half of the shorter one: what "the citation is the gold place" means here."""
        return 0 < 2 * self.shared(gold) >= min(self.end - self.start, gold.end - gold.start)


class QuoteFinder:
    """Finds quotes in documents; each text is folded once."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """`texts`: each document's id and its stored text."""
        self._texts = texts
        self._folded: dict[str, tuple[str, list[int]]] = {}

    def spans(self, quote: str, document: str = "") -> tuple[Span, ...]:
        """Every place of `quote` in the document with that id (empty: in all), in order; empty where it is nowhere."""
        wanted = _fold(half_width(quote))[0]
        if not wanted:
            return ()
        found: list[Span] = []
        for name in [document] if document else sorted(self._texts):
            if name not in self._folded:
                self._folded[name] = _fold(self._texts[name])
            folded, places = self._folded[name]
            at = folded.find(wanted)
            while at >= 0:
                found.append(Span(name, places[at], places[at + len(wanted) - 1] + 1))
                at = folded.find(wanted, at + len(wanted))
        return tuple(found)

    def check(self, questions: Sequence[Question]) -> tuple[SetProblem, ...]:
        """What in `questions` contradicts the documents: an unknown document, a quote that is nowhere. In row order."""
        problems: list[SetProblem] = []
        for question in questions:
            if question.document and question.document not in self._texts:
                problems.append(
                    SetProblem(
                        question.row,
                        f"문서 '{question.document}'이(가) 색인에 없습니다. 'mureobwa ingest'로 넣거나 이름을 고쳐 주세요.",
                    )
                )
                continue
            problems += [
                SetProblem(
                    question.row, f"근거 '{_short(quote)}'이(가) 문서에 없습니다. 문서의 글자를 그대로 옮겨 주세요."
                )
                for quote in question.quotes
                if not self.spans(quote, question.document)
            ]
        return tuple(problems)


def _fold(text: str) -> tuple[str, list[int]]:
    places = [place for place, letter in enumerate(text) if not letter.isspace() and letter not in _IGNORED]
    return "".join(text[place] for place in places), places


def _short(quote: str) -> str:
    return quote if len(quote) <= 40 else quote[:39] + "…"
