"""Exact match and character F1 as KorQuAD 1.0 counts them, so that figures stand beside published tables.

Source: the official script `evaluate-v1.0.py` (korquad.github.io), itself SQuAD v1.1's with two changes: a list of
Korean quotation marks and brackets becomes white space, and F1 is over characters, not words. Its quirks are kept:
ASCII punctuation is deleted, not spaced ("1,000" is "1000", "9.0조" is "90조"), curly double quotes stay, an empty
prediction never gets F1 above 0 even against an empty gold answer.
"""

import string
from collections import Counter
from collections.abc import Iterable

_SPACED = dict.fromkeys(map(ord, "'\"《》<>〈〉()‘’"), " ")
_DELETED = dict.fromkeys(map(ord, string.punctuation))


def normalise(text: str) -> str:
    """`text` in lower case, without punctuation, words separated by one space."""
    return " ".join(text.translate(_SPACED).lower().translate(_DELETED).split())


def exact_match(prediction: str, gold: Iterable[str]) -> float:
    """1.0 where the prediction equals one of the gold answers after `normalise`, else 0.0."""
    wanted = normalise(prediction)
    return float(any(normalise(answer) == wanted for answer in gold))


def char_f1(prediction: str, gold: Iterable[str]) -> float:
    """The best F1 (0-1) of the two multisets of characters, white space left out, over the gold answers."""
    return max((_char_f1(prediction, answer) for answer in gold), default=0.0)


def _char_f1(prediction: str, gold: str) -> float:
    ours = "".join(normalise(prediction).split())
    theirs = "".join(normalise(gold).split())
    same = sum((Counter(ours) & Counter(theirs)).values())
    if same == 0:
        return 0.0
    precision = 1.0 * same / len(ours)
    recall = 1.0 * same / len(theirs)
    return (2 * precision * recall) / (precision + recall)
