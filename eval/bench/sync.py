"""The cost of the second sync of a large folder, where only some documents changed (`mureobwa bench sync`).

The corpus is made from the texts of FOLDER: cut at line borders into parts of some 1,500 characters, each a document with a title of
its own; or the texts are taken as they are. The first sync indexes all of them, then some get a new line, and the second sync finds these.
"""

import itertools
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from shutil import copy

from eval.bench.process import cost_of
from retriever.encoder_cache import encoder_folder


def parts_of(text: str, characters: int) -> Iterator[str]:
    """Yield parts of `text`, each of whole lines with at least `characters` characters; the rest at the end is dropped."""
    held: list[str] = []
    for line in text.splitlines():
        held.append(line)
        if sum(map(len, held)) >= characters:
            yield "\n".join(held)
            held = []


def write_corpus(sources: Sequence[Path], folder: Path, documents: int, characters: int) -> list[Path]:
    """Write at most `documents` parts of the `sources` into `folder`, each below a title of its own; the sources as they are where `characters` is 0.
    Returns their files.
    """
    if not characters:
        return [Path(copy(source, folder)) for source in sources[:documents]]
    parts = ((path.stem, part) for path in sources for part in parts_of(path.read_text("utf-8"), characters))
    made: list[Path] = []
    for number, (name, part) in enumerate(itertools.islice(parts, documents), start=1):
        made.append(folder / f"{number:05}.txt")
        made[-1].write_text(f"{name} 제{number}부\n\n{part}\n", "utf-8")
    return made


def report(folder: Path, documents: int, characters: int, changed: int) -> str:
    """The report: makes a corpus of `documents` with some `characters` each from the text files (UTF-8, .txt and .md) of `folder`, syncs it
    twice and states the cost of each sync. `characters`: 0 takes the files as they are.
    """
    with tempfile.TemporaryDirectory() as made:
        corpus, home = Path(made) / "documents", Path(made) / "home"
        corpus.mkdir()
        encoder_folder(home)
        sources = sorted(file for file in folder.iterdir() if file.suffix in (".txt", ".md"))
        files = write_corpus(sources, corpus, documents, characters)
        ingest = "mureobwa", ["ingest", str(corpus)], {"MUREOBWA_HOME": str(home)}
        first = cost_of(*ingest)
        for file in files[:: max(1, len(files) // changed)][:changed]:
            file.write_text(file.read_text("utf-8") + "2026년 11월 29일 문의 전화가 바뀌었습니다.\n", "utf-8")
        second = cost_of(*ingest)
    share = second.processor / first.processor
    return (
        f"first sync, {len(files)} documents: {first}\n"
        f"second sync, {changed} changed: {second} ({share:.1%} of the first's processor time)"
    )
