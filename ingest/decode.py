"""Decodes bytes to text by fixed rules, in this order: byte order mark, pattern of NUL bytes (UTF-16), strict UTF-8, strict CP949. Bytes that
are CP949 are refused where UTF-8 without the damaged bytes has more Hangul.

Statistical detectors call CP949 files "EUC-KR", which lacks 8,822 of its syllables; the rule is right on every
sample we have (docs of the same length in UTF-8, CP949 and UTF-16).
"""

import codecs
import re

from ingest.errors import BadInputError
from ingest.file_signatures import known_kind

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark starts with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w\-]{2,20})", re.IGNORECASE)
"""Where a web page states its encoding."""
_SAMPLE = 1 << 16  # bytes looked at for patterns; a text shows its kind at once
_CONTROLS = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]")
_MAX_CONTROL_SHARE = 0.02  # of the bytes; texts with a few bytes lost to NULs have less, programs and pictures 0.1-0.3
_HANGUL = re.compile(r"[가-힣]")


def decode(data: bytes, source: str) -> str:
    """The text of `data`; `source` is only named in messages. A byte order mark is taken off.

    Raises:
        BadInputError: the bytes are empty, not a text, or in no encoding we know.
    """
    if not data.strip(b" \t\r\n\x00"):
        raise BadInputError(f"'{source}'이(가) 비어 있습니다. 내용이 있는 파일을 지정해 주세요.")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, source)
    if kind := known_kind(data[:_SAMPLE]):
        raise BadInputError(
            f"'{source}'은(는) 텍스트 파일이 아니라 {kind}입니다. 텍스트(.txt)로 저장한 파일을 지정해 주세요."
        )
    wide = _utf16_without_mark(data[:_SAMPLE])
    if wide:
        return _strict(data, wide, source)
    if len(_CONTROLS.findall(data[:_SAMPLE])) > max(4, _MAX_CONTROL_SHARE * len(data[:_SAMPLE])):
        raise BadInputError(
            f"'{source}'은(는) 텍스트 파일이 아닌 것 같습니다(제어 문자가 너무 많습니다). 텍스트 파일을 지정해 주세요."
        )
    return _utf8_or_cp949(data, source)


def _strict(data: bytes, encoding: str, source: str) -> str:
    try:
        # A lone surrogate damages a single letter only: it is accepted here, and `normalise` removes it.
        return data.decode(encoding, "surrogatepass")
    except UnicodeDecodeError as error:
        raise _undecodable(source, f"{encoding.upper()} {error.start + 1:,}번째 바이트") from error


def decode_line(data: bytes) -> str:
    """The text of a line from a terminal or a pipe, without its line end: decoded as UTF-8, else as CP949, else with U+FFFD for each bad byte."""
    data = data.removeprefix(codecs.BOM_UTF8).rstrip(b"\r\n")
    for encoding in ("utf-8", "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")


def _utf16_without_mark(sample: bytes) -> str:
    """The codec, "utf-16-le" or "utf-16-be", where NULs stand on one side of the byte pairs only (spaces and digits have them); "" for others."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    enough = max(2, len(sample) * 0.05)  # a fifth of a Korean text's letters are spaces, digits and stops
    if odd > enough and even < odd * 0.05:
        return "utf-16-le"
    if even > enough and odd < even * 0.05:
        return "utf-16-be"
    return ""


def _utf8_or_cp949(data: bytes, source: str) -> str:
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        damaged = error
    try:
        text = data.decode("cp949")
    except UnicodeDecodeError as error:
        raise _undecodable(
            source, f"UTF-8 {damaged.start + 1:,}번째 바이트, CP949 {error.start + 1:,}번째 바이트"
        ) from error
    # A damaged UTF-8 file can pass as CP949 by chance, but then most of its syllables are lost.
    if len(_HANGUL.findall(data.decode("utf-8", "ignore"))) > len(_HANGUL.findall(text)):
        raise _undecodable(source, f"UTF-8 {damaged.start + 1:,}번째 바이트")
    return text


def _undecodable(source: str, where: str) -> BadInputError:
    return BadInputError(
        f"'{source}'의 글자를 읽을 수 없습니다({where}에서 멈췄습니다). UTF-8이나 CP949(완성형)로 다시 저장해 주세요."
    )
