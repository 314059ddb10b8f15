import textwrap

from articles.ingest.pipeline import read_issue
from articles.ingest.readers import read
from tests.articles.ingest.pdf_files import FILLER, column, pdf, text_at

NORTH = "North pier words run here. " * 8 + "The north ends."
SOUTH = "South pier words run there. " * 8 + "The south ends."
EAST = "East pier words run on too. " * 8 + "The east ends."
WEST = "West pier words run as well. " * 8 + "The west ends."


def lines(*pages, **options):
    return [line.text for line in read(pdf(*pages, **options), "issue").lines if line.text]


def furniture(*pages):
    document = read(pdf(*pages), "issue.pdf")
    return [(document.lines[number - 1].text, kind) for number, kind in document.furniture]


def test_a_wrapped_paragraph_becomes_one_line():
    assert lines(column(FILLER, 50, 700, 60)) == [FILLER.strip()]


def test_a_word_cut_at_a_line_end_keeps_its_hyphen_before_a_space():
    cut = [text_at(50, 700, "Gauges were asked for by all seven coun-"), text_at(50, 688, "tries on the coast.")]
    assert lines(cut) == ["Gauges were asked for by all seven coun- tries on the coast."]


def test_an_indented_line_begins_a_paragraph():
    page = column(FILLER.split(". ")[0] + ".", 50, 700, 30) + column(FILLER, 62, 700 - 3 * 12, 28)[:1]
    assert len(lines(page)) == 2


def test_a_line_that_had_room_for_the_next_word_ends_its_paragraph():
    page = [text_at(50, 700, "w" * 50), text_at(50, 688, "It ends."), text_at(50, 676, "Another begins " + "w" * 30)]
    assert lines(page) == ["w" * 50 + " It ends.", "Another begins " + "w" * 30]


def test_two_columns_are_read_one_after_the_other():
    assert lines(column(NORTH, 50, 700, 38) + column(SOUTH, 300, 700, 38)) == [NORTH, SOUTH]


def test_columns_need_not_share_their_baselines():
    assert lines(column(NORTH, 50, 700, 38) + column(SOUTH, 300, 695, 38)) == [NORTH, SOUTH]


def test_three_columns_are_read_one_after_the_other():
    page = column(NORTH, 40, 700, 26) + column(SOUTH, 212, 700, 26) + column(EAST, 384, 700, 26)
    assert lines(page) == [NORTH, SOUTH, EAST]


def test_four_narrow_columns_are_read_one_after_the_other():
    texts = (NORTH, SOUTH, EAST, WEST)
    page = [line for number, text in enumerate(texts) for line in column(text, 40 + 130 * number, 700, 24, size=8)]
    assert lines(page) == list(texts)


def test_a_headline_over_all_columns_is_read_before_them():
    page = [text_at(50, 730, "Gauges for Every Harbour on Our Coast", 20, "b")]
    page += column(NORTH, 50, 700, 38) + column(SOUTH, 300, 700, 38)
    assert lines(page) == ["# Gauges for Every Harbour on Our Coast", NORTH, SOUTH]


def test_what_stands_below_a_second_headline_is_read_after_all_above_it():
    page = column(NORTH, 50, 700, 38) + column(SOUTH, 300, 700, 38)
    page += [text_at(50, 560, "Herring Come Back to the Old Harbour", 20, "b")]
    page += column(EAST, 50, 530, 38) + column(WEST, 300, 530, 38)
    assert lines(page) == [NORTH, SOUTH, "# Herring Come Back to the Old Harbour", EAST, WEST]


def test_columns_run_on_around_a_caption_across_them():
    left, right = textwrap.wrap(NORTH, 38), textwrap.wrap(SOUTH, 38)
    page = []
    for x, texts in ((50, left), (300, right)):
        page += [text_at(x, 700 - 12 * n if n < 3 else 600 - 12 * n, text) for n, text in enumerate(texts)]
    page += [text_at(50, 620, "A gauge goes down at the old pier while children and their teachers watch", 8, "i")]
    read_as = " ".join(lines(page))
    assert NORTH + " " + SOUTH in read_as
    assert read_as.endswith("*A gauge goes down at the old pier while children and their teachers watch*")


def test_a_caption_within_a_column_is_a_paragraph_of_its_own():
    page = column(NORTH, 50, 700, 38) + column("A gauge at the pier in May. (Photo: Ann Lee)", 50, 580, 40, 8, "i")
    page += column(EAST, 50, 540, 38) + column(SOUTH, 300, 700, 38)
    assert lines(page) == [NORTH, "*A gauge at the pier in May. (Photo: Ann Lee)*", EAST, SOUTH]


