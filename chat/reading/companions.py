"""What has to be told beside the best finding so that an answer is whole: the items beside an item, the other side of a comparison."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from chat.reading.asked import Asked
from chat.reading.findings import Finding
from chat.reading.types import FORMED, AnswerType
from ingest.blocks import Block, ListItem
from ingest.document import Document
from ingest.korean.politeness import statement
from ingest.korean.words import Word, content, is_content, is_noun, key, words

_MOST_ITEMS = 8
"""A longer list is no answer but the document itself: its likeliest item is told alone."""
_OTHER_FROM = 0.2
"""The chance from which a finding is the other side. On the fitting documents (730 questions) both that answer have .42 and .54, the two that do not .01."""
_BETWEEN = ("과", "보다")
_COMPARES = frozenset({"차이", "비교", "다르", "중", "쪽"})
_ONE_PLACE = FORMED | {AnswerType.YES_NO, AnswerType.DEFINITION, AnswerType.REASON}
"""Kinds of answer that stand in one place."""


def with_companions(
    asked: Asked, told: Sequence[Finding], findings: Sequence[Finding], documents: Mapping[str, Document]
) -> tuple[Finding, ...]:
    """`told` (the best first), and where that is one finding what makes it whole."""
    best = told[0]
    if len(told) > 1:
        return tuple(told)
    items = _items_beside(asked, best, findings, documents[best.passage.document_id])
    if items:
        return (best, *(item for item in items if item is not best))
    other = _other_side(asked, best, findings)
    return (best, other) if other else (best,)


def _items_beside(asked: Asked, best: Finding, findings: Sequence[Finding], document: Document) -> tuple[Finding, ...]:
    """Every item of the list of phrases that `best` is one of, in order, where the question does not single it out: no word of the question
    stands in it that most of the others lack. Empty where it is no such item, or the list was not read whole.
    """
    if set(asked.kinds) & _ONE_PLACE:
        return ()
    items = _list_around(document.blocks, best.sentence.start)
    if not 1 < len(items) <= _MOST_ITEMS:
        return ()
    told = [_only_phrase(item, findings, document) for item in items]
    phrases = [finding for finding in told if finding]
    if len(phrases) < len(items) or best not in phrases:
        return ()
    held = [_content(finding) for finding in phrases]
    singled_out = any(2 * sum(word in other for other in held) <= len(held) for word in _content(best) & asked.forms)
    return () if singled_out else tuple(phrases)


def _only_phrase(item: ListItem, findings: Sequence[Finding], document: Document) -> Finding | None:
    """What was read of `item` where it is one phrase: neither a sentence nor a name with a value behind it."""
    here = [f for f in findings if f.passage.document_id == document.id and item.start <= f.sentence.start < item.end]
    if len(here) != 1 or here[0].sentence.is_label or here[0].sentence.cells:
        return None
    return None if ":" in here[0].text or statement(here[0].text).is_sentence else here[0]


def _list_around(blocks: Sequence[Block], at: int) -> list[ListItem]:
    """The item that holds the offset `at` and its neighbours of the same depth; deeper ones between them are passed over."""
    number = bisect_right(blocks, at, key=lambda block: block.start) - 1
    item = blocks[number]
    if not isinstance(item, ListItem):
        return []
    before, after = blocks[:number][::-1], blocks[number + 1 :]
    return [*list(_beside(before, item.depth))[::-1], item, *_beside(after, item.depth)]


def _beside(blocks: Sequence[Block], depth: int) -> Iterator[ListItem]:
    for block in blocks:
        if not isinstance(block, ListItem) or block.depth < depth:
            return
        if block.depth == depth:
            yield block


def _other_side(asked: Asked, best: Finding, findings: Sequence[Finding]) -> Finding | None:
    """Where the question names two things beside each other ("경보와 주의보", "경보는 주의보보다") and `best` holds one of them only: the likeliest
    finding of the same document that holds the other one only.
    """
    held = _content(best)
    for one, other in _pairs(words(asked.question)):
        for mine, wanted in ((one, other), (other, one)):
            if mine <= held and not wanted <= held:
                likely = (f for f in findings if f.chance >= _OTHER_FROM and not f.sentence.is_label)
                near = (f for f in likely if f.passage.document_id == best.passage.document_id)
                return next((f for f in near if wanted <= (said := _content(f)) and not mine <= said), None)
    return None


def _content(finding: Finding) -> frozenset[str]:
    """The content words of what the finding says, the names of its table row among them."""
    return content(" ".join([*(label for cell in finding.sentence.cells for label in cell.row), finding.text]))


def _pairs(found: Sequence[Word]) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """The two sides of each "A와 B", "A하고 B 차이", "A는 B보다": the words that only one of them has."""
    compares = any(m.form in _COMPARES for word in found for m in word.morphemes)
    for at, word in enumerate(found[:-1]):
        joined = word.particle in _BETWEEN and not word.predicate
        # The analyser takes the particle of "단란주점하고" for a verb.
        if joined or (compares and word.morphemes[-2:] and [m.form for m in word.morphemes[-2:]] == ["하", "고"]):
            left, right = _phrase_before(found, at), _phrase_after(found, at + 1)
            if word.particle == "보다":
                topics = [n for n in range(at) if found[n].particle in ("은", "이") and not found[n].predicate]
                right = _phrase_before(found, topics[-1]) if topics else right
            if left - right and right - left:
                yield left - right, right - left


def _phrase_before(found: Sequence[Word], at: int) -> frozenset[str]:
    """The content words of the noun phrase that ends with the word at `at`."""
    first = at
    while first and not found[first - 1].particles and not found[first - 1].predicate and _nouns(found[first - 1]):
        first -= 1
    return frozenset(noun for word in found[first : at + 1] for noun in _nouns(word))


def _phrase_after(found: Sequence[Word], at: int) -> frozenset[str]:
    """The content words of the noun phrase that begins with the word at `at`: up to its first particle."""
    last = at
    while (
        last + 1 < len(found)
        and not found[last].particles
        and _nouns(found[last + 1])
        and not found[last + 1].predicate
    ):
        last += 1
    return frozenset(noun for word in found[at : last + 1] for noun in _nouns(word))


def _nouns(word: Word) -> frozenset[str]:
    nouns = (m for m in word.morphemes if is_noun(m) and is_content(m) and m.tag != "NNB")
    return frozenset(key(m) for m in nouns) - _COMPARES
