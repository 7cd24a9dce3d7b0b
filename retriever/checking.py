"""The check of an index version that was just written, before it is served."""

from pathlib import Path

import numpy as np

from ingest.errors import IndexUnusableError
from retriever import records
from retriever.borders import Rows
from retriever.carried import Carried
from retriever.embed import Embedder
from retriever.index import read_version
from retriever.lexical import Lexical
from retriever.storage import MEND, Manifest
from retriever.vectors import NearestVectors


def check_version(folder: Path, manifest: Manifest, carried: Carried, embedder: Embedder) -> None:
    """Read the version in `folder` back. Lines that are carried over were read at the beginning, and are the same bytes: only their number
    is checked.

    Raises:
        IndexUnusableError: a part cannot be read, or the parts do not fit together.
    """
    if carried.previous is None:
        read_version(folder, manifest, embedder)
        return
    try:
        fits = _documents_fit(folder, carried) and _rows_fit(folder, manifest)
    except (OSError, ValueError, KeyError, TypeError, RuntimeError) as error:
        raise IndexUnusableError(f"색인 '{folder}'을(를) 열 수 없습니다. {MEND}") from error
    if not fits:
        raise IndexUnusableError(f"색인 '{folder}'의 부분들이 서로 맞지 않습니다. {MEND}")


def _documents_fit(folder: Path, carried: Carried) -> bool:
    """Whether the documents and passages that are not carried over can be read and are those that were given, and no line is missing."""
    documents, passages = (records.lines_of(folder / name) for name in (records.DOCUMENTS, records.PASSAGES))
    within = carried.passages.tolist()
    changed = [number for number, whole in enumerate(carried.whole) if not whole]
    return (len(documents), len(passages)) == (len(carried.documents), within[-1]) and all(
        (
            records.document_from(documents[number]),
            tuple(map(records.passage_from, passages[within[number] : within[number + 1]])),
        )
        == carried.documents[number]
        for number in changed
    )


def _rows_fit(folder: Path, manifest: Manifest) -> bool:
    """Whether every part has a row for each passage, sentence and document."""
    terms, bigrams, wholes = (Lexical.load(folder / name).size for name in ("terms", "bigrams", "wholes"))
    nearest = NearestVectors.load(folder / "passages.faiss")
    headings, sentences = (len(Rows.load(folder / f"{name}_terms.npz").borders) - 1 for name in ("heading", "sentence"))
    vectors = np.load(folder / "sentences.npy", mmap_mode="r")
    return (
        {terms, bigrams, nearest.size, headings} == {manifest.passages}
        and {sentences, len(vectors)} == {manifest.sentences}
        and wholes == len(manifest.documents)
        and nearest.dimension == manifest.dimension
    )
