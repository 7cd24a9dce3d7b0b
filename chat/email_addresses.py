"""Addresses of electronic mail in a text in plain form (`chat.plain_form`), in every way that people write them."""

import re

_AT = r"\s*(?:@|골뱅이|[(\[](?:at|골뱅이)[)\]])\s*"
_POINT = r"(?:닷|쩜|점|dot|\[dot\]|\(dot\))"
_PROVIDER = "naver|네이버|gmail|지메일|daum|다음|hanmail|한메일|kakao|카카오|nate|네이트|outlook|아웃룩|hotmail|icloud|yahoo|야후"
EMAIL = re.compile(
    rf"[A-Za-z0-9가-힣][A-Za-z0-9가-힣._%+\-]*@[A-Za-z0-9가-힣\-]+(?:[.,][A-Za-z0-9가-힣\-]+)+|"
    rf"[A-Za-z0-9][A-Za-z0-9._%+\-]*{_AT}(?:[A-Za-z0-9\-]+(?:\s?\.\s?[A-Za-z0-9\-]+)+|"
    rf"[A-Za-z0-9\-가-힣]+\s*{_POINT}\s*(?:컴|넷|com|net|kr|[A-Za-z]{{2,4}}|케이알|씨오\s*{_POINT}?\s*케이알))|"
    rf"[A-Za-z0-9가-힣][A-Za-z0-9가-힣._%+\-]*(?:{_AT}|\sat\s)(?:{_PROVIDER})(?:[\s.]*{_POINT}?\s*(?:컴|넷|com|net))?|"
    rf"[A-Za-z0-9][A-Za-z0-9._\-]*(?:\s(?:dot|점|쩜|닷)\s[A-Za-z0-9]+)*\s?(?:앳|\bat\b)\s?[A-Za-z가-힣]+?\s?{_POINT}\s?(?:컴|넷|com|net|kr|케이알)",
    re.IGNORECASE,
)
# The name of an account where a provider is spoken of ("네이버 메일 haneul2938").
_MAIL_ACCOUNT = re.compile(
    rf"(?:메일|(?<!g)mail|아이디|계정)[^\n@]{{0,14}}?(?<![A-Za-z0-9._\-])((?!(?:{_PROVIDER}))[a-z][a-z0-9._\-]{{4,}})(?![@\w]*@)",
    re.IGNORECASE,
)
_PROVIDERS = re.compile(_PROVIDER, re.IGNORECASE)
_SAMPLE_ADDRESS = re.compile(r"(?:id|abc|user|아이디|example)@", re.IGNORECASE)
# Addresses of offices are not a citizen's.
_OFFICE_EMAIL = re.compile(r"@(?:[a-z0-9\-]+\.)*(?:korea|go|gov)\.kr$", re.IGNORECASE)


def address(words: str) -> str:
    """`words`, which are one, as a program would write it: what two spellings of one address are compared by."""
    return re.sub(_AT, "@", "".join(words.split()), flags=re.IGNORECASE).lower()


def emails(text: str) -> list[tuple[int, int]]:
    """Spans of the addresses in plain `text`, and of accounts where a provider is named; offices' own addresses and examples are none."""
    written = ((match.span(), address(match[0])) for match in EMAIL.finditer(text))
    found = [span for span, said in written if not _OFFICE_EMAIL.search(said) and not _SAMPLE_ADDRESS.match(said)]
    accounts = [match.span(1) for match in _MAIL_ACCOUNT.finditer(text)] if _PROVIDERS.search(text) else []
    return found + accounts
