import pytest

from tests.articles.ingest.reading import furniture_of, lines_of, read

REPORT = "Forty tide gauges along the coast now send their readings by satellite every ten minutes."


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Page 3 of 9", "page number"),
        ("— 12 —", "page number"),
        ("第3版", "page number"),
        ("Continued on Page 4", "jump line"),
        ("（下转第4版）", "jump line"),
        ("Editor: SHEN Yi", "credit"),
        ("责任编辑：沈一", "credit"),
        ("Share to WeChat", "navigation"),
        ("Home > News > Harbour", "navigation"),
        ("上一篇：渔港改造", "navigation"),
        ("[Home](/) | [News](/news)", "navigation"),
        ("https://harbour.example/news/12", "navigation"),
        ("FOR IMMEDIATE RELEASE", "masthead"),
        ("- ENDS -", "end mark"),
        ("# # #", "end mark"),
        ("ISSN 1234-5678", "imprint"),
        ("© 2024 Harbour Report", "imprint"),
        ("Tel: +86 10 5555 0101", "contact"),
        ("desk@harbour.example", "contact"),
        ("Media contact: LIU Heng, harbour office", "contact"),
        ("Ferries Learn to Wait ........ 3", "contents"),
        ("Ferries learn to wait, Page 3", "contents"),
        ("Thursday, 10 March 2023 No. 12", "running head"),
        ("Vol. 3, No. 12", "running head"),
        ("2023年3月10日 星期五 第12期", "running head"),
        ("The Harbour Letter welcomes letters from its readers. They may be cut.", "contact"),
        ("We welcome your letters.", "contact"),
        ("Readers are invited to send comments on this page.", "contact"),
        ("欢迎读者来稿", "contact"),
        ("No reproduction without permission. Printed on recycled paper.", "imprint"),
        ("(C) Harbour Letter 2024", "imprint"),
        ("Articles may be reprinted with acknowledgement.", "imprint"),
        ("Nachdruck mit Quellenangabe gestattet", "imprint"),
        ("RNI No. 12345/2011", "imprint"),
        ("Printed by Mole Offset Ltd", "imprint"),
        ("内部资料 免费交流", "imprint"),
        ("未经授权，不得转载", "imprint"),
        ("本版图片除署名外由沈一拍摄", "imprint"),
        ("Dépôt légal : juin 2024", "imprint"),
        ("Layout by XU Qing", "credit"),
        ("hr-epaper", "navigation"),
        ("[Message clipped] View entire message", "navigation"),
        ("湖北港口通讯 2023年第3期", "running head"),
        ("![](tide.png)", "picture"),
        ("---", "rule"),
    ],
)
def test_a_line_of_furniture_is_told_by_its_form(line, kind):
    text = f"# Tide gauges report\n\n{REPORT}\n\n{line}\n\n{REPORT}"
    assert furniture_of(text)[0][0] == kind


@pytest.mark.parametrize(
    "line",
    [
        "The harbour office printed 12 pages on the subject of tides.",
        "Tel Aviv opens a laboratory for tides",
        "Ends and means of harbour policy",
        "2,400 gauges",
        "The ministry welcomes comments on the draft until June 3.",
        "No reproduction of the eel has been seen in captivity.",
        "The paper is published in a journal today.",
        "The map may be reproduced by anyone who has a press, he said.",
        "Impressions of a tide",
        "He called the number on page 3 and asked for the editor, who was out at sea.",
    ],
)
def test_a_line_of_an_article_is_no_furniture(line):
    assert furniture_of(f"# Tide gauges report\n\n{REPORT}\n\n{line}\n\n{REPORT}") == []


def test_a_name_at_the_top_that_sounds_like_a_periodical_is_the_masthead():
    assert furniture_of(f"# Harbour Science Daily\n\n## Tide gauges report\n\n{REPORT}") == [
        ("masthead", "Harbour Science Daily")
    ]


def test_a_short_line_that_repeats_with_other_numbers_is_a_running_head():
    text = f"# Tides\n\n{REPORT}\n\nHarbour Report 3\n\n{REPORT}\n\nHarbour Report 4\n\n{REPORT}"
    assert furniture_of(text) == [("running head", "Harbour Report 3"), ("running head", "Harbour Report 4")]


def test_what_stands_under_related_links_belongs_to_them():
    text = f"# Tides\n\n{REPORT}\n\nRelated links\n\nFerries learn to wait\n\nCranes at dawn"
    assert [kind for kind, _ in furniture_of(text)] == ["navigation"] * 3


def test_everything_below_the_end_mark_is_for_editors():
    text = f"# Tides\n\n{REPORT}\n\n- ENDS -\n\nThe gauges were built in the harbour.\n\nPictures can be had."
    assert [kind for kind, _ in furniture_of(text)] == ["end mark", "notes", "notes"]


def test_a_table_of_contents_ends_where_its_first_headline_is_repeated():
    text = f"Contents\n\nTide gauges report\n\nFerries wait\n\nTide gauges report\n\n{REPORT}"
    assert [kind for kind, _ in furniture_of(text)] == ["contents"] * 3


