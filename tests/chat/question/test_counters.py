"""Reports, complaints and cases of one's own go to the counter that takes them; what documents answer is searched."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from decided import with_settings

from chat.answer import Status
from chat.question.cases import CASE_FROM, CaseClassifier
from chat.question.counters import CounterTable
from chat.question.emergency import Urgency
from chat.question.message_classifier import OWN_RECORD_FROM, MessageClassifier
from chat.service import Mureobwa
from chat.settings import Settings as ChatSettings
from ingest.errors import BadInputError
from retriever.settings import Settings

LINES = [line.split("\t") for line in (Path(__file__).parent / "cases.tsv").read_text("utf-8").split("\n")[1:] if line]
HELD = [
    line.split("\t") for line in (Path(__file__).parent / "routing_held.tsv").read_text("utf-8").split("\n")[1:] if line
]
FRESH = [
    line.split("\t")[:2]
    for line in (Path(__file__).parent / "routing_fresh.tsv").read_text("utf-8").split("\n")[1:]
    if line
]


@pytest.fixture(scope="module")
def settings_here(tmp_path_factory: pytest.TempPathFactory, settings_in: Callable[[Path], Settings]) -> Settings:
    return settings_in(tmp_path_factory.mktemp("cases"))


@pytest.fixture(scope="module")
def service(index_home: Path) -> Mureobwa:
    return Mureobwa.open(ChatSettings(home=index_home))


def test_lines_that_nothing_was_learnt_from(settings_here: Settings) -> None:
    """172 lines, 92 of them near questions that documents answer; with what own records were told by before (docs/admin.md)."""
    judge, classifier = CaseClassifier(settings_here), MessageClassifier(settings_here)
    is_case = {
        text: judge.chance(text) >= CASE_FROM or classifier.of(text).own_record >= OWN_RECORD_FROM for text, *_ in LINES
    }
    cases = [text for text, what, _ in LINES if what == "case"]
    questions = [text for text, what, _ in LINES if what == "question"]
    assert len(cases) == 80
    assert len(questions) == 92
    assert sum(is_case[text] for text in cases) >= 75, [text for text in cases if not is_case[text]]
    assert [text for text in questions if is_case[text]] == []


@pytest.mark.parametrize("question", ["난방비신청할때뭐가져가야돼요", "전입신고할때뭐가져가요", "수영장갈때뭐가져가요"])
def test_a_question_without_spaces_is_no_case(question: str, settings_here: Settings) -> None:
    assert CaseClassifier(settings_here).chance(question) < CASE_FROM


def ends_of(messages: Sequence[Sequence[str]], settings: Settings) -> Counter[tuple[str, str]]:
    """How many of the (message, what it is) end where, in the order of the pipeline."""
    judge, classifier = CaseClassifier(settings), MessageClassifier(settings)
    ends: Counter[tuple[str, str]] = Counter()
    for text, want in messages:
        found = classifier.of(text)
        if found.emergency and found.emergency.urgency is Urgency.NOW:
            ends[want, "emergency"] += 1
        elif found.own_record >= OWN_RECORD_FROM:
            ends[want, "own"] += 1
        else:
            ends[want, "case" if judge.chance(text) >= CASE_FROM else "ordinary"] += 1
    return ends


def test_where_messages_of_another_hand_end(settings_here: Settings) -> None:
    """110 lines (docs/security.md): 50 reports, 25 requests for one's own record, 35 ordinary questions."""
    ends = ends_of(HELD, settings_here)
    assert ends["ordinary", "ordinary"] == 35, ends
    assert ends["own", "own"] >= 23, ends
    assert ends["case", "case"] >= 43, ends
    assert ends["case", "emergency"] <= 5, ends


def test_where_messages_of_a_fresh_hand_end(settings_here: Settings) -> None:
    """300 lines (docs/security.md): 130 reports, 40 requests for one's own record, 130 questions, half of them near to a report."""
    ends = ends_of(FRESH, settings_here)
    assert ends["question", "ordinary"] == 130, ends
    assert ends["own", "own"] >= 35, ends
    assert ends["case", "case"] >= 78, ends
    assert ends["case", "emergency"] <= 15, ends


_COUNTERS = {
    "parking": "안전신문고", "safety": "안전신문고", "traffic": "안전신문고", "petition": "국민신문고", "noise": "층간소음 이웃사이센터",
    "pollution": "환경신문고", "labour": "고용노동부 고객상담센터", "food": "부정·불량식품 신고", "consumer": "1372 소비자상담센터",
    "corruption": "청렴포털(부패·공익신고)", "animal": "동물보호상담센터", "finance": "금융감독원",
    "privacy": "개인정보침해 신고센터·불법스팸 신고", "pension": "국민연금공단", "health": "국민건강보험공단", "fine": "경찰청 교통민원24",
    "gov24": "정부24", "welfare": "보건복지상담센터", "licence": "안전운전 통합민원", "passport": "여권안내", "student": "한국장학재단",
    "power": "한국전력공사", "legal": "대한법률구조공단",
}  # fmt: skip


