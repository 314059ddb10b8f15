import io
import json
import struct

import pytest

from articles.ingest.pipeline import read_issue
from articles.ingest.records import Caption, IssueRecord
from articles.ingest.transfer import Malformed, encoded, rebuilt, receive, send


def test_a_record_comes_over_whole():
    page = "# Tide gauges\n\nBy LIN Yue, 3 May 2024\n\nTianjin measures the tide. Broken \ud800 sign.\n"
    record = read_issue(page.encode("utf-8", "replace"), "page\udcff.md")
    assert rebuilt(IssueRecord, json.loads(encoded(record))) == record


def test_messages_follow_each_other_with_their_bytes():
    stream = io.BytesIO()
    send(stream, encoded({"name": "潮"}), b"tide")
    send(stream, encoded(None))
    stream.seek(0)
    assert [receive(stream), receive(stream)] == [({"name": "潮"}, b"tide"), (None, b"")]


def test_a_message_that_breaks_off_is_an_end():
    with pytest.raises(EOFError):
        receive(io.BytesIO(struct.pack(">II", 2, 9) + b"{}tide"))


@pytest.mark.parametrize("head", [b"not json", b"[" * 100_000])
def test_a_message_that_is_no_json_is_malformed(head):
    with pytest.raises(Malformed):
        receive(io.BytesIO(struct.pack(">II", len(head), 0) + head))


def test_a_message_beyond_the_limit_is_not_taken_in():
    with pytest.raises(Malformed):
        receive(io.BytesIO(struct.pack(">II", 2**32 - 1, 0)))


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {"text": "Tide"},
        {"text": "Tide", "credit": None, "lines": [1]},
        {"text": "Tide", "credit": None, "lines": [1, "2"]},
        {"text": "Tide", "credit": None, "lines": 1},
        {"text": 1, "credit": None, "lines": [1, 2]},
        {"text": "Tide", "credit": None, "lines": [1, 2], "more": ""},
    ],
)
def test_what_is_not_the_record_that_was_asked_for_is_malformed(value):
    with pytest.raises(Malformed):
        rebuilt(Caption, value)
