"""Requests: the verbs and their arguments, and what answers those that are none."""

import hypothesis
import pytest
from django.db import OperationalError
from django.http import QueryDict
from django.test import Client
from hypothesis import strategies as st

from articles.oai import views
from tests.articles.oai.conftest import Answer
from tests.builders import make_article

pytestmark = pytest.mark.django_db

NAME = "oai:archive.example.org:article"


@pytest.mark.parametrize("query", ["", "verb=", "verb=Harvest", "verb=identify", "verb=Identify&verb=Identify"])
def test_a_request_needs_one_verb_that_the_protocol_has(client, query):
    answer = Answer(client.get(f"/oai?{query}"))
    assert answer.error == "badVerb"
    assert not answer.elements("//oai:request/@*")


@pytest.mark.parametrize(
    "query",
    [
        "verb=Identify&set=topic",
        "verb=Identify&resumptionToken=x",
        "verb=GetRecord&metadataPrefix=oai_dc",
        f"verb=GetRecord&identifier={NAME}/1",
        f"verb=GetRecord&identifier={NAME}/1&metadataPrefix=oai_dc&metadataPrefix=mods",
        "verb=GetRecord&identifier=a%20b&metadataPrefix=oai_dc",
        "verb=GetRecord&identifier=&metadataPrefix=oai_dc",
        "verb=ListRecords",
        "verb=ListRecords&metadataPrefix=oai%20dc",
        "verb=ListRecords&metadataPrefix=oai_dc&colour=red",
        "verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x",
        "verb=ListRecords&metadataPrefix=oai_dc&set=topic:",
        "verb=ListRecords&metadataPrefix=oai_dc&set=%E7%A7%91",
        "verb=ListRecords&metadataPrefix=oai_dc&set=",
        "verb=ListRecords&metadataPrefix=oai_dc&from=",
        "verb=ListRecords&metadataPrefix=oai_dc&from=yesterday",
        "verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30",
        "verb=ListRecords&metadataPrefix=oai_dc&from=2026-2-3",
        "verb=ListRecords&metadataPrefix=oai_dc&from=2026",
        "verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-22T25:00:00Z",
        "verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-22T07:30:00",
        "verb=ListRecords&metadataPrefix=oai_dc&until=2026-11-22T07:30:00.5Z",
        "verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-22&until=2026-11-22T07:30:00Z",
        "verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-23&until=2026-11-22",
        "verb=ListSets&set=topic",
        "verb=ListSets&resumptionToken=a%01b",
    ],
)
def test_an_argument_that_is_missing_unknown_repeated_or_misspelt_is_refused(client, query):
    answer = Answer(client.get(f"/oai?{query}"))
    assert answer.error == "badArgument"
    assert not answer.elements("//oai:request/@*")


def test_an_error_says_what_to_write_instead(ask):
    answer = ask("ListRecords", metadataPrefix="oai_dc", from_="2026-02-30")
    assert answer.one("//oai:error") == "The argument from cannot be “2026-02-30”. There is no such date."


def test_the_answer_repeats_the_request(ask):
    make_article()
    answer = ask("ListRecords", metadataPrefix="oai_dc", from_="2020-01-01", set="publication")
    assert answer.one("//oai:request") == "https://archive.example.org/oai"
    assert dict(answer.elements("//oai:request")[0].attrib) == {
        "verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2020-01-01", "set": "publication"
    }  # fmt: skip


def test_other_errors_repeat_the_request_too(ask):
    answer = ask("ListRecords", metadataPrefix="marcxml")
    assert answer.error == "cannotDisseminateFormat"
    assert answer.one("//oai:request/@metadataPrefix") == "marcxml"


@pytest.mark.parametrize("verb", ["ListRecords", "ListIdentifiers", "GetRecord"])
def test_a_format_that_there_is_not_is_refused(ask, verb):
    make_article(pk=7)
    more = {"identifier": f"{NAME}/7"} if verb == "GetRecord" else {}
    assert ask(verb, metadataPrefix="marcxml", **more).error == "cannotDisseminateFormat"


@pytest.mark.parametrize(
    "name", [f"{NAME}/8", f"{NAME}/07", f"{NAME}/{10**30}", "oai:other.example.org:article/7", "urn:isbn:0-306-40615-2"]
)
def test_an_identifier_that_is_nobodys_is_unknown(ask, name):
    make_article(pk=7)
    assert ask("GetRecord", identifier=name, metadataPrefix="oai_dc").error == "idDoesNotExist"
    assert ask("ListMetadataFormats", identifier=name).error == "idDoesNotExist"


def test_a_draft_is_as_unknown_as_what_never_was(ask):
    make_article(pk=7, state="draft")
    assert ask("GetRecord", identifier=f"{NAME}/7", metadataPrefix="oai_dc").error == "idDoesNotExist"
    assert ask("ListRecords", metadataPrefix="oai_dc").error == "noRecordsMatch"


@pytest.mark.parametrize("token", ["x", "", "eyJ2IjoxfQ.abc", "é"])
@pytest.mark.parametrize("verb", ["ListRecords", "ListIdentifiers", "ListSets"])
def test_a_made_up_token_is_refused(ask, verb, token):
    assert ask(verb, resumptionToken=token).error == "badResumptionToken"


def test_a_token_belongs_to_its_verb(ask):
    token = ask("ListSets").token
    assert ask("ListRecords", resumptionToken=token).error == "badResumptionToken"


def test_a_post_asks_the_same(client):
    make_article(pk=7)
    data = "verb=GetRecord&metadataPrefix=oai_dc&identifier=" + f"{NAME}/7".replace(":", "%3A")
    answer = Answer(client.post("/oai?verb=Identify", data, content_type="application/x-www-form-urlencoded"))
    assert answer.numbers == [7]


def test_a_post_needs_no_csrf_token():
    response = Client(enforce_csrf_checks=True).post("/oai", {"verb": "Identify"})
    assert response.status_code == 200


def test_scripts_of_any_site_may_ask(client):
    assert client.get("/oai", {"verb": "Nonsense"})["Access-Control-Allow-Origin"] == "*"


def test_answers_travel_compressed(client):
    response = client.get("/oai", {"verb": "ListSets"}, headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"


def test_a_head_is_answered_like_a_get(client):
    assert client.head("/oai", {"verb": "Identify"})["Content-Type"] == "text/xml; charset=utf-8"


def test_a_database_that_does_not_answer_is_asked_again_later(client, monkeypatch):
    def fail(*_):
        raise OperationalError("database is locked")

    monkeypatch.setattr(views, "answer", fail)
    client.raise_request_exception = False
    response = client.get("/oai", {"verb": "Identify"})
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0


NAMES = st.sampled_from(["verb", "metadataPrefix", "identifier", "set", "from", "until", "resumptionToken", "x"])
VALUES = st.sampled_from(
    ["Identify", "ListRecords", "ListIdentifiers", "ListSets", "GetRecord", "ListMetadataFormats", "oai_dc", "mods",
     f"{NAME}/7", "topic", "region:CN-TJ", "2026-11-22", "2026-11-22T07:30:00Z", "9999-12-31", "0001-01-01T00:00:00Z"]
) | st.text(max_size=30)  # fmt: skip


@hypothesis.settings(
    deadline=None, max_examples=300, suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture]
)
@hypothesis.given(st.lists(st.tuples(NAMES, VALUES), max_size=5))
def test_whatever_is_asked_the_answer_is_valid(client, pairs):
    given = QueryDict(mutable=True)
    for name, value in pairs:
        given.appendlist(name, value)
    Answer(client.get(f"/oai?{given.urlencode()}"))
