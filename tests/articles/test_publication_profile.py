"""What an editor says of a publication's pages, from the form in the admin to the reading of a page."""

import pytest
from django.urls import reverse

from articles.ingest.pipeline import read_issue
from articles.models import Publication
from articles.store import profile_of
from tests.builders import make_publication

pytestmark = pytest.mark.django_db

TEXT = """The ferry now waits for the tide, the harbour office said on Monday. Two crossings a day fall away, and the
fare stays as it is until the end of the year."""


@pytest.fixture
def address():
    return reverse("admin:articles_publication_change", args=[make_publication("Harbour Post").pk])


def submit(editor, address, **fields):
    form = editor.get(address).context["adminform"].form
    data = {name: form[name].value() or "" for name in form.fields}
    return editor.post(address, data | fields)


def read(text):
    return read_issue(text.encode(), "page.md", profile_of(Publication.objects.get()))


def furniture(record):
    return [(piece.kind, piece.text) for piece in record.furniture]


def test_a_paper_that_signs_in_its_own_way_gets_bylines_and_authors(editor, address):
    submit(editor, address, byline_forms="Words: {names}\r\nPen of {names}")
    one, two = read(
        f"## Ferry waits\n\nWords: Mara Quist\n\n{TEXT}\n\n## Tide wins\n\nPen of Jonas Tell\n\n{TEXT}\n"
    ).articles
    assert (one.byline, one.authors) == ("Words: Mara Quist", ("Mara Quist",))
    assert (two.byline, two.authors) == ("Pen of Jonas Tell", ("Jonas Tell",))


def test_its_kickers_become_sections(editor, address):
    submit(editor, address, kickers="Pier Talk\r\nSlack Water")
    (article,) = read(f"## SLACK WATER\n\n## Ferry waits for the tide\n\n{TEXT}\n").articles
    assert (article.section, article.title) == ("SLACK WATER", "Ferry waits for the tide")


def test_its_mastheads_are_set_apart(editor, address):
    submit(editor, address, mastheads="What the tide left")
    record = read(f"What the tide left\n\n## Ferry waits for the tide\n\n{TEXT}\n")
    assert ("masthead", "What the tide left") in furniture(record)
    assert record.masthead.publication == "Harbour Post"


def test_its_running_heads_are_set_apart_wherever_they_stand(editor, address):
    submit(editor, address, running_heads="All the harbour in one hand")
    record = read(f"## Ferry waits for the tide\n\n{TEXT}\n\nAll the harbour in one hand\n\n{TEXT}\n")
    assert furniture(record) == [("running head", "All the harbour in one hand")]
    assert "in one hand" not in record.articles[0].body


@pytest.mark.parametrize("form", ["Words: names", "{names} and {names}", "Words: {names}\r\nPen of"])
def test_a_form_of_byline_has_its_names_once(form, editor, address):
    page = submit(editor, address, byline_forms=form)
    assert "must have {names} in it once" in page.context["adminform"].form.errors["byline_forms"][0]
    assert Publication.objects.get().byline_forms == ""


def test_a_form_of_byline_is_more_than_names(editor, address):
    page = submit(editor, address, byline_forms="{names}")
    assert "would fit every line" in page.context["adminform"].form.errors["byline_forms"][0]


def test_the_form_says_how_to_write_a_byline(editor, address):
    assert "{names} for the names" in editor.get(address).content.decode()
