"""Gives the words that a spreadsheet shows for a value under its number format: "53,000원", "80%", "2024. 3. 2.", "오후 6:00".

The format codes are those of ECMA-376 part 1, 18.8.31; what is not understood (fractions) is shown as without a format.
"""

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal

from openpyxl.cell import Cell
from openpyxl.utils.datetime import from_excel

from ingest.korean.time_words import ENGLISH_MONTHS, WEEKDAYS

_KOREAN = {
    **dict.fromkeys((27, 36, 50, 57), 'yyyy"年" mm"月" dd"日"'),
    **dict.fromkeys((28, 29, 51, 54, 58), "mm-dd"),
    30: "mm-dd-yy",
    31: 'yyyy"년" mm"월" dd"일"',
    32: 'h"시" mm"분"',
    33: 'h"시" mm"분" ss"초"',
    **dict.fromkeys((34, 35, 52, 53, 55, 56), "yyyy-mm-dd"),
}
"""The formats that a workbook names by number only, in Korean (ECMA-376 part 1, 18.8.30, ko-kr); openpyxl knows those of all languages."""

_SYSTEM_DATE = {"mm-dd-yy": "yyyy-mm-dd", "m/d/yy h:mm": "yyyy-mm-dd h:mm"}
"""Formats that follow the system (14 and 22 of 18.8.30), as a Korean system shows them."""

_SECTIONS = re.compile(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*)(?:;|$)')
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]\-]*)(?:-[^\]]*)?\]|\[(?P<elapsed>h+|m+|s+)\]|\[[^\]]*\]'
    r"|(?P<date>AM/PM|A/P|오전/오후|y+|m+|d+|a{3,4}|h+|s+(?:\.0+)?)|(?P<digit>[0#?])|(?P<sign>[.,%@])|(?P<power>E[+\-])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\]")
_KOREAN_LOCALE = re.compile(r"\[\$[^\]]*-(?:x-sysdate|[0-9A-Fa-f]*0?412)")
_ENGLISH_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_DIGITS = 12
"""Significant digits that are kept of a number without a format; further ones are those of binary fractions."""
_LARGEST = Decimal(10) ** 18  # from here on formats are ignored: their places hold no more digits than a value has
_GENERAL = re.compile(r"General|^\s*@\s*$", re.IGNORECASE)
_LONGEST = 256  # characters of a format; what is longer is damage

_Token = tuple[str, str]


def words_of(cell: Cell) -> str:
    """The words that `cell` shows."""
    # openpyxl gives no code for the formats that differ from language to language, and hides their numbers.
    own = _KOREAN.get(cell._style.numFmtId) if cell.has_style else None
    return shown(cell.value, own or cell.number_format)


