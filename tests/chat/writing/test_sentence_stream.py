"""What is no sentence of a stream; what is one stands in `test_parts.py`."""

import pytest

from chat.writing.sentence_stream import Spoken, sentences


@pytest.mark.parametrize(("letters", "is_kept"), [(600, True), (601, False)])
def test_text_that_does_not_end_is_dropped(letters: int, is_kept: bool) -> None:
    endless = "가" * letters
    assert list(sentences([endless, "\n", "끝입니다."])) == [
        *([Spoken(endless, ())] if is_kept else []),
        Spoken("끝입니다.", ()),
    ]


def test_what_comes_later_of_text_that_does_not_end_is_dropped_too() -> None:
    assert list(sentences(["가" * 601, "꼬리입니다.", " 다음 문장입니다."])) == [Spoken("다음 문장입니다.", ())]
    assert list(sentences(["가" * 601, "꼬리"])) == []
