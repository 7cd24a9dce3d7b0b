"""Whole questions over plain texts as offices write them: drawn tables, other scripts and signs, articles, pairs of question and answer."""

from collections.abc import Callable
from pathlib import Path

import pytest

from chat.answer import Answer, Status
from chat.service import Mureobwa
from chat.settings import Settings
from retriever.build import ingest_paths
from retriever.settings import Settings as RetrieverSettings

DOCUMENTS = {
    "출장소.txt": "동 출장소 안내\n\n"
    "○ 靑松洞 出張所는 매일 09:30에 문을 엽니다.\n"
    "○ 서류 발급 수수료는 ￦１，２００입니다.\n",
    "강좌.txt": "문화센터 강좌 안내\n\n"
    "강좌,요일,시간,강사\n수묵화,월·수,10:00,한바다\n해금,화·목,19:30,정하늘\n\n"
    "+--------+----------+--------+\n| 시설   | 대상     | 대관료 |\n+--------+----------+--------+\n"
    "| 소강당 | 20명까지 | 3만원  |\n| 대강당 | 80명까지 | 9만원  |\n+--------+----------+--------+\n",
    "자료실.txt": "자료실 안내\n\n"
    "신청 서식은 form_2025_v3.hwp 파일을 내려받아 쓴다.\n"
    "교환 부품 번호는 ZR-310C/7이다.\n"
    "무선 인터넷 이름은 Nalsaem_Open이다.\n"
    "용지 크기는 210×297mm이고 무게는 80g/㎡이다.\n"
    "보증금은 3만원*입니다. (*반납할 때 돌려줍니다)\n"
    "회원은 2023년 1,200명에서 2024년 1,850명으로 늘었다.\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, settings_in: Callable[[Path], RetrieverSettings]) -> Mureobwa:
    folder = tmp_path_factory.mktemp("documents")
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, "utf-8")
    settings = settings_in(tmp_path_factory.mktemp("home"))
    ingest_paths([folder], settings)
    return Mureobwa.open(Settings(home=settings.home))


def told(service: Mureobwa, question: str) -> Answer:
    """The answer, each of its quotes standing in its document to the letter."""
    answer = service.ask(question)
    assert answer.status is Status.ANSWERED, (answer.status, answer.text)
    for citation in answer.citations:
        document = service.index.documents[citation.document_id]
        assert document.text[citation.start : citation.end] == citation.quote
    return answer


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("청송동 출장소는 몇 시에 열어요?", "靑松洞 出張所는 매일 09:30"),
        ("靑松洞 出張所는 언제 열어요?", "靑松洞 出張所는 매일 09:30"),
        ("서류 발급 수수료는 얼마예요？", "1,200"),
        ("대강당 대관료는 얼마예요?", "9만원"),
        ("신청 서식은 무슨 파일을 내려받아 쓰나요?", "form_2025_v3.hwp 파일을"),
        ("교환 부품 번호는?", "ZR-310C/7입니다."),
        ("무선 인터넷 이름이 뭐예요?", "Nalsaem_Open입니다."),
        ("용지 크기는 얼마예요?", "210×297mm이고 무게는 80g/㎡입니다."),
        ("보증금은 얼마예요?", "3만원*입니다"),
        ("회원은 얼마나 늘었나요?", "2023년 1,200명에서 2024년 1,850명으로 늘었습니다."),
    ],
)
def test_what_stands_there_is_found_and_told_in_its_own_words(service: Mureobwa, question: str, words: str) -> None:
    assert words in told(service, question).text
