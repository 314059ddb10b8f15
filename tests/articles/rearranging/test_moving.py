"""Moving lines of a source to another article, or to the furniture."""

import pytest

from articles.ingest.records import GAP
from articles.rearranging import Impossible, move_lines
from tests.articles.rearranging.page import (
    CAPTION,
    FERRIES,
    FIRST,
    GAUGES,
    HEADLINE,
    LAMPS,
    LAST,
    OTHER,
    PAGE,
    SECOND,
    THIRD,
    again,
    edit,
    lines,
    stored,
    titles,
)  # fmt: skip

pytestmark = pytest.mark.django_db
ROPES = "Buy ropes at the old harbour."


def kinds(source):
    """The furniture, as (first line, last line, kind)."""
    source.refresh_from_db()
    return [(*piece["lines"], piece["kind"]) for piece in source.furniture]


def test_a_paragraph_goes_to_the_place_of_its_line(issue, source):
    gauges, lamps = issue.articles.all()
    assert move_lines(source, SECOND, SECOND, lamps) == ""
    assert (again(gauges).body, again(lamps).body) == (GAUGES, f"{FERRIES}\n\n{LAMPS}\n\n{ROPES}")
    assert (SECOND in lines(gauges), SECOND in lines(lamps)) == (False, True)


def test_a_paragraph_comes_back_between_its_neighbours(issue, source):
    gauges, lamps = issue.articles.all()
    move_lines(source, THIRD, THIRD, gauges)
    assert again(lamps).body == ROPES
    move_lines(source, THIRD, THIRD, again(lamps))
    assert again(lamps).body == f"{LAMPS}\n\n{ROPES}"


def test_what_an_editor_corrected_moves_as_corrected(issue, source):
    gauges, lamps = issue.articles.all()
    edit(gauges, body=gauges.body.replace("nobody on the quay", "nobody at the bar"))
    move_lines(source, SECOND, SECOND, lamps)
    assert "nobody at the bar" in again(lamps).body


def test_a_caption_becomes_text(issue, source):
    gauges = issue.articles.first()
    move_lines(source, CAPTION, CAPTION, gauges)
    assert again(gauges).body == f"{GAUGES}\n\nA crane lifts a gauge onto the quay. (PHOTO: VCG)\n\n{FERRIES}"
    assert (gauges.captions.count(), CAPTION in lines(gauges)) == (0, True)


def test_furniture_becomes_text(issue, source):
    gauges = issue.articles.first()
    move_lines(source, 3, 3, gauges)
    assert again(gauges).body.startswith("No. 7, 10 March 2023\n\nForty")
    assert kinds(source) == [(1, 1, "masthead")]


def test_text_becomes_furniture(issue, source):
    lamps = issue.articles.last()
    move_lines(source, LAST, LAST, "advertisement")
    assert again(lamps).body == LAMPS
    assert kinds(source)[-1] == (LAST, LAST, "advertisement")
    assert source.furniture[-1]["text"] == ROPES


def test_furniture_becomes_another_kind_of_it(issue, source):
    move_lines(source, 3, 3, "running head")
    assert kinds(source) == [(1, 1, "masthead"), (3, 3, "running head")]


def test_lines_from_several_articles_move_at_once(issue, source):
    gauges, lamps = issue.articles.all()
    move_lines(source, SECOND, THIRD, "advertisement")
    assert (again(gauges).body, again(lamps).body) == (GAUGES, ROPES)
    assert kinds(source)[-1] == (SECOND, THIRD, "advertisement")


def test_a_headline_that_moves_away_stays_in_its_field_and_the_editor_is_told(issue, source):
    gauges = issue.articles.first()
    told = move_lines(source, HEADLINE, HEADLINE, "page heading")
    assert ("headline" in told, str(gauges) in told, str(HEADLINE) in told) == (True, True, True)
    assert (titles(issue)[0], HEADLINE in lines(gauges)) == (str(gauges), False)


