import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from search.lines import lines
from search.rail import rail
from search.records import Chip, Choice, Facet, Hit, SearchRequest, SearchResult
from search.timeline import timeline
from tests.builders import make_article, make_issue, make_publication

pytestmark = pytest.mark.django_db


def make_result(request=None, **fields):
    empty = {"count": 0, "hits": (), "facets": (), "chips": (), "histogram": (), "suggestion": None}
    pages = {"page_count": 1, "next_query": None, "previous_query": None}
    return SearchResult(**({"request": request or SearchRequest(q="tide")} | empty | pages | fields))


def make_hit(snippet, **fields):
    article = make_article(**fields)
    return Hit(lines([article.pk])[article.pk], 1.0, snippet)


def render(result=None, error="", request=None, url="/search/?q=tide"):
    search_request = request or (result.request if result else SearchRequest(q="tide"))
    context = {
        "result": result,
        "search_request": search_request,
        "error": error,
        "rail": rail(result) if result else [],
        "timeline": timeline(result) if result else None,
    }
    return render_to_string("search/search.html", context, RequestFactory().get(url))


def test_a_hit_shows_its_snippet_with_the_words_marked():
    hit = make_hit("the <mark>tide</mark> turns", title="Mills on the shore")
    text = render(make_result(count=1, hits=(hit,)))
    assert "Mills on the shore" in text
    assert "the <mark>tide</mark> turns" in text


def test_a_hit_names_its_section_its_issue_and_its_own_date():
    issue = make_issue(make_publication("Harbour Daily"), number="12", date="2023-03-10")
    dated = make_hit("", issue=issue, section="Policy", date="2023-03-01", date_precision="month")
    undated = make_hit("", issue=issue)
    text = render(make_result(count=2, hits=(dated, undated)))
    assert '<p class="kicker" lang="en">Policy</p>' in text
    assert text.count(f'<a href="{issue.get_absolute_url()}">Harbour Daily, No. 12</a>') == 2
    assert '<time datetime="2023-03">March 2023</time>' in text
    assert '<time datetime="2023-03-10">10 March 2023</time>' in text


def test_what_was_asked_is_never_markup():
    text = render(make_result(SearchRequest(q='"><script>alert(1)</script>')))
    assert "<script>" not in text


def test_a_facets_choices_are_links_with_counts():
    facet = Facet("topic", "Topic", (Choice("tidal", "Tidal power", 3, False),), 1)
    text = render(make_result(count=3, facets=(facet,)))
    assert 'href="?q=tide&amp;topic=tidal"' in text
    assert '<span class="name">Tidal power</span>' in text


def test_a_choice_can_be_excluded():
    facet = Facet("topic", "Topic", (Choice("tidal", "Tidal power", 3, False),), 1)
    text = render(make_result(count=3, facets=(facet,)))
    assert '<a class="not" href="?q=tide&amp;topic=-tidal"><span class="unseen">Without Tidal power</span></a>' in text


def test_a_chosen_value_is_marked_and_kept_when_the_form_is_sent():
    request = SearchRequest(q="tide", chosen={"topic": ("tidal",)}, excluded={"year": ("2021",)})
    facet = Facet("topic", "Topic", (Choice("tidal", "Tidal power", 3, True),), 1)
    text = render(make_result(request, count=3, facets=(facet,)))
    assert 'class="chosen" aria-current="true"' in text
    assert '<input type="hidden" name="topic" value="tidal">' in text
    assert '<input type="hidden" name="year" value="-2021">' in text


def test_a_chip_takes_its_limit_away():
    text = render(make_result(chips=(Chip("Topic: Tidal power", "q=tide"),)))
    assert '<a href="?q=tide"><span class="unseen">Remove </span>Topic: Tidal power' in text


def test_no_result_offers_a_way_on():
    text = render(make_result(SearchRequest(q="tide mill")))
    assert "No article found" in text
    assert '<a href="/topics/">topic</a>' in text


def test_another_spelling_is_offered_within_the_same_limits():
    text = render(make_result(suggestion="tides"), url="/search/?q=tide&topic=tidal&page=2")
    assert '<a href="?q=tides&amp;topic=tidal">tides</a>' in text


def test_the_heading_says_what_was_asked_on_paper_too():
    assert '<h1 class="unseen">tide mill – search</h1>' in render(make_result(SearchRequest(q="tide mill")))


def test_a_search_that_could_not_be_read_says_why():
    text = render(error="The quote is never closed.", request=SearchRequest(q='"'))
    assert 'role="alert"' in text
    assert "The quote is never closed." in text


def test_the_pages_of_a_long_result_are_linked():
    hit = make_hit("")
    text = render(make_result(SearchRequest(q="tide", page=2), count=60, hits=(hit,), page_count=3))
    assert '<a rel="prev" href="?q=tide&amp;page=1">' in text
    assert '<a rel="next" href="?q=tide&amp;page=3">' in text


def test_years_without_articles_stand_in_the_chart_and_its_table():
    choices = (Choice("2020", "2020", 4, False), Choice("2022", "2022", 2, False))
    text = render(make_result(count=6, facets=(Facet("year", "Year", choices, 2),), histogram=((2020, 4), (2022, 2))))
    assert "2020: 4, 2021: 0, 2022: 2" in text
    assert '<th scope="row">2021</th><td class="figure">0</td>' in text
    assert '<a href="?q=tide&amp;year=2022" aria-label="2022: 2 articles">' in text


def test_a_chosen_year_is_marked_in_the_chart():
    request = SearchRequest(q="tide", chosen={"year": ("2020", "2021")})
    choices = (Choice("2020", "2020", 4, True), Choice("2021", "2021", 2, True), Choice("2022", "2022", 1, False))
    text = render(make_result(request, count=6, facets=(Facet("year", "Year", choices, 3),)))
    assert '<a href="?q=tide&amp;year=2021" aria-label="2020: 4 articles" aria-current="true">' in text


def test_the_language_of_a_text_is_that_of_its_article_and_no_other():
    text = render(make_result(count=1, hits=(make_hit("潮汐", title="潮汐能", language="zh"),)))
    assert '<h3 class="line-title" lang="zh">' in text
    assert '<p class="snippet" lang="zh">' in text
    assert '<p class="source-line">' in text
