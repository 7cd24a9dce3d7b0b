"""Which numbers of a module are changed, to what, and that a change reaches what was made of them."""

from types import ModuleType

from eval.bench.mutation import make, mutants_of
from eval.bench.mutation import test_of as mirrored

SOURCE = '''
_FEW = 3  # lines
_SHARE, _MIB = 0.5, 4 * 2**20
"""A word."""
EDGES = (-1.0, 20)
_NAME = "3"
_FLAG = True
_WIDE = _FEW * 2
WORDS = {"one": 1}


def more(count: int) -> bool:
    least = 7
    return count > _FEW and count < _WIDE and least > 0
'''


def test_the_named_numbers_of_a_module() -> None:
    assert [str(mutant) for mutant in mutants_of(SOURCE)] == [
        "_FEW 3 -> 4",
        "_FEW 3 -> 2",
        "_SHARE 0.5 -> 0.75",
        "_SHARE 0.5 -> 0.25",
        "_MIB 4194304 -> 6291456",
        "_MIB 4194304 -> 2097152",
        "EDGES[0] -1.0 -> -1.5",
        "EDGES[0] -1.0 -> -0.5",
        "EDGES[1] 20 -> 21",
        "EDGES[1] 20 -> 19",
    ]


def test_a_change_reaches_what_was_made_of_the_number() -> None:
    module = ModuleType("made_up")
    exec(compile(SOURCE, "made_up", "exec"), vars(module))
    assert [count for count in range(10) if module.more(count)] == [4, 5]
    make(mutants_of(SOURCE)[1], module, SOURCE)
    assert [count for count in range(10) if module.more(count)] == [3]
    make(mutants_of(SOURCE)[8], module, SOURCE)
    assert module.EDGES == (-1.0, 21)


def test_the_test_file_of_a_module() -> None:
    assert mirrored("chat/refuse.py") == "tests/chat/test_refuse.py"
