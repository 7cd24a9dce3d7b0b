"""How a language model's choice among the sentences changes the chances that they answer.

Fitted on 480 questions to documents that nothing was learnt from, to which a large model chose (docs/measurements-llm.md): of the 320 sentences that it
chose first .91 answer (.72 of those whose chance was below .02 before, .97 of those above .5); where it chose none, the reader's best answered in 0 of 160.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from chat.reading.findings import Finding
from retriever.chances import logistic

ASKED_FROM = 0.01
"""The chance of the best finding from which a model is asked: of those questions the 17 below it had no answer."""
_CHOSEN = (0.35, 2.8)
"""Slope and offset: the logit of the chance of a chosen sentence, from that of its chance before (logistic regression)."""
_PASSED_OVER = 2.0
"""What the logit of every other sentence loses. A logit of 4 would fit 0 of 160; with this one a reader that is sure (.96) still answers where a
model that reads badly says that nothing does.
"""
_LEAST = 1e-4  # chances are kept this far from 0 and 1


def weighed(findings: Sequence[Finding], chosen: Sequence[Finding] | None) -> tuple[Finding, ...]:
    """The `findings` with their chances after a model's choice: those that it chose, in its order, then the others, the likeliest first.
    Unchanged where there is no choice (None).
    """
    if chosen is None:
        return tuple(findings)
    first = [replace(f, chance=logistic(_CHOSEN[0] * _logit(f.chance) + _CHOSEN[1]), chosen=True) for f in chosen]
    passed = [f for f in findings if all(f is not one for one in chosen)]
    others = [replace(f, chance=logistic(_logit(f.chance) - _PASSED_OVER)) for f in passed]
    return (*first, *others)


def _logit(chance: float) -> float:
    kept = min(max(chance, _LEAST), 1.0 - _LEAST)
    return float(np.log(kept / (1.0 - kept)))
