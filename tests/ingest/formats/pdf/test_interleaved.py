"""Lines that a file writes in several turns; letters are ten points high and wide."""

from dataclasses import replace

from formats.pdf.placed import letters, texts
from ingest.formats.pdf.page_lines import stretches_of


def test_digits_written_after_the_hangul_stand_between_it() -> None:
    hangul = [*letters("제", 0, 0), *letters("조", 20, 0), *letters("에", 30, 0)]
    hangul[1] = replace(hangul[1], spaced=True)  # the library takes the gap for a space
    assert texts(stretches_of([*hangul, *letters("3", 10, 0)])) == ["제3조에"]
    assert texts(stretches_of([*hangul, *letters("3", 10, 20)])) == ["제 조에", "3"]  # of the next line


def test_a_pair_of_brackets_written_last_holds_its_words() -> None:
    words = [*letters("현금", 0, 0), *letters("지출", 30, 0)]
    brackets = [*letters("(", 20, 0), *letters(")", 50, 0)]
    assert texts(stretches_of([*words, *brackets])) == ["현금(지출)"]


def test_a_gap_that_nothing_fills_stays_a_space() -> None:
    words = [*letters("현금", 0, 0), *letters("불가", 25, 0), *letters("지출", 55, 0)]
    assert texts(stretches_of([*words, *letters(",", 45, 0)])) == ["현금 불가,지출"]


def test_words_printed_twice_are_not_put_together() -> None:
    twice = [*letters("신청", 0, 0), *letters("신청", 3, 0)]
    assert texts(stretches_of(twice)) == ["신청", "신청"]  # `lines_of` keeps the first
