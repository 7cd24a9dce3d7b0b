"""What is known of Korean is written once, in ingest/korean: a second list or pattern of it elsewhere fails here."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.korean.clock import PART_OF_DAY
from ingest.korean.connectives import COORDINATING, JOINING
from ingest.korean.interrogatives import BEGGING, INTERROGATIVES
from ingest.korean.letters import HANGUL_ROW
from ingest.korean.limit_words import LIMITS, LimitPlace
from ingest.korean.numbers import NATIVE, SCALES
from ingest.korean.people import ANY_SURNAME, ROLES, TITLES
from ingest.korean.time_words import WEEKDAYS, YEAR_WORDS
from ingest.korean.units import units

ROOT = Path(__file__).parents[1]
PACKAGES = ("ingest", "retriever", "chat", "eval")
# Counting words of one syllable are other words as well (대, 점, 도): a list of these alone tells nothing.
COUNTED = {name for name, unit in units().items() if unit.kind not in ("time", "date", "money", "share")}
# Words of people in questions (누구 ...): kinds of answers, no titles that stand beside a name.
OF_QUESTIONS = {"chat/reading/types.py"}
# The metadata of a foreign corpus ("01/26/2022"): no form that Korean documents write.
OF_A_CORPUS = {"eval/training/referenced/__main__.py"}


def literals(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, text) of each string that is no docstring; the pieces of an f-string count as one, with "□" for what is put in."""
    described = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    statements = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    pieces = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield (
                node.lineno,
                "".join(str(part.value) if isinstance(part, ast.Constant) else "□" for part in node.values),
            )
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in described | statements | pieces
        ):
            yield node.lineno, node.value


def listed(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, text) of each dictionary's keys, and of each list, set or tuple of strings: as one text, for each of them alone lists nothing."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Dict | ast.List | ast.Set | ast.Tuple):
            continue
        parts = node.keys if isinstance(node, ast.Dict) else node.elts
        words = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        if words:
            yield node.lineno, " ".join(words)


def words_of(text: str) -> set[str]:
    """The words that a list or an alternation names."""
    return set(re.split(r"[^가-힣A-Za-z㎡㎞㎏℃%]+", text))


def has_telephone(text: str) -> bool:
    r"""Whether a pattern finds telephone numbers: something before 3 or 4 digits before 4 ("0\d\d?-\d{3,4}-\d{4}")."""
    return bool(re.search(r"[^|(^]\\d\{3,4\}.{0,24}\\d\{4\}", text.replace("{{", "{").replace("}}", "}")))


def has_dates(text: str) -> bool:
    r"""Whether a pattern finds days or months by their figures ("\d{4}\s?[.년]\s?\d{1,2}\s?[.월]", "\d\d?월 ?\d+일", "\d{4}-\d\d-\d\d")."""
    if "\\d" not in text and "\\s" not in text and "[0-9]" not in text:
        return False
    shape = re.sub(r"\(\?<?[=!][^()]*\)", "", text.replace("{{", "{").replace("}}", "}"))
    shape = re.sub(r"\\d\{3,4\}", "T", re.sub(r"\\d\{4\}|□", "Y", shape))  # of a telephone number, of a year
    shape = re.sub(r"\\d(?:\{[\d,]+\})?(?!\+)|\[0-9\](?:\{[\d,]+\})?", "#", shape)
    shape = re.sub(r"\\d\+", "N", shape)
    shape = re.sub(r"\[[^\[\]]*([년월])[^\[\]]*\]", r"\1", shape)
    shape = re.sub(r"\[[^\[\]]*[./][^\[\]]*\]|\\\.", "/", shape)
    shape = re.sub(r"\\s[?*+]?|\[ \][?*+]?|\(\?P<\w+>|\(\?:|[()?*+ ]", "", shape)
    return bool(re.search(r"[#NY](?:년도?|월)[#N]|[#Y]/#+[/월]#|[#Y]-#+-#", shape)) and "시#" not in shape


def has_surnames(text: str) -> bool:
    return (
        any(run in text for run in ("김이박", "김·이·박", "김 이 박"))
        or len(set(ANY_SURNAME[:20]) & set(words_of(text))) > 8
    )


def has_titles(text: str) -> bool:
    return len((TITLES | set(ROLES)) & words_of(text)) > 12


def has_units(text: str) -> bool:
    return len(COUNTED & words_of(text)) > 10


