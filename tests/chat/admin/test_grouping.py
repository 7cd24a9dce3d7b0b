"""Questions that ask the same stand together, counted, with whom they concern."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from chat.admin.grouping import Grouper
from chat.answer import Status
from chat.log.entry import Door, Entry, Setup
from retriever.embed import load_embedder
from retriever.settings import Settings

SETUP = Setup("0", "v", 1, "m", 400, "", "r", {}, {})


@pytest.fixture(scope="module")
def grouper(tmp_path_factory: pytest.TempPathFactory, settings_in: Callable[[Path], Settings]) -> Grouper:
    return Grouper(load_embedder(settings_in(tmp_path_factory.mktemp("grouping"))))


def entry(minute: int, question: str, department: str = "") -> Entry:
    time = dt.datetime(2026, 11, 29, 9, minute, tzinfo=dt.UTC)
    return Entry(
        f"{minute:032}", time, time.date(), Door.PAGE, Status.NO_EVIDENCE, question, "", SETUP, department=department
    )


def test_paraphrases_are_one_group_and_another_matter_is_another(grouper: Grouper) -> None:
    asked = [
        entry(1, "수영장 요금은 얼마예요?", "체육과"),
        entry(2, "전기차 보조금은 얼마인가요?", "환경과"),
        entry(3, "전기차 보조금 얼마나 줘요?", "환경과"),
        entry(4, "전기차 보조금은 얼마인가요?", "교통과"),
    ]
    cars, pool = grouper.groups(asked)
    assert cars.questions == ("전기차 보조금은 얼마인가요?", "전기차 보조금 얼마나 줘요?")
    assert (cars.count, cars.department, cars.last.minute) == (3, "환경과", 4)
    assert (pool.questions, pool.count, pool.department) == (("수영장 요금은 얼마예요?",), 1, "체육과")


def test_the_order_of_asking_makes_no_other_groups(grouper: Grouper) -> None:
    asked = [
        entry(n, text)
        for n, text in enumerate(["가로등이 고장 났어요", "가로등 고장 신고", "도서관 휴관일", "도서관은 언제 쉬나요"])
    ]
    assert grouper.groups(asked) == grouper.groups(asked[::-1])


def test_nothing_gives_nothing(grouper: Grouper) -> None:
    assert grouper.groups([]) == []
    assert grouper.groups([entry(1, "")]) == []
