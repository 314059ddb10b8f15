"""The API's description in OpenAPI 3.1: what django-ninja makes of the code, with what it cannot know."""

import copy
from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]

DESCRIPTION = """\
Published articles, issues and vocabularies of the archive, to read: no key, no account, from any web site.
What stays as it is, and what may be added, stands in the documentation of the API.

Every answer has an `ETag`: sent back as `If-None-Match`, it costs a 304 as long as nothing has changed. An error is
`{"error": {"code", "message"}}`; `code` is for programs. The texts belong to their publishers: each article says in
`rights` what may be done with it, and in `access` whether it is shown in full.
"""
LICENSE = {"name": "BSD 3-Clause (the software; for the texts see `rights`)", "identifier": "BSD-3-Clause"}
CONTACT = {"name": "About this archive", "url": "/about/"}
TAGS = [
    {"name": "catalogue", "description": "Articles, issues, publications, and what articles are tagged with."},
    {"name": "search", "description": "Searching, and what goes with it."},
    {"name": "export", "description": "Everything at once."},
]
SERVERS = [{"url": "/", "description": "This archive"}]

_PLACES = {
    "article_id": "The number of an article, which is its `id`.",
    "issue_id": "The number of an issue, which is its `id`.",
    "format": "The format of the file.",
}
_FIELDS = {"style": "form", "explode": False, "allowEmptyValue": True}
_UNCHANGED = {"description": "Nothing has changed since the answer whose `ETag` came as `If-None-Match`. No body."}
_TOO_LONG = {"description": "The address has more than 8,190 bytes. The server says so itself, not in JSON."}
_DESCRIPTIONS = {
    "200": "What was asked for.",
    "400": "A parameter is not known or cannot be read; the message says what to write instead.",
    "404": "There is none with this number or name.",
    "410": "It was public once and has been withdrawn.",
    "429": "One client may not ask so often. Try again after the seconds in `Retry-After`.",
    "503": "A part of the archive does not answer at present, or the answer takes longer than one request may: then "
    "ask for less. Try again after the seconds in `Retry-After`.",
}
_ETAG = {"ETag": {"description": "What to send as `If-None-Match` the next time.", "schema": {"type": "string"}}}
_LINK = {
    "Link": {"description": "The addresses of the pages beside this one (RFC 8288).", "schema": {"type": "string"}}
}
_RETRY = {"Retry-After": {"description": "Seconds.", "schema": {"type": "integer"}}}


def completed(description: Schema) -> Schema:
    """The description that django-ninja makes, made whole: true where `fields` chooses, and valid."""
    told = copy.deepcopy(dict(description))
    schemas = told["components"]["schemas"]
    for operation in _operations(told):
        operation["parameters"] = [_parameter(each) for each in operation["parameters"]]
        _tell_responses(operation)
        if any(each["name"] == "fields" for each in operation["parameters"]):
            _tell_parts(operation, schemas)
    told["components"]["schemas"] = _referred(told, schemas)
    _drop_titles(told)
    return told


def _operations(told: Schema) -> Iterator[Schema]:
    for path in told["paths"].values():
        yield from path.values()


def _parameter(told: Schema) -> Schema:
    """Its examples stand in its schema; a parameter is left out rather than null."""
    schema = told["schema"]
    if "anyOf" in schema:
        (present,) = (one for one in schema["anyOf"] if one.get("type") != "null")
        schema = {**{key: value for key, value in schema.items() if key != "anyOf"}, **present}
    rest = {key: value for key, value in told.items() if key not in ("example", "examples")} | {"schema": schema}
    if told["in"] == "path":
        rest["description"] = _PLACES[told["name"]]
        if schema["type"] == "integer":
            schema.update({"minimum": 1, "examples": [1]})
    return rest | _FIELDS if told["name"] == "fields" else rest


def _tell_responses(operation: Schema) -> None:
    responses = {str(status): response for status, response in operation["responses"].items()}
    responses.setdefault("503", copy.deepcopy(responses["400"]))  # anything may take too long
    for status, response in responses.items():
        response["description"] = _DESCRIPTIONS.get(status, response["description"])
    has_pages = any(each["name"] == "page" for each in operation["parameters"])
    responses["200"]["headers"] = _ETAG | (_LINK if has_pages else {})
    for status in {"429", "503"} & responses.keys():
        responses[status]["headers"] = _RETRY
    responses |= {"304": _UNCHANGED, "414": _TOO_LONG}
    operation["responses"] = dict(sorted(responses.items()))


def _tell_parts(operation: Schema, schemas: Schema) -> None:
    """With `fields`, rows are such rows with some of their fields left out."""
    content = operation["responses"]["200"]["content"]
    holder = content.get("application/json", {}).get("schema", {})
    if holder.get("$ref"):
        results = schemas[_name(holder)]["properties"].get("results")
        holder = results["items"] if results else holder
    elif holder.get("type") == "array":
        holder = holder["items"]
    if "$ref" in holder:
        whole = _name(holder)
        part = {key: value for key, value in schemas[whole].items() if key != "required"}
        schemas[f"Some{whole}"] = part | {"description": f"Of {whole}, what `fields` names.", "minProperties": 1}
        holder["anyOf"] = [{"$ref": holder.pop("$ref")}, {"$ref": f"#/components/schemas/Some{whole}"}]


def _name(reference: Schema) -> str:
    return str(reference["$ref"]).rsplit("/", 1)[1]


def _referred(told: Schema, schemas: Schema) -> Schema:
    """The schemas that answers refer to: those of parameters are told where they are used."""
    wanted = set(_references(told["paths"]))
    while more := {name for one in wanted for name in _references(schemas[one])} - wanted:
        wanted |= more
    return {name: schema for name, schema in sorted(schemas.items()) if name in wanted}


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield _name(part)
        for value in part.values():
            yield from _references(value)
    elif isinstance(part, list):
        for value in part:
            yield from _references(value)


def _drop_titles(part: Any) -> None:
    """Without the titles that are nothing but the names again; a property that is called so has no string there."""
    if isinstance(part, list):
        for value in part:
            _drop_titles(value)
    elif isinstance(part, dict):
        if isinstance(part.get("title"), str) and ("type" in part or "$ref" in part or "anyOf" in part):
            del part["title"]
        for value in part.values():
            _drop_titles(value)
