"""Articles of statutes that a text names by number: "제3조의2제2항", "제 3조", and without 제 "민법 3조", "조례의 3조", "3조 2항"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

STATED_ARTICLE = r"제\s?(?P<number>\d{1,4})\s?조(?:\s?의\s?(?P<branch>\d{1,3}))?"
"""A pattern: an article as statutes write it, its number and the one behind 의 in groups of these names."""
AMENDED = r"\s*[<〈‹\[](?:(?:전문|제목)?개정|(?:본조)?신설|시행)[^<>〈〉‹›\[\]]{0,60}[>〉›\]]"
"""A pattern: when a provision or an annex was made or changed, behind it ("<개정 2024. 1. 1.>")."""
_NUMBERED = re.compile(
    r"(?P<head>(?P<number>\d{1,4})\s?조)(?:\s?의\s?(?P<branch>\d{1,3}))?(?:\s?제?\s?(?P<paragraph>\d{1,2})\s?항(?!목))?"
)
_STATED = re.compile(r"(?:(?<![가-힣])제\s?|제)$")
_IN_A_WORD = re.compile(r"[가-힣]제$")  # "과제3조원"
_WON = re.compile(r"\s?원(?!칙|본|고|인)")
_NAMES = "(?<![방기용불수])법률?|조례|규칙|규정|시행령|통령령|부령|총리령|훈령|예규|내규|세칙|정관|약관"
_BEHIND_A_NAME = re.compile(rf"(?:{_NAMES})[」』]?(?:\s?중|의|에서|에|상)?\s?$")
_SUM = re.compile(r"\s?(?:원(?!칙|본|고|인)|달러|유로|\d[\d,.]*\s?[십백천]?[만억])")
_BRANCH = re.compile(r"의\d{1,3}(?![\d.,]|\s?(?:배|분의|할|%|퍼센트))")  # "3조의2"; "3조의 2배" is a sum
_LONGEST_NAME = 12


@dataclass(frozen=True, slots=True)
class NamedArticle:
    """An article named in `text[start:end]`: its `number`, the number behind 의 (`branch`) and the one of its paragraph (항), 0 for none."""

    start: int
    end: int
    number: int
    branch: int
    paragraph: int


def articles_named(text: str) -> Iterator[NamedArticle]:
    """The articles that `text` names by number, in order."""
    for found in _NUMBERED.finditer(text):
        if is_article(text, found.start()):
            stated = _STATED.search(_before(text, found.start()))
            start = found.start() - (len(stated[0]) if stated else 0)
            numbers = (int(found[name] or 0) for name in ("number", "branch", "paragraph"))
            yield NamedArticle(start, found.end(), *numbers)


def is_article(text: str, at: int) -> bool:
    """Whether the number at `at` with the 조 behind it is that of an article and no sum ("9조 원", "예산 3조", "과제3조원").

    Without 제 it is one behind the name of a statute, before the number of a paragraph, and with a number written onto 의 ("3조의2").
    """
    found, before = _NUMBERED.match(text, at), _before(text, at)
    if not found or before[-1:].isdigit() or before[-1:] in (".", ","):
        return False
    if _STATED.search(before):
        return not (_IN_A_WORD.search(before) and _WON.match(text, found.end("head")))
    if _SUM.match(text, found.end("head")):
        return False
    return bool(found["paragraph"] or _BEHIND_A_NAME.search(before) or _BRANCH.match(text, found.end("head")))


def may_be_article(text: str, at: int) -> bool:
    """Whether the number at `at` with a 조 behind it may be that of an article: nothing behind it says that it is a sum."""
    found = _NUMBERED.match(text, at)
    return found is not None and not _SUM.match(text, found.end("head"))


def _before(text: str, at: int) -> str:
    return text[max(0, at - _LONGEST_NAME) : at]
