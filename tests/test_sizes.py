"""A function fits on a screen."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1]
MOST_LINES = 50


def test_no_function_is_longer_than_a_screen() -> None:
    lengths = {
        f"{file.relative_to(ROOT).as_posix()}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for room in ("ingest", "retriever", "chat", "eval")
        for file in (ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert len(lengths) > 3000
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}
