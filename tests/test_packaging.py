"""What is installed elsewhere: the wheel holds all that answering needs, and answering needs neither the extras nor a network."""

import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("ingest", "retriever", "chat", "eval")
# Top-level modules of the extras `page`, `eval`, `embedding`, `langchain`, `model`.
EXTRAS = (
    *("fastapi", "gradio", "httptools", "mcp", "uvicorn", "uvloop", "ir_measures", "sentence_transformers", "torch"),
    *("transformers", "langchain_core", "langchain", "langchain_openai", "xllamacpp"),
)
# A command line in which those are not to be found.
WITHOUT = """
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {missing!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Missing())
"""
WITHOUT_EXTRAS = WITHOUT.format(missing=EXTRAS) + "import mureobwa\nmureobwa.main()\n"


def run(*words: str, home: Path, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    command = [*before, sys.executable, "-c", WITHOUT_EXTRAS, *words]
    environment = os.environ | {"MUREOBWA_HOME": str(home), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.run(command, env=environment, cwd=home, capture_output=True, text=True, timeout=300)


def test_help_waits_for_nothing_that_reads_or_answers() -> None:
    heavy = {"numpy", "pydantic", "faiss", "bm25s", "onnxruntime", "rich.progress", "chat.pipeline", "retriever.index"}
    command = f"import sys, mureobwa; print(sorted({heavy!r} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_the_wheel_holds_every_file_of_the_packages(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    tracked = subprocess.run(
        ["git", "ls-files", "-z", *PACKAGES, "pyproject.toml", "README.md", "LICENSE", "mureobwa.py"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    # What only training reads stays in the repository.
    names = {name for name in tracked.split("\0") if name and not name.startswith("eval/training/")}
    for name in names:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        os.link(ROOT / name, source / name) if (ROOT / name).stat().st_dev == source.stat().st_dev else (
            source / name
        ).write_bytes((ROOT / name).read_bytes())
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, timeout=300)
    (wheel,) = tmp_path.glob("mureobwa-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    assert names - packed == {"pyproject.toml", "README.md", "LICENSE"}


def test_answering_needs_neither_an_extra_nor_a_network(index_home: Path) -> None:
    """In a network namespace of its own, where not even loopback is up: any look outside fails at once."""
    before = ("unshare", "--map-root-user", "--net")
    try:
        allowed = subprocess.run([*before, "true"], capture_output=True).returncode == 0
    except FileNotFoundError:
        allowed = False
    if not allowed:
        pytest.skip(
            "this machine forbids network namespaces (unshare --net), so being without a network cannot be tried"
        )
    done = run("ask", "월 정기권은 얼마인가요?", home=index_home, before=before)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("월 정기권은 5만 원")


def test_a_command_whose_extra_is_missing_says_what_to_install(index_home: Path) -> None:
    done = run("serve", home=index_home)
    assert done.returncode == 1
    assert "mureobwa[all]" in done.stderr
    assert done.stderr.count("\n") == 1


def test_what_a_bundle_runs_needs_no_more_than_its_extras() -> None:
    """`make bundle` takes the extras `page` and `eval`: serving, evaluating and scoring import none of the others' packages."""
    others = ("sentence_transformers", "torch", "transformers", "langchain_core", "langchain", "psycopg", "xllamacpp")
    code = (
        WITHOUT.format(missing=others)
        + "import chat.web.serve, chat.log.place, eval.commands, eval.run, eval.outputs, eval.compare"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr


def test_all_holds_every_extra_but_the_developers() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]

    def within(name: str) -> set[str]:
        named = [one for one in extras[name] if one.startswith("mureobwa[")]
        inner = {part for one in named for part in one.removeprefix("mureobwa[").rstrip("]").split(",")}
        return {name} | {found for one in inner for found in within(one)}

    assert within("all") == set(extras) - {"dev"}
