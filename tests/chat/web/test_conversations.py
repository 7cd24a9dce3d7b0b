import pytest

from chat.web import conversations
from chat.web.conversations import Conversations


def test_a_log_is_escaped_and_in_order() -> None:
    held = Conversations()
    conversation = held.of("a")
    turn = conversation.begin("<img src=x>")
    turn.html = "<p>답</p>"
    assert held.of("a").messages() == [
        {"role": "user", "content": f'<h2 class="turn-1 of-{conversation.name}">&lt;img src=x&gt;</h2>'},
        {"role": "assistant", "content": "<p>답</p>"},
    ]
    assert held.of("b").messages() == []
    assert held.of("b").name != conversation.name


def test_clearing_takes_away_the_turn_being_answered() -> None:
    held = Conversations()
    conversation = held.of("a")
    turn = conversation.begin("질문")
    assert conversation.contains(turn)
    held.clear("a")
    assert not conversation.contains(turn)
    assert held.of("a").messages() == []


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversations, "MAX_CONVERSATIONS", 3)
    held = Conversations()
    for page in "abcdef":
        held.of(page).begin(page)
    assert held.of("a").turns == []
    assert held.of("f").turns[0].question == "f"
    long = held.of("long")
    for number in range(30):
        long.begin(str(number))
    assert [turn.question for turn in long.turns] == [str(n) for n in range(10, 30)]


def test_an_idle_conversation_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr("chat.web.conversations.time.monotonic", lambda: now[0])
    held = Conversations()
    held.of("a").begin("질문")
    now[0] += conversations.MAX_IDLE_SECONDS + 1
    assert held.of("a").turns == []
