"""Reads Markdown with markdown-it and its plugins, changed so that official documents kept in .md files come out unharmed.

Lists and indented code are left to `ingest.structure`: it reads "1.", "-" and "○" as Korean offices use them, at the depth
where they stand; CommonMark would renumber them or take them for code. All else goes through HTML (`ingest.markup`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import yaml
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, fence, reference
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from ingest.decode import decode
from ingest.lines import ends_sentence
from ingest.markup.parts import markup_of
from ingest.normalise import has_star_notes
from ingest.outline import marker_of
from ingest.side_files import values_in_front
from ingest.source import Grid, Source, SourceCell, SourceLine, SourcePart
from ingest.titles import file_title

_TASK = re.compile(r"^([ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[([ xX])\](?=[ \t])", re.MULTILINE)
_PLUS = re.compile(r"^([ \t]*)\+(?=[ \t]+\S)", re.MULTILINE)
_STAR = re.compile(r"^([ \t]*)\*(?=[ \t]+\S)", re.MULTILINE)
_STARRED = re.compile(r"^[ \t]*\*[ \t]+\S.*\n[ \t]*\*[ \t]", re.MULTILINE)
_NOTED = re.compile(r"^[ \t]*(?:[□■○◦ㅇ※▪•]|-[ \t])|[^\s*]\*(?!\*)", re.MULTILINE)
"""List marks of offices, or a star behind a word. In a text with one of them, a star that begins a line is a note; in a text without, two
such lines are a list.
"""
_YEAR = re.compile(r"\d{2}(?:[.년~/]|$)")
"""The beginning of words after a grave accent that are no code: "`21.3.22.", as some write the apostrophe of a year."""
_DEFINED = re.compile(r"^[ ]{0,3}\[\^([^\]\s]{1,60})\]:", re.MULTILINE)
_REFERRED = re.compile(r"\[\^([^\]\s]{1,60})\](?!:)")
_TARGET = re.compile(r"\[[^\]\n]+\]:\s*<?\S*[/.#:?@]")
"""A line that defines where a link leads; without such a sign in the target it is ordinary text ("[참고]: 문의처")."""
_LINKS = re.compile(r"[/.#:?@]")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_TAG = re.compile(r"<(?=/?([A-Za-z][A-Za-z0-9-]*))")
_ELEMENTS = frozenset(
    "a abbr address article aside b bdi bdo big blockquote body br button caption center cite code col colgroup data dd del"
    " details dfn div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img"
    " input ins kbd label legend li link main map mark menu meta nav noscript ol p picture pre q rp rt ruby s samp script"
    " section select small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th"
    " thead time title tr tt u ul var video wbr".split()
)
"""Names of HTML elements; any other name in angle brackets is a word ("<A4>", "<KTX>")."""
_LOST_PARAGRAPH = re.compile(r"</?p\s*/?>", re.IGNORECASE)
_LONGEST_CODE = 80  # characters between grave accents that are code
_LONGEST_HEADING = 60  # characters of a line over "---" that is a heading and no paragraph over a rule


def read(data: bytes) -> Source:
    """The parts of a Markdown text.

    Raises:
        BadInputError: the text is in no encoding we know, or the HTML in it is damaged.
    """
    text = decode(data, "마크다운 파일")
    html, front = _rendered(text)
    markup = markup_of(html)
    title = file_title(str(front.get("title") or ""))
    parts = tuple(map(_spanned, markup.parts))
    return Source(parts, title, markup.remarks, wrapped=True, values=values_in_front(front))


def _rendered(text: str) -> tuple[str, Mapping[str, Any]]:
    """`text` as HTML, and its front matter; lines between rules at the top that are no names and values stay text."""
    env: dict[str, Any] = {}
    text = _without_lost_notes(text)
    tokens = _PARSER.parse(text, env)
    front: object = None
    if tokens and tokens[0].type == "front_matter":
        try:
            front = yaml.safe_load(tokens[0].content)
        except (yaml.YAMLError, ValueError, RecursionError):
            front = None
        if not isinstance(front, Mapping):
            env = {}
            tokens = _WITHOUT_FRONT.parse(text, env)
    html: str = _PARSER.renderer.render(tokens, _PARSER.options, env)
    return re.sub(r"(<br ?/?>)\n", r"\1", html), front if isinstance(front, Mapping) else {}


def _without_lost_notes(text: str) -> str:
    """`text` with footnotes that nothing refers to made ordinary lines: the plugin would leave them out."""
    referred = set(_REFERRED.findall(text))
    return _DEFINED.sub(
        lambda found: found[0] if found[1] in referred else "\n" + found[0].replace("[", "\\[", 1), text
    )


def _spanned(part: SourcePart) -> SourcePart:
    """`part`; in a table, each cell that holds "^" only is merged into the cell above, as it asks."""
    if not isinstance(part, Grid) or not any(map(_goes_on, part.cells)):
        return part
    cells: dict[tuple[int, int], SourceCell] = {}
    top: dict[int, int] = {}  # by column, the row of the last cell that is no "^"
    for cell in part.cells:
        above = (top.get(cell.column, -1), cell.column)
        if _goes_on(cell) and above in cells:
            cells[above] = replace(cells[above], row_span=cell.row - above[0] + 1)
        else:
            cells[cell.row, cell.column] = cell
            top[cell.column] = cell.row
    return replace(part, cells=tuple(cells.values()))


def _goes_on(cell: SourceCell) -> bool:
    return cell.parts == (SourceLine("^"),)


# Rules for markdown-it: each is a guard around one of its own rules or a further step in its chain.


def _closed_fence(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """The rule for fenced code, applied only where the fence is closed: a row of "~~~~" is a ruler in many documents."""
    rows = state.src.split("\n") if _FENCE.match(_row(state, line)) else []
    opened = _FENCE.match(rows[line]) if line < len(rows) else None
    if opened is None or not any(row.strip().startswith(opened[1]) for row in rows[line + 1 : end]):
        return False
    return fence(state, line, end, silent)


def _reference(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    return bool(_TARGET.match(_row(state, line).lstrip())) and reference(state, line, end, silent)


def _row(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] : state.eMarks[line]]


def _blocks(state: StateCore) -> None:
    """A step that keeps the lines of paragraphs as they stand in the file, marks blank lines between blocks (as "hr" tokens), and makes no
    headings of paragraphs above a rule.
    """
    rows = state.src.split("\n")
    star_notes = bool(_NOTED.search(state.src)) or not _STARRED.search(state.src)
    tokens: list[Token] = []
    for index, token in enumerate(state.tokens):
        after = state.tokens[index + 1] if index + 1 < len(state.tokens) else token
        if token.type == "heading_open" and token.markup in "-=" and _is_paragraph(after.content):
            for own, name in ((token, "paragraph_open"), (state.tokens[index + 2], "paragraph_close")):
                own.type, own.tag = name, "p"
        if token.level == 0 and token.map and token.nesting >= 0 and token.type not in ("html_block", "front_matter"):
            first = token.map[0]
            if (first and not rows[first - 1].strip()) or "fence" in (token.type, tokens[-1].type if tokens else ""):
                tokens.append(Token("hr", "hr", 0))
            if token.type == "paragraph_open":
                after.content = "\n".join(rows[first : token.map[1]])
        if token.type == "inline":
            token.content = _listed(token.content, star_notes)
        elif token.type == "html_block":
            token.content = _TAG.sub(lambda tag: "<" if tag[1].lower() in _ELEMENTS else "&lt;", token.content)
        tokens.append(token)
    state.tokens = tokens


def _is_paragraph(content: str) -> bool:
    return (
        "\n" in content or len(content) > _LONGEST_HEADING or ends_sentence(content) or marker_of(content) is not None
    )


def _listed(content: str, star_notes: bool) -> str:
    """`content` with Markdown's marks of tasks and lists changed to those that `ingest.structure` knows; `star_notes`: a star is a note."""
    content = _TASK.sub(lambda task: f"{task[1]}{'☐' if task[2] == ' ' else '☑'}", content)
    content = _PLUS.sub(r"\1-", content)
    return content if star_notes else _STAR.sub(r"\1-", content)


