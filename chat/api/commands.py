"""The commands `mureobwa sites ...` and `mureobwa mcp`.

Each command imports what it calls by itself, so that `mureobwa --help` does not wait for these imports.
"""

import html
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from chat.desk.sites import PER_DAY, PER_MINUTE
from ingest.errors import from_extra
from ingest.korean.particles import settled

if TYPE_CHECKING:
    from chat.desk.sites import Site
    from chat.settings import Settings
    from chat.widget.static_files import Launcher

sites = typer.Typer(
    name="sites",
    help="위젯을 얹을 누리집을 등록합니다. 등록하지 않은 누리집에서는 열리지 않습니다.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@sites.command("add")
def add(
    site_id: Annotated[str, typer.Argument(metavar="이름", help="누리집 이름: 영문 소문자·숫자·붙임표.")],
    origin: Annotated[
        list[str], typer.Option(help="열어 줄 주소. 'https://*.example.go.kr'도 됩니다. 여러 번 적습니다.")
    ],
    per_minute: Annotated[int, typer.Option(help="누리집 전체에서 1분에 받을 질문 수.")] = PER_MINUTE,
    per_day: Annotated[int, typer.Option(help="누리집 전체에서 하루에 받을 질문 수.")] = PER_DAY,
    scope: Annotated[str, typer.Option(help="먼저 찾을 부서나 주제.")] = "",
    title: Annotated[str, typer.Option(help="위젯 제목.")] = "",
    greeting: Annotated[str, typer.Option(help="인사말.")] = "",
    colour: Annotated[str, typer.Option(help="대표색 (없으면 설정 brand_colour). 예: '#1d4ed8'")] = "",
    language: Annotated[str, typer.Option(help="화면 언어: ko 또는 en.")] = "",
    question: Annotated[list[str] | None, typer.Option(help="추천 질문. 여러 번 적습니다.")] = None,
    webview: Annotated[bool, typer.Option(help="앱의 웹뷰에서 /embed를 바로 열게 합니다.")] = False,
) -> None:
    """누리집을 등록하고(같은 이름이면 바꾸고), 붙여 넣을 한 줄을 보여 줍니다.

    예: mureobwa sites add minwon --origin https://www.example.go.kr --origin "https://*.example.go.kr"
    """
    from chat.desk.sites import Site, SiteBook, Theme
    from chat.settings import Settings
    from chat.widget.static_files import keep_launcher

    settings = Settings.load()
    theme = Theme(title, greeting, colour, language, tuple(question or ()))
    book = SiteBook(settings.home)
    site = book.put(Site(site_id, tuple(origin), per_minute, per_day, scope, theme, webview))
    _print(settled(f"누리집 '{site.id}'을(를) 등록했습니다: {', '.join(site.origins)}"))
    _print(snippets(site, settings, keep_launcher(settings.home, settings.brand_colour)))


@sites.command("list")
def show(as_json: Annotated[bool, typer.Option("--json", help="JSON 한 줄로 출력합니다.")] = False) -> None:
    """등록된 누리집을 보여 줍니다.

    예: mureobwa sites list
    """
    from chat.desk.sites import SiteBook
    from chat.settings import Settings

    found = SiteBook(Settings.load().home).all()
    if as_json:
        _print(json.dumps([asdict(site) for site in found.values()], ensure_ascii=False))
        return
    if not found:
        _print("등록된 누리집이 없습니다. 'mureobwa sites add 이름 --origin 주소'로 등록해 주세요.")
    for site in found.values():
        extra = "".join([f", 먼저 찾기: {site.scope}" if site.scope else "", ", 웹뷰 허용" if site.webview else ""])
        _print(f"{site.id}: {', '.join(site.origins)} ({site.per_minute:,}/분, {site.per_day:,}/일{extra})")


@sites.command("remove")
def remove(site_id: Annotated[str, typer.Argument(metavar="이름", help="뺄 누리집 이름.")]) -> None:
    """누리집을 목록에서 뺍니다. 바로 닫힙니다.

    예: mureobwa sites remove minwon
    """
    from chat.desk.sites import SiteBook
    from chat.settings import Settings

    SiteBook(Settings.load().home).remove(site_id)
    _print(settled(f"누리집 '{site_id}'을(를) 뺐습니다."))


@sites.command("snippet")
def snippet(site_id: Annotated[str, typer.Argument(metavar="이름", help="등록한 누리집 이름.")]) -> None:
    """붙여 넣을 한 줄을 다시 보여 줍니다.

    예: mureobwa sites snippet minwon
    """
    from chat.desk.sites import SiteBook
    from chat.settings import Settings
    from chat.widget.static_files import keep_launcher

    settings = Settings.load()
    site = SiteBook(settings.home).need(site_id)
    _print(snippets(site, settings, keep_launcher(settings.home, settings.brand_colour)))


def mcp() -> None:
    """AI 비서가 문서를 쓰도록 표준 입출력으로 MCP 서버를 엽니다. HTTP로는 'mureobwa serve'의 /mcp를 씁니다.

    예: mureobwa mcp
    """
    from chat.service import Mureobwa
    from chat.settings import Settings

    with from_extra("api"):
        from chat.api.mcp import server
        from chat.desk.desk import Desk
    settings = Settings.load()
    desk = Desk.of(Mureobwa.open(settings), settings)
    try:
        server(desk).run("stdio")
    finally:
        desk.close()


def snippets(site: "Site", settings: "Settings", launcher: "Launcher") -> str:
    """The lines to paste into a site: the script element pinned by its hash, the one that follows upgrades, and what a strict CSP must allow."""
    base = settings.public_url.rstrip("/") or "https://이-서버의-주소"
    origin = "/".join(base.split("/")[:3])
    dress = {"title": site.theme.title, "colour": site.theme.colour, "language": site.theme.language}
    attributes = "".join(f' data-{name}="{html.escape(value)}"' for name, value in dress.items() if value)
    return "\n".join(
        [
            "",
            "이 한 줄을 </body> 앞에 붙여 넣어 주세요(내용이 바뀌면 브라우저가 막아 줍니다).",
            f'  <script src="{base}/widget/{launcher.version}/widget.js" data-site="{site.id}"{attributes} defer',
            f'    integrity="{launcher.integrity}" crossorigin="anonymous"></script>',
            "서버를 올릴 때 위젯도 함께 새로워지게 하려면 이 한 줄을 씁니다.",
            f'  <script src="{base}/widget.js" data-site="{site.id}"{attributes} defer></script>',
            "누리집에 콘텐츠 보안 정책(CSP)이 있으면 다음을 더해 주세요.",
            f"  script-src {origin}; frame-src {origin}",
        ]
    )


def _print(text: str) -> None:
    print(text, flush=True)  # noqa: T201