def has_scales(tree: ast.AST) -> list[int]:
    """Lines of dictionaries that give 만, 억, 조 or native numerals their values."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            keys = {key.value for key in node.keys if isinstance(key, ast.Constant)}
            values = {value.value for value in node.values if isinstance(value, ast.Constant)}
            numeric = any(isinstance(value, int) for value in values) or any(
                isinstance(v, ast.BinOp) for v in node.values
            )
            if numeric and (len(keys & SCALES.keys()) > 2 or len(keys & NATIVE.keys()) > 4):
                found.append(node.lineno)
    return found


def has_pivot(tree: ast.AST) -> list[int]:
    """Lines that put a century before two digits ("20" + year, f"20{year}", 1900 + year)."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            sides = [side.value for side in (node.left, node.right) if isinstance(side, ast.Constant)]
            if any(side in ("19", "20", 1900, 2000) for side in sides):
                found.append(node.lineno)
        if isinstance(node, ast.JoinedStr) and len(node.values) > 1:
            first = node.values[0]
            if isinstance(first, ast.Constant) and first.value in ("19", "20"):
                found.append(node.lineno)
    return found


SOUGHT = {
    "telephone pattern": has_telephone,
    "date pattern": has_dates,
    "list of surnames": has_surnames,
    "list of titles": has_titles,
    "list of units": has_units,
}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            name = file.relative_to(ROOT).as_posix()
            if not name.startswith("ingest/korean/") and name not in OF_QUESTIONS | OF_A_CORPUS:
                yield name, ast.parse(file.read_text("utf-8"))


def has_year_words(text: str) -> bool:
    """Whether words for a year ("작년", "올해", "내년") are listed."""
    return len(words_of(text) & YEAR_WORDS.keys()) > 2


def has_quotes_of_years(text: str) -> bool:
    r"""Whether a pattern lists the signs for a century left out ("['‘’`]\d{2}")."""
    return bool(re.search(r"['‘’`´′]{2,}[^\]]*\]\??(?:\\s\??)?(?:\(\?:)?\\d", text))


def has_unit_note(text: str) -> bool:
    r"""Whether a pattern finds the note of a unit ("단위\\s?:")."""
    return bool(re.search(r"단위(?:\\s|\[|\))", text))


def has_offices(text: str) -> bool:
    """Whether a pattern lists the endings of offices' names ("공단|공사|재단|위원회|진흥원")."""
    return "|" in text and len(words_of(text) & {"공단", "공사", "재단", "위원회", "진흥원"}) > 3


def has_connectives(text: str) -> bool:
    """Whether the endings that join statements are listed ("고|며|지만|나"); three of them stand among particles as well (고, 며, 나)."""
    found = words_of(text) & JOINING
    return found >= COORDINATING or len(found) > 3


def has_interrogatives(text: str) -> bool:
    """Whether the words that ask, or beg for an answer, are listed; six of the first stand among the words about a bot ("누구", "뭐")."""
    return len(words_of(text) & INTERROGATIVES.keys()) > 6 or len(words_of(text) & BEGGING) > 5


def has_ordering_letters(text: str) -> bool:
    """Whether the syllables that number items are listed, or any syllable up to 하 is taken for one ("[가-하][.)]")."""
    return "가-하" in text or HANGUL_ROW[:6] in text


BEHIND = {limit.name for limit in LIMITS.values() if limit.place is not LimitPlace.BEFORE}


def has_limits(text: str) -> bool:
    """Whether the words that limit a figure or a time are listed ("이상|이하|미만|초과"); three of them stand among other words as well."""
    return len(words_of(text) & BEHIND) > 3


def has_clock(text: str) -> bool:
    r"""Whether a pattern finds a time of day in more than one form ("오전|오후|밤", "\d{1,2}\s?시|\d{1,2}:\d{2}")."""
    shape = re.sub(r"\\d(?:\{[\d,]+\}|\\d|\+)?\??", "#", text.replace("{{", "{").replace("}}", "}"))
    both = re.search(r"#(?:\\s\?)?시", shape) and re.search(r"#:#", shape) and "|" in shape
    return bool(both) or ("|" in text and len(words_of(text) & set(PART_OF_DAY.split("|"))) > 3)


def has_weekdays(text: str) -> bool:
    """Whether the letters of the days of the week are listed ("[월화수목금토일]")."""
    return WEEKDAYS[:5] in text


def has_times(text: str) -> bool:
    return has_year_words(text) or has_weekdays(text)


