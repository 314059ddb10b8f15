"""What a feed says of an article, as feedparser has it, which is not ours, and as the schema of JSON Feed wants it."""

import datetime

import pytest

from articles.models import Access, Publication, Topic
from articles.publishing import unpublish_article
from tests.builders import make_article, make_issue, make_publication

pytestmark = pytest.mark.django_db

DAY = datetime.datetime(2024, 5, 6, 7, 8, 9, tzinfo=datetime.UTC)


def test_an_entry_tells_of_an_article(atom, subjects):
    publication = make_publication(rights="© Harbour Press")
    article = make_article(
        make_issue(publication), title="Mills & tides", standfirst="A <b>plan</b>.", authors=("CHEN Yu", "LI An"),
        topics=("x-tidal",), language="en",
    )  # fmt: skip
    (entry,) = atom().entries
    assert entry.title == "Mills & tides"
    assert entry.link == f"http://testserver{article.get_absolute_url()}"
    assert [author.name for author in entry.authors] == ["CHEN Yu", "LI An"]
    assert entry.authors[0].href == "http://testserver/authors/chen-yu/"
    assert entry.rights == "© Harbour Press"
    assert entry.summary == "A &lt;b&gt;plan&lt;/b&gt;."


def test_an_item_tells_the_same(json_feed, subjects):
    article = make_article(
        make_issue(make_publication(rights="© Harbour Press")), title="Mills & tides", standfirst="A <b>plan</b>.",
        authors=("CHEN Yu",), topics=("x-tidal",), regions=("CN-TJ",), language="en",
    )  # fmt: skip
    (item,) = json_feed()["items"]
    assert item["id"] == f"tag:localhost,2026:article/{article.pk}"
    assert item["url"] == f"http://testserver{article.get_absolute_url()}"
    assert (item["title"], item["summary"], item["language"]) == ("Mills & tides", "A <b>plan</b>.", "en")
    assert item["authors"] == [{"name": "CHEN Yu", "url": "http://testserver/authors/chen-yu/"}]
    assert item["tags"] == ["Tidal power", "Tianjin"]
    assert item["_archive"]["rights"] == "© Harbour Press"


def test_a_tag_is_a_category_whose_scheme_and_term_are_the_address_of_its_page(atom, subjects):
    make_article(topics=("x-tidal",), regions=("CN-TJ",), institutions=("cas",))
    tags = [(tag.scheme.removeprefix("http://testserver"), tag.term, tag.label) for tag in atom().entries[0].tags]
    assert tags == [
        ("/topics/", "x-tidal", "Tidal power"),
        ("/regions/", "CN-TJ", "Tianjin"),
        ("/institutions/", "cas", "Chinese Academy of Sciences"),
    ]


def test_a_text_that_may_be_shown_is_in_the_feed_with_its_captions(atom, json_feed):
    article = make_article(body="Mills **turn** by [night](/about/).", standfirst="A plan.")
    article.captions.create(text="A mill & a <pier>.", credit="LI An")
    html = (
        '<p>Mills <strong>turn</strong> by <a href="http://testserver/about/">night</a>.</p>\n'
        "<figure><figcaption>A mill &amp; a &lt;pier&gt;. <small>LI An</small></figcaption></figure>"
    )
    (entry,), (item,) = atom().entries, json_feed()["items"]
    assert item["content_html"].replace(' rel="noopener noreferrer"', "") == html
    assert entry.content[0].value.replace(' rel="noopener noreferrer"', "") == html
    assert (entry.content[0].type, entry.summary, item["summary"]) == ("text/html", "A plan.", "A plan.")


def test_of_a_text_that_may_not_be_shown_there_is_a_summary_alone(client, json_feed):
    issue = make_issue(make_publication(access=Access.SUMMARY))
    article = make_article(issue, body="Mills turn by night. " * 50, standfirst="A plan.", topics=("energy",))
    article.captions.create(text="A mill.")
    (item,) = json_feed()["items"]
    assert "content_html" not in item
    assert item["content_text"] == item["summary"] == "A plan."
    for format in ("atom", "json"):
        content = client.get(f"/feeds/latest.{format}").text
        assert not [words for words in ("Mills turn", "A mill", "on energy") if words in content]


