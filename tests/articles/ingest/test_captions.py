import pytest

from articles.ingest.captions import split_credit
from tests.articles.ingest.reading import article, captions_of, read

REPORT = "Forty tide gauges along the coast now send their readings by satellite every ten minutes."


@pytest.mark.parametrize(
    ("printed", "text", "credit"),
    [
        ("A crane lifts a gauge. (PHOTO: VCG)", "A crane lifts a gauge.", "VCG"),
        ("A crane lifts a gauge. (Photo by LIU Heng)", "A crane lifts a gauge.", "LIU Heng"),
        ("A crane lifts a gauge. Photo: Ana Reis", "A crane lifts a gauge.", "Ana Reis"),
        ("A crane lifts a gauge. (XINHUA)", "A crane lifts a gauge.", "XINHUA"),
        ("渔港的验潮站。（图/视觉中国）", "渔港的验潮站。", "视觉中国"),
        ("渔港的验潮站。本报记者 白鹭摄", "渔港的验潮站。", "本报记者 白鹭"),
        ("Forty gauges (and a buoy)", "Forty gauges (and a buoy)", None),
    ],
)
def test_the_credit_is_parted_from_the_caption(printed, text, credit):
    assert split_credit(printed) == (text, credit)


@pytest.mark.parametrize(
    "caption",
    [
        "A crane lifts a gauge. (PHOTO: VCG)",
        "Figure 3: A crane and a gauge",
        "图为渔港的验潮站。",
        "▲ A crane, a gauge",
    ],
)
def test_a_caption_is_told_by_its_credit_or_its_lead(caption):
    assert len(captions_of(f"# Tides\n\n{REPORT}\n\n{caption}\n\n{REPORT}")) == 1


def test_a_line_right_below_a_picture_is_its_caption():
    text = f"# Tides\n\n{REPORT}\n\n![](crane.png)\n\nA crane lifts a gauge at dawn\n\n{REPORT}"
    assert [caption.text for caption in article(text).captions] == ["A crane lifts a gauge at dawn"]


def test_a_caption_that_interrupts_a_sentence_is_taken_out_of_it():
    caption = "A crane lifts a gauge. (PHOTO: VCG)"
    text = f"# Tides\n\nForty gauges along the coast now send their\n\n{caption}\n\nreadings by satellite."
    assert article(text).body == "Forty gauges along the coast now send their readings by satellite."


def test_a_credit_on_a_line_of_its_own_goes_with_its_caption():
    text = f"# Tides\n\n{REPORT}\n\nFigure 2: A crane lifts a gauge\n\n(PHOTO: VCG)\n\n{REPORT}"
    assert captions_of(text) == [("A crane lifts a gauge", "VCG")]


def test_a_paragraph_that_quotes_somebody_is_no_caption():
    assert captions_of(f"# Tides\n\n{REPORT}\n\nA crane is seen at dawn, said the harbour master.\n\n{REPORT}") == []


def test_a_source_note_is_no_credit():
    assert captions_of(f"# Tides\n\n{REPORT}\n\n(Source: Harbour Report)") == []


def test_a_caption_belongs_to_the_article_it_stands_in():
    body = f"By LIU Heng\n\n{REPORT}"
    text = f"# Tides of spring\n\n{body}\n\nA crane lifts a gauge. (PHOTO: VCG)\n\n# Ferries in winter\n\n{body}"
    assert [len(article.captions) for article in read(text).articles] == [1, 0]


def test_a_caption_on_a_page_without_articles_is_kept_beside_it():
    record = read("Tides rise today.\n\nA crane lifts a gauge. (PHOTO: VCG)")
    assert "A crane lifts a gauge. (PHOTO: VCG)" in [piece.text for piece in record.furniture]


def test_a_caption_does_not_reach_across_a_page_number():
    record = read(
        f"# Tides\n\n{REPORT}\n\nA crane lifts a gauge. (PHOTO: VCG)\n\nPage 3 of 9\n\n本报记者 白鹭摄\n\n{REPORT}"
    )
    assert record.articles[0].captions[0].lines == (5, 5)


@pytest.mark.parametrize("repeated", ["(photo ", "photo: ", "摄影", "（图"])
def test_no_form_of_credit_is_stuck_on_a_line_that_repeats(repeated):
    assert len(captions_of(f"# Tides\n\n{REPORT}\n\n{repeated * 10_000}")) == 0


def test_a_caption_in_two_languages_is_one():
    page = f"# Tides\n\n{REPORT}\n\n\n\n船员在检修浮标\n\nSailors at work on a buoy\n\n{REPORT}"
    assert captions_of(page) == [("船员在检修浮标 Sailors at work on a buoy", None)]


@pytest.mark.parametrize(
    ("printed", "credit"),
    [
        ("Photo: P. Wolski/PAP", "P. Wolski/PAP"),
        ("T. ANAND", "T. ANAND"),
        ("© Jo Lind", "Jo Lind"),
        ("Special Arrangement", "Special Arrangement"),
        ("FILE PHOTO", "FILE PHOTO"),
        ("— PTI", "PTI"),
        ("| Jo Lind", "Jo Lind"),
        ("KYODO", "KYODO"),
        ("Foto: Jo Lind", "Jo Lind"),
        ("(Xinhua/Li Ming)", "Xinhua/Li Ming"),
        ("(Courtesy: Port of Ningde)", "Port of Ningde"),
        ("Provided by the port", "the port"),
    ],
)
def test_a_photographer_is_named_in_many_ways(printed, credit):
    page = f"# Tides\n\n{REPORT}\n\n\n\nA crane lifts a gauge at dawn. {printed}\n\n{REPORT}"
    assert captions_of(page) == [("A crane lifts a gauge at dawn.", credit)]


def test_the_number_of_a_figure_is_no_part_of_its_caption():
    page = f"# Tides\n\n{REPORT}\n\nFigure 1. A crane lifts a gauge. Photo: VCG\n\n{REPORT}"
    assert captions_of(page) == [("A crane lifts a gauge.", "VCG")]


def test_an_institution_may_have_given_the_picture():
    page = f"# Tides\n\n{REPORT}\n\n船员在检修浮标。（海洋技术大学供图）\n\n{REPORT}"
    assert captions_of(page) == [("船员在检修浮标。", "海洋技术大学")]


def test_a_caption_over_two_paragraphs_within_a_sentence_is_one():
    lines = "Sailors hand over a buoy at the counter of the East\n\nHarbour Office"
    cut = f"The gauges have been paid for by nine ports for the first\n\n\n\n{lines}\n\nyear, and more will come."
    page = f"# Tides\n\n{REPORT}\n\n{cut}"
    assert captions_of(page) == [("Sailors hand over a buoy at the counter of the East Harbour Office", None)]


def test_text_above_a_headline_that_begins_small_is_no_caption():
    cut = "Half of the graduates have gone to the har-\n\nThe plan has its critics, who say that a port should not try."
    assert captions_of(f"# Tides\n\n{REPORT}\n\n{cut}\n\n### as Ferries Learn to Wait\n\n{REPORT}") == []
