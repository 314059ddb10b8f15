"""The sitemap, checked by the schemas of sitemaps.org."""

import datetime
from pathlib import Path

import pytest
from lxml import etree

from archive import sitemaps
from articles.models import Article, Change, Issue, PublicRecord, State, Topic
from articles.publishing import unpublish_article, unpublish_issue
from tests.builders import make_article, make_issue, make_publication
from tests.databases import committed

pytestmark = pytest.mark.django_db

SCHEMAS = Path(__file__).parent / "schemas"
LOC, LASTMOD = "{*}loc", "{*}lastmod"
DAY = datetime.datetime(2024, 5, 6, 7, 8, 9, tzinfo=datetime.UTC)


@pytest.fixture
def fetch(client):
    """The addresses that a sitemap names as paths, each with its `lastmod`, once its schema has found it valid."""

    def fetch(path):
        response = client.get(path)
        assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
        tree = etree.fromstring(response.content)
        schema = "siteindex.xsd" if path == "/sitemap.xml" else "sitemap.xsd"
        etree.XMLSchema(etree.parse(SCHEMAS / schema)).assertValid(tree)
        assert all(each.findtext(LOC).startswith("http://testserver/") for each in tree)
        return {each.findtext(LOC).removeprefix("http://testserver"): each.findtext(LASTMOD) for each in tree}

    return fetch


@pytest.fixture
def small_parts(monkeypatch):
    monkeypatch.setattr(sitemaps, "PART", 2)


def dated(article, day=DAY):
    Article.objects.filter(pk=article.pk).update(updated_at=day)
    return article


def part_of(article):
    return f"/sitemap-articles-{(article.pk - 1) // sitemaps.PART + 1}.xml"


def test_the_index_names_a_part_of_each_kind(fetch):
    make_article(topics=("energy",), regions=("DE",), institutions=("most",), authors=("CHEN Yu",))
    kinds = {path.removeprefix("/sitemap-").partition("-")[0] for path in fetch("/sitemap.xml")}
    assert kinds == set(sitemaps.KINDS)


def test_an_empty_archive_has_its_fixed_pages(fetch):
    assert list(fetch("/sitemap.xml")) == ["/sitemap-pages-1.xml"]
    assert {"/", "/issues/", "/about/"} <= set(fetch("/sitemap-pages-1.xml"))


def test_an_article_is_named_with_its_own_time(fetch):
    article = dated(make_article(title="Ein Weg & 科技"))
    assert fetch(part_of(article)) == {article.get_absolute_url(): "2024-05-06T07:08:09Z"}


def test_what_is_not_public_is_in_no_part(fetch, client):
    shown = make_article()
    unpublish_article(make_article(shown.issue))
    make_article(shown.issue, state=State.DRAFT)
    make_article(make_issue(state=State.DRAFT))
    assert list(fetch(part_of(shown))) == [shown.get_absolute_url()]
    assert list(fetch("/sitemap-issues-1.xml")) == [shown.issue.get_absolute_url()]


def test_a_topic_that_nothing_carries_is_not_named(fetch):
    Topic.objects.create(slug="x-idle", name="Idle")
    make_article(topics=("energy",))
    assert set(fetch("/sitemap-topics-1.xml")) == {"/topics/energy-and-environment/", "/topics/energy/"}


def test_a_heading_is_named_for_the_topics_below_it(fetch):
    heading = Topic.objects.create(slug="x-sea", name="Sea matters")
    Topic.objects.create(slug="x-tidal", name="Tidal power", parent=heading)
    make_article(topics=("x-tidal",))
    assert set(fetch("/sitemap-topics-1.xml")) == {"/topics/x-sea/", "/topics/x-tidal/"}


def test_what_is_added_or_withdrawn_in_one_part_changes_no_other(fetch, small_parts):
    articles = [dated(make_article()) for _ in range(5)]
    before = fetch(part_of(articles[0]))
    unpublish_article(articles[-1])
    make_article()
    assert fetch(part_of(articles[0])) == before


def test_a_part_is_named_as_changed_when_an_article_of_it_is_withdrawn(fetch):
    stays, goes = dated(make_article()), dated(make_article())
    assert fetch("/sitemap.xml")[part_of(stays)] == "2024-05-06T07:08:09Z"
    unpublish_article(goes)
    assert fetch("/sitemap.xml")[part_of(stays)] > "2024-05-06T07:08:09Z"


def test_a_part_that_lost_an_article_names_no_time_until_a_harvest_knows_it(fetch):
    gone, stays = dated(make_article()), dated(make_article())
    Article.objects.filter(pk=gone.pk).delete()
    assert fetch("/sitemap.xml")[part_of(stays)] is None
    PublicRecord.objects.filter(pk=gone.pk).update(changed_at=DAY.replace(year=2025))
    Article.objects.filter(pk=stays.pk).update(title="Changed")
    assert fetch("/sitemap.xml")[part_of(stays)] == "2025-05-06T07:08:09Z"


def test_an_issue_changes_with_its_articles_and_by_what_editors_do(fetch):
    issue = dated(make_article(), DAY.replace(year=2025)).issue
    Issue.objects.update(updated_at=DAY)
    assert fetch("/sitemap-issues-1.xml")[issue.get_absolute_url()] == "2025-05-06T07:08:09Z"
    Change.objects.create(issue=issue, summary="Deleted an article", made_at=DAY.replace(year=2026))
    assert fetch("/sitemap-issues-1.xml")[issue.get_absolute_url()] == "2026-05-06T07:08:09Z"


def test_what_changes_without_a_trace_names_no_time(fetch):
    make_article(topics=("energy",), authors=("CHEN Yu",))
    for kind in ("topics", "authors", "publications", "pages"):
        assert set(fetch(f"/sitemap-{kind}-1.xml").values()) == {None}


def test_a_publication_is_named_by_its_page_of_issues(fetch):
    make_issue(make_publication("Harbour Letters"))
    assert "/issues/?publication=harbour-letters" in fetch("/sitemap-publications-1.xml")


@pytest.mark.parametrize("part", ["articles-0", "articles-2", "articles-99999999999999999999", "nothing-1", "pages-2"])
def test_a_part_that_is_not_there_is_not_found(client, part):
    make_article()
    assert client.get(f"/sitemap-{part}.xml").status_code == 404


@committed
def test_a_part_takes_the_same_queries_however_many_articles_are_in_it(client, django_assert_num_queries):
    for _ in range(9):
        make_article()
    with django_assert_num_queries(2):  # the articles, and the state of the catalogue
        client.get("/sitemap-articles-1.xml")


@committed
def test_the_index_is_made_once_for_a_state_of_the_catalogue(client, django_assert_max_num_queries):
    make_article()
    client.get("/sitemap.xml")
    with django_assert_max_num_queries(2):
        client.get("/sitemap.xml")


def test_a_withdrawn_issue_leaves_the_sitemap_with_all_that_only_it_had(fetch):
    article = make_article(topics=("energy",), authors=("CHEN Yu",))
    fetch("/sitemap.xml")
    unpublish_issue(article.issue)
    assert list(fetch("/sitemap.xml")) == ["/sitemap-pages-1.xml"]
