"""Which numbers of a module are changed, to what, and that a change reaches what was made of them."""

import os
import subprocess
import sys
from pathlib import Path
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


def more(count: int, least: int = _FEW) -> bool:
    step = 7
    return count > least and count < _WIDE and step > 0
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
    assert mirrored("chat/composing/refuse.py") == "tests/chat/composing/test_refuse.py"


def test_survivors_are_named_and_hide_no_other(tmp_path: Path) -> None:
    (tmp_path / "made_up.py").write_text(
        "_FREE = 5\n_HELD = 3\n\n\ndef few(count):\n    return count < _HELD\n", "utf-8"
    )
    (tmp_path / "tests").mkdir()
    held = "from made_up import few\n\n\ndef test_few():\n    assert few(2) and not few(3)\n"
    (tmp_path / "tests" / "test_made_up.py").write_text(held, "utf-8")
    path = os.pathsep.join((str(tmp_path), str(Path(__file__).parents[2])))
    finished = subprocess.run(
        [sys.executable, "-m", "mureobwa", "bench", "mutation", "made_up.py"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    survivors = [line for line in finished.stdout.splitlines() if line.startswith("survivor")]
    assert survivors == ["survivor: made_up.py: _FREE 5 -> 6", "survivor: made_up.py: _FREE 5 -> 4"]
    assert "2 of 4 changes told" in finished.stdout
    assert finished.returncode == 1
