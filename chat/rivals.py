"""Figures that disagree: another sentence that answers the same thing with another value."""

from collections.abc import Sequence

from chat.findings import Finding
from chat.reading.asked import Asked
from chat.reading.spans import typed_spans
from chat.reading.types import FORMED
from chat.reading.units import unit_of

# A rival must be about as good a reading as the one chosen, else every other figure of the document would be one
# (evidence points; half of what one more question word in the sentence is worth).
_EVIDENCE_MARGIN = 0.35
# And hold at least this share of the question's words that the chosen sentence holds.
_COVERAGE_SHARE = 0.7


def rivals_of(asked: Asked, best: Sequence[Finding], findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """At most one rival for each figure or date chosen: same kind and unit, another value, another sentence."""
    rivals = []
    for chosen in best:
        value = _value(chosen)
        if value is None:
            continue
        for other in findings:
            if other.slot != chosen.slot or other.sentence is chosen.sentence or not other.reading.matched:
                continue
            if other.sentence.evidence < chosen.sentence.evidence - _EVIDENCE_MARGIN:
                continue
            if other.sentence.coverage < _COVERAGE_SHARE * chosen.sentence.coverage:
                continue
            if not any(form in other.reading.candidate.text.lower() for form in asked.forms if len(form) > 1):
                continue
            if unit_of(other.reading.text) != unit_of(chosen.reading.text):
                continue
            rival = _value(other)
            if rival and rival[0] == value[0] and rival[1] != value[1] and not _tells(chosen, rival):
                rivals.append(other)
                break
    return tuple(rivals)


def _tells(chosen: Finding, rival: tuple[str, str]) -> bool:
    """Whether the chosen sentence holds the rival value as well: then nothing disagrees."""
    return any(span.value == rival[1] for span in typed_spans(chosen.reading.candidate.text))


def _value(finding: Finding) -> tuple[str, str] | None:
    """(kind, normalised value) of a reading that is a figure or a date."""
    reading = finding.reading
    if not reading.matched or not finding.slot or not set(finding.slot.kinds) & FORMED:
        return None
    spans = [s for s in typed_spans(reading.text) if s.kind in finding.slot.kinds]
    return (spans[0].kind.value, spans[0].value) if spans and spans[0].value else None
