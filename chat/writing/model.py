"""A language model behind LangChain's `init_chat_model`: it gives pieces of text in time or fails, but never hangs."""

import os
import queue
import threading
import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chat.settings import AnswerSettings
from chat.writing.breaker import Breaker
from ingest.errors import BadInputError, MureobwaError, from_extra

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

KEY = "MUREOBWA_MODEL_KEY"
"""The environment variable that holds the key; there is no setting for it, so it cannot end up in a file."""

PromptMessage = tuple[str, str]
"""(role, text); the role is "system", "human" or "ai"."""

# The most characters of one answer: a model that writes more talks nonsense, whatever limit it was sent.
_MOST_CHARS = 6000
# Three failures in a row are no accident; half a minute lets a server start again.
_FAILURES, _PAUSE_S = 3, 30.0
# A model that is too slow for a task with a time limit of its own is so again: visitors need not wait for it every half minute.
_TOO_SLOW_PAUSE_S = 300.0
_WAIT_BEFORE_RETRY_S = 0.2
# LangChain's message for a stream that ends without a single piece.
_NOTHING_SAID = "No generation chunks"


@dataclass(frozen=True, slots=True)
class ModelTask:
    """Something that a model is asked for, with the seconds to wait for it (0: the setting)."""

    name: str
    timeout_s: float = 0.0


ANSWER = ModelTask("answer")
REWORD = ModelTask("reword", 6.0)
"""A longer wait is not worth it: the question is read as it was asked."""
CHOOSE = ModelTask("choose", 10.0)
"""Without a choice the reader's own chances hold."""


class ModelFailedError(MureobwaError):
    """The model gave nothing usable: it is down, slow, broke off or was empty. The caller serves the extractive answer."""


class LanguageModel:
    """One chat model. Safe to call from several threads."""

    def __init__(self, chat: "BaseChatModel", settings: AnswerSettings, server: object = None) -> None:
        self._chat = chat
        self._server = server  # a local server stops when no object refers to it any more
        self._timeout_s = settings.model_timeout_s
        self._retries = settings.model_retries
        self._breakers: dict[ModelTask, Breaker] = {}

    def stream(self, messages: Sequence[PromptMessage], task: ModelTask = ANSWER) -> Generator[str, None, None]:
        """Yields what the model says piece by piece as it comes, for at most the seconds of the `task` in all.

        Raises:
            ModelFailedError: nothing came in time, what came broke off (pieces yielded before stay good), or the model is not called for a
                while after failures in a row.
        """
        breaker = self._breaker(task)
        if not breaker.may_call():
            raise ModelFailedError("언어 모델이 잇달아 실패하여 잠시 부르지 않습니다. 잠시 뒤에 다시 시도합니다.")
        try:
            yield from self._with_retries(messages, task)
        except ModelFailedError:
            breaker.failed()
            raise
        except GeneratorExit:  # the caller needs no more pieces
            breaker.worked()
            raise
        breaker.worked()

    def say(self, messages: Sequence[PromptMessage], task: ModelTask = ANSWER) -> str:
        """All that the model says. Raises as `stream` does."""
        return "".join(self.stream(messages, task))

    def _breaker(self, task: ModelTask) -> Breaker:
        """The breaker of this task alone: a model that cannot choose in ten seconds may well write in the time that the setting gives it."""
        return self._breakers.setdefault(task, Breaker(_FAILURES, _TOO_SLOW_PAUSE_S if task.timeout_s else _PAUSE_S))

    def _with_retries(self, messages: Sequence[PromptMessage], task: ModelTask) -> Generator[str, None, None]:
        """The pieces of the answer; tries again only while nothing has come, for a piece that was yielded cannot be taken back."""
        deadline = time.monotonic() + (task.timeout_s or self._timeout_s)
        for attempt in range(self._retries + 1):
            heard = False
            try:
                for piece in self._pieces(messages, deadline, task):
                    heard = True
                    yield piece
                if heard:
                    return
                failure = ModelFailedError("언어 모델이 빈 답을 보냈습니다. 모델 이름과 서버를 확인해 주세요.")
            except ModelFailedError as error:
                failure = error
            in_time = time.monotonic() + _WAIT_BEFORE_RETRY_S < deadline
            if heard or attempt == self._retries or not in_time:
                raise failure
            time.sleep(_WAIT_BEFORE_RETRY_S)

    def _pieces(
        self, messages: Sequence[PromptMessage], deadline: float, task: ModelTask
    ) -> Generator[str, None, None]:
        """The pieces of one call, read on a thread of its own: a server that hangs blocks that thread, never the visitor."""
        heard: queue.Queue[str | Exception | None] = queue.Queue()
        given_up = threading.Event()
        threading.Thread(target=self._read, args=(messages, heard, given_up), daemon=True).start()
        length = 0
        try:
            while True:
                try:
                    piece = heard.get(timeout=max(deadline - time.monotonic(), 0.001))
                except queue.Empty:
                    raise ModelFailedError(
                        f"언어 모델이 {task.timeout_s:g}초 안에 마치지 못했습니다. 서버를 살피거나 더 빠른 모델을 써 주세요."
                        if task.timeout_s
                        else f"언어 모델이 {self._timeout_s:g}초 안에 답을 마치지 못했습니다. 서버를 살피거나 model_timeout_s를 늘려 주세요."
                    ) from None
                if piece is None:
                    return
                if isinstance(piece, ValueError) and _NOTHING_SAID in str(piece):
                    return
                if isinstance(piece, Exception):
                    raise ModelFailedError(f"언어 모델을 부르지 못했습니다: {_short(piece)}") from piece
                length += len(piece)
                yield piece
                if length > _MOST_CHARS or time.monotonic() > deadline:
                    raise ModelFailedError("언어 모델의 답이 끝나지 않아 받기를 멈추었습니다.")
        finally:
            given_up.set()

    def _read(
        self, messages: Sequence[PromptMessage], heard: "queue.Queue[str | Exception | None]", given_up: threading.Event
    ) -> None:
        from langsmith import tracing_context

        try:
            with tracing_context(enabled=False):  # questions go to the office's model and nowhere else
                for chunk in self._chat.stream(list(messages)):
                    if given_up.is_set():
                        return
                    if text := str(chunk.text):
                        heard.put(text)
            heard.put(None)
        except Exception as error:  # whatever a provider's client raises is the same to us: no answer
            heard.put(error)


