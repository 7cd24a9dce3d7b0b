"""A name means one thing: no two public types share one, and files of one name play the same part in their rooms."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
FILES = [file for room in ("ingest", "retriever", "chat", "eval") for file in sorted((ROOT / room).rglob("*.py"))]

# Files that play the same part: a room's commands, settings or types; what is trained or timed, and what trains or times it; the
# two stores of passages, and the two applications.
SAME_PART = frozenset(
    "__init__ __main__ app cases commands encoder entry index korean_names page phrases postgres reader report routes scoring search "
    "settings store sync tables vocabulary writing".split()
)
LAYERED = {"Settings"}
"""Each room's settings are those of the room below and its own."""


def types_of(tree: ast.Module) -> Iterator[str]:
    """The public classes and the aliases of types ("Vectors = NDArray[...]") of a module; a name of one letter ("T") stands for its import."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            if name[0].isupper() and not name.isupper() and len(name) > 1:
                yield name


def test_no_two_public_types_share_a_name() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for file in FILES:
        for name in types_of(ast.parse(file.read_text("utf-8"))):
            if not name.startswith("_"):
                found[name].append(file.relative_to(ROOT).as_posix())
    assert len(found) > 350
    assert {name: files for name, files in found.items() if len(files) > 1 and name not in LAYERED} == {}


def test_files_of_one_name_play_the_same_part() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for file in FILES:
        found[file.stem].append(file.relative_to(ROOT).as_posix())
    assert {name: files for name, files in found.items() if len(files) > 1 and name not in SAME_PART} == {}
