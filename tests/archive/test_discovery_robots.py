"""`robots.txt` as Python's own reader of such files understands it."""

from urllib.robotparser import RobotFileParser

import pytest
from lxml import etree

from tests.builders import make_article

pytestmark = pytest.mark.django_db

CRAWLER, CARDS = "Googlebot", "facebookexternalhit/1.1"


@pytest.fixture
def robots(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    parser = RobotFileParser()
    parser.parse(response.text.splitlines())
    return parser


OPEN = (
    *("/", "/articles/1/tides/", "/articles/1.bib", "/issues/a/b/", "/topics/energy/", "/authors/?page=2", "/trends/"),
    *("/static/site.css", "/static/card.png", "/feeds/latest.atom", "/searches/abcdefghijklmnop/", "/api/v1/docs"),
    *("/api/v1/openapi.json", "/opensearch.xml", "/oai?verb=Identify"),
)
CLOSED = (
    *("/search/?q=tides", "/search/?topic=energy&year=2023", "/search.atom?q=tides", "/search.suggestions.json?q=ti"),
    *("/trends/?of=tides", "/trends.csv?of=tides", "/api/v1/search?q=tides", "/api/v1/articles?page=7", "/admin/"),
    *("/api/v1/export.ndjson", "/api/v1/complete?q=ti", "/preferences/"),
)


@pytest.mark.parametrize("path", OPEN)
def test_crawlers_may_read(robots, path):
    assert robots.can_fetch(CRAWLER, f"http://testserver{path}")


@pytest.mark.parametrize("path", CLOSED)
def test_crawlers_are_kept_out_of(robots, path):
    assert not robots.can_fetch(CRAWLER, f"http://testserver{path}")


@pytest.mark.parametrize("path", ["/search/?q=tides", "/trends/?of=tides", "/articles/1/tides/?q=sea"])
def test_whatever_is_shared_gets_its_card(robots, path):
    assert robots.can_fetch(CARDS, f"http://testserver{path}")


def test_the_sitemap_is_named_whole(robots):
    assert robots.site_maps() == ["http://testserver/sitemap.xml"]


def test_nothing_that_the_sitemap_names_is_forbidden(robots, client):
    make_article(topics=("energy",), regions=("DE",), institutions=("most",), authors=("CHEN Yu",))
    for part in etree.fromstring(client.get("/sitemap.xml").content).iterfind(".//{*}loc"):
        for page in etree.fromstring(client.get(part.text).content).iterfind(".//{*}loc"):
            assert robots.can_fetch(CRAWLER, page.text), page.text


def test_the_host_that_was_asked_is_the_one_that_is_named(client, settings):
    settings.ALLOWED_HOSTS = ["archive.example.org"]
    text = client.get("/robots.txt", secure=True, headers={"host": "archive.example.org"}).text
    assert "Sitemap: https://archive.example.org/sitemap.xml" in text


def test_what_is_data_may_be_read_and_leaves_the_lists_of_search_engines_to_pages(client):
    article = make_article()
    for path in (f"/articles/{article.pk}.md", "/feeds/latest.atom", "/sitemap.xml", "/api/v1/topics"):
        assert client.get(path)["X-Robots-Tag"] == "noindex"
    for path in (article.get_absolute_url(), "/api/v1/docs"):
        assert "X-Robots-Tag" not in client.get(path)
