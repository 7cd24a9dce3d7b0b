"""How much of what a claim says stands in the source: its content words, and its meaning by embedding."""

from collections.abc import Sequence
from dataclasses import dataclass

from chat.verification.facts import letters_and_digits
from chat.verification.ground import Ground
from chat.verification.parsing import ParsedSentence, parsed

WEIGHT, BASE, THRESHOLD = 2.0, 0.85, 0.5
"""A claim that is no copy is supported where coverage + WEIGHT x (cosine - BASE) reaches THRESHOLD. What other values do to 1,264 sentences:
docs/measurements-llm.md ("Verification").
"""
FOREIGN_COSINE = 0.82
"""A claim in another language shares no words with its source: it is judged by its facts and by this cosine, which none of 90 wrong pairs of an English and a
Korean sentence reaches, and 7 of 10 right ones do (docs/measurements-llm.md).
"""
_FACT, _LIKENESS = 2.0, 4.0
"""The order in which sentences of the source are looked at: by content words in common, holding a fact of the claim being worth so many, and the cosine above
`BASE` so many times itself. Without the cosine two true sentences more are dropped; halved or doubled, both give the same verdicts
(docs/measurements-llm.md).
"""
_NEW_WORDS = 2
"""A further sentence is taken where it holds so many words of the claim that those before it lack: with 1, which may stand there by chance, seven inventions
more pass, 3 catches two falsehoods more (docs/measurements-llm.md).
"""
_MORE = 2
"""The most further sentences of the source that a claim may rest on, beside the best: an answer seldom joins more. With 1, 3 or 5 the verdicts are the
same (docs/measurements-llm.md).
"""


@dataclass(frozen=True, slots=True)
class Support:
    """The support of a claim. `coverage` is the share (0..1) of the claim's content words and facts that stand in the source sentences
    or around it, `cosine` the best embedding similarity (-1..1), `sentences` the row numbers of these in the ground,
    best first.
    """

    coverage: float
    cosine: float
    sentences: tuple[int, ...]

    @property
    def score(self) -> float:
        """Coverage and cosine as one number, to be compared with `THRESHOLD`; higher is better."""
        return self.coverage + WEIGHT * (self.cosine - BASE)


def support(claim: ParsedSentence, wanted: frozenset[int], ground: Ground, cosines: Sequence[float]) -> Support:
    """The support for `claim` by the sentences of `ground` that hold it best. `wanted` are the row numbers of the sentences that hold its facts;
    `cosines` are the similarities, one for each sentence.
    """
    around = letters_and_digits(ground.around)
    forms = {word.form for word in claim.words if word.tag not in ("OFFICE", "PERSON")}
    have = [_present(forms, sentence) for sentence in ground.sentences]
    given = {form for form in forms if form.removesuffix("다") in around}
    order = sorted(
        range(len(have)), key=lambda i: (-(len(have[i]) + _FACT * (i in wanted) + _LIKENESS * (cosines[i] - BASE)), i)
    )
    if not order:
        return Support(0.0, 0.0, ())
    chosen = [order[0]]
    covered = set(have[order[0]])
    for i in order[1:]:
        needed = i in wanted and not (wanted & set(chosen))
        if len(chosen) <= _MORE and (needed or len(have[i] - covered - given) >= _NEW_WORDS):
            chosen.append(i)
            covered |= have[i]
    figures = len(claim.facts)  # counted as held: a fact that is not held is a fault of its own
    total = len(forms) + figures
    coverage = (len(covered | given) + figures) / total if total else 1.0
    return Support(coverage, max(cosines[i] for i in chosen), tuple(chosen))


def _present(forms: set[str], sentence: str) -> frozenset[str]:
    """The forms that `sentence` holds: as a morpheme, or inside a compound ("교실" in "교실구축")."""
    own = parsed(sentence).forms
    letters = letters_and_digits(sentence)
    return frozenset(
        form
        for form in forms
        if form in own or (len(form.removesuffix("다")) > 1 and form.removesuffix("다") in letters)
    )
