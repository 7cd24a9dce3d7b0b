"""Where a noun ends in a running text: before a space or a sign, a particle, the copula, or a word like 이상 or 규모 that is written onto it."""

_ATTACHED = "은|는|이|가|을|를|의|에|에서|에게|로|으로|와|과|도|만|나|까지|부터|마다|씩|보다|당|대|권|짜리|어치|정도|가량|내외|이내|안팎|남짓|이상|이하|미만|초과|상당|규모|급"
_COPULA = "입니|인[가데지]|이[며고지었에라면죠야]|예요|였|라[는고]|며|면|죠"
# Three at most: without a bound, "이나이나..." can be divided in ever more ways.
NOUN_END = rf"(?=(?:{_ATTACHED}){{0,3}}(?![가-힣])|{_COPULA})"
"""A pattern of no width: a noun may end here ("50프로" before "를", "입니다" or a space) and no longer word goes on ("프로그램")."""
