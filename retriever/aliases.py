"""Other names for the same thing: from the office's dictionary, from the documents themselves, and by abbreviation.

The dictionary (setting `user_dictionary`) is a UTF-8 text file, one entry a line:

    # a comment
    메타버스교과서            a word that is never cut in two
    행안부 = 행정안전부        another name (an abbreviation, an old name): either finds the other
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import BadInputError
from ingest.korean import morphemes
from retriever.passage_index import Vocabulary
from retriever.settings import Settings

FILE = "aliases.json"
"""File of an index version: for each document the pairs that it defines (`aliases_in`)."""

_WORD = r"[가-힣A-Za-z0-9][가-힣A-Za-z0-9·&\-]*"
_QUOTE = "[\"'‘’“”「」『』<>]?"
# "국가데이터위원회(위원장 홍길동, 이하 '데이터위')", "「데이터기본법」(이하 "법"이라 한다)": the full name before the bracket, the short one at its end.
# "3천원(만 6세 이하 무료)" gives no name: 이하 must open the bracket or follow a comma.
_HEREAFTER = re.compile(rf"({_WORD}){_QUOTE}\s?\((?:[^()]{{0,40}}?,)?\s?이하\s?{_QUOTE}\s?({_WORD})")
# "도심항공교통(UAM)": at least two capitals in the bracket, nothing else.
_INITIALS = re.compile(r"([가-힣][가-힣A-Za-z0-9]{2,})\s?\(([A-Z][A-Za-z0-9&\-]{1,9})\)")
# "UAM(도심항공교통)"
_SPELT_OUT = re.compile(r"(?<![A-Za-z0-9])([A-Z][A-Z0-9&\-]{1,9})\s?\(([가-힣][가-힣\s]{2,20})\)")
_TAIL = re.compile(r"(이?라|이라고|라고)$")
_ABBREVIATION_SYLLABLES = range(2, 6)


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The entries of an office's dictionary: `words` that are never cut in two, and `names`, pairs that mean the same."""

    words: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """The entries as JSON, which an index stores to tell whether they have changed; "" where there are none."""
        return json.dumps([self.words, self.names], ensure_ascii=False) if self.words or self.names else ""


def dictionary_in_use(settings: Settings) -> Dictionary:
    """The dictionary that the settings name, whose words the analyser knows from now on. Raises as `read_dictionary`."""
    dictionary = read_dictionary(settings.user_dictionary)
    morphemes.configure(dictionary.words)
    return dictionary


def read_dictionary(path: Path | None) -> Dictionary:
    """The dictionary in `path`; an empty one for None.

    Raises:
        BadInputError: the file cannot be read, or a line holds neither a word nor a pair of names.
    """
    if path is None:
        return Dictionary()
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(
            f"사용자 사전 '{path}'을(를) 읽을 수 없습니다. UTF-8 텍스트 파일인지 확인하고 user_dictionary를 고쳐 주세요."
        ) from error
    words: list[str] = []
    names: list[tuple[str, str]] = []
    for number, line in enumerate(lines, start=1):
        entry = line.split("#", 1)[0].strip()
        if not entry:
            continue
        parts = [part.strip() for part in re.split(r"[=\t]", entry)]
        if len(parts) > 2 or not all(parts):
            raise BadInputError(
                f"사용자 사전 '{path}' {number}번째 줄 '{line.strip()}'을(를) 이해할 수 없습니다. "
                "'낱말' 또는 '약어 = 정식 이름'으로 적어 주세요."
            )
        if len(parts) == 2:
            names.append((parts[0], parts[1]))
        words.extend(part for part in parts if " " not in part)
    return Dictionary(tuple(words), tuple(names))


def aliases_in(text: str) -> set[tuple[str, str]]:
    """The (short name, full name) pairs that `text` defines in brackets.

    A short name of one letter ("이하 '법'") names something else in every document, and is left out.
    """
    found = {(_TAIL.sub("", short), full) for full, short in _HEREAFTER.findall(text)}
    found |= {(short, full) for full, short in _INITIALS.findall(text) if sum(c.isupper() for c in short) >= 2}
    found |= {(short, full.strip()) for short, full in _SPELT_OUT.findall(text)}
    return {(short, full) for short, full in found if len(short) > 1 and full and short != full}


def both_ways(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Name of `pairs`, in lower case -> all the names that mean the same, in alphabetical order."""
    names: dict[str, set[str]] = {}
    for one, other in pairs:
        names.setdefault(one.lower(), set()).add(other)
        names.setdefault(other.lower(), set()).add(one)
    return {name: tuple(sorted(others)) for name, others in sorted(names.items())}


def spelt_out(short: str, vocabulary: Vocabulary) -> str:
    """The word of the documents that `short` abbreviates, or "".

    An abbreviation takes syllables in order, the first among them and, if it has three or more, the last too
    ("고용부": 고용노동부); the word has five or more, and at least half as many again. A word that holds `short` in one
    piece does not count. Of several such words the most frequent is returned, then the shortest.
    """
    if len(short) not in _ABBREVIATION_SYLLABLES or not all("가" <= letter <= "힣" for letter in short):
        return ""
    fitting = [
        (-count, len(word), word)
        for word, count in vocabulary.through(short).items()
        if len(word) >= 5 and 3 * len(short) <= 2 * len(word) and _abbreviates(short, word)
    ]
    return min(fitting)[2] if fitting else ""


def _abbreviates(short: str, word: str) -> bool:
    """Whether `short` abbreviates `word`, which holds the letters of `short` in order."""
    return short not in word and (len(short) <= 2 or short[-1] == word[-1])
