"""Documents, names, questions and opinions that are scripts, looked at in a real browser: they are shown as they are written."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from web.visiting import ask

from attacks.conftest import FILE_NAME, IMAGE, LINK, QUESTION, SCRIPT, Attacked
from chat.log.sqlite import SqliteLog
from chat.settings import Settings
from eval.outputs import score_folder
from eval.run import run_set
from eval.run_folder import read_run
from ingest.files import SkippedFile
from retriever.register import Copy
from retriever.report import BuildReport, Dropped
from retriever.report_file import write_report

# Elements that no page of ours has, and that each of the attacks would make.
PLANTED = "img[src='x'], img[onerror], iframe[srcdoc], a.evil, a[href^='javascript:'], svg[onload], b[onclick], script:not([nonce]):not([src])"

Open = Callable[[str], Page]


@pytest.fixture
def opening(browser: Browser) -> Iterator[Open]:
    """Opens addresses in one browser profile; fails where a script of an attack ran or a page broke."""
    context: BrowserContext = browser.new_context(locale="ko-KR")
    context.set_default_timeout(30_000)
    pages: list[Page] = []
    wrong: list[str] = []

    def opened(address: str) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        # What the content policy stopped had been an element already: a hole, whatever the policy did.
        page.on("console", lambda message: wrong.append(message.text) if "Content Security" in message.text else None)
        page.goto(address)
        pages.append(page)
        return page

    yield opened
    for page in pages:
        assert page.evaluate("window.__ran") is None
        assert page.locator(PLANTED).count() == 0, page.locator(PLANTED).first.evaluate("one => one.outerHTML")
    context.close()
    assert wrong == []


def test_the_page_shows_an_answer_of_hostile_documents(opening: Open, attacked: Attacked) -> None:
    page = opening(attacked.origin)
    page.locator("body[data-ready]").wait_for()
    ask(page, QUESTION)
    answer = page.locator(".answer").last
    assert "3만 원" in answer.inner_text()
    assert "<script>" in answer.inner_text()  # the title, letter by letter
    answer.locator("a.cite").first.click()
    page.locator("#panel mark").first.wait_for()
    assert "<script>" in page.locator("#panel").inner_text()


@pytest.mark.parametrize("question", [SCRIPT, f"{LINK} 수영장은 언제 열어요? {IMAGE}"])
def test_a_question_is_shown_as_it_was_typed(opening: Open, attacked: Attacked, question: str) -> None:
    page = opening(f"{attacked.origin}/?q={quote(question)}")
    page.locator(".answer").wait_for()
    assert question.split(">")[0] in page.locator("main").inner_text()
    page.reload()  # the conversation comes back from the tab's storage
    page.locator(".answer").wait_for()


def test_the_document_pages(opening: Open, attacked: Attacked) -> None:
    listed = opening(f"{attacked.origin}/documents")
    assert "<script>window.__ran=1</script>" in listed.locator("main").inner_text()
    hostile = [name for name, one in attacked.service.index.documents.items() if "__ran" in one.title + one.text]
    assert len(hostile) == 3
    for document in hostile:
        page = opening(f"{attacked.origin}/documents/{quote(document, safe='')}?start=0&end=40")
        assert page.locator("h1").count() == 1
        for address in page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)"):
            assert address.startswith((attacked.origin, "tel:", attacked.elsewhere.address)), address
        opening(f"{attacked.origin}/documents/{quote(document, safe='')}/passage?start=0&end=40")


def test_a_title_that_says_what_is_quoted(opening: Open, attacked: Attacked) -> None:
    page = opening(f"{attacked.origin}/documents?x={quote(SCRIPT)}#{quote(IMAGE)}")
    assert page.locator("main").count() == 1
    missing = opening(f"{attacked.origin}/documents/{quote(SCRIPT + IMAGE, safe='')}")
    assert missing.locator("main").count() == 1


def test_the_widget(opening: Open, attacked: Attacked) -> None:
    page = opening(f"{attacked.origin}/demo/minwon")
    page.locator("button.launch").click()
    frame = page.frame_locator("iframe")
    for number, question in enumerate((QUESTION, f"{QUESTION} {IMAGE}")):
        frame.get_by_role("textbox").fill(question)
        frame.get_by_role("textbox").press("Enter")
        frame.locator(".text").nth(number).wait_for()
    assert "3만 원" in frame.locator(".text").first.inner_text()
    assert frame.locator(PLANTED.replace(", script:not([nonce]):not([src])", "")).count() == 0


def test_an_opinion_is_kept_as_text(attacked: Attacked) -> None:
    opinion = {"question": SCRIPT, "helpful": False, "comment": f"{IMAGE}\n=HYPERLINK(1)", "reasons": ["wrong"]}
    assert httpx.post(f"{attacked.origin}/feedback", json=opinion).status_code == 204
    now = dt.datetime.now(dt.UTC)
    (kept,) = SqliteLog.below(attacked.settings.home, max_mib=64).feedback(now - dt.timedelta(hours=1), now)
    assert kept.comment == opinion["comment"]


def test_the_report_on_a_sync(opening: Open, tmp_path: Path) -> None:
    """Opened from the disk, where no content policy stands behind it."""
    path = Path(f"/문서/{FILE_NAME}")
    report = BuildReport(
        version="0123",
        dropped=(Dropped(SCRIPT, IMAGE, str(path), f"까닭 {SCRIPT}"),),
        skipped=(SkippedFile(path, f"읽을 수 없습니다 {IMAGE}"),),
        copies=(Copy(str(path), "", SCRIPT, LINK),),
        problems=(f"'x.meta.toml'의 '{SCRIPT}': 모르는 항목입니다.",),
    )
    write_report(report, tmp_path / "결과.html", dt.datetime(2026, 11, 29))
    page = opening((tmp_path / "결과.html").as_uri())
    assert page.locator("tbody tr").count() == 4
    assert "<img src=x onerror" in page.locator("tbody").inner_text()


def test_the_report_on_a_run(opening: Open, attacked: Attacked, tmp_path: Path) -> None:
    """Questions, expected facts, tags, answers and titles are all hostile."""
    asked = [
        {"id": f"1{SCRIPT}", "question": f"{QUESTION} {IMAGE}", "answerable": True, "facts": [[SCRIPT]], "quotes": ["야영장 이용료는 하루 3만 원입니다"], "tags": [IMAGE]},
        {"id": "2", "question": f"{SCRIPT} 수영장은 몇 시에 여나요?", "answerable": False, "facts": [], "quotes": [], "tags": [LINK]},
    ]  # fmt: skip
    questions = tmp_path / "물음.jsonl"
    questions.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in asked), "utf-8")
    settings = Settings(home=attacked.settings.home)
    folder = run_set(
        questions, settings, out=tmp_path / "run", limit=0, baseline=False, progress=lambda stage, done, total: None
    )
    score_folder(read_run(folder))
    page = opening((folder / "report.html").as_uri())
    assert page.locator(".case").count() >= 1
    assert "<img src=x onerror" in page.locator("body").inner_text()
