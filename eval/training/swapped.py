"""Questions made unanswerable by another year, place or office: "other entity" is what a reader of sentences overlooks most easily.

An answerable question that names a year, place or office of its document is asked once more with one that the document does not hold.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from eval.training.examples import Example
from ingest.document import Document
from ingest.korean.agencies import agencies
from ingest.korean.particles import ends_in_consonant

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_PLACE = re.compile(r"(?<![가-힣])[가-힣]{1,3}(?:광역시|특별자치도|시|군|구)(?![가-힣]{3})")
_NO_PLACES = frozenset("다시 역시 혹시 임시 당시 일시 상시 수시 즉시 도시 누구 친구 가구 요구 연구 청구".split())
_SHARE = 0.5
"""Share of the answerable questions that are tried: swapping all would make four in ten questions unanswerable."""


def swapped(examples: Sequence[Example], documents: Mapping[str, Document], seed: int) -> Iterator[Example]:
    """Yield the unanswerable twins of `examples`; `documents` (by id) are those that the examples ask about."""
    rnd = random.Random(seed)
    names = {agency.name: "office" for agency in agencies()}
    for one in {example.document for example in examples}:
        names |= {place: place[-1] for place in _places(documents[one].title)}
    names = dict(sorted(names.items()))  # of two names of one length the first is swapped, whatever the order of a set
    alike: dict[str, list[str]] = defaultdict(list)
    for name, kind in names.items():
        alike[kind].append(name)
    for example in examples:
        if not example.answerable or not example.gold or rnd.random() > _SHARE:
            continue
        text = documents[example.document].text
        wordings = [_other(wording, text, names, alike, rnd) for wording in (example.question, example.also)]
        changed = [wording for wording in wordings if wording]
        if changed:
            yield replace(
                example,
                question=changed[0],
                also=changed[-1] if len(changed) > 1 else "",
                answerable=False,
                tag="swapped",
                gold=(),
                spans=(),
                tempting=example.gold,
            )


def _places(text: str) -> set[str]:
    return set(_PLACE.findall(text)) - _NO_PLACES


def _other(
    wording: str, text: str, names: Mapping[str, str], alike: Mapping[str, Sequence[str]], rnd: random.Random
) -> str:
    """`wording` with another year or name of the same kind that `text` does not hold; "" where it names none."""
    year = _YEAR.search(wording)
    if year and year[0] in text:
        near = [str(int(year[0]) + step) for step in (-3, -2, -1, 1, 2, 3)]
        strange = [other for other in near if other not in text and f"{other[2:]}년" not in text]
        return wording.replace(year[0], rnd.choice(strange)) if strange else ""
    own = max((name for name in names if name in wording and name in text), key=len, default="")
    if not own:
        return ""
    # The particle after the name must fit the other name, too: a wrong one would give the swap away.
    ending = ends_in_consonant(own)
    strange = [name for name in alike[names[own]] if name not in text and ends_in_consonant(name) is ending]
    return wording.replace(own, rnd.choice(strange)) if strange else ""
