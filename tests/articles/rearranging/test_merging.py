"""Making one article of two."""

import pytest

from articles.models import Origin, Region
from articles.rearranging import Impossible, merge, split
from articles.tagging import TAG_KINDS, forbid, put_on
from tests.articles.rearranging.page import (
    CAPTION,
    FERRIES,
    GAUGES,
    HEADLINE,
    LAST,
    PAGE,
    SECOND,
    again,
    edit,
    lines,
    regions,
    stored,
    titles,
)
from tests.builders import make_article, make_issue

pytestmark = pytest.mark.django_db


def test_merging_puts_the_second_below_the_first_under_its_headline(issue):
    gauges, lamps = issue.articles.all()
    merge(gauges, lamps)
    assert again(gauges).body == f"{GAUGES}\n\n{FERRIES}\n\n### {lamps.title}\n\nBy Ana REIS\n\n{lamps.body}"
    assert (titles(issue), lines(gauges)[-1]) == ([gauges.title], LAST)


def test_the_one_that_stands_first_leads_whichever_is_kept(issue):
    gauges, lamps = issue.articles.all()
    merge(lamps, gauges)
    assert (titles(issue), again(lamps).byline) == ([gauges.title], "By LIU Heng")
    assert again(lamps).body.startswith(GAUGES)


def test_a_continuation_goes_on_in_mid_sentence_and_closes_the_gap():
    text = f"# Gauges\n\nBy LIU Heng\n\n{GAUGES}\n\nThe keepers moved inland in a great hur-\n\n{FERRIES}"
    first, *_ = stored(text)
    second = split(first, 9)
    edit(second, body="ry, and took the lamp along.")
    merge(first, second)
    assert again(first).body == f"{GAUGES}\n\nThe keepers moved inland in a great hurry, and took the lamp along."
    assert again(first).warnings == []


def test_merging_takes_over_what_the_first_does_not_say(issue):
    gauges, lamps = issue.articles.all()
    edit(gauges, byline="")
    gauges.authorships.all().delete()
    edit(lamps, date="2023-03-09", source_note="Harbour Post")
    merge(gauges, lamps)
    kept = again(gauges)
    assert (kept.byline, kept.iso_date, kept.source_note) == ("By Ana REIS", "2023-03-09", "Harbour Post")
    assert ([author.name for author in kept.authors.all()], "By Ana" in kept.body) == (["Ana REIS"], False)


def test_a_headline_below_a_text_without_one_becomes_that_of_both(issue):
    gauges, lamps = issue.articles.all()
    second = split(gauges, SECOND)
    merge(second, lamps)
    assert (again(second).title, again(second).byline) == (lamps.title, "By Ana REIS")
    assert (again(second).warnings, "###" in again(second).body) == ([], False)


def test_marks_in_a_headline_stay_letters_in_the_text(issue):
    gauges, lamps = issue.articles.all()
    edit(lamps, title="Five * <b>lamps</b>")
    merge(gauges, lamps)
    assert "Five * &lt;b&gt;lamps" in again(gauges).body_html


def test_captions_come_together_in_the_order_of_their_lines(issue):
    gauges, lamps = issue.articles.all()
    lamps.captions.create(text="A bell", first_line=20, last_line=20)
    merge(lamps, gauges)
    assert [(c.position, c.first_line) for c in lamps.captions.all()] == [(1, CAPTION), (2, 20)]


def test_an_editors_tag_outranks_a_rules_and_a_removal(issue):
    gauges, lamps = issue.articles.all()
    tianjin = Region.objects.get(code="CN-TJ")
    put_on(lamps, TAG_KINDS[1], tianjin)
    forbid(gauges, "region:CN-TJ")
    forbid(gauges, "region:DE")
    merge(gauges, lamps)
    assert (regions(gauges)["CN-TJ"], again(gauges).removed_tags) == (Origin.EDITOR, ["region:DE"])


def test_a_tag_that_was_taken_off_one_is_not_brought_by_the_other(issue):
    gauges, lamps = issue.articles.all()
    forbid(lamps, "region:CN-TJ")
    lamps.save()
    merge(gauges, lamps)
    assert "CN-TJ" not in regions(gauges)


def test_a_text_from_another_file_leaves_its_lines_there_as_a_continuation(issue):
    gauges = issue.articles.first()
    other = stored(PAGE.replace("Tide Gauges Report", "Lighthouses Report"), "next.md")[2]
    merge(gauges, other)
    pieces = [piece for piece in issue.sources.last().furniture if piece["kind"] == "continuation"]
    assert [piece["lines"] for piece in pieces] == [[HEADLINE, SECOND]]
    assert all(number <= SECOND for number in lines(gauges))


def test_articles_of_two_issues_are_not_merged(issue):
    with pytest.raises(Impossible, match="one issue"):
        merge(issue.articles.first(), make_article(make_issue()))


def test_the_article_itself_is_not_merged_with_itself(issue):
    with pytest.raises(Impossible, match="two articles"):
        merge(issue.articles.first(), issue.articles.first())
