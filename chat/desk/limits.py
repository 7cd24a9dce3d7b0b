"""The request limits of one visitor and of one site, for all doors, and the headers that state them.

A visitor has one count, whichever doors the questions come by: the page, `/api/v1`, `/v1`, `/mcp` and the widgets share it.
"""

import ipaddress
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from chat.desk.sites import Site
from chat.settings import Settings

MINUTE, HOUR, DAY = 60, 3600, 86_400
MAX_BODY_BYTES = 256 * 1024
"""The longest body of a request; below `/api`, `/v1` and `/mcp` it is `MAX_API_BODY_BYTES`, for a question of the page `MAX_PAGE_BODY_BYTES`."""
MAX_API_BODY_BYTES = 64 * 1024
"""For the API. A question of 500 characters has 1.5 KB; a request of an OpenAI client carries the chat's history."""
MAX_PAGE_BODY_BYTES = 16 * 1024
"""For the page. A question with the fields that Gradio adds is under 8 KB."""
# Most counts kept (about 20 MB); beyond that the visitors seen longest ago are forgotten first.
_KEPT = 100_000


@dataclass(frozen=True, slots=True)
class Quota:
    """At most `limit` requests by `key` within `seconds`, counted from the first of them."""

    key: str
    name: str
    limit: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Allowance:
    """Whether a request is allowed, and the tightest quota, with `remaining` requests left for another `reset` seconds."""

    allowed: bool
    quota: Quota
    remaining: int
    reset: int

    def headers(self, quotas: Sequence[Quota]) -> list[tuple[str, str]]:
        """The headers that state `quotas` and what is left of them; with Retry-After where the request is refused.

        As in https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ (draft 10).
        """
        policy = ", ".join(f'"{quota.name}";q={quota.limit};w={quota.seconds}' for quota in quotas)
        state = f'"{self.quota.name}";r={self.remaining};t={self.reset}'
        headers = [("RateLimit-Policy", policy), ("RateLimit", state)]
        return headers if self.allowed else [*headers, ("Retry-After", str(self.reset))]


class Limits:
    """The counts of requests, in the memory of this process. Safe to use from threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._windows: OrderedDict[tuple[str, int], tuple[float, int]] = OrderedDict()

    def charge(self, quotas: Sequence[Quota]) -> Allowance:
        """Count one request against all `quotas`, or against none of them where one is used up."""
        with self._lock:
            now = self._clock()
            found = [(quota, *self._window(quota, now)) for quota in quotas]
            full = [(quota, start, used) for quota, start, used in found if used >= quota.limit]
            if full:
                quota, start, _ = max(full, key=lambda one: one[1] + one[0].seconds)
                return Allowance(False, quota, 0, max(1, math.ceil(start + quota.seconds - now)))
            for quota, start, used in found:
                self._windows[quota.key, quota.seconds] = (start, used + 1)
                self._windows.move_to_end((quota.key, quota.seconds))
            while len(self._windows) > _KEPT:
                self._windows.popitem(last=False)
            quota, start, used = min(found, key=lambda one: one[0].limit - one[2])
            return Allowance(True, quota, quota.limit - used - 1, max(1, math.ceil(start + quota.seconds - now)))

    def give_back(self, quotas: Sequence[Quota]) -> None:
        """Take one request that was charged back from all `quotas`; what others used up of them stays."""
        with self._lock:
            now = self._clock()
            for quota in quotas:
                start, used = self._window(quota, now)
                if used > 1:
                    self._windows[quota.key, quota.seconds] = (start, used - 1)
                else:
                    self._windows.pop((quota.key, quota.seconds), None)

    def _window(self, quota: Quota, now: float) -> tuple[float, int]:
        start, used = self._windows.get((quota.key, quota.seconds), (now, 0))
        return (now, 0) if now - start >= quota.seconds else (start, used)


def wait_words(seconds: int) -> str:
    """`seconds` in Korean words, rounded up: "40초", "5분", "23시간"."""
    for unit, name in ((HOUR, "시간"), (MINUTE, "분")):
        if seconds > 2 * unit:
            return f"{math.ceil(seconds / unit)}{name}"
    return f"{seconds}초"


class Sent(Enum):
    """What a visitor sends: a question, or an opinion of an answer."""

    QUESTION = auto()
    OPINION = auto()


def quotas(sent: Sent, address: str, settings: Settings, site: Site | None = None) -> tuple[Quota, ...]:
    """The quotas of a request sent from `address`; `site` is the registered site from whose page a browser sent it.

    For a script outside a browser `site` is None: it must not use up a site's quota.
    """
    who = visitor(address)
    if sent is Sent.OPINION:
        return (Quota(f"feedback:{who}", "feedback-minute", settings.feedback_per_minute, MINUTE),)
    own = (
        Quota(who, "visitor-minute", settings.visitor_per_minute, MINUTE),
        Quota(who, "visitor-day", settings.visitor_per_day, DAY),
    )
    if site is None:
        return own
    return (
        *own,
        Quota(f"site:{site.id}", "site-minute", site.per_minute, MINUTE),
        Quota(f"site:{site.id}", "site-day", site.per_day, DAY),
    )


def plain_address(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """`address`, of one written as an IPv6 address that stands for an IPv4 one ("::ffff:127.0.0.1") the latter; None where it is no address."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return None
    return (ip.ipv4_mapped or ip) if isinstance(ip, ipaddress.IPv6Address) else ip


def visitor(address: str) -> str:
    """The key of a visitor: the IPv4 address, or the /64 network that one IPv6 line has."""
    ip = plain_address(address)
    if ip is None:
        return f"address:{address}"
    if isinstance(ip, ipaddress.IPv6Address):
        return f"address:{ipaddress.ip_network((ip, 64), strict=False)}"
    return f"address:{ip}"
