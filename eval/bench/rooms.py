"""The pictures and tables of docs/architecture.md, drawn from the code (`mureobwa bench rooms`).

A room is a package or a folder in it; it is described by the first sentence of its docstring. The imports between rooms, the steps of a
question (`chat.pipeline`) and those of a document (from `retriever.build.ingest_paths` on) are read from the syntax trees, and
nothing is run. `tests/eval/test_rooms.py` fails where the document says anything else.
"""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("ingest", "retriever", "chat", "eval")
_OPENED = {
    "ingest_paths": "retriever/build.py",
    "_look": "retriever/build.py",
    "take": "retriever/sync.py",
    "_read": "retriever/sync.py",
    "read_file": "ingest/read.py",
    "read_text": "ingest/read.py",
    "_document": "ingest/read.py",
    "settle": "retriever/sync.py",
    "write": "retriever/folder_store.py",
    "write_version": "retriever/folder_store.py",
}
"""The functions on a document's way whose bodies are searched for calls; all other functions that they call from other modules are steps."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way of a question or a document: the name of its function, the first sentence of its docstring, and the modules
    to look into.
    """

    name: str
    says: str
    modules: tuple[str, ...]


def drawn(document: str, root: Path = ROOT) -> str:
    """`document` with the parts between `<!-- NAME:start -->` and `<!-- NAME:end -->` drawn anew from the code below `root`."""
    of_question, of_document = question_steps(root), document_steps(root)
    parts = {
        "picture": picture(root),
        "rooms": rooms_table(root),
        "ways": ways_picture(of_question, of_document),
        "question": ways_table(of_question),
        "document": ways_table(of_document),
    }
    for name, text in parts.items():
        document = _with(document, name, text)
    return document


def _with(document: str, name: str, text: str) -> str:
    start, end = f"<!-- {name}:start -->\n", f"<!-- {name}:end -->"
    before, found, rest = document.partition(start)
    _, closed, after = rest.partition(end)
    return f"{before}{start}{text}\n{end}{after}" if found and closed else document


def rooms(root: Path) -> dict[str, list[Path]]:
    """Path of each room ("chat/web") -> its modules; packages in their order, an inner folder of a room counted with it."""
    found: dict[str, list[Path]] = {}
    for package in PACKAGES:
        for file in sorted((root / package).rglob("*.py")):
            found.setdefault("/".join(file.relative_to(root).parts[:-1][:2]), []).append(file)
    return dict(sorted(found.items(), key=lambda pair: (PACKAGES.index(pair[0].split("/")[0]), pair[0])))


def imports(root: Path) -> dict[str, set[str]]:
    """Room -> the rooms that it imports."""
    every = rooms(root)
    files = {module_of(file, root): room for room, modules in every.items() for file in modules}
    by_room: dict[str, set[str]] = {}
    for room, modules in every.items():
        names = {name for file in modules for name in imported(tree_of(file)).values()}
        by_room[room] = {files[near] for name in names if (near := _module(name, files))} - {room}
    return by_room


def picture(root: Path) -> str:
    """The rooms as a Mermaid flowchart; an arrow leads from a room to one that it imports. Between packages one arrow stands for all."""
    uses = imports(root)
    lines = ["```mermaid", "flowchart TB"]
    for package in reversed(PACKAGES):
        lines.append(f"  subgraph {package}")
        inner = [room for room in uses if room.split("/")[0] == package]
        lines += [f'    {_id(room)}["{room if "/" in room else f"{room}/*.py"}"]' for room in inner]
        lines += [f"    {_id(room)} --> {_id(other)}" for room in inner for other in sorted(uses[room] & {*inner})]
        lines.append("  end")
    between = {
        (room.split("/")[0], other.split("/")[0])
        for room, others in uses.items()
        for other in others
        if room.split("/")[0] != other.split("/")[0]
    }
    lines += [f"  {upper} ==> {lower}" for upper, lower in sorted(between)]
    return "\n".join([*lines, "```"])


def rooms_table(root: Path) -> str:
    """A Markdown table of the rooms with the first sentence of each one's docstring."""
    rows = [f"| `{room}` | {_first_line(tree_of(root / room / '__init__.py'))} |" for room in rooms(root)]
    return "\n".join(["| room | what it is |", "|---|---|", *rows])


def ways_picture(of_question: Sequence[Step], of_document: Sequence[Step]) -> str:
    """Both ways side by side as a Mermaid flowchart; a rounded step may end the question's way with an answer of its own."""
    lines = ["```mermaid", "flowchart TB"]
    for way, steps in (("document", of_document), ("question", of_question)):
        boxes = [
            f'{way}{n}("{step.name}")' if step.says.startswith("Ends") else f'{way}{n}["{step.name}"]'
            for n, step in enumerate(steps, start=1)
        ]
        lines += [f"  subgraph {way}", "    direction TB", f"    {' --> '.join(boxes)}", "  end"]
    return "\n".join([*lines, "```"])


