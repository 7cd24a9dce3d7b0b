"""A stand-in for a fluent but careless model: it copies sentences that share words with the question, politely, and in
four of ten changes a digit, a unit or a marker. Deterministic. `python tests/chat/writing/careless.py 8123` serves it.
"""

import hashlib
import random
import re
import sys
import time
from http.server import ThreadingHTTPServer
from typing import Any

from scripted import Handler

from ingest.korean.morphemes import sentence_spans
from ingest.korean.politeness import statement

_SHARE_WRONG = 0.4


def answer(prompt: str) -> str:
    """What it says to a prompt of ours."""
    question = re.search(r"<질문>(.*?)</질문>", prompt, re.DOTALL)
    asked = set(re.findall(r"[가-힣]{2}|\d+", question[1] if question else ""))
    seed = int(hashlib.sha256(prompt.encode()).hexdigest()[:8], 16)
    chance = random.Random(seed)
    said = []
    for number, text in re.findall(r'<대목 번호="(\d+)"[^>]*>\n(.*?)\n</대목>', prompt, re.DOTALL):
        for start, end in sentence_spans(text):
            words = text[start:end]
            said.append((sum(pair in words for pair in asked), number, words))
    best = sorted(said, key=lambda one: -one[0])[:3]
    return " ".join(f"{_worded(words, chance)} [{_marker(number, chance)}]" for _, number, words in best)


def _worded(words: str, chance: random.Random) -> str:
    made = statement(words)
    text = made.text if made.is_sentence else f"{made.text}입니다."
    if chance.random() >= _SHARE_WRONG:
        return text
    digits = list(re.finditer(r"\d", text))
    if digits and chance.random() < 0.7:
        at = chance.choice(digits)
        return text[: at.start()] + str((int(at[0]) + chance.randint(1, 8)) % 10) + text[at.end() :]
    for mine, other in (("억", "만"), ("만", "억"), ("개", "명"), ("명", "개"), ("%", "%p"), ("월", "일")):
        if mine in text:
            return text.replace(mine, other, 1)
    return text + " 문의는 02-555-0199로 하시면 됩니다."


def _marker(number: str, chance: random.Random) -> str:
    return "9" if chance.random() < 0.2 else number


class Careless(Handler):
    requests: list[dict[str, Any]] = []  # noqa: RUF012

    @staticmethod
    def behaviour(handler: Handler, body: dict[str, Any]) -> None:
        handler.begin()
        for piece in re.findall(r".{1,6}", answer(body["messages"][-1]["content"]), re.DOTALL):
            handler.piece(piece)
            time.sleep(0.002)
        handler.done()


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Careless).serve_forever()
