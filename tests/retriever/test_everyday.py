import unicodedata
from importlib.resources import files

_LINES = files("retriever").joinpath("everyday.tsv").read_text("utf-8").splitlines()
_GROUPS = [line.split("\t") for line in _LINES if line and not line.startswith("#")]


def test_each_group_stands_once() -> None:
    assert len(_GROUPS) > 250
    assert len({frozenset(group) for group in _GROUPS}) == len(_GROUPS)


def test_a_group_is_two_different_words_or_more() -> None:
    assert [group for group in _GROUPS if len(group) < 2 or len({w.lower() for w in group}) < len(group)] == []


def test_words_are_parted_by_one_tab_and_nothing_else() -> None:
    # A space inside a word would hide a missing tab.
    assert [group for group in _GROUPS if any(not word or "".join(word.split()) != word for word in group)] == []
    assert [word for group in _GROUPS for word in group if unicodedata.normalize("NFC", word) != word] == []


def test_verbs_stand_with_verbs() -> None:
    assert [group for group in _GROUPS if len({_verb(word) for word in group}) > 1] == []


def _verb(word: str) -> bool:
    """A dictionary form; 해마다 and its like end in the same syllable and are none."""
    return word.endswith("다") and not word.endswith("마다")
