"""A source from its bytes to its record."""

import hashlib
import json

import pytest

from articles.ingest.pipeline import read_issue
from articles.ingest.printout import issue_object, refusal_object
from articles.ingest.records import Refused
from tests.articles.ingest.reading import article, read

PAGE = """# Harbour Science Daily

No. 12, Friday, 10 March 2023

## Tide Gauges Report by Satellite

By LIU Heng

Forty tide gauges along the coast of Tianjin now send their readings by satellite every ten minutes.

A crane lifts a gauge. (PHOTO: VCG)
"""


def test_the_record_says_what_was_read_and_how():
    record = read(PAGE)
    assert (record.name, record.media_type, record.encoding) == ("page.md", "text/markdown", "utf-8")
    assert record.sha256 == hashlib.sha256(PAGE.encode()).hexdigest()
    assert record.line_count == PAGE.count("\n")


def test_an_article_knows_the_lines_it_was_read_from():
    found = article(PAGE)
    assert found.lines == (5, 9)
    assert found.spans == ((5, 5), (7, 7), (9, 9))
    assert found.captions[0].lines == (11, 11)


def test_articles_are_numbered_in_their_order():
    text = PAGE + "\n## Ferries Learn to Wait\n\nBy Ana REIS\n\nThe ferries of the old harbour wait for the tide now.\n"
    assert [found.position for found in read(text).articles] == [1, 2]


@pytest.mark.parametrize(
    ("text", "language"), [(PAGE, "en"), ("# 渔港验潮站\n\n渔港的验潮站每十分钟通过卫星发回一次读数。", "zh")]
)
def test_the_language_is_that_of_most_of_the_text(text, language):
    assert article(text).language == language


def test_an_article_is_tagged_with_the_passage_that_says_so():
    (region,) = [region for region in article(PAGE).regions if region.key == "CN-TJ"]
    assert "Tianjin" in region.evidence


def test_the_publication_of_the_profile_outranks_the_masthead():
    assert read(PAGE, publication="The Tidewaiter").masthead.publication == "The Tidewaiter"


def test_a_source_without_an_article_is_read_with_a_warning():
    record = read("Page 3\n")
    assert record.articles == ()
    assert [warning.code for warning in record.warnings] == ["empty"]


def test_the_same_bytes_are_always_read_alike():
    assert read(PAGE) == read(PAGE)


def test_the_printout_is_json_with_null_where_the_source_does_not_say():
    printed = json.loads(json.dumps(issue_object(read("# Tides\n\nThe gauges report."))))
    assert printed["issue"] == {"publication": None, "title": None, "number": None, "date": None}
    assert (
        printed["articles"][0] | {"title": "Tides", "byline": None, "authors": [], "lines": [1, 3]}
        == printed["articles"][0]
    )


def test_the_printout_of_a_refusal_names_its_code():
    with pytest.raises(Refused) as refused:
        read_issue(b"", "page.md")
    assert refusal_object(refused.value)["error"]["code"] == "empty"
