"""Saved pages and mailed newsletters, as a reader of them would see them."""

import pytest

from articles.ingest.pipeline import read_issue
from articles.ingest.readers import read
from articles.ingest.records import Refused

PROSE = "The gauge at the outer mole reports the height of the tide every ten minutes, and nobody has to row there."


def lines(body, **options):
    """The lines of a page that are not blank."""
    return [line.text for line in read(page(body, **options), "page").lines if line.text]


def furniture(body):
    """The lines of a page that its markup tells to be furniture, with their kinds."""
    document = read(page(body), "page")
    return [(kind, document.lines[number - 1].text) for number, kind in document.furniture]


def page(body, head="", encoding="utf-8"):
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(encoding)


def refusal(data):
    with pytest.raises(Refused) as refused:
        read(data, "page.html")
    return refused.value.code


def only_article(body, head=""):
    (article,) = read_issue(page(body, head), "page.html").articles
    return article


def test_headings_paragraphs_lists_and_quotations_keep_their_form():
    body = "<h1>Tides</h1><p>High water.</p><ul><li>one<li>two</ul><ol><li>first</ol><blockquote>Wait.</blockquote>"
    assert lines(body) == ["# Tides", "High water.", "- one", "- two", "1. first", "> Wait."]


def test_a_page_is_told_by_its_content_and_not_by_its_name():
    assert read(page("<p>High water.</p>"), "issue.md").media_type == "text/html"


def test_a_saved_page_may_begin_with_a_comment():
    assert read(b"<!-- saved from harbour -->\n" + page("<p>High water.</p>"), "x").media_type == "text/html"


def test_markdown_that_holds_tags_is_no_page():
    data = b"<div align=center>\n\n# Tides\n\n</div>\n\n<p>a</p><p>b</p><p>c</p>"
    assert read(data, "page.md").media_type == "text/markdown"


@pytest.mark.parametrize("encoding", ["gb2312", "big5", "iso-8859-2", "utf-8"])
def test_the_encoding_that_a_page_declares_is_used(encoding):
    text = {"gb2312": "渔港的验潮站", "big5": "漁港的驗潮站", "iso-8859-2": "Přístav hlásí příliv"}.get(
        encoding, "Ölhafen"
    )
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}">'
    assert lines(f"<p>{text}</p>", head=head, encoding=encoding) == [text]


def test_a_page_in_utf_8_that_declares_something_else_is_read_as_utf_8():
    assert lines("<p>渔港的验潮站</p>", head='<meta charset="gbk">') == ["渔港的验潮站"]


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>ferry()</script>",
        "<style>p{color:red}</style>",
        "<!-- ferry -->",
        "<div style='display: none'>ferry</div>",
        "<div style='max-height:0;overflow:hidden'>ferry</div>",
        "<p hidden>ferry</p>",
        "<p class=preheader>ferry</p>",
        "<span style='font-size:0'>ferry</span>",
        "<noscript>ferry</noscript>",
        "<img src=ferry.gif width=1 height=1>",
    ],
)
def test_what_a_browser_does_not_show_is_no_text(unseen):
    assert lines(f"{unseen}<p>High water.</p>", head="<style>.preheader{display:none}</style>") == ["High water."]


def test_larger_and_bold_cells_are_headings_in_the_order_of_their_size():
    rows = [("28px;font-weight:bold", "Harbour Letter"), ("20px;font-weight:bold", "Ferries wait"), ("14px", PROSE)]
    body = "".join(f'<tr><td style="font-size:{style}">{text}</td></tr>' for style, text in rows)
    assert lines(f"<table>{body}</table>") == ["# Harbour Letter", "## Ferries wait", PROSE]


def test_two_line_breaks_part_paragraphs_and_one_does_not_part_a_sentence():
    assert lines("<td>The tide<br>turns.<br><br>Ferries wait.</td>") == ["The tide turns.", "Ferries wait."]


def test_letters_that_markdown_takes_for_marks_are_kept():
    assert lines("<p># 5 * 3 &lt;b&gt; `x`</p>") == [r"\# 5 \* 3 \<b\> \`x\`"]


def test_raised_letters_stay_raised():
    assert lines("<p>CO<sub>2</sub> and <b>tides</b></p>") == ["CO<sub>2</sub> and **tides**"]