IN_ONE_FILE = {
    "ingest/korean/clock.py": has_clock,
    "ingest/korean/connectives.py": has_connectives,
    "ingest/korean/interrogatives.py": has_interrogatives,
    "ingest/korean/letters.py": has_ordering_letters,
    "ingest/korean/limit_words.py": has_limits,
    "ingest/korean/offices.py": has_offices,
    "ingest/unit_notes.py": has_unit_note,
    "ingest/korean/time_words.py": has_times,
    "ingest/korean/years.py": has_quotes_of_years,
}
"""Knowledge that stands in one file of `ingest`, not only in one of `ingest/korean/`."""


def test_what_has_a_file_of_its_own_is_known_in_that_file_alone() -> None:
    second = []
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            name, tree = file.relative_to(ROOT).as_posix(), ast.parse(file.read_text("utf-8"))
            found = [*literals(tree), *listed(tree)]
            for home, has in IN_ONE_FILE.items():
                second += [f"{name}:{line}: {has.__name__}" for line, text in found if name != home and has(text)]
            if name != "ingest/korean/years.py":
                second += [f"{name}:{line}: century pivot" for line in has_pivot(tree)]
    assert second == []
    assert has_times("올해|작년|내년")
    assert has_times(r"\([월화수목금토일]\)")
    assert has_quotes_of_years(r"['‘’`]?(?:\d{4}|\d{2})")
    assert has_quotes_of_years(r"(?:['‘’`]\s?\d{2})")
    assert has_offices("[가-힣]{2,15}(?:부|처|청|위원회|공단|공사|재단)$")
    assert has_unit_note(r"\(단위\s*[:：]")
    assert has_limits(r"\s?(?:이상|이하|미만|초과)")
    assert has_connectives("고|며|지만|나")
    assert has_interrogatives("언제 며칠 얼마 얼마나 어디 누구 무엇")
    assert has_interrogatives("알리 가르치 말하 말씀 설명 궁금")
    assert has_ordering_letters("[가-하][.)]")
    assert has_clock("(?:오전|오후|낮|밤)?")
    assert has_clock(r"\d{1,2}\s?시(?:\s?\d{1,2}분)?|\d{1,2}:\d\d")
    assert not has_clock(r"\d{1,2}시(?!간)")
    assert [
        has_limits(text)
        for _, text in listed(ast.parse('X = {"부터": "from", "까지": "until", "이내": "", "미만": ""}'))
    ] == [True]


def test_nothing_that_ingest_korean_knows_is_written_elsewhere() -> None:
    second = []
    for name, tree in modules():
        found = list(literals(tree))
        second += [f"{name}:{line}: {what}" for line, text in found for what, has in SOUGHT.items() if has(text)]
        second += [f"{name}:{line}: values of numerals" for line in has_scales(tree)]
        second += [f"{name}:{line}: century pivot" for line in has_pivot(tree)]
    assert second == []


@pytest.mark.parametrize(
    ("code", "what"),
    [
        (r're.compile(r"0\d{1,2}-\d{3,4}-\d{4}")', "telephone pattern"),
        (r're.compile(rf"{X}-\d{{3,4}}-?\d{{4}}")', "telephone pattern"),
        (r're.compile(rf"{YEAR}\s?[.년]\s?\d{{1,2}}\s?[.월]\s?\d{{1,2}}")', "date pattern"),
        (r're.compile(r"(?P<m>\d{1,2})월(?:\s?(?P<d>\d{1,2})일)?")', "date pattern"),
        (r're.compile(r"\d{4}-\d\d-\d\d")', "date pattern"),
        ('NAMES = "김이박최정강조윤장임"', "list of surnames"),
        ('HEADS = "과장|국장|팀장|실장|단장|센터장|소장|부장|차장|처장|원장|본부장|사무관|서기관"', "list of titles"),
        ('COUNTED = "명|개|건|곳|종|회|가구|세대|마리|그루|포기|켤레"', "list of units"),
    ],
)
def test_a_second_list_or_pattern_is_seen(code: str, what: str) -> None:
    assert [name for _, text in literals(ast.parse(code)) for name, has in SOUGHT.items() if has(text)] == [what]


@pytest.mark.parametrize("code", ['year = "20" + digits', 'year = f"20{digits}"', "year = 2000 + int(digits)"])
def test_a_second_century_is_seen(code: str) -> None:
    assert has_pivot(ast.parse(code)) == [1]


def test_a_second_table_of_numerals_is_seen() -> None:
    assert has_scales(ast.parse('X = {"천": 1000, "만": 10**4, "억": 10**8}')) == [1]
    assert has_scales(ast.parse('X = {"천": "thousand", "만": "ten thousand", "억": "hundred million"}')) == []
