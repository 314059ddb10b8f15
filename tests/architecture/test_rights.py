"""Texts go out through articles/rights.py and in no other way.

Whoever needs a text for the public takes it from `Shown`. What reads the texts of an article, or a source, for another
reason than to show them stands in `OTHER_REASONS`.
"""

import ast
import re

from tests.architecture.test_imports import ROOT, dotted_name, is_within, modules, tree

ONLY_THERE = {"body", "body_html", "captions", "evidence", "furniture"}
"""Fields that nothing else in the project is called by: whatever has one is an article, a tag or a source."""

COLUMNS = {"body", "body_html", "text", "evidence"}

ARTICLES = {
    "article", "item", "obj", "other", "line", "row", "hit", "entry", "object", "instance", "model_instance", "found",
}  # fmt: skip
"""What an article is called where its `text` is read, a field that many other things have."""

SHOWN = {"shown", "passage"}
"""What the rule has been applied to: a `Shown`, and a piece of a body made from one, with its captions."""

QUERIES = {"values", "values_list", "only", "f"}
"""The calls by which a query names what it reads, in small letters."""

OTHER_REASONS = {
    "articles.rights": "is the rule",
    "articles.models": "make one field from another",
    "articles.ingest": "reads sources",
    "articles.importing": "reads an export",
    "articles.store": "saves what was read",
    "articles.replacing": "puts a new scan in the place of the old",
    "articles.retagging": "reads the text for tags",
    "articles.rearranging": "moves text between articles",
    "articles.restoring": "takes back what was done",
    "articles.snapshots": "keeps what was there",
    "articles.review_form": "is the editor's",
    "articles.admin": "is the editor's",
    "articles.likenesses": "compares texts",
    "articles.pages.losses": "counts pieces of furniture by kind",
    "articles.printed_pages": "reads page numbers",
    "search.documents": "indexes all texts",
    "search.search_indexes": "indexes all texts",
    "search.engine": "looks for what is like a text",
    "search.results": "cuts snippets out of what is quotable",
}

_READ = re.compile(r"\{[{%][^}]*?\b(\w+)\.(body|body_html|captions|evidence|furniture|text)\b")


def for_the_public():
    return [name for name in modules("archive", "articles", "search") if not reason(name)]


def reason(name):
    return next((why for other, why in OTHER_REASONS.items() if is_within(name, other)), None)


def test_no_module_reads_a_text_but_through_the_rule():
    assert not {f"{name}, line {line}: .{field}" for name in for_the_public() for line, field in texts_read(name)}


def texts_read(name):
    """The reads of a field that may hold a text, and the queries for one: the line and the field."""
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            owner = called(node.value)
            if owner not in SHOWN and (node.attr in ONLY_THERE or (node.attr == "text" and owner in ARTICLES)):
                yield node.lineno, node.attr
        elif isinstance(node, ast.Call) and called(node.func) in QUERIES:
            for column in node.args:
                if isinstance(column, ast.Constant) and str(column.value).rpartition("__")[2] in COLUMNS:
                    yield node.lineno, column.value


def called(owner):
    """What the owner of a field is called: `article` of `self._article`, and `shown` of `Shown(article)`."""
    match owner:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name.strip("_").lower()
        case ast.Call(func=function):
            return called(function)
    return ""


def test_nobody_but_a_command_asks_for_what_is_withheld():
    """What a command writes stays with whoever may run it."""
    asked = {
        name
        for name in modules("archive", "articles", "search")
        for call in ast.walk(tree(name))
        if isinstance(call, ast.Call)
        for keyword in call.keywords
        if keyword.arg == "withheld" and not (isinstance(keyword.value, ast.Constant) and keyword.value.value is False)
    }
    assert {name for name in asked if ".commands." not in name} == set()


def test_no_template_for_the_public_reads_a_text_but_through_the_rule():
    found = {
        f"{path.relative_to(ROOT)}: {owner}.{field}"
        for path in (ROOT / "templates").rglob("*.html")
        if "admin" not in path.parts
        for owner, field in _READ.findall(path.read_text("utf-8"))
        if owner not in SHOWN and (field != "text" or owner in ARTICLES)
    }
    assert not found


def test_every_reason_is_still_needed():
    """A module that reads no text any more leaves the list."""
    readers = {dotted_name(path) for path in modules("articles", "search").values() if any_read(path)}
    assert not [other for other in OTHER_REASONS if not any(is_within(name, other) for name in readers)]


def any_read(path):
    return any(True for _ in texts_read(dotted_name(path)))