def test_an_article_that_moves_whole_keeps_its_headline_as_a_subhead_and_is_deleted(issue, source):
    gauges, lamps = issue.articles.all()
    told = move_lines(source, OTHER, LAST, gauges)
    assert (titles(issue), f"“{lamps}”" in told) == ([str(gauges)], True)
    assert again(gauges).body == f"{GAUGES}\n\n{FERRIES}\n\n### {lamps}\n\nBy Ana REIS\n\n{LAMPS}\n\n{ROPES}"


def test_an_article_with_a_caption_left_is_not_deleted(issue, source):
    move_lines(source, HEADLINE, FIRST, "other")
    move_lines(source, SECOND, SECOND, "other")
    assert issue.articles.count() == 2
    move_lines(source, CAPTION, CAPTION, "other")
    assert list(issue.articles.values_list("position", flat=True)) == [1]


def test_a_sentence_that_was_torn_apart_is_joined_and_its_gap_closed():
    torn = "The keepers moved inland in a great hur-"
    rest = "ry, and took the lamp along."
    gauges, lamps = stored(
        f"# Gauges\n\nBy LIU Heng\n\n{GAUGES}\n\n{torn}\n\n# Lamps\n\nBy Ana REIS\n\n{rest}\n\n{LAMPS}"
    )
    move_lines(gauges.source, 13, 13, gauges)
    assert again(gauges).body == f"{GAUGES}\n\nThe keepers moved inland in a great hurry, and took the lamp along."
    assert (again(gauges).warnings, again(lamps).body) == ([], LAMPS)


def test_a_gap_moves_with_its_text():
    torn = "The keepers moved inland in a great hur-"
    gauges, lamps = stored(f"# Gauges\n\nBy LIU Heng\n\n{torn}\n\n{GAUGES}\n\n# Lamps\n\nBy Ana REIS\n\n{LAMPS}")
    move_lines(gauges.source, 5, 5, lamps)
    assert again(lamps).body == f"{torn} {GAP}\n\n{LAMPS}"
    assert ([w["line"] for w in again(lamps).warnings], again(gauges).warnings) == ([5], [])


def test_a_line_of_a_wrapped_paragraph_goes_into_its_sentence():
    wrapped = (
        "The keepers of the lamp moved inland in\n"
        "a great hurry, and took the lamp and its\n"
        "shade along, but they left the bell."
    )
    page = f"# Lamps\n\nBy Ana REIS\n\n{wrapped}\n\n# Gauges\n\nBy LIU Heng\n\n{GAUGES}\n"
    lamps, gauges = stored(page)
    move_lines(lamps.source, 6, 6, gauges)
    assert again(lamps).body == "The keepers of the lamp moved inland in shade along, but they left the bell."
    move_lines(lamps.source, 6, 6, again(lamps))
    assert again(lamps).body == wrapped.replace("\n", " ")


def test_half_a_caption_leaves_the_other_half(issue, source):
    gauges = issue.articles.first()
    gauges.captions.update(text="A crane lifts it. Ferries wait", first_line=FIRST, last_line=SECOND)
    edit(gauges, spans=[[HEADLINE, HEADLINE], [7, 7]])
    move_lines(source, CAPTION, SECOND, "other")
    caption = gauges.captions.get()
    assert (caption.first_line, caption.last_line) == (FIRST, FIRST)


@pytest.mark.parametrize(
    ("first", "last", "to"),
    [(6, 6, "other"), (900, 999, "other"), (9, 7, "other"), (9, 9, "sculpture"), (1, 3, "masthead")],
)
def test_what_cannot_move_is_told(source, first, last, to):
    with pytest.raises(Impossible, match=r"\.$"):
        move_lines(source, first, last, to)


def test_lines_do_not_move_to_an_article_of_another_file(issue, source):
    foreign = stored(PAGE.replace("Tide Gauges Report", "Lighthouses Report"), "next.md")[2]
    with pytest.raises(Impossible, match="their own file"):
        move_lines(source, SECOND, SECOND, foreign)


def test_lines_that_are_there_already_are_told(issue, source):
    with pytest.raises(Impossible, match="there already"):
        move_lines(source, SECOND, SECOND, issue.articles.first())
