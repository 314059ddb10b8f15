"""Where one article ends and the next begins."""

from tests.articles.ingest.reading import article, read, titles

REPORT = (
    "Forty tide gauges along the coast now send their readings by satellite every ten minutes. "
    "The old ones were read by hand once a week, and two storms were missed for that reason."
)


def page(*lines):
    return "\n\n".join(lines)


def test_headlines_with_bylines_open_articles():
    text = page("# Tide Gauges Report", "By LIU Heng", REPORT, "# Ferries Learn to Wait", "By Ana REIS", REPORT)
    assert titles(text) == ["Tide Gauges Report", "Ferries Learn to Wait"]


def test_headlines_of_different_levels_open_articles_when_signed():
    text = page("# Tide Gauges Report", "By LIU Heng", REPORT, "#### Ferries Learn to Wait", "By Ana REIS", REPORT)
    assert titles(text) == ["Tide Gauges Report", "Ferries Learn to Wait"]


def test_a_long_report_with_subheads_stays_one_article():
    subheads = [line for name in ("Wind", "Rain", "Fog", "Ice") for line in (f"## {name}", REPORT)]
    found = article(page("# What a Winter at Sea Teaches", "By LIU Heng", REPORT, *subheads))
    assert [line for line in found.body.splitlines() if line.startswith("#")] == [
        "### Wind",
        "### Rain",
        "### Fog",
        "### Ice",
    ]


def test_items_take_the_section_heading_above_them():
    text = page("# Harbour Policy", "## ♦ Gauges report", REPORT, "## ♦ Ferries wait", REPORT)
    assert [(item.title, item.section) for item in read(text).articles] == [
        ("Gauges report", "Harbour Policy"),
        ("Ferries wait", "Harbour Policy"),
    ]


def test_items_take_the_next_section_heading_once_it_comes():
    text = page("# Tides", "## ♦ Gauges report", REPORT, "# Ferries", "## ♦ Ferries learn to wait", REPORT)
    assert [item.section for item in read(text).articles] == ["Tides", "Ferries"]


def test_each_article_keeps_its_own_kicker():
    text = page(
        "## POLICY", "# Tide Gauges Report", "By LIU Heng", REPORT, "## OPINION", "# Let Us Wait", "By Ana REIS", REPORT
    )
    assert [found.section for found in read(text).articles] == ["POLICY", "OPINION"]


def test_a_headline_listed_in_the_contents_opens_an_article():
    text = page(
        "Contents",
        "Gauges report ..... 2",
        "Ferries wait ..... 3",
        "## Gauges report",
        REPORT,
        "## Ferries wait",
        REPORT,
    )
    assert titles(text) == ["Gauges report", "Ferries wait"]


def test_a_text_that_opens_with_a_dateline_is_an_article_of_its_own():
    text = page("# Tide Gauges Report", "By LIU Heng", REPORT, "# Ferries Wait", f"LANZHOU (Xinhua) — {REPORT}")
    assert titles(text) == ["Tide Gauges Report", "Ferries Wait"]


def test_a_text_that_came_over_from_another_page_is_an_article_with_a_warning():
    first, second = read(
        page(f"and so it went on. {REPORT}", "# Ferries Learn to Wait", "By Ana REIS", REPORT)
    ).articles
    assert (first.title, second.title) == ("", "Ferries Learn to Wait")
    assert [warning.code for warning in first.warnings] == ["title"]


def test_a_few_words_before_the_first_headline_are_no_article():
    record = read(page("Dear readers, welcome.", "# Tide Gauges Report", "By LIU Heng", REPORT))
    assert [found.title for found in record.articles] == ["Tide Gauges Report"]
    assert [piece.text for piece in record.furniture] == ["Dear readers, welcome."]


def test_bold_questions_of_an_interview_are_no_headlines():
    questions = [line for text in ("Why tides?", "And then?") for line in (f"**Q: {text}**", f"A: {REPORT}")]
    found = article(page("# “A Tide Is a Promise”", "By LIU Heng", REPORT, *questions))
    assert "Q: Why tides?" in found.body


def test_a_short_item_that_ends_with_its_source_is_text_and_no_standfirst():
    found = article(page("# Tide Gauges Report", REPORT, "(Source: Harbour Post)"))
    assert (found.standfirst, found.body) == (None, REPORT)


def test_a_short_item_signed_at_its_foot_is_text_and_no_standfirst():
    found = article(page("# Tide Gauges Report", REPORT, "By LIU Heng"))
    assert (found.standfirst, found.body, found.authors) == (None, REPORT, ("LIU Heng",))


def test_a_source_note_in_brackets_is_kept_beside_the_text():
    found = article(page("# Tide Gauges Report", REPORT, "(Source: Harbour Post)"))
    assert (found.source_note, found.body) == ("Harbour Post", REPORT)


def test_a_source_note_at_the_end_of_a_sentence_is_taken_off_it():
    found = article(page("# 渔港验潮站实现卫星回传", "渔港的验潮站每十分钟通过卫星发回一次读数。（来源：海港报）"))
    assert (found.source_note, found.body) == ("海港报", "渔港的验潮站每十分钟通过卫星发回一次读数。")


