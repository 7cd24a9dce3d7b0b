"""Decides whether the text layer of a page can be used: it may be missing (a scan), or hold other letters than those that one sees."""

import re
from collections.abc import Sequence

from ingest.formats.pdf.page_marks import Letter, Sheet

_FEW = 20  # letters; a page with fewer beside a picture is a scan with a stamp or a number
_PICTURE = 0.2  # share of the page's area that a picture of text covers; less is a logo
_OUTLINES = 100  # figures with curves; a page with so many and hardly a letter, or no Hangul, has its letters drawn
_ENOUGH = 100  # letters; with fewer the language is not judged
_HANGUL = 0.02  # share of Hangul in the letters; with less a Korean office's page is in another language, or broken
_UNMAPPED = 0.2  # share of letters without a Unicode value in a broken text; bullets without one make up less
_LETTERS = 0.4  # share of letters in the printed characters; a page with less is one of figures
_COMMON = 0.02  # share of the words (signs) below in a text; no text of these languages has less
_WORDS = re.compile(r"\b(?:the|of|and|to|in|for|is|và|của|các|là|yang|dan|untuk|ng|sa)\b", re.IGNORECASE)
_SIGNS = re.compile(r"[\u3041-\u30ff的是在了不有和\u0e00-\u0e7f\u0400-\u04ff]")


def needs_ocr(sheet: Sheet) -> bool:
    """Whether the words of a page can only be read by OCR."""
    letters = sheet.letters
    if len(letters) < _FEW:
        area = max((box.width * box.height for box in sheet.pictures), default=0.0)
        return area >= _PICTURE * sheet.box.width * sheet.box.height or sheet.curved >= _OUTLINES
    return sheet.unmapped >= _UNMAPPED * len(letters) or _is_garbled(letters) or _is_drawn(sheet)


def _is_drawn(sheet: Sheet) -> bool:
    """Whether the Hangul of a page is drawn as figures: its fonts had to stay out of the file, and digits and signs alone are text."""
    if sheet.curved < _OUTLINES or any("가" <= letter.text <= "힣" for letter in sheet.letters):
        return False
    return sum(letter.text.isalpha() for letter in sheet.letters) < _LETTERS * len(sheet.letters)


def _is_garbled(letters: Sequence[Letter]) -> bool:
    """Whether `letters` are neither Korean nor figures nor a language that stands beside Korean in an office's papers."""
    text = "".join((" " if letter.spaced else "") + letter.text for letter in letters)
    alphabetic = [sign for sign in text if sign.isalpha()]
    if len(letters) < _ENOUGH or len(alphabetic) < _LETTERS * len(letters):
        return False
    if sum("가" <= sign <= "힣" for sign in alphabetic) >= _HANGUL * len(alphabetic):
        return False
    common = len(_WORDS.findall(text)) < _COMMON * len(text.split())
    return common and len(_SIGNS.findall(text)) < _COMMON * len(alphabetic)
