from dataclasses import replace

import pytest

from chat import suggest
from chat.answer import Status
from chat.settings import Settings
from chat.suggest import Suggestions
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
    suggestions: Suggestions, service: FaultyMureobwa
) -> None:
    answer = service.ask(QUESTION)
    following = suggestions.after(answer)
    assert 1 <= len(following) <= 3
    assert QUESTION not in following
    assert suggestions.after(replace(answer, status=Status.NO_EVIDENCE)) == ()


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
