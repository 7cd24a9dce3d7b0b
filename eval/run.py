"""`mureobwa eval run`: finds out which kind of set is given, and runs it."""

from pathlib import Path

from chat.service import Mureobwa
from chat.settings import AnswerSettings
from eval.ask import StageProgress, default_folder, run_info, run_questions
from eval.ask_benchmark import run_benchmark
from eval.benchmark import is_benchmark, read_benchmark
from eval.read_set import read_set
from eval.run_folder import QUESTIONS, read_run
from ingest.errors import BadInputError
from retriever.index import Index
from retriever.passage_index import PassageIndex


def run_set(
    path: Path, settings: AnswerSettings, *, out: Path | None, limit: int, baseline: bool, progress: StageProgress
) -> Path:
    """Run the set at `path`; returns the run folder, ready to be scored.

    Raises:
        BadInputError: the set cannot be used.
        BadInputError: `baseline` is given, and the index lies in a database.
        IndexUnusableError: a question set needs an index and there is none.
    """
    if not path.exists():
        raise BadInputError(f"질문집 '{path}'이(가) 없습니다. 경로를 확인해 주세요.")
    one = _benchmark if is_benchmark(path) else _questions
    index, folder = one(path, settings, out, limit, progress)
    if baseline:
        if not isinstance(index, Index):
            raise BadInputError(
                "--baseline은 폴더에 있는 색인으로만 잴 수 있습니다. 설정 index를 비우고 다시 해 주세요."
            )
        from eval.baselines import run_baselines  # imports LangChain, which only comparing needs

        run_baselines(read_run(folder), index, progress)
    return folder


def _questions(
    path: Path, settings: AnswerSettings, out: Path | None, limit: int, progress: StageProgress
) -> tuple[PassageIndex, Path]:
    questions = read_set(path)
    service = Mureobwa.open(settings)
    info = run_info(questions.name, questions.sha256, QUESTIONS, limit, settings, service.index.version)
    folder = out or default_folder(settings.home, questions.name, info)
    run_questions(questions, service, folder, lambda done, total: progress("질문하는 중", done, total), limit)
    return service.index, folder


def _benchmark(
    path: Path, settings: AnswerSettings, out: Path | None, limit: int, progress: StageProgress
) -> tuple[PassageIndex, Path]:
    from eval.scratch import corpus_index

    benchmark = read_benchmark(path)
    index, scratch = corpus_index(benchmark, settings, progress)
    info = run_info(benchmark.name, benchmark.sha256, benchmark.kind, limit, scratch, index.version)
    folder = out or default_folder(settings.home, benchmark.name, info)
    run_benchmark(benchmark, index, scratch, folder, lambda done, total: progress("질문하는 중", done, total), limit)
    return index, folder
