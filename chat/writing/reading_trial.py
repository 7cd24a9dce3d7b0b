"""A trial of how well a model reads: questions to invented notices, and the record of it, without which no model chooses sentences.

A model that reads badly does harm: where a fifth of its choices are wrong sentences that look right, three times as many answers are wrong as without it
(docs/measurements-llm.md).
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from chat.reading.rendering import line_of
from chat.settings import AnswerSettings
from chat.writing.model import CHOOSE, LanguageModel
from chat.writing.prompt import choosing_messages
from chat.writing.sentence_choice import rows_chosen
from ingest.errors import StorageError
from ingest.read import read_text
from ingest.split import split

_FILE = "model_trial.json"
_PASSED_FROM = 21
"""Right choices of 24 from which a model may choose: one whose choices are right in .95 passes .97 of its trials, one of .9 .79, of .8 .26, of .7 .04 (binomial).
One that always says that nothing answers has nine.
"""

# Notice -> question -> words of the sentence that answers, "" where none does. All of it is invented: the trial tells the model nothing about anybody.
_TRIAL: Mapping[str, Mapping[str, str]] = {
    "어르신 교통비 지원 안내\n\n가온시는 만 70세 이상 시민에게 교통비를 분기마다 6만 원씩 지원한다. 신청은 4월 1일부터 주소지 행정복지센터에서 받는다. "
    "신분증과 통장 사본을 가져와야 한다. 지원금은 신청한 다음 달 25일에 통장으로 들어간다. 운전면허를 반납한 시민은 한 번에 10만 원을 더 받는다.": {
        "노인네 차비는 얼마나 보태 줘요?": "6만 원씩",
        "어디 가서 해야 되나요?": "행정복지센터",
        "뭘 들고 가야 돼요?": "신분증과 통장 사본",
        "돈은 며칠에 넣어 줘요?": "25일",
        "면허증 내놓으면 더 주나요?": "10만 원",
        "택시 탈 때도 쓸 수 있어요?": "",
        "작년에는 얼마였어요?": "",
        "집에서 인터넷으로 해도 돼요?": "",
    },
    "가온수영장 이용 안내\n\n수영장은 화요일부터 일요일까지 아침 6시에 문을 열고 밤 9시에 닫는다. 하루 이용료는 어른 4,000원, 청소년 3,000원, 어린이 2,000원이다. "
    "한 달 이용권은 어른 6만 원이고 가온시민은 2할을 깎아 준다. 수영모를 쓰지 않으면 들어갈 수 없다. 36개월이 안 된 아이는 보호자와 함께 유아 풀만 쓸 수 있다. "
    "산 지 7일 안에 쓰지 않은 이용권은 전액을 돌려준다. 주차장은 두 시간까지 무료이고 그 뒤로는 30분마다 500원이다.": {
        "새벽에 몇 시부터 들어갈 수 있나요?": "아침 6시",
        "초등학생은 하루에 얼마 내요?": "어린이 2,000원",
        "모자 없이 그냥 수영해도 되나요?": "수영모를",
        "돌 지난 애기도 데려가도 돼요?": "36개월",
        "차 대면 돈 받아요?": "두 시간까지",
        "강습은 언제 신청해요?": "",
        "노인은 몇 퍼센트 깎아 줘요?": "",
        "수건이랑 수영복도 빌려주나요?": "",
    },
    "2026년 소상공인 전기요금 지원 공고\n\n2025년 매출이 3억 원 이하인 소상공인에게 전기요금을 최대 20만 원까지 지원한다. 지난해에는 최대 15만 원을 지원하였다. "
    "신청은 2026년 2월 10일부터 5월 29일까지 누리집에서 받는다. 유흥업, 도박업, 부동산 임대업은 지원하지 않는다. 2026년에 사업자등록을 한 사람은 지원받을 수 없다. "
    "지원금은 신청한 다음 달 전기요금 고지서에서 뺀다. 상담은 평일 오후에만 한다.": {
        "올해는 전기세 얼마까지 내줘요?": "20만 원",
        "2025년엔 얼마까지 줬어요?": "15만 원",
        "언제까지 넣어야 하나요?": "5월 29일",
        "룸살롱도 받을 수 있어요?": "유흥업",
        "돈은 통장으로 들어오나요?": "고지서",
        "가스비도 보태 주나요?": "",
        "2024년에는 얼마까지 줬어요?": "",
        "물어볼 전화번호 좀요": "",
    },
}


@dataclass(frozen=True, slots=True)
class ReadingTrial:
    """The result of a trial: of `asked` questions the model chose the right sentence, or rightly none, for `right`."""

    right: int
    asked: int

    @property
    def passed(self) -> bool:
        """Whether the model reads well enough to choose sentences."""
        return self.right >= _PASSED_FROM


def tried(model: LanguageModel, settings: AnswerSettings) -> ReadingTrial:
    """The result of asking the model all questions, which is recorded in the settings' home.

    Raises:
        ModelFailedError: the model fails, or is too slow to choose.
        StorageError: the result cannot be recorded.
    """
    right = asked = 0
    for notice, questions in _TRIAL.items():
        document = read_text(notice, "안내.txt")
        lines = [line_of(document, s) for passage in split(document, settings) for s in passage.sentences]
        for question, words in questions.items():
            rows = rows_chosen(model.say(choosing_messages(question, [(document.title, lines)]), CHOOSE), lines)
            right += words in lines[rows[0]] if rows and words else rows == () and not words
            asked += 1
    result = ReadingTrial(right, asked)
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        (settings.home / _FILE).write_text(json.dumps({"model": _name(settings), **asdict(result)}), "utf-8")
    except OSError as error:
        raise StorageError(
            f"'{settings.home}'에 모델을 시험한 결과를 적지 못했습니다({error.strerror}). 쓸 수 있는 폴더인지 확인해 주세요."
        ) from error
    return result


def may_choose(settings: AnswerSettings) -> bool:
    """Whether the model of the settings may choose sentences: it is allowed to (`model_reads`) and has passed its trial."""
    return settings.model_reads and has_passed(settings)


def has_passed(settings: AnswerSettings) -> bool:
    """Whether the model of the settings has passed the trial; False where it was not tried, or another model was."""
    try:
        held = json.loads((settings.home / _FILE).read_text("utf-8"))
        return held["model"] == _name(settings) and ReadingTrial(int(held["right"]), int(held["asked"])).passed
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _name(settings: AnswerSettings) -> str:
    file: Path | None = settings.model_file
    return str(file) if file else f"{settings.model_provider} {settings.model_base_url} {settings.model}"
