"""A table row as a sentence that a person would say: the cells that answer, each with its labels."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from chat import answer_texts
from chat.composing.contact_row import contact_row
from chat.composing.draft import as_list
from chat.composing.row_names import plain_name, with_names_told
from chat.reading.asked import Asked
from chat.reading.findings import Finding
from chat.reading.values import answers, cells_to_tell
from ingest.contact_lines import in_full
from ingest.document import Cell, Document
from ingest.korean.particles import quoted, topic
from ingest.korean.politeness import BULLET, statement
from ingest.korean.time_labels import YEAR_LABEL

VALUE_WORDS = 3
"""The most words of a value that is listed with others in one sentence."""
_PROSE = 40  # characters: a longer cell is running text
_FULL_SENTENCE = re.compile(
    r"(?:[다요]|(?<!없)음|[함됨임])$"
)  # "지원하지 않는다"; "제한 없음" stands in a sentence as a noun does
_LETTER_SPACED = re.compile(r"[가-힣](?: [가-힣])+")  # "과 장", spaced out to fill its cell
_SINGLE_MARK = re.compile("[‘’'`]")
_BULLET = re.compile(rf"^{BULLET}+(?=\S)")


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A table row as it is shown: `text` ("" where nothing names its cells), and `marks`, the words in it that answer."""

    text: str
    marks: tuple[str, ...]


def told_row(finding: Finding, asked: Asked, document: Document) -> ToldRow:
    """The table row of `finding`, which lies in `document`, as a sentence: "승용차는 국비 580만원, 시비 150만원입니다."."""
    told = {cell: cell.figure(_plain(finding.passage.cell_text(cell))) for cell in cells_to_tell(asked, finding)}
    figures = _named(told, document)
    with_numbers = _named(_with_full_numbers(finding, told), document)
    if text := _contact(with_numbers, asked.question):
        figures = with_numbers
    else:
        text = _one(*next(iter(figures.items()))) if len(figures) == 1 else _several(figures)
    marks = tuple(words for cell, words in figures.items() if answers(finding, cell)) or tuple(figures.values())
    return ToldRow(text, marks)


def as_written(words: str) -> str:
    """Words that are no sentence, in quotation marks that are not among them: "문서에는 ‘감면 적용’이라고 나와 있습니다."."""
    marks = ("“", "”") if _SINGLE_MARK.search(words) else ("‘", "’")
    return answer_texts.AS_WRITTEN.format(quote=quoted(f"{marks[0]}{words}{marks[1]}"))


def _named(figures: Mapping[Cell, str], document: Document) -> dict[Cell, str]:
    """`figures`, each of its cells with the row's names as they are told."""
    return {with_names_told(cell, document): figure for cell, figure in figures.items()}


def _contact(figures: Mapping[Cell, str], question: str) -> str:
    """The cells of one row of a table of contacts as a sentence; "" for other cells."""
    rows = {cell.row for cell in figures}
    named = [(_joined(cell.column), figure) for cell, figure in figures.items() if _says_something(figure)]
    if len(rows) != 1 or not named or any(len(figure) > _PROSE for _, figure in named):
        return ""
    return contact_row([plain_name(label) for label in rows.pop()], named, question)


def _with_full_numbers(finding: Finding, figures: Mapping[Cell, str]) -> dict[Cell, str]:
    """`figures` with telephone extensions as full numbers, which may stand in another cell of the row."""
    cells = finding.sentence.cells
    full = in_full("\t".join(_plain(finding.passage.cell_text(cell)) for cell in cells)).split("\t")
    return {cell: words for cell, words in zip(cells, full, strict=True) if cell in figures}


def _one(cell: Cell, figure: str) -> str:
    row = _joined(cell.row)
    if not _says_something(figure):  # "-", "○": no sentence
        return _under(row, (_after(cell.column, figure),))
    if len(figure) > _PROSE or (_FULL_SENTENCE.search(figure) and statement(figure).is_sentence):
        return _prose(row, figure)
    if figure.endswith("것"):  # "제출할 것": an order
        return _under(" ".join(filter(None, (row, _joined(cell.column)))), (figure,))
    # The year is put after the subject: "승용차 국비는 2024년 580만원입니다.".
    years = [label for label in cell.column if YEAR_LABEL.fullmatch(plain_name(label))] if row else []
    subject = " ".join(filter(None, (row, _joined([label for label in cell.column if label not in years]))))
    return f"{topic(subject)} {_after(years, figure)}입니다." if subject else ""


def _several(figures: Mapping[Cell, str]) -> str:
    rows: dict[str, list[str]] = {}
    for cell, figure in figures.items():
        rows.setdefault(_joined(cell.row), []).append(_after(cell.column, figure))
    all_say_something = all(map(_says_something, figures.values()))
    named = all(_joined(cell.column) for cell in figures)
    if not all_say_something or not named:  # "교통과: 과장, 김하나, 연락처 02-..."
        return ", ".join(_under(row, cells) for row, cells in rows.items())
    if all(rows) and all(len(figure.split()) <= VALUE_WORDS for figure in figures.values()):
        said = ", ".join(f"{topic(row)} {', '.join(cells)}" for row, cells in rows.items())
        return f"{said}입니다."
    return _as_list(figures)


def _as_list(figures: Mapping[Cell, str]) -> str:
    """Cells of many words as a list, one a line, below a line with the names that they share (the row's name, the upper headers)."""
    names = [[_joined(cell.row), *filter(_says_something, map(plain_name, cell.column))] for cell in figures]
    shared = [level[0] for level in takewhile(lambda level: len(set(level)) == 1, zip(*names, strict=False))]
    shared = shared[: min(map(len, names)) - 1]  # each cell keeps a name of its own
    head = " ".join(dict.fromkeys(filter(None, shared)))
    own = [" ".join(dict.fromkeys(filter(None, name[len(shared) :]))) for name in names]
    repeated = [name == before for before, name in pairwise(["", *own])]
    named = zip(own, repeated, figures.values(), strict=True)
    return as_list(head, (figure if again else f"{name}: {figure}" for name, again, figure in named))


def _prose(row: str, words: str) -> str:
    """A cell of running text, as a sentence of its own or in quotation marks; "" where it is no sentence and the row has no name."""
    made = statement(words)
    if not row:
        return made.text if made.is_sentence else ""
    return f"{row}: {made.text}" if made.is_sentence else f"{row}에 대해 {as_written(made.text)}"


def _under(row: str, cells: Iterable[str]) -> str:
    """A row that makes no sentence: its name, a colon and its `cells`."""
    return ": ".join(filter(None, (row, ", ".join(cells))))


def _after(labels: Sequence[str], figure: str) -> str:
    name = _joined(labels)
    return f"{figure}({name})" if name.isdigit() else f"{name} {figure}".strip()  # "26위(19)": nobody says "19 26위"


def _joined(labels: Sequence[str]) -> str:
    """The labels as one name, each once."""
    return " ".join(dict.fromkeys(filter(_says_something, map(plain_name, labels))))


def _says_something(words: str) -> bool:
    return any(letter.isalnum() for letter in words)


def _plain(words: str) -> str:
    """A cell's words on one line, without its bullet."""
    words = _BULLET.sub("", " ".join(words.split())).rstrip(".")
    return words.replace(" ", "") if _LETTER_SPACED.fullmatch(words) else words
