"""`mureobwa bench mutation MODULE.py...`: finds the named numbers of modules that no test of their module checks.

Each number that a module gives a name at its top level (`_FEW = 20`, `_SHARE, _MOST = 0.25, 4 * 2**20`) is changed, and the test file that mirrors
the module (`chat/composing/refuse.py`: `tests/chat/composing/test_refuse.py`) is run: a change on which no test fails is a survivor.
Whole numbers up to `_COUNTED` are changed by one up and down, all others to half and to one and a half. Run from the root of the
repository; it needs pytest.

pytest is started once, with this module as its plugin; each change is made in a copy of that process (`os.fork`), so that what takes seconds to
load is loaded once.
"""

import ast
import importlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

_COUNTED = 1000
_PATIENCE = 60.0
"""Seconds of processor time; a change that makes the tests run longer counts as noticed."""
_WAITING = 5
"""Factor on `_PATIENCE`: how long a copy of the process may take by the clock."""
_PACKAGES = ("ingest", "retriever", "chat", "eval")
_ANALYSER = "ingest.korean.morphemes"  # its caches depend on no other module


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the number called `name` (the one at `place` where the name is that of a tuple) becomes `changed`."""

    name: str
    place: int | None
    value: float
    changed: float

    def __str__(self) -> str:
        return f"{self.name}{'' if self.place is None else f'[{self.place}]'} {self.value} -> {self.changed}"


def mutants_of(source: str) -> list[Mutant]:
    """The changes to the named numbers of a module's `source`, in the order of the source."""
    return [
        Mutant(name, place, value, changed)
        for name, place, value in _numbers(ast.parse(source))
        for changed in _changes(value)
    ]


def _numbers(tree: ast.Module) -> Iterator[tuple[str, int | None, float]]:
    for names, value in _assignments(tree):
        one = _number(value)
        if len(names) == 1 and one is not None:
            yield names[0], None, one
        elif isinstance(value, ast.Tuple) and all(_number(part) is not None for part in value.elts):
            for place, part in enumerate(value.elts):
                number = _number(part)
                assert number is not None
                yield (names[0], place, number) if len(names) == 1 else (names[place], None, number)


def _assignments(tree: ast.Module) -> Iterator[tuple[list[str], ast.expr]]:
    """Yield for each assignment at the top level of a module the names that it binds, and the value."""
    for statement in tree.body:
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        targets = [statement.target] if isinstance(statement, ast.AnnAssign) else targets
        names = [one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)]
        if names and isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
            yield names, statement.value


def _number(value: ast.expr) -> float | None:
    """The number that an expression of literal numbers ("4 * 2**20") stands for; None for any other."""
    parts = [one for one in ast.walk(value) if not isinstance(one, ast.operator | ast.unaryop)]
    literal = all(
        type(one.value) in (int, float) if isinstance(one, ast.Constant) else isinstance(one, ast.BinOp | ast.UnaryOp)
        for one in parts
    )
    return eval(compile(ast.Expression(value), "number", "eval"), {}) if literal else None


def _changes(value: float) -> tuple[float, float]:
    if isinstance(value, int):
        return (value + 1, value - 1) if abs(value) <= _COUNTED else (value * 3 // 2, value // 2)
    return value * 1.5, value * 0.5


def make(mutant: Mutant, module: ModuleType, source: str) -> None:
    """Apply `mutant` to `module` in this process: to the number, to all that the module's top level has computed from it, and to the modules
    that have imported it by its name.
    """
    old = vars(module)[mutant.name]
    new: float | tuple[float, ...] = mutant.changed
    if mutant.place is not None:
        new = (*old[: mutant.place], mutant.changed, *old[mutant.place + 1 :])
    # sys.modules may hold objects that are no modules.
    modules = [one for one in list(sys.modules.values()) if isinstance(one, ModuleType)]
    importers = [one for one in modules if vars(one).get(mutant.name) is old] if old else []
    for holder in (module, *(one for one in importers if not mutant.name.startswith("_"))):
        setattr(holder, mutant.name, new)
    changed = {mutant.name}
    tree = ast.parse(source)
    for names, value in _assignments(tree):
        if len(names) == 1 and _uses(value, changed):
            setattr(module, names[0], _worth(value, module))
            changed.add(names[0])
    for function in (one for one in tree.body if isinstance(one, ast.FunctionDef)):
        if any(_uses(value, changed) for value in function.args.defaults):
            held = vars(module)[function.name]
            held.__defaults__ = tuple(_worth(value, module) for value in function.args.defaults)
    _forget()


def _uses(value: ast.expr, names: set[str]) -> bool:
    return any(isinstance(one, ast.Name) and one.id in names for one in ast.walk(value))


def _worth(value: ast.expr, module: ModuleType) -> Any:
    return eval(compile(ast.Expression(value), module.__name__, "eval"), vars(module))


def _forget() -> None:
    """Clear the caches of functions, which hold values from before the change."""
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] in _PACKAGES and name != _ANALYSER:
            for held in list(vars(module).values()):
                if hasattr(held, "cache_clear"):
                    held.cache_clear()


def test_of(path: str) -> str:
    """The test file that mirrors a module."""
    return str(Path("tests", path).with_name(f"test_{Path(path).name}"))


def pytest_addoption(parser: Any) -> None:
    """Add our option `--mutate` to pytest."""
    parser.addoption("--mutate", action="append", default=[])


def pytest_runtestloop(session: Any) -> bool:
    """Replace pytest's own loop: run all tests once with the modules as they are, then those of each module for each change."""
    if not _passes(session, session.items):
        return True
    survivors = total = untried = 0
    for path in session.config.getoption("mutate"):
        items = [item for item in session.items if item.path == Path(test_of(path)).resolve()]
        module, source = importlib.import_module(path.removesuffix(".py").replace("/", ".")), Path(path).read_text()
        if _is_told(None, module, source, session, items):
            untried += 1
            print(f"\nnot tried: {path}: its tests do not pass in a copy of the process", flush=True)  # noqa: T201
            continue
        for mutant in mutants_of(source):
            total += 1
            if not _is_told(mutant, module, source, session, items):
                survivors += 1
                print(f"\nsurvivor: {path}: {mutant}", flush=True)  # noqa: T201
    print(f"\n{total - survivors} of {total} changes told", flush=True)  # noqa: T201
    session.testsfailed = (
        survivors + untried
    )  # not before: a copy of the process that begins with a failure would end at once
    return True


def _passes(session: Any, items: Sequence[Any]) -> bool:
    """Run `items`; whether none has failed so far."""
    for item, after in pairwise([*items, None]):
        session.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
        if session.testsfailed:
            return False
    return True


def _is_told(mutant: Mutant | None, module: ModuleType, source: str, session: Any, items: Sequence[Any]) -> bool:
    """Whether a test of `items` fails (or never ends) after the change, or without one (None)."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] != 0
    try:
        # The signals of the timers end the copy. The second one is for waiting on a thread that the copy does not have: it takes no
        # processor time.
        signal.setitimer(signal.ITIMER_PROF, _PATIENCE)
        signal.setitimer(signal.ITIMER_REAL, _WAITING * _PATIENCE)
        if mutant is not None:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
            make(mutant, module, source)
        os._exit(not _passes(session, items))
    finally:
        os._exit(2)


def main(paths: Sequence[str]) -> int:
    """Try every change to the modules at `paths`; returns 0 where a test fails on each of them."""
    options = [option for path in paths for option in ("--mutate", path)]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "eval.bench.mutation", "-p", "no:cacheprovider"]
    return subprocess.run([*command, *options, *map(test_of, paths)], check=False).returncode
