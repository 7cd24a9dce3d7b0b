"""Reads the words on a picture by OCR, with the program tesseract and its Korean data (setting `ocr`)."""

import os
import re
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import BadInputError

_PROGRAM, _LANGUAGE = "tesseract", "kor"
_SECONDS = 60  # for one picture; a dense A4 page takes two to six
_MEMORY = 2**30  # bytes of address space; a page with a few lines at 200 dots an inch took 76 MB
_WORD, _COLUMNS = "5", 12  # of tesseract's table: the level of a word, the number of columns


@dataclass(frozen=True, slots=True)
class SeenPiece:
    """A word, or a part of one, that tesseract found, and its box in dots from the upper left corner. `spaced`: white space precedes it;
    `line`: equal for pieces of one line; `sure`: tesseract's confidence, from 0 to 100.
    """

    text: str
    spaced: bool
    line: tuple[str, ...]
    left: int
    top: int
    width: int
    height: int
    sure: float


def check_installed() -> None:
    """Make sure that tesseract and its Korean data are installed.

    Raises:
        BadInputError: one of them is not.
    """
    if shutil.which(_PROGRAM) is None or _LANGUAGE not in _languages():
        raise BadInputError(
            "설정 ocr이 켜져 있으나 문자 인식 프로그램 tesseract나 그 한국어 자료(kor)가 없습니다. "
            "'apt-get install tesseract-ocr tesseract-ocr-kor'로 설치하거나 ocr을 꺼 주세요."
        )


def _languages() -> list[str]:
    listing = subprocess.run([_PROGRAM, "--list-langs"], capture_output=True, text=True, timeout=_SECONDS, check=False)
    return listing.stdout.split()


def pieces_on(picture: bytes, dots_an_inch: int) -> list[SeenPiece]:
    """The words on `picture` (a file in a format that Leptonica reads, such as PGM), line by line; empty where tesseract fails or takes too long."""
    with tempfile.TemporaryDirectory(prefix="mureobwa-") as folder:
        out = Path(folder) / "seen"
        # --psm 6: one block of text, lines from the top; tesseract's own guess at columns loses Korean lines.
        how = ["-l", _LANGUAGE, "--psm", "6", "--dpi", str(dots_an_inch), "tsv", "txt"]
        try:
            subprocess.run(
                [_PROGRAM, "stdin", str(out), *how],
                input=picture,
                capture_output=True,
                timeout=_SECONDS,
                check=True,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # its threads wait for each other more than they help
                preexec_fn=_limit,
            )
            table, text = (out.with_suffix(end).read_text("utf-8", "replace") for end in (".tsv", ".txt"))
        except (OSError, subprocess.SubprocessError):
            return []
    return list(_pieces(table, text))


def _pieces(table: str, text: str) -> Iterator[SeenPiece]:
    """The pieces in tesseract's `table` (TSV). What it calls a word is often a syllable, so spaces are taken from `text`, in which
    tesseract gives the same letters as running text.
    """
    at = 0
    for row in (row.split("\t") for row in table.splitlines()[1:]):
        letters = "".join(row[-1].split())
        if len(row) != _COLUMNS or row[0] != _WORD or not letters:
            continue
        found = re.compile(r"\s*".join(map(re.escape, letters))).search(text, at)
        spaced = found is None or found.start() == 0 or text[found.start() - 1].isspace()
        at = found.end() if found else at
        left, top, width, height = map(int, row[6:10])
        yield SeenPiece(letters, spaced, tuple(row[1:5]), left, top, width, height, sure=float(row[10]))


def _limit() -> None:
    """Set the limits of time and memory in tesseract's own process: they hold even when nobody waits for it any more."""
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
