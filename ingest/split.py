"""Splits a document into passages: whole sentences and whole table rows, under one heading path each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from ingest.blocks import Block, Heading, ListItem, Note, PageStart, Paragraph, Table
from ingest.closing import closing_from
from ingest.document import Document, Passage, PassageKind, Sentence
from ingest.labels import answer_mark, answer_number, asks, is_question, question_number
from ingest.lines import ends_sentence
from ingest.sentences import WordedBlock, explained, name_of, rows_of, sentences_of
from ingest.settings import Settings
from ingest.unit_notes import is_unit_note

_STRETCH = 1.25  # of the target: an item that is a little longer stays whole with the blocks that belong to it
_NOTE_STRETCH = 1.5  # of the target: a note stays with the words that it explains
_SCRAP = 0.2  # of the target: a passage shorter than that goes to its neighbour
_ABOVE_MAX = 60  # characters of a line that names the table right below it
_COMMON_MAX = (
    15  # characters; an item with a longer name, or with a label, is understood without the name of its section
)
_TABLE_DEPTH = 50  # deeper than any item: a table belongs to the item above it
_NOTE_DEPTH = 60  # deeper still: a note belongs to the item or table above it


@dataclass(frozen=True, slots=True)
class _Atom:
    """The unit that is never divided: one sentence with the marker before it, or one table row."""

    start: int
    sentence: Sentence
    kind: PassageKind


@dataclass(slots=True)
class _Node:
    """A block with the blocks that belong to it (`children`). `name` stands in the heading path of the children; `labelled`: `name` is the label of a list
    item ("신청 기간:").
    """

    atoms: list[_Atom]
    depth: int
    name: str = ""
    labelled: bool = False
    children: list["_Node"] = field(default_factory=list)

    def all_atoms(self) -> list[_Atom]:
        """The atoms of the node and of all nodes below it, in reading order."""
        return self.atoms + [atom for child in self.children for atom in child.all_atoms()]


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Consecutive atoms that may become one passage, with their heading path."""

    path: tuple[str, ...]
    atoms: tuple[_Atom, ...]

    @property
    def size(self) -> int:
        return self.atoms[-1].sentence.end - self.atoms[0].start

    @property
    def kind(self) -> PassageKind:
        """The kind of its first atom below the headings that open it; HEADING where all are headings."""
        kinds = (atom.kind for atom in self.atoms if atom.kind is not PassageKind.HEADING)
        return next(kinds, PassageKind.HEADING)


def split(document: Document, settings: Settings) -> tuple[Passage, ...]:
    """The passages of `document` in order, about `settings.passage_chars` characters each.

    A passage ends before a heading, never inside a sentence or a table row; headings right above its words open
    it. Items keep their sub-items, and words their notes, as long as the size allows.
    """
    passages: list[Passage] = []
    for path, nodes in _sections(document):
        for chunk in _merged(list(_chunks(nodes, path, settings.passage_chars)), settings.passage_chars):
            start, end = chunk.atoms[0].start, chunk.atoms[-1].sentence.end
            passages.append(
                Passage(
                    id=f"{document.id}#{len(passages):04d}",
                    document_id=document.id,
                    start=start,
                    end=end,
                    heading=chunk.path,
                    text=document.text[start:end],
                    kind=chunk.kind,
                    sentences=tuple(atom.sentence for atom in chunk.atoms),
                )
            )
    return tuple(passages)


