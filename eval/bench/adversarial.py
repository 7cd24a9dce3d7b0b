"""The processor time of the worst of 2,000 hostile questions, step by step (`mureobwa bench adversarial`).

Questions of up to 500 characters made to cost as much as they can: repeated interrogatives, digits, brackets, particles, no spaces,
mixed scripts, made from the words of the indexed documents so that every step has work. Seeded: the same ones each time.
"""

import random
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from chat.service import Mureobwa

_SEED = 20261128
_LENGTH = 500
_ASKING = (
    "언제부터 언제까지 얼마를 누구에게 누가 어디서 왜 어떻게 몇 명이 몇 %가 무엇을 어느 부서가 어떤 서류를".split()
)
_PARTICLES = "은 는 이 가 을 를 의 에 에서 에게 으로 로 와 과 도 만 까지 부터 마다 조차 이나 라도".split()
_OPEN, _CLOSE = "([{<「『“‘（【", ")]}>」』”’）】"
_ODD = "가각힣ㄱㅏ１２①②ⅷ℃㎡％αβЖ中文日本ไทย🙂🇰🇷\u200b\u00ad\u3000a\u0301\u202e"
_STATEMENTS = ("2022.1.27.", "1,234.5억원", "30%", "제3조의2제2항", "010-1234", "9~18시", "3월 2일(월)부터")

Kind = Callable[[random.Random, Sequence[str]], str]


def _repeat(rnd: random.Random, words: Sequence[str]) -> str:
    part = " ".join(rnd.sample(_ASKING, rnd.randint(1, 8))) + " "
    return part * (_LENGTH // len(part))


def _digits(rnd: random.Random, words: Sequence[str]) -> str:
    return "".join(rnd.choice("0123456789,.-~ %/:") for _ in range(_LENGTH))


def _statements(rnd: random.Random, words: Sequence[str]) -> str:
    return " ".join(rnd.choice(_STATEMENTS) for _ in range(60))


def _brackets(rnd: random.Random, words: Sequence[str]) -> str:
    return rnd.choice(_OPEN) * 160 + rnd.choice(words) + rnd.choice(_CLOSE) * 160 + "?"


def _particles(rnd: random.Random, words: Sequence[str]) -> str:
    return " ".join(rnd.choice(words) + "".join(rnd.choices(_PARTICLES, k=3)) for _ in range(60))


def _without_spaces(rnd: random.Random, words: Sequence[str]) -> str:
    return "".join(rnd.choice(words) + rnd.choice(_PARTICLES) for _ in range(120))


def _words_only(rnd: random.Random, words: Sequence[str]) -> str:
    return " ".join(rnd.choices(words, k=120)) + " " + rnd.choice(_ASKING)


def _mixed(rnd: random.Random, words: Sequence[str]) -> str:
    return "".join(rnd.choice(_ODD) if rnd.random() < 0.7 else rnd.choice(words) for _ in range(_LENGTH))


def _one_letter(rnd: random.Random, words: Sequence[str]) -> str:
    return rnd.choice("가ㅋaA0.?- 뷁") * _LENGTH


def _emergency_like(rnd: random.Random, words: Sequence[str]) -> str:
    return "".join(
        rnd.choice(("남편이", "아이가", "불이", "칼", "맞고", "때리", "학대", "연기가", "사람이")) for _ in range(170)
    )


def _number_like(rnd: random.Random, words: Sequence[str]) -> str:
    return "".join(
        rnd.choice(("공일공", "다시", "일이삼사", "-", " ", "900101", "골뱅이", ".", "a@")) for _ in range(180)
    )


def _english(rnd: random.Random, words: Sequence[str]) -> str:
    return " ".join(
        rnd.choice(("when", "how", "much", "WHO", "qjsdk", "ehfowlrhrl", "the", "budget")) for _ in range(110)
    )


_KINDS: tuple[Kind, ...] = (
    _repeat, _digits, _statements, _brackets, _particles, _without_spaces, _words_only, _mixed, _one_letter,
    _emergency_like, _number_like, _english,
)  # fmt: skip


def questions(words: Sequence[str], count: int) -> list[tuple[str, str]]:
    """`count` pairs of (kind, question), each kind in turn, made from `words` of the documents."""
    rnd = random.Random(_SEED)
    made = [_KINDS[number % len(_KINDS)] for number in range(count)]
    return [(kind.__name__.strip("_"), kind(rnd, words)[:_LENGTH]) for kind in made]


def report(service: Mureobwa, count: int) -> str:
    """Asks `count` questions: seconds of processor time by kind, and the worst one by step."""
    texts = [document.text for document in service.index.documents.values()]
    words = sorted({word for text in texts for word in text.split() if 2 <= len(word) <= 8})
    service.ask("문을 여는 시간은?")
    took: dict[str, list[float]] = {}
    worst: tuple[float, str, Mapping[str, float]] = (0.0, "", {})
    statuses: Counter[str] = Counter()
    for kind, question in questions(words, count):
        before = time.process_time()
        answer = service.ask(question)
        seconds = time.process_time() - before
        took.setdefault(kind, []).append(seconds)
        statuses[answer.status.value] += 1
        if seconds > worst[0]:
            worst = seconds, question, answer.timings_ms
    kinds = [
        f"{kind:16} n {len(times):4}  p50 {np.median(times):.3f} s  max {max(times):.3f} s"
        for kind, times in took.items()
    ]
    steps = "  ".join(f"{name} {ms:.0f} ms" for name, ms in worst[2].items() if ms >= 1)
    return "\n".join(
        [*kinds, f"worst            {worst[0]:.3f} s  {worst[1][:60]!r}…", f"  {steps}", str(dict(statuses))]
    )
