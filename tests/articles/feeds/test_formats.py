"""The two formats of a feed by what they have to be, whatever stands in the articles."""

import json

import feedparser
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.feeds import atom, json_feed
from articles.feeds.entries import Entry, Feed
from tests.articles.nasty_rows import NAME, ROWS, TEXT
from tests.articles.validated import atom_faults, faults

BASE = "https://archive.example/"
PATHS = {"atom": "/feeds/topics/x.atom", "json": "/feeds/topics/x.json"}

ENTRIES = st.builds(Entry, article=ROWS, summary=TEXT, content=st.none() | NAME, base=st.just(BASE))
FEEDS = st.builds(
    Feed,
    base=st.just(BASE),
    title=NAME,
    subtitle=TEXT,
    page=st.just("/topics/x/"),
    paths=st.just(PATHS),
    entries=st.lists(ENTRIES, max_size=3, unique_by=lambda entry: entry.article["id"]),
)


@settings(deadline=None)
@given(FEEDS)
def test_it_is_valid_atom(feed):
    content = atom.encode(feed)
    assert not atom_faults(content)
    assert not feedparser.parse(content).bozo


@settings(deadline=None)
@given(FEEDS)
def test_it_is_valid_json_feed(feed):
    parsed = json.loads(json_feed.encode(feed))
    assert not faults(parsed, "json-feed-1.1")
    assert [item["title"] for item in parsed["items"]] == [entry.article["title"] for entry in feed.entries]


@settings(deadline=None)
@given(FEEDS)
def test_both_tell_of_the_same_entries(feed):
    items = json.loads(json_feed.encode(feed))["items"]
    entries = feedparser.parse(atom.encode(feed)).entries
    assert [(entry.id, entry.updated) for entry in entries] == [(item["id"], item["date_modified"]) for item in items]
