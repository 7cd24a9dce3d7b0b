"""What a wording gives away, worked out on questions that give it away."""

import random

from eval.training.examples import Example
from eval.training.wordings import given_away


def asked(number: int, question: str, answerable: bool) -> Example:
    return Example(f"문서{number % 25}", "train", question, "", answerable, "when", (), (), (), ())


def test_a_wording_that_gives_the_label_away_is_told_by_questions_of_other_documents() -> None:
    rnd = random.Random(3)
    words = ["신청", "접수", "요금", "대상", "장소", "기간", "서류", "문의"]
    examples = []
    for number in range(400):
        about = " ".join(rnd.sample(words, 3))
        answerable = number % 2 == 0
        examples.append(asked(number, f"{about} {number} {'언제예요?' if answerable else '된다던데요?'}", answerable))
    logits = given_away(examples)
    assert all(logits[one.question] > 1 for one in examples if one.answerable)
    assert all(logits[one.question] < -1 for one in examples if not one.answerable)
    assert max(logits.values()) <= 2.5


def test_a_wording_that_gives_nothing_away_adds_nothing() -> None:
    rnd = random.Random(3)
    words = ["신청", "접수", "요금", "대상", "장소", "기간", "서류", "문의"]
    examples = [asked(n, " ".join(rnd.sample(words, 3)) + f" {n}", rnd.random() < 0.5) for n in range(400)]
    logits = given_away(examples)
    assert sum(map(abs, logits.values())) / len(logits) < 0.5
