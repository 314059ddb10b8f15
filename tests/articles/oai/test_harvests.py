"""Whole harvests over HTTP by sickle, a harvester that is not ours, while the archive goes on living."""

import datetime
from itertools import islice

import pytest
from django.utils import timezone
from sickle import Sickle, oaiexceptions
from sickle.iterator import OAIResponseIterator

from articles.models import Article, Issue, PublicRecord, State
from articles.publishing import publish_issue, unpublish_article, unpublish_issue
from articles.records import note_changes
from tests.articles.oai.schema import checked
from tests.builders import make_article, make_issue

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("topics")]

DAY = datetime.timedelta(days=1)


@pytest.fixture
def sickle(live_server):
    return Sickle(f"{live_server.url}/oai", timeout=20)


@pytest.fixture
def thousand():
    """A thousand articles in ten issues, all changed yesterday."""
    for _ in range(10):
        issue = make_issue(state=State.DRAFT)
        Article.objects.bulk_create(Article(issue=issue, position=at, title=f"Of {at}") for at in range(1, 101))
        publish_issue(issue)
    PublicRecord.objects.update(changed_at=timezone.now() - DAY)
    return list(Article.objects.order_by("pk").values_list("pk", flat=True))


def number(entry):
    header = getattr(entry, "header", entry)
    return int(header.identifier.rpartition("/")[2])


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_harvester_understands_every_verb(sickle, method):
    sickle.http_method = method
    article = make_article(title="Mills & tides", topics=("x-tidal",), regions=("CN-TJ",))
    name = f"oai:archive.example.org:article/{article.pk}"
    assert sickle.Identify().repositoryName == "Sci-Tech Policy Archive"
    assert [form.metadataPrefix for form in sickle.ListMetadataFormats(identifier=name)] == ["oai_dc", "mods"]
    assert "topic:x-tidal" in {one.setSpec for one in sickle.ListSets()}
    assert [header.identifier for header in sickle.ListIdentifiers(metadataPrefix="mods")] == [name]
    assert [record.metadata["title"] for record in sickle.ListRecords(metadataPrefix="oai_dc")] == [["Mills & tides"]]
    record = sickle.GetRecord(identifier=name, metadataPrefix="oai_dc")
    assert "topic:x-tidal" in record.header.setSpecs
    assert record.metadata["coverage"] == ["Tianjin"]


def test_a_harvester_understands_errors(sickle):
    with pytest.raises(oaiexceptions.NoRecordsMatch):
        sickle.ListRecords(metadataPrefix="oai_dc")
    with pytest.raises(oaiexceptions.BadArgument):
        sickle.ListRecords(metadataPrefix="oai_dc", until="soon")
    with pytest.raises(oaiexceptions.IdDoesNotExist):
        sickle.GetRecord(identifier="oai:archive.example.org:article/1", metadataPrefix="oai_dc")


@pytest.mark.parametrize("prefix", ["oai_dc", "mods"])
def test_a_thousand_records_come_in_pages_each_of_them_valid(sickle, thousand, prefix):
    sickle.iterator = OAIResponseIterator
    answers = [checked(response.raw.encode()) for response in sickle.ListRecords(metadataPrefix=prefix)]
    tokens = [answer.find(".//{*}resumptionToken") for answer in answers]
    assert [int(token.get("cursor")) for token in tokens] == list(range(0, 1000, 100))
    assert {token.get("completeListSize") for token in tokens} == {"1000"}
    assert [bool(token.text) for token in tokens] == [True] * 9 + [False]


@pytest.mark.parametrize(("verb", "method"), [("ListRecords", "GET"), ("ListIdentifiers", "POST")])
def test_nothing_is_missed_and_nothing_comes_twice_while_others_edit(sickle, thousand, verb, method):
    sickle.http_method = method
    harvest = getattr(sickle, verb)(metadataPrefix="oai_dc")
    got = list(islice(harvest, 150))
    added, gone = _edit_all_over(thousand)
    got += harvest
    assert [number(one) for one in got] == [*thousand, added]
    assert {number(one) for one in got if one.deleted} == {pk for pk in gone if pk > thousand[199]}


def _edit_all_over(numbers):
    """Edits, withdraws, deletes and adds where a harvest has been, is and will be; what is new, and what is gone."""
    edited, withdrawn, deleted = (
        numbers[places] for places in (slice(5, 995, 30), slice(9, 999, 45), slice(13, 990, 60))
    )
    for article in Article.objects.filter(pk__in=edited):
        article.title += " anew"
        article.save()
    for article in Article.objects.filter(pk__in=withdrawn):
        unpublish_article(article)
    Article.objects.filter(pk__in=[*deleted, numbers[200], numbers[-1]]).delete()
    return make_article().pk, {*withdrawn, *deleted, numbers[200], numbers[-1]}


def test_the_next_harvest_is_told_of_just_what_happened_since(sickle, thousand):
    first = sickle.ListRecords(metadataPrefix="oai_dc")
    began = first.oai_response.xml.findtext("{*}responseDate")
    list(islice(first, 150))
    added, gone = _edit_all_over(thousand)
    changed = {*thousand[5:995:30], *gone, added}
    list(first)
    second = list(sickle.ListIdentifiers(**{"metadataPrefix": "oai_dc", "from": began}))
    assert [number(one) for one in second] == sorted(changed)
    assert {number(one) for one in second if one.deleted} == gone


def test_issues_that_are_withdrawn_in_the_middle_of_the_harvest_of_their_set_are_told_as_deleted(sickle, thousand):
    harvest = sickle.ListIdentifiers(metadataPrefix="oai_dc", set="publication:harbour-science-daily")
    got = list(islice(harvest, 100))
    for issue in Issue.objects.order_by("pk")[2:9]:
        unpublish_issue(issue)
    got += harvest
    assert [number(one) for one in got] == thousand
    assert [number(one) for one in got if one.deleted] == thousand[200:900]


def test_a_list_that_all_the_rest_has_left_ends_without_an_error(sickle, thousand):
    harvest = sickle.ListIdentifiers(metadataPrefix="oai_dc", until=f"{timezone.now() - DAY / 2:%Y-%m-%dT%H:%M:%SZ}")
    got = [number(one) for one in islice(harvest, 100)]
    note_changes(None, set(thousand))
    got += [number(one) for one in harvest]
    assert got == thousand[:101]


def test_a_harvest_by_set_takes_what_is_in_it(sickle, thousand):
    tagged = [make_article(topics=("x-tidal",)).pk for _ in range(3)]
    assert [number(one) for one in sickle.ListRecords(metadataPrefix="mods", set="topic:x-sea")] == tagged


def test_two_harvests_at_once_hinder_one_another_in_nothing(sickle, thousand):
    one = sickle.ListIdentifiers(metadataPrefix="oai_dc")
    got = [number(next(one))]
    Article.objects.get(pk=thousand[500]).save()
    other = [number(entry) for entry in sickle.ListIdentifiers(metadataPrefix="mods")]
    assert got + [number(entry) for entry in one] == other == thousand


@pytest.mark.parametrize("verb", ["ListRecords", "ListIdentifiers"])
def test_a_page_costs_the_same_queries_however_much_is_on_it(client, django_assert_max_num_queries, verb):
    for _ in range(12):
        make_article(topics=("x-tidal",), regions=("CN-TJ",), institutions=("cas",), authors=("CHEN Yu", "LI An"))
    client.get("/oai", {"verb": verb, "metadataPrefix": "oai_dc"})
    with django_assert_max_num_queries(12):
        client.get("/oai", {"verb": verb, "metadataPrefix": "mods"})
