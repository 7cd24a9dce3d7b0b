"""Particles by the last sound of a word, worked out by ear."""

from ingest.particles import ends_in_consonant, named


def test_particles() -> None:
    assert named("서울", "는", "은") == "서울은"
    assert named("경기", "는", "은") == "경기는"
    assert named("0.5조원", "가", "이") == "0.5조원이"
    assert ends_in_consonant("2021")
    assert not ends_in_consonant("KT")
    assert [named(noun, "는", "은") for noun in ("요금", "접수", "ABC", "'21년")] == [
        "요금은",
        "접수는",
        "ABC는",
        "'21년은",
    ]
