import pytest

from articles.ingest.records import GAP
from articles.models import ArticleRegion, Caption, Institution, Likeness, Region, Topic
from articles.publishing import unpublish_article, unpublish_issue
from search.index import rebuild
from tests.builders import make_article, make_issue

pytestmark = pytest.mark.django_db


def page(client, article):
    return client.get(article.get_absolute_url()).content.decode()


def tag_region(article, **fields):
    region = Region.objects.create(code="X-TIDE", name="Tidal Coast", kind="province")
    return ArticleRegion.objects.create(article=article, region=region, **fields)


def test_a_wrong_slug_leads_to_the_right_one_for_good(client):
    article = make_article(title="Quantum roads")
    response = client.get(f"/articles/{article.pk}/old-title/")
    assert (response.status_code, response["Location"]) == (301, f"/articles/{article.pk}/quantum-roads/")


def test_the_number_alone_leads_to_an_article(client):
    article = make_article(title="Quantum roads")
    assert client.get(f"/articles/{article.pk}/")["Location"] == f"/articles/{article.pk}/quantum-roads/"


def test_the_search_is_kept_on_the_way_from_a_wrong_slug(client):
    article = make_article(title="Quantum roads")
    response = client.get(f"/articles/{article.pk}/old/?q=%22quantum+roads%22&region=CN-TJ")
    assert response["Location"] == f"/articles/{article.pk}/quantum-roads/?q=%22quantum+roads%22&region=CN-TJ"


def test_its_own_address_is_without_the_search(client):
    article = make_article(title="Quantum roads")
    text = client.get(f"{article.get_absolute_url()}?q=roads").content.decode()
    assert f'<link rel="canonical" href="http://testserver/articles/{article.pk}/quantum-roads/">' in text


def test_a_chinese_title_has_an_address_of_its_own(client):
    assert client.get(make_article(title="科技部发布新办法", language="zh").get_absolute_url()).status_code == 200


def test_a_draft_is_not_found(client):
    assert client.get(make_article(state="draft").get_absolute_url()).status_code == 404


def test_an_article_of_a_draft_issue_is_not_found(client):
    assert client.get(make_article(make_issue(state="draft")).get_absolute_url()).status_code == 404


def test_an_unknown_number_is_not_found(client):
    assert client.get("/articles/99999999/anything/").status_code == 404


def test_what_was_taken_back_is_gone(client):
    article = make_article(title="Retracted tides")
    unpublish_article(article)
    response = client.get(article.get_absolute_url())
    assert response.status_code == 410
    assert "This article was withdrawn" in response.content.decode()
    assert "Retracted" not in response.content.decode()


def test_a_withdrawn_article_leads_to_its_issue(client):
    article = make_article(make_issue(number="12"))
    unpublish_article(article)
    text = client.get(article.get_absolute_url()).content.decode()
    assert f'href="{article.issue.get_absolute_url()}"' in text


def test_an_article_of_an_issue_that_was_taken_back_leads_to_others_of_the_publication(client):
    article = make_article(make_issue(number="13"))
    make_issue(number="14")
    unpublish_issue(article.issue)
    response = client.get(article.get_absolute_url())
    assert (response.status_code, "No. 13" in response.content.decode()) == (410, False)
    assert "/issues/?publication=harbour-science-daily" in response.content.decode()


def test_a_publication_that_is_not_public_is_not_named_by_what_was_withdrawn(client):
    article = make_article()
    unpublish_issue(article.issue)
    assert "Harbour Science Daily" not in client.get(article.get_absolute_url()).content.decode()


def test_a_title_is_never_markup(client):
    text = page(client, make_article(title="<script>alert(1)</script>"))
    assert "<script>" not in text
    assert "&lt;script&gt;alert(1)" in text


@pytest.mark.parametrize("field", ["standfirst", "byline", "source_note"])
def test_no_field_is_ever_markup(client, field):
    article = make_article(authors=("CHEN Yu",), **{field: "By CHEN Yu <img src=x onerror=alert(1)>"})
    assert "<img" not in page(client, article)


def test_an_author_with_markup_in_the_name_stays_text(client):
    assert "<b>" not in page(client, make_article(byline="By <b>Li", authors=("<b>Li",)))


