"""The parts of writing: sentences out of a stream, the fuse, languages, follow-ups."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from scripted import Behaviour, error_500, says, serving

from chat.engine import Engine
from chat.question.foreign import language_of
from chat.service import Mureobwa
from chat.settings import Settings
from chat.writing.breaker import Breaker
from chat.writing.model import LanguageModel, open_model
from chat.writing.question_wording import completed
from chat.writing.sentence_stream import Spoken, sentences
from ingest.errors import BadInputError
from retriever.index import Index


def spoken(*pieces: str) -> list[Spoken]:
    return list(sentences(pieces))


def test_dates_and_decimals_do_not_end_a_sentence_and_markers_belong_to_it() -> None:
    assert spoken("신청은 2026. 3. 2.부터 3. 31.까지입니다", ". [1", "][2] 지원금은 20.5만 원", "입니다 [3]. 끝") == [
        Spoken("신청은 2026. 3. 2.부터 3. 31.까지입니다.", (1, 2)),
        Spoken("지원금은 20.5만 원입니다.", (3,)),
        Spoken("끝", ()),
    ]


def test_decoration_and_thoughts_are_not_said() -> None:
    assert spoken("<think>아마 99만 원", "일 것이다.</think>\n", "- **월세**는 20만 원입니다.[1, 2]\n\n") == [
        Spoken("월세는 20만 원입니다.", (1, 2))
    ]
    assert spoken("<think>끝나지 않는 생각. 99만 원입니다.") == []


def test_a_sentence_is_given_as_soon_as_the_next_begins() -> None:
    given: list[str] = []

    def heard() -> Iterator[str]:
        for piece in ["하나입니다. ", "둘", "입니다."]:
            given.append(piece)
            yield piece

    given.extend(one.text for one in sentences(heard()))
    assert given == ["하나입니다. ", "둘", "하나입니다.", "입니다.", "둘입니다."]


def test_the_fuse_opens_waits_and_lets_one_try() -> None:
    now = [0.0]
    fuse = Breaker(2, 30.0, lambda: now[0])
    fuse.failed()
    assert fuse.may_call()
    fuse.failed()
    assert not fuse.may_call()
    now[0] = 30.0
    assert [fuse.may_call(), fuse.may_call()] == [True, False]
    fuse.worked()
    assert fuse.may_call()


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("When can I apply?", "영어"),
        ("いつから申請できますか", "일본어"),
        ("什么时候可以申请", "중국어"),
        ("Khi nào tôi có thể đăng ký?", "베트남어"),
        ("UAM 상용화는 언제?", ""),
        ("2022", ""),
    ],
)
def test_languages(question: str, name: str) -> None:
    language = language_of(question)
    assert (language.name if language else "") == name


def model_that(behaviour: Behaviour, question: str) -> str:
    with serving(behaviour) as server:
        settings = Settings(model="scripted", model_base_url=server.url, model_timeout_s=2, model_retries=0)
        model = open_model(settings)
        assert isinstance(model, LanguageModel)
        return completed(question, "청년 월세는 얼마를 지원하나요?", "규칙", model)


def test_a_follow_up_is_rewritten_only_with_words_that_were_said() -> None:
    good = "청년 월세 신청은 언제까지인가요?"
    assert model_that(says("청년 월세 신청은 ", "언제까지인가요?"), "신청은 언제까지인가요?") == good
    assert model_that(says("가온시 전세 신청은 언제까지인가요?"), "신청은 언제까지인가요?") == "규칙"
    assert model_that(says("청년 월세는 3월 31일까지인가요?"), "신청은 언제까지인가요?") == "규칙"
    assert model_that(error_500, "신청은 언제까지인가요?") == "규칙"


def test_the_service_lets_the_model_word_a_follow_up_and_keeps_personal_data_from_it(
    index: Index, index_home: Path
) -> None:
    before = "청년 월세는 얼마를 지원하나요?"
    with serving(says("청년 월세 신청은 언제까지인가요?")) as server:
        settings = Settings(
            home=index_home, model="scripted", model_base_url=server.url, model_timeout_s=2, model_retries=0
        )
        service = Mureobwa(Engine.of(settings, index, open_model(settings)))
        assert service.complete("그럼 신청은 언제까지예요?", before).changed
        asked = len(server.requests)
        service.complete("그럼 010-1234-5678로 신청은?", before)
        assert len(server.requests) == asked
    without = Mureobwa(Engine.of(Settings(home=index_home), index))
    assert "월세" in without.complete("그럼 신청은 언제까지예요?", before).question


def test_settings_that_name_no_usable_model_are_refused_in_korean() -> None:
    assert open_model(Settings()) is None
    with pytest.raises(BadInputError, match="model_provider"):
        open_model(Settings(model="x", model_provider="nobody"))
