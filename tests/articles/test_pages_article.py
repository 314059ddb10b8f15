import pytest

from articles.ingest.records import GAP
from articles.models import ArticleRegion, Caption, Region
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


def test_a_chinese_title_has_an_address_of_its_own(client):
    assert client.get(make_article(title="科技部发布新办法", language="zh").get_absolute_url()).status_code == 200


def test_a_draft_is_not_found(client):
    assert client.get(make_article(state="draft").get_absolute_url()).status_code == 404


def test_an_article_of_a_draft_issue_is_not_found(client):
    assert client.get(make_article(make_issue(state="draft")).get_absolute_url()).status_code == 404


def test_an_unknown_number_is_not_found(client):
    assert client.get("/articles/99999999/anything/").status_code == 404


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
    assert 'dated <time datetime="2024-05-03">3 May 2024</time>' in page(client, article)


def test_an_article_known_by_its_month_shows_no_day(client):
    article = make_article(date="2024-04-01", date_precision="month")
    assert '<time datetime="2024-04">April 2024</time>' in page(client, article)


def test_a_gap_is_shown_as_one(client):
    text = page(client, make_article(body=f"It breaks off\n\n{GAP}\n\nand goes on."))
    assert '<span class="gap">[text lost in the source]</span>' in text


def test_the_text_carries_its_language(client):
    text = page(client, make_article(title="新办法", body="正文。", language="zh"))
    assert '<h1 lang="zh">新办法</h1>' in text
    assert '<div class="body" lang="zh">' in text


def test_captions_are_set_apart_with_their_credit(client):
    article = make_article()
    Caption.objects.create(article=article, text="The harbour at dawn.", credit="ZHAO Min")
    assert 'The harbour at dawn. <span class="credit">ZHAO Min</span>' in page(client, article)


def test_a_tag_shows_the_passage_it_rests_on(client):
    article = make_article()
    tag_region(article, origin="rule", evidence="towns along the Tidal Coast")
    text = page(client, article)
    assert '<summary>why<span class="unseen"> Tidal Coast</span>?</summary>' in text
    assert '<q lang="en">towns along the Tidal Coast</q>' in text


def test_a_tag_without_a_passage_says_that_an_editor_set_it(client):
    article = make_article()
    tag_region(article, origin="editor")
    assert "set by an editor" in page(client, article)


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


def test_the_citation_names_author_publication_and_address(client):
    article = make_article(make_issue(number="12", date="2024-05-05"), title="Tides", authors=("CHEN Yu",))
    text = page(client, article)
    assert "CHEN Yu. “" in text
    assert "<cite>Harbour Science Daily</cite>, No. 12, 5 May 2024." in text
    assert f"http://testserver/articles/{article.pk}/tides/" in text


def test_a_longer_article_costs_no_more_queries(client, django_assert_max_num_queries):
    issue = make_issue()
    make_article(issue)
    article = make_article(issue, section="Policy", authors=("CHEN Yu", "LI Na", "WANG Fang"))
    tag_region(article)
    make_article(issue)
    with django_assert_max_num_queries(12):
        client.get(article.get_absolute_url())
