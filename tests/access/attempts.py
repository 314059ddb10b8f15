"""What somebody may try at the desk: each attempt sends a form, by its button or by hand.

Of those that come in pairs, the first is about what the public sees and the second about what it does not.
"""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from articles.models import Author, Publication, Region, Section, Topic
from tests.access.desk import Desk, Rows
from tests.access.people import BOTH, DECIDING, NOBODY, PREPARING, browser
from tests.articles.desk import PAGE, confirm, upload
from tests.articles.test_admin_lists import form_data

Attempt = Callable[[Client, Desk, Rows], HttpResponse]
EVERYBODY = PREPARING | DECIDING
NEW_PAGE = (
    PAGE.split("## ")[0]
    + """## Otters return to the estuary

By HE Qing

Eleven otters live along the estuary again, a count by the county found, after thirty years without one. They came
from the upper river by themselves, and fishers have been asked to close their traps at night.
"""
)


def _at(name: str, *arguments: Any) -> str:
    return reverse(f"admin:articles_{name}", args=arguments)


def press(word: str) -> Attempt:
    """A button of the review page; ARTICLE in it is the first article."""

    def attempt(client: Client, desk: Desk, rows: Rows) -> HttpResponse:
        first, second = rows.articles
        data = {"do": word.replace("ARTICLE", str(first.pk)).replace("CHANGE", str(rows.change.pk)), "line": "9"}
        data |= {"place": f"article-{second.pk}", f"merge-{first.pk}": second.pk}
        return client.post(_at("issue_review", rows.issue.pk), data)

    return attempt


def correct(client: Client, desk: Desk, rows: Rows) -> HttpResponse:
    """An article corrected on the review page."""
    article = rows.articles[0]
    fields = {"title": "Corrected", "language": "en", "body": "Another text."}
    return client.post(
        _at("issue_review", rows.issue.pk), {f"article-{article.pk}-{name}": value for name, value in fields.items()}
    )


def fill_in(model: str, **changes: Any) -> Attempt:
    """The form of a row, as one who may do everything gets it, with changes."""

    def attempt(client: Client, desk: Desk, rows: Rows) -> HttpResponse:
        address = _at(f"{model}_change", _row(model, rows).pk)
        return client.post(address, form_data(browser("operator"), address, **changes))

    return attempt


def tag(client: Client, desk: Desk, rows: Rows) -> HttpResponse:
    """A further region, in the form of an article."""
    number = rows.articles[0].region_tags.count()
    place = f"region_tags-{number}"
    row = {f"{place}-region": Region.objects.get(code="IS").pk, f"{place}-evidence": "there"}
    return fill_in("article", **row, **{"region_tags-TOTAL_FORMS": number + 1})(client, desk, rows)


def delete(model: str) -> Attempt:
    def attempt(client: Client, desk: Desk, rows: Rows) -> HttpResponse:
        row = desk.batch if model == "batch" else _row(model, rows)
        return client.post(_at(f"{model}_delete", row.pk), {"post": "yes"})

    return attempt


def choose(model: str, action: str) -> Attempt:
    """An action in a list."""

    def attempt(client: Client, desk: Desk, rows: Rows) -> HttpResponse:
        data = {"action": action, "_selected_action": [_row(model, rows).pk], "post": "yes"}
        return client.post(_at(f"{model}_changelist"), data)

    return attempt


def _row(model: str, rows: Rows) -> Any:
    shared = {"author": Author, "publication": Publication, "section": Section, "topic": Topic}
    if model in shared:
        return shared[model].objects.order_by("pk").last()
    own = {"article": rows.articles[0], "sourcefile": rows.source}
    return own.get(model) or getattr(rows, model)


def undo(client: Client, desk: Desk, rows: Rows) -> HttpResponse:
    return client.post(_at("change_undo", rows.change.pk))


def reread(client: Client, desk: Desk, rows: Rows) -> HttpResponse:
    return client.post(_at("sourcefile_reread", rows.source.pk), {})


def add_page(client: Client, desk: Desk, rows: Rows) -> HttpResponse:
    """A further page of the issue, which comes in as a draft."""
    text = NEW_PAGE if rows.issue.is_published else NEW_PAGE.replace("No. 12, 10", "No. 13, 11")
    page = upload(client, ("new.md", text))
    return page if page.status_code != 200 else confirm(client, page)


def upload_many(client: Client, desk: Desk, rows: Rows) -> HttpResponse:
    return client.post(_at("batch_add"), {"files": [SimpleUploadedFile("new.md", NEW_PAGE.encode())]})


PAIRS: dict[str, tuple[Attempt, frozenset[str], frozenset[str]]] = {
    "correct in the review": (correct, DECIDING, EVERYBODY),
    "split": (press("split"), DECIDING, EVERYBODY),
    "move lines": (press("lines"), DECIDING, EVERYBODY),
    "merge": (press("merge:ARTICLE"), DECIDING, EVERYBODY),
    "put later": (press("later:ARTICLE"), DECIDING, EVERYBODY),
    "undo in the review": (press("undo:CHANGE"), DECIDING, EVERYBODY),
    "undo in the history": (undo, DECIDING, EVERYBODY),
    "the form of an article": (fill_in("article", title="Another"), DECIDING, EVERYBODY),
    "its tags": (tag, DECIDING, EVERYBODY),
    "the form of an issue": (fill_in("issue", number="99"), DECIDING, EVERYBODY),
    "delete an article": (delete("article"), DECIDING, EVERYBODY),
    "delete an issue": (delete("issue"), DECIDING, EVERYBODY),
    "delete an article in the list": (choose("article", "delete_selected"), DECIDING, EVERYBODY),
    "delete an issue in the list": (choose("issue", "delete_selected"), DECIDING, EVERYBODY),
    "dismiss a link": (fill_in("likeness", dismissed="on"), DECIDING, EVERYBODY),
    "read again": (reread, BOTH, PREPARING),
    "add a page": (add_page, PREPARING, PREPARING),
}
"""What is tried on something public and on a draft, with those who may do the one and the other."""

SINGLE: dict[str, tuple[Attempt, frozenset[str], bool]] = {
    "publish in the review": (press("publish"), DECIDING, False),
    "unpublish in the review": (press("unpublish"), DECIDING, True),
    "publish an issue in the list": (choose("issue", "publish"), DECIDING, False),
    "publish an article in the list": (choose("article", "publish"), DECIDING, False),
    "unpublish an issue in the list": (choose("issue", "unpublish"), DECIDING, True),
    "unpublish an article in the list": (choose("article", "unpublish"), DECIDING, True),
    "what may be shown of a publication": (fill_in("publication", access="summary"), DECIDING, True),
    "the name of a section": (fill_in("section", name="Bay"), DECIDING, True),
    "the name of an author": (fill_in("author", name="WU Mei"), DECIDING, True),
    "the name of a topic": (fill_in("topic", name="Tides and waves"), DECIDING, True),
    "delete a section": (delete("section"), DECIDING, True),
    "delete an author": (delete("author"), DECIDING, True),
    "delete a file": (delete("sourcefile"), NOBODY, True),
    "upload many": (upload_many, PREPARING, True),
    "delete a batch": (delete("batch"), PREPARING, True),
}
"""What is tried once, with those who may do it, and whether on what is public."""
