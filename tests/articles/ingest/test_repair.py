"""What a column, a picture or a page cut in two is joined again, and what was lost is marked."""

import pytest

from articles.ingest.records import GAP
from tests.articles.ingest.reading import repaired, repaired_with_warnings

LINE = "Forty gauges along the coast send their readings by sat-\nellite every ten minutes, the harbour office"


def wrapped(*lines):
    """Lines of one paragraph, in a source that is wrapped at about 60 columns."""
    filler = "which nobody has had to do by hand since the last winter,"
    return "\n".join([filler, filler, filler, *lines])


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("is read by satel-\nlite every ten minutes of the day.", "by satellite every"),
        ("and fa- cilities are few on the coast of the sea, it said.", "and facilities are few"),
        ("the harbour has a coop-\nerative of keepers for it.", "a cooperative of keepers"),
    ],
)
def test_a_word_cut_at_a_column_end_is_joined(cut, whole):
    assert whole in repaired(wrapped("the tide gauge on the pier, built in a long winter,", cut))


def test_a_compound_keeps_its_hyphen():
    assert "a well-known tide" in repaired("This is a well- known tide.")


def test_a_compound_that_the_source_writes_elsewhere_keeps_its_hyphen():
    assert "the nonprofit" in repaired("It is the non- profit of the two.")
    assert "the non-profit" in repaired(
        "It is the non- profit of the two.", elsewhere="one non-profit and a non-profit"
    )


def test_a_hyphen_before_a_capital_is_kept():
    assert "the Sino-German" in repaired("It is the Sino- German office.")


@pytest.mark.parametrize("text", ["short- and long-term plans.", "pre- or post-war plans."])
def test_a_hanging_hyphen_stays_apart(text):
    assert repaired(text) == text


def test_a_sentence_that_goes_on_below_is_joined():
    assert (
        repaired("Forty gauges along the coast\n\nsend their readings.")
        == "Forty gauges along the coast send their readings."
    )


def test_chinese_lines_are_joined_without_a_space():
    assert repaired("渔港的验潮站每十分钟\n\n通过卫星发回一次读数。") == "渔港的验潮站每十分钟通过卫星发回一次读数。"


def test_a_finished_sentence_is_not_joined_with_the_next():
    assert repaired("The gauges report.\n\nand so on.") == "The gauges report.\n\nand so on."


def test_text_that_breaks_off_ends_in_a_gap():
    body, warnings = repaired_with_warnings(
        "The office said that it would read the forty gauges of the\n\nHowever, it rained."
    )
    assert body == f"The office said that it would read the forty gauges of the {GAP}\n\nHowever, it rained."
    assert [(warning.code, warning.line) for warning in warnings] == [("gap", 1)]


def test_nothing_is_glued_across_a_gap():
    assert f"by Au- {GAP}" in repaired("The fund of the year was used up by Au-\n\nBanks were told so.")


def test_a_gap_at_the_very_end_is_marked_too():
    assert repaired("The office said that it would read the forty gauges of the").endswith(GAP)


@pytest.mark.parametrize(
    "line",
    [
        "Tide table (metres)",
        "Table 3: Tides",
        "LIU Heng, keeper",
        "“Nobody waits”",
        "He said (and he knew it well from his years at sea)",
    ],
)
def test_a_short_line_that_is_no_sentence_is_no_gap(line):
    assert GAP not in repaired(f"The gauges report.\n\n{line}\n\nThe ferries wait.")


def test_a_name_that_was_cut_off_is_joined_when_the_source_knows_it():
    text = "The second half of the station was paid for by the\n\nHarbour Fund of the two cities."
    assert "by the Harbour Fund" in repaired(text, elsewhere="as the Harbour does")


def test_lists_and_quotes_and_tables_stay_what_they_are():
    body = repaired("- one\n- two\n\n> Nobody waits.\n\n| a | b |\n|---|---|")
    assert body == "- one\n- two\n\n> Nobody waits.\n\n| a | b |\n|---|---|"


def test_a_numbered_paragraph_keeps_its_number():
    assert repaired("1. The gauges report.\n\n2. The ferries wait.") == "1. The gauges report.\n\n2. The ferries wait."


def test_bold_paragraphs_stay_bold():
    assert repaired("**The gauges report.**") == "**The gauges report.**"


def test_marks_in_plain_text_are_letters():
    assert repaired("The file a_b costs 3 * 4 <units>.", is_markdown=False) == r"The file a\_b costs 3 \* 4 &lt;units>."


@pytest.mark.parametrize("text", ["a" * 100_000, "a- " * 30_000, "渔" * 100_000, "。" * 100_000 + "x"])
def test_an_endless_word_is_read_in_reasonable_time(text):
    assert repaired(text)


def test_an_endless_paragraph_is_joined_in_reasonable_time():
    line = "ellite, which nobody has had to do by hand or by sat-"
    assert repaired("\n".join([line] * 10_000)).count("satellite") == 9_999


def test_a_chinese_word_across_a_seam_is_joined():
    body = repaired("四十个验潮站联网以后，沿海港口每年大约可以节省四十万元的成\n\n本，它们也就愿意维护这些设备了。")
    assert "四十万元的成本，它们" in body


def test_chinese_paragraphs_that_do_not_fit_leave_a_gap():
    body = repaired("船员们担心的不是风浪太大，也不是港口太远，而是\n\n在码头上，新的起重机已经装好，验潮站也修好了。")
    assert "而是 [text lost in the source]" in body


def test_an_entry_of_a_programme_lacks_nothing():
    entry = "2024.04.22 Dialogue of the ports of Lima and Porto on tide tables, Stuttgart"
    assert repaired(entry) == entry


def test_a_sentence_that_leads_into_a_list_lacks_nothing():
    assert GAP not in repaired("The fund of the ports should now\n\n- buy nine gauges,\n\n- pay for their upkeep.")


def test_the_second_half_of_a_word_for_people_needs_no_hyphen():
    assert repaired("It was trained on films of chamber-\n\nmaids in two hotels.").startswith(
        "It was trained on films of chambermaids"
    )
