"""The processor time of the worst of 2,000 hostile questions, step by step (`mureobwa bench adversarial`).

The questions have up to 500 characters and are made to cost as much as they can: repeated interrogatives, digits, brackets, particles, no
spaces, mixed scripts, with words of the indexed documents so that every step has work. Seeded: the same ones each time.
"""

import random
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing import get_context

import numpy as np

from chat.answer import Status
from chat.service import Mureobwa
from chat.settings import AnswerSettings
from chat.turn import Event, StepBegun

_WORST, _AGAIN = 30, 3
"""The number of worst questions, and how often they are asked again: other work on the machine makes a figure larger, never smaller."""
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


@dataclass(frozen=True, slots=True)
class QuestionCost:
    """The cost of one question: seconds of processor time of all threads, in total and by step."""

    kind: str
    question: str
    status: Status
    seconds: float
    steps: Mapping[str, float]


def words_of(service: Mureobwa) -> list[str]:
    """The words of two to eight letters of the documents, in alphabetical order."""
    texts = [document.text for document in service.index.documents.values()]
    return sorted({word for text in texts for word in text.split() if 2 <= len(word) <= 8})


def costs(settings: AnswerSettings, asked: Sequence[tuple[str, str]]) -> list[QuestionCost]:
    """The cost of each of the questions (kind, question), in a process that has answered another one before."""
    service = Mureobwa.open(settings)
    service.ask("문을 여는 시간은?")
    return [_cost(service, kind, question) for kind, question in asked]


def _cost(service: Mureobwa, kind: str, question: str) -> QuestionCost:
    began: list[tuple[str, float]] = []

    def hear(event: Event) -> None:
        if isinstance(event, StepBegun):
            began.append((event.name, time.process_time()))

    start = time.process_time()
    answer = service.ask(question, hear)
    end = time.process_time()
    steps = {name: until - since for (name, since), (_, until) in pairwise([*began, ("", end)])}
    return QuestionCost(kind, question, answer.status, end - start, steps)


def report(settings: AnswerSettings, count: int) -> str:
    """The report: asks `count` questions once, the worst of them three times more; states their cost by kind, and of the worst by step.

    Each round has a process of its own: a question that was answered before costs nearly nothing.
    """
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as processes:
        asked = questions(words_of(Mureobwa.open(settings)), count)
        first = processes.submit(costs, settings, asked).result()
        worst = sorted(first, key=lambda cost: -cost.seconds)[:_WORST]
        again = [(cost.kind, cost.question) for cost in worst]
        rounds = [worst, *(processes.submit(costs, settings, again).result() for _ in range(_AGAIN))]
    least = [min(tries, key=lambda cost: cost.seconds) for tries in zip(*rounds, strict=True)]
    return "\n".join([*_by_kind(first), *told(sorted(least, key=lambda cost: -cost.seconds))])


def _by_kind(asked: Sequence[QuestionCost]) -> list[str]:
    took: dict[str, list[float]] = {}
    for cost in asked:
        took.setdefault(cost.kind, []).append(cost.seconds)
    statuses = Counter(cost.status.value for cost in asked)
    lines = [f"{k:16} n {len(t):4}  p50 {np.median(t):.3f} s  max {max(t):.3f} s" for k, t in took.items()]
    return [*lines, "  ".join(f"{name} {number}" for name, number in statuses.most_common())]


def told(worst: Sequence[QuestionCost]) -> list[str]:
    """The lines on the worst questions, each by the least of its tries, with the median and the largest cost of each step."""
    most = worst[0]
    by_step = "  ".join(f"{name} {1000 * seconds:.0f} ms" for name, seconds in most.steps.items() if seconds >= 0.001)
    lines = [
        f"worst {len(worst)}, least of {_AGAIN + 1}: p50 {np.median([cost.seconds for cost in worst]):.3f} s  max {most.seconds:.3f} s",
        f"  {most.question[:60]!r}…",
        f"  {by_step}",
    ]
    for name in dict.fromkeys(name for cost in worst for name in cost.steps):
        times = [cost.steps.get(name, 0.0) for cost in worst]
        if max(times) >= 0.005:
            lines.append(f"  {name:24} p50 {1000 * np.median(times):4.0f} ms  max {1000 * max(times):4.0f} ms")
    return lines
