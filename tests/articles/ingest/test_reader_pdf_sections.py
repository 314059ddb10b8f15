"""How labels, bars, boxes and margins of a page are told from its articles."""

from tests.articles.ingest.pdf_files import FILLER, area, column, rule, text_at
from tests.articles.ingest.pdf_pages import EAST, NORTH, SOUTH, WEST, furniture, lines


def bar(x, y, width):
    return f"0.2 g {x} {y - 6} {width} 20 re f 0 g"


def test_small_kickers_at_the_head_of_two_columns_stay_with_their_headlines():
    page = [text_at(40, 760, "FISH", 8), text_at(40, 735, "Herring Come Back", 16, "b"), *column(NORTH, 40, 710, 38)]
    page += [text_at(300, 760, "PORTS", 8), text_at(300, 735, "Cranes for Sale", 16, "b"), *column(SOUTH, 300, 710, 38)]
    assert lines(page) == ["**FISH**", "# Herring Come Back", NORTH, "**PORTS**", "# Cranes for Sale", SOUTH]


def test_a_kicker_stands_farther_above_a_larger_headline():
    page = [
        text_at(40, 790, "THE COLD", 8),
        text_at(40, 745, "Herring Come Back", 34, "b"),
        *column(NORTH, 40, 710, 60),
    ]
    assert lines(page)[:2] == ["**THE COLD**", "# Herring Come Back"]


def test_a_label_above_short_bold_items_is_higher_than_they_are():
    page = [*column(FILLER, 40, 780, 60), text_at(40, 690, "NOTES AND NEWS", 8)]
    page += [text_at(40, 672, "A ship is scanned", 10, "b"), *column(NORTH, 40, 656, 60)]
    assert lines(page)[1:3] == ["###### NOTES AND NEWS", "**A ship is scanned**"]


def test_a_label_over_several_smaller_headlines_is_as_high_as_other_headlines():
    page = [text_at(40, 780, "FISH", 8), text_at(40, 755, "Herring Come Back", 18, "b"), *column(NORTH, 40, 730, 60)]
    page += [text_at(40, 640, "BRIEFLY", 8), text_at(40, 620, "Seaweed tax repealed", 12, "b")]
    page += [*column(SOUTH, 40, 600, 60), text_at(40, 510, "Lake survey ends", 12, "b"), *column(EAST, 40, 490, 60)]
    assert [line for line in lines(page) if line.startswith(("#", "*"))] == [
        "**FISH**",
        "# Herring Come Back",
        "# BRIEFLY",
        "## Seaweed tax repealed",
        "## Lake survey ends",
    ]


def test_a_line_in_a_bar_heads_all_the_articles_below_it():
    page = [bar(40, 780, 500), text_at(46, 780, "Observing Network", 10, "b")]
    page += [text_at(40, 745, "Who mends the buoys?", 16, "b"), *column(NORTH, 40, 720, 70)]
    assert lines(page)[:2] == ["# Observing Network", "## Who mends the buoys?"]


def test_a_label_on_a_ground_no_wider_than_itself_is_no_bar():
    page = [bar(36, 780, 110), text_at(40, 780, "Observing Network", 10, "b")]
    page += [text_at(40, 745, "Who mends the buoys?", 16, "b"), *column(NORTH, 40, 720, 70)]
    assert lines(page)[:2] == ["**Observing Network**", "# Who mends the buoys?"]


def test_a_bar_across_the_columns_ends_them():
    page = column(NORTH, 40, 780, 38) + column(SOUTH, 300, 780, 38)
    page += [bar(40, 600, 500), text_at(46, 600, "News of the ports", 10, "b"), text_at(40, 570, "Oslo", 10, "b")]
    page += column(EAST, 40, 556, 38) + column(WEST, 300, 570, 38)
    assert lines(page) == [NORTH, SOUTH, "# News of the ports", "**Oslo**", EAST, WEST]


def test_a_label_below_a_rule_across_the_columns_ends_them():
    page = column(NORTH, 40, 780, 38) + column(SOUTH, 300, 780, 38)
    page += [rule(40, 615, 500), text_at(40, 600, "LETTERS", 8), text_at(40, 584, "Whose river?", 10, "b")]
    page += column(EAST, 40, 570, 38) + column(WEST, 300, 584, 38)
    assert lines(page) == [NORTH, SOUTH, "###### LETTERS", "**Whose river?**", EAST, WEST]