def test_an_advertisement_takes_three_lines_at_most():
    text = f"# Tides\n\n{REPORT}\n\nAdvertisement\n\nBuoys\n\nRopes\n\nAnchors\n\nBells"
    assert [text for kind, text in furniture_of(text) if kind == "advertisement"][1:] == ["Buoys", "Ropes", "Anchors"]


def test_a_publications_own_mastheads_and_running_heads_are_honoured():
    text = f"The Tidewaiter\n\n# Tides\n\n{REPORT}\n\nAll the harbour that is fit to print\n\n{REPORT}"
    assert furniture_of(text) == []
    found = furniture_of(text, mastheads=("The Tidewaiter",), running_heads=("all the harbour that is fit to print",))
    assert [kind for kind, _ in found] == ["masthead", "running head"]


@pytest.mark.parametrize(
    ("head", "number", "date"),
    [
        ("No. 12, Friday, 10 March 2023", "12", "2023-03-10"),
        ("Issue 664 | Thursday, October 20, 2022", "664", "2022-10-20"),
        ("第12期 2023年3月10日", "12", "2023-03-10"),
        ("Vol. 3, No. 5, May 2024", "5", "2024-05"),
    ],
)
def test_number_and_date_of_the_issue_are_read_from_the_head(head, number, date):
    masthead = read(f"# Harbour Science Daily\n\n{head}\n\n## Tide gauges report\n\n{REPORT}").masthead
    assert (masthead.publication, masthead.number, masthead.date) == ("Harbour Science Daily", number, date)


def test_a_masthead_in_capitals_is_written_as_a_name():
    masthead = read(f"# JOURNAL OF THE HARBOUR TIMES\n\n## Tide gauges report\n\n{REPORT}").masthead
    assert masthead.publication == "Journal of the Harbour Times"


def test_a_page_without_a_masthead_states_no_publication():
    masthead = read(f"# Tide gauges report\n\n{REPORT}").masthead
    assert (masthead.publication, masthead.number, masthead.date) == (None, None, None)


def test_a_thousand_end_marks_are_read_as_quickly_as_one():
    text = "\n\n".join(["ENDS"] * 3000)
    assert len(furniture_of(text)) == (len(lines_of(text)) + 1) // 2


@pytest.mark.parametrize("text", ["CM YK", "C M Y K"])
def test_a_printers_mark_is_furniture(text):
    assert furniture_of(f"# Tides\n\nForty gauges report.\n\n{text}")[-1] == ("printer's mark", text)


@pytest.mark.parametrize(
    "head",
    [
        "THE COAST OBSERVER | LIMA | MONDAY, MAY 6, 2024 | OPINION 9",
        "Science from the coast Vol. 18 No. 5 AUGUST 2023",
        "2024年5月6日 星期一 责编:孟青 美编:林晓",
    ],
)
def test_a_dated_line_that_says_two_things_of_its_issue_is_the_masthead(head):
    assert furniture_of(f"{head}\n\n# Tides\n\nForty gauges report.") == [("masthead", head)]


def test_names_above_the_number_of_the_issue_are_the_masthead():
    page = "EMBASSY OF CHILE\n\nScience Section\n\nNo 17 - March 2024\n\nTides\n\nForty gauges report."
    assert [kind for kind, _ in furniture_of(page)] == ["masthead"] * 3


def test_names_above_a_rule_are_the_masthead():
    page = "PRESS BUREAU\n*****\n\nTIDES ARE SHARED\n\nForty gauges report."
    assert furniture_of(page)[0] == ("masthead", "PRESS BUREAU")


def test_a_heading_with_the_number_of_the_page_is_none_of_the_headline():
    assert furniture_of("## 5 海洋观察\n\n# 潮汐表共享\n\n四十个验潮站联网。")[0][0] == "page heading"


def test_a_table_above_the_headline_is_a_letterhead_that_dates_the_release():
    page = "| Distribution | 5 May 2024 |\n| --- | --- |\n| Director | A. Ode |\n\n# Tides\n\nForty gauges report."
    record = read(page)
    assert record.articles[0].title == "Tides"
    assert record.masthead.date == "2024-05-05"


def test_a_question_in_a_list_of_links_is_a_link():
    page = "# Tides\n\nForty gauges report.\n\n**Most read**\n\n1. Why do gulls laugh?"
    assert ("navigation", "Why do gulls laugh?") in furniture_of(page)


def test_short_lines_below_the_imprint_at_the_foot_belong_to_it():
    page = f"# Tide gauges report\n\n{REPORT}\n\nEditor: SHEN Yi\n\nHarbour House, Ningde\n\nHR-12"
    assert [text for _, text in furniture_of(page)] == ["Editor: SHEN Yi", "Harbour House, Ningde", "HR-12"]


@pytest.mark.parametrize("last", ["a second cable next year.", REPORT, "(Source: Port Office)", "By LIU Heng"])
def test_what_may_be_text_below_the_editors_names_is_none_of_the_foot(last):
    page = f"# Tide gauges report\n\n{REPORT}\n\nEditor: SHEN Yi\n\n{last}"
    assert last not in [text for _, text in furniture_of(page)]
