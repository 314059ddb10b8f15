"""The page of a frozen search, and the button on the search page that leads there."""

import re
import shutil
from html import escape
from urllib.parse import urlencode

import pytest
from django.test import Client
from lxml import html

from articles.publishing import unpublish_article
from search.index import rebuild
from search.models import FrozenSearch
from search.views import frozen as views
from tests.builders import make_article, make_issue, make_publication
from tests.pages.kinds import FORM

pytestmark = pytest.mark.usefixtures("search_index")


@pytest.fixture
def freeze(client):
    """Presses the button on the page of a search over what is in the database now; gives the path that it leads to."""

    def frozen(query=""):
        rebuild()
        form = html.fromstring(client.get(f"/search/?{query}").text).find_class("freeze")[0]
        return client.post(form.action, urlencode(form.form_values()), content_type=FORM)["Location"]

    return frozen


@pytest.fixture
def read(client):
    """The page at a path, in English or for a browser in another language, as a tree."""
    return lambda path, language="en": html.fromstring(client.get(path, headers={"Accept-Language": language}).text)


def nodes(page, place, tag=None):
    """The elements with a class or, with a tag, what they have of it within."""
    return [node for each in page.find_class(place) for node in ([each] if tag is None else each.iter(tag))]


def texts(page, place, tag=None):
    return [" ".join(node.text_content().split()) for node in nodes(page, place, tag)]


def test_the_button_freezes_just_what_the_page_was_asked(freeze, holdings):
    asked = "q=wind+OR+energy&op=any&topic=energy&topic=-ai&from=2021-02&to=2023&lang=en&sort=oldest"
    freeze(asked)
    assert FrozenSearch.objects.get().query == (
        "q=wind+OR+energy&op=any&from=2021-02&to=2023&lang=en&sort=oldest&topic=energy&topic=-ai"
    )


def test_what_finds_nothing_has_the_button_and_what_cannot_be_read_has_none(client):
    rebuild()
    assert "Cite this search" in client.get("/search/?q=xylophone").text
    assert "Cite this search" not in client.get('/search/?q="').text


def test_a_browser_without_a_session_or_a_token_may_freeze():
    rebuild()
    assert Client(enforce_csrf_checks=True).post("/searches/", {"q": "tide"}).status_code == 302


@pytest.mark.parametrize("method", ["get", "head"])
def test_whoever_only_looks_is_led_to_the_search(client, method):
    assert getattr(client, method)("/searches/?q=tide")["Location"] == "/search/"
    assert client.put("/searches/").status_code == 405


def test_the_page_has_the_articles_with_publication_and_date_in_their_order(freeze, read):
    paper = make_publication("Salt Coast Review")
    make_article(make_issue(paper, number="7", date="2021-05-06"), title="Tides rise")
    make_article(make_issue(paper, number="8", date="2022-05-06"), title="Tides fall")
    page = read(freeze("q=tides&sort=newest"))
    assert texts(page, "lines", "h3") == ["Tides fall", "Tides rise"]
    assert texts(page, "source-line")[1] == "Salt Coast Review, No. 7 · 6 May 2021"
    assert [page.get_element_by_id("found").text_content()] == ["2 articles"]


def test_a_large_set_comes_in_pages(freeze, read, client):
    issue = make_issue()
    for number in range(21):
        make_article(issue, title=f"Tide {number}")
    path = freeze("q=tide")
    first, second = (texts(read(f"{path}?page={number}"), "lines", "h3") for number in (1, 2))
    assert (len(first), len(second), len({*first, *second})) == (20, 1, 21)
    assert [client.get(f"{path}?page={number}").status_code for number in ("0", "3", "x", "9" * 5000)] == [404] * 4


def test_the_page_says_what_was_asked_and_asks_it_again(freeze, read, holdings):
    page = read(freeze("q=wind+power&op=any&topic=energy&region=-DE&from=2021&sort=title"))
    assert page.findtext(".//h1").startswith("What a search found on ")
    assert texts(page, "page-description") == ["any of the words “wind power”"]
    assert texts(page, "limits", "li") == ["Topic: Energy", "Region: not Germany", "From 2021"]
    assert "By title." in texts(page, "extent")[0]
    again = nodes(page, "extent", "a")[0].get("href")
    assert again == "/search/?q=wind+power&op=any&from=2021&sort=title&topic=energy&region=-DE"


