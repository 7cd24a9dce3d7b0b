"""The routes of the widget: the launcher, the page that a site frames, their files; and the demo."""

import hashlib
import html
import json
from base64 import b64encode
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import Response

from chat.api import responses
from chat.desk.desk import Desk
from chat.desk.sites import Site
from chat.widget import error_texts
from chat.widget.static_files import StaticFile, embed_version, launcher_file, pinned_launcher, static_file
from ingest.korean.particles import settled

_YEAR = "public, max-age=31536000, immutable"
_MINUTES = "public, max-age=300"
_SCRIPT_HEADERS = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
_EMBED_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}"
)
_BLOCKED_STYLE = (
    "body{font:16px/1.7 system-ui,'Malgun Gothic','Noto Sans KR',sans-serif;margin:0;padding:2rem 1.5rem;"
    "color:#1a1d24;background:#fff;word-break:keep-all}h1{font-size:1.15rem}"
)
_BLOCKED_HASH = b64encode(hashlib.sha256(_BLOCKED_STYLE.encode()).digest()).decode()


def router(desk: Desk) -> APIRouter:
    """The router with these routes, answered from `desk`."""
    routes = APIRouter(include_in_schema=False)

    @routes.head("/widget.js")
    @routes.get("/widget.js")
    def newest(request: Request) -> Response:
        return sent(request, launcher_file(desk.settings.brand_colour), _MINUTES)

    @routes.get("/widget/{version}/widget.js")
    def pinned(version: str, request: Request) -> Response:
        file = pinned_launcher(desk.settings.home, version, desk.settings.brand_colour)
        return sent(request, file, _YEAR) if file else Response(error_texts.NO_LAUNCHER, 404, media_type="text/plain")

    # One route for each file: a name from outside never becomes a path.
    @routes.get("/widget/embed.js")
    @routes.get("/widget/{version}/embed.js")
    def script(request: Request, version: str = "") -> Response:
        return sent(request, static_file("embed.js"), _YEAR if version == embed_version() else _MINUTES)

    @routes.get("/widget/embed.css")
    @routes.get("/widget/{version}/embed.css")
    def style(request: Request, version: str = "") -> Response:
        return sent(request, static_file("embed.css"), _YEAR if version == embed_version() else _MINUTES)

    @routes.get("/embed")
    def embed(request: Request, site: str = "") -> Response:
        found = desk.sites.get(site)
        reason = _unwelcome(request, found, desk.settings.public_url)
        if reason:
            return _blocked(reason)
        assert found is not None
        config = responses.config(found, desk.service.engine, desk.settings).model_dump()
        # With "<" escaped, no text can end the script element (https://html.spec.whatwg.org/#restrictions-for-contents-of-script-elements).
        inside = json.dumps(config, ensure_ascii=False).replace("<", "\\u003c")
        page = static_file("embed.html").body.decode().replace("{version}", embed_version()).replace("{config}", inside)
        policy = _EMBED_POLICY.format(ancestors=" ".join(["'self'", *found.origins]))
        return sent(request, StaticFile.of(page.encode(), ".html"), "private, no-cache", _page_headers(policy))

    if desk.settings.demo:
        _add_demo(routes, desk.settings.public_path)
    return routes


def sent(request: Request, file: StaticFile, cache: str, headers: dict[str, str] | None = None) -> Response:
    """The response with `file`, compressed where the client accepts gzip; 304 where the client has it already."""
    given = {"Cache-Control": cache, "ETag": f'"{file.version}"', "Vary": "Accept-Encoding"}
    given |= {"X-Content-Type-Options": "nosniff"} | (_SCRIPT_HEADERS if headers is None else headers)
    if request.headers.get("if-none-match", "").removeprefix("W/") == given["ETag"]:
        return Response(status_code=304, headers=given)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(file.packed, headers=given | {"Content-Encoding": "gzip"}, media_type=file.kind)
    return Response(file.body, headers=given, media_type=file.kind)


def _add_demo(routes: APIRouter, root: str) -> None:
    policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

    page_file = StaticFile.of(static_file("demo.html").body.replace(b"{root}", html.escape(root).encode()), ".html")

    @routes.get("/demo")
    @routes.get("/demo/{page}")
    def demo(request: Request, page: str = "") -> Response:
        return sent(request, page_file, "no-cache", _page_headers(policy))

    @routes.get("/widget/demo.css")
    def demo_style(request: Request) -> Response:
        return sent(request, static_file("demo.css"), _MINUTES)


def _unwelcome(request: Request, site: Site | None, public_url: str) -> str:
    """The reason, in Korean, why the page is not shown to this request; "" where it is shown.

    The browser decides in the end, by `frame-ancestors`; this gives a reason where the result can be known before.
    """
    if site is None:
        return error_texts.UNKNOWN_SITE
    if request.headers.get("sec-fetch-dest") == "document":
        return "" if site.webview else error_texts.ONLY_IN_SITES
    parts = urlsplit(request.headers.get("referer", ""))
    origin = f"{parts.scheme}://{parts.netloc}"
    own = parts.netloc in (request.headers.get("host"), urlsplit(public_url).netloc)
    return (
        ""
        if not parts.netloc or own or site.allows(origin)
        else settled(error_texts.NOT_LISTED.format(origin=origin[:200]))
    )


def _blocked(reason: str) -> Response:
    policy = f"default-src 'none'; style-src 'sha256-{_BLOCKED_HASH}'; base-uri 'none'; form-action 'none'"
    page = (
        "<!doctype html><html lang=ko><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        f"<title>{error_texts.BLOCKED}</title><style>{_BLOCKED_STYLE}</style>"
        f"<h1>{error_texts.BLOCKED}</h1><p>{html.escape(reason)}</p></html>"
    )
    headers = _page_headers(policy) | {"Cache-Control": "no-store"}
    return Response(page, 403, headers, media_type="text/html; charset=utf-8")


def _page_headers(policy: str) -> dict[str, str]:
    """The headers of a page with the content security `policy`; the referrer policy hides our pages' addresses from other sites."""
    return {
        "Content-Security-Policy": policy,
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        # A page that others frame cannot be same-origin here.
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
