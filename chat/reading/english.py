"""English questions: the kind of answer by the question word, and the words worth searching for."""

import re

from chat.reading.slots import Slot
from chat.reading.types import AnswerType

T = AnswerType

# In order: the first pattern that matches gives the kinds of answer.
_RULES: tuple[tuple[str, tuple[AnswerType, ...]], ...] = (
    (
        r"\b(?:phone|telephone|hotline)\b|\bcontact (?:number|details|information)\b"
        r"|\b(?:who|whom|where|number)\b.*\b(?:call|contact)\b(?! for)",
        (T.PHONE,),
    ),
    (r"\bhow much\b", (T.MONEY, T.COUNT)),
    (r"\bhow many\b|\bnumber of\b|\bhow old\b|\bwhat age\b", (T.COUNT,)),
    (r"\bhow long\b|\bduration\b", (T.DURATION, T.DATE)),
    (r"\bwhat time\b", (T.TIME, T.DATE)),
    (r"\bwhen\b|\b(?:what|which) (?:date|year|month|day)\b|\bby what date\b|\buntil when\b", (T.DATE,)),
    (r"\bwho\b|\bwhom\b|\bwhose\b", (T.PERSON, T.ORGANISATION)),
    (
        r"\b(?:which|what) (?:ministry|office|department|agency|organi[sz]ation|company|institution)\b",
        (T.ORGANISATION,),
    ),
    (r"\bwhy\b|\breason\b|\bpurpose\b", (T.REASON,)),
    (r"\bhow\b", (T.METHOD,)),
    (r"\bweb ?site\b|\burl\b|\be-?mail\b|\bhomepage\b", (T.URL,)),
    (r"\bwhere\b|\b(?:which|what) (?:place|city|country|region|location)\b", (T.PLACE, T.ORGANISATION)),
    (r"\bpercent(?:age)?\b|\brate\b|\bratio\b|\bshare of\b", (T.PERCENT,)),
    (r"\b(?:budget|costs?|prices?|fees?|funds?|funding)\b", (T.MONEY, T.COUNT)),
    (r"\bdeadline\b", (T.DATE,)),
    (r"\bcontact\b", (T.PHONE,)),
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
