"""Mailed newsletters: their items, and what in them is none."""

from articles.ingest.pipeline import read_issue
from tests.articles.ingest.html_files import PROSE, articles, furniture, lines, mail, page

NAME = ("font-size:30px", "Harbour Letter")
ISSUE = ("font-size:12px", "Issue 7 | 3 May 2024")
TEXT = ("font-size:14px", PROSE)
BAR = "background:#e6f1f2;font-size:13px;font-weight:bold"


def item(title, style="font-size:20px;font-weight:bold"):
    return (style, title)


def titles(data):
    return [article.title for article in articles(data)]


def sections(data):
    return [article.section for article in articles(data)]


def test_the_name_above_the_line_of_the_issue_is_the_masthead():
    issue = read_issue(mail(("font-size:12px", "Port Authority"), NAME, ISSUE, item("Tides"), TEXT), "x")
    assert (issue.masthead.publication, issue.masthead.number, issue.masthead.date) == (
        "Harbour Letter",
        "7",
        "2024-05-03",
    )


def test_a_letter_to_the_readers_is_no_article():
    greeting = [("font-size:14px", text) for text in ("Dear reader,", f"Spring is here. {PROSE}", "Yours, Ana")]
    data = mail(NAME, ISSUE, *greeting, item("Tides"), TEXT)
    assert titles(data) == ["Tides"]
    assert furniture(data)["Yours, Ana"] == "other"


def test_what_follows_the_greetings_at_the_end_is_the_sender():
    data = mail(NAME, ISSUE, item("Tides"), TEXT, item("Ferries"), TEXT, TEXT, ("", "Best regards,"), ("", "Ana Reis"))
    assert furniture(data)["Ana Reis"] == "contact"


def test_the_header_of_a_mail_and_what_was_written_above_it_are_no_text():
    header = "<p>See below.</p><p><b>From:</b> Desk<br><b>Sent:</b> Friday<br><b>Subject:</b> Letter</p>"
    data = page(f"{header}<p><b>Tides</b></p><p>{PROSE}</p>")
    assert list(furniture(data)) == ["See below.", "**From:** Desk", "**Sent:** Friday", "**Subject:** Letter"]


def test_fields_that_the_sender_forgot_to_fill_are_no_text():
    data = mail(NAME, ISSUE, item("Tides"), TEXT, ("", "*|IF:REWARDS|* *|END:IF|*"))
    assert "other" in furniture(data).values()


def test_links_and_buttons_that_invite_to_read_on_are_no_text():
    calls = [("", "<a href=a>Download the report</a>"), ("", "<a class=btn href=b><b>Support us</b></a>")]
    data = mail(NAME, ISSUE, item("Tides"), TEXT, *calls, item("Ferries"), TEXT)
    assert [article.body for article in articles(data)] == [PROSE, PROSE]


def test_an_invitation_at_the_end_of_a_paragraph_is_cut_off_from_it():
    assert lines(page(f"<p>{PROSE} <a href=a>Read more</a></p>")) == [PROSE, "Read more"]


def test_a_section_set_smaller_than_its_items_holds_for_all_of_them():
    section = "font-size:16px;font-weight:bold"
    data = mail(
        NAME,
        ISSUE,
        item("Water", section),
        item("Tides"),
        TEXT,
        item("Moles"),
        TEXT,
        item("Air", section),
        item("Fog"),
        TEXT,
    )
    assert sections(data) == ["Water", "Water", "Air"]


def test_a_coloured_bar_is_a_section_though_its_letters_are_no_larger():
    bar = "font-size:16px;font-weight:bold;background:#036"
    head = "font-size:16px;font-weight:bold"
    data = mail(NAME, ISSUE, item("Water", bar), item("Tides", head), TEXT, item("Moles", head), TEXT)
    assert (titles(data), sections(data)) == (["Tides", "Moles"], ["Water", "Water"])


def test_a_picture_above_a_headline_belongs_to_what_is_below():
    picture = [("", "<img src=a width=500>"), ("font-size:11px", "A gauge at dawn. Photo: Ana Reis")]
    first, second = articles(mail(NAME, ISSUE, item("Tides"), TEXT, *picture, item("Ferries"), TEXT))
    assert [len(article.captions) for article in (first, second)] == [0, 1]


def test_the_short_form_of_a_font_tells_size_and_weight():
    data = mail(("font:15px/23px serif", PROSE), ("font:bold 24px serif", "Tides"), ("font:15px serif", PROSE))
    assert lines(data)[2] == "# Tides"


def test_the_foot_round_the_link_that_ends_a_subscription_is_the_imprint():
    foot = "You receive this letter as a friend.<br><a href=/u>Unsubscribe</a><br>7 Quay Street"
    kinds = furniture(mail(NAME, ISSUE, item("Tides"), *[TEXT] * 4, ("", foot)))
    assert [kinds[line] for line in ("You receive this letter as a friend.", "7 Quay Street")] == ["imprint", "imprint"]


def test_bars_are_sections_though_the_headlines_below_are_set_in_several_sizes():
    large, small = "font-size:26px;font-weight:bold", "font-size:22px;font-weight:bold"
    items = [item("Ferries", small), TEXT, item("Buoys", small), TEXT]
    data = mail(NAME, ISSUE, (BAR, "Main theme"), item("Tides", large), TEXT, (BAR, "Ports"), *items)
    assert sections(data) == ["Main theme", "Ports", "Ports"]


def test_the_days_of_a_calendar_stand_with_what_happens_on_them():
    rows = "".join(f"<tr><td>{day} Nov</td><td>Open day of harbour {day}</td></tr>" for day in (4, 18))
    data = page(f"<h1>Diary</h1><p>{PROSE}</p><table role=presentation>{rows}</table>")
    assert lines(data)[-2:] == ["- 4 Nov Open day of harbour 4", "- 18 Nov Open day of harbour 18"]


def test_small_lines_alike_above_the_headlines_are_their_labels():
    label = "font-size:11px"
    items = [(label, "Tidal work"), item("Gauges"), TEXT, (label, "Seafaring folk"), item("Ferries"), TEXT]
    assert sections(mail(NAME, ISSUE, *items)) == ["Tidal work", "Seafaring folk"]


def test_a_captioned_picture_ends_the_greeting():
    picture = [("", "<img src=a alt=Mole>"), ("font-size:11px", "The outer mole. Photo: Ana Reis")]
    data = mail(NAME, ISSUE, ("font-size:14px", "Dear reader,"), TEXT, *picture, item("Tides"), TEXT, TEXT)
    assert [caption.text for article in articles(data) for caption in article.captions] == ["The outer mole."]


def test_a_box_at_the_end_on_a_ground_of_its_own_is_no_item():
    box = "background:#f3f6f8;font-size:15px;font-weight:bold"
    dates = [(box, "Coming up"), ("background:#f3f6f8;font-size:13px", "6 March: Open mole")]
    data = mail(NAME, ISSUE, item("Gauges"), TEXT, TEXT, item("Ferries"), TEXT, TEXT, *dates)
    assert titles(data) == ["Gauges", "Ferries"]
    assert furniture(data)["6 March: Open mole"] == "other"


def test_a_line_on_how_to_be_removed_makes_a_mail_of_a_page():
    leave = "<p>To be removed from this list, reply with the word REMOVE.</p>"
    data = page(f"<h1>Harbour Letter</h1><h2>Tides</h2><p>{PROSE}</p><p>{PROSE}</p>{leave}")
    assert any(kind == "imprint" and "REMOVE" in text for text, kind in furniture(data).items())
