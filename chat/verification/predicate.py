"""What a statement says of its matter: the predicate, and whether it is affirmed, denied, told as done or only supposed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.korean.morphemes import Morpheme

_DENYING = frozenset({"않", "못하", "아니하", "말", "못"})
# Verbs that make a predicate of the noun before them ("환불을 받다", "발급은 하다", "지급이 이루어지다").
_LIGHT = frozenset({"하", "되", "받", "시키", "이루어지", "드리", "주", "당하"})
_MODAL = frozenset({"가능", "허용"})
_DENYING_NOUNS = frozenset({"불가", "불가능", "금지", "불허", "제외"})
_HOLLOW = frozenset({"경우", "때", "것", "등", "수", "바", "대상자", "이상", "이하", "필요", "예정", "계획"})
# Money given is money received: "지원금을 받다", "지급하다", "지원하다".
_GIVEN = "지급"
_GIVING = re.compile(r"^지원$|(?:금|수당|급여|장려금|보조금|포상금)$")
_SUPPOSING = ("면", "라도", "더라도", "거든", "려면", "아도", "어도", "여도", "어야", "아야", "여야")
PAST = frozenset({"었", "았", "였"})


@dataclass(frozen=True, slots=True)
class Predicate:
    """`lemma` is the noun of a noun with 하다, 되다, 받다, 가능, 불가 ("제공"), else the stem of the verb ("넘"); "" where
    a case is left out of whatever is spoken of ("넘는 경우는 제외한다").

    `denied`: 않다, 못, 수 없다, 불가, 금지, 제외. `past`: it bears a past ending. `supposed`: a condition or concession
    ("생겼다면"), which says nothing of what is.
    """

    lemma: str
    denied: bool
    past: bool
    supposed: bool


def predicate_of(morphemes: Sequence[Morpheme]) -> Predicate | None:
    """The last predicate of a statement's morphemes; None where there is none to compare."""
    told = [m for m in morphemes if not m.tag.startswith("S") or m.tag in ("SL", "SN", "SH")]
    reading = _Reading(told)
    lemma = reading.lemma()
    if lemma in _HOLLOW and reading.excluded:
        lemma = ""
    elif not lemma or lemma in _HOLLOW:
        return None
    lemma = _GIVEN if _GIVING.search(lemma) else lemma
    ending = told[-1]
    supposed = supposing(ending)
    past = any(m.tag == "EP" and m.form in PAST for m in told[reading.at :])
    return Predicate(lemma, reading.denied, past, supposed)


def supposing(ending: Morpheme) -> bool:
    """Whether an ending makes a condition or a concession ("-다면", "-어도")."""
    return ending.tag == "EC" and ending.form.endswith(_SUPPOSING)


class _Reading:
    """Walks from the end of a statement to its predicate and notes on the way what denies it."""

    def __init__(self, told: Sequence[Morpheme]) -> None:
        self.told = told
        self.at = len(told) - 1
        self.denied = False
        self.excluded = False

    def lemma(self) -> str:
        """The predicate's lemma, "" where none is found; `at` is its place."""
        while self.at >= 0:
            m = self.told[self.at]
            tag = m.tag.partition("-")[0]
            if tag == "VX" or tag == "VCN":
                self.denied ^= tag == "VCN" or m.form in _DENYING
            elif tag in ("VV", "VA") and m.form in ("있", "없") and self._noun_before(("수", "필요", "리")):
                self.denied ^= m.form == "없"
            elif tag == "VA" and m.form in ("있", "없"):
                self.denied ^= m.form == "없"
                return self._noun()
            elif tag == "VV" and m.form in ("되", "하") and self.at and self.told[self.at - 1].tag == "EC":
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
        before = self.told[self.at - 1] if self.at else None
        self.denied ^= before is not None and before.tag == "MAG" and before.form in ("안", "못")
        return verb.form

    def _noun(self) -> str:
        """The noun that the light verb here makes a predicate of; "" where it is a verb of its own."""
        place, denied = self.at - 1, False
        while place >= 0 and self.told[place].tag in ("JKO", "JKS", "JX", "MAG"):
            denied ^= self.told[place].tag == "MAG" and self.told[place].form in ("안", "못")
            place -= 1
        if place < 0 or not self.told[place].tag.startswith(("NNG", "NNP", "XR")):
            return ""
        self.at, self.denied = place, self.denied ^ denied
        return self.told[place].form

    def _is_modal(self, noun: str) -> bool:
        """Whether `noun` only says that something may or may not be; 제외 may stand behind "대상에서"."""
        if noun not in _MODAL | _DENYING_NOUNS:
            return False
        self.denied ^= noun in _DENYING_NOUNS
        if self.at and self.told[self.at - 1].tag == "XPN":  # 불-가능
            self.denied ^= True
            self.at -= 1
        self.excluded |= noun == "제외"
        if noun == "제외" and self.at and self.told[self.at - 1].tag == "JKB":
            self.at -= 1
        return True

    def _noun_before(self, forms: Sequence[str]) -> bool:
        """Whether one of the bound nouns `forms` stands right before, particles apart; steps onto it."""
        place = self.at - 1
        while place >= 0 and self.told[place].tag.startswith("J"):
            place -= 1
        if place >= 0 and self.told[place].form in forms:
            self.at = place
            return True
        return False
