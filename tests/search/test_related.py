"""More like this, on an article's page and as data."""

import shutil

import pytest
from haystack import connections

from articles.models import Article, Likeness
from search.index import rebuild
from search.related import related_articles
from tests.builders import make_article

pytestmark = pytest.mark.usefixtures("search_index")

TIDES = "Tidal turbines in the estuary turn the tides into power for the harbour."


@pytest.fixture
def tidal(db):
    """An article on tides, one like it, and several that are not."""
    article = make_article(title="Turbines for the tides", body=TIDES)
    make_article(title="Estuary power", body="The estuary drives tidal turbines in the harbour.")
    for number in range(16):
        make_article(title=f"Orbit {number}", body="A rocket brought the satellite into its orbit.")
    rebuild()
    return article


def page(client, article):
    return client.get(article.get_absolute_url()).content.decode()


def test_an_articles_page_names_those_like_it_and_not_itself(client, tidal):
    text = page(client, tidal)
    related = text[text.index("Related articles") :]
    assert "Estuary power" in related
    assert "Orbit" not in related
    assert tidal.get_absolute_url() not in related


def test_the_nearest_comes_first_and_there_are_five_at_most():
    article = make_article(title="Rocket", body="The rocket brought a satellite into orbit.")
    nearest = make_article(title="Satellite in orbit", body="The rocket brought a satellite into orbit at dawn.")
    for number in range(5):
        make_article(title=f"Rocket {number}", body="A rocket, and mills.")
    for number in range(30):
        make_article(title=f"Mill {number}", body="Of mills.")
    rebuild()
    related = related_articles(article)
    assert related[0].pk == nearest.pk
    assert len(related) == 5


def test_nothing_is_shown_where_nothing_is_alike(client):
    article = make_article(body="Zebrafish")
    make_article(body="A rocket brought the satellite into its orbit.")
    rebuild()
    assert "Related articles" not in page(client, article)


def test_a_page_is_whole_while_the_search_is_down(client, tidal, search_index):
    connections["default"].get_backend().close()
    shutil.rmtree(search_index)
    text = page(client, tidal)
    assert TIDES in text
    assert "Related articles" not in text


def test_what_was_unpublished_a_moment_ago_is_not_named(client, tidal):
    Article.objects.filter(title="Estuary power").update(state="draft")
    assert "Estuary power" not in page(client, tidal)


def test_reprints_are_named_once(client, tidal):
    reprint = make_article(title="Turbines again", body=TIDES)
    Likeness.objects.create(first=tidal, second=reprint, share=1.0)
    rebuild()
    text = page(client, tidal)
    assert "Estuary power" in text[text.index("Related articles") :]
    assert text.count(reprint.get_absolute_url()) == 1


def test_the_api_gives_them_as_data(client, tidal):
    (row,) = client.get(f"/api/v1/articles/{tidal.pk}/related").json()
    other = Article.objects.get(title="Estuary power")
    assert row["id"] == other.pk
    whole = client.get(f"/api/v1/articles/{other.pk}").json()
    assert row == {key: whole[key] for key in whole if key not in ("body", "text")}


def test_the_api_knows_no_draft(client, tidal):
    draft = make_article(state="draft")
    assert client.get(f"/api/v1/articles/{draft.pk}/related").status_code == 404


def test_for_programs_a_search_that_is_down_is_an_outage(client, tidal, search_index):
    connections["default"].get_backend().close()
    shutil.rmtree(search_index)
    assert client.get(f"/api/v1/articles/{tidal.pk}/related").status_code == 503
