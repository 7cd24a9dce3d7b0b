"""The worker process that reads untrusted files, `python -m ingest.formats.worker`: a request a line, a reply a line (JSON).

A request is `{"path": ..., "kind": ..., "ocr": whether pages are read by OCR, "seconds": how long it may take}`, a reply
`{"source": ...}` or `{"refused": a sentence in Korean}`.
"""

import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

from ingest.errors import BadInputError
from ingest.formats.worker_process import MEMORY
from ingest.gate import Format
from ingest.source import Source, size_of, to_json, too_much

_MAX_REPLY = 64 * 2**20  # characters; a book of a thousand pages has two million


def read(data: bytes, kind: Format, by_ocr: bool = False) -> Source:
    """The parts of the file `data`, read by the reader of its format `kind`; `by_ocr` as in `ingest.formats.pdf.read_pdf.read`.

    Raises:
        BadInputError: the file cannot be read, with the reason.
    """
    match kind:
        case Format.HWP | Format.HWPX:
            from ingest.formats import hwp

            return hwp.read(data)
        case Format.PDF:
            from ingest.formats import pdf

            return pdf.read(data, by_ocr)
        case Format.DOCX:
            from ingest.formats import docx

            return docx.read(data)
        case Format.HTML:
            from ingest.formats import html

            return html.read(data)
        case Format.XLSX | Format.CSV:
            from ingest.formats import xlsx

            return xlsx.read(data)
        case Format.MARKDOWN:
            from ingest.formats import markdown

            return markdown.read(data)
        case Format.TEXT | Format.ZIP:
            raise ValueError(f"{kind} is read without a reader of its own")


def answer(asked: dict[str, Any]) -> str:
    """The reply to one request, as a line of JSON."""
    try:
        source = read(Path(asked["path"]).read_bytes(), Format(asked["kind"]), asked["ocr"])
        if reason := too_much(size_of(source.parts)):
            return _refused(reason)
        reply = json.dumps({"source": to_json(source)})
    except BadInputError as error:
        return _refused(str(error))
    except MemoryError:
        return _refused("읽는 데 메모리가 너무 많이 듭니다. 파일을 나누어 저장해 주세요.")
    except RecursionError:
        return _refused("내용이 너무 깊이 겹쳐 있습니다. 파일을 만든 곳에 확인해 주세요.")
    except Exception as error:  # whatever a library raises for a damaged file concerns that file only
        return _refused(f"손상되어 읽을 수 없습니다({type(error).__name__}). 원본을 다시 받거나 다시 저장해 주세요.")
    if len(reply) > _MAX_REPLY:
        return _refused("글이 지나치게 많습니다. 파일을 나누어 저장해 주세요.")
    return reply


def _refused(reason: str) -> str:
    return json.dumps({"refused": reason})


def main() -> None:
    """Answer requests from standard input until it ends."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not pass for a reply
    for question in sys.stdin:
        asked = json.loads(question)
        # The signal ends this process, also inside a library, and also when nobody waits any more.
        signal.setitimer(signal.ITIMER_REAL, asked["seconds"])
        reply = answer(asked)
        signal.setitimer(signal.ITIMER_REAL, 0)
        replies.write(reply + "\n")
        replies.flush()


if __name__ == "__main__":
    main()
