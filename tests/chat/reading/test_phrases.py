"""Which words of a sentence answer where what is asked for has no form of its own: runs and figures worked by hand."""

import math

import numpy as np
import pytest
from findings import finding

from chat.reading.asked import analyse
from chat.reading.phrases import FIGURES, WordRun, figures, letter_chances, likeliest, runs_of, version

DESK = "접수는 시청 민원실(1층)에서 홍길동 과장이 받습니다."


def words_of(text: str) -> set[str]:
    return {text[run.start : run.end] for run in runs_of(text)}


def run_of(text: str, words: str) -> WordRun:
    return next(run for run in runs_of(text) if text[run.start : run.end] == words)


def figure(
    name: str, text: str, words: str, question: str = "무엇인가요?", chances: dict[str, float] | None = None
) -> float:
    read = [(text.index(w), text.index(w) + len(w), chance) for w, chance in (chances or {}).items()]
    row = figures(analyse(question), text, letter_chances(text, read), [run_of(text, words)])[0]
    return float(row[FIGURES.index(name)])


def test_a_run_ends_with_a_noun_without_its_particles_or_with_a_predicate() -> None:
    found = words_of(DESK)
    assert {"접수", "홍길동", "홍길동 과장", "과장이 받습니다"} <= found
    assert not {"접수는", "홍길동 과장이", "받"} & found


def test_a_run_with_a_bracket_ends_before_it_or_behind_it() -> None:
    found = words_of(DESK)
    assert {"시청 민원실", "시청 민원실(1층)"} <= found
    assert "시청 민원실(1층" not in found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("□ 대상: ‘청년’을 말한다.", "청년"),
        ("○ 「도로교통법」에 따른다.", "도로교통법"),
        ("- 시청, 구청에서 받는다.", "시청"),
    ],
)
def test_signs_around_words_are_no_part_of_them(text: str, words: str) -> None:
    found = words_of(text)
    assert words in found
    assert not [one for one in found if one[0] in "□○-‘「" or one[-1] in ",’."]


def test_a_run_has_at_most_eight_words() -> None:
    nine = "가구 나무 다리 라면 마당 바다 사자 아침 자리"
    assert max(len(run.split()) for run in words_of(nine)) == 8


def test_a_text_without_words_has_no_runs() -> None:
    assert runs_of("") == []
    assert runs_of("· · ·") == []
    assert likeliest(analyse("무엇인가요?"), finding("· ·", {})) is None


def test_the_chances_of_letters_reach_no_further_than_the_sentence() -> None:
    assert letter_chances("가나다", [(-2, 1, 0.5), (2, 9, 0.25)]).tolist() == [0.5, 0, 0.25]


def test_the_figures_of_the_chances() -> None:
    given = {"시청": 0.5, "민원실": 1.0}

    def of(name: str, words: str = "민원실") -> float:
        return figure(name, DESK, words, chances=given)

    assert of("mean") == 1.0
    assert of("mean", "시청 민원실") == pytest.approx((2 * 0.5 + 0 + 3 * 1.0) / 6)
    assert of("most", "시청 민원실") == 1.0
    assert of("before") == 0.5
    assert of("behind", "시청") == pytest.approx(3 * 1.0 / 9)  # 민원실(1층)에서 has nine letters
    assert of("behind", "받습니다") == of("before", "접수") == 0.0
    assert of("share") == pytest.approx(3 / 4)
    assert figure("share", DESK, "민원실") == 0.0  # a sentence without any chance


def test_the_figures_of_the_words() -> None:
    assert figure("length", DESK, "시청 민원실") == pytest.approx(math.log(7))
    assert figure("words", DESK, "시청 민원실") == 2
    clause = "신청서를 내고 돌아가서 기다린다."
    assert figure("predicates", clause, "신청서를 내고 돌아가서 기다린다") == 2
    assert figure("predicates", clause, "기다린다") == 0
    assert figure("proper", DESK, "홍길동") == 1
    assert figure("proper", DESK, "홍길동 과장") == figure("proper", DESK, "받습니다") == 0
    assert figure("cut", DESK, "과장") == 1  # "홍길동 과장"
    assert figure("cut", DESK, "시청") == figure("cut", DESK, "접수") == 0
    assert figure("cut", "장소: 시청, 구청", "구청") == 0


def test_the_figures_of_what_is_asked() -> None:
    assert figure("asked", DESK, "접수는 시청", "접수는 어디서 해요?") == 0.5
    assert figure("asked", DESK, "시청 민원실", "접수는 어디서 해요?") == 0
    subject = "생명과학과에서 맡는다."
    assert figure("is_kind", subject, "생명과학과", "어느 과에서 맡아요?") == 1
    assert figure("is_kind", "과에서 맡는다.", "과", "어느 과에서 맡아요?") == 0
    assert figure("governed", DESK, "홍길동 과장", "누가 받나요?") == 1
    assert figure("governed", DESK, "홍길동 과장", "누가 보내나요?") == 0
    assert figure("governed", DESK, "접수", "누가 받나요?") == 0  # five words before it
    assert figure("governed", DESK, "시청", "누가 받나요?") == 1  # four


def test_the_likeliest_phrase_is_in_whole_words_without_particles() -> None:
    found = finding(DESK, {"시청 민원": 0.9})
    phrase = likeliest(analyse("어디서 접수해요?"), found)
    assert phrase is not None
    assert DESK[phrase.start : phrase.end] == "시청 민원실"
    assert 0.04 < phrase.chance < 1


def test_the_chances_of_all_runs_add_up_to_one() -> None:
    only = likeliest(analyse("누구예요?"), finding("홍길동", {"홍길동": 0.9}))
    assert only is not None
    assert only.chance == pytest.approx(1.0)


def test_the_figures_of_no_run_are_an_empty_table() -> None:
    assert figures(analyse("무엇인가요?"), "", np.zeros(0), []).shape == (0, len(FIGURES))


def test_the_version_names_the_weights() -> None:
    assert len(version()) == 8
    assert int(version(), 16) >= 0
