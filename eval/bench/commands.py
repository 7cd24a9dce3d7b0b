"""The commands `mureobwa bench ...`: the figures of docs/measurements*.md, measured again. No logic here.

Each command imports what it measures inside. Those that use a browser need the development packages, those that use the project's own
sets need a checkout of its sources; all others run wherever the program is installed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from ingest.errors import MureobwaError, from_extra

app = typer.Typer(
    help="속도와 품질을 잽니다. docs/measurements.md의 값이 이 명령들에서 나왔습니다.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

# The bounds keep a mistyped digit from turning a measurement into an attack on this machine.
Citizens = Annotated[int, typer.Option(min=0, max=1_000, help="동시에 묻는 시민 수 (0: 이 시험을 뺌)")]
QuestionsArgument = Annotated[Path, typer.Argument(metavar="질문집", help="질문집(.jsonl .csv .xlsx)")]
TextsArgument = Annotated[Path, typer.Argument(metavar="폴더", help="UTF-8 글 파일(.txt)이 있는 폴더", file_okay=False)]


@app.command()
def latency(questions: QuestionsArgument) -> None:
    """질문 하나에 걸리는 시간과 메모리를 잽니다 (서버 없이, 한 개씩).

    예: mureobwa bench latency seeds/2022-digital-new-deal.questions.jsonl
    """
    from chat.settings import AnswerSettings
    from eval.bench.latency import report

    _tell(report(_asked(questions), AnswerSettings.load()))


@app.command()
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
    if not run(_asked(questions), AnswerSettings.load().home, trials):
        raise typer.Exit(1)


@app.command()
def adversarial(
    count: Annotated[int, typer.Option(min=1, help="물을 질문 수")] = 2_000,
) -> None:
    """되도록 오래 걸리게 지어낸 질문들의 처리 시간(CPU)을 단계별로 잽니다. 가장 오래 걸린 30개는 세 번 더 물어 가장 짧은 것을 봅니다.

    예: mureobwa bench adversarial --count 1200
    """
    from chat.settings import AnswerSettings
    from eval.bench.adversarial import report

    _tell(report(AnswerSettings.load(), count))


@app.command()
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

    if not run(_asked(questions), AnswerSettings.load().home, count):
        raise typer.Exit(1)


@app.command()
def api() -> None:
    """API가 답하는 속도와 위젯 파일의 크기를 잽니다.

    예: mureobwa bench api
    """
    from chat.settings import AnswerSettings

    with from_extra("page"):
        from eval.bench.api import run

    run(AnswerSettings.load())


@app.command()
def page(questions: QuestionsArgument) -> None:
    """질문 페이지를 브라우저에서 엽니다: 열리는 시간, 답이 보이기까지, 한꺼번에 50명. 소스 저장소의 개발 환경이 필요합니다.

    예: mureobwa bench page seeds/2022-digital-new-deal.questions.jsonl
    """
    with _development():
        from eval.bench.page import report

    _tell(report(_asked(questions)))


@app.command()
def widget(
    folder: Annotated[Path, typer.Argument(metavar="폴더", help="그림을 둘 폴더", file_okay=False)],
) -> None:
    """위젯이 누리집에 주는 부담을 브라우저에서 재고 그림을 남깁니다. 소스 저장소의 개발 환경이 필요합니다.

    예: mureobwa bench widget docs/screenshots
    """
    with _development():
        from eval.bench.widget import run

    run(folder)


@app.command()
def pictures(
    folder: Annotated[Path, typer.Argument(metavar="폴더", help="그림을 둘 폴더", file_okay=False)],
) -> None:
    """문서에 싣는 화면 그림을 새로 찍습니다. 소스 저장소의 개발 환경이 필요합니다.

    예: mureobwa bench pictures docs/screenshots
    """
    with _development():
        from eval.bench.pictures import take

    take(folder)


@app.command()
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
    _tell(report([one for folder in chosen for one in read_folder(folder, embedder)]))


@app.command()
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
    _tell(report(pairs_of(chosen(read_set(questions).questions, limit), service, out), service))


@app.command()
def ingest(folder: TextsArgument) -> None:
    """글 파일을 색인하는 시간을 흔한 LangChain 구성과 견줍니다.

    예: mureobwa bench ingest 글폴더
    """
    from eval.bench.ingest import report

    _tell(report(folder))


@app.command()
def sync(
    folder: Annotated[
        Path, typer.Argument(metavar="폴더", help="UTF-8 글 파일(.txt, .md)이 있는 폴더", file_okay=False)
    ],
    documents: Annotated[int, typer.Option(min=1, help="만들 문서 수")] = 1_000,
    characters: Annotated[int, typer.Option(min=0, help="문서 하나의 길이(글자). 0: 파일을 그대로")] = 1_500,
    changed: Annotated[int, typer.Option(min=1, help="두 번째 색인 전에 바꿀 문서 수")] = 10,
) -> None:
    """몇 문서만 바뀐 큰 폴더를 다시 색인하는 시간을 잽니다.

    예: mureobwa bench sync 글폴더 --documents 1000
    """
    from eval.bench.sync import report

    _tell(report(folder, documents, characters, changed))


@app.command()
def encoder(
    files: Annotated[list[Path], typer.Argument(metavar="파일", help="UTF-8 글 파일들", exists=True, dir_okay=False)],
    limit: Annotated[int, typer.Option(min=1, help="잴 대목 수")] = 64,
) -> None:
    """내장 임베딩의 속도를 sentence-transformers와 견줍니다.

    예: mureobwa bench encoder seeds/2022-digital-new-deal.txt
    """
    from eval.bench.encoder import passages_of, speed
    from retriever.settings import Settings

    _tell("\n".join(speed(passages_of(files, limit), Settings.load())))


@app.command("pdf-tables")
def pdf_tables(
    pdf: Annotated[Path, typer.Argument(metavar="PDF", help="PDF 파일 또는 그런 파일들의 폴더", exists=True)],
    twin: Annotated[
        Path,
        typer.Argument(
            metavar="HWPX", help="같은 문서의 HWP·HWPX 파일 또는 폴더(이름이 같은 파일끼리 견줌)", exists=True
        ),
    ],
) -> None:
    """PDF에서 읽은 표의 칸을 같은 문서의 한글 파일과 견줍니다.

    예: mureobwa bench pdf-tables 공고.pdf 공고.hwpx
    """
    from eval.bench.pdf_tables import report

    _tell("\n".join(report(pdf, twin)))


@app.command()
def rooms(
    file: Annotated[Path, typer.Argument(metavar="문서", help="고쳐 쓸 문서", exists=True, dir_okay=False)] = Path(
        "docs/architecture.md"
    ),
) -> None:
    """docs/architecture.md의 그림과 표를 코드에서 새로 그립니다. 소스 저장소에서 실행합니다.

    예: mureobwa bench rooms
    """
    from eval.bench.rooms import drawn

    file.write_text(drawn(file.read_text("utf-8")), "utf-8")


@app.command()
def stores(
    dsn: Annotated[str, typer.Argument(metavar="데이터베이스", help="색인을 옮겨 둔 postgresql://... 주소")],
    questions: QuestionsArgument,
    limit: Annotated[int, typer.Option(min=1, help="찾아 볼 질문 수")] = 100,
    answers: Annotated[int, typer.Option(min=0, help="그 가운데 답까지 견줄 질문 수")] = 20,
) -> None:
    """폴더의 색인과 PostgreSQL에 옮긴 색인이 같은 순위와 같은 답을 주는지 봅니다.

    예: mureobwa bench stores postgresql://postgres@localhost/mureobwa 질문.jsonl
    """
    from chat.settings import AnswerSettings
    from eval.bench.stores import compared

    if not compared(AnswerSettings.load(), dsn, _asked(questions)[:limit], answers):
        raise typer.Exit(1)


@app.command()
def mutation(
    modules: Annotated[list[Path], typer.Argument(metavar="모듈", help="파이썬 파일들", exists=True, dir_okay=False)],
) -> None:
    """모듈이 이름 붙인 숫자를 하나씩 바꾸어, 그 모듈의 테스트가 알아채지 못하는 것을 찾습니다. 소스 저장소에서 실행합니다.

    예: mureobwa bench mutation chat/reading/decide.py
    """
    from eval.bench.mutation import main

    raise typer.Exit(main([str(module) for module in modules]))


postgres = typer.Typer(help="PostgreSQL에 대목을 지어 넣고 찾는 시간을 잽니다 (docs/scaling.md).", no_args_is_help=True)
app.add_typer(postgres, name="postgres")
DatabaseArgument = Annotated[str, typer.Argument(metavar="데이터베이스", help="postgresql://... 주소")]


@postgres.command("load")
def postgres_load(
    dsn: DatabaseArgument, passages: Annotated[int, typer.Option(min=1, help="지어낼 대목 수")] = 10_000
) -> None:
    """색인 폴더의 대목을 바탕으로 지어낸 대목을 빈 데이터베이스에 넣습니다.

    예: mureobwa bench postgres load postgresql://postgres@localhost/bench --passages 10000
    """
    from eval.bench.postgres import load
    from retriever.settings import Settings

    load(Settings.load(), dsn, passages)


@postgres.command("multiply")
def postgres_multiply(dsn: DatabaseArgument, times: Annotated[int, typer.Option(min=2, help="몇 배로")] = 10) -> None:
    """넣은 대목을 데이터베이스 안에서 몇 배로 늘립니다.

    예: mureobwa bench postgres multiply postgresql://postgres@localhost/bench --times 10
    """
    from eval.bench.postgres import grow

    grow(dsn, times)


@postgres.command("measure")
def postgres_measure(
    questions: QuestionsArgument,
    places: Annotated[list[str], typer.Argument(metavar="색인", help="postgresql://... 주소나 색인 폴더들")],
    limit: Annotated[int, typer.Option(min=1, help="물을 질문 수")] = 100,
    charts: Annotated[
        Path | None, typer.Option(metavar="폴더", help="크기에 따른 시간과 메모리의 그림(SVG)을 둘 폴더")
    ] = None,
) -> None:
    """찾는 시간과 메모리를 크기마다 잽니다. 쉬는 컴퓨터에서 재십시오.

    예: mureobwa bench postgres measure 질문.jsonl postgresql://postgres@localhost/bench
    """
    from eval.bench.postgres import charts_of, figures, table
    from retriever.settings import Settings

    found = figures(Settings.load(), places, _asked(questions)[:limit])
    _tell(table(found))
    if charts:
        for name, drawing in charts_of(found).items():
            (charts / name).write_text(drawing, "utf-8")


@postgres.command("sizes")
def postgres_sizes(dsn: DatabaseArgument) -> None:
    """테이블과 인덱스의 크기를 봅니다.

    예: mureobwa bench postgres sizes postgresql://postgres@localhost/bench
    """
    from eval.bench.postgres import sizes
    from retriever.postgres.connection import database

    for name, size in sorted(sizes(database(dsn)).items()):
        _tell(f"{name}: {size / 1e6:,.1f} MB")


@contextmanager
def _development() -> Iterator[None]:
    """A context for imports of packages that only developers install.

    Raises:
        MureobwaError: such a package is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise MureobwaError(
            f"이 측정은 소스 저장소의 개발 환경에서 합니다('{error.name}' 없음). 저장소에서 'make install-dev chromium'을 실행해 주세요."
        ) from error


def _asked(file: Path) -> list[str]:
    from eval.read_set import read_set

    return [one.question for one in read_set(file).questions]


def _tell(text: str) -> None:
    print(text, flush=True)  # noqa: T201
