"""How a page of several articles is read: rules, pictures, boxes and heads guide as they guide a reader."""

import textwrap

from tests.articles.ingest.pdf_files import FILLER, area, column, rule, text_at
from tests.articles.ingest.pdf_pages import EAST, NORTH, SOUTH, WEST, furniture, lines


def at(x, top, texts, size=10, face=""):
    return [text_at(x, top - 12 * number, text, size, face) for number, text in enumerate(texts)]


def test_a_headline_over_two_of_three_columns_owns_the_third_below_a_white_gap():
    page = column(NORTH, 40, 780, 26) + column(SOUTH, 212, 780, 26) + column(EAST, 384, 780, 26)
    page += [text_at(40, 610, "Herring Come Back", 18, "b")]
    page += column(WEST, 40, 585, 26) + column(NORTH, 212, 585, 26) + column(SOUTH, 384, 585, 26)
    assert lines(page) == [NORTH, SOUTH, EAST, "# Herring Come Back", WEST, NORTH, SOUTH]


def test_a_kicker_stays_with_its_headline_where_two_articles_stand_side_by_side():
    page = column(FILLER, 40, 780, 80)
    page += [text_at(40, 700, "FISH", 8), text_at(40, 682, "Herring Come Back", 16, "b"), *column(NORTH, 40, 660, 36)]
    page += [text_at(300, 700, "PORTS", 8), text_at(300, 682, "Cranes for Sale", 16, "b"), *column(SOUTH, 300, 660, 36)]
    expected = ["**FISH**", "# Herring Come Back", NORTH, "**PORTS**", "# Cranes for Sale", SOUTH]
    assert lines(page)[1:] == expected


def test_an_article_in_two_columns_follows_one_in_three_although_its_text_goes_on_beside_its_headline():
    page = [text_at(40, 800, "Gauges for Every Harbour on Our Coast", 18, "b")]
    page += column(NORTH, 40, 780, 26) + column(SOUTH, 212, 780, 26) + column(EAST, 384, 780, 26)
    page += [text_at(40, 625, "FISH", 8, "b"), text_at(40, 608, "Herring Come Back", 16, "b")]
    page += column(WEST, 40, 590, 38) + column(SOUTH, 300, 625, 38)
    expected = [NORTH, SOUTH, EAST, "**FISH**", "## Herring Come Back", WEST, SOUTH]
    assert lines(page)[1:] == expected


def test_a_label_over_two_columns_is_read_after_both_columns_above_it():
    page = [text_at(40, 800, "Gauges for Every Harbour on Our Coast", 18, "b")]
    page += column(NORTH, 40, 780, 38) + column(SOUTH, 300, 780, 38)
    page += [text_at(40, 655, "SHORT NOTES", 8, "b"), *column(EAST, 40, 643, 38), *column(WEST, 300, 643, 38)]
    assert lines(page)[1:] == [NORTH, SOUTH, "**SHORT NOTES**", EAST, WEST]


def test_a_subhead_in_one_column_does_not_part_the_columns():
    page = [text_at(40, 800, "Gauges for Every Harbour on Our Coast", 18, "b")]
    page += column(NORTH, 40, 780, 38) + column(SOUTH, 300, 780, 38)
    page += [text_at(40, 655, "DRY DOCKS", 8, "b"), *column(EAST, 40, 643, 38), *column(WEST, 300, 655, 38)]
    assert lines(page)[1:] == [NORTH, "**DRY DOCKS**", EAST, SOUTH, WEST]


def test_a_caption_below_a_picture_over_two_columns_does_not_cut_the_first_one():
    picture = [area(212, 640, 330, 140), text_at(212, 630, "A gauge is lowered from the old pier. PHOTO: ANN", 8)]
    picture += [text_at(212, 620, "LEE / COAST PRESS", 8)]
    page = [text_at(40, 800, "Gauges for Every Harbour on Our Coast", 18, "b")]
    page += column(NORTH, 40, 780, 26) + picture + column(SOUTH, 212, 600, 26) + column(EAST, 384, 600, 26)
    caption = "A gauge is lowered from the old pier. PHOTO: ANN LEE / COAST PRESS"
    assert sorted(lines(page)[1:]) == sorted([NORTH, caption, SOUTH, EAST])


def test_a_caption_waits_until_the_sentence_around_its_picture_is_over():
    words = textwrap.wrap(NORTH, 38)
    page = [*at(50, 780, words[:3]), area(50, 680, 230, 60), text_at(50, 670, "A gauge at the pier", 8)]
    page += at(50, 650, words[3:]) + column(SOUTH, 300, 780, 38)
    assert lines(page) == [NORTH, "▲ A gauge at the pier", SOUTH]