def test_headings_rank_by_their_size():
    page = [text_at(50, 780, "Gauges for Every Harbour", 20, "b"), *column(FILLER, 50, 750, 60)]
    page += [text_at(50, 660, "Costs", 14, "b"), *column(FILLER, 50, 640, 60)]
    assert [line for line in lines(page) if line.startswith("#")] == ["# Gauges for Every Harbour", "## Costs"]


def test_a_headline_of_two_lines_is_one():
    page = [text_at(50, 740, "Gauges for Every", 20, "b"), text_at(50, 716, "Harbour", 20, "b")]
    assert lines(page + column(FILLER, 50, 690, 60))[0] == "# Gauges for Every Harbour"


def test_a_bold_line_above_a_paragraph_stands_apart():
    page = [text_at(50, 712, "What it costs", 10, "b"), *column(FILLER, 50, 700, 60)]
    assert lines(page) == ["**What it costs**", FILLER.strip()]


def test_running_heads_and_page_numbers_are_furniture():
    pages = [
        [text_at(50, 810, f"Coast Review {number}"), *column(FILLER, 50, 700, 60), text_at(290, 30, str(number))]
        for number in (1, 2)
    ]
    heads = [("Coast Review 1", "running head"), ("1", "page number")]
    assert furniture(*pages) == [*heads, ("Coast Review 2", "running head"), ("2", "page number")]


def test_a_line_that_stands_on_one_page_alone_is_no_running_head():
    page = [text_at(50, 800, "Coast Review"), *column(FILLER, 50, 700, 60)]
    assert furniture(page, column(NORTH, 50, 700, 60)) == []


def test_cells_below_each_other_are_a_table():
    rows = (("Port", "Ships", "Days"), ("Kiel", "3", "601"), ("Tallinn", "12", "44"))
    page = column(FILLER, 50, 700, 60)
    page += [text_at(50 + 90 * c, 600 - 14 * r, cell, 9) for r, row in enumerate(rows) for c, cell in enumerate(row)]
    expected = ["| Port | Ships | Days |", "| --- | --- | --- |", "| Kiel | 3 | 601 |", "| Tallinn | 12 | 44 |"]
    assert lines(page)[1:] == expected


def test_list_items_stay_items_with_the_lines_that_hang_below_them():
    page = [text_at(50, 700, "•"), text_at(62, 700, "open the calendar of all the ships")]
    page += [text_at(62, 688, "early;"), text_at(50, 676, "•"), text_at(62, 676, "lend berths.")]
    assert lines(page, column(FILLER, 50, 700, 60))[:2] == [
        "- open the calendar of all the ships early;",
        "- lend berths.",
    ]


def test_letters_are_not_taken_for_markdown():
    assert lines([*column("# a_b *c* <d> and as many words as a page must hold", 50, 700, 60)]) == [
        "\\# a\\_b \\*c\\* \\<d> and as many words as a page must hold"
    ]


def test_text_that_stands_upright_is_kept():
    turned = "BT /F 8 Tf 0 1 -1 0 580 200 Tm (Photo by Ann Lee) Tj ET"
    assert "Photo by Ann Lee" in lines([*column(FILLER, 50, 700, 60), turned])


def test_a_page_without_text_between_others_leaves_a_picture():
    page = column(FILLER, 50, 700, 60)
    assert lines(page, ["0 0 595 842 re f"], page) == [FILLER.strip(), "![]()", FILLER.strip()]


def test_the_format_is_named_and_judged_by_content():
    assert read(pdf(column(FILLER, 50, 700, 60)), "notes.txt").media_type == "application/pdf"


def test_an_article_over_two_pages_is_put_together():
    first = [text_at(50, 780, "Gauges for Every Harbour", 20, "b"), text_at(50, 757, "By Ilse Marten", 10, "i")]
    first += [*column(FILLER, 50, 730, 60), text_at(50, 650, "The charts were paid for by seven coun-")]
    pages = first, column("tries of the coast. " + FILLER, 50, 740, 60)
    (article,) = read_issue(pdf(*pages), "issue.pdf").articles
    assert (article.title, article.authors) == ("Gauges for Every Harbour", ("Ilse Marten",))
    assert "paid for by seven countries of the coast" in article.body
