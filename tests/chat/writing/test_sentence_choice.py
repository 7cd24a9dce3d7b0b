"""A model's choice among sentences: what it is shown, what of its words is taken, and what the answer becomes."""

from dataclasses import replace
from typing import cast

import pytest
from gaon import engine_in
from scripted import Behaviour, Handler, says
from test_question_wording import Model
from test_write_with_model import with_model

from chat.answer import Status
from chat.desk.answer_json import to_json
from chat.engine import Engine
from chat.log.entry_of import setup_of
from chat.pipeline import answer
from chat.reading.findings import Finding
from chat.steps.on_documents import read, retrieve, what_is_asked
from chat.steps.on_message import read_as_meant
from chat.turn import Message
from chat.writing.model import LanguageModel
from chat.writing.sentence_choice import NumberedSentences, chosen, numbered, rows_chosen

QUESTION = "청년 방세 얼마나 보태 줘요?"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return engine_in(tmp_path_factory.mktemp("gaon"))


def findings(engine: Engine, question: str = QUESTION) -> tuple[Finding, ...]:
    return read(retrieve(what_is_asked(read_as_meant(Message(question), engine), engine), engine), engine).findings


@pytest.fixture(scope="module")
def sheet(engine: Engine) -> NumberedSentences:
    return numbered(QUESTION, findings(engine), engine.index, engine.settings)


def number_of(sheet: NumberedSentences, words: str) -> int:
    return next(number for number, line in enumerate(sheet.lines, start=1) if words in line)


def test_the_sheet_numbers_all_sentences_of_its_passages(sheet: NumberedSentences) -> None:
    shown = sheet.messages[1][1]
    assert len(sheet.findings) == len(sheet.lines) > 5
    assert all(f"{number}. {line}" in shown for number, line in enumerate(sheet.lines, start=1))
    assert shown.endswith(f"<질문>{QUESTION}</질문>")


def test_the_sheet_is_as_long_as_the_settings_say(engine: Engine) -> None:
    found = findings(engine)
    small = engine.settings.model_copy(update={"model_passages": 1})
    one = numbered(QUESTION, found, engine.index, small)
    assert {finding.passage.id for finding in one.findings} == {found[0].passage.id}
    short = engine.settings.model_copy(update={"model_passage_chars": 200})
    assert sum(
        len(p.text)
        for p in {f.passage.id: f.passage for f in numbered(QUESTION, found, engine.index, short).findings}.values()
    ) <= max(200, len(found[0].passage.text))


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ("{n}: 20만 원", True),
        ("{n}. 매월 최대 20만 원", True),
        ("[{n}] 20만원", True),
        ("{n}번: ‘20만 원’", True),
        ("{n}", False),  # its words are missing
        ("{n}: 30만 원", False),  # stands in no such sentence
        ("999: 20만 원", False),
        ("청년 월세는 20만 원입니다.", False),
        ("", False),
    ],
)
def test_a_choice_needs_the_sentence_s_own_words(sheet: NumberedSentences, said: str, taken: bool) -> None:
    number = number_of(sheet, "매월 최대 20만 원")
    assert rows_chosen(said.format(n=number), sheet.lines) == ((number - 1,) if taken else None)


@pytest.mark.parametrize("said", ["0", " 0\n", "0.", "0: 없음"])
def test_none_is_an_answer_too(sheet: NumberedSentences, said: str) -> None:
    assert rows_chosen(said, sheet.lines) == ()


def test_several_lines_in_the_model_s_order_and_five_at_most(sheet: NumberedSentences) -> None:
    lines = [f"{number}: {line}" for number, line in enumerate(sheet.lines, start=1) if line.strip(" .")]
    assert rows_chosen("\n".join([*lines[5::-1], lines[5], "999: 없음"]), sheet.lines) == (5, 4, 3, 2, 1)


def test_a_model_that_fails_makes_no_choice(engine: Engine) -> None:
    found = findings(engine)
    assert chosen(QUESTION, found, engine.index, engine.settings, cast(LanguageModel, Model(None))) is None


def chooses(words: str) -> Behaviour:
    """A model that chooses the sentence with `words` and says of it these words ("": none), and has nothing to say to anything else."""

    def behave(handler: Handler, body: dict[str, object]) -> None:
        system, asked = (message["content"] for message in cast(list[dict[str, str]], body["messages"]))
        if "고릅니다" not in system:
            says("모릅니다.")(handler, body)
            return
        line = next((line for line in asked.splitlines() if words and words in line), "0")
        says(f"{line.partition('.')[0]}: {words}" if words and line != "0" else "0")(handler, body)

    return behave


def test_the_sentence_that_the_model_chose_is_told(engine: Engine) -> None:
    before = answer(QUESTION, engine)
    with with_model(engine, chooses("매월 최대 20만 원"), model_reads=True) as (asked, _):
        after = answer(QUESTION, asked)
    assert after.status is Status.ANSWERED
    assert "매월 최대 20만 원" in after.text
    assert after.chance > before.chance
    assert to_json(after)["model_chose"]
    assert not before.model_chose


def test_where_the_model_finds_none_nothing_is_told_as_an_answer(engine: Engine) -> None:
    question = "청년 월세 지원은 매월 얼마인가요?"
    assert answer(question, engine).status is Status.ANSWERED
    with with_model(engine, chooses(""), model_reads=True) as (asked, _):
        assert not answer(question, asked).status.shows_answer
    with with_model(engine, chooses(""), model_reads=False) as (asked, server):
        assert answer(question, asked).status is Status.ANSWERED
    assert not any("고릅니다" in request["messages"][0]["content"] for request in server.requests)


@pytest.mark.parametrize("reads", [True, False])
def test_the_log_keeps_whether_the_model_chose_not_what_the_setting_wished(engine: Engine, reads: bool) -> None:
    wished = engine.settings.model_copy(update={"model_reads": True})
    assert setup_of(replace(engine, settings=wished, model_reads=reads)).settings["model_reads"] is reads