def shown(value: object, code: str = "General") -> str:
    """The words that a cell with `value` (as openpyxl gives it) shows under the format `code`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    code = _SYSTEM_DATE.get(code, code or "General")[:_LONGEST]
    if isinstance(value, int | float):
        return _number(Decimal(str(value)), code)
    if isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
        return _moment(value, code)
    tokens = _tokens(_sections(code)[-1])
    if ("sign", "@") in tokens:
        return "".join(str(value) if token == ("sign", "@") else _literal(token) for token in tokens)
    return str(value)


def _sections(code: str) -> list[str]:
    """The parts of a format between semicolons: one for all, or for positive, negative, zero, text."""
    found = [section[1] for section in _SECTIONS.finditer(code)]
    return found[:-1] if len(found) > 1 and not found[-1] else found


def _tokens(section: str) -> list[_Token]:
    return [(found.lastgroup, found[found.lastgroup]) for found in _TOKEN.finditer(section) if found.lastgroup]


def _literal(token: _Token) -> str:
    return token[1] if token[0] in ("quoted", "escaped", "currency", "other") else ""


def _words(section: str) -> str:
    return "".join(map(_literal, _tokens(section)))


def _general(value: Decimal) -> str:
    words = f"{value:.{_DIGITS}g}" if value != value.to_integral_value() else f"{value:f}"
    words = f"{Decimal(words):f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


def _number(value: Decimal, code: str) -> str:
    if not value.is_finite():
        return str(value)
    section, value = _chosen(value, code)
    named = _GENERAL.search(section)
    if named:
        return _words(section[: named.start()]) + _general(value) + _words(section[named.end() :])
    tokens = _tokens(section)
    kinds = {kind for kind, _ in tokens}
    if abs(value) >= _LARGEST or ("digit" in kinds and ("other", "/") in tokens):
        return _general(value)
    if kinds & {"date", "elapsed"} and "digit" not in kinds:
        try:
            return _moment(from_excel(float(value), timedelta="elapsed" in kinds), code)
        except (ValueError, OverflowError, TypeError):
            return _general(value)
    if "power" in kinds:
        decimals = sum(kind == "digit" for kind, _ in tokens[: [kind for kind, _ in tokens].index("power")]) - 1
        return f"{value:.{max(0, decimals)}E}"
    return _filled(value, tokens)


def _chosen(value: Decimal, code: str) -> tuple[str, Decimal]:
    """The section that shows `value`, and the value without the sign that the section writes itself."""
    sections = _sections(code)
    numeric = sections[:3]
    if _CONDITION.search(code):
        for section in numeric:
            condition = _CONDITION.search(section)
            if condition is None or _holds(value, condition[1], Decimal(condition[2])):
                return section, value
        return numeric[-1], value
    if value < 0 and len(numeric) > 1:
        return numeric[1], -value
    return numeric[2 if value == 0 and len(numeric) > 2 else 0], value


def _holds(value: Decimal, sign: str, bound: Decimal) -> bool:
    results = {"<": value < bound, ">": value > bound, "=": value == bound}
    return {**results, "<=": value <= bound, ">=": value >= bound, "<>": value != bound}[sign]


def _filled(value: Decimal, tokens: list[_Token]) -> str:
    """The digits of `value` in the places that the format holds for them; the leftmost place takes all that are left."""
    places = [index for index, (kind, _) in enumerate(tokens) if kind == "digit"]
    point = next((index for index, token in enumerate(tokens) if token == ("sign", ".")), len(tokens))
    whole, after = [index for index in places if index < point], [index for index in places if index > point]
    commas = [index for index, token in enumerate(tokens) if token == ("sign", ",") and places]
    grouped = any(whole and whole[0] < index < whole[-1] for index in commas)
    thousands = sum(bool(places) and index > places[-1] for index in commas)
    scaled = value * 100 ** sum(token == ("sign", "%") for token in tokens) / 1000**thousands
    digits = f"{abs(scaled).quantize(Decimal(1).scaleb(-len(after)), ROUND_HALF_UP):f}"
    before, _, decimals = digits.partition(".")
    needed = next(
        (
            count
            for count, index in enumerate(reversed(after))
            if tokens[index][1] == "0" or decimals[-count - 1] != "0"
        ),
        len(after),
    )
    out: dict[int, str] = {}
    rest = "" if before == "0" else before
    for index in reversed(whole):
        digit, rest = (rest[-1:], rest[:-1]) if index != whole[0] else (rest, "")
        out[index] = digit or ("0" if tokens[index][1] == "0" else "")
    if grouped:
        joined = "".join(out[index] for index in whole)
        out = dict.fromkeys(whole, "") | {whole[0]: f"{int(joined):,}" if joined else ""}
    out.update({index: decimals[place] if place < len(after) - needed else "" for place, index in enumerate(after)})
    signs = {".": "." if needed < len(after) else "", "%": "%"}
    words = "".join(
        out.get(index, "") if kind == "digit" else signs.get(text, "") if kind == "sign" else _literal((kind, text))
        for index, (kind, text) in enumerate(tokens)
    )
    negative = scaled < 0 and bool(Decimal(digits))
    return ("-" if negative else "") + words.strip()


def _moment(value: dt.datetime | dt.date | dt.time | dt.timedelta, code: str) -> str:
    """The words that a date, a time or a duration shows under the format `code`."""
    section = _sections(code)[0]
    tokens = _tokens(section)
    if isinstance(value, dt.timedelta):
        seconds = int(value.total_seconds() + 0.5)
        hours = seconds // 3600
        moment = dt.datetime.min + dt.timedelta(seconds=seconds % 86_400)
    else:
        day, time = (dt.date.min, value) if isinstance(value, dt.time) else (value, dt.time())
        moment = value if isinstance(value, dt.datetime) else dt.datetime.combine(day, time)
        hours, seconds = moment.hour, 0
    if not any(kind in ("date", "elapsed") for kind, _ in tokens):  # typed as a date, and shown without a format
        return _plain(value)
    half = any(text.upper() in ("AM/PM", "A/P", "오전/오후") for kind, text in tokens if kind == "date")
    korean = bool(_KOREAN_LOCALE.search(section)) or "오전/오후" in code
    words = []
    for index, (kind, text) in enumerate(tokens):
        if kind == "elapsed":
            words.append(str({"h": hours, "m": seconds // 60, "s": seconds}[text[0].lower()]).zfill(len(text)))
        elif kind == "date":
            words.append(_field(moment, text.lower(), _is_minute(tokens, index), half, korean))
        elif kind in ("sign", "digit"):
            words.append(text if text in ".,%" else "")
        else:
            words.append(_literal((kind, text)))
    return "".join(words).strip()


def _plain(value: dt.datetime | dt.date | dt.time | dt.timedelta) -> str:
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d}" + (f" {value:%H:%M}" if value.time() != dt.time() else "")
    return f"{value:%H:%M}" if isinstance(value, dt.time) else str(value)


def _is_minute(tokens: list[_Token], index: int) -> bool:
    """Whether the token at `index` is an "m" for minutes: hours stand before it or seconds behind it."""
    if tokens[index][1][0] not in "mM":
        return False
    times = [(place, text[0].lower()) for place, (kind, text) in enumerate(tokens) if kind in ("date", "elapsed")]
    before = next((sign for place, sign in reversed(times) if place < index), "")
    after = next((sign for place, sign in times if place > index), "")
    return before == "h" or after == "s"


def _field(moment: dt.datetime, text: str, minute: bool, half: bool, korean: bool) -> str:
    if text in ("am/pm", "a/p", "오전/오후"):
        signs = ("오전", "오후") if korean else ("AM", "PM")
        return signs[moment.hour >= 12]
    if minute:
        return str(moment.minute).zfill(min(len(text), 2))
    day = moment.weekday()
    match text[0]:
        case "y":
            return f"{moment.year:04}" if len(text) > 2 else f"{moment.year % 100:02}"
        case "m":
            return (
                str(moment.month).zfill(len(text))
                if len(text) < 3
                else ENGLISH_MONTHS[moment.month - 1][: 3 if len(text) == 3 else None]
            )
        case "a":
            return WEEKDAYS[day] + ("요일" if len(text) == 4 else "")
        case "d" if len(text) > 2:
            names = [f"{name}요일" for name in WEEKDAYS] if korean else _ENGLISH_DAYS
            return names[day] if len(text) > 3 else names[day][: 1 if korean else 3]
        case "d":
            return str(moment.day).zfill(len(text))
        case "h":
            return str((moment.hour - 1) % 12 + 1 if half else moment.hour).zfill(min(len(text), 2))
        case _:
            return str(moment.second).zfill(len(text.partition(".")[0]))