def _words(state: StateCore) -> None:
    """A step that turns what only looks like Markdown back into words: a reference to a note in a word ("지원금*은"), "[붙임](참고)", "<A4>"."""
    star_notes = has_star_notes(state.src)
    for token in state.tokens:
        if token.type == "inline" and token.children:
            for own in _only_looking(token.children, star_notes):
                own.type, own.tag, own.nesting = "text", "", 0


def _only_looking(children: Sequence[Token], star_notes: bool) -> Iterator[Token]:
    opened: list[tuple[str, bool]] = []  # of each open token: its closing text, and whether it only looks like Markdown
    before = ""
    for token in children:
        if token.type in ("em_open", "strong_open"):
            in_word = bool(re.search(r"\w$", before)) and (star_notes or token.type == "em_open")
            opened.append((token.markup, in_word))
            if in_word:
                token.content = token.markup
                yield token
        elif token.type == "link_open":
            target = unquote(str(token.attrGet("href") or ""))
            opened.append((f"]({target})", not _LINKS.search(target)))
            if opened[-1][1]:
                token.content = "["
                yield token
        elif token.type in ("em_close", "strong_close", "link_close") and opened:
            closing, looks = opened.pop()
            if looks:
                token.content = closing
                yield token
        elif token.type == "code_inline" and (_YEAR.match(token.content) or len(token.content) > _LONGEST_CODE):
            token.content = f"{token.markup}{token.content}{token.markup}"
            yield token
        elif token.type == "html_inline":
            if _LOST_PARAGRAPH.fullmatch(token.content):  # left by a converter in a row of cells
                token.content = ""
            tag = _TAG.match(token.content)
            if tag and tag[1].lower() not in _ELEMENTS:
                yield token
        before = token.content


def _parser(front_matter: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable(["list", "code", "newline"])
    parser = parser.use(footnote_plugin)
    if front_matter:
        parser = parser.use(front_matter_plugin)
    parser.block.ruler.at("fence", _closed_fence, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    parser.block.ruler.at("reference", _reference)
    parser.core.ruler.after("block", "blocks", _blocks)
    parser.core.ruler.after("inline", "words", _words)
    parser.add_render_rule("paragraph_open", lambda *_: "<pre>")
    parser.add_render_rule("paragraph_close", lambda *_: "</pre>\n")
    parser.add_render_rule("front_matter", lambda *_: "")
    return parser


_PARSER, _WITHOUT_FRONT = _parser(True), _parser(False)
