"""English questions: the kind of answer, and the words that a Korean text may hold."""

import pytest

from chat.reading.english import english_slots, english_terms
from chat.reading.types import AnswerType

T = AnswerType


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("What is the phone number of the health center?", [T.PHONE]),
        ("What's the website?", [T.URL]),
        ("How much does it cost?", [T.MONEY]),
        ("How many books can I borrow?", [T.COUNT]),
        ("How old must I be?", [T.COUNT]),
        ("From what age can I apply?", [T.COUNT]),
        ("How long does it take?", [T.DURATION]),
        ("What percent of residents applied?", [T.PERCENT]),
        ("What time does it open?", [T.TIME]),
        ("By what date must I apply?", [T.DATE]),
        ("Who is in charge?", [T.PERSON]),
        ("Which department handles it?", [T.ORGANISATION]),
        ("Where is the office?", [T.PLACE]),
        ("Why was it closed?", [T.REASON]),
        ("How do I apply?", [T.METHOD]),
        ("What is a data dam?", [T.DEFINITION]),
        ("Which documents do I need?", [T.THING]),
        ("Can I park there?", [T.YES_NO]),
        ("When and where is it held?", [T.DATE, T.PLACE]),
        ("How much is it and by when must I pay?", [T.MONEY, T.DATE]),
        ("research and development budget", [T.MONEY]),  # this "and" joins no two questions
        ("When does the call for applications close?", [T.DATE]),
        ("How do I get a refund?", [T.METHOD]),
        ("Where is the coffee shop?", [T.PLACE]),
        ("How do I operate a food truck?", [T.METHOD]),
        ("What is the corporate tax?", [T.DEFINITION]),
        ("Who should I call about parking?", [T.PHONE]),
        ("contact for passports", [T.PHONE]),
        ("What is the fee?", [T.MONEY]),
        ("application deadline", [T.DATE]),
        ("hello", []),
    ],
)
def test_kinds_of_answer(question: str, kinds: list[AnswerType]) -> None:
    slots = english_slots(question)
    assert [slot.kinds[0] for slot in slots] == kinds
    assert all((slot.start, slot.end) == (0, len(question)) for slot in slots)


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("When does the UAM service start in 2025?", ["uam", "service", "start", "2025"]),
        ("Is it 30,000 won or E-8?", ["30,000", "won", "e-8"]),
        ("", []),
    ],
)
def test_words_worth_looking_for(question: str, terms: list[str]) -> None:
    assert english_terms(question) == terms
