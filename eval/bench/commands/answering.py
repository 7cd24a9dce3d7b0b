"""The commands that measure answering: its speed, its load and what verification catches."""

from pathlib import Path
from typing import Annotated

import typer

from eval.bench.commands.arguments import Citizens, QuestionsArgument, asked, tell
from ingest.errors import from_extra


def latency(questions: QuestionsArgument) -> None:
    """질문 하나에 걸리는 시간과 메모리를 잽니다 (서버 없이, 한 개씩).

    예: mureobwa bench latency seeds/2022-digital-new-deal.questions.jsonl
    """
    from chat.settings import AnswerSettings
    from eval.bench.latency import report

    tell(report(asked(questions), AnswerSettings.load()))


def load(
    questions: QuestionsArgument,
    citizens: Citizens = 50,
    overload: Citizens = 500,
    seconds: Annotated[int, typer.Option(min=1, max=600, help="위의 시험마다 걸리는 시간(초)")] = 60,
    in_a_row: Annotated[int, typer.Option(min=0, max=100_000, help="한 줄로 물을 질문 수 (0: 뺌)")] = 10_000,
) -> None:
    """여럿이 한꺼번에 물을 때 기다리는 시간, 오류, 메모리를 잽니다. 쉬는 컴퓨터에서 10분쯤 걸립니다.

    예: mureobwa bench load seeds/2022-digital-new-deal.questions.jsonl
    """
    from chat.settings import AnswerSettings

    with from_extra("page"):
        from eval.bench.load import Trials, run

    trials = Trials(citizens, overload, seconds, in_a_row)
    if not run(asked(questions), AnswerSettings.load().home, trials):
        raise typer.Exit(1)


def adversarial(
    count: Annotated[int, typer.Option(min=1, help="물을 질문 수")] = 2_000,
) -> None:
    """되도록 오래 걸리게 지어낸 질문들의 처리 시간(CPU)을 단계별로 잽니다. 가장 오래 걸린 30개는 세 번 더 물어 가장 짧은 것을 봅니다.

    예: mureobwa bench adversarial --count 1200
    """
    from chat.settings import AnswerSettings
    from eval.bench.adversarial import report

    tell(report(AnswerSettings.load(), count))


def neighbour(
    questions: QuestionsArgument,
    count: Annotated[int, typer.Option(min=1, max=1_000, help="시험마다 물을 질문 수")] = 60,
) -> None:
    """한 사람이 값비싼 질문을 쏟아붓는 동안 다른 사람이 기다리는 시간을 잽니다.

    예: mureobwa bench neighbour seeds/2022-digital-new-deal.questions.jsonl
    """
    from chat.settings import AnswerSettings

    with from_extra("page"):
        from eval.bench.neighbour import run

    if not run(asked(questions), AnswerSettings.load().home, count):
        raise typer.Exit(1)


def api() -> None:
    """API가 답하는 속도와 위젯 파일의 크기를 잽니다.

    예: mureobwa bench api
    """
    from chat.settings import AnswerSettings

    with from_extra("page"):
        from eval.bench.api import run

    run(AnswerSettings.load())


def verification(
    folders: Annotated[
        list[Path] | None,
        typer.Argument(metavar="폴더", help="묶음 폴더들 (비면 소스 저장소의 묶음 모두)", file_okay=False),
    ] = None,
) -> None:
    """언어 모델이 쓴 틀린 문장을 얼마나 잡아내고 맞는 문장을 얼마나 버리는지 잽니다.

    예: mureobwa bench verification
    """
    from eval.bench.verification import folders_of, read_folder, report
    from retriever.embed import load_embedder
    from retriever.settings import Settings

    chosen = folders_of(folders or ())
    embedder = load_embedder(Settings.load())
    tell(report([one for folder in chosen for one in read_folder(folder, embedder)]))


def writing(
    questions: QuestionsArgument,
    out: Annotated[
        Path | None, typer.Option("--out", help="질문마다의 두 답을 적을 JSONL 파일", dir_okay=False)
    ] = None,
    limit: Annotated[int, typer.Option(min=0, help="답이 있는 질문 앞에서 몇 개만 (0: 모두)")] = 0,
) -> None:
    """설정한 언어 모델이 쓴 답을 문서의 문장으로 된 답과 견줍니다.

    예: mureobwa bench writing seeds/2022-digital-new-deal.questions.jsonl --limit 20
    """
    from chat.service import Mureobwa
    from chat.settings import AnswerSettings
    from eval.bench.writing import chosen, pairs_of, report
    from eval.read_set import read_set

    service = Mureobwa.open(AnswerSettings.load())
    tell(report(pairs_of(chosen(read_set(questions).questions, limit), service, out), service))