def test_a_tinted_box_is_read_after_the_article_that_runs_around_it():
    words = textwrap.wrap(NORTH, 38)
    box = [area(45, 690, 240, 50), text_at(50, 725, "Three Numbers", 13, "b")]
    box += at(50, 710, ["Two boats ran aground.", "Nine gauges were bought."])
    page = at(50, 780, words[:3]) + box + at(50, 670, words[3:]) + column(SOUTH, 300, 780, 38)
    found = lines(page)
    assert found[:2] == [NORTH, SOUTH]
    assert found[2].endswith("Three Numbers")


def test_a_paragraph_goes_on_in_the_next_column_even_with_a_capital():
    left = ["Nine new gauges were bought for the port", "of Cuxhaven, and ten of them were sent to"]
    right = ["Emden, where the old ones had been lost in", "the storm of the year before that one.", "It was time."]
    page = column(FILLER, 50, 780, 42) + at(50, 672, left) + at(320, 780, right) + column(FILLER, 320, 732, 42)
    assert any("sent to Emden, where" in line for line in lines(page))


def test_a_head_above_a_rule_is_furniture_if_it_says_which_issue_it_is():
    head = [text_at(50, 800, "Coast Courier", 24), text_at(50, 780, "No. 12"), text_at(400, 780, "Friday, 2 May 2025")]
    page = [
        *head,
        rule(50, 770, 500),
        text_at(50, 740, "Gauges for Every Harbour", 16, "b"),
        *column(FILLER, 50, 715, 80),
    ]
    kinds = [("Coast Courier", "masthead"), ("No. 12", "running head"), ("Friday, 2 May 2025", "running head")]
    assert furniture(page) == kinds


def test_a_title_above_a_rule_stays_text():
    page = [text_at(50, 800, "Gauges for Every Harbour", 24), rule(50, 790, 500), *column(FILLER, 50, 740, 80)]
    assert furniture(page) == []


def test_a_left_page_may_have_another_running_head_than_a_right_one():
    pages = [
        [text_at(50, 810, head), *column(FILLER, 50, 700, 60)]
        for head in ("Coast Review", "News from the Members", "Coast Review")
    ]
    assert ("News from the Members", "running head") in furniture(*pages)


def test_what_a_browser_prints_in_the_margins_is_furniture():
    stamp, address = "11/21/26, 10:09 PM Gauges for all", "http://coast.example/gauges 1/1"
    page = [text_at(30, 820, stamp, 8), *column(FILLER, 50, 700, 60), text_at(30, 20, address, 8)]
    assert furniture(page) == [(stamp, "other"), (address, "other")]


def test_an_initial_over_two_lines_begins_the_first_of_them():
    text = FILLER.strip()
    beside = textwrap.wrap(text[1:], 50)[:2]
    rest = text[1 + len(" ".join(beside)) :].strip()
    page = [text_at(50, 688, "T", 36, "b"), *at(74, 700, beside), *column(rest, 50, 676, 54)]
    assert lines(page) == [text]


def test_the_raised_mark_of_a_note_does_not_cut_its_line():
    page = [text_at(50, 700, "The gauges were paid for by the ports"), text_at(273, 704, "1", 6)]
    page += [
        text_at(283, 700, "alone, and nobody helped."),
        text_at(50, 688, "They asked for help in vain for years and years."),
    ]
    assert lines(page + column(FILLER, 50, 650, 60))[0].startswith(
        "The gauges were paid for by the ports<sup>1</sup> alone"
    )


def test_a_line_spaced_out_letter_by_letter_is_put_together():
    page = [text_at(50 + 9 * place, 740, letter, 8) for place, letter in enumerate("HARBOURS")]
    assert lines(page + column(FILLER, 50, 700, 60))[0].strip("*") == "HARBOURS"


def test_a_narrow_column_of_notes_beside_the_text_is_read_by_itself():
    notes = [
        text_at(40, 700 - 17 * n, text, 8)
        for n, text in enumerate(
            ["In this issue of ours", "Herring come back", "Cranes for every port", "Dates to remember"]
        )
    ]
    assert lines(notes + column(FILLER * 2, 180, 697, 60))[-1] == (FILLER * 2).strip()


def test_the_ends_of_a_letterhead_line_stand_apart():
    page = [text_at(50, 740, "PRESS RELEASE"), text_at(400, 740, "14 August 2025"), *column(FILLER, 50, 700, 60)]
    assert lines(page)[:2] == ["PRESS RELEASE", "14 August 2025"]


def test_the_rules_of_a_table_part_no_columns():
    cells = [("Port", "Days"), ("Emden", "14"), ("Oslo", "21")]
    page = [
        text_at(x, 700 - 20 * n, text) for n, row in enumerate(cells) for x, text in zip((60, 260), row, strict=True)
    ]
    page += [rule(50, 714 - 20 * n, 400) for n in range(4)] + [f"0 g {x} 654 1 60 re f" for x in (50, 250, 450)]
    assert lines(page + column(FILLER, 50, 600, 60))[0] == "| Port | Days |"
