"""The page that describes the API to people, made of its OpenAPI description: /api/v1/docs.

It is a page of the site like any other. The library's own is a script of one and a half megabytes.
"""

import re
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

from articles.models import Article, Issue

_CODE = re.compile(r"`([^`]+)`")

_EXAMPLES = {
    "articles": "?topic=energy&from=2023&size=5&fields=id,title,date",
    "issues": "?size=5",
    "topics": "?size=5&fields=slug,name,article_count",
    "regions": "?size=5",
    "institutions": "?size=5",
    "authors": "?size=5",
    "search": "?q=%22basic+research%22+OR+laborator*&sort=newest&size=5",
    "completion": "?q=carb",
    "related": "?fields=id,title",
    "export": "?topic=energy&fields=id,title,date",
}
"""What to write after an address to see what it gives, by the name of the operation."""


class Parameter(NamedTuple):
    """One parameter as the page shows it; `limits` are words and numbers, as `1 to 100`."""

    name: str
    told: SafeString
    limits: str


class Operation(NamedTuple):
    """One address as the page shows it, with an `example` to try."""

    name: str
    path: str
    summary: str
    told: SafeString
    parameters: list[Parameter]
    answers: list[tuple[str, SafeString]]
    example: str


class Reference(DocsBase):
    """Makes the page in the place of the library's."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **_: Any) -> HttpResponse:
        description = api.get_openapi_schema()
        names = {"article_id": _newest(Article), "issue_id": _newest(Issue), "format": "ndjson"}
        groups = [
            (tag, [_operation(*each, names) for each in _tagged(description, tag["name"])])
            for tag in description["tags"]
        ]
        paragraphs = [_marked(text) for text in description["info"]["description"].strip().split("\n\n")]
        return render(request, "api.html", {"groups": groups, "paragraphs": paragraphs})


def _newest(model: Any) -> int:
    """The highest number of what is published: something that the examples may show."""
    return model.objects.published().order_by("-pk").values_list("pk", flat=True).first() or 1


def _tagged(description: dict[str, Any], tag: str) -> list[tuple[str, dict[str, Any]]]:
    return [(path, methods["get"]) for path, methods in description["paths"].items() if tag in methods["get"]["tags"]]


def _operation(path: str, told: dict[str, Any], names: dict[str, Any]) -> Operation:
    name = told["operationId"]
    return Operation(
        name=name,
        path=path,
        summary=told["summary"],
        told=_marked(told["description"]),
        parameters=[_parameter(each) for each in told["parameters"]],
        answers=[(status, _marked(each["description"])) for status, each in told["responses"].items()],
        example=path.format(**names) + _EXAMPLES.get(name, ""),
    )


def _parameter(told: dict[str, Any]) -> Parameter:
    return Parameter(told["name"], _marked(told.get("description", "")), _limits(told["schema"]))


def _limits(schema: dict[str, Any]) -> str:
    """What a value may be, as far as the schema says so in few words."""
    item = schema.get("items", schema)
    if "enum" in item:
        return ", ".join(item["enum"])
    if schema.get("maximum", 2**31) < 2**31:
        return f"{schema['minimum']} to {schema['maximum']}; by default {schema['default']}"
    return ""


def _marked(text: str) -> SafeString:
    """The text with what stands between backticks as code."""
    return mark_safe(_CODE.sub(r"<code>\1</code>", escape(text)))  # noqa: S308 -- escaped before  # nosec B308 B703
