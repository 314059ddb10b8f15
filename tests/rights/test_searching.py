"""The whole of each text is searched, and what is found is shown in snippets."""

import pytest
from django.utils.html import strip_tags

from articles.models import Access
from search.snippets import LENGTH
from tests.rights.fetching import fetch
from tests.rights.texts import IN_FULL

SEARCHED = ("begin", "early", "item", "cell", "end")
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def archive(standing_archive):
    return standing_archive


@pytest.fixture
def closed(archive):
    """The article with a standfirst that may not be shown."""
    return next(one for one in archive.texts if (one.access, one.name) == (Access.SUMMARY, "with a standfirst"))


def found(client, word):
    return client.get("/api/v1/search", {"q": word}).json()["results"]


@pytest.mark.parametrize("field", [*SEARCHED, "caption", "credit"])
def test_every_word_of_a_text_that_may_not_be_shown_finds_it(client, closed, field):
    assert [row["id"] for row in found(client, closed[field])] == [closed.article.pk]


@pytest.mark.parametrize("field", SEARCHED)
def test_what_is_found_shows_the_sentence_with_the_word_and_no_more(client, archive, closed, field):
    (row,) = found(client, closed[field])
    snippet = strip_tags(row["snippet"])
    assert closed[field] in snippet
    assert len(snippet) <= LENGTH + 4
    others = archive.words(Access.SUMMARY, IN_FULL).keys() - {closed[field]}
    for address in (f"/search/?q={closed[field]}", f"/api/v1/search?q={closed[field]}"):
        assert not {word for page in fetch(address) for word in others if word in page.text}


def test_captions_are_searched_and_not_quoted(client, closed):
    (row,) = found(client, closed["caption"])
    assert closed["caption"] not in row["snippet"]
    assert closed["standfirst"] in row["snippet"]


def test_of_a_short_text_no_search_shows_the_second_half(client, archive):
    short = next(one for one in archive.texts if (one.access, one.name) == (Access.SUMMARY, "short"))
    (row,) = found(client, short["end"])
    assert short["opening"] in row["snippet"]
    assert short["end"] not in row["snippet"]


def test_the_page_that_a_search_led_to_marks_nothing_that_is_not_there(client, closed):
    text = client.get(f"{closed.article.get_absolute_url()}?q={closed['early']}").content.decode()
    assert "<mark" not in text


def test_the_list_says_where_the_text_is_not_here(client, closed):
    assert b"Text with the publisher" in client.get(f"/search/?q={closed['title']}").content


def test_lists_of_related_articles_and_completions_quote_no_text(client, closed):
    related = client.get(f"/api/v1/articles/{closed.article.pk}/related").json()
    assert related
    assert all(not row["captions"] for row in related if row["access"] == Access.SUMMARY)
