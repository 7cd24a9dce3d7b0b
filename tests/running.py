"""The command line, run inside the test's own process."""

import sys
from collections.abc import Callable

import pytest

import mureobwa

Run = Callable[..., tuple[int, str, str]]
"""Words of a command in; its exit code, standard output and standard error out."""


def runner(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """What runs `mureobwa` with the words it is called with."""

    def call(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["mureobwa", *words])
        with pytest.raises(SystemExit) as left:
            mureobwa.main()
        out, err = capsys.readouterr()
        return int(left.value.code or 0), out, err

    return call
