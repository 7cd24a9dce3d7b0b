"""Sessions end by idleness, by their longest time and by logging out."""

from chat.admin.sessions import IDLE_SECONDS, LONGEST_SECONDS, Sessions


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_session_ends_after_half_an_hour_without_a_request() -> None:
    clock = Clock()
    sessions = Sessions(clock)
    token = sessions.begin("김민원")
    clock.now = IDLE_SECONDS - 1
    assert sessions.who(token) == "김민원"
    clock.now += IDLE_SECONDS - 1
    assert sessions.who(token) == "김민원"
    clock.now += IDLE_SECONDS
    assert sessions.who(token) == ""


def test_no_session_lasts_longer_than_a_working_day() -> None:
    clock = Clock()
    sessions = Sessions(clock)
    token = sessions.begin("김민원")
    while clock.now < LONGEST_SECONDS - 600:
        clock.now += 600
        assert sessions.who(token) == "김민원"
    clock.now += 600
    assert sessions.who(token) == ""


def test_an_ended_and_an_invented_one_are_nobodys() -> None:
    sessions = Sessions()
    token, other = sessions.begin("김민원"), sessions.begin("이민원")
    sessions.end(token)
    assert sessions.who(token) == ""
    assert sessions.who(other) == "이민원"
    assert sessions.who("") == ""
    assert sessions.who(other[:-1]) == ""


def test_two_hundred_are_held_the_oldest_goes() -> None:
    sessions = Sessions()
    tokens = [sessions.begin(f"사람 {number}") for number in range(201)]
    assert sessions.who(tokens[0]) == ""
    assert sessions.who(tokens[1]) == "사람 1"
    assert sessions.who(tokens[200]) == "사람 200"