def open_model(settings: AnswerSettings) -> LanguageModel | None:
    """The model that the settings name, or None where they name none. Nothing is sent yet.

    Raises:
        BadInputError: the provider's package is missing, LangChain does not know the provider, or the model file cannot be served.
        MureobwaError: LangChain (or xllamacpp, for a model file) is not installed.
    """
    if settings.model_file:
        from chat.writing.local import serve

        server = serve(settings)
        return LanguageModel(_chat(settings, server.name, server.url), settings, server)
    return LanguageModel(_chat(settings, settings.model, settings.model_base_url), settings) if settings.model else None


def _chat(settings: AnswerSettings, name: str, base_url: str) -> "BaseChatModel":
    with from_extra("models"):
        from langchain.chat_models import init_chat_model
    given: dict[str, Any] = {
        "temperature": 0.0,
        "max_tokens": settings.model_max_tokens,
        "timeout": settings.model_timeout_s,
        "max_retries": 0,
    }
    key = os.environ.get(KEY, "")
    if base_url:
        # A key of another provider in the environment (OPENAI_API_KEY) must not go to this address.
        given |= {"base_url": base_url, "api_key": key or "none"}
    elif key:
        given["api_key"] = key
    if settings.model_provider == "openai":
        given["stream_usage"] = False
        if base_url:  # some servers know only the older name of this limit
            given["extra_body"] = {"max_tokens": settings.model_max_tokens}
    try:
        chat: BaseChatModel = init_chat_model(name, model_provider=settings.model_provider, **given)
    except Exception as error:
        raise BadInputError(
            f"언어 모델 '{name}'(model_provider '{settings.model_provider}')을(를) 열 수 없습니다: {_short(error)}. "
            f"설정 model, model_provider, model_base_url과 환경변수 {KEY}를 확인해 주세요."
        ) from error
    return chat


def _short(error: Exception) -> str:
    return " ".join(f"{type(error).__name__} {error}".split())[:200]
