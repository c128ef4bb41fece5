"""`/docs`: the API reference as one page that needs nothing from elsewhere."""

import base64
import hashlib
import json
from html import escape
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from pursight_server.access.guard import public
from pursight_server.app.openapi import document, operations

router = APIRouter()

_STYLE = """
:root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}
body{max-width:60rem;margin:2rem auto;padding:0 1rem}
h2{margin-top:2.5rem;border-bottom:1px solid #8886}
details{margin:.4rem 0;border:1px solid #8885;border-radius:6px;padding:.3rem .7rem}
summary{cursor:pointer}
b.m{display:inline-block;width:4.5rem;font:600 12px ui-monospace,monospace}
b.get{color:#0a7}b.post{color:#07c}b.patch,b.put{color:#b60}b.delete{color:#c33}
code,pre{font:13px ui-monospace,monospace}
pre{overflow:auto;background:#8881;padding:.6rem;border-radius:4px}
small{opacity:.7}td,th{text-align:left;padding:.1rem .8rem .1rem 0;vertical-align:top}
"""
_STYLE_SHA256 = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_POLICY = f"default-src 'none'; frame-ancestors 'none'; style-src 'sha256-{_STYLE_SHA256}'"


@router.get("/docs", include_in_schema=False, response_class=HTMLResponse)
@public
async def reference(request: Request) -> HTMLResponse:
    """Show every operation with its permission, parameters, examples and answers."""
    page = render(document(request.app))
    return HTMLResponse(page, headers={"Content-Security-Policy": _POLICY})


def render(schema: dict[str, Any]) -> str:
    """Spell an OpenAPI document as HTML."""
    groups: dict[str, list[str]] = {}
    for path, method, operation in operations(schema):
        tag = (operation.get("tags") or ["more"])[0]
        groups.setdefault(tag, []).append(_operation(schema, path, method, operation))
    about = {tag["name"]: tag.get("description", "") for tag in schema.get("tags", [])}
    body = "".join(
        f"<h2>{escape(tag)}</h2><p>{escape(about.get(tag, ''))}</p>{''.join(ops)}"
        for tag, ops in sorted(groups.items())
    )
    title = escape(f"{schema['info']['title']} API {schema['info']['version']}")
    return (
        f"<!doctype html><html lang='en'><meta charset='utf-8'><title>{title}</title>"
        f"<style>{_STYLE}</style><h1>{title}</h1>"
        f"<p>{escape(schema['info'].get('description', ''))}</p>"
        f"<p>For programs: <a href='/openapi.json'>openapi.json</a></p>{body}</html>"
    )


def _operation(schema: dict[str, Any], path: str, method: str, operation: dict[str, Any]) -> str:
    guards = ", ".join(operation.get("x-permission", []))
    parts = [f"<p>{escape(operation.get('description', ''))}</p>"]
    if operation.get("parameters"):
        rows = "".join(_parameter(item) for item in operation["parameters"])
        parts.append(f"<table>{rows}</table>")
    content = operation.get("requestBody", {}).get("content", {})
    for media, body in content.items():
        example = json.dumps(_example(schema, body.get("schema", {})), indent=2, default=str)
        parts.append(f"<p>Body <code>{escape(media)}</code></p><pre>{escape(example)}</pre>")
    for status, answer in operation.get("responses", {}).items():
        parts.append(_answer(schema, status, answer))
    return (
        f"<details><summary><b class='m {method}'>{method.upper()}</b> <code>{escape(path)}</code>"
        f" {escape(operation.get('summary', ''))} <small>{escape(guards)}</small></summary>"
        f"{''.join(parts)}</details>"
    )


def _parameter(item: dict[str, Any]) -> str:
    need = "required" if item.get("required") else ""
    return (
        f"<tr><td><code>{escape(item['name'])}</code></td><td>{escape(item['in'])} {need}</td>"
        f"<td>{escape(item.get('description', ''))}</td></tr>"
    )


def _answer(schema: dict[str, Any], status: str, answer: dict[str, Any]) -> str:
    if status == "default":
        return "<p><b>otherwise</b> a problem: <code>application/problem+json</code></p>"
    shown = ""
    for body in answer.get("content", {}).values():
        if body.get("schema"):
            example = json.dumps(_example(schema, body["schema"]), indent=2, default=str)
            shown = f"<pre>{escape(example)}</pre>"
    return f"<p><b>{escape(status)}</b> {escape(answer.get('description', ''))}</p>{shown}"


_BY_FORMAT = {
    "uuid": "0193f0a4-7c1e-7a30-9c55-3f0e8a1b2c3d",
    "date-time": "2026-11-21T08:00:00Z",
}
_BY_TYPE: dict[str, Any] = {"integer": 1, "number": 0.5, "boolean": False, "string": "…"}
_DEEPEST = 6


def _example(schema: dict[str, Any], part: dict[str, Any], depth: int = 0) -> Any:
    """Make an example of a schema: its own, or one of its parts' examples."""
    inner = part.get("anyOf") or part.get("oneOf")
    if "$ref" in part:
        name = part["$ref"].rpartition("/")[2]
        return _example(schema, schema["components"]["schemas"].get(name, {}), depth + 1)
    given = part.get("examples") or part.get("enum")
    if given:
        return given[0]
    if part.get("default", part.get("const")) is not None:
        return part.get("default", part.get("const"))
    if inner:
        return _example(schema, inner[0], depth + 1)
    return _example_of_type(schema, part, depth)


def _example_of_type(schema: dict[str, Any], part: dict[str, Any], depth: int) -> Any:
    kind = part.get("type")
    if depth > _DEEPEST:
        return "…"
    if kind == "object":
        fields = part.get("properties", {})
        return {name: _example(schema, field, depth + 1) for name, field in fields.items()}
    if kind == "array":
        return [_example(schema, part.get("items", {}), depth + 1)]
    return _BY_FORMAT.get(part.get("format", ""), _BY_TYPE.get(str(kind)))
