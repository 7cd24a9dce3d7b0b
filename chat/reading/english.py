"""English questions: the kind of answer by the question word, and the words worth searching for."""

import re

from chat.reading.slots import Slot
from chat.reading.types import AnswerType

T = AnswerType

# In order: the first pattern that matches gives the kinds of answer.
_RULES: tuple[tuple[str, tuple[AnswerType, ...]], ...] = (
    (r"phone|telephone|call\b|contact|hotline", (T.PHONE,)),
    (r"web ?site|url|e-?mail|homepage", (T.URL,)),
    (
        r"how much (?:money|budget|does|do|is|was|will|did|were|are)|how much|budget|cost|price|fee\b|fund",
        (T.MONEY, T.COUNT),
    ),
    (r"how many|number of", (T.COUNT,)),
    (r"how long|duration", (T.DURATION, T.DATE)),
    (r"percent|rate\b|ratio|share of", (T.PERCENT,)),
    (r"what time", (T.TIME, T.DATE)),
    (
        r"\bwhen\b|what (?:date|year|month|day)|which (?:date|year|month|day)|by what date|deadline|until when",
        (T.DATE,),
    ),
    (r"\bwho\b|\bwhom\b|\bwhose\b", (T.PERSON, T.ORGANISATION)),
    (r"(?:which|what) (?:ministry|office|department|agency|organi[sz]ation|company|institution)", (T.ORGANISATION,)),
    (r"\bwhere\b|(?:which|what) (?:place|city|country|region|location)", (T.PLACE, T.ORGANISATION)),
    (r"\bwhy\b|reason|purpose", (T.REASON,)),
    (r"\bhow\b", (T.METHOD,)),
    (r"^(?:what is|what are|what's|define) (?:an? |the )?[\w' -]+\??$", (T.DEFINITION, T.THING)),
    (r"\bwhat\b|\bwhich\b", (T.THING,)),
    (r"^(?:can|could|is|are|do|does|did|will|may|was|were|has|have)\b", (T.YES_NO,)),
)
_STOP = frozenset(
    "a an the of in on at to for from by with and or is are was were be been do does did will would can could may might has have had "
    "what when where who whom whose why how which much many long it its this that there their they we i you my your please tell me "
    "about as into than then so if not no".split()
)


def english_slots(question: str) -> tuple[Slot, ...]:
    """The slot of an English question, or one for each of several question words joined by "and"; empty where no rule matches."""
    lowered = question.lower().strip()
    parts = re.split(
        r"\band\b(?=\s+(?:by |in |on |at |to |for |until )?(?:what|when|where|who|how|why|which)\b)", lowered
    )
    slots: list[Slot] = []
    for part in parts:
        kinds = next((kinds for pattern, kinds in _RULES if re.search(pattern, part.strip())), ())
        if kinds:
            slots.append(Slot(kinds, 0, len(question)))
    return tuple(slots)


def english_terms(question: str) -> list[str]:
    """The words of an English question that may stand unchanged in a Korean text: names, abbreviations, figures."""
    return [w for w in re.findall(r"[a-z0-9]+(?:[.,-][a-z0-9]+)*", question.lower()) if w not in _STOP]
