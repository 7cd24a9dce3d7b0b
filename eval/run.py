"""`mureobwa eval run`: which kind of set it is, and the run that belongs to it."""

from collections.abc import Callable
from pathlib import Path

from chat.service import Mureobwa
from chat.settings import Settings
from eval.ask import default_folder, run_info, run_questions
from eval.read_set import read_set
from eval.run_folder import QUESTIONS

Tell = Callable[[str, int, int], None]
"""Called with (stage in Korean, done, all)."""


def run_set(path: Path, settings: Settings, *, out: Path | None, limit: int, baseline: bool, progress: Tell) -> Path:
    """Run the set at `path` and give the run folder, ready to be scored.

    Raises:
        BadInputError: the set cannot be used.
        IndexUnusableError: a question set needs an index and there is none.
    """
    questions = read_set(path)
    service = Mureobwa.open(settings)
    info = run_info(questions.name, questions.sha256, QUESTIONS, limit, settings, service.index.version)
    folder = out or default_folder(settings.home, questions.name, info)
    run_questions(questions, service, folder, lambda done, total: progress("질문하는 중", done, total), limit)
    return folder
