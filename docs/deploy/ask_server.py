"""Waits until a server is ready, asks it and looks at its page: `python ask_server.py ORIGIN QUESTION WORDS`.

Ends with 0 where the answer holds WORDS, else with 1 and what was wrong. The standard library is enough for it.
"""

import json
import sys
import time
import urllib.error
import urllib.request

_READY_S = 900
"""A server on a busy machine takes minutes to load its models."""


def main(origin: str, question: str, words: str) -> None:
    """Ask once it is ready."""
    ready = _ready(origin)
    print("readyz:", ready)  # noqa: T201
    answer = json.loads(_read(f"{origin}/api/v1/ask", json.dumps({"question": question}).encode()))
    print("API:", answer["status"], answer["text"])  # noqa: T201
    if answer["status"] != "answered" or words not in answer["text"]:
        sys.exit(f"오류: 답이 다릅니다: {answer}")
    if "물어봐" not in _read(f"{origin}/"):
        sys.exit("오류: 질문 페이지가 열리지 않습니다.")


def _ready(origin: str) -> str:
    """What /readyz says when it says yes; what it said last where it never does."""
    until, last = time.monotonic() + _READY_S, "no answer"
    while time.monotonic() < until:
        try:
            return _read(f"{origin}/readyz")
        except urllib.error.HTTPError as error:  # it answers, but is not ready
            last = f"{error.code} {error.read().decode()}"
        except OSError as error:
            last = str(error)
        time.sleep(0.5)
    sys.exit(f"오류: 서버가 준비되지 않습니다: {last}")


def _read(address: str, body: bytes | None = None) -> str:
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"} if body else {})
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=120) as answered:
        return str(answered.read().decode())


if __name__ == "__main__":
    main(*sys.argv[1:])