def _sections(document: Document) -> Iterator[tuple[tuple[str, ...], list[_Node]]]:
    """(heading path, nodes) for the blocks between two headings each; a heading with nothing but deeper headings right below
    opens the first section under it.
    """
    path: list[Heading] = []
    nodes: list[_Node] = []
    open_nodes: list[_Node] = []
    closing = closing_from(document.text, document.blocks)
    open_questions: dict[int, list[Heading]] = {}
    for index, block in enumerate(document.blocks):
        if index == closing:
            if nodes:
                yield _lines(document, path), nodes
            path, nodes, open_nodes = [], [], []
        if isinstance(block, PageStart):
            continue
        if isinstance(block, Heading):
            opens_only = nodes and all(atom.kind is PassageKind.HEADING for node in nodes for atom in node.atoms)
            if nodes and not (opens_only and block.level > path[-1].level):
                yield _lines(document, path), nodes
                nodes = []
            path = [*(one for one in path if one.level < block.level), block]
            open_nodes = []
            if number := question_number(block):
                open_questions[number] = path
        elif isinstance(block, Paragraph) and (own := _asked_above(document, block, path, open_questions)):
            if nodes:
                yield _lines(document, path), nodes
            path, nodes, open_nodes = own, [], []
        depth = _depth(block)
        if isinstance(block, Paragraph) and open_nodes and _answers(document, block, open_nodes[-1]):
            depth = _TABLE_DEPTH
        while open_nodes and open_nodes[-1].depth >= depth:
            open_nodes.pop()
        items = [above for above in open_nodes if above.name]
        node = _node(document, index, depth, path, items, closes=index >= closing)
        (open_nodes[-1].children if open_nodes else nodes).append(node)
        if not isinstance(block, Heading):
            open_nodes.append(node)
    if nodes:
        yield _lines(document, path), nodes


def _asked_above(
    document: Document, block: Paragraph, path: Sequence[Heading], open_questions: dict[int, list[Heading]]
) -> list[Heading]:
    """The heading path of the question that `block` answers by its number, where that is not the question right above it ("A1." in a row of
    answers); else empty. The question is taken out of `open_questions`: a second answer with the same number is a slip, and it
    answers the question right above it.
    """
    number = answer_number(document.text[block.start : block.end])
    asked = open_questions.pop(number, [])
    return asked if asked[-1:] != path[-1:] else []


def _lines(document: Document, path: Sequence[Heading]) -> tuple[str, ...]:
    return tuple(" ".join(document.text[one.start : one.end].split()) for one in path)


def _answers(document: Document, block: Paragraph, above: _Node) -> bool:
    """Whether running text is the marked answer ("답: ...") to the question of the item above it."""
    return is_question(above.name) and answer_mark(document.text[block.start : block.end]) > 0


def _named(path: Sequence[Heading], items: Sequence[_Node], always: bool = False) -> str:
    """The context of a block: the question that it answers, and the names of the `items` above it, with the name of their
    section before them where the first item's is a common one ("제출서류"), or `always`.
    """
    questions = [one for one in path if asks(one)][-1:]
    common = items and not items[0].labelled and len(items[0].name) <= _COMMON_MAX
    sections = path[-1:] if common or always else []
    names = dict.fromkeys(one.title for one in (*questions, *sections))
    return " · ".join([*names, *(item.name for item in items)])


def _depth(block: Block) -> int:
    """The depth of a block among the nodes of its section; 0 for running text, which belongs to no item."""
    if isinstance(block, ListItem):
        return block.depth
    return _TABLE_DEPTH if isinstance(block, Table) else _NOTE_DEPTH if isinstance(block, Note) else 0


def _node(
    document: Document, index: int, depth: int, path: Sequence[Heading], items: Sequence[_Node], closes: bool
) -> _Node:
    """The node of the block at `index`, below the headings of `path` and the named `items`; `closes`: it is in the closing part of the document."""
    block, text = document.blocks[index], document.text
    if isinstance(block, Table):
        rows = rows_of(text, block, _table_name(document, index, path, items))
        atoms = [_Atom(row.start, row, PassageKind.TABLE_ROW) for row in rows]
        if block.caption:
            caption = Sentence(*block.caption, is_label=True)
            atoms.insert(0, _Atom(caption.start, caption, PassageKind.TABLE_ROW))
        return _Node(atoms, depth)
    if isinstance(block, Note):
        owner = document.blocks[block.belongs_to] if block.belongs_to is not None else None
        context = (
            explained(text, block, owner) if owner and not isinstance(owner, PageStart | Note) and not closes else ""
        )
        return _Node(_atoms(text, block, context, PassageKind.NOTE), depth)
    if isinstance(block, ListItem):
        atoms = _atoms(text, block, _named(path, items), PassageKind.LIST_ITEM)
        return _Node(atoms, depth, name_of(text, block), bool(block.label))
    if isinstance(block, PageStart):
        raise TypeError("a page border holds no words")
    if isinstance(block, Heading):
        return _Node(_atoms(text, block, "", PassageKind.HEADING), depth)
    context = _named(path, items)
    return _Node(_atoms(text, block, context, PassageKind.PARAGRAPH, is_answer=bool(context)), depth)


