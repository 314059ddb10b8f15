"""A browser, or a feed reader that is given a page, finds the feeds that belong to the page in its head."""

import pytest
from lxml import html

from search.index import rebuild
from tests.builders import make_article, make_issue, make_publication

TYPES = ["application/atom+xml", "application/feed+json"]


@pytest.fixture(autouse=True)
def article(search_index):
    issue = make_issue(make_publication("Harbour Press"), slug="first")
    made = make_article(issue, title="Tides", topics=("energy",), regions=("CN-TJ",), institutions=("cas",),
                        authors=("CHEN Yu",))  # fmt: skip
    rebuild()
    return made


def feed_links(client, path):
    """The type, title and address of each link to a feed."""
    head = html.fromstring(client.get(path).content).find("head")
    links = head.xpath("link[@rel='alternate'][contains(@type, 'atom') or contains(@type, 'feed+json')]")
    return [(link.get("type"), link.get("title"), link.get("href")) for link in links]


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/", "The latest articles"),
        ("/topics/energy/", "New articles: Energy"),
        ("/regions/CN-TJ/", "New articles: Tianjin"),
        ("/institutions/cas/", "New articles: Chinese Academy of Sciences"),
        ("/authors/chen-yu/", "New articles: CHEN Yu"),
        ("/issues/?publication=harbour-press", "New articles: Harbour Press"),
        ("/issues/?publication=harbour-press&year=2023", "New articles: Harbour Press"),
        ("/issues/harbour-press/first/", "New articles: Harbour Press"),
        ("/search/?q=tides", "Feed of this search"),
    ],
)
def test_a_page_names_its_feed_in_both_formats(client, path, title):
    links = feed_links(client, path)
    assert [(kind, name) for kind, name, _ in links] == [(kind, title) for kind in TYPES]
    for kind, _, address in links:
        response = client.get(address)
        assert response["Content-Type"].startswith(kind)
        assert "Tides" in response.text


def test_a_name_with_markup_stays_a_name(client):
    make_article(make_issue(make_publication("A & <b>")))
    assert feed_links(client, "/issues/?publication=a-b")[0][1] == "New articles: A & <b>"
