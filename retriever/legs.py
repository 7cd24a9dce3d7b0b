"""What the legs that see every passage are brought to before they are summed: numbers from 0 to 1.

Both places that keep passages follow this: the folder here, PostgreSQL in its statement (`retriever/postgres/search.py`).
"""

import numpy as np
from numpy.typing import NDArray

NEIGHBOURS = 1000
"""The dense leg sees this many neighbours; the rest count as the last of them."""

COSINE_RANGE = 0.5
"""Between the best and the middle one of many passages the cosines differ by about this much (median over 246 questions to 358 passages
of 21 documents: .496; multilingual-e5-small's own passages: .073)."""

_Floats = NDArray[np.float32]


def to_one(scores: _Floats) -> _Floats:
    """BM25 scores, the best of them at 1."""
    top = float(scores.max(initial=0.0))
    return scores / np.float32(top) if top > 0 else scores


def stretched(cosines: _Floats) -> _Floats:
    """Cosines of the neighbours, best first, so that the best is 1 and the middle one 0: a model's own range drops out.

    Where all lie close together (a handful of passages), the stretch is limited: such differences are noise.
    """
    middle, top = float(np.median(cosines)), float(cosines[0])
    scores: _Floats = np.clip((cosines - middle) / max(top - middle, COSINE_RANGE), 0.0, 1.0)
    return scores