def test_a_withdrawn_article_stays_in_its_place_as_a_number(freeze, read, client):
    __, second, third = (make_article(title=f"Tide of {name}") for name in ("salt", "silver", "amber"))
    path = freeze("q=tide&sort=title")
    unpublish_article(third)
    second.delete()
    rows = texts(read(path), "lines", "li")
    assert rows[0] == f"Article {third.pk}: withdrawn"
    assert rows[1].startswith("Tide of salt")
    assert rows[2].endswith(": withdrawn")
    assert not re.search("amber|silver", client.get(path).text)


def test_a_headline_that_was_corrected_is_shown_as_it_is_now(freeze, read):
    article = make_article(title="Tieds", body="A tide.")
    path = freeze("q=tide")
    article.title = "Tides"
    article.save()
    assert texts(read(path), "lines", "h3") == ["Tides"]


def test_the_page_tells_what_was_added_withdrawn_and_is_no_longer_found(freeze, read):
    changed, gone = make_article(title="Mills", body="A tide."), make_article(title="Piers", body="A tide.")
    path = freeze("q=tide")
    assert texts(read(path), "since", "p") == ["Nothing has changed: today the same search finds the same articles."]
    make_article(title="Harbours", body="A tide.")
    changed.body = "None."
    changed.save()
    unpublish_article(gone)
    rebuild()
    since = read(path)
    assert texts(since, "since", "summary") == ["1 article added", "1 article withdrawn", "1 article no longer found"]
    assert [link for link in texts(since, "changed", "a") if "No." not in link and "Daily" not in link] == [
        "Harbours",
        "Mills",
    ]
    assert f"Article {gone.pk}" in texts(since, "changed", "li")


def test_of_many_changes_the_first_are_named_and_the_data_has_all(freeze, read, monkeypatch):
    monkeypatch.setattr(views, "MOST_LISTED", 2)
    path = freeze("q=tide")
    for _ in range(3):
        make_article(body="A tide.")
    rebuild()
    page = read(path)
    assert len(nodes(page, "changed", "li")) == 2
    assert "The first 2 of 3. All of them, as JSON" in texts(page, "since", "p")


def test_without_an_index_the_set_is_shown_and_the_comparison_is_not_made(freeze, client, read, search_index):
    make_article(title="Tides")
    path = freeze("q=tides")
    shutil.rmtree(search_index)
    assert client.get(path).status_code == 200
    assert texts(read(path), "lines", "h3") == ["Tides"]
    assert "cannot be compared" in texts(read(path), "since", "p")[0]


def test_a_citation_has_query_limits_number_date_and_address(freeze, read, holdings):
    path = freeze("q=wind&topic=energy")
    FrozenSearch.objects.update(frozen_at="2026-05-06T07:08:09Z")
    assert texts(read(path), "citation") == [
        "Search for “wind”, Topic: Energy. Sci-Tech Policy Archive, 2 articles found on 6 May 2026. "
        f"http://testserver{path}"
    ]


def test_a_page_in_chinese_has_a_citation_in_chinese_and_one_in_english(freeze, read, holdings):
    chinese, english = read(freeze("q=wind"), "zh-CN").find_class("citation")
    assert (chinese.get("lang"), english.get("lang")) == ("zh", "en")
    assert english.text_content().startswith("Search for “wind”. Sci-Tech Policy Archive, 3 articles found on ")


def test_citation_and_checksum_can_be_copied(freeze, read):
    page = read(freeze())
    copied = {button.get("data-copy"): button for button in page.xpath("//button[@data-copy]")}
    assert page.get_element_by_id("citation-en").text_content().startswith("Search for all articles.")
    assert page.get_element_by_id("sha256").text_content() == FrozenSearch.objects.get().sha256
    assert set(copied) == {"citation-en", "sha256"}


def test_the_page_leads_to_the_set_as_data_and_in_every_format(freeze, read, client):
    make_article(title="Tides")
    page = read(freeze("q=tides"))
    addresses = [link.get("href") for link in nodes(page, "as-data", "a")]
    assert len(addresses) > 5
    assert [client.get(address).status_code for address in addresses] == [200] * len(addresses)


def test_search_engines_are_asked_to_leave_the_page_out(freeze, read):
    assert read(freeze()).xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_a_query_that_is_markup_stays_text(freeze, client):
    markup = '"<script>alert(1)</script>"'
    rebuild()
    page = client.get(client.post("/searches/", {"q": markup})["Location"]).text
    assert "<script>alert" not in page
    assert escape("<script>alert(1)</script>") in page
