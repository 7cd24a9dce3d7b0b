"""Finds bank accounts in a text in plain form (`ingest.korean.plain_form`): 10-14 digits where the text speaks of a bank or an account, or
in the groups of a bank's accounts where it speaks of money that is paid out or holds a bank's everyday name.
"""

import re

from ingest.korean.date_pairs import holds_dates
from ingest.korean.marks import number_mark
from ingest.korean.telephones import TELEPHONE

_NUMBER = re.compile(r"(?<![\d\-])\d{2,6}(?:[ \-./_]{1,4}\d{1,8}){1,4}(?![\d\-])|(?<!\d)\d{10,14}(?!\d)")
_BANK = re.compile(
    r"계좌|통장|카뱅|토뱅|케뱅|입금|송금|이체|환급|은행|뱅크|농협|수협|축협|신협|산림조합|증권|저축|금고|신한|카카오|예금주|씨티|account|\bbank|\bKB|\bNH|\bIBK|\bSC|银行|账户|账号|口座|銀行|ngân hàng|tài khoản|банк|счет|счёт|ธนาคาร|บัญชี",
    re.IGNORECASE,
)
# Banks whose short names are everyday words ("국민 제안", "우체국 택배"): only right before or behind the number.
_EVERYDAY = "국민|우리|하나|기업|제일|케이|토스|새마을|우체국"
_BANK_BEFORE = re.compile(rf"(?<![가-힣])(?:{_EVERYDAY})[^\d\n]{{0,3}}$")
_BANK_BEHIND = re.compile(rf"[^\d\n가-힣]{{0,3}}(?:{_EVERYDAY})")
_PAID_OUT = re.compile(
    r"급여|월급|수당|연금|지원금|보조금|장려금|보상금|(?<![가-힣])돈|넣어|쏴|받는\s?곳|refund|salary|deposit|"
    rf"(?<![가-힣])(?:{_EVERYDAY})",
    re.IGNORECASE,
)
# Groups of the accounts of Korean banks: "110-123-456789", "123456-01-123456", "302-1234-5678-91", "9002-1234-5678-9".
_BANK_GROUPS = re.compile(
    "|".join(
        r"[ \-./]{1,3}".join(rf"\d{{{digits}}}" for digits in groups.split("-"))
        for groups in "3-2-6 3-2-6-1 3-3-6 3-6-5 3-6-2-3 3-4-4-2 4-2-7 4-3-6 4-4-4-1 6-2-6".split()
    )
)
# The number of a notice ("2024-364829"); 2010 and 2020 begin accounts of 수협.
_WITHIN_A_YEAR = re.compile(r"(?:201|202|203)[1-9]-\d{3}")
_BOOK = re.compile(r"97[89]\d{10}")  # an ISBN
_TELEPHONE = re.compile(TELEPHONE)


def accounts(text: str) -> list[tuple[int, int]]:
    """Spans of what may be an account in plain `text`: no telephone number, no dates."""
    found = [match.span() for match in _NUMBER.finditer(text)]
    if not _BANK.search(text):
        found = [span for span in found if _is_beside_a_bank(text, *span) or _is_paid_to(text, *span)]
    return [(start, end) for start, end in found if _may_be_account(text[start:end])]


def _is_beside_a_bank(text: str, start: int, end: int) -> bool:
    return _BANK_BEFORE.search(text[:start]) is not None or _BANK_BEHIND.match(text, end) is not None


def _is_paid_to(text: str, start: int, end: int) -> bool:
    return _BANK_GROUPS.fullmatch(text, start, end) is not None and _PAID_OUT.search(text) is not None


def _may_be_account(words: str) -> bool:
    return (
        10 <= len(number_mark(words)) <= 14
        and not _TELEPHONE.fullmatch(words)
        and not _WITHIN_A_YEAR.match(words)
        and not holds_dates(words)
        and not _BOOK.fullmatch(number_mark(words))
    )
