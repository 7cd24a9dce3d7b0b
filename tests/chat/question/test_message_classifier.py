"""What a message is, on messages that nothing was learnt from."""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from chat.question.emergency import Urgency
from chat.question.message_classifier import OWN_RECORD_FROM, MessageClassifier, in_hangul, pieces
from retriever.settings import Settings

SET = Path(__file__).parent / "emergency.tsv"
HARD = Path(__file__).parent / "emergency_hard.tsv"
HELD = Path(__file__).parent / "emergency_held.tsv"
POLITE = Path(__file__).parent / "emergency_polite.tsv"
FRESH = Path(__file__).parent / "emergency_fresh.tsv"
ENGLISH = Path(__file__).parent / "emergency_english.tsv"


@pytest.fixture(scope="module")
def classifier(tmp_path_factory: pytest.TempPathFactory, settings_in: Callable[[Path], Settings]) -> MessageClassifier:
    return MessageClassifier(settings_in(tmp_path_factory.mktemp("sorting")))


def told_of(file: Path, classifier: MessageClassifier) -> tuple[Counter[tuple[str, str]], Counter[str]]:
    """How many messages of a set are (what they are, what they are taken for), and how many are each."""
    rows = [line.split("\t") for line in file.read_text("utf-8").split("\n")[1:] if line]
    counts: Counter[tuple[str, str]] = Counter()
    for message, want, *_ in rows:
        found = classifier.of(message).emergency
        counts[want, found.urgency if found else Urgency.NONE] += 1
    return counts, Counter(want for _, want, *_ in rows)


def test_a_set_written_by_another_hand(classifier: MessageClassifier) -> None:
    """566 messages that nothing was learnt from (docs/security.md has the table)."""
    counts, total = told_of(SET, classifier)
    now = counts["now", Urgency.NOW]
    assert now >= 0.9 * total["now"], counts
    assert now + counts["now", Urgency.BESIDE] >= 0.94 * total["now"], counts
    assert counts["none", Urgency.NOW] <= 0.05 * total["none"], counts
    assert counts["beside", Urgency.NOW] <= 0.04 * total["beside"], counts
    assert counts["beside", Urgency.BESIDE] >= 0.7 * total["beside"], counts


def test_a_harder_set_by_a_third_hand(classifier: MessageClassifier) -> None:
    """254 messages, the confusable ones chosen to sound like danger ("고양이가 나무에서 못 내려와요"); docs/security.md has the table."""
    counts, total = told_of(HARD, classifier)
    assert counts["now", Urgency.NOW] >= 0.96 * total["now"], counts
    assert counts["none", Urgency.NOW] <= 0.2 * total["none"], counts


def test_a_set_by_a_fourth_hand(classifier: MessageClassifier) -> None:
    """327 messages that nothing was learnt or mended from (docs/security.md has the table)."""
    rows = [line.split("\t") for line in HELD.read_text("utf-8").split("\n")[1:] if line]
    counts: Counter[str] = Counter()
    for message, want, *_ in rows:
        found = classifier.of(message).emergency
        counts[want] += found is not None and found.urgency is Urgency.NOW
    total = Counter(want for _, want, *_ in rows)
    assert counts["now"] >= 0.91 * total["now"], counts
    assert counts["none"] <= 0.031 * total["none"], counts


def test_a_set_by_a_fresh_hand(classifier: MessageClassifier) -> None:
    """620 messages of a made-up year, looked at only after the weights and thresholds were fixed but for greetings (docs/security.md)."""
    counts, total = told_of(FRESH, classifier)
    assert counts["now", Urgency.NOW] >= 0.98 * total["now"], counts
    assert counts["none", Urgency.NOW] <= 0.13 * total["none"], counts
    assert counts["question", Urgency.NOW] == counts["beside", Urgency.NOW] == 0, counts
    assert counts["beside", Urgency.BESIDE] >= 0.9 * total["beside"], counts


def test_a_set_in_english(classifier: MessageClassifier) -> None:
    """122 messages that nothing was learnt from: 11 of the 79 without danger are taken for danger, a known fault, and 2 of 42 missed (docs/security.md)."""
    counts, total = told_of(ENGLISH, classifier)
    assert counts["now", Urgency.NOW] >= 0.95 * total["now"], counts
    assert counts["none", Urgency.NOW] <= 0.14 * total["none"], counts


@pytest.mark.parametrize("greeting", ["안녕", "안녕하세요", "ㅎㅇ", "감사합니다", "안녕히 계세요", "hello", "바이바이"])
def test_a_greeting_is_no_farewell_of_who_wants_to_die(classifier: MessageClassifier, greeting: str) -> None:
    assert classifier.of(greeting).emergency is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("qnfdl skTdjdy", "불이 났어요"),
        ("wkdbfwngod dbtkddnsthd djeltj go?", "자율주행 유상운송 djeltj go?"),  # one of them may be a word
        ("tell me the budget, please", "tell me the budget, please"),
        ("AED 위치와 KTX 시간표", "AED 위치와 KTX 시간표"),
        ("rhythm strengths", "rhythm strengths"),
    ],
)
def test_what_was_typed_on_the_other_layout_is_read_as_meant(
    classifier: MessageClassifier, typed: str, meant: str
) -> None:
    assert in_hangul(typed) == meant
    assert (classifier.of(typed).emergency is None) == ("났어요" not in meant)


