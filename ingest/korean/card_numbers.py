"""Finds the numbers of payment cards."""

import re

from ingest.korean.date_pairs import holds_dates
from ingest.korean.marks import number_mark
from ingest.korean.number_names import named_otherwise

_GAP = r"[ \-./=*,:_]{0,3}"
_CARD = re.compile(
    rf"(?<!\d)\d{{4}}(?:{_GAP}\d{{4}}){{2}}{_GAP}\d{{1,7}}(?!\d)|(?<!\d)3[47]\d{{2}}{_GAP}\d{{6}}{_GAP}\d{{5}}(?!\d)"
)
_CARD_GROUPS = re.compile(r"[3-9]\d{3}(?:-\d{4}){3}")
CARD_NAME = "카드|card|다이너스|비자|마스터|amex|아멕스|visa"
"""A pattern: what a card is called."""
_CARD_BEFORE = re.compile(rf"(?:{CARD_NAME})(?:1[56]\s?자리|[^\d]){{0,10}}$", re.IGNORECASE)
_CARD_AFTER = re.compile(rf"[^\d]{{0,20}}(?:{CARD_NAME})", re.IGNORECASE)
_ONE_DIGIT = re.compile(r"(?:(\d)\1{3}(?!\1)\D?){4}")  # 1111-2222-3333-4444: an example, nobody's card
_CARD_LOOSE = re.compile(r"(?<!\d)\d(?:[ \-./]{0,3}\d){12,18}(?!\d)")


def cards(text: str) -> list[tuple[int, int]]:
    """Spans of card numbers: digits that pass the check of cards, are written in four groups of four, or are called a card."""
    found = []
    for match in _CARD.finditer(text):
        words, span = match[0], match.span()
        called = len(number_mark(words)) in (15, 16) and _called_card(text, *span)
        if words.isdigit() and len(words) < 15 and not called:
            continue  # so many digits in a run may be an account
        if _ONE_DIGIT.fullmatch(words):
            continue
        if called or ((_CARD_GROUPS.fullmatch(words) or _luhn(words)) and not named_otherwise(text, span)):
            found.append(match)
    loose = [m for m in _CARD_LOOSE.finditer(text) if _called_card(text, *m.span()) and _as_long_as_a_card(m[0])]
    return [match.span() for match in found + loose if not holds_dates(match[0])]


def _as_long_as_a_card(words: str) -> bool:
    return len(number_mark(words)) == 16 or _luhn(words)


def _called_card(text: str, start: int, end: int) -> bool:
    return bool(_CARD_BEFORE.search(text[:start]) or _CARD_AFTER.match(text, end))


def _luhn(number: str) -> bool:
    """Whether the digits of `number` (13-19 of them) pass the Luhn check of ISO/IEC 7812-1."""
    digits = [int(character) for character in number if character.isdigit()]
    if not 13 <= len(digits) <= 19:
        return False
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