def test_a_jump_line_at_the_end_of_a_sentence_is_taken_off_it():
    found = article(page("# 渔港验潮站实现卫星回传", "渔港的验潮站每十分钟通过卫星发回一次读数。（下转第4版）"))
    assert found.body.endswith("读数。")


def test_the_reporter_in_the_first_line_is_the_author():
    found = article(page("# 渔港验潮站实现卫星回传", "本报讯（记者 白鹭）渔港的验潮站每十分钟通过卫星发回一次读数。"))
    assert found.authors == ("白鹭",)


def test_the_date_of_a_dateline_is_the_articles():
    assert article(page("# Tide Gauges Report", f"COLOGNE, 4 June 2024 — {REPORT}")).date == "2024-06-04"


def test_a_signature_ends_a_letter_and_the_next_one_begins():
    letters = page("## LETTERS", "**Tides**", REPORT, "*Jo Lindqvist*, Lima", "**Fog**", REPORT, "*Ana Reisz*, Porto")
    assert [(found.title, found.authors) for found in read(letters).articles] == [
        ("Tides", ("Jo Lindqvist",)),
        ("Fog", ("Ana Reisz",)),
    ]


def test_a_note_on_the_author_is_none_of_the_text():
    text = page("# Tide Gauges Report", "By Jo Lindqvist", REPORT, REPORT, "*Jo Lindqvist is a sailor in Lima.*")
    assert article(text).body == page(REPORT, REPORT)


def test_a_line_in_brackets_that_says_where_a_text_comes_from_is_taken_off():
    assert article(page("# 潮汐表共享", "(上接第一版)四十个验潮站从今年起联网。")).body == "四十个验潮站从今年起联网。"


def test_a_heading_set_as_the_labels_are_opens_an_article():
    text = page(
        "**NORTH**",
        "**Gauges Report by Satellite**",
        REPORT,
        "**SOUTH**",
        "**Ferries Wait for Fog**",
        REPORT,
        "**FELLOWS**",
        REPORT,
    )
    assert titles(text) == ["Gauges Report by Satellite", "Ferries Wait for Fog", "FELLOWS"]


def test_the_first_question_of_an_interview_is_part_of_its_text():
    text = page("## The Woman Who Reads Tides", "**How does a tide sound?**", REPORT, "**And a storm?**", REPORT)
    assert article(text).body.startswith("**How does a tide sound?**")


def test_a_bare_line_below_a_headline_is_its_deck():
    found = article(page("# Tide Gauges Report", "Old harbours look to the sky, this time for readings", REPORT))
    assert (found.standfirst, found.body) == ("Old harbours look to the sky, this time for readings", REPORT)


def test_a_name_in_a_heading_below_the_headline_is_the_author():
    text = page("# Tide gauges are no system yet", "#### ANJALI DESHMUKH", REPORT)
    assert article(text).authors == ("ANJALI DESHMUKH",)


def test_the_label_of_an_item_holds_for_its_translation():
    chinese = "四十个验潮站联网。" * 8
    text = page("#### **政策 / POLICY**", "## 潮汐表共享", chinese, "## Harbours of the Coast Share One Table", REPORT)
    assert [found.section for found in read(text).articles] == ["政策 / POLICY"] * 2


def test_the_day_of_a_release_is_that_of_its_article():
    text = page("PRESS RELEASE", "Thursday, October 26, 2023", "# Tide Gauges Report", REPORT)
    assert article(text).date == "2023-10-26"


def test_a_bare_deck_and_a_bold_name_below_a_headline_are_deck_and_author():
    head = "# Block-level warnings reach more districts\n\nThree states first to use a denser network\n\n**Meenal Rao**"
    only = article(f"{head}\n\n{REPORT} {REPORT}")
    assert (only.standfirst, only.authors) == ("Three states first to use a denser network", ("Meenal Rao",))


def test_a_column_in_brackets_names_one_article_only():
    text = "潮位每十分钟报告一次，渡船不再空等，渔港也省下了人力，大家都说这样很好。" * 3
    column = f"## **【潮汐时评】**\n\n### 别让渡船空等一个上午\n\n□ 沈一白\n\n{text}"
    page = f"{column}\n\n### 渔港与大学共建联合实验室\n\n新华社宁德4月11日电 {text}"
    assert [article.section for article in read(page).articles] == ["【潮汐时评】", None]


def test_an_introduction_to_a_section_is_not_in_the_section_before():
    page = (
        f"#### **政策 Policy**\n\n#### ★ Gauges report to a common server\n\n{REPORT}\n\n"
        f"#### **港口观察 Harbour Watch**\n\n{REPORT} {REPORT}\n\n#### **★** Ferries wait for the tide\n\n{REPORT}"
    )
    assert [article.section for article in read(page).articles][1:] == [None, "港口观察 Harbour Watch"]
