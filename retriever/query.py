"""A question, understood: what was typed, how it is read, and the weighted words to look for."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from ingest.korean.agencies import named_in
from ingest.korean.hanja import readings, words_in
from ingest.korean.keyslip import has_lone_jamo, to_hangul, to_keys
from ingest.korean.morphemes import morphemes, run_on_words, space
from ingest.korean.particles import into, objective, topic
from ingest.normalise import half_width, visible
from retriever import aliases, misspelt, tokens
from retriever.articles import Article, articles_in, law_meant
from retriever.passage_index import PassageIndex, Vocabulary

_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_WORD = re.compile(r"[^\s?!.,()\"'“”‘’]+")
_HANGUL = re.compile(r"[가-힣]")
_JOINED_PARTS = 4
_LONGEST = 1000  # characters read of a question; a longer one is a text, and analysing it takes seconds
_MOST_TOKENS = 32  # words searched for at most, the rarest; of 1,500 questions at hand none has more than 18
# Words unknown to the documents that may abbreviate one of theirs: each is compared with all of them.
_MOST_UNKNOWN = 16
# Other names looked for beside those that were typed: each is analysed. Of 1,500 questions at hand none has more than 2.
_MOST_OTHER_NAMES = 16


@dataclass(frozen=True, slots=True)
class Token:
    """One word to search for. `weight` is its IDF, 0 for a word that only asks; each of `alternatives` is another name of it, as a list
    of terms that mean the same only together.
    """

    form: str
    weight: float
    alternatives: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it is searched. `original` is what was typed; `text` is what is embedded and read, in Hangul, with key slips,
    spacing and spelling put right; `expansions` are (word, other name) pairs that are searched for too,
    `corrections` (typed, read) pairs; `notes` state both to the user in Korean; `articles` are those asked for by number, `law` is the id
    of the document that is meant by them ("" where none is named).
    """

    original: str
    text: str
    tokens: tuple[Token, ...]
    expansions: tuple[tuple[str, str], ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    articles: tuple[Article, ...] = ()
    law: str = ""


def understand(question: str, index: PassageIndex) -> Query:
    """The `Query` for a search in `index`, whose vocabulary decides on corrections, other names and weights. Any string is accepted;
    control characters and lone surrogates are dropped.
    """
    text = _clean(question)
    vocabulary = index.vocabulary
    vocabulary.gather(_terms_of(text), _words_of(text))
    slips = [*_in_hangul(text, vocabulary), *_key_slips(text, vocabulary)]
    text = _replaced(text, slips)
    spaced = _spaced(text, vocabulary)
    errors = list(misspelt.corrections(spaced, vocabulary))
    text = _replaced(spaced, errors)
    expansions = tuple(islice(_other_names(text, vocabulary), _MOST_OTHER_NAMES))
    notes = [f"{objective(f'‘{typed}’')} {into(f'‘{read}’')} 읽었습니다." for typed, read in [*slips, *errors]]
    notes += [f"{topic(f'‘{name}’')} {into(f'‘{other}’')}도 찾았습니다." for name, other in expansions]
    asked = articles_in(text)
    law = law_meant(text, index.laws()) if asked else ""
    words = _tokens(text, expansions, vocabulary)
    return Query(question, text, words, expansions, (*slips, *errors), tuple(notes), asked, law)


def _terms_of(text: str) -> Iterator[str]:
    """Yield the terms of `text`; the analysis begins when the first is taken."""
    yield from tokens.terms(text)


def _words_of(text: str) -> Iterator[str]:
    """Yield the words of `text`; the analysis begins when the first is taken."""
    for _, _, word in tokens.words(text):
        yield word


def _clean(question: str) -> str:
    kept = "".join(
        " " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c
        for c in visible(question[: 4 * _LONGEST])
        if _is_text(c)
    )
    return " ".join(half_width(kept).split())[:_LONGEST].strip()


def _is_text(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cs", "Co", "Cn")


def _replaced(text: str, changes: list[tuple[str, str]]) -> str:
    for typed, read in changes:
        text = text.replace(typed, read, 1)
    return text


def _spaced(text: str, vocabulary: Vocabulary) -> str:
    """`text` with spaces between its words, if it was typed without and is not long; words that the documents write as one stay one."""
    if all(vocabulary.count(run) for run in run_on_words(text)):
        return text
    parts = space(text).split(" ")
    vocabulary.gather(
        (), ["".join(parts[at : at + n]) for at in range(len(parts)) for n in range(2, _JOINED_PARTS + 1)]
    )
    joined: list[str] = []
    while parts:
        length = next((n for n in range(_JOINED_PARTS, 1, -1) if _begins_with_word(parts[:n], vocabulary)), 1)
        joined.append("".join(parts[:length]))
        del parts[:length]
    return " ".join(joined)


def _begins_with_word(parts: list[str], vocabulary: Vocabulary) -> bool:
    """Whether the parts, written as one, begin with a word of the documents that reaches into the last part: particles may follow it."""
    whole = "".join(parts)
    length = len(whole) - len(parts[-1]) + 1
    return any(vocabulary.count(whole[:end]) for end in range(len(whole), length, -1)) and len(parts) > 1


def _key_slips(text: str, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield (typed, meant) for words that were typed with the other keyboard layout on."""
    latin = _LATIN_WORD.findall(text)
    if latin and not _HANGUL.search(text):
        whole = to_hangul(text)
        if (
            not has_lone_jamo(whole)
            and not _LATIN_WORD.search(whole)
            and (_holds_topic(whole, vocabulary) or _is_korean(whole))
        ):
            yield text, whole
            return
    for word in latin[: tokens.MOST_WORDS]:
        hangul = to_hangul(word)
        readable = len(word) >= 4 and not has_lone_jamo(hangul) and not _LATIN_WORD.search(hangul)
        if readable and not vocabulary.holds(word.lower()) and _holds_topic(hangul, vocabulary):
            yield word, hangul
    for match in _WORD.finditer(text):
        if has_lone_jamo(match[0]) and (typed := _latin_beginning(match[0], vocabulary)):
            yield typed, to_keys(typed)


def _in_hangul(text: str, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield (typed, read) for the words in Chinese letters of a Korean question; of the readings of a word the one that the documents hold
    is taken, or else the usual one.
    """
    for word in words_in(text) if _HANGUL.search(text) else ():
        known = readings(word)
        read = next((one for one in known if vocabulary.count(one)), known[0])
        if read != word:
            yield word, read


def _holds_topic(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a noun of `text` stands in the documents."""
    return any(len(term) > 1 and not tokens.is_asking(term) and vocabulary.holds(term) for term in tokens.terms(text))


def _is_korean(text: str) -> bool:
    """Whether the analyser's dictionary knows every word of `text`: the keys of an English sentence never give such a Korean text."""
    return all(morpheme.known for morpheme in morphemes(text)) and any(len(term) > 1 for term in tokens.terms(text))


def _latin_beginning(word: str, vocabulary: Vocabulary) -> str:
    """The longest beginning of `word` whose keys are a Latin word of the documents, or ""."""
    for end in range(min(len(word), tokens.LONGEST_WORD), 0, -1):
        keys = to_keys(word[:end]).lower()
        if has_lone_jamo(word[:end]) and len(keys) > 1 and keys.isascii() and vocabulary.holds(keys):
            return word[:end]
    return ""


def _other_names(text: str, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield (word, other name) for the names in `text`: other names of an agency, from the dictionary or from a document, or the word that
    an unknown one abbreviates.
    """
    seen: set[str] = set()
    for agency in named_in(text):
        called = [name for name in (*agency.names, *agency.english) if name in text]
        seen.update(called)
        for other in agency.names:
            if called and other not in called and vocabulary.count(other):
                yield max(called, key=len), other
    for name, meant in vocabulary.long_names(text.lower()).items():  # the loop below sees single words only
        yield from ((name, other) for other in meant)
    unknown = 0
    for _, _, word in tokens.question_words(text):
        if word in seen:
            continue
        seen.add(word)
        if others := vocabulary.other_names(word.lower()):
            for other in others:
                yield word, other
        elif unknown < _MOST_UNKNOWN and _is_unknown(word, vocabulary):
            unknown += 1
            if full := aliases.spelt_out(word, vocabulary):
                yield word, full


def _is_unknown(word: str, vocabulary: Vocabulary) -> bool:
    return not vocabulary.count(word) and not all(vocabulary.holds(term) for term in tokens.terms(word))


def _tokens(text: str, expansions: tuple[tuple[str, str], ...], vocabulary: Vocabulary) -> tuple[Token, ...]:
    """The terms of `text`, each once, the rarest `_MOST_TOKENS` of them; each term of a word with another name has that name's terms as an
    alternative, and one that may be read otherwise ("3조" alone) those of the other reading.
    """
    alternatives: dict[str, list[tuple[str, ...]]] = {}
    for name, other in expansions:
        own = tokens.terms(name)
        said = tuple(term for term in tokens.terms(other) if vocabulary.holds(term))
        if own and said:
            for term in own:
                alternatives.setdefault(term, []).append(said)
    for term, reading in tokens.other_readings(text):
        if all(map(vocabulary.holds, reading)):
            alternatives.setdefault(term, []).append(reading)
    found = [
        Token(term, 0.0 if tokens.is_asking(term) else vocabulary.idf(term), tuple(alternatives.get(term, ())))
        for term in dict.fromkeys(tokens.terms(text))
    ]
    rarest = sorted(range(len(found)), key=lambda number: -found[number].weight)[:_MOST_TOKENS]
    return tuple(found[number] for number in sorted(rarest))
