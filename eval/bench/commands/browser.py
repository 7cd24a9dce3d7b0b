"""The commands that measure and picture the page and the widget in a browser."""

from eval.bench.commands.arguments import PicturesArgument, QuestionsArgument, asked, development, tell


def page(questions: QuestionsArgument) -> None:
    """질문 페이지를 브라우저에서 엽니다: 열리는 시간, 답이 보이기까지, 한꺼번에 50명. 소스 저장소의 개발 환경이 필요합니다.

    예: mureobwa bench page seeds/2022-digital-new-deal.questions.jsonl
    """
    with development():
        from eval.bench.page import report

    tell(report(asked(questions)))


def widget(folder: PicturesArgument) -> None:
    """위젯이 누리집에 주는 부담을 브라우저에서 재고 그림을 남깁니다. 소스 저장소의 개발 환경이 필요합니다.

    예: mureobwa bench widget docs/screenshots
    """
    with development():
        from eval.bench.widget import run

    run(folder)


def pictures(folder: PicturesArgument) -> None:
    """문서에 싣는 화면 그림을 새로 찍습니다. 소스 저장소의 개발 환경이 필요합니다.

    예: mureobwa bench pictures docs/screenshots
    """
    with development():
        from eval.bench.pictures import take

    take(folder)
