"""The place where the characters of a text change: signs, spaces and leftovers of converters, never words. (`drawn` then parts the columns of drawn
tables by tabs.)

Tabs and line breaks stay, because they carry tables and lists; a form feed stays on a line of its own, as a page
break. Applying it twice changes nothing more.
"""

import re
import unicodedata

_LINE_ENDS = re.compile(r"\r\n|[\r\v\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000\u115f\u1160\u3164\uffa0]")
# Control characters, soft hyphen, zero-width and direction marks, byte order marks, lone surrogates, non-characters.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\ufeff\ufff9-\ufffb\ufffe\uffff\ufdd0-\ufdef\ud800-\udfff]"
)
# Signs of double width (U+FF01-FF5E, U+FFE0-FFE6: the forms of East Asian typewriters, UAX #11) but for the back-slash, which escapes.
_FULL_WIDTH = str.maketrans(
    {chr(0xFF01 + n): chr(0x21 + n) for n in range(0x5E) if n != 0x3B}
    | dict(zip("￠￡￢￤￥￦", "¢£¬¦¥₩", strict=True))
)
_PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010fffd]")
# At the start of a line they are bullets, unless they stand where Hanyang's fonts keep old Hangul and belong to a word.
_PRIVATE_BULLET = re.compile(
    r"(?m)^([ \t]*)(?:[\uf000-\uf0ff\U000f0000-\U0010fffd]+(?=[ \t]*\S)|[\ue000-\uf8ff]+(?=[ \t]+\S))"
)
_MISSING = "▯"
"""Stands for a letter that only its own font can draw: a quotation must show that a letter is missing."""
# Boxed digits 1-10 and double corner brackets of Hancom's fonts, ringed digits of Wingdings.
_PRIVATE_MARKS = str.maketrans(
    {chr(0xF02B1 + n): chr(ord("①") + n) for n in range(10)}
    | {"\U000f0854": "『", "\U000f0855": "』"}
    | {chr(0xF081 + n): chr(ord("①") + n) for n in range(10)}
    | {chr(0xF08C + n): chr(ord("❶") + n) for n in range(10)}
)
# Other signs of Symbol (U+F0AC-F0B7) and Wingdings, as word processors store them: Microsoft's code plus U+F000.
_PRIVATE_SIGNS = str.maketrans(
    "\uf028\uf06c\uf06d\uf06e\uf06f\uf070\uf071\uf072\uf075\uf076\uf09e\uf09f\uf0a1\uf0a7\uf0a8\uf0ab"
    "\uf0ac\uf0ad\uf0ae\uf0af\uf0b0\uf0b1\uf0b4\uf0b7\uf0d8\uf0df\uf0e0\uf0e8\uf0f0\uf0fb\uf0fc\uf0fe",
    "☎●❍■□□❑❒◆❖·•○▪◻★←↑→↓°±×•➢←→➔⇨✗✓☑",
)
_TAG = re.compile(
    r"</?(?:a|b|br|center|div|em|font|h[1-6]|i|img|li|ol|p|small|big|span|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)"
    r"(?:\s[^<>\n]{0,300})?/?>",
    re.IGNORECASE,
)
_ENTITIES = {"&nbsp;": " ", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&"}
_ENTITY = re.compile("|".join(_ENTITIES))
_ESCAPE = re.compile(r"\\([!-/:-@\[\]^_`{|}~])")
_STAR_NOTES = re.compile(r"(?m)^[ \t]*\*{2,3}[ \t]")
_BOLD = re.compile(r"\*\*(?=[^\s*])([^*\n]{1,500}?)(?<=[^\s*])\*\*")
_BOLD_AT_WORD = re.compile(r"(?<![^\s\"'“‘「(\[<·])\*\*(?=[^\s*])([^*\n]{1,500}?)(?<=[^\s*])\*\*")
_LEFT_STARS = re.compile(r"\*{2,}(?![*])")
_PIPE_ROW = re.compile(r"(?m)^[ ]*\|(.*\|.*)\|[ ]*$")
_RULE_ROW = re.compile(r"(?m)^[ \t]*(?:[-:=─━═_]{2,}[ \t]*)(?:[|\t][ \t]*[-:=─━═_]{2,}[ \t]*)+\n?")
_RULE = re.compile(r"(?m)^[ \t]*[-=─━═_*~]{3,}[ \t]*$")
_FORM_FEED = re.compile(r"\n?(?<![ \t])[ \t]*\f[ \t]*\n?")
# A middle dot that a converter to CP949 lost between two words ("학생?학부모?교사"): a question ends before a space, or in one of its endings.
# Nor behind a particle that closes a question in Q&A pages ("대상은?서울 거주자").
_LOST_DOT = re.compile(r"(?<=[가-힣])(?<![까죠니냐은는])(?<![가나데래세아어에여예지해]요)\?(?=[가-힣])")
_SPACED_OUT = re.compile(r"(?<=\S) {2,}(?=\S)")
_TRAILING = re.compile(r"(?m)(?<! ) +$")  # looking behind keeps a long run of spaces from being tried at each
_ROUNDS = 4  # removing one leftover can bring another to light ("&lt;p>"); texts settle in two


def normalise(text: str, star_notes: bool = False) -> str:
    """`text` in NFC, cleaned. The text of every document is made of such text, so that offsets count its characters.

    `star_notes`: the document that `text` is a piece of has notes that begin with "** " (`has_star_notes`).
    """
    for _ in range(_ROUNDS):
        clean = _once(text, star_notes)
        if clean == text:
            break
        text = clean
    return text


def single_spaced(text: str) -> str:
    """`text` with one space where several part two words of a line ("2023년  3월  24일"): word processors stretch lines by them, and no pattern
    of dates or names has to allow for it. Indentation stays; what draws a table must have been read before (`drawn.tabbed`).
    """
    return _SPACED_OUT.sub(" ", text)


def half_width(text: str) -> str:
    """`text` in NFC with signs of double width in their usual form ("￦２５，０００" -> "₩25,000"): how documents and questions write them."""
    return unicodedata.normalize("NFC", text).translate(_FULL_WIDTH)


# Beside the category Cf: the grapheme joiner, variation selectors, Mongolian ones, Khmer's inherent vowels.
_UNSEEN_MARKS = re.compile(r"[\u034f\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_BLANKS = re.compile(r"[\u115f\u1160\u2800\u3164\uffa0]")


def visible(text: str) -> str:
    """`text` without characters that are invisible when it is shown: zero-width and direction marks, soft hyphens, tags, variation selectors
    (Unicode's category Cf and the marks that draw nothing); Hangul fillers and the braille blank become spaces.
    """
    if text.isascii():
        return text
    kept = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return _BLANKS.sub(" ", _UNSEEN_MARKS.sub("", kept))


def _once(text: str, star_notes: bool) -> str:
    text = _LINE_ENDS.sub("\n", text)
    if _PRIVATE.search(text):
        text = _PRIVATE_BULLET.sub(r"\1•", text.translate(_PRIVATE_MARKS))
        text = _PRIVATE.sub(_MISSING, text.translate(_PRIVATE_SIGNS))
    text = half_width(_INVISIBLE.sub("", _SPACES.sub(" ", text)))
    if "\f" in text:
        text = _FORM_FEED.sub("\n\f\n", text)
    if "<" in text or "&" in text:
        text = _TAG.sub(_tag_space, _ENTITY.sub(lambda found: _ENTITIES[found[0]], text))
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    if "?" in text:
        text = _LOST_DOT.sub("·", text)
    if "**" in text:
        text = _without_bold(text, star_notes or has_star_notes(text))
    if "|" in text:
        text = _PIPE_ROW.sub(lambda row: "\t".join(cell.strip() for cell in row[1].split("|")), text)
    text = _RULE.sub("", _RULE_ROW.sub("", text))
    return _TRAILING.sub("", text)


def _tag_space(tag: re.Match[str]) -> str:
    return " " if tag[0].lower().startswith("<br") else ""


def has_star_notes(text: str) -> bool:
    """Whether notes in `text` begin with "** ", so that "**" behind a word refers to one."""
    return bool(_STAR_NOTES.search(text))


def _without_bold(text: str, star_notes: bool) -> str:
    """`text` without Markdown's bold marks; "** " at the start of a line is a second footnote and stays.

    Where a document numbers its footnotes with stars, a mark inside a line can be their reference: only marks
    that open at a word and are closed are bold there.
    """
    if star_notes:
        return _BOLD_AT_WORD.sub(r"\1", text)
    return _LEFT_STARS.sub("", _BOLD.sub(r"\1", text))
