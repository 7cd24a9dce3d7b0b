"""The predicate of a statement, and whether it is affirmed, denied or only supposed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.korean.connectives import supposes
from ingest.korean.morphemes import Morpheme

_DENYING = frozenset({"않", "못하", "아니하", "말", "못"})
# Verbs that make a predicate of the noun before them ("환불을 받다", "발급은 하다", "지급이 이루어지다").
_LIGHT = frozenset({"하", "되", "받", "시키", "이루어지", "드리", "주", "당하"})
_MODAL = frozenset({"가능", "허용"})
_DENYING_NOUNS = frozenset({"불가", "불가능", "금지", "불허", "제외"})
_HOLLOW = frozenset({"경우", "때", "것", "등", "수", "바", "대상자", "이상", "이하", "필요", "예정", "계획"})
# Giving money and receiving it count as one predicate: "지원금을 받다", "지급하다", "지원하다".
_GIVEN = "지급"
_GIVING = re.compile(r"^지원$|(?:금|수당|급여|장려금|보조금|포상금)$")


@dataclass(frozen=True, slots=True)
class Predicate:
    """The predicate of a statement. `lemma` is the noun where it is a noun with 하다, 되다, 받다, 가능, 불가 ("제공"), else the
    stem of the verb ("넘"); "" where the statement only excludes a case ("넘는 경우는 제외한다").

    `denied`: by 않다, 못, 수 없다, 불가, 금지, 제외. `supposed`: it is a condition or concession
    ("생겼다면"), which states no fact.
    """

    lemma: str
    denied: bool
    supposed: bool


def predicate_of(morphemes: Sequence[Morpheme]) -> Predicate | None:
    """The last predicate of a statement's morphemes; None where there is none to compare."""
    without_signs = [m for m in morphemes if not m.tag.startswith("S") or m.tag in ("SL", "SN", "SH")]
    reading = _Reading(without_signs)
    lemma = reading.lemma()
    if lemma in _HOLLOW and reading.excluded:
        lemma = ""
    elif not lemma or lemma in _HOLLOW:
        return None
    lemma = _GIVEN if _GIVING.search(lemma) else lemma
    return Predicate(lemma, reading.denied, supposing(without_signs[-1]))


def supposing(ending: Morpheme) -> bool:
    """Whether an ending makes a condition or a concession ("-다면", "-어도")."""
    return ending.tag == "EC" and supposes(ending.form)


class _Reading:
    """Walks back from the end of a statement to its predicate (`at` is the position) and records what denies it on the way."""

    def __init__(self, morphemes: Sequence[Morpheme]) -> None:
        self.morphemes = morphemes
        self.at = len(morphemes) - 1
        self.denied = False
        self.excluded = False

    def lemma(self) -> str:
        """Moves `at` to the predicate and returns its lemma, "" where none is found."""
        while self.at >= 0:
            m = self.morphemes[self.at]
            tag = m.tag.partition("-")[0]
            if tag == "VX" or tag == "VCN":
                self.denied ^= tag == "VCN" or m.form in _DENYING
            elif tag in ("VV", "VA") and m.form in ("있", "없") and self._noun_before(("수", "필요", "리")):
                self.denied ^= m.form == "없"
            elif tag == "VA" and m.form in ("있", "없"):
                self.denied ^= m.form == "없"
                return self._noun()
            elif tag == "VV" and m.form in ("되", "하") and self.at and self.morphemes[self.at - 1].tag == "EC":
                pass  # "해도 되다", "해야 하다"
            elif tag in ("XSV", "XSA") or (tag == "VV" and m.form in _LIGHT):
                noun = self._noun()
                if not noun:
                    return self._verb(m) if tag == "VV" else ""
                if not self._is_modal(noun):
                    return noun
            elif tag.startswith(("NN", "XR")) and tag != "NNB":
                if not self._is_modal(m.form):
                    return m.form
            elif tag in ("VV", "VA"):
                return self._verb(m)
            elif tag in ("JKB", "JKG", "JC"):
                return ""  # "야간에는 가능합니다": what is possible stands elsewhere
            self.at -= 1
        return ""

    def _verb(self, verb: Morpheme) -> str:
        before = self.morphemes[self.at - 1] if self.at else None
        self.denied ^= before is not None and before.tag == "MAG" and before.form in ("안", "못")
        return verb.form

    def _noun(self) -> str:
        """Moves `at` to the noun that makes a predicate with the light verb at `at`, and returns it; "" where the verb is one of its own.
        A 안 or 못 between them changes `denied`.
        """
        place, denied = self.at - 1, False
        while place >= 0 and self.morphemes[place].tag in ("JKO", "JKS", "JX", "MAG"):
            denied ^= self.morphemes[place].tag == "MAG" and self.morphemes[place].form in ("안", "못")
            place -= 1
        if place < 0 or not self.morphemes[place].tag.startswith(("NNG", "NNP", "XR")):
            return ""
        self.at, self.denied = place, self.denied ^ denied
        return self.morphemes[place].form

    def _is_modal(self, noun: str) -> bool:
        """Whether `noun` only says that something may or may not be. If so, changes `denied` where it or its prefix 불 denies, sets `excluded`
        for 제외, and moves `at` over the prefix and the particle before 제외 ("대상에서").
        """
        if noun not in _MODAL | _DENYING_NOUNS:
            return False
        self.denied ^= noun in _DENYING_NOUNS
        if self.at and self.morphemes[self.at - 1].tag == "XPN":  # 불-가능
            self.denied ^= True
            self.at -= 1
        self.excluded |= noun == "제외"
        if noun == "제외" and self.at and self.morphemes[self.at - 1].tag == "JKB":
            self.at -= 1
        return True

    def _noun_before(self, forms: Sequence[str]) -> bool:
        """Whether one of the bound nouns `forms` stands right before, particles apart; if so, moves `at` onto it."""
        place = self.at - 1
        while place >= 0 and self.morphemes[place].tag.startswith("J"):
            place -= 1
        if place >= 0 and self.morphemes[place].form in forms:
            self.at = place
            return True
        return False
