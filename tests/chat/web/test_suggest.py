from dataclasses import replace

import pytest

from chat.answer import Status
from chat.settings import Settings
from chat.web import suggest
from chat.web.suggest import Suggested, Suggestions
from chat.web.suggest_make import candidates
from ingest.read import read_text
from ingest.split import split
from retriever.index import Index
from web.visiting import QUESTION, FaultyMureobwa


@pytest.fixture(scope="module")
def suggestions(service: FaultyMureobwa, settings: Settings) -> Suggestions:
    """The questions of the seed documents, made anew or read from the file that the app wrote."""
    made = Suggestions(service, settings)
    made.make()
    return made


def test_each_is_answered_by_the_words_it_was_made_from(suggestions: Suggestions, service: FaultyMureobwa) -> None:
    assert len(suggestions.found) >= 8
    for one in suggestions.found:
        answer = service.ask(one.question)
        assert answer.status is Status.ANSWERED, one.question
        cited = answer.citations[0]
        assert cited.document_id == one.document_id
        assert cited.start < one.end
        assert one.start < cited.end


def test_none_is_asked_twice_and_all_are_whole_sentences(suggestions: Suggestions) -> None:
    questions = [one.question for one in suggestions.found]
    assert len(set(questions)) == len(questions)
    for question in questions:
        assert question.endswith(("나요?", "가요?"))
        assert not set("()<>\t*") & set(question)


def test_what_follows_is_of_the_same_document_and_not_the_same(
    suggestions: Suggestions, service: FaultyMureobwa, settings: Settings
) -> None:
    answer = service.ask(QUESTION)
    following = suggestions.after(answer)
    assert 1 <= len(following) <= 3
    assert QUESTION not in following
    assert suggestions.after(replace(answer, status=Status.NO_EVIDENCE)) == ()
    cited = answer.citations[0]
    other = Suggested("다른 문서의 질문은 언제인가요?", "other", cited.end, cited.end + 9, "date")
    own = replace(other, question="같은 문서의 질문은 언제인가요?", document_id=cited.document_id)
    assert Suggestions(service, settings, [other, own]).after(answer) == [own.question]
    near, far = cited.end + 1, cited.end + 500
    calls = [
        replace(own, question=f"{name} 전화번호는 무엇인가요?", start=near, kind="phone")
        for name in ("가과", "나과", "다과")
    ]
    matters = [
        replace(own, question=f"{name}는 몇 대인가요?", start=far, kind="count") for name in ("버스", "기차", "배")
    ]
    suggested = Suggestions(service, settings, [*calls, *matters]).after(answer)
    assert suggested == ["버스는 몇 대인가요?", "기차는 몇 대인가요?", "가과 전화번호는 무엇인가요?"]


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("지능형 검색을 제공하는 '디지털 집현전 통합플랫폼' 시범 서비스를 12월부터 운영한다.", "디지털 집현전 통합플랫폼 시범 서비스는 언제부터 운영하나요?"),
        ("빈 점포를 고쳐 쓰는 마을 도서관 분관을 12월부터 운영한다.", ""),  # one of several: its description is not told
        ("올해에는 시범 서비스를 12월부터 운영한다.", ""),
        ("시민을 위하여 온라인 신청을 12월 3일까지 접수한다.", ""),
        ("올해에는 마을 도서관을 12월부터 운영한다.", "마을 도서관은 언제부터 운영하나요?"),
    ],
)  # fmt: skip
def test_each_names_its_subject(service: FaultyMureobwa, settings: Settings, sentence: str, question: str) -> None:
    document = read_text(f"안내문\n\n{sentence}\n", "notice.txt")
    assert isinstance(service.index, Index)
    index = replace(service.index, passages=split(document, settings))
    assert [one.question for one in candidates(document, index)] == ([question] if question else [])


def test_the_offices_own_come_first(service: FaultyMureobwa, settings: Settings) -> None:
    own = settings.model_copy(update={"suggested_questions": ("하나?", "둘?", "셋?")})
    assert Suggestions(service, own).first(2) == ("하나?", "둘?")


def test_they_are_kept_for_the_index_version(
    suggestions: Suggestions, service: FaultyMureobwa, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggest, "_CHECKED", 0)
    again = Suggestions(service, settings)
    again.make()
    assert again.found == suggestions.found