def _atoms(text: str, block: WordedBlock, context: str, kind: PassageKind, is_answer: bool = False) -> list[_Atom]:
    sentences = sentences_of(text, block, context, is_answer)
    starts = [block.start, *(sentence.start for sentence in sentences[1:])]
    return [_Atom(start, sentence, kind) for start, sentence in zip(starts, sentences, strict=True)]


def _table_name(document: Document, index: int, path: Sequence[Heading], items: Sequence[_Node]) -> str:
    """The names of a table besides its caption: a remark on all tables of its part ("(총투자 기준)"), the question that it answers and, where its
    caption is missing or only a unit, the line or the items right above it, or its section.
    """
    block = document.blocks[index]
    caption = document.text[slice(*block.caption)] if isinstance(block, Table) and block.caption else ""
    remarks = [one.title for one in path if document.text[one.start] == "(" and document.text[one.end - 1] == ")"]
    if caption and not is_unit_note(caption):
        return " · ".join(filter(None, (*remarks, _named([one for one in path if asks(one)], ()))))
    line = "" if items else _line_above(document, index)
    return " · ".join(filter(None, (*remarks, _named(path, items, always=not line and not items), line)))


def _line_above(document: Document, index: int) -> str:
    """The words of the block above a table where they are short enough to be its name; else ""."""
    block = document.blocks[index - 1] if index else None
    if block is None or isinstance(block, PageStart | Table | Heading):
        return ""
    words = " ".join(document.text[block.start : block.end].split())
    return words if len(words) <= _ABOVE_MAX and not ends_sentence(words) else ""


def _chunks(nodes: Sequence[_Node], path: tuple[str, ...], target: int) -> Iterator[_Chunk]:
    """The chunks of `nodes`: each node with all nodes below it where it fits the target, else its own atoms, and then the nodes below it."""
    for node in nodes:
        below = (*path, node.name) if node.name and (node.labelled or node.children) else path
        whole = _Chunk(below, tuple(node.all_atoms()))
        if whole.size <= _STRETCH * target:
            yield whole
            continue
        own: list[_Atom] = []
        for atom in node.atoms:
            if own and atom.sentence.end - own[0].start > target:
                yield _Chunk(below, tuple(own))
                own = []
            own.append(atom)
        yield _Chunk(below, tuple(own))
        yield from _chunks(node.children, below, target)


def _merged(chunks: Sequence[_Chunk], target: int) -> list[_Chunk]:
    """`chunks`, with neighbours joined while they fit; a joined chunk keeps the part of the path that both share."""
    merged: list[_Chunk] = []
    for chunk in chunks:
        if merged and _fit(merged[-1], chunk, target):
            last = merged[-1]
            shared = takewhile(lambda pair: pair[0] == pair[1], zip(last.path, chunk.path, strict=False))
            path = chunk.path if last.kind is PassageKind.HEADING else tuple(one for one, _ in shared)
            merged[-1] = _Chunk(path, last.atoms + chunk.atoms)
        else:
            merged.append(chunk)
    return merged


def _fit(one: _Chunk, other: _Chunk, target: int) -> bool:
    size = other.atoms[-1].sentence.end - one.atoms[0].start
    if one.kind is PassageKind.HEADING:
        return True
    if other.kind is PassageKind.NOTE:
        return size <= _NOTE_STRETCH * target
    smaller = min(one.size, other.size)
    if smaller < _SCRAP * target:
        return size <= _STRETCH * target
    return size <= target
