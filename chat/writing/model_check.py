"""A trial of the connected model: whether its server offers it, how fast it writes, and whether its sentences are supported."""

import os
import time
from dataclasses import dataclass

import httpx

from chat.reading.rendering import line_of
from chat.settings import AnswerSettings
from chat.verification.ground import ground_of
from chat.writing.model import KEY, LanguageModel, ModelFailedError, open_model
from chat.writing.offered import Offer, supported
from chat.writing.prompt import choosing_messages, messages
from chat.writing.question_wording import in_documents_words
from chat.writing.sentence_choice import rows_chosen
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
_NOTICE = (
    "어르신 교통비 지원 안내\n\n가온시는 만 70세 이상 시민에게 교통비를 분기마다 6만 원씩 지원한다. 신청은 4월 1일부터 주소지 행정복지센터에서 받는다. "
    "신분증과 통장 사본을 가져와야 한다. 지원금은 신청한 다음 달 25일에 통장으로 들어간다. 운전면허를 반납한 시민은 한 번에 10만 원을 더 받는다."
)
_ASKED = {
    "노인네 차비는 얼마나 보태 줘요?": "6만 원씩",
    "어디 가서 해야 되나요?": "행정복지센터",
    "뭘 들고 가야 돼요?": "신분증과 통장 사본",
    "돈은 며칠에 넣어 줘요?": "25일",
    "면허증 내놓으면 더 주나요?": "10만 원",
    "택시 탈 때도 쓸 수 있어요?": "",
    "작년에는 얼마였어요?": "",
    "집에서 인터넷으로 해도 돼요?": "",
}
"""Questions to this invented notice, with words of the sentence that answers; "" where none does."""
READS_WELL_FROM = 6
"""Right choices to `_ASKED` from which a model's choices help; one that always says 0 or always the same sentence has 3 or fewer."""
_TIMEOUT_S = 5.0
# The most names of a server's models that are shown.
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Health:
    """The result of a trial question: `answer` as written; of its `written` sentences the passage supports `held`; `first_s` and
    `whole_s` are the seconds to the first and the last piece. `reworded`: `EVERYDAY` in the model's words, "" where they cannot be used.
    `chosen_right`: to how many of `asked` questions it chose the right sentence of a notice, or rightly none.
    """

    name: str
    answer: str
    written: int
    held: int
    first_s: float
    whole_s: float
    reworded: str
    chosen_right: int
    asked: int


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
            f"서버에 '{settings.model}'이라는 모델이 없습니다. 있는 모델: {shown}. 설정 model을 고쳐 주세요."
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
    told = list(sentences(pieces))
    held = sum(bool(supported(one.text, embedder.passages([one.text])[0], one.markers, given).sources) for one in told)
    name = settings.model or (settings.model_file.stem if settings.model_file else "")
    reworded = in_documents_words(EVERYDAY, model, embedder)
    right = _chosen_right(model, settings)
    return Health(name, "".join(pieces).strip(), len(told), held, first, whole, reworded, right, len(_ASKED))


def _chosen_right(model: LanguageModel, settings: AnswerSettings) -> int:
    document = read_text(_NOTICE, "안내.txt")
    passage = split(document, settings)[0]
    lines = [line_of(document, sentence) for sentence in passage.sentences]
    right = 0
    for question, words in _ASKED.items():
        rows = rows_chosen(model.say(choosing_messages(question, [(document.title, lines)])), lines)
        right += words in lines[rows[0]] if rows and words else rows == () and not words
    return right
