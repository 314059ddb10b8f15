"""Feeds as feedparser, a reader that is not ours, understands them."""

import datetime

import feedparser
import pytest

from articles.models import Article, Topic
from tests.builders import make_article, make_issue, make_publication

pytestmark = pytest.mark.django_db

DAY = datetime.datetime(2024, 5, 6, 7, 8, 9, tzinfo=datetime.UTC)


@pytest.fixture
def feed(client):
    """What a feed reader makes of an address."""

    def read(url, **headers):
        response = client.get(url, **headers)
        assert response.status_code == 200
        assert response["Content-Type"].startswith("application/atom+xml")
        parsed = feedparser.parse(response.content)
        assert not parsed.bozo, parsed.bozo_exception
        return parsed

    return read


@pytest.fixture
def subjects():
    heading = Topic.objects.create(slug="x-sea", name="Sea matters")
    Topic.objects.create(slug="x-tidal", name="Tidal power", name_zh="潮汐能", parent=heading)


def test_an_entry_tells_of_an_article(feed, subjects):
    publication = make_publication(rights="© Harbour Press")
    article = make_article(
        make_issue(publication), title="Mills & tides", standfirst="A <b>plan</b>.", authors=("CHEN Yu", "LI An"),
        topics=("x-tidal",), language="en",
    )  # fmt: skip
    (entry,) = feed("/feeds/latest.atom").entries
    assert entry.title == "Mills & tides"
    assert entry.link == f"http://testserver{article.get_absolute_url()}"
    assert [author.name for author in entry.authors] == ["CHEN Yu", "LI An"]
    assert [tag.term for tag in entry.tags] == ["Tidal power"]
    assert entry.rights == "© Harbour Press"
    assert "A &lt;b&gt;plan&lt;/b&gt;." in entry.summary


def test_the_beginning_of_the_text_stands_in_for_a_standfirst(feed):
    make_article(body="Mills will turn. " * 100)
    (entry,) = feed("/feeds/latest.atom").entries
    assert entry.summary.startswith("Mills will turn.")
    assert len(entry.summary) <= 400


def test_an_entry_keeps_its_id_when_its_title_changes(feed):
    article = make_article(title="Tides")
    before = feed("/feeds/latest.atom").entries[0]
    article.title = "Tides and mills"
    article.save()
    after = feed("/feeds/latest.atom").entries[0]
    assert after.id == before.id == f"tag:localhost,2026:article/{article.pk}"
    assert after.updated_parsed >= before.updated_parsed


def test_an_entry_is_in_the_language_of_its_article(client):
    make_article(title="潮汐", language="zh")
    assert b'<entry xml:lang="zh">' in client.get("/feeds/latest.atom").content


def test_what_came_in_last_stands_first_even_if_it_is_old(feed):
    make_article(make_issue(date="2024-05-05"), title="New", published_at=DAY - datetime.timedelta(days=2))
    make_article(make_issue(date="1998-01-01"), title="Old", published_at=DAY)
    assert [entry.title for entry in feed("/feeds/latest.atom").entries] == ["Old", "New"]


def test_of_what_came_in_on_one_day_the_newest_stands_first(feed):
    make_article(make_issue(date="2024-05-05"), title="New", published_at=DAY)
    make_article(make_issue(date="1998-01-01"), title="Old", published_at=DAY + datetime.timedelta(hours=1))
    assert [entry.title for entry in feed("/feeds/latest.atom").entries] == ["New", "Old"]


def test_a_feed_has_thirty_entries(feed):
    issue = make_issue()
    for _ in range(31):
        make_article(issue)
    assert len(feed("/feeds/latest.atom").entries) == 30


def test_drafts_are_in_no_feed(feed, subjects):
    make_article(topics=("x-tidal",), state="draft")
    assert feed("/feeds/latest.atom").entries == []
    assert feed("/feeds/topics/x-tidal.atom").entries == []


def test_an_empty_feed_is_the_same_each_time(client):
    assert client.get("/feeds/latest.atom").content == client.get("/feeds/latest.atom").content


@pytest.mark.parametrize(
    "url", ["/feeds/topics/x-tidal.atom", "/feeds/topics/x-sea.atom", "/feeds/regions/CN-TJ.atom",
            "/feeds/institutions/cas.atom", "/feeds/authors/chen-yu.atom",
            "/feeds/publications/harbour-science-daily.atom"]
)  # fmt: skip
def test_a_subject_has_a_feed_of_its_articles(feed, subjects, url):
    make_article(title="Wanted", topics=("x-tidal",), regions=("CN-TJ",), institutions=("cas",), authors=("CHEN Yu",))
    make_article(make_issue(make_publication("Other Paper")), title="Other")
    parsed = feed(url)
    assert [entry.title for entry in parsed.entries] == ["Wanted"]
    assert next(link.href for link in parsed.feed.links if link.rel == "self") == f"http://testserver{url}"


def test_a_feed_leads_to_the_page_of_its_subject(feed, subjects):
    assert feed("/feeds/topics/x-tidal.atom").feed.link == "http://testserver/topics/x-tidal/"


def test_a_feed_is_named_in_english_whatever_the_reader_speaks(feed, subjects):
    parsed = feed("/feeds/topics/x-tidal.atom", HTTP_ACCEPT_LANGUAGE="zh-hans")
    assert parsed.feed.title == "Tidal power – Sci-Tech Policy Archive"
    assert parsed.feed.language == "en"


@pytest.mark.parametrize("kind", ["topics", "regions", "institutions", "authors", "publications"])
def test_a_subject_that_is_not_there_has_no_feed(client, kind):
    response = client.get(f"/feeds/{kind}/no.atom")
    assert response.status_code == 404
    assert response.json()["error"]["code"] == "not-found"


def test_characters_that_xml_forbids_break_no_feed(feed):
    make_article(title="Tides\x0b and\x01 mills", standfirst="A\x1fplan\uffff.")
    assert feed("/feeds/latest.atom").entries[0].title == "Tides  and  mills"


def test_a_feed_that_has_nothing_new_costs_no_second_reading(client, search_index):
    make_article()
    tag = client.get("/feeds/latest.atom")["ETag"]
    assert client.get("/feeds/latest.atom", HTTP_IF_NONE_MATCH=tag).status_code == 304
    Article.objects.update(title="Changed")
    assert client.get("/feeds/latest.atom", HTTP_IF_NONE_MATCH=tag).status_code == 200


def test_more_entries_cost_no_more_queries(client, subjects, django_assert_max_num_queries):
    for _ in range(10):
        make_article(topics=("x-tidal",), authors=("CHEN Yu",))
    with django_assert_max_num_queries(12):
        client.get("/feeds/topics/x-sea.atom")


def test_a_character_that_xml_forbids_breaks_no_feed(feed, subjects):
    Topic.objects.filter(slug="x-tidal").update(name="Tidal\x0bpower")
    make_article(make_issue(make_publication(rights="© Harbour\x0cPress")), topics=("x-tidal",))
    (entry,) = feed("/feeds/latest.atom").entries
    assert (entry.rights, entry.tags[0].term) == ("© Harbour Press", "Tidal power")
