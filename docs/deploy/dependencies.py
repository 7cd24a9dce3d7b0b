"""`make dependencies`: docs/dependencies.md, what an installed Mureobwa consists of, with versions and licences.

Read from what is installed beside the interpreter that runs this: the dependencies of pyproject.toml for the extras that are
named, and theirs in turn. No network is asked; the list is what is to be held against a list of known faults by hand.
"""

import datetime as dt
import re
import sys
import tomllib
from email import message_from_string
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
_LONG = 60  # a field that holds the whole licence text is no name of one


def wanted(extras: set[str]) -> list[Requirement]:
    """What pyproject.toml asks for with `extras`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [
        *project["dependencies"],
        *(one for extra in sorted(extras) for one in project["optional-dependencies"][extra]),
    ]
    return [Requirement(one) for one in asked]


def closure(requirements: list[Requirement]) -> dict[str, Distribution]:
    """The installed distributions that `requirements` need, each with what it needs in turn, by name.

    Raises:
        SystemExit: one of them is not installed.
    """
    found: dict[str, Distribution] = {}
    waiting = [(one, set(one.extras)) for one in requirements if not one.marker or one.marker.evaluate()]
    seen: set[tuple[str, str]] = set()
    while waiting:
        requirement, extras = waiting.pop()
        name = canonicalize_name(requirement.name)
        new = {(name, extra) for extra in {"", *extras}} - seen
        if not new:
            continue
        seen |= new
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            raise SystemExit(f"'{name}'이 설치되어 있지 않습니다. 'make install'을 먼저 실행해 주세요.") from None
        for text in found[name].requires or ():
            inner = Requirement(text)
            if not inner.marker or any(inner.marker.evaluate({"extra": extra}) for _, extra in new):
                waiting.append((inner, set(inner.extras)))
    found.pop("mureobwa", None)  # named by an extra that holds another
    return found


def licence(held: Distribution) -> str:
    """The licence as the package names it: its SPDX expression, else its classifiers, else its short field."""
    # The metadata are an e-mail message's header; the type of `metadata` promises less.
    fields = message_from_string(str(held.read_text("METADATA") or ""))
    if expression := fields["License-Expression"]:
        return str(expression)
    classified = [
        str(c).rsplit(" :: ", 1)[1] for c in fields.get_all("Classifier") or () if str(c).startswith("License :: ")
    ]
    classified = [name for name in classified if name != "OSI Approved"]
    short = " ".join(str(fields["License"] or "").split())
    return ", ".join(classified) or (short if 0 < len(short) <= _LONG else "배포 파일의 LICENSE 참조")


def page(extras: set[str], today: dt.date) -> str:
    """The whole document."""
    found = closure(wanted(extras))
    rows = [f"| {name} | {one.version} | {re.sub(r'[|]', '/', licence(one))} |" for name, one in sorted(found.items())]
    return "\n".join(
        [
            "# 설치되는 꾸러미",
            "",
            f"*`make dependencies`가 만든 목록입니다({today:%Y. %-m. %-d.}, 파이썬 {sys.version_info[0]}.{sys.version_info[1]}, extras: {', '.join(sorted(extras))}).*",
            "",
            f"꾸러미 {len(found)}개. 알려진 취약점 목록(OSV, PyPI Advisory)과 견줄 때 이 이름과 버전을 쓰세요. 인터넷이 되는 곳에서는",
            "`pip-audit -r <(pip freeze)`가 같은 일을 합니다. 망분리 환경에서는 취약점 데이터베이스를 부를 수 없어 저절로 견주지 못합니다.",
            "",
            "| 꾸러미 | 버전 | 이용 조건 |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


if __name__ == "__main__":
    (ROOT / "docs" / "dependencies.md").write_text(page(set(sys.argv[1:]), dt.date.today()), "utf-8")
