"""`python -m eval.training.referenced PRESS LAW PUBLIC --out FOLDER`: write the questions that lie here, and their documents, as a folder DATA.

PRESS and LAW are clones of the public repositories hosungseo/gov-press-md (press releases) and xxyy89890-wq/legalize-kr (laws); PUBLIC is the
first folder DATA of `make reader`. The documents are texts of others and do not lie here: the questions refer to them by character positions.
Those of PRESS and LAW are named in `sources.tsv` and written to FOLDER; those of PUBLIC stay there.
"""

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ingest.errors import BadInputError

HERE = Path(__file__).parent
_TITLE = re.compile(r'title: "(.*)"')
_DATE = re.compile(r'approve_date: "(\d\d)/(\d\d)/(\d{4})')
_BODY = "## 본문"


def main() -> int:
    """Write the folder that the argument `--out` names."""
    parser = argparse.ArgumentParser(prog="python -m eval.training.referenced", description=__doc__, allow_abbrev=False)
    parser.add_argument("press", type=Path)
    parser.add_argument("law", type=Path)
    parser.add_argument("public", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    for folder in ("docs", "questions"):
        (given.out / folder).mkdir(parents=True, exist_ok=True)
    written = dict(documents(given.press, given.law))
    for name, text in written.items():
        (given.out / "docs" / name).write_text(text, "utf-8")
    texts = {file.name: file.read_text("utf-8") for file in (given.public / "docs").iterdir()} | written
    for file in sorted((HERE / "questions").glob("*.jsonl")):
        lines = (quoted(json.loads(line), texts) for line in file.read_text("utf-8").splitlines())
        quoted_lines = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (given.out / "questions" / file.name).write_text(quoted_lines, "utf-8")
    return 0


def documents(press: Path, law: Path) -> Iterator[tuple[str, str]]:
    """Yield (file name, text) of each document that `sources.tsv` names, read from the clones."""
    for row in (HERE / "sources.tsv").read_text("utf-8").splitlines():
        name, path = row.split("\t")
        yield (
            (name, law_text(_shown(law, path)))
            if name.startswith("law-")
            else (name, press_text(_shown(press, path), path))
        )


def _shown(clone: Path, path: str) -> str:
    done = subprocess.run(["git", "-C", str(clone), "show", f"HEAD:{path}"], capture_output=True, check=False)
    if done.returncode:
        raise BadInputError(f"'{clone}'에 '{path}'이(가) 없습니다. 공개 저장소를 내려받은 폴더를 지정해 주세요.")
    return done.stdout.decode("utf-8")


def press_text(markdown: str, path: str) -> str:
    """A press release as plain text: title, office and date as its letterhead, then its body."""
    title, date = _TITLE.search(markdown), _DATE.search(markdown)
    if title is None or date is None:
        raise BadInputError(f"'{path}'에 제목이나 배포일이 없습니다.")
    month, day, year = date.groups()
    body = markdown.split(_BODY, 1)[1].strip()
    body = re.split(r"\n## ", body)[0].strip()
    office = Path(path).stem.split("_")[1]
    return f"{title[1]}\n부처: {office}\n배포일: {year}. {int(month)}. {int(day)}.\n\n{body}\n"


def law_text(markdown: str) -> str:
    """A law as plain text, without front matter and marks of Markdown."""
    body = re.sub(r"^---.*?---\n", "", markdown, flags=re.DOTALL).strip()
    return "\n".join(re.sub(r"^#+ *", "", line).replace("**", "") for line in body.split("\n")) + "\n"


def quoted(line: dict[str, Any], texts: dict[str, str]) -> dict[str, Any]:
    """A line of `questions/` with the words of the document in place of each (start, end)."""
    text = texts[line["document"]]

    def words(places: Sequence[Sequence[int]]) -> list[str]:
        return [text[start:end] for start, end in places]

    record = line | {name: words(line.get(name, [])) for name in ("quotes", "alternatives", "tempting")}
    return record | {"spans": [words(inner) for inner in line.get("spans", [])]}


if __name__ == "__main__":
    sys.exit(main())
