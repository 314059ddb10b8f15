"""Figures for Prometheus, read by its own library."""

import http.client
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db import OperationalError
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from archive import gauges
from articles.models import Batch, BatchItem, Inspection
from search.changes import note_changes
from search.index import apply_pending
from tests.builders import make_article, make_issue
from tests.served import running

GAUGES = {
    "archive_articles_published",
    "archive_index_pending",
    "archive_index_pending_seconds",
    "archive_tasks_queued",
    "archive_batch_items_unread",
    "archive_index_ready",
    "archive_database_ready",
    "archive_disk_free_bytes",
    "archive_info",
}
INSPECTED = {"archive_inspection_age_seconds", "archive_inspection_findings"}


def figures(text):
    """The samples of a page of figures: by name, each with its labels and its value."""
    found = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            found.setdefault(sample.name, []).append((sample.labels, sample.value))
    return found


def value(found, name):
    ((_, number),) = found[name]
    return number


@pytest.fixture
def scrape(db, client, settings, search_index):
    settings.METRICS = True
    return lambda **headers: figures(client.get("/metrics", headers=headers).text)


def test_there_are_none_unless_they_are_asked_for(db, client):
    assert client.get("/metrics").status_code == 404


@pytest.mark.parametrize("header", ["x-forwarded-for", "forwarded"])
def test_there_are_none_for_whoever_comes_through_a_proxy(db, client, settings, header):
    settings.METRICS = True
    assert client.get("/metrics", headers={header: "for=198.51.100.1"}).status_code == 404


def test_the_page_is_never_kept(scrape, client):
    assert "no-store" in client.get("/metrics")["Cache-Control"]


def test_every_figure_is_there(scrape):
    assert scrape().keys() >= GAUGES
    assert not scrape().keys() & INSPECTED


def test_it_says_how_much_there_is_and_how_much_waits(scrape):
    issue = make_issue()
    articles = [make_article(issue) for _ in range(3)]
    apply_pending()
    note_changes(None, ids={articles[0].pk})
    BatchItem.objects.create(batch=Batch.objects.create(name="many"), label="a.md")
    found = scrape()
    assert value(found, "archive_articles_published") == 3
    assert value(found, "archive_index_pending") == 1
    assert value(found, "archive_index_pending_seconds") > 0
    assert value(found, "archive_tasks_queued") == 1
    assert value(found, "archive_batch_items_unread") == 1
    assert value(found, "archive_index_ready") == value(found, "archive_database_ready") == 1


def test_it_tells_of_the_last_inspection_that_was_finished(scrape):
    now = timezone.now()
    Inspection.objects.create(started_at=now, ended_at=now - timedelta(hours=1), found=2)
    Inspection.objects.create(started_at=now)
    found = scrape()
    assert 3600 <= value(found, "archive_inspection_age_seconds") < 3700
    assert value(found, "archive_inspection_findings") == 2


def test_a_database_that_does_not_answer_leaves_its_figures_out(scrape, monkeypatch):
    def fail():
        raise OperationalError

    monkeypatch.setitem(gauges.PARTS, "database", fail)
    monkeypatch.setitem(gauges.IN_DATABASE, "archive_tasks_queued", ("", fail))
    found = scrape()
    assert value(found, "archive_database_ready") == 0
    assert "archive_articles_published" not in found


def test_both_processes_of_the_web_server_are_counted_together(tmp_path):
    asked = 40
    with running(tmp_path, ARCHIVE_METRICS="1", ARCHIVE_DEMO="0") as served:
        for path in ["/search/?q=anything", "/nothing-here/"] * asked:
            site = http.client.HTTPConnection(urlsplit(served.url).netloc, timeout=20)
            site.request("GET", path)
            site.getresponse().read()
            site.close()
        found = figures(served.get("/metrics")[1])
    requests = {tuple(labels.values()): number for labels, number in found["archive_requests_total"]}
    labels = [labels for labels, _ in found["archive_requests_total"]]
    assert requests[("GET", "200", "search")] == asked
    assert {"view": "none", "method": "GET", "status": "404"} in labels
    assert value(found, "archive_search_seconds_count") >= asked
    assert not [name for name in found if name.endswith("_created")]
