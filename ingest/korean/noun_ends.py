"""Where a noun ends in a running text: before a space or a sign, a particle, the copula, or a word like 이상 or 규모 that is written onto it."""

from ingest.korean.limit_words import ANY, LimitPlace, limit_words

_ATTACHED = (
    "은|는|이|가|을|를|의|에|에서|에게|로|으로|와|과|도|만|나|마다|씩|보다|당|대|권|짜리|어치|정도|남짓|상당|규모|급"
    f"|{limit_words(LimitPlace.BEHIND_FIGURE, LimitPlace.BEHIND_TIME, senses=ANY)}"
)
_COPULA = "입니|인[가데지]|이[며고지었에라면죠야]|예요|였|라[는고]|며|면|죠"
# Three at most: without a bound, "이나이나..." can be divided in ever more ways.
NOUN_END = rf"(?=(?:{_ATTACHED}){{0,3}}(?![가-힣])|{_COPULA})"
"""A pattern of no width: a noun may end here ("50프로" before "를", "입니다" or a space) and no longer word goes on ("프로그램")."""
