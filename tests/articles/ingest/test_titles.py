"""What stands above an article: kicker, headline, standfirst, byline and date, in whatever order they are set."""

import pytest

from tests.articles.ingest.reading import article, read, titles

BODY = (
    "Forty tide gauges along the coast now send their readings by satellite every ten minutes. "
    "The old ones were read by hand once a week, and two storms were missed for that reason."
)


def above(*lines):
    """The article that has these lines above its text."""
    return article("\n\n".join([*lines, BODY]))


def test_a_kicker_above_the_headline_names_the_section():
    found = above("## OPINION", "# Tide Gauges Report by Satellite", "By LIU Heng")
    assert (found.section, found.title) == ("OPINION", "Tide Gauges Report by Satellite")


def test_a_kicker_below_the_headline_names_the_section():
    found = above("# Tide Gauges Report by Satellite", "**Case Study**", "By LIU Heng")
    assert (found.section, found.title) == ("Case Study", "Tide Gauges Report by Satellite")


def test_a_publications_own_kicker_names_the_section():
    text = f"## Pier Talk\n\n# Tide Gauges Report by Satellite\n\nBy LIU Heng\n\n{BODY}"
    assert article(text, kickers=("Pier Talk",)).section == "Pier Talk"


def test_a_headline_set_over_two_headings_is_one():
    assert above("# Tide Gauges Report to", "# Satellites", "By LIU Heng").title == "Tide Gauges Report to Satellites"


def test_a_headline_in_heading_and_bold_text_is_one():
    assert above("## Tide Gauges and", "**Their Keepers**", "By LIU Heng").title == "Tide Gauges and Their Keepers"


def test_a_chinese_headline_over_two_lines_is_joined_without_a_space():
    text = "# 渔港验潮站\n\n# 实现卫星回传\n\n本报记者 白鹭\n\n渔港的验潮站每十分钟通过卫星发回一次读数。"
    assert article(text).title == "渔港验潮站实现卫星回传"


def test_marks_of_emphasis_and_a_page_number_are_taken_off_a_headline():
    assert above("# **3Tide** Gauges *Report*", "By LIU Heng").title == "Tide Gauges Report"


def test_a_byline_glued_to_a_headline_is_parted():
    found = above("# Tide Gauges Report By LIU Heng")
    assert (found.title, found.byline, found.authors) == ("Tide Gauges Report", "By LIU Heng", ("LIU Heng",))


def test_a_name_alone_under_a_headline_is_the_byline():
    assert above("# Tide Gauges Report by Satellite", "Zuzana Hrubá").authors == ("Zuzana Hrubá",)


def test_an_affiliation_below_the_byline_is_no_part_of_the_text():
    found = above("# Tide Gauges Report", "By LIU Heng", "(Harbour Institute)")
    assert found.body.startswith("Forty tide gauges")


def test_a_paragraph_between_headline_and_byline_is_the_standfirst():
    found = above("# Tide Gauges Report", "Nobody has to read them by hand any more.", "By LIU Heng")
    assert found.standfirst == "Nobody has to read them by hand any more."
    assert found.body == BODY


def test_a_chinese_deck_is_the_standfirst_without_its_dash():
    text = (
        "# 渔港验潮站实现卫星回传\n\n——人工抄录成为历史\n\n本报记者 白鹭\n\n渔港的验潮站每十分钟通过卫星发回一次读数。"
    )
    assert article(text).standfirst == "人工抄录成为历史"


def test_a_line_of_date_and_source_is_read_and_left_out_of_the_text():
    found = above("# Tide Gauges Report", "Date: 2024-02-28 Source: Harbour Post")
    assert (found.date, found.source_note, found.body) == ("2024-02-28", "Harbour Post", BODY)


def test_a_date_above_the_headline_is_the_articles():
    _, second = read(
        f"# Ferries Wait\n\nBy Ana REIS\n\n{BODY}\n\n28 February 2024\n\n# Tides\n\nBy LIU Heng\n\n{BODY}"
    ).articles
    assert (second.title, second.date) == ("Tides", "2024-02-28")


def test_a_day_that_does_not_exist_is_a_warning_and_no_date():
    found = above("# Tide Gauges Report", "Date: 2024-02-30")
    assert found.date is None
    assert [(warning.code, warning.line) for warning in found.warnings] == [("date", 1)]


def test_an_event_date_is_not_the_articles_date():
    text = f"# Tide Gauges Report\n\nBy LIU Heng\n\nOn 4 June 2024 a storm came. {BODY}"
    assert article(text).date is None


def test_an_item_mark_is_no_part_of_the_headline():
    text = f"## ♦ Tide gauges report\n\n{BODY}\n\n## ♦ Ferries learn to wait\n\n{BODY}"
    assert titles(text) == ["Tide gauges report", "Ferries learn to wait"]


def test_a_byline_at_the_foot_is_the_articles():
    found = article(f"# Tide Gauges Report by Satellite\n\n{BODY}\n\n{BODY}\n\nBy LIU Heng")
    assert found.authors == ("LIU Heng",)
    assert "By LIU Heng" not in found.body


@pytest.mark.parametrize("heading", ["#", "# #", "## **", "# —"])
def test_a_heading_without_any_text_opens_no_article(heading):
    assert titles(f"{heading}\n\n# Tide Gauges Report\n\n{BODY}") == ["Tide Gauges Report"]


def test_thousands_of_labels_in_a_row_are_read_in_reasonable_time():
    assert read("\n\n".join(["## FOCUS"] * 1000)).line_count == 1999


def test_names_in_bold_below_a_headline_are_the_byline():
    found = article(f"# Gauges for Every Harbour on Our Coast\n\n**Annelies Vercoutre and Tomas Grodek**\n\n{BODY}")
    assert found.authors == ("Annelies Vercoutre", "Tomas Grodek")


def test_the_letters_of_an_agency_below_a_headline_are_the_byline():
    assert article(f"# Gauges for Every Harbour on Our Coast\n\n**KNB**\n\n{BODY}").byline == "KNB"


def test_a_headline_goes_on_with_a_verb_though_only_half_of_it_is_bold():
    found = article(f"## **Hetao**\n\n# Cross-border Park\n\n# **Lets Samples Pass**\n\n#### By LIU Heng\n\n{BODY}")
    assert (found.title, found.section) == ("Cross-border Park Lets Samples Pass", "Hetao")


def test_a_chinese_line_set_lower_above_the_headline_leads_up_to_it():
    found = article(f"## 我省推行先使用后付费\n\n# 九百项专利找到了试用人\n\n记者 沈一白\n\n{BODY}")
    assert (found.title, found.standfirst) == ("九百项专利找到了试用人", "我省推行先使用后付费")


def test_a_second_line_set_higher_than_the_first_is_the_same_headline():
    found = article(f"## Forty Ocean Observatories of the South\n\n# To Speak One Language\n\nBy LIU Heng\n\n{BODY}")
    assert found.title == "Forty Ocean Observatories of the South To Speak One Language"
