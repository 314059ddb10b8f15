import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from search.lines import lines
from search.rail import rail
from search.records import Chip, Choice, Facet, Hit, SearchRequest, SearchResult
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
    assert '<p class="kicker">Policy</p>' in text
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
    assert "Look for any of the words" in text


def test_another_spelling_is_offered_within_the_same_limits():
    text = render(make_result(suggestion="tides"), url="/search/?q=tide&topic=tidal&page=2")
    assert '<a href="?q=tides&amp;topic=tidal">tides</a>' in text


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
    text = render(make_result(count=6, hits=(), histogram=((2020, 4), (2022, 2))))
    assert "2020: 4, 2021: 0, 2022: 2" in text
    assert '<th scope="row">2021</th><td class="figure">0</td>' in text


def test_the_tallest_bar_is_full_and_the_others_are_measured_from_zero():
    text = render(make_result(count=6, histogram=((2020, 4), (2021, 2))))
    assert '<path d="M0.08 100V0.00h0.84V100zM1.08 100V50.00h0.84V100z"/>' in text
