"""Parting an article in two, at a line of its source."""

import pytest

from articles.ingest.records import GAP
from articles.models import Region
from articles.rearranging import Impossible, merge, split
from articles.tagging import TAG_KINDS, put_on
from tests.articles.rearranging.page import (
    BYLINE,
    CAPTION,
    FERRIES,
    FIRST,
    GAUGES,
    HEADLINE,
    LAMPS,
    OTHER,
    SECOND,
    again,
    edit,
    lines,
    regions,
    stored,
    titles,
)
from tests.builders import make_article

pytestmark = pytest.mark.django_db


def test_splitting_opens_an_article_right_behind_the_old_one(issue):
    gauges = issue.articles.first()
    new = split(gauges, SECOND)
    assert titles(issue) == [gauges.title, new.title, "Bells and Lamps Go Inland"]
    assert (again(gauges).body, again(new).body) == (GAUGES, FERRIES)
    assert (lines(gauges), lines(new)) == ([HEADLINE, BYLINE, FIRST], [SECOND])


def test_the_new_article_has_its_own_headline_and_byline(issue, source):
    lamps = issue.articles.last()
    merge(issue.articles.first(), lamps)
    new = split(issue.articles.get(), OTHER)
    assert (new.title, new.byline, [a.name for a in new.authors.all()]) == (
        "Bells and Lamps Go Inland", "By Ana REIS", ["Ana REIS"],
    )  # fmt: skip
    assert (new.body, "Bells" in issue.articles.first().body) == (lamps.body, False)


def test_what_an_editor_corrected_stays_so_in_both_halves(issue):
    gauges = issue.articles.first()
    edit(gauges, body=gauges.body.replace("Forty", "Fifty").replace("nobody on the quay", "nobody at the bar"))
    new = split(gauges, SECOND)
    assert "Fifty tide gauges" in again(gauges).body
    assert "nobody at the bar" in again(new).body


def test_captions_below_the_line_go_along(issue):
    gauges = issue.articles.first()
    new = split(gauges, SECOND)
    assert (gauges.captions.count(), new.captions.count()) == (1, 0)
    merge(gauges, new)
    gauges.captions.update(first_line=SECOND + 1, last_line=SECOND + 1)
    assert [caption.credit for caption in split(gauges, SECOND).captions.all()] == ["VCG"]


def test_a_gap_and_its_warning_go_to_the_half_that_they_are_in():
    first, *_ = stored(f"# Gauges\n\n{GAUGES}\n\nThe keepers moved inland in a great hur-\n\n{FERRIES}\n\n{LAMPS}")
    new = split(first, 7)
    assert [(GAP in a.body, [w["code"] for w in a.warnings]) for a in (again(first), again(new))] == [
        (True, ["gap"]),
        (False, ["title"]),
    ]


def test_a_split_article_keeps_section_and_state(issue):
    gauges = edit(issue.articles.first(), state="published", published_at="2023-03-10T08:00Z")
    assert split(gauges, SECOND).state == "draft"
    issue.state = "published"
    issue.save()
    merge(issue.articles.first(), issue.articles.all()[1])
    gauges = issue.articles.select_related("issue").first()
    assert split(gauges, SECOND).state == "published"


def test_tags_follow_the_text(issue):
    gauges = issue.articles.first()
    put_on(gauges, TAG_KINDS[1], Region.objects.get(code="DE"))
    new = split(gauges, FIRST)
    assert (regions(gauges), "CN-TJ" in regions(new)) == ({"DE": "editor"}, True)


@pytest.mark.parametrize("line", [HEADLINE, CAPTION, OTHER, 8, 999])
def test_a_line_that_cannot_open_an_article_is_refused(issue, line):
    with pytest.raises(Impossible, match=r"\.$"):
        split(issue.articles.first(), line)


def test_a_rewritten_text_is_not_split(issue):
    gauges = edit(issue.articles.first(), body="Somebody wrote this article anew.")
    with pytest.raises(Impossible, match="rewritten"):
        split(gauges, SECOND)
    assert issue.articles.count() == 2


def test_an_article_from_no_file_is_not_split():
    with pytest.raises(Impossible, match="no file"):
        split(make_article(), 1)


def test_a_missing_file_is_told(issue, source):
    source.file.delete()
    with pytest.raises(Impossible, match="missing"):
        split(issue.articles.first(), SECOND)
