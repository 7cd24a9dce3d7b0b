"""Names beside the wrong title, or under the wrong matter."""

from chat.verification.ground import Ground
from chat.verification.names import mistitled, swapped_names
from chat.verification.parsing import parsed

GROUND = Ground(
    (
        "운영본부: 총괄 - 체육진흥과장 노영숙, 경기 운영 - 미르시체육회 사무국장 강도현",
        "윤태겸 솔내도 동물방역과장은 농장 출입 차량은 거점소독시설을 들러 달라고 당부했다.",
    )
)


def test_a_title_belongs_to_the_name_beside_it() -> None:
    assert mistitled(parsed("경기 운영은 미르시체육회 강도현 사무국장이 맡습니다."), GROUND) == ()
    assert mistitled(parsed("경기 운영은 미르시체육회 노영숙 사무국장이 맡습니다."), GROUND) == ("노영숙",)
    assert mistitled(parsed("윤태겸 동물방역과장은 꼭 들러 달라고 말했습니다."), GROUND) == ()
    assert mistitled(parsed("시장은 신청을 받은 날부터 알려야 합니다."), GROUND) == ()


def test_three_words_of_an_office_may_stand_before_the_title() -> None:
    claim = parsed("경기는 강도현 사무국장이 맡습니다.")
    three, four = "미르시 체육회 운영부", "미르시 체육회 행사 운영부"
    assert mistitled(claim, Ground((f"강도현 {three} 사무국장이 맡는다.",))) == ()
    assert mistitled(claim, Ground((f"강도현 {four} 사무국장이 맡는다.",))) == ("강도현",)


def test_a_name_told_of_anothers_matter_is_swapped() -> None:
    ground = Ground(("생활도예(화 14:00, 강사 윤서율) / 스마트폰 활용(목 10:00, 강사 남기훈)",))
    assert swapped_names(parsed("스마트폰 활용은 남기훈 강사가 가르칩니다."), ground) == ()
    assert "윤서율" in swapped_names(parsed("스마트폰 활용은 윤서율 강사가 가르칩니다."), ground)


def test_two_names_that_no_sentence_holds_together() -> None:
    ground = Ground(("윤서율 강사가 도예를 가르친다.", "남기훈 강사가 회화를 가르친다."))
    both = swapped_names(parsed("윤서율 강사와 남기훈 강사가 함께 가르칩니다."), ground)
    assert sorted(both) == ["남기훈", "윤서율"]
    assert swapped_names(parsed("윤서율 강사가 가르칩니다."), ground) == ()
