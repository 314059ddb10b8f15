"""Exports as programs fetch them: in part, compressed, broken off and gone on with."""

import gzip
import io
import json
import zlib

import pytest
from django.db import connection
from psycopg.pq import TransactionStatus

from articles.exports import published
from tests.builders import make_article, make_issue
from tests.databases import committed

pytestmark = pytest.mark.django_db

EXPORT = "/api/v1/export"


def numbers(response):
    return [json.loads(line)["id"] for line in response.getvalue().splitlines()]


def test_a_broken_stream_is_resumed_after_its_last_whole_line(client):
    articles = [make_article() for _ in range(4)]
    broken = client.get(f"{EXPORT}.ndjson").getvalue()[:-20]
    last = json.loads(broken.split(b"\n")[-2])["id"]
    assert numbers(client.get(f"{EXPORT}.ndjson?after={last}")) == [articles[3].pk]


@pytest.mark.parametrize("after", ["x", "-1", "1.5", "9" * 30, "１"])
def test_what_is_no_id_is_refused(client, after):
    response = client.get(f"{EXPORT}.ndjson", {"after": after})
    assert response.status_code == 400
    assert "Write the id of an article" in response.json()["error"]["message"]


def test_rows_can_have_some_fields_alone(client):
    article = make_article(title="Tides")
    (line,) = client.get(f"{EXPORT}.ndjson?fields=title,id").getvalue().splitlines()
    assert json.loads(line) == {"id": article.pk, "title": "Tides"}
    (row,) = json.loads(client.get(f"{EXPORT}.json?fields=body").getvalue())
    assert row == {"body": article.body}


def test_a_table_of_some_fields_has_their_columns(client):
    make_article(title="Tides")
    table = client.get(f"{EXPORT}.csv?fields=title,topics").getvalue().decode("utf-8-sig")
    assert table == "title,topics,topic_slugs\r\nTides,,\r\n"


def test_a_field_that_is_not_known_is_refused(client):
    response = client.get(f"{EXPORT}.ndjson?fields=titel")
    assert response.status_code == 400
    assert "“titel”" in response.json()["error"]["message"]


def test_a_format_that_needs_all_fields_has_them(client):
    make_article(title="Tides", issue=make_issue(number="12"))
    assert client.get(f"{EXPORT}.ris?fields=title").getvalue() == client.get(f"{EXPORT}.ris").getvalue()


def test_an_export_travels_compressed_when_asked_for(client):
    make_article(title="潮汐 tides")
    plain = client.get(f"{EXPORT}.ndjson").getvalue()
    response = client.get(f"{EXPORT}.ndjson", headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response["Vary"]
    assert gzip.decompress(response.getvalue()) == plain


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "gzip; q=0.0, br"])
def test_an_export_is_not_compressed_for_who_does_not_take_it(client, accepted):
    response = client.get(f"{EXPORT}.ndjson", headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in response


def test_the_first_rows_of_a_compressed_export_leave_early(client, monkeypatch):
    monkeypatch.setattr(published, "BATCH", 1)
    articles = [make_article() for _ in range(3)]
    response = client.get(f"{EXPORT}.ndjson", headers={"Accept-Encoding": "gzip"})
    first = next(iter(response.streaming_content))
    line = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(first)
    assert json.loads(line)["id"] == articles[0].pk
    response.close()


def test_a_compressed_export_is_not_held_in_memory(client):
    for _ in range(30):
        make_article(body="Tides. " * 3000)
    response = client.get(f"{EXPORT}.ndjson", headers={"Accept-Encoding": "gzip"})
    pieces = list(response.streaming_content)
    assert len(pieces) > 10
    assert len(gzip.GzipFile(fileobj=io.BytesIO(b"".join(pieces))).read().splitlines()) == 30


def test_a_head_reads_no_article(client, monkeypatch):
    monkeypatch.setattr(published.Wanted, "rows", lambda *_: pytest.fail("articles were read"))
    make_article()
    response = client.head(f"{EXPORT}.ndjson")
    assert (response.status_code, response.getvalue()) == (200, b"")
    assert response["Content-Disposition"].endswith('.ndjson"')


def test_a_client_that_goes_away_leaves_nothing_open(client, monkeypatch):
    ended = []
    rows = published.Wanted.rows

    def watched(self, ids):
        try:
            yield from rows(self, ids)
        finally:
            ended.append(ids)

    monkeypatch.setattr(published.Wanted, "rows", watched)
    for _ in range(3):
        make_article()
    response = client.get(f"{EXPORT}.ndjson", headers={"Accept-Encoding": "gzip"})
    next(iter(response.streaming_content))
    assert not ended
    response.close()
    assert ended


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_between_two_rows(client):
    for _ in range(2):
        make_article()
    stream = iter(client.get(f"{EXPORT}.ndjson").streaming_content)
    next(stream)
    assert not connection.in_atomic_block
    if connection.vendor == "postgresql":
        assert connection.connection.info.transaction_status == TransactionStatus.IDLE
    else:
        assert connection.connection is None or not connection.connection.in_transaction


@pytest.mark.usefixtures("search_index")
@committed
def test_an_export_that_has_not_changed_is_not_sent_again(client):
    make_article()
    tag = client.get(f"{EXPORT}.ndjson")["ETag"]
    assert client.get(f"{EXPORT}.ndjson", headers={"If-None-Match": tag}).status_code == 304


def test_a_format_that_there_is_not_is_not_found(client):
    response = client.get(f"{EXPORT}.xls")
    assert response.status_code == 404
    assert "ndjson" in response.json()["error"]["message"]


def test_the_description_names_formats_parameters_and_media_types(client):
    operation = client.get("/api/v1/openapi.json").json()["paths"]["/api/v1/export.{format}"]["get"]
    parameters = {parameter["name"]: parameter["schema"] for parameter in operation["parameters"]}
    assert {"ndjson", "json", "csv"} <= set(parameters["format"]["enum"])
    assert {"after", "fields", "frozen", "q", "topic"} <= set(parameters)
    assert {"application/x-ndjson", "application/json", "text/csv"} <= set(operation["responses"]["200"]["content"])
    assert "400" in operation["responses"]