def test_a_table_of_data_is_a_table():
    body = "<table><tr><th>Port<th>Tide<tr><td>Aal<td>2 m</table>"
    assert lines(body) == ["| Port | Tide |", "|---|---|", "| Aal | 2 m |"]


def test_a_caption_with_its_credit_belongs_to_the_picture():
    figure = "<figure><img src=a.jpg><figcaption>A gauge at dawn. (Photo: Ana Reis)</figcaption></figure>"
    article = only_article(f"<h1>Gauges report at night</h1><p>{PROSE}</p>{figure}<p>{PROSE}</p>")
    assert [(caption.text, caption.credit) for caption in article.captions] == [("A gauge at dawn.", "Ana Reis")]


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("<nav>Ports and ferries</nav>", "navigation"),
        ("<aside>Ports and ferries</aside>", "other"),
        ("<footer>Ports and ferries</footer>", "imprint"),
        ("<div class='top-ad'>Ports and ferries</div>", "advertisement"),
        ("<div id=articleComments>Ports and ferries</div>", "comments"),
        ("<div><a href=a>Ports</a> <a href=b>Ferries</a> <a href=c>Tides</a></div>", "navigation"),
    ],
)
def test_parts_of_the_page_around_the_article_are_furniture(part, kind):
    assert [named for named, _ in furniture(f"<h1>Tides</h1><p>{PROSE}</p>{part}")] == [kind]


def test_what_stands_outside_the_marked_article_is_furniture_but_for_its_headline():
    body = f"<p>Weather: fog</p><h1>Gauges report</h1><article><p>{PROSE}</p></article><p>Fog tomorrow</p>"
    assert furniture(body) == [("other", "Weather: fog"), ("other", "Fog tomorrow")]


def test_comments_below_an_article_stay_out_of_it():
    comments = "<div class=comments><h3>Readers say</h3><p>I would row there all the same, every day.</p></div>"
    article = only_article(f"<h1>Gauges report at night</h1><p>By Ana Reis</p><p>{PROSE}</p>{comments}")
    assert (article.title, article.body) == ("Gauges report at night", PROSE)


def test_the_headline_is_the_line_that_the_window_is_named_after():
    head = "<title>Gauges report at night - Harbour Letter</title>"
    assert lines(f"<div>Gauges report at night</div><p>{PROSE}</p>", head=head)[0] == "# Gauges report at night"


def test_a_newsletter_ends_with_the_link_that_ends_the_subscription():
    body = f"<h1>Tides</h1><p>{PROSE}</p><p><a href=/unsubscribe>Leave</a></p><p>Harbour Letter, 7 Quay Street</p>"
    assert furniture(body) == [("imprint", "Leave"), ("imprint", "Harbour Letter, 7 Quay Street")]


def test_below_an_invitation_to_read_on_the_next_item_begins():
    items = "".join(f"<h2>{title}</h2><p>{PROSE}</p><p><a href=x>Read more</a></p>" for title in ("Tides", "Ferries"))
    assert [article.title for article in read_issue(page(items), "x").articles] == ["Tides", "Ferries"]


def test_a_page_that_shows_nothing_is_refused():
    assert refusal(page("<script>load()</script>")) == "damaged"


@pytest.mark.parametrize(
    "flood",
    [
        "<div>" * 20_000,
        "<br>" * 400_000,
        "word " * 1_000_000,
        "<p " + " ".join(f"a{number}=b" for number in range(50_000)) + ">",
    ],
    ids=["nested", "tags", "one line", "attributes"],
)
def test_a_flood_of_tags_or_letters_is_refused(flood):
    assert refusal(page(f"{flood}tide")) == "too-large"


@pytest.mark.parametrize("flood", ["word " * 100_000, "&amp;&nbsp;" * 500_000], ids=["one line", "entities"])
def test_a_very_long_line_is_read(flood):
    assert len(lines(f"<p>{flood}tide</p>")) == 1


def test_entities_of_the_page_itself_are_not_expanded():
    data = b'<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/hostname">]><html><body><p>Tide &a; gauge</p></body></html>'
    assert "Tide &a; gauge" in [line.text for line in read(data, "x").lines]
