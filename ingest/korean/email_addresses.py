"""Finds e-mail addresses in a text in plain form (`ingest.korean.plain_form`), in every way that people write them."""

import re

from ingest.korean.marks import EMAIL, PROVIDER, address_mark

# The name of an account in a text that names a provider ("네이버 메일 haneul2938").
_MAIL_ACCOUNT = re.compile(
    rf"(?:메일|(?<!g)mail|아이디|계정)[^\n@]{{0,14}}?(?<![A-Za-z0-9._\-])((?!(?:{PROVIDER}))[a-z][a-z0-9._\-]{{4,}})(?![@\w]*@)",
    re.IGNORECASE,
)
_PROVIDERS = re.compile(PROVIDER, re.IGNORECASE)
_SAMPLE_ADDRESS = re.compile(r"(?:id|abc|user|아이디|example)@", re.IGNORECASE)
# Addresses of public offices are not personal.
_OFFICE_EMAIL = re.compile(r"@(?:[a-z0-9\-]+\.)*(?:korea|go|gov)\.kr$", re.IGNORECASE)


def emails(text: str) -> list[tuple[int, int]]:
    """Spans of the e-mail addresses in plain `text`, and of accounts where a provider is named; addresses of offices and examples are left out."""
    written = ((match.span(), address_mark(match[0])) for match in EMAIL.finditer(text))
    found = [span for span, said in written if not _OFFICE_EMAIL.search(said) and not _SAMPLE_ADDRESS.match(said)]
    accounts = [match.span(1) for match in _MAIL_ACCOUNT.finditer(text)] if _PROVIDERS.search(text) else []
    return found + accounts
