"""The table of units, by values worked out by hand."""

import re

import pytest

from ingest.korean.units import but_kinds, counted_natively, hangul_names, of_kinds, plain_units, read_as, units


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("명", "인", True),
        ("자녀", "명", True),
        ("개", "건", True),
        ("가지", "건", False),
        ("개사", "곳", True),
        ("개사", "개교", False),
        ("년간", "개년", True),
        ("월", "달", True),
        ("km2", "제곱킬로미터", True),
        ("㎡", "제곱미터", True),
        ("m", "km", False),
        ("주", "일", False),
        ("명", "개", False),
        ("조", "항", False),
    ],
)
def test_units_that_a_writer_exchanges(one: str, other: str, alike: bool) -> None:
    known = units()
    assert known[one].is_like(known[other]) is alike
    assert known[other].is_like(known[one]) is alike


def test_a_unit_is_known_by_its_plain_signs() -> None:
    assert plain_units()["m2"].base == "㎡"
    assert plain_units()["kwh"].kind == "power"
    assert units()["ha"].factor == 10_000


def test_the_longest_unit_is_found() -> None:
    found = re.match(of_kinds("place"), "개소에")
    assert found is not None
    assert found[0] == "개소"
    assert re.fullmatch(but_kinds("order"), "단계") is None
    assert re.fullmatch(counted_natively(joined=True), "편") is None  # 한편
    assert re.fullmatch(counted_natively(), "편") is not None


def test_every_factor_has_its_base_in_the_table() -> None:
    for unit in units().values():
        assert bool(unit.base) == bool(unit.factor)
        assert unit.native in ("", "spaced", "joined")
        assert not unit.base or units()[unit.base].factor == 1


def test_a_unit_in_signs_is_read_by_its_korean_name() -> None:
    names = hangul_names()
    assert [names[sign] for sign in ("%", "℃", "㎡", "km2", "ha", "kg", "t", "L", "m")] == (
        ["퍼센트", "도", "제곱미터", "제곱킬로미터", "헥타르", "킬로그램", "톤", "리터", "미터"]
    )
    assert (names["%p"], names["°C"]) == ("퍼센트포인트", "도")
    assert "명" not in names
    assert "GW" not in names  # no Korean name in the table


def test_a_unit_in_signs_or_latin_letters_is_read_by_one_name() -> None:
    names = read_as()
    assert [names[sign] for sign in ("㎡", "m2", "km", "℃", "ℓ", "㎖", "%p")] == (
        ["제곱미터", "제곱미터", "킬로미터", "도", "리터", "밀리리터", "퍼센트포인트"]
    )
    assert (names["kwh"], names["㎾"], names["gb"]) == ("kwh", "kw", "gb")  # no Korean name in the table
    assert "t" in names
    assert not {"T", "kWh", "명"} & names.keys()
