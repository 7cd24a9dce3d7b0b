import re

from ingest.korean.people import ANY_SURNAME, RARE_SURNAMES, ROLES, SURNAMES, TITLES, TITLES_OF_FULL_NAMES, alternatives


def test_each_surname_is_listed_once() -> None:
    assert len(ANY_SURNAME) == len(set(ANY_SURNAME)) == len(SURNAMES) + len(RARE_SURNAMES) == 111


def test_what_a_title_may_mean_decides_where_it_counts() -> None:
    assert {"과장", "주무관"} <= TITLES & set(ROLES)
    assert "주사" in ROLES
    assert "주사" not in TITLES  # 예방 주사
    assert "강사" in TITLES_OF_FULL_NAMES - TITLES  # 전문 강사
    assert "씨" in TITLES - TITLES_OF_FULL_NAMES


def test_the_longest_word_is_found() -> None:
    found = re.match(alternatives(["과장", "과장대리"]), "과장대리")
    assert found is not None
    assert found[0] == "과장대리"