def ways_table(steps: Sequence[Step]) -> str:
    """A Markdown table of the steps in order, each with the modules to look into."""
    rows = [
        f"| {number} | `{step.name}` | {step.says} | {', '.join(f'`{module}`' for module in step.modules)} |"
        for number, step in enumerate(steps, start=1)
    ]
    return "\n".join(["| | step | what it says | modules |", "|---|---|---|---|", *rows])


def question_steps(root: Path) -> list[Step]:
    """The steps that `chat.pipeline` takes (`run(step, turn)`), in order, with the modules that each uses."""
    tree = tree_of(root / "chat/pipeline.py")
    taken = [
        call
        for line in functions_of(tree)["_steps"].body
        for call in ast.walk(line)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "run"
    ]
    known = imported(tree)
    return [_step(known[call.args[0].id], root) for call in taken if isinstance(call.args[0], ast.Name)]


def _step(full: str, root: Path) -> Step:
    """The step whose function has the full name `full`, in a module of ours."""
    module, _, name = full.rpartition(".")
    tree = tree_of(root / f"{module.replace('.', '/')}.py")
    functions = functions_of(tree)
    return Step(name, _first_line(functions[name]), _modules(functions, name, imported(tree), root))


def document_steps(root: Path) -> list[Step]:
    """The functions that are called on the way of a document, in the order of the calls, each once, with the module it lies in."""
    trees = {file: tree_of(root / file) for file in set(_OPENED.values())}
    steps: dict[str, Step] = {}

    def walk(name: str) -> None:
        tree = trees[_OPENED[name]]
        known = imported(tree)
        for call in calls_of(functions_of(tree)[name]):
            if call in _OPENED:
                if call not in opened:
                    opened.append(call)
                    walk(call)
            elif call in known and call[0].islower():
                file = _file(known[call].rpartition(".")[0], root)
                found = functions_of(tree_of(file)).get(call) if file else None
                if file and found:
                    steps.setdefault(call, Step(call, _first_line(found), (module_of(file, root),)))

    opened = ["ingest_paths"]
    walk("ingest_paths")
    return list(steps.values())


def tree_of(file: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(file.read_text("utf-8"))


def imported(tree: ast.Module) -> dict[str, str]:
    """Name in a module -> full name, for all that the module imports: {"find": "chat.reading.findings.find"}."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.asname or alias.name: alias.name for alias in node.names}
    return found


def functions_of(tree: ast.Module) -> dict[str, ast.FunctionDef]:
    """The functions and methods of a module by their names."""
    return {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def calls_of(node: ast.AST) -> Iterator[str]:
    """Yield the names called in `node`, those inside an argument before the function that gets the argument."""
    for child in ast.iter_child_nodes(node):
        yield from calls_of(child)
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Name):
            yield node.func.id
        elif isinstance(node.func, ast.Attribute):
            yield node.func.attr


def module_of(file: Path, root: Path) -> str:
    """The full name of the module in `file`."""
    return ".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def _module(name: str, known: Mapping[str, object]) -> str:
    """The module among `known` that the full name `name` names or lies in; "" for a name of other packages."""
    while name and name not in known:
        name = name.rpartition(".")[0]
    return name


def _modules(
    functions: Mapping[str, ast.FunctionDef], name: str, known: Mapping[str, str], root: Path
) -> tuple[str, ...]:
    """The modules that the body of the function `name` uses, itself and through its own module's functions."""
    waiting, seen = [name], {name}
    found: set[str] = set()
    while waiting:
        for node in (node for line in functions[waiting.pop()].body for node in ast.walk(line)):
            if not isinstance(node, ast.Name) or node.id in seen:
                continue
            seen.add(node.id)
            full = known.get(node.id, "")
            if node.id in functions:
                waiting.append(node.id)
            elif full.split(".")[0] in PACKAGES:
                found.add(full if _file(full, root) else full.rpartition(".")[0])
    return tuple(sorted(found))


def _file(module: str, root: Path) -> Path | None:
    """The file of our module called `module`; None where there is none."""
    path = root.joinpath(*module.split("."))
    return next((file for file in (path.with_suffix(".py"), path / "__init__.py") if file.is_file()), None)


def _first_line(node: ast.Module | ast.FunctionDef) -> str:
    """The first sentence of the docstring of `node`, fit for a cell of a Markdown table."""
    first = (ast.get_docstring(node) or "").split("\n\n")[0]
    return re.split(r"(?<=[.!?]) ", " ".join(first.split()))[0].replace("|", r"\|")


def _id(room: str) -> str:
    """The name of a room's box; a package's frame has the package's name itself."""
    return room.replace("/", "_") if "/" in room else f"{room}_own"
