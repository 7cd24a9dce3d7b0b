"""Imports run one way: ingest <- retriever <- chat <- eval. And outside libraries stay fenced in."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ORDER = ["ingest", "retriever", "chat", "eval"]

# A library and the only packages that may import it.
FENCES = {
    "bm25s": {"retriever"},
    "dochan": {"ingest"},
    "faiss": {"retriever"},
    "fastapi": {"chat"},
    "gradio": {"chat"},
    "kiwipiepy": {"ingest"},
    "mammoth": {"ingest"},
    "markdown_it": {"ingest"},
    "mcp": {"chat"},
    "mcp_types": {"chat"},
    "langchain": {"chat"},
    "langchain_core": {"chat", "retriever", "eval"},
    "olefile": {"ingest"},
    "onnxruntime": {"retriever"},
    "psycopg": {"chat", "retriever"},
    "psycopg_pool": {"retriever"},
    "pypdfium2": {"ingest"},
    "sentence_transformers": {"retriever", "eval"},
    "selectolax": {"ingest"},
    "sklearn": {"eval"},
    "torch": {"retriever", "eval"},
    "unhwp": {"ingest"},
    "xllamacpp": {"chat"},
}


def imports(package: str) -> Iterator[tuple[Path, str]]:
    for file in sorted((ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((file, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                assert node.level == 0, f"{file}: relative import"
                yield file, node.module


@pytest.mark.parametrize("package", ORDER)
def test_direction(package: str) -> None:
    above = ORDER[ORDER.index(package) + 1 :]
    found = list(imports(package))
    assert found, f"{package} imports nothing: is the folder there?"
    wrong = [f"{file}: {module}" for file, module in found if module.split(".")[0] in [*above, "mureobwa", "tests"]]
    assert wrong == []


def test_gradio_is_known_to_its_two_pages() -> None:
    found = {file.relative_to(ROOT).as_posix() for file, module in imports("chat") if module.split(".")[0] == "gradio"}
    assert found == {"chat/admin/page.py", "chat/web/page.py"}


@pytest.mark.parametrize("package", ORDER)
def test_fences(package: str) -> None:
    wrong = [
        f"{file}: {module}"
        for file, module in imports(package)
        if package not in FENCES.get(module.split(".")[0], {package})
    ]
    assert wrong == []
