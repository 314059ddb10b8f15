"""Lines of a source, read as the one article that an editor says they are."""

from pathlib import Path

import pytest

from articles.ingest.part import read_part
from articles.ingest.pipeline import read_issue
from articles.ingest.records import GAP, Profile, Refused

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
REPORT = "Forty tide gauges now send their readings by satellite every ten minutes, and nobody reads them by hand."
PAGE = f"""# Harbour Gazette

{REPORT}

**Policy**

## Ferries Learn to Wait

By LIU Heng

{REPORT}

## Bells and Lamps

By Ana REIS

The keepers moved inland in a hur-

ry, and took the lamp along.

![](lamp.jpeg)

(Source: Harbour Post)
"""


def part(*spans, text=PAGE, name="page.md", opens=True, **profile):
    return read_part(text.encode(), name, spans, Profile(**profile), opens=opens)


@pytest.mark.parametrize("name", ["science-courier-2021-10-21.md", "soil-register-press-release-2024-03-12.txt"])
def test_the_lines_of_an_article_are_read_as_the_pipeline_read_them(name):
    data = (FIXTURES / name).read_bytes()
    for found in read_issue(data, name).articles:
        again = read_part(data, name, found.spans, Profile(), opens=True)
        assert (again.title, again.byline, again.date, again.body) == (
            found.title,
            found.byline,
            found.date,
            found.body,
        )


def test_label_headline_and_byline_stand_above_the_text():
    found = part((5, 11))
    assert (found.section, found.title, found.byline, found.body) == (
        "Policy", "Ferries Learn to Wait", "By LIU Heng", REPORT,
    )  # fmt: skip


def test_another_headline_is_a_subhead_and_opens_no_article():
    assert "### Bells and Lamps" in part((7, 23)).body


def test_a_line_that_nothing_marks_is_the_headline_on_a_marked_page():
    text = PAGE.replace("## Bells and Lamps", "Bells and Lamps")
    assert part((13, 23), text=text).title == "Bells and Lamps"


def test_a_byline_may_stand_above_the_headline():
    text = PAGE.replace("## Ferries Learn to Wait\n\nBy LIU Heng", "By LIU Heng\n\n## Ferries Learn to Wait")
    assert (part((7, 11), text=text).title, part((7, 11), text=text).byline) == ("Ferries Learn to Wait", "By LIU Heng")


def test_a_bold_sentence_is_the_headline():
    text = PAGE.replace("## Bells and Lamps", "**The keepers say that they are gone.**")
    assert part((13, 23), text=text).title == "The keepers say that they are gone."


def test_a_text_without_a_headline_says_so():
    found = part((11, 11))
    assert (found.title, found.body, [warning.code for warning in found.warnings]) == ("", REPORT, ["title"])


def test_the_spans_are_the_lines_that_were_asked_for():
    assert part((13, 24)).spans == ((13, 13), (15, 15), (17, 17), (19, 19), (21, 21), (23, 23))


def test_the_rest_of_the_source_settles_how_a_cut_word_is_written():
    text = "The ware-house burned.\n\nThe warehouse was old, and so was its ware-\n\nhouse keeper, who had a warehouse."
    assert "its warehouse keeper" in part((3, 5), text=text).body


def test_a_paragraph_is_cut_where_the_lines_begin():
    text = "\n".join(
        f"Line {number} of a paragraph that somebody has wrapped by hand at some width" for number in "abcdefg"
    )
    assert part((3, 4), text=text, name="page.txt", opens=False).body == " ".join(text.split("\n")[2:4])


def test_what_goes_on_with_an_article_is_all_text():
    found = part((13, 23), opens=False)
    assert (found.title, found.byline, found.source_note) == ("", None, None)
    assert found.body == (
        "### Bells and Lamps\n\nBy Ana REIS\n\nThe keepers moved inland in a hurry, and took the lamp along.\n\n"
        "(Source: Harbour Post)"
    )


def test_what_goes_on_with_an_article_lacks_neither_headline_nor_end():
    text = f"{REPORT}\n\nA crane lifts a container onto the quay of the old harbour at dawn\n\n{REPORT}"
    found = part((3, 3), text=text, opens=False)
    assert (GAP in found.body, found.warnings) == (False, ())


def test_a_publications_own_labels_are_known():
    text = PAGE.replace("**Policy**", "Lantern Talk")
    assert part((5, 11), text=text, kickers=("Lantern Talk",)).section == "Lantern Talk"


@pytest.mark.parametrize("spans", [[], [(2, 2)], [(400, 500)]])
def test_lines_without_text_are_refused(spans):
    with pytest.raises(Refused) as refused:
        part(*spans)
    assert refused.value.code == "empty"
