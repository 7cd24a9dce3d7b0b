"""Articles of laws and rules that a question asks for by number ("제3조의2제2항"), and the document that it means."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.korean.statutes import STATED_ARTICLE, articles_named
from retriever.tokens import terms

_HEADING = re.compile(rf"{STATED_ARTICLE}(?=\s*[(（\[])")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, slots=True)
class Article:
    """`name`: the article as laws write it ("제3조의2"); `paragraph`: the 항 asked for, 0 for none."""

    name: str
    paragraph: int = 0

    def begins(self, text: str) -> bool:
        """Whether the paragraph asked for begins in `text`, or none is asked for."""
        return self.paragraph == 0 or (self.paragraph <= len(_CIRCLED) and _CIRCLED[self.paragraph - 1] in text)


def articles_in(text: str) -> tuple[Article, ...]:
    """The articles that `text`, a question or a heading, names by number, each once."""
    found = (Article(_name(one.number, one.branch), one.paragraph) for one in articles_named(text))
    return tuple(dict.fromkeys(found))


def article_of(heading: Sequence[str]) -> str:
    """The article ("제3조의2") that a passage with this heading path belongs to; "" for none."""
    for title in reversed(heading):
        if found := _HEADING.match(title):
            return _name(int(found["number"]), int(found["branch"] or 0))
    return ""


def law_meant(question: str, titles: Mapping[str, str]) -> str:
    """The document (id) among `titles` whose title holds the most words of `question`; "" where none has more than all others."""
    asked = set(terms(_without_articles(question)))
    held = sorted(((len(asked & set(terms(title))), name) for name, title in titles.items()), reverse=True)
    if not held or held[0][0] == 0 or (len(held) > 1 and held[1][0] == held[0][0]):
        return ""
    return held[0][1]


def _without_articles(text: str) -> str:
    pieces, last = list[str](), 0
    for one in articles_named(text):
        pieces.append(text[last : one.start])
        last = one.end
    return " ".join([*pieces, text[last:]])


def _name(number: int, branch: int) -> str:
    return f"제{number}조" + (f"의{branch}" if branch else "")
