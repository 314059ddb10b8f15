"""Each page names one address as its own, the same however the reader came to it."""

from urllib.parse import urlsplit

import pytest
from django.test import Client
from lxml import etree, html

from articles.demo import load_demo
from search.index import rebuild
from tests.builders import make_article, make_issue, make_publication
from tests.pages import difficult
from tests.pages.kinds import FORM, KINDS, Catalogue, Missing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]

SITE = "http://testserver"


def named(page):
    """The address that a page names as its own, or None; every page that has one tells social cards the same."""
    tree = html.document_fromstring(page)
    canonical = tree.xpath("//link[@rel='canonical']/@href")
    assert tree.xpath("//meta[@property='og:url']/@content") == canonical
    assert len(canonical) <= 1
    return canonical[0] if canonical else None


def path_named(client, path):
    return (named(client.get(path).text) or "").removeprefix(SITE)


@pytest.fixture
def demo(settings, tmp_path):
    settings.MEDIA_ROOT = settings.DATA_DIR = tmp_path
    load_demo(lambda line: None)


def test_every_kind_of_page_names_its_own_address_and_every_error_none(demo):
    withdrawn = difficult.fill()
    rebuild()
    client = Client(enforce_csrf_checks=True)
    archive = Catalogue(
        lambda path: client.get(path).text,
        lambda path, form: Client().post(path, form, content_type=FORM)["Location"],
        withdrawn,
    )
    for name, kind in KINDS.items():
        try:
            path = kind.address(archive)
        except Missing:
            continue
        response = client.generic(kind.method, path)
        assert response.status_code == kind.status, name
        if kind.status != 200:
            assert named(response.text) is None, name
            continue
        own = named(response.text)
        assert own.startswith(SITE), name
        assert named(client.get(own.removeprefix(SITE)).text) == own, name


def test_every_address_of_the_sitemap_is_a_page_that_names_it_as_its_own(demo, client):
    rebuild()
    for part in etree.fromstring(client.get("/sitemap.xml").content).iterfind(".//{*}loc"):
        for loc in etree.fromstring(client.get(part.text).content).iterfind(".//{*}loc"):
            response = client.get(loc.text)
            assert response.status_code == 200, loc.text
            assert named(response.text) == loc.text


@pytest.mark.parametrize("query", ["?q=tides", "?q=tides&region=DE", "?utm_source=letter", "?page=1"])
def test_what_a_reader_brings_along_is_no_part_of_it(client, query):
    path = make_article(topics=("energy",)).get_absolute_url()
    assert path_named(client, path + query) == path
    assert path_named(client, f"/topics/energy/{query}") == "/topics/energy/"


def test_later_pages_of_a_list_are_addresses_of_their_own_that_lead_to_their_neighbours(client):
    issue = make_issue()
    for _ in range(41):
        make_article(issue, topics=("energy",))
    page = client.get("/topics/energy/?page=2&q=tides").text
    assert named(page) == f"{SITE}/topics/energy/?page=2"
    assert path_named(client, "/topics/energy/?page=last") == "/topics/energy/?page=3"
    links = html.document_fromstring(page).xpath("//a[@rel='prev' or @rel='next']")
    assert [(link.get("rel"), "page=1" in link.get("href")) for link in links] == [("prev", True), ("next", False)]


@pytest.mark.parametrize(
    "asked, own",
    [
        ("/issues/?year=2023", "/issues/"),
        ("/issues/?q=x&publication=harbour-letters", "/issues/?publication=harbour-letters"),
        ("/issues/?year=2023&publication=harbour-letters", "/issues/?publication=harbour-letters&year=2023"),
    ],
)
def test_the_issues_of_a_publication_and_a_year_have_their_own(client, asked, own):
    make_issue(make_publication("Harbour Letters"))
    assert path_named(client, asked) == own


@pytest.mark.parametrize(
    "asked, own",
    [
        ("/search/", "/search/"),
        ("/search/?sort=newest&q=tides&op=all&page=1", "/search/?q=tides"),
        ("/search/?topic=energy&q=tides&size=50&unknown=1", "/search/?q=tides&topic=energy"),
        ("/search/?facet=topic&q=tides", "/search/?q=tides&facet=topic"),
        ("/search/?q=%22", ""),
        ("/trends/?of=tides", "/trends/?of=tides"),
    ],
)
def test_a_search_is_named_by_what_is_searched_for_whatever_its_order(client, asked, own):
    assert path_named(client, asked) == own


@pytest.mark.parametrize("path, kept_out", [("/search/", 0), ("/search/?q=tides", 1), ("/trends/?of=tides", 1)])
def test_what_a_search_finds_is_kept_out_of_other_searches(client, path, kept_out):
    tree = html.document_fromstring(client.get(path).text)
    assert len(tree.xpath("//meta[@name='robots'][contains(@content, 'noindex')]")) == kept_out


def test_an_address_has_the_host_that_was_asked_for(client, settings):
    settings.ALLOWED_HOSTS = ["archive.example.org"]
    response = client.get("/about/", secure=True, headers={"host": "archive.example.org"})
    assert named(response.text) == "https://archive.example.org/about/"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("slug", ["", "/", "/old/", "/old", "/TIDES/", "/%E6%BD%AE/", "/tides%20/", "/a%22%3Cb%3E/"])
def test_any_other_address_of_an_article_leads_to_its_own_for_good(client, method, slug):
    article = make_article(title="Tides")
    path, hops = f"/articles/{article.pk}{slug}?q=a+b&region=DE", 0
    while (response := client.generic(method, path)).status_code == 301:
        path, hops = response["Location"], hops + 1
    assert (response.status_code, path) == (200, f"{article.get_absolute_url()}?q=a+b&region=DE")
    assert 0 < hops <= 2
    assert urlsplit(path).netloc == ""


def test_a_number_with_zeros_before_it_is_another_address(client):
    article = make_article(title="Tides")
    assert client.get(f"/articles/0{article.pk}/tides/")["Location"] == article.get_absolute_url()


TITLES = ("科技部新办法", "Éco-énergie", "E\u0301co", "💧", "ﬁne ＡＩ", "- -", "a" * 300, "مياه")


@pytest.mark.parametrize("title", TITLES)
def test_no_title_makes_an_address_that_leads_to_itself_for_ever(client, title):
    article = make_article(title=title)
    assert path_named(client, article.get_absolute_url()) == article.get_absolute_url()


def test_an_earlier_title_leads_to_the_present_one(client):
    article = make_article(title="Tides")
    old = article.get_absolute_url()
    article.title = "Mills"
    article.save()
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (301, article.get_absolute_url())