def test_a_headline_at_the_foot_of_a_column_goes_on_with_the_next_one():
    page = [*column(NORTH, 40, 780, 38), text_at(40, 600, "Herring Come Back", 16, "b")]
    page += column(SOUTH, 300, 780, 38)
    assert lines(page) == [NORTH, "# Herring Come Back", SOUTH]


def test_a_headline_beside_a_column_that_has_ended_opens_no_article_over_both():
    page = [*column(NORTH, 40, 780, 38), text_at(40, 600, "Herring Come Back", 16, "b"), *column(EAST, 40, 575, 38)]
    page += [text_at(300, 780, "Oslo", 10, "b"), *column(SOUTH, 300, 764, 38)]
    assert lines(page) == [NORTH, "# Herring Come Back", EAST, "**Oslo**", SOUTH]


def test_a_box_of_contents_is_furniture_where_it_stands():
    box = [area(40, 710, 500, 70), text_at(50, 765, "In this issue", 9, "b")]
    box += [text_at(50, 750, "Who mends the buoys?", 9), text_at(400, 750, "1", 9)]
    box += [text_at(50, 735, "One flag for all", 9), text_at(400, 735, "2", 9)]
    page = [*box, text_at(40, 680, "Who mends the buoys?", 16, "b"), *column(NORTH + EAST, 40, 655, 70)]
    found = furniture(page)
    assert found[0] == ("In this issue", "contents")
    assert [kind for _, kind in found] == ["contents"] * 3
    assert lines(page)[0] == "In this issue"


def test_a_box_that_calls_itself_an_advertisement_is_furniture():
    box = [
        area(300, 560, 230, 60),
        text_at(320, 600, "Harbour Fair", 14, "b"),
        text_at(320, 585, "Hall 4, 8 to 11 May", 9),
    ]
    box += [text_at(450, 566, "ADVERTISEMENT", 6)]
    page = [*column(NORTH, 40, 780, 38), *column(SOUTH, 300, 780, 38), *box]
    assert ("Harbour Fair", "advertisement") in furniture(page)


def test_a_picture_reaches_no_farther_than_it_is_cropped_to():
    picture = ["q 40 620 230 60 re W n", area(40, 560, 230, 180), "Q", text_at(40, 608, "A gauge at the pier", 8)]
    page = [*column(NORTH, 40, 780, 38)[:3], text_at(40, 744, "and so it ends."), *picture]
    page += column(SOUTH, 40, 580, 38) + column(EAST, 300, 780, 38)
    assert "▲ A gauge at the pier" in lines(page)


def test_the_foot_of_a_page_below_its_rule_is_furniture():
    page = [
        *column(NORTH, 40, 780, 60),
        rule(40, 100, 500),
        text_at(40, 88, "Coast Letter 31", 8),
        text_at(520, 88, "1", 8),
    ]
    assert furniture(page) == [("Coast Letter 31", "running head"), ("1", "running head")]


def test_a_foot_that_stands_off_pages_of_different_length_is_furniture():
    pages = [
        [*column(text, 40, 780, 60), text_at(40, foot, "Coast Letter", 8)]
        for text, foot in ((NORTH, 400), (FILLER, 600))
    ]
    assert furniture(*pages) == [("Coast Letter", "running head")] * 2


def test_a_name_and_date_in_a_band_at_the_top_are_the_masthead():
    band = ["0.2 g 30 740 535 80 re f 0 g", text_at(40, 785, "Coast Dispatch", 26, "b")]
    band += [text_at(40, 760, "Letter of the Harbour Academy - No. 4 - May 2025")]
    assert furniture([*band, *column(NORTH + EAST, 40, 700, 60)])[0] == ("Coast Dispatch", "masthead")


def test_stars_between_parts_are_a_rule():
    page = [*column(NORTH, 40, 780, 60), text_at(200, 680, "***"), *column(EAST, 40, 650, 60)]
    assert lines(page) == [NORTH, "***", EAST]
