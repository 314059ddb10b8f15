"""How readers and editors are told what is shown and what is not."""

import pytest

from articles.models import Access, Caption
from tests.builders import make_article, make_issue, make_publication, make_source

pytestmark = pytest.mark.django_db
LONG = "Tides came and went. " * 60


@pytest.fixture
def issue():
    rights = "© Harbour Press. Ask before reprinting."
    return make_issue(make_publication("Closed Courier", access=Access.SUMMARY, rights=rights))


def page(client, thing):
    return client.get(thing.get_absolute_url()).content.decode()


def test_an_article_says_why_there_is_no_more_and_where_the_whole_is(client, issue):
    text = page(client, make_article(issue, body=LONG, standfirst="What tides mean."))
    assert "The whole of it is in Closed Courier." in text
    assert "The article has 240 words" in text
    assert "Rights: © Harbour Press. Ask before reprinting." in text


def test_an_article_without_a_standfirst_shows_how_it_begins(client, issue):
    assert "How the article begins" in page(client, make_article(issue, body=LONG))
    assert "How the article begins" not in page(client, make_article(issue, body=LONG, standfirst="What tides mean."))


def test_words_of_a_search_are_marked_in_the_excerpt_and_not_in_what_the_archive_says(client, issue):
    article = make_article(issue, title="Tides", body=f"An article on tides. {LONG}")
    text = client.get(f"{article.get_absolute_url()}?q=article").content.decode()
    assert 'An <mark id="first-in-text">article</mark> on tides.' in text
    assert text.count("<mark") == 1


def test_an_excerpt_is_never_markup(client, issue):
    article = make_article(issue, body=f"Tides &lt;img src=x&gt; came. {LONG}")
    assert "<img" not in page(client, article)


def test_an_article_whose_source_has_no_text_says_that_instead(client, issue):
    text = page(client, make_article(issue, body=""))
    assert "The source gives no text below this headline." in text
    assert "The publisher lets" not in text


def test_tags_stay_without_the_passages_that_they_rest_on(client, issue):
    text = page(client, make_article(issue, body=LONG, topics=("energy",)))
    assert 'href="/topics/energy/"' in text
    assert "Why these tags" not in text
    assert "tooltip" not in text


def test_an_article_may_be_cited_and_is_described_as_ever(client, issue):
    text = page(client, make_article(issue, body=LONG, byline="By LI Wei", authors=("LI Wei",)))
    assert 'class="citation"' in text
    assert '<meta name="description" content="Tides came and went.' in text


def test_an_article_that_may_be_shown_says_nothing_of_all_this(client):
    text = page(client, make_article(body=LONG))
    assert "The publisher lets" not in text
    assert text.count("Tides came and went.") > 50


def test_an_issue_says_why_its_files_are_not_offered(client, issue):
    make_source(issue)
    make_article(issue)
    text = page(client, issue)
    assert "the files that this issue was read from are not offered here" in text
    assert "/source/" not in text


def test_an_issue_does_not_say_that_gaps_are_shown(client, issue):
    make_article(issue, body="Tides came and [text lost in the source]")
    assert "The source breaks off in 1 article.<" in page(client, issue).replace("\n", "")


def test_the_file_of_an_issue_is_not_found(client, issue, settings, tmp_path):
    source = make_source(issue)
    assert client.get(f"{issue.get_absolute_url()}source/{source.pk}/").status_code == 404


def test_the_page_about_the_archive_says_what_is_shown_of_each_publication(client, issue):
    make_article(issue)
    make_article(make_issue(make_publication("Open Courier")))
    text = client.get("/about/").content.decode()
    assert "Shown here: Headline, standfirst and snippets" in text
    assert "Shown here: The full text" in text


def test_editors_see_all_of_it(admin_client, issue):
    article = make_article(issue, body=LONG)
    Caption.objects.create(article=article, text="A pier in winter.")
    text = admin_client.get(f"/admin/articles/article/{article.pk}/change/").content.decode()
    assert "Tides came and went." in text


def test_editors_list_and_filter_publications_by_what_is_shown(admin_client, issue):
    make_publication("Open Courier")
    text = admin_client.get("/admin/articles/publication/?access__exact=summary").content.decode()
    assert "Headline, standfirst and snippets" in text
    assert "Closed Courier" in text
    assert "Open Courier" not in text
