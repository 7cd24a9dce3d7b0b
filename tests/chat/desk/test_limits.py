from concurrent.futures import ThreadPoolExecutor

import pytest

from chat.desk.limits import DAY, MINUTE, Limits, Quota, plain_address, visitor, wait_words


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_third_of_two_is_refused_until_the_minute_is_over() -> None:
    clock = Clock()
    limits = Limits(clock)
    quotas = [Quota("a", "visitor-minute", 2, MINUTE), Quota("a", "visitor-day", 100, DAY)]
    first, second, third = (limits.charge(quotas) for _ in range(3))
    assert [first.remaining, second.remaining] == [1, 0]
    assert (third.allowed, third.reset) == (False, 60)
    clock.now = 59.5
    assert limits.charge(quotas).headers(quotas) == [
        ("RateLimit-Policy", '"visitor-minute";q=2;w=60, "visitor-day";q=100;w=86400'),
        ("RateLimit", '"visitor-minute";r=0;t=1'),
        ("Retry-After", "1"),
    ]
    clock.now = 60.0
    assert limits.charge(quotas).remaining == 1


def test_a_refused_request_costs_nothing_elsewhere() -> None:
    limits = Limits(Clock())
    site, visitor_quota = Quota("site:x", "site-day", 10, DAY), Quota("a", "visitor-minute", 1, MINUTE)
    limits.charge([visitor_quota, site])
    for _ in range(5):
        assert not limits.charge([visitor_quota, site]).allowed
    assert limits.charge([site]).remaining == 8


def test_what_is_given_back_leaves_what_others_used() -> None:
    clock = Clock()
    limits = Limits(clock)
    quotas = [Quota("a", "admin-address", 2, MINUTE), Quota("all", "admin-all", 10, DAY)]
    limits.charge(quotas)
    for _ in range(5):
        assert limits.charge(quotas).remaining == 0
        limits.give_back(quotas)
    assert limits.charge([quotas[1]]).remaining == 8
    limits.give_back(quotas)
    limits.give_back(quotas)  # once too often: nobody gets more than the limit
    assert [limits.charge(quotas).remaining for _ in range(3)] == [1, 0, 0]
    # The time runs from the first request that counts.
    limits.give_back(quotas)
    limits.give_back(quotas)
    clock.now = 30.0
    limits.charge(quotas)
    clock.now = 89.5
    assert limits.charge(quotas).remaining == 0


def test_of_more_than_a_hundred_thousand_visitors_the_one_seen_longest_ago_is_forgotten() -> None:
    limits = Limits(Clock())

    def may(visitor: int) -> bool:
        return limits.charge([Quota(str(visitor), "visitor-day", 1, DAY)]).allowed

    assert all(may(visitor) for visitor in range(100_000))
    assert not may(0)
    assert may(100_000)
    assert not may(1)
    assert may(0)


def test_threads_lose_no_count() -> None:
    limits = Limits(Clock())
    quota = [Quota("a", "visitor-day", 500, DAY)]
    with ThreadPoolExecutor(8) as pool:
        allowed = sum(pool.map(lambda _: limits.charge(quota).allowed, range(2000)))
    assert allowed == 500


def test_visitors() -> None:
    assert visitor("203.0.113.9") == visitor("::ffff:203.0.113.9") == "address:203.0.113.9"
    assert visitor("2001:db8:1:2::1") == visitor("2001:db8:1:2:ffff::9") == "address:2001:db8:1:2::/64"
    assert visitor("2001:db8:1:3::1") != visitor("2001:db8:1:2::1")
    assert visitor("unknown") == "address:unknown"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1초"), (120, "120초"), (121, "3분"), (7200, "120분"), (7201, "3시간"), (86_399, "24시간")],
)
def test_how_long_to_wait_in_words(seconds: int, words: str) -> None:
    assert wait_words(seconds) == words


def test_an_ipv4_address_in_the_form_of_ipv6_is_the_same_address() -> None:
    assert str(plain_address("::ffff:10.0.0.5")) == "10.0.0.5"
    assert str(plain_address("2001:db8::1")) == "2001:db8::1"
    assert plain_address("unix") is None
