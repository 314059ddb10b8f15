"""The parameters of a search for the API's description; `search.parameters` reads them, for the page as well."""

from collections.abc import Iterable
from typing import Any

from articles.api.choosing import describe_fields
from articles.api.filters import DATE, LANGUAGE, YEAR
from articles.identifiers import LARGEST_ID
from search.language import LONGEST_QUERY
from search.parameters import LAST_PAGE, MOST_VALUES, OPERATORS
from search.records import FACETS, PAGE_SIZE, PAGE_SIZE_LIMIT, SORTS

Schemas = dict[str, dict[str, Any]]

_EXAMPLES = {"topic": "energy", "region": "CN-TJ", "institution": "most", "section": "policy", "year": "2023"}


def _facet(name: str) -> dict[str, Any]:
    item = {"type": "string"} | ({"pattern": YEAR} if name == "year" else {})
    told = f"{name.title()}. May repeat, up to {MOST_VALUES} times; a leading minus excludes."
    return {"type": "array", "items": item, "description": told} | (
        {"examples": [[_EXAMPLES[name]]]} if name in _EXAMPLES else {}
    )


def _date(told: str, example: str) -> dict[str, Any]:
    return {"type": "string", "pattern": DATE, "description": told, "examples": [example]}


FILTERS: Schemas = {
    "q": {
        "type": "string",
        "maxLength": LONGEST_QUERY,
        "description": "The query, in the language of the search page.",
        "examples": ["carbon neutrality", '"basic research" OR laborator*'],
    },
    "op": {
        "type": "string",
        "enum": list(OPERATORS),
        "default": OPERATORS[0],
        "description": "Whether all words must occur, or any.",
    },
    **{facet: _facet(facet) for facet in FACETS},
    "from": _date("First date: 2024, 2024-05 or 2024-05-06.", "2023"),
    "to": _date("Last date, written the same way.", "2023-06"),
    "lang": {
        "type": "string",
        "pattern": LANGUAGE,
        "description": "Language of the article.",
        "examples": ["en", "zh"],
    },
}
PAGING: Schemas = {
    "sort": {"type": "string", "enum": list(SORTS), "default": SORTS[0], "description": "The order of the result."},
    "page": {
        "type": "integer",
        "minimum": 1,
        "maximum": LAST_PAGE,
        "default": 1,
        "description": "The page, from 1. Beside `after` or `before` it is only the number shown.",
    },
    "size": {
        "type": "integer",
        "minimum": 1,
        "maximum": PAGE_SIZE_LIMIT,
        "default": PAGE_SIZE,
        "description": "Articles on a page.",
    },
}


def _article(told: str) -> dict[str, Any]:
    return {"type": "integer", "minimum": 1, "maximum": LARGEST_ID, "description": told}


GOING_ON: Schemas = {
    "after": _article("What follows the article with this id in the result."),
    "before": _article("What precedes the article with this id in the result."),
}


def fields_schema(known: Iterable[str]) -> dict[str, Any]:
    """The parameter `fields`, for rows that have the `known` fields."""
    schema: dict[str, Any] = {}
    describe_fields(schema, known)
    return schema


def described(schemas: Schemas) -> dict[str, Any]:
    """These parameters as OpenAPI has them in an operation; one without a value is as good as none."""
    return {
        "parameters": [
            {
                "in": "query",
                "name": name,
                "schema": schema,
                "description": schema["description"],
                "allowEmptyValue": schema["type"] != "array",
            }
            for name, schema in schemas.items()
        ]
    }
