"""Saved web pages: the article in them, what stands around it, and what the page says of itself."""

import pytest

from articles.ingest.pipeline import read_issue
from tests.articles.ingest.html_files import PROSE, TEXT, articles, furniture, lines, only_article, page

HEADLINE = "Gauges report at night"


def test_what_no_markup_names_is_told_from_the_text():
    around = "<div><div>Most viewed</div><a href=a>Ferry fares rise</a></div>"
    data = page(f"<div><h1>{HEADLINE}</h1><div>{TEXT}</div></div>{around}")
    assert furniture(data) == {"Most viewed": "other", "Ferry fares rise": "navigation"}


def test_a_box_within_the_text_is_set_apart_and_kept():
    box = "<div><b>See also:</b> <a href=a>Ferry fares rise</a></div>"
    data = page(f"<article><h1>{HEADLINE}</h1>{TEXT}{box}{TEXT}</article>")
    assert "Ferry fares" not in only_article(data).body
    assert furniture(data) == {"**See also:** Ferry fares rise": "other"}


def test_a_form_to_sign_up_takes_its_invitation_with_it():
    box = "<div><h3>Letters by mail</h3><p>Every Friday.</p><input type=email></div>"
    data = page(f"<article><h1>{HEADLINE}</h1>{TEXT}{box}{TEXT}</article>")
    assert furniture(data) == {"### Letters by mail": "navigation", "Every Friday.": "navigation"}


def test_a_page_that_is_laid_out_in_tables_has_its_text_in_one_cell():
    menu = "<td width=100>" + "<br>".join(f"<a href={n}>Report {n}</a>" for n in range(5)) + "</td>"
    text = f"<td><b><font size=5>{HEADLINE}</font></b>{TEXT}</td>"
    news = "<td width=100><b>In brief</b><br>New staff has arrived.</td>"
    article = only_article(page(f"<table><tr>{menu}{text}{news}</tr></table>"))
    assert (article.title, "New staff" in article.body, "Report 3" in article.body) == (HEADLINE, False, False)


def test_author_date_and_counters_in_one_row_are_read_apart():
    row = "<div><span>by Ana Reis</span><time>19 May 2024</time><a href=c>2 comments</a><span>4 min read</span></div>"
    article = only_article(page(f"<article><h1>{HEADLINE}</h1>{row}{TEXT}</article>"))
    assert (article.authors, article.date, article.body[: len(PROSE)]) == (("Ana Reis",), "2024-05-19", PROSE)


DECLARED = (
    f"<title>{HEADLINE} | Harbour Post</title><meta property='og:site_name' content='Harbour Post'>"
    "<meta name=author content='Ana Reis'><meta property='article:published_time' content='2024-05-19T07:30:00Z'>"
)


def test_what_a_page_declares_stands_in_for_what_it_does_not_print():
    issue = read_issue(page(f"<h1>{HEADLINE}</h1>{TEXT}", DECLARED), "page.html")
    (article,) = issue.articles
    assert (issue.masthead.publication, article.authors, article.date) == ("Harbour Post", ("Ana Reis",), "2024-05-19")


def test_what_a_page_prints_comes_before_what_it_declares():
    body = f"<h1>{HEADLINE}</h1><p>By Rui Alves</p><p>3 May 2024</p>{TEXT}"
    article = only_article(page(body, DECLARED))
    assert (article.authors, article.date) == (("Rui Alves",), "2024-05-03")


@pytest.mark.parametrize("author", ["Harbour Post", "admin", "webmaster@harbour.example", ""])
def test_a_site_or_an_account_is_no_author(author):
    head = f"<meta property='og:site_name' content='Harbour Post'><meta name=author content='{author}'>"
    assert only_article(page(f"<h1>{HEADLINE}</h1>{TEXT}", head)).authors == ()


def test_json_ld_declares_too_and_does_no_harm_when_it_is_broken():
    good = '{"@context":"https://schema.org","@type":"NewsArticle","datePublished":"2024-05-19","headline":"x"}'
    for script, date in ((good, "2024-05-19"), (good[:-9], None), ("[" * 9000, None)):
        head = f'<script type="application/ld+json">{script}</script>'
        assert only_article(page(f"<h1>{HEADLINE}</h1>{TEXT}", head)).date in (date, "2024-05-19")


