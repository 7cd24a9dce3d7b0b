"""What is caught and what is let through: the measured sets, and single rules worked out by hand."""

from collections.abc import Collection, Sequence
from pathlib import Path

import pytest

from chat.settings import Settings
from chat.verification.ground import Ground
from chat.verification.sentence import Fault, verify
from eval.bench.verification import TRUE, Checked, read_folder, read_sources, report
from retriever.embed import load_embedder

SETS = Path(__file__).parent / "sets"
SEED = Path(__file__).parents[3] / "seeds" / "2022-digital-new-deal.txt"
# Kinds that must be caught almost always: a citizen acts on them.
HARD = ("digit", "date", "unit", "phone")

GROUND = Ground(
    (
        "가온시는 청년 월세 지원금으로 매월 최대 20만 원을 12개월간 지급한다.",
        "신청 기간은 2026년 3월 2일부터 3월 31일까지이다.",
        "신혼부부에게는 월 30만 원을 지급할 예정이다.",
        "보증금이 1억 원을 넘는 경우는 지원하지 않는다.",
        "구분 (단위: 만명) '24년 12.5 '25년 13.1",
    ),
    "2026년 청년 월세 지원 안내",
)


@pytest.fixture(scope="module")
def done(encoder_home: Path) -> dict[str, list[Checked]]:
    """Every set, checked."""
    embedder = load_embedder(Settings(home=encoder_home))
    return {folder.name: read_folder(folder, embedder) for folder in sorted(SETS.iterdir())}


def share_right(checked: Sequence[Checked], kinds: Collection[str]) -> float:
    """How many of the sentences of these kinds were told rightly."""
    of_kind = [one for one in checked if one.claim.kind in kinds]
    return sum(one.right for one in of_kind) / len(of_kind)


def test_falsified_figures_are_caught_and_true_sentences_kept(done: dict[str, list[Checked]]) -> None:
    every = [one for checked in done.values() for one in checked]
    assert share_right(every, HARD) >= 0.98, report(every)
    assert share_right(every, {TRUE}) >= 0.95, report(every)
    # Swapped subjects and names, denials and fluent inventions.
    assert share_right(every, {one.claim.kind for one in every} - {*HARD, TRUE}) >= 0.7, report(every)


@pytest.mark.parametrize("name", [folder.name for folder in sorted(SETS.iterdir())])
def test_no_set_falls_far_behind(done: dict[str, list[Checked]], name: str) -> None:
    assert share_right(done[name], HARD) >= 0.93, report(done[name])
    assert share_right(done[name], {TRUE}) >= 0.88, report(done[name])


def test_the_seed_sources_stand_in_the_seed_document() -> None:
    seed = SEED.read_text("utf-8")
    sources = read_sources(SETS / "first" / "sources.json").items()
    sentences = [sentence for name, ground in sources if name.startswith("seed") for sentence in ground.sentences]
    assert len(sentences) == 12
    assert [sentence for sentence in sentences if sentence not in seed] == []


@pytest.mark.parametrize(
    ("sentence", "faults"),
    [
        ("청년 월세 지원금은 월 20만 원까지 열두 달 동안 받을 수 있습니다.", set()),
        ("청년 월세 지원금은 월 21만 원입니다.", {Fault.NUMBER}),
        ("청년 월세 지원금은 월 20만 명입니다.", {Fault.UNIT}),
        ("청년 월세 지원금은 연 20만 원입니다.", {Fault.PERIOD}),
        ("청년 월세 지원금은 최소 20만 원입니다.", {Fault.EDGE}),
        ("신청은 2026년 3월 31일에 마감됩니다.", set()),
        ("신청은 3월 30일까지입니다.", {Fault.DATE}),
        ("신청은 2027년 3월 31일까지입니다.", {Fault.DATE}),
        ("신혼부부에게는 월 20만 원을 지급합니다.", {Fault.SUBJECT}),
        ("신혼부부에게 월 30만 원을 지급했습니다.", {Fault.TENSE}),
        ("보증금이 1억 원을 넘는 경우도 지원합니다.", {Fault.NEGATION}),
        ("문의는 02-123-4567로 해 주세요.", {Fault.PHONE}),
        ("신청은 www.example.kr에서 받습니다.", {Fault.ADDRESS}),
        ("‘희망 월세’ 지원금은 월 20만 원입니다.", {Fault.QUOTE}),
        ("부산시 청년 월세 지원금은 월 20만 원입니다.", {Fault.NAME}),
        ("<b>청년 월세</b> 지원금은 월 20만 원입니다.", {Fault.BROKEN}),
        ("2025년은 13.1만 명입니다.", set()),
        ("2024년은 13.1만 명입니다.", {Fault.SUBJECT}),
        ("The application period runs from March 2 to March 31, 2026.", set()),
        ("The application period ends on April 30, 2026.", {Fault.DATE}),
    ],
)
def test_rules(sentence: str, faults: set[Fault]) -> None:
    found = {fault for fault, _ in verify(sentence, GROUND, [0.88] * len(GROUND.sentences)).faults}
    assert faults <= found
    assert bool(faults) == bool(found), found


def test_meaning_counts_where_words_are_few() -> None:
    invented = "근로자는 입국할 때 건강검진 결과를 내야 합니다."
    assert not verify(invented, GROUND, [0.80] * len(GROUND.sentences)).supported


LETTERS = "시립도서관은매월둘째화요일에쉬고주말에연다"


@pytest.mark.parametrize(
    ("sentence", "copied"),
    [
        (LETTERS[:16], True),
        (LETTERS[:15], False),  # too short to be a copy
        (LETTERS[:16] + "하십니다", True),  # another ending
        (LETTERS[:16] + "하시겠네요", False),  # five letters are more than an ending
    ],
)
def test_a_copy_has_sixteen_letters_and_may_end_otherwise_in_four(sentence: str, copied: bool) -> None:
    # What is no copy is not supported: its meaning is told to be far.
    assert verify(sentence, Ground((LETTERS,)), [0.0]).supported is copied


@pytest.mark.parametrize(("sentence", "supported"), [("휴관합니다.", False), ("도서관은 휴관합니다.", True)])
def test_a_sentence_of_one_word_says_nothing(sentence: str, supported: bool) -> None:
    assert verify(sentence, Ground(("도서관은 화요일에 휴관한다.",)), [0.9]).supported is supported