def test_what_a_publisher_forbids_leaves_the_feed_at_once(json_feed):
    make_article(body="Mills turn.", standfirst="A plan.")
    assert "content_html" in json_feed()["items"][0]
    Publication.objects.update(access=Access.SUMMARY)
    assert "content_html" not in json_feed()["items"][0]


def test_the_beginning_of_the_text_stands_in_for_a_standfirst(atom):
    make_article(body="Mills will turn. " * 100)
    (entry,) = atom().entries
    assert entry.summary.startswith("Mills will turn.")
    assert len(entry.summary) <= 400


def test_an_article_without_a_text_is_an_item_all_the_same(atom, json_feed):
    make_article(body="")
    assert "content" not in atom().entries[0]
    assert json_feed()["items"][0]["content_text"] == ""


def test_what_nobody_signed_is_its_publications(atom, json_feed):
    make_article(make_issue(make_publication("海洋报", slug="海")))
    assert atom().entries[0].author == "海洋报"
    assert json_feed()["items"][0]["authors"] == [
        {"name": "海洋报", "url": "http://testserver/issues/?publication=%E6%B5%B7"}
    ]


def test_an_entry_keeps_its_id_when_its_title_changes(atom):
    article = make_article(title="Tides")
    before = atom().entries[0]
    article.title = "Tides and mills"
    article.save()
    after = atom().entries[0]
    assert after.id == before.id == f"tag:localhost,2026:article/{article.pk}"
    assert after.updated >= before.updated


def test_a_change_makes_an_entry_and_its_feed_newer(atom):
    article = make_article(published_at=DAY)
    type(article).objects.update(updated_at=DAY)
    before = atom()
    article.save()
    after = atom()
    assert before.entries[0].updated == before.feed.updated == "2024-05-06T07:08:09Z"
    assert after.entries[0].updated == after.feed.updated > before.feed.updated
    assert after.entries[0].published == "2024-05-06T07:08:09Z"


def test_what_is_withdrawn_leaves(atom, json_feed):
    article = make_article()
    unpublish_article(article)
    assert atom().entries == json_feed()["items"] == []


def test_an_entry_is_in_the_language_of_its_article(client, json_feed):
    make_article(title="潮汐", language="zh")
    assert '<entry xml:lang="zh">' in client.get("/feeds/latest.atom").text
    assert json_feed()["items"][0]["language"] == "zh"


def test_chinese_is_written_as_it_is(client):
    make_article(title="海洋政策")
    assert "海洋政策" in client.get("/feeds/latest.atom").text
    assert "海洋政策" in client.get("/feeds/latest.json").text


def test_an_entry_leads_to_the_article_as_data(client, atom, json_feed):
    article = make_article(title="Tides")
    (address,) = (link.href for link in atom().entries[0].links if link.rel == "related")
    assert address == json_feed()["items"][0]["_archive"]["json"]
    assert client.get(address).json()["id"] == article.pk


def test_characters_that_xml_forbids_break_no_feed(atom, json_feed):
    make_article(title="Tides\x0b and\x01 mills", standfirst="A\x1fplan\uffff.", body="Mills\x0cturn.")
    assert atom().entries[0].title == "Tides  and  mills"
    assert json_feed()["items"][0]["title"] == "Tides\x0b and\x01 mills"


def test_nor_do_they_in_names_and_rights(atom, subjects):
    Topic.objects.filter(slug="x-tidal").update(name="Tidal\x0bpower")
    make_article(make_issue(make_publication(rights="© Harbour\x0cPress")), topics=("x-tidal",))
    (entry,) = atom().entries
    assert (entry.rights, entry.tags[0].label) == ("© Harbour Press", "Tidal power")


def test_a_title_with_markup_is_shown_as_it_is_written(atom, json_feed):
    make_article(title="H<sub>2</sub> & <script>")
    assert atom().entries[0].title_detail.type == "text/plain"
    assert atom().entries[0].title == json_feed()["items"][0]["title"] == "H<sub>2</sub> & <script>"