def test_the_byline_is_as_printed_with_its_names_linked(client):
    text = page(client, make_article(byline="By CHEN Yu & Li Na", authors=("CHEN Yu", "LI Na")))
    assert (
        'By <a rel="author" href="/authors/chen-yu/">CHEN Yu</a> &amp; '
        '<a rel="author" href="/authors/li-na/">Li Na</a></p>'
    ) in text


def test_an_author_printed_otherwise_follows_the_byline(client):
    text = page(client, make_article(byline="By our reporter", authors=("CHEN Yu",)))
    assert 'By our reporter (<a rel="author" href="/authors/chen-yu/">CHEN Yu</a>)' in text


def test_a_name_inside_a_longer_name_is_not_linked_there(client):
    text = page(client, make_article(byline="By LI Nan, LI Na", authors=("LI Na",)))
    assert 'By LI Nan, <a rel="author"' in text


def test_a_chinese_name_is_linked_beside_other_characters(client):
    text = page(client, make_article(byline="本报记者张三", authors=("张三",), language="zh"))
    assert "本报记者<a rel=" in text


def test_an_undated_article_shows_its_issues_date(client):
    assert "5 May 2024" in page(client, make_article(make_issue(date="2024-05-05")))


def test_an_articles_own_date_is_shown_beside_the_issues(client):
    article = make_article(make_issue(date="2024-05-05"), date="2024-05-03")
    text = page(client, article)
    assert '<a href="/search/?from=2024-05-03&amp;to=2024-05-03"><time datetime="2024-05-03">3 May 2024</time>' in text


def test_an_article_dated_as_its_issue_says_so_once(client):
    assert "Dated" not in page(client, make_article(make_issue(date="2024-05-05"), date="2024-05-05"))


def test_publication_issue_and_section_are_one_click_away(client):
    article = make_article(make_issue(number="12"), section="Policy")
    text = page(client, article)
    assert '<a href="/issues/?publication=harbour-science-daily">Harbour Science Daily</a>' in text
    assert f'<a href="{article.issue.get_absolute_url()}">No. 12, 10 March 2023</a>' in text
    assert '<a href="/search/?section=policy&amp;publication=harbour-science-daily" lang="en">Policy</a>' in text


def test_an_article_known_by_its_month_shows_no_day(client):
    article = make_article(date="2024-04-01", date_precision="month")
    assert '<time datetime="2024-04">April 2024</time>' in page(client, article)


def test_a_gap_is_shown_as_one(client):
    text = page(client, make_article(body=f"It breaks off\n\n{GAP}\n\nand goes on."))
    assert '<span class="gap" id="gap-1" lang="en">[text lost in the source]</span>' in text


def test_an_article_with_gaps_says_so_at_its_head(client):
    text = page(client, make_article(body=f"It breaks off {GAP}\n\nand again\n\n{GAP}"))
    assert "The source breaks off in 2 places." in text
    assert '<a href="#gap-1">' in text
    assert "breaks off" not in page(client, make_article())


def test_a_table_is_a_named_place_that_scrolls_by_keyboard(client):
    text = page(client, make_article(body="| Pier | Depth |\n|---|---:|\n| North | 12 |"))
    assert '<div class="table" role="region" aria-labelledby="table-1" tabindex="0">' in text
    assert '<td class="to-right">12</td>' in text


def test_subheads_follow_the_headline_without_a_level_left_out(client):
    text = page(client, make_article(body="#### First\n\nText.\n\n###### Below it\n\nText."))
    assert "<h2>First</h2>" in text
    assert "<h3>Below it</h3>" in text


def test_the_text_carries_its_language(client):
    text = page(client, make_article(title="新办法", body="正文。", language="zh"))
    assert '<h1 lang="zh">新办法</h1>' in text
    assert '<div class="body" lang="zh">' in text


def test_captions_are_set_apart_with_their_credit(client):
    article = make_article()
    Caption.objects.create(article=article, text="The harbour at dawn.", credit="ZHAO Min")
    assert 'The harbour at dawn. <span class="credit">ZHAO Min</span>' in page(client, article)


