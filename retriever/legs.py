"""Scaling of the legs over all passages to numbers from 0 to 1, before they are summed.

Both stores scale in this way: the folder with these functions, PostgreSQL in its SQL statement (`retriever/postgres/search.py`).
"""

import numpy as np
from numpy.typing import NDArray

NEIGHBOURS = 1000
"""The number of nearest passages that the dense leg scores; all others get 0, as the last of these do."""

COSINE_RANGE = 0.5
"""The least range of cosines that is scaled to 0..1. The cosines of the best and of the middle one of many passages differ by about this
much (median over 246 questions to 358 passages of 21 documents: .496; multilingual-e5-small's own passages: .073)."""

_Floats = NDArray[np.float32]


def to_one(scores: _Floats) -> _Floats:
    """BM25 `scores` divided by the highest of them; unchanged where that is 0."""
    top = float(scores.max(initial=0.0))
    return scores / np.float32(top) if top > 0 else scores


def stretched(cosines: _Floats) -> _Floats:
    """The `cosines` of the neighbours (best first), scaled so that the best is 1, and the median and all below it 0: this removes the
    range of the model.

    Where all lie close together (a handful of passages), they are scaled by `COSINE_RANGE` instead: such differences are noise.
    """
    middle, top = float(np.median(cosines)), float(cosines[0])
    scores: _Floats = np.clip((cosines - middle) / max(top - middle, COSINE_RANGE), 0.0, 1.0)
    return scores
