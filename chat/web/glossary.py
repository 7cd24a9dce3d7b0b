"""The glossary (쉬운 말): meanings of words of public offices, for a reader who does not know them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from pathlib import Path

from ingest.errors import BadInputError

_OWN = Path(__file__).parent / "glossary.tsv"
_PARTICLE = r"(?=(?:은|는|이|가|을|를|의|에|로|으로|와|과|도|만|까지|부터|에서|에게|하|되|한|된|할|될|합|됩|했|됐|받|률|금|액|일)|[^가-힣]|$)"


@dataclass(frozen=True)
class Glossary:
    """`meanings` maps a word to its meaning in plain Korean."""

    meanings: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, office_file: Path | None = None) -> "Glossary":
        """The glossary of the built-in words, and the office's own from `office_file` (lines "word<TAB>meaning", # for notes).

        Raises:
            BadInputError: the office's file cannot be read or a line has no tab.
        """
        meanings = _read(_OWN)
        if office_file:
            meanings |= _read(office_file)
        return cls(meanings)

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        words = sorted(self.meanings, key=len, reverse=True)
        return re.compile(rf"(?<![가-힣])({'|'.join(map(re.escape, words))}){_PARTICLE}") if words else None

    def explained(self, raw: str) -> str:
        """`raw` as escaped HTML, the first use of each word with its meaning as <abbr title="...">."""
        if self._pattern is None:
            return escape(raw)
        seen: set[str] = set()
        html, at = [], 0
        for found in self._pattern.finditer(raw):
            if found[1] in seen:
                continue
            seen.add(found[1])
            html += [
                escape(raw[at : found.start()]),
                f'<abbr class="term" title="{escape(self.meanings[found[1]])}">{escape(found[1])}</abbr>',
            ]
            at = found.end()
        return "".join([*html, escape(raw[at:])])


def _read(file: Path) -> dict[str, str]:
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(f"쉬운 말 사전 '{file}'을(를) 읽을 수 없습니다: {error}") from error
    meanings = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        word, tab, meaning = line.partition("\t")
        if not tab or not word.strip() or not meaning.strip():
            raise BadInputError(f"쉬운 말 사전 '{file}' {number}번째 줄은 '낱말<탭>뜻'이어야 합니다: {line!r}")
        meanings[word.strip()] = meaning.strip()
    return meanings
