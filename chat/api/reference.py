"""`/api/v1/docs`: the API described on one page that loads nothing from anywhere."""

import base64
import hashlib
import html
import json
from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.responses import HTMLResponse

from chat.api.models import ProblemModel
from chat.desk import problems

_STYLE = """
:root{color-scheme:light dark;background:Canvas;color:CanvasText;--line:color-mix(in srgb,currentColor 22%,transparent)}
@media (prefers-contrast:more){:root{--line:currentColor}}
body{font:1rem/1.65 system-ui,"Pretendard","Noto Sans KR","Noto Sans CJK KR",sans-serif;max-width:60rem;margin:0 auto;padding:2rem 1rem 6rem;overflow-wrap:anywhere}
h1{font-size:1.7rem}h2{font-size:1.15rem;margin:2.2rem 0 .3rem;border-top:1px solid var(--line);padding-top:1.4rem}
h3{font-size:1rem;margin:1rem 0 .2rem}b{font:700 .8rem ui-monospace,monospace;padding:.15rem .5rem;border:1px solid;border-radius:.3rem;margin-inline-end:.5rem}
table{border-collapse:collapse;width:100%}th,td{text-align:start;vertical-align:top;border-bottom:1px solid var(--line);padding:.35rem .6rem .35rem 0}
@media (max-width:30rem){tr{display:block;border-bottom:1px solid var(--line);padding:.35rem 0}th,td{display:block;border:0;padding:0}}
code,pre{font:.9rem ui-monospace,"D2Coding",monospace}pre{white-space:pre-wrap;padding:.8rem;border:1px solid var(--line);border-radius:.4rem}
"""
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def router(app: FastAPI) -> APIRouter:
    """The router of the page, which is made from the OpenAPI description of `app`."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/api/v1/docs", response_class=HTMLResponse)
    def docs() -> HTMLResponse:
        headers = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-cache"}
        return HTMLResponse("\n".join(_page(app.openapi())), headers=headers)

    return routes


def describe_problems(app: FastAPI) -> None:
    """Add the problem object to the OpenAPI description of `app`: FastAPI describes only models of JSON bodies, and problems are
    `application/problem+json`.
    """
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        described = plain()
        shape = ProblemModel.model_json_schema(ref_template="#/components/schemas/{model}")
        described["components"]["schemas"] |= {**shape.pop("$defs"), ProblemModel.__name__: shape}
        return described

    app.openapi = openapi  # type: ignore[method-assign]


def _page(schema: Mapping[str, Any]) -> Iterator[str]:
    yield "<!doctype html><html lang=ko><meta charset=utf-8><meta name=viewport content='width=device-width'>"
    yield f"<title>물어봐 API</title><style>{_STYLE}</style><body><main><h1>물어봐 API</h1>"
    yield "<p>기계가 읽는 설명은 <a href='../../openapi.json'>/openapi.json</a>에 있습니다. 예:</p>"
    yield "<pre>curl -s -H 'Content-Type: application/json' -d '{\"question\": \"…\"}' 주소/api/v1/ask</pre>"
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield from _operation(path, method, operation, schema)
    yield "<h2>문제 (RFC 9457)</h2><table><tr><th>상태<th>이름<th>뜻</tr>"
    for problem in problems.ALL:
        yield f"<tr id='problem-{problem.name}'><td>{problem.status}<td><code>{problem.name}</code>"
        yield f"<td>{html.escape(problem.title)}<br>{html.escape(problem.title_en)}</tr>"
    yield "</table></main></body></html>"


def _operation(path: str, method: str, operation: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[str]:
    yield f"<h2><b>{method.upper()}</b><code>{html.escape(path)}</code></h2>"
    yield f"<p>{html.escape(operation.get('summary', ''))}. {html.escape(operation.get('description', ''))}</p>"
    if operation.get("parameters"):
        yield "<h3>주소에 붙이는 값</h3><table>"
        for one in operation["parameters"]:
            yield f"<tr><td><code>{html.escape(one['name'])}</code><td>{html.escape(one.get('description', ''))}</tr>"
        yield "</table>"
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    if body:
        yield "<h3>보내는 JSON</h3>" + _fields(body, schema)
    for status, answer in operation["responses"].items():
        given = answer.get("content", {}).get("application/json", {}).get("schema")
        if given and status.startswith("2"):
            yield f"<h3>받는 JSON ({status})</h3>" + _fields(given, schema)


def _fields(shape: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    model = _resolve(shape, schema)
    rows = []
    for name, field in model.get("properties", {}).items():
        must = " (꼭)" if name in model.get("required", ()) else ""
        rows.append(
            f"<tr><td><code>{name}</code>{must}<td>{_type(field)}<td>{html.escape(field.get('description', ''))}</tr>"
        )
    return "<table>" + "".join(rows) + "</table>"


def _resolve(shape: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    name = shape.get("$ref", "").rsplit("/", 1)[-1]
    found: Mapping[str, Any] = schema["components"]["schemas"][name] if name else shape
    return found


def _type(shape: Mapping[str, Any]) -> str:
    if "$ref" in shape:
        return html.escape(shape["$ref"].rsplit("/", 1)[-1])
    if "anyOf" in shape:
        return " | ".join(_type(one) for one in shape["anyOf"])
    if shape.get("type") == "array":
        return f"[{_type(shape.get('items', {}))}]"
    kind = shape.get("type") or json.dumps(shape.get("const", shape.get("enum", "")), ensure_ascii=False)
    return html.escape(str(kind))
