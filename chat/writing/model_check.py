"""A trial of the connected model: whether its server offers it, how fast it writes, and whether its sentences are supported."""

import os
import time
from dataclasses import dataclass

import httpx

from chat.settings import AnswerSettings
from chat.verification.ground import ground_of
from chat.writing.model import KEY, LanguageModel, ModelFailedError, open_model
from chat.writing.offered import Offer, supported
from chat.writing.prompt import messages
from chat.writing.question_wording import in_documents_words
from chat.writing.reading_trial import ReadingTrial, tried
from chat.writing.sentence_stream import sentences
from ingest.errors import BadInputError
from ingest.read import read_text
from ingest.split import split
from retriever.embed import load_embedder

# An invented notice: the trial sends the model nothing about anybody.
_TEXT = "청년 월세 지원 안내\n\n가온시는 무주택 청년에게 월세를 매월 최대 20만 원씩 12개월간 지원한다. 신청은 3월 2일부터 3월 31일까지 받는다."
_QUESTION = "청년 월세는 매월 얼마를 지원하나요?"
EVERYDAY = "애 낳으면 나라에서 돈 얼마 줘요?"
"""A question in everyday words, which the model is asked to put into the words of documents."""
_TIMEOUT_S = 5.0
# The most names of a server's models that are shown.
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Health:
    """The result of a trial question: `answer` as written; of its `written` sentences the passage supports `held`; `first_s` and
    `whole_s` are the seconds to the first and the last piece. `reworded`: `EVERYDAY` in the model's words, "" where they cannot be used.
    `reading`: the trial of choosing sentences, None where the model failed or was too slow for it.
    """

    name: str
    answer: str
    written: int
    held: int
    first_s: float
    whole_s: float
    reworded: str
    reading: ReadingTrial | None


def check_model(settings: AnswerSettings) -> Health:
    """Asks the model of the settings about an invented notice.

    Raises:
        BadInputError: no model is set, it cannot be opened, or its server does not offer it.
        ModelFailedError: its server cannot be reached, or it gave no usable answer in time.
    """
    model = open_model(settings)
    if model is None:
        raise BadInputError(
            "연결한 언어 모델이 없습니다. 설정 model(또는 model_file)을 적어 주세요. 자세한 것은 docs/language-models.md에 있습니다."
        )
    if settings.model and settings.model_base_url:
        _offered(settings)
    return _tried(model, settings)


def _offered(settings: AnswerSettings) -> None:
    """Raises `BadInputError` where the server's list of models lacks the name of the model: some servers answer under any name, with
    whatever they have. A server without such a list passes. Raises `ModelFailedError` where the server cannot be reached.
    """
    address = settings.model_base_url.rstrip("/") + "/models"
    try:
        reply = httpx.get(
            address, headers={"Authorization": f"Bearer {os.environ.get(KEY, 'none')}"}, timeout=_TIMEOUT_S
        )
        names = [str(one["id"]) for one in reply.json()["data"]] if reply.is_success else []
    except httpx.HTTPError as error:
        raise ModelFailedError(
            f"언어 모델 서버 '{settings.model_base_url}'에 연결하지 못했습니다({type(error).__name__}). 서버가 켜져 있는지, 주소가 맞는지 확인해 주세요."
        ) from error
    except (ValueError, KeyError, TypeError):
        names = []
    if names and settings.model not in names:
        shown = ", ".join(names[:_SHOWN])
        raise BadInputError(
            f"서버에 '{settings.model}'(이)라는 모델이 없습니다. 있는 모델: {shown}. 설정 model을 고쳐 주세요."
        )


def _tried(model: LanguageModel, settings: AnswerSettings) -> Health:
    document = read_text(_TEXT, "안내.txt")
    passage = split(document, settings)[0]
    ground = ground_of(passage, document)
    embedder = load_embedder(settings)
    given = [Offer(passage, document, ground, embedder.passages(ground.sentences))]
    started = time.perf_counter()
    pieces: list[str] = []
    first = 0.0
    for piece in model.stream(messages(_QUESTION, [(passage, document)])):
        first = first or time.perf_counter() - started
        pieces.append(piece)
    whole = time.perf_counter() - started
    spoken = list(sentences(pieces))
    held = sum(
        bool(supported(one.text, embedder.passages([one.text])[0], one.markers, given).sources) for one in spoken
    )
    name = settings.model or (settings.model_file.stem if settings.model_file else "")
    reworded = in_documents_words(EVERYDAY, model, embedder)
    return Health(name, "".join(pieces).strip(), len(spoken), held, first, whole, reworded, _read(model, settings))


def _read(model: LanguageModel, settings: AnswerSettings) -> ReadingTrial | None:
    try:
        return tried(model, settings)
    except ModelFailedError:
        return None
