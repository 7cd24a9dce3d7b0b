"""Origins as browsers send them (`https://www.example.go.kr`), and patterns of them (`https://*.example.go.kr`)."""

import re
from urllib.parse import urlsplit

from ingest.errors import BadInputError

# Scheme, host with an optional leading "*.", port: the host-source of a CSP (https://www.w3.org/TR/CSP3/#grammardef-host-source),
# so one spelling serves frame-ancestors and our own comparison.
_PATTERN = re.compile(
    r"(?P<scheme>https?)://(?P<star>\*\.)?(?P<host>[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(?P<port>:\d{1,5})?"
)
_EXPECTED = "'https://www.example.go.kr' 또는 'https://*.example.go.kr'처럼 적어 주세요."


def tidy_origin(written: str) -> str:
    """`written` in the form in which origins are compared: lower case, Hangul host names in punycode, no path, no default port.

    Raises:
        BadInputError: it is no origin, or a pattern so wide that it would let in other people's sites.
    """
    text = written.strip().rstrip("/")
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise BadInputError(f"주소 '{written}'을(를) 이해할 수 없습니다. {_EXPECTED}") from error
    if parts.path or parts.query or parts.fragment or parts.username is not None:
        raise BadInputError(f"주소 '{written}'에는 경로를 적지 않습니다. {_EXPECTED}")
    star = "*." if host.startswith("*.") else ""
    name = _ascii(host.removeprefix("*."), written)
    name = f"[{name}]" if ":" in name else name
    shown_port = "" if port in (None, {"http": 80, "https": 443}.get(parts.scheme)) else f":{port}"
    origin = f"{parts.scheme.lower()}://{star}{name}{shown_port}"
    if not _PATTERN.fullmatch(origin) or ".." in name:
        raise BadInputError(f"주소 '{written}'을(를) 이해할 수 없습니다. {_EXPECTED}")
    # One label under a public suffix at least: *.go.kr or *.com would open the widget to everybody. Korean suffixes
    # have two labels (go.kr, seoul.kr); https://publicsuffix.org/list/
    if star and len(name.split(".")) < (3 if name.endswith(".kr") else 2):
        raise BadInputError(f"주소 '{written}'은(는) 범위가 너무 넓습니다. 기관의 이름까지 적어 주세요. {_EXPECTED}")
    return origin


def matches(pattern: str, origin: str) -> bool:
    """Whether `pattern` (from `tidy_origin`) allows a browser's `origin`; `*.` stands for one label or more."""
    if pattern == origin:
        return True
    allowed, asked = _PATTERN.fullmatch(pattern), _PATTERN.fullmatch(origin)
    if not allowed or not asked or not allowed["star"] or asked["star"]:
        return False
    same = allowed["scheme"] == asked["scheme"] and allowed["port"] == asked["port"]
    return same and asked["host"].endswith("." + allowed["host"])


def host_of(origin: str) -> str:
    """The `host[:port]` of an origin or an address, as a Host header has it; empty for "null" and the like."""
    return urlsplit(origin).netloc if "://" in origin else ""


def _ascii(host: str, written: str) -> str:
    if host.isascii():
        return host.lower()
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise BadInputError(f"주소 '{written}'을(를) 이해할 수 없습니다. {_EXPECTED}") from error
