"""Finds business registration numbers (사업자등록번호)."""

import re

from ingest.korean.number_names import named_otherwise

_BUSINESS = re.compile(
    r"(?<![\dA-Za-z])(?<![\dA-Za-z]-)(?:\d{3}[ \-./]{0,4}\d{2}[ \-./]{0,4}\d{5}|\d(?:[ \-./]{0,4}\d){9})(?!-?\d)"
)
_BUSINESS_WORDS = re.compile(r"사업자|(?<![가-힣])등록\s?번호")
# 사업자등록번호: weights of the check digit (국세청); the ninth digit counts five times, its tens are added.
_BUSINESS_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
_PUBLIC_BODIES = ([8, 2], [8, 3])  # its fourth and fifth digits of associations and public offices (국세청)


def business_numbers(text: str) -> list[tuple[int, int]]:
    """Spans of the business registration numbers in plain `text`, but those of public offices."""
    found = [match.span() for match in _BUSINESS.finditer(text)]
    return [span for span in found if _is_business(text, span) and not named_otherwise(text, span)]


def _is_business(text: str, span: tuple[int, int]) -> bool:
    """Whether the number at `span` is a business registration number: in its three parts (by other signs than hyphens with a right check digit only), or called so."""
    words = text[slice(*span)]
    digits = [int(letter) for letter in words if letter.isdigit()]
    total = sum(weight * digit for weight, digit in zip(_BUSINESS_WEIGHTS, digits[:9], strict=True))
    holds = (10 - (total + digits[8] * 5 // 10) % 10) % 10 == digits[9]
    called = _BUSINESS_WORDS.search(text[max(0, span[0] - 16) : span[1] + 12]) is not None
    # With hyphens nothing else is written so: its check digit may be mistyped.
    hyphened = re.fullmatch(r"\d{3}-\d{2}-\d{5}", words) is not None
    in_parts = re.fullmatch(r"\d{3}[ \-./]{1,4}\d{2}[ \-./]{1,4}\d{5}", words) is not None
    return any(digits) and digits[3:5] not in _PUBLIC_BODIES and (called or hyphened or (in_parts and holds))