def test_a_caption_stands_where_its_picture_did(client):
    article = make_article(body="The harbour opened.\n\nShips came.")
    Caption.objects.create(article=article, text="At dawn.", anchor="harbour opened.")
    text = page(client, article).partition('<div class="body"')[2]
    assert text.index("The harbour opened.") < text.index("At dawn.") < text.index("Ships came.")


def test_a_tag_shows_the_passage_it_rests_on(client):
    article = make_article()
    tag_region(article, origin="rule", evidence="towns along the Tidal Coast")
    text = page(client, article)
    passage = 'Found in the text: <q lang="en">towns along the Tidal Coast</q>'
    assert 'href="/regions/X-TIDE/" aria-describedby="why-1-1">Tidal Coast</a>' in text
    assert f'<span class="evidence" role="tooltip" id="why-1-1">{passage}</span>' in text
    assert f"<dt>Why Tidal Coast?</dt>\n      <dd>{passage}</dd>" in text


def test_a_passage_is_in_the_language_of_the_article(client):
    article = make_article(language="zh")
    tag_region(article, origin="rule", evidence="天津市")
    assert '<q lang="zh">天津市</q>' in page(client, article)


@pytest.mark.parametrize(
    ("origin", "said"), [("editor", "Set by an editor."), ("rule", "Set by a rule; the passage was not kept.")]
)
def test_a_tag_without_a_passage_says_who_set_it(client, origin, said):
    article = make_article()
    tag_region(article, origin=origin)
    assert f"<dd>{said}</dd>" in page(client, article)


def test_an_article_without_tags_gives_no_reasons(client):
    assert "Why these tags" not in page(client, make_article())


def test_the_neighbours_are_the_nearest_published_articles(client):
    issue = make_issue()
    first, _, third, fourth = [make_article(issue, state=state) for state in ("published", "draft", *["published"] * 2)]
    response = client.get(third.get_absolute_url())
    assert response.context["previous"] == first
    assert response.context["next"] == fourth


def test_the_last_article_of_an_issue_has_none_after_it(client):
    article = make_article()
    make_article()
    assert client.get(article.get_absolute_url()).context["next"] is None


def test_an_article_without_text_says_so(client):
    assert "The source gives no text" in page(client, make_article(body=""))


def test_the_citation_can_be_copied(client):
    text = page(client, make_article(title="Tides"))
    assert '<p class="citation" id="citation-chicago" lang="en">' in text
    assert 'data-copy="citation-chicago"' in text


def test_an_article_is_there_as_data_and_to_send_on(client):
    article = make_article(title="Tides & ebbs")
    text = page(client, article)
    assert f'href="/articles/{article.pk}.json"' in text
    assert f'href="/articles/{article.pk}.bib"' in text
    address = f"http%3A%2F%2Ftestserver%2Farticles%2F{article.pk}%2F"
    assert f'href="mailto:?subject=Tides%20%26%20ebbs&amp;body={address}"' in text


def test_social_cards_say_what_it_is(client):
    text = page(client, make_article(section="Policy", authors=("CHEN Yu",), date="2024-05-03"))
    assert '<meta property="og:type" content="article">' in text
    assert '<meta property="article:published_time" content="2024-05-03">' in text
    assert '<meta property="article:section" content="Policy">' in text
    assert '<meta property="article:author" content="http://testserver/authors/chen-yu/">' in text


def test_a_longer_article_costs_no_more_queries(client, search_index, django_assert_max_num_queries):
    issue = make_issue()
    make_article(issue)
    topic, body = Topic.objects.create(slug="tides", name="Tides"), Institution.objects.create(slug="moa", name="MOA")
    tags = {"topics": (topic.slug,), "institutions": (body.slug,)}
    article = make_article(issue, title="Tides", section="Policy", authors=("CHEN Yu", "LI Na", "WANG Fang"), **tags)
    tag_region(article)
    Caption.objects.create(article=article, text="At dawn.")
    likeness = make_article(issue, title="Tides again")
    Likeness.objects.create(first=article, second=likeness, share=1.0)
    rebuild()
    with django_assert_max_num_queries(12):
        client.get(f"{article.get_absolute_url()}?q=tides")