def test_what_may_be_an_ordinary_question_is_not_sure(classifier: MessageClassifier) -> None:
    danger, doubtful = (
        classifier.of("집에 불이 났어요").emergency,
        classifier.of("입영 연기하려면 서류가 뭐 필요해요").emergency,
    )
    assert danger is not None
    assert danger.sure
    assert doubtful is not None
    assert doubtful.urgency is Urgency.NOW  # wrong, and known to be doubtful
    assert not doubtful.sure


@pytest.mark.parametrize(
    ("run_on", "spaced"),
    [
        ("지하주차장입구가물에잠겼는데못나가고있어요", "지하 주차장 입구가 물에 잠겼는데 못 나가고 있어요"),
        ("예방접종증명서떼러갈때뭐가져가요", "예방 접종 증명서 떼러 갈 때 뭐 가져가요"),
    ],
)
def test_words_typed_without_spaces_are_read_apart(classifier: MessageClassifier, run_on: str, spaced: str) -> None:
    assert classifier.of(run_on) == classifier.of(spaced)


def polite_set() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for line in POLITE.read_text("utf-8").split("\n")[1:]:
        if line:
            message, want = line.split("\t")
            found[want].append(message)
    return found


def with_courtesy(messages: Sequence[str], courtesy: Sequence[str]) -> list[str]:
    """Each message between one and three sentences of courtesy, always the same ones."""
    rnd = random.Random(3)
    found = []
    for message in messages:
        first, second, third = rnd.sample(courtesy, 3)
        found.append(" ".join([first, message, second, third][: rnd.randint(2, 4)]))
    return found


def test_courtesy_around_a_question_makes_no_emergency_of_it(classifier: MessageClassifier) -> None:
    """460 lines by a fifth hand that nothing was learnt from; docs/security.md has the table, with what was told before courtesy was learnt."""
    lines = polite_set()

    def share_now(messages: Sequence[str]) -> float:
        found = [classifier.of(message).emergency for message in messages]
        return sum(one is not None and one.urgency is Urgency.NOW for one in found) / len(found)

    assert share_now(lines["now"]) >= 0.94
    assert share_now(with_courtesy(lines["now"], lines["courtesy"])) >= 0.91
    assert share_now(lines["none"]) <= 0.18
    assert share_now(with_courtesy(lines["none"], lines["courtesy"])) <= 0.33
    assert share_now(lines["question"]) == 0
    assert share_now(with_courtesy(lines["question"], lines["courtesy"])) <= 0.12


@pytest.mark.parametrize(
    "text",
    [
        "제 운전면허증 발급 신청 어디까지 됐나요?",
        "내 지원금 신청 결과 알려줘",
        "제가 신청한 바우처 승인됐나요",
        "저의 환급 내역 조회해 주세요",
        "우리 아이 어린이집 순번 몇 번이에요 순번 확인",
        "제 신청 결과는 언제 나오나요",
        "저희 가게 지원 사업 뽑혔는지 됐는지 확인해 주세요",
    ],
)
def test_own_record(classifier: MessageClassifier, text: str) -> None:
    assert classifier.of(text).own_record >= OWN_RECORD_FROM


@pytest.mark.parametrize(
    "text",
    [
        "제가 신청하려면 무슨 서류가 필요한가요?",
        "신청 결과는 언제 발표하나요?",
        "환급은 며칠 안에 되나요?",
        "우리 동네 도서관은 몇 시에 여나요?",
        "접수 번호는 어디에서 확인하나요?",
    ],
)
def test_what_documents_tell_is_no_own_record(classifier: MessageClassifier, text: str) -> None:
    assert classifier.of(text).own_record < OWN_RECORD_FROM


def test_a_cry_at_the_end_of_a_long_message_is_heard(classifier: MessageClassifier) -> None:
    """Its words lie beyond what is read of the whole message, and behind the first six sentences."""
    before = (
        "주차장 요금이 얼마인지 알려 주세요. 도서관은 언제 여나요? 여권은 어디서 만드나요? 수영장 강습도 궁금합니다. "
    )
    message = before * 4 + "지금 남편이 칼을 들고 때려요 살려주세요"
    found = classifier.of(message).emergency
    assert found is not None
    assert found.urgency is Urgency.NOW
    assert classifier.of(before * 4).emergency is None


def test_of_a_long_message_the_first_and_the_last_pieces_are_looked_at() -> None:
    assert list(pieces("불이 났어요")) == []  # the whole message says it already
    assert list(pieces("안녕하세요. 불이 났어요. 어디로 가요?")) == ["안녕하세요.", "불이 났어요.", "어디로 가요?"]
    numbered = " ".join(f"{number}번입니다." for number in range(9))
    assert list(pieces(numbered)) == [f"{number}번입니다." for number in (0, 1, 2, 6, 7, 8)]
    assert sum(map(len, pieces("가나라 마바사 아자차. " * 40 + "끝"))) == 5 * 12 + 1
    assert sum(map(len, pieces(f"{'가' * 90}. " * 5))) == 200
