import re

import pytest
from django.template.loader import render_to_string

from tests.builders import make_article, make_issue, make_publication

ERRORS = ["400.html", "403.html", "403_csrf.html", "404.html", "500.html", "503.html"]


@pytest.mark.django_db
def test_the_holdings_are_counted_by_publication(client):
    publication = make_publication("Tidal Review")
    for year in (2021, 2023):
        issue = make_issue(publication, date=f"{year}-02-01")
        make_article(issue)
        make_article(issue)
        make_article(issue, state="draft")
    make_issue(publication, date="2011-01-01", state="draft")
    text = client.get("/about/").content.decode()
    assert '<td class="years">2021–2023</td><td class="figure">2</td><td class="figure">4</td>' in text


@pytest.mark.django_db
def test_an_empty_archive_says_that_it_holds_nothing(client):
    assert "Nothing has been published yet." in client.get("/about/").content.decode()


@pytest.mark.django_db
def test_the_page_the_reader_is_on_is_marked_in_the_navigation(client):
    assert '<a href="/about/" aria-current="page">About</a>' in client.get("/about/").content.decode()


@pytest.mark.django_db
def test_a_page_below_marks_its_place_in_the_navigation(client):
    text = client.get(make_issue().get_absolute_url()).content.decode()
    assert '<a href="/issues/" aria-current="true">Issues</a>' in text


@pytest.mark.parametrize("template", ERRORS)
def test_error_pages_need_neither_database_nor_request_and_lead_on(template):
    text = render_to_string(template)
    assert '<link rel="stylesheet"' in text
    assert '<a href="/issues/">Browse the issues</a>' in text


@pytest.mark.django_db
def test_an_unknown_address_gets_the_archives_own_page(client):
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert "There is no such page" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/", "/issues/", "/topics/", "/regions/", "/institutions/", "/authors/", "/about/"])
def test_pages_carry_no_inline_style_or_script(client, url):
    make_article(authors=("CHEN Yu",))
    text = client.get(url).content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert "style=" not in text
    assert "<style" not in text
