"""Finds names that a claim connects wrongly: with another's title, with what another did, or with names that the source never puts together."""

import re
from collections.abc import Sequence

from chat.verification.attribution import NAMES, attributions
from chat.verification.fact_match import parsed_sentences
from chat.verification.ground import Ground
from chat.verification.parsing import ParsedSentence
from chat.verification.subject import rival_meant
from ingest.korean.people import ANY_SURNAME, TITLES_OF_FULL_NAMES, alternatives

_OFFICE_BETWEEN = 3
"""Words of an office that may stand between a name and its title ("배수경 초등교육과 방과후지원팀 장학사"): with none one true sentence more is dropped, 1 to 5 give the same
verdicts (docs/measurements-llm.md).
"""
_TITLES = alternatives(TITLES_OF_FULL_NAMES)
_NAME_TITLE = re.compile(
    rf"(?<![가-힣])(?P<name>[{ANY_SURNAME}][가-힣]{{2}})\s(?P<title>[가-힣]*(?:{_TITLES}))(?=[은는이가의을를과와에,.\s(]|$)"
)
_TITLE_NAME = re.compile(
    rf"(?<![가-힣])(?P<title>[가-힣]*(?:{_TITLES}))(?:은|는|인)?\s(?P<name>[{ANY_SURNAME}][가-힣]{{2}})(?=[은는이가의을를과와에,.\s(]|$)"
)


def mistitled(claim: ParsedSentence, ground: Ground) -> tuple[str, ...]:
    """The persons of `claim` with a title that the source holds, but gives to somebody else."""
    found = [*_NAME_TITLE.finditer(claim.text), *_TITLE_NAME.finditer(claim.text)]
    wrong = []
    names = {word.form for word in claim.words if word.tag in ("NNP", "PERSON")}
    for match in found:
        name, title = match["name"], match["title"]
        if name not in names or name not in ground.squeezed or title not in ground.squeezed:
            continue
        beside = re.compile(rf"{name}(?:\s[가-힣]+){{0,{_OFFICE_BETWEEN}}}\s?{title}|{title}\s?{name}")
        if not any(beside.search(sentence) for sentence in ground.sentences):
            wrong.append(name)
    return tuple(wrong)


def swapped_names(claim: ParsedSentence, ground: Ground) -> tuple[str, ...]:
    """The names of which `claim` says what the source says of another name, or that stand together in `claim` but in no sentence of the source."""
    lines = [read for _, read in parsed_sentences(ground)]
    swapped: list[str] = []
    for sort in NAMES:
        everywhere = [b for read in lines for b in attributions(read, sort, source=True)]
        swapped += [
            one.value
            for one in attributions(claim, sort)
            if rival_meant(one, [b for b in everywhere if b.value == one.value], everywhere, claim)
        ]
    return (*swapped, *_never_together(claim, lines, ground))


def _never_together(claim: ParsedSentence, lines: Sequence[ParsedSentence], ground: Ground) -> list[str]:
    """The names of one statement that no sentence of the source holds together, though at least one of them stands in one."""
    apart = []
    for statement in claim.statements:
        names = [name for name in statement.names if name not in ground.around.lower()]
        held = [read for read in lines if any(name in read.text for name in names)]
        if len(names) > 1 and held and not any(all(name in read.text for name in names) for read in held):
            apart += names
    return apart