def test_the_names_that_government_sites_declare_by_are_known():
    head = "<meta name=ArticleTitle content='渔港的验潮站'><meta name=PubDate content='2024-03-28 09:16'>"
    text = "".join(f"<p>{'验潮站每隔十分钟报告一次潮位，' * 4}渡轮按时起航。</p>" for _ in range(3))
    article = only_article(page(f"<div>渔港的验潮站</div>{text}", head))
    assert (article.title, article.date) == ("渔港的验潮站", "2024-03-28")


def test_the_date_above_the_page_is_the_visit_and_no_issue():
    data = page(f"<header>Friday, 7 March 2025</header><main><h1>{HEADLINE}</h1>{TEXT}</main>")
    issue = read_issue(data, "page.html")
    assert (issue.masthead.date, issue.articles[0].date) == (None, None)


def test_a_lesser_heading_above_the_headline_names_its_section_and_one_below_it_sums_it_up():
    body = f"<h3>Harbours, part three</h3><h1>{HEADLINE}</h1><h4>Nobody rows any more</h4><p>By Ana Reis</p>{TEXT}"
    article = only_article(page(body, f"<title>{HEADLINE}</title>"))
    assert (article.section, article.title) == ("Harbours, part three", HEADLINE)
    assert article.standfirst == "Nobody rows any more"


def test_a_class_names_the_section():
    article = only_article(page(f"<article><p class=kicker>Moles</p><h1>{HEADLINE}</h1>{TEXT}</article>"))
    assert article.section == "Moles"


def test_several_stories_on_a_page_are_articles_and_its_heading_is_none():
    stories = "".join(f"<article><h2>{title}</h2>{TEXT}</article>" for title in ("Tides", "Ferries", "Moles"))
    data = page(f"<h1>Releases, week 20</h1>{stories}")
    assert [article.title for article in articles(data)] == ["Tides", "Ferries", "Moles"]
    assert furniture(data) == {"# Releases, week 20": "page heading"}


def test_a_subhead_below_a_link_to_read_on_opens_no_article():
    related = "<div><a href=a>Read more</a></div>"
    body = f"<main><h1>{HEADLINE}</h1>{TEXT}{related}<h2>Half of them rest in the dark hours</h2>{TEXT}</main>"
    assert len(articles(page(body))) == 1


def test_what_is_only_read_out_is_not_shown():
    assert lines(page("<h2 class='screen-reader-text'>Menu</h2><p>High water.</p>")) == ["High water."]


def test_a_label_and_what_it_labels_are_one_line():
    assert lines(page("<div><div class=field__label>Photo</div><div>Ana Reis</div></div>")) == ["Photo: Ana Reis"]


def test_a_small_line_below_a_picture_is_its_caption():
    picture = "<p><img src=a.jpg width=500></p><p><font size=2>A gauge in the fog</font></p>"
    article = only_article(page(f"<h1>{HEADLINE}</h1>{TEXT}{picture}{TEXT}"))
    assert [caption.text for caption in article.captions] == ["A gauge in the fog"]


def test_a_credit_on_its_own_line_belongs_to_the_caption():
    figure = "<figure><img src=a.jpg><figcaption><p>A gauge at dawn.</p><p>Photo: Ana Reis</p></figcaption></figure>"
    article = only_article(page(f"<h1>{HEADLINE}</h1>{TEXT}{figure}{TEXT}"))
    assert [(caption.text, caption.credit) for caption in article.captions] == [("A gauge at dawn.", "Ana Reis")]


def test_a_page_too_short_for_a_library_is_still_an_article():
    assert only_article(page(f"<h1>{HEADLINE}</h1><p>{PROSE}</p>")).body == PROSE


def test_a_headline_far_above_the_text_is_found_though_the_page_calls_itself_otherwise():
    rows = "".join(f"<div>{row}</div>" for row in ("By Ana Reis", "Ningde", "Published: 3 May 2024", "4 min read"))
    share = (
        "<ul class=share>" + "".join(f"<li><a href=#>{name}</a></li>" for name in ("Copy", "Save", "Post")) + "</ul>"
    )
    picture = "<figure><img src=a.jpg alt=mole><figcaption>The mole at dawn.</figcaption></figure>"
    data = page(
        f"<article><h1>{HEADLINE}</h1>{rows}{share}{picture}{TEXT}</article>", "<title>Who reads gauges?</title>"
    )
    assert only_article(data).title == HEADLINE
