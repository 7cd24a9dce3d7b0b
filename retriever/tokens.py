"""The terms, bigrams and words of a Korean text by which it is searched: the one place for decisions about the language.

Three views of a text, each in reading order:

* `terms`: content morphemes by Kiwi, numbers by value ("#3000"), Latin words in lower case. A unit in signs is the unit's name ("50%" and
  "50프로" hold 퍼센트), by `ingest.korean.figures`. Kept are nouns (also dependent
  ones: 개, 명, 원), verbs and adjectives, adverbs, determiners, roots, prefixes and noun suffixes, Chinese letters. Particles,
  endings, the copula and auxiliary verbs are dropped; they stand in every sentence. Nothing else is dropped: a
  filter by part of speech loses new loanwords.
* `bigrams`: pairs of neighbouring letters inside a word, figures in the same one form. They find a word that the analyser cuts differently in two places.
* `words`: the noun part of each word as written ("운전면허증을" gives "운전면허증"), with which misspelt words and
  abbreviations are compared.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from operator import add

from ingest.korean.figures import figures, in_one_form
from ingest.korean.interrogatives import BEGGING, INTERROGATIVES
from ingest.korean.morphemes import Morpheme, morphemes
from ingest.korean.numbers import NUMBER, amount, plain
from ingest.korean.statutes import may_be_article
from ingest.korean.units import PERCENT, read_as
from ingest.korean.years import full_years

# Sejong tags by their beginning; "XSN" but not "XSV": 추진하다 is found as 추진.
_KEPT = ("NN", "NP", "NR", "XR", "VV", "VA", "MA", "MM", "SH", "XPN", "XSN", "SW_NUM", "W_HASHTAG")
_NOUNS = ("NN", "XR", "XPN", "XSN", "SL", "SN", "SH", "NR")

# Words that ask or ask politely: they stand in questions, not in the answers, and say nothing about the topic.
ASKING = BEGGING.union(
    INTERROGATIVES,
    "좀 혹시 그리고 그럼 이제 요즘 나 저 우리 저희 너 당신 것 거 수 때 중 등 있 되 하 이거 그거 저거 여기 거기 정도 대하 관하".split(),
)
_ENGLISH_ASKING = frozenset(
    "a an the is are was were be been do does did can could will would should may might must have has had i you he "
    "she it we they me my your his her its our their this that these those there here what when where who whom which "
    "why how of in on at to for from by with about into as and or but not no if than then so any some much many long "
    "please tell explain show give".split()
)

_MIXED = r"(?=[A-Za-z0-9]*[A-Za-z])(?=[A-Za-z0-9]*\d)[A-Za-z0-9]+"
_SPECIAL = re.compile(rf"(?P<mixed>{_MIXED})|(?P<latin>[A-Za-z]+)|(?P<number>{NUMBER})")
_TRILLIONS = re.compile(r"(\d{1,4})조")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_WHAT_SHARE = re.compile(rf"몇\s?(?:{PERCENT})")
_HANGUL = re.compile(r"[가-힣]")
_RUN = re.compile(r"[가-힣A-Za-z0-9]+")

MOST_WORDS, LONGEST_WORD = 32, 40
"""The most words of a question that are analysed one by one, and the most letters of one: of 13,600 questions and 2,500 messages at hand
none has more than 29 words or more than 31 letters without a space. A question of 500 letters can have 200 words, and each analysis costs
up to a millisecond.
"""


def terms(text: str) -> list[str]:
    """The terms of `text` that are searched and counted, in reading order, repetitions kept. A number's term begins with "#"."""
    text = full_years(text)
    special = _special(text)
    found: list[str] = []
    at = 0
    for morpheme in morphemes(text):
        while at < len(special) and special[at][0] <= morpheme.start:
            found.extend(special[at][2])
            at += 1
        inside = at > 0 and morpheme.start < special[at - 1][1]
        if not inside and morpheme.tag.startswith(_KEPT):
            found.append(_term(morpheme))
    found.extend(term for _, _, own in special[at:] for term in own)
    return found


def _special(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """(start, end, terms), in order, of what is not left to the analyser: figures with their signs, Latin words, digits that are left over."""
    found: list[tuple[int, int, tuple[str, ...]]] = []
    pieces, last = list[str](), 0
    for one in figures(text):
        number = (f"#{one.number}",) if one.number else ()
        found.append((one.start, one.end, number + _unit_terms(one.unit)))
        pieces += [text[last : one.start], " " * (one.end - one.start)]
        last = one.end
    rest = "".join([*pieces, text[last:]]) if pieces else text
    found += [(m.start(), m.end(), (_special_term(m),)) for m in _SPECIAL.finditer(rest)]
    return sorted(found) if pieces else found


def _unit_terms(name: str) -> tuple[str, ...]:
    """The terms of a unit's name behind a number: 도 alone would be a particle."""
    return tuple(terms(f"1{name}")[1:]) if _HANGUL.match(name) else (name,) if name else ()


def _special_term(match: re.Match[str]) -> str:
    return f"#{plain(amount(match[0]) or 0)}" if match.lastgroup == "number" else match[0].lower()


def _term(morpheme: Morpheme) -> str:
    # A verb's stem gets its ending back: 쓰(다) is not the noun 쓰.
    return morpheme.form + "다" if morpheme.tag.startswith(("VV", "VA")) else morpheme.form


def other_readings(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield (term, the terms of another reading) for each term of the question `text` that may be read otherwise: "3조" alone, read as trillions,
    may be an article; "cm" without a number is the unit; 프로 in "몇 프로" is a percentage.
    """
    text = full_years(text)
    for one in figures(text):
        bare = _TRILLIONS.fullmatch(text, one.start, one.number_end)
        if bare and may_be_article(text, one.start):
            yield f"#{one.number}", (f"#{int(bare[1])}", "조")
    for word in map(str.lower, _LATIN_WORD.findall(text)):
        if _HANGUL.match(name := read_as().get(word, "")):
            yield word, _unit_terms(name)
    if _WHAT_SHARE.search(text):
        yield "프로", _unit_terms("퍼센트")


def is_asking(term: str) -> bool:
    """Whether `term` asks instead of naming a topic; such terms carry no weight in a question."""
    return term in ASKING or term.removesuffix("다") in ASKING or term in _ENGLISH_ASKING


def bigrams(text: str) -> list[str]:
    """Pairs of neighbouring letters of each word, lower case; a word of one letter gives itself."""
    pairs: list[str] = []
    for run in _RUN.findall(in_one_form(full_years(text)).lower()):
        pairs.extend(_pairs(run))
    return pairs


@lru_cache(maxsize=2**15)  # a corpus repeats few words
def _pairs(word: str) -> tuple[str, ...]:
    return tuple(map(add, word, word[1:])) if len(word) > 1 else (word,)


def words(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, noun part) of each run of Hangul or Latin letters in `text` that begins with a noun.

    `start` and `end` span the noun part, without the particles behind it.
    """
    analysed = morphemes(text)
    at = 0
    for run in _RUN.finditer(text):
        start = end = run.start()
        while at < len(analysed) and analysed[at].start < run.start():
            at += 1
        while at < len(analysed) and analysed[at].start == end < run.end() and analysed[at].tag.startswith(_NOUNS):
            end = min(analysed[at].end, run.end())
            at += 1
        if end > start:
            yield start, end, text[start:end]


def question_words(text: str) -> Iterator[tuple[int, int, str]]:
    """The first `MOST_WORDS` of `words`: those that are looked at one by one in a question."""
    return islice(words(text), MOST_WORDS)
