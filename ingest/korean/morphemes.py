"""Korean morphemes and sentence borders: the one place where Kiwi is called.

One analyser serves the process (its model takes 330 MB and a second to load); `configure` gives it the office's
own words before the first use.
"""

import re
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ingest.memory import give_back, give_back_of_mimalloc

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

_lock = threading.Lock()
_user_words: tuple[str, ...] = ()
_analyser: "Kiwi | None" = None

_HANGUL = re.compile(r"[가-힣]")
_LONG_RUN = re.compile(r"[가-힣]{9,}")  # longer names than 과학기술정보통신부 are rare
# Spaces are not put into a longer text, which would analyse it three times more. The longest of 2,500 messages at hand has 199 characters.
_LONGEST_SPACED = 200

PAST = frozenset({"었", "았", "였"})
"""The endings (tag EP) that put a predicate in the past, as Kiwi writes them."""


@dataclass(frozen=True, slots=True)
class Morpheme:
    """One morpheme: dictionary form, Sejong tag (as Kiwi gives it) and its span in the analysed text (characters).

    `known` is False where the form stands in no dictionary and was guessed (a new loanword, a slip of the pen).
    """

    form: str
    tag: str
    start: int
    end: int
    known: bool = True


def configure(user_words: Iterable[str]) -> None:
    """Make `user_words` (names of schemes, abbreviations) single nouns. Call before the first analysis; calling
    again with the same words does nothing, with others reloads the analyser.
    """
    global _user_words, _analyser
    words = tuple(sorted(set(user_words)))
    with _lock:
        if words != _user_words:
            _user_words, _analyser = words, None
            _cached_morphemes.cache_clear()


def release() -> None:
    """Free the analyser's memory until it is needed again: for a caller that has analysed everything and goes on to something that needs memory."""
    global _analyser
    with _lock:
        _analyser = None
        _cached_morphemes.cache_clear()
    import _kiwipiepy  # type: ignore[import-not-found]  # Kiwi itself, without types

    give_back_of_mimalloc(str(_kiwipiepy.__file__))  # 240 MB, which stay with the process otherwise
    give_back()


def _kiwi() -> "Kiwi":
    global _analyser
    with _lock:
        if _analyser is None:
            from kiwipiepy import Kiwi  # only callers that analyse pay for it

            # Kiwi's names of several words ("수산화 알루미늄") change 14 of 105,855 morphemes of public documents, and cost 190 MB, two thirds of the
            # loading and a quarter of the analysis (docs/measurements.md, "Indexing").
            kiwi = Kiwi(num_workers=1, load_multi_dict=False)
            for word in _user_words:
                kiwi.add_user_word(word, "NNP", 0.0)
            _analyser = kiwi
        return _analyser


def load() -> None:
    """Load the analyser now, so that a measurement of what follows does not count the loading."""
    _kiwi()


def morphemes(text: str) -> tuple[Morpheme, ...]:
    """The morphemes of `text` in order. Lone surrogates and NULs must have been removed before."""
    return _cached_morphemes(text) if len(text) <= 1000 else _analyse(text)


@lru_cache(maxsize=4096)
def _cached_morphemes(text: str) -> tuple[Morpheme, ...]:
    return _analyse(text)


def _analyse(text: str) -> tuple[Morpheme, ...]:
    return tuple(Morpheme(t.form, t.tag, t.start, t.start + t.len, not t.oov) for t in _kiwi().tokenize(text))


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of each sentence of a running text, without surrounding white space."""
    if not _HANGUL.search(text):
        stripped = text.strip()
        start = text.find(stripped) if stripped else 0
        return ((start, start + len(stripped)),) if stripped else ()
    return tuple((s.start, s.end) for s in _kiwi().split_into_sents(text) if s.end > s.start)


def space(text: str) -> str:
    """`text` with Korean word spacing put right ("모바일운전면허증언제부터" -> "모바일 운전면허증 언제부터")."""
    return str(_kiwi().space(text))


def run_on_words(text: str) -> list[str]:
    """The runs of Hangul in `text` that are longer than a word, so that it must have been typed without spaces; of a long text none."""
    return _LONG_RUN.findall(text) if len(text) <= _LONGEST_SPACED else []


def spaced_if_run_on(text: str) -> str:
    """`text` with its spacing put right where it was typed without spaces; as it is anywhere else."""
    return space(text) if run_on_words(text) else text


def is_noun(word: str) -> bool:
    """Whether `word` is a common noun (or an adverb) of the dictionary, as it stands ("접수": yes; "접수처", "김하나": no)."""
    found = morphemes(word)
    return len(found) == 1 and found[0].known and found[0].tag in ("NNG", "MAG")


def is_one_word(before: str, after: str) -> bool:
    """Whether a word continues across the border between `before` and `after`, two pieces of a running text ("협업·프로젝", "트 수행")."""
    bound = next((one.tag for one in morphemes(before + after) if one.start >= len(before)), "")
    if bound[:1] in ("J", "E") or bound.startswith(("XS", "VCP")):  # a particle or an ending ("30%" + "를")
        return True
    _, spaces = _kiwi().glue([before, after], return_space_insertions=True)
    return not spaces[0]


def join(parts: Iterable[tuple[str, str]]) -> str:
    """The written form of (form, tag) morphemes ([("하", "XSV"), ("ᆸ니다", "EF")] -> "합니다")."""
    return str(_kiwi().join(list(parts)))
