"""Yes told as no, and what only sounds so: worked out by hand."""

import pytest

from chat.verification.denial import negation_changed
from chat.verification.parsing import parsed

SOURCES = (
    "② 대출기간은 예약자가 없는 도서에 한하여 1회 7일 연장할 수 있으며, 연체 중인 회원은 연장할 수 없다.",
    "보조금을 받은 시설은 준공일부터 5년간 양도하거나 담보로 제공할 수 없음",
    "전국 위탁의료기관에서 받을 수 있으며, 늘봄시에는 64곳이 지정되어 있습니다(보건소에서는 접종하지 않습니다).",
    "임차보증금이 1억 원을 넘는 경우는 제외한다.",
    "소상공인 지원금은 사업장당 500만 원으로 하되, 폐업한 사업장에는 지급하지 아니한다.",
    "저소득층은 응시수수료를 면제한다.",
)
EVIDENCE = tuple(parsed(source) for source in SOURCES)


@pytest.mark.parametrize(
    ("claim", "changed"),
    [
        ("연체 중인 회원도 대출기간을 연장할 수 있어요.", True),
        ("보조금을 받은 시설은 5년 안에도 담보로 제공할 수 있습니다.", True),
        ("보조금을 받은 시설은 5년 동안 양도할 수 없습니다.", False),
        ("보건소에서도 접종받으실 수 있습니다.", True),
        ("임차보증금이 1억 원을 넘는 경우도 지원합니다.", True),
        ("임차보증금이 1억 원을 넘는 경우는 지원하지 않습니다.", False),
        ("폐업한 사업장도 지원금을 받을 수 있어요.", True),
        ("저소득층이라면 응시수수료를 내지 않으셔도 됩니다.", False),
        ("예약자가 없는 도서라면 대출기간을 7일 연장할 수 있습니다.", False),
    ],
)
def test_denials(claim: str, changed: bool) -> None:
    assert negation_changed(parsed(claim), EVIDENCE) is changed


@pytest.mark.parametrize(
    ("claim", "source", "changed"),
    [
        # The verb is no word of the matter: one of two words is the same.
        ("현금으로 수수료를 내지 않습니다.", "우편으로 수수료를 낸다.", False),
        # Two of three words are the same, then one of two.
        ("회원은 현금으로 대출을 연장할 수 없습니다.", "회원은 우편으로 대출을 연장할 수 있다.", True),
        ("현금으로 대출을 연장할 수 없습니다.", "우편으로 대출을 연장할 수 있다.", False),
    ],
)
def test_two_thirds_of_the_words_make_it_the_same_matter(claim: str, source: str, changed: bool) -> None:
    assert negation_changed(parsed(claim), (parsed(source),)) is changed


def test_a_denial_before_the_last_eight_syllables_is_an_exception_and_none_of_the_predicate() -> None:
    """The source says yes of one matter and no of another, so that only the exact case decides."""
    no, yes = parsed("연체 회원은 대출을 연장할 수 없다."), parsed("연체 회원은 대출을 연장할 수 있다.")
    at_the_desk_yes = parsed("회원은 창구에서 대출을 연장할 수 있다.")
    at_the_desk_no = parsed("회원은 창구에서 대출을 연장할 수 없다.")
    # "연장할수있어요." and "않으셔도됩니다." have eight syllables with the full stop.
    beside = parsed("대출을 연체 회원 외에 연장할 수 있어요.")
    assert not negation_changed(beside, (no, at_the_desk_yes))
    refused = parsed("연체 회원은 대출을 연장하지 않으셔도 됩니다.")
    assert negation_changed(refused, (yes, at_the_desk_no))


@pytest.mark.parametrize(
    ("excluded", "changed"),
    [
        ("민간 기관의 경우는 제외한다.", False),  # half of its words: the claim may speak of that case
        ("소형 민간 기관의 경우는 제외한다.", True),  # a third
    ],
)
def test_a_case_that_the_source_leaves_out_may_be_denied(excluded: str, changed: bool) -> None:
    sources = (parsed(excluded), parsed("기관은 지원한다."))
    assert negation_changed(parsed("기관은 지원하지 않습니다."), sources) is changed
