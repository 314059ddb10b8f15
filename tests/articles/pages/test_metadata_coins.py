"""COinS in lists, by the keys of Z39.88-2004 as any reader of query strings takes them."""

import re
from html import unescape
from urllib.parse import parse_qs

import pytest

from articles.pages.metadata_coins import Entry, context_object
from search.index import rebuild
from tests.builders import make_article, make_issue

pytestmark = pytest.mark.django_db


def objects(page):
    """The ContextObjects of a page, each with the values of its keys."""
    titles = re.findall(r'<span class="Z3988" title="([^"]*)"></span>', page)
    return [parse_qs(unescape(title), strict_parsing=True) for title in titles]


@pytest.fixture
def articles():
    issue = make_issue(number="12", date="2023-03-10")
    return [
        make_article(issue, title="Tides & ebbs", authors=("CHEN Yu", "欧阳明远", "Staff Writer")),
        make_article(issue, title="Tides of 潮汐", date="2022-01-01", date_precision="year"),
    ]


def test_a_search_page_offers_what_was_found(client, search_index, articles):
    rebuild()
    found = objects(client.get("/search/?q=tides").content.decode())
    assert {item["rft.title"][0] for item in found} == {article.title for article in articles}


def test_an_issue_offers_its_articles_in_their_order(client, articles):
    first, second = objects(client.get(articles[0].issue.get_absolute_url()).content.decode())
    assert first == {
        "ctx_ver": ["Z39.88-2004"],
        "rft_val_fmt": ["info:ofi/fmt:kev:mtx:dc"],
        "rft.type": ["newspaperArticle"],
        "rft.title": ["Tides & ebbs"],
        "rft.source": ["Harbour Science Daily"],
        "rft.creator": ["Chen, Yu", "欧阳, 明远", "Staff Writer, "],
        "rft.date": ["2023-03-10"],
        "rft.language": ["en"],
        "rft.identifier": [f"http://testserver{articles[0].get_absolute_url()}"],
    }
    assert (second["rft.title"], second["rft.date"]) == (["Tides of 潮汐"], ["2022"])


def test_an_author_offers_what_he_signed(client, search_index, articles):
    rebuild()
    (found,) = objects(client.get("/authors/chen-yu/").content.decode())
    assert found["rft.title"] == ["Tides & ebbs"]


def test_an_article_alone_offers_no_list(client, articles):
    assert objects(client.get(articles[0].get_absolute_url()).content.decode()) == []


def test_no_space_is_written_as_a_plus():
    written = context_object(Entry(1, "A & B = C++", "Gazette", None, "en", "https://archive.example/1/"), ())
    assert "rft.title=A%20%26%20B%20%3D%20C%2B%2B" in written
    assert "rft.date" not in written


def test_more_articles_cost_no_more_queries(client, django_assert_max_num_queries):
    issue = make_issue()
    for number in range(30):
        make_article(issue, authors=(f"WRITER {number}",))
    with django_assert_max_num_queries(12):
        assert len(objects(client.get(issue.get_absolute_url()).content.decode())) == 30
