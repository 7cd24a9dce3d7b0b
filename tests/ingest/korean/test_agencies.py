import pytest

from ingest.korean.agencies import agencies, named_in


def test_every_agency_has_all_its_names() -> None:
    assert len(agencies()) == len({agency.name for agency in agencies()})
    culture = next(agency for agency in agencies() if agency.name == "문화체육관광부")
    assert culture.names == ("문화체육관광부", "문체부", "문화관광부")
    assert culture.english == ("Ministry of Culture, Sports and Tourism", "MCST")


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("행안부 담당자", "행정안전부"),
        ("행정 안전부 담당자", "행정안전부"),
        ("Who works at the Ministry of Health and Welfare?", "보건복지부"),
        ("call MOLIT please", "국토교통부"),
        ("과기부 장관", "과학기술정보통신부"),
        ("건교부", "국토교통부"),
    ],
)
def test_named_in(question: str, name: str) -> None:
    assert [agency.name for agency in named_in(question)] == [name]


def test_the_longest_name_wins() -> None:
    assert [agency.name for agency in named_in("해양경찰청 전화")] == ["해양경찰청"]
    assert named_in("시청 전화번호") == ()


@pytest.mark.parametrize("question", ["교육부터 바꿔요", "산업부문 예산", "환경 부담금은 얼마"])
def test_a_syllable_of_the_next_word_makes_no_name(question: str) -> None:
    assert named_in(question) == ()