def test_the_right_counter_is_told() -> None:
    """Of the 63 lines with one right counter; "세금" alone may be the state's or the town's, both are told."""
    table = CounterTable(ChatSettings())
    wrong = [
        (text, names)
        for text, _, kind in LINES
        if kind
        for names in [[counter.name for counter in table.of(text)]]
        if not ({"국세상담센터", "위택스"} & set(names) if kind == "tax" else _COUNTERS[kind] in names)
    ]
    assert len(wrong) <= 2, wrong


def test_the_counter_is_the_answer(service: Mureobwa) -> None:
    answer = service.ask("불법주차 신고하고 싶어요")
    assert answer.status is Status.COUNTER
    assert "안전신문고(www.safetyreport.go.kr)" in answer.text
    assert answer.contacts[0].office == "안전신문고"
    assert not answer.citations


@pytest.mark.parametrize(
    "message",
    ["한라산 등산로 몇 시에 닫아요?", "내 민원 서류 어디까지 처리됐는지 알려 주세요", "월 정기권은 얼마인가요?"],
)
def test_where_no_document_names_anybody_the_counter_for_all_others_can_be_called(
    service: Mureobwa, message: str
) -> None:
    answer = with_settings(service, answer_from=1.0).ask(message)
    assert answer.status in (Status.NO_EVIDENCE, Status.RELATED, Status.NEEDS_PERSONAL_RECORD)
    assert [contact.phone for contact in answer.contacts if contact.phone] == ["110"]


def test_an_own_record_names_the_counter_too(service: Mureobwa) -> None:
    answer = service.ask("제 운전면허증 발급 신청 어디까지 됐나요?")
    assert answer.status is Status.NEEDS_PERSONAL_RECORD
    assert "안전운전 통합민원(☎ 1577-1120, www.safedriving.or.kr)" in answer.notes[0]
    assert "1577-1120" in [contact.phone for contact in answer.contacts]


def test_nothing_known_goes_to_the_rows_for_all_others() -> None:
    table = CounterTable(ChatSettings())
    assert table.named("너무 슬퍼요") == ()
    assert [counter.name for counter in table.of("너무 슬퍼요")] == ["정부민원안내콜센터", "국민신문고"]


def test_the_longest_word_wins_and_equal_ones_are_both_told() -> None:
    table = CounterTable(ChatSettings())
    assert [counter.name for counter in table.of("재산세 세금이 이상해요")] == ["위택스"]
    assert [counter.name for counter in table.of("세금 잘못 나왔어요")] == ["국세상담센터", "위택스"]


def test_two_counters_are_named_at_most(tmp_path: Path) -> None:
    file = tmp_path / "counters.tsv"
    rows = [f"{word}\t{name}과\t120\t\t강변구\n" for word in ("주차", "*") for name in ("교통", "안전", "민원")]
    file.write_text("".join(rows), "utf-8")
    table = CounterTable(ChatSettings(counters_file=file))
    assert [counter.name for counter in table.named("주차 신고해요")] == ["교통과", "안전과"]
    assert [counter.name for counter in table.of("너무 슬퍼요")] == ["교통과", "안전과"]


def test_the_offices_own_table_is_read_while_the_service_runs(tmp_path: Path) -> None:
    file = tmp_path / "counters.tsv"
    file.write_text("주차\t강변구 교통지도과\t02-123-4567\t\t강변구\n*\t강변구 민원실\t120\t\t강변구\n", "utf-8")
    table = CounterTable(ChatSettings(counters_file=file))
    assert [counter.label for counter in table.of("불법 주차 신고해요")] == ["강변구 교통지도과(☎ 02-123-4567)"]
    before = table.stamp()
    file.write_text("*\t강변구 민원실\t120\t\t강변구\n", "utf-8")
    assert table.stamp() != before  # at once: answers kept under the former stamp are not given again
    assert [counter.name for counter in table.of("불법 주차 신고해요")] == ["강변구 민원실"]
    file.write_text("damaged", "utf-8")
    assert [counter.name for counter in table.of("불법 주차 신고해요")] == ["강변구 민원실"]


def test_the_first_line_of_a_damaged_table_is_number_one(tmp_path: Path) -> None:
    file = tmp_path / "counters.tsv"
    file.write_text("damaged\n", "utf-8")
    with pytest.raises(BadInputError, match="의 1번째 줄"):
        CounterTable(ChatSettings(counters_file=file))


@pytest.mark.parametrize("text", ["주차\t교통과\n", "주차\t교통과\t\t\t강변구\n", "주차\t교통과\t120\t\t강변구\n"])
def test_a_table_that_cannot_serve_is_told(tmp_path: Path, text: str) -> None:
    file = tmp_path / "counters.tsv"
    file.write_text(text, "utf-8")
    with pytest.raises(BadInputError, match="창구 표"):
        CounterTable(ChatSettings(counters_file=file))
    with pytest.raises(BadInputError, match="counters_file"):
        CounterTable(ChatSettings(counters_file=tmp_path / "none.tsv"))
