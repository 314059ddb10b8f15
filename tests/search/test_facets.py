"""Counts beside the choices, compared with what the database says."""

import random
from collections import Counter

import pytest
from django.utils import translation

from articles.models import Article, Topic
from search.index import apply_pending, rebuild
from search.parameters import write
from search.rail import SHOWN_CHOICES, offered, rail
from search.records import SearchRequest
from search.results import count_facet
from tests.builders import make_article, make_issue, make_publication


@pytest.fixture
def catalogue(search_index, subjects):
    """Sixty articles with random subjects, in three segments of the index."""
    chance = random.Random(7)
    issues = [make_issue(make_publication(name), date=f"{year}-05-01") for name in "AB" for year in (2021, 2022, 2023)]
    for number in range(60):
        make_article(
            chance.choice(issues),
            title=f"Article {number:02}",
            body=chance.choice(["solar power", "wind power", "coal"]),
            section=chance.choice(["Policy", "Opinion", ""]),
            topics=chance.sample(["energy", "space", "ai"], chance.randint(0, 3)),
            regions=chance.sample(["CN-TJ", "DE"], chance.randint(0, 2)),
            authors=chance.sample(["CHEN Chunyou", "LI Wei", "Ada Byron"], chance.randint(0, 2)),
        )
    rebuild()


PATHS = {
    "topic": "topic_tags__topic__slug",
    "region": "region_tags__region__code",
    "section": "section__slug",
    "publication": "issue__publication__slug",
    "author": "authorships__author__slug",
    "year": "issue__date__year",
}


def counts(result, name):
    facet = next(facet for facet in result.facets if facet.name == name)
    return {choice.value: choice.count for choice in facet.choices}


def counted(articles, name):
    values = Article.objects.filter(pk__in=articles.values("pk")).values_list("pk", PATHS[name]).distinct()
    return dict(Counter(str(value) for _, value in values if value is not None))


@pytest.mark.parametrize("name", PATHS)
def test_counts_are_those_of_the_database(catalogue, ask, name):
    assert counts(ask("power"), name) == counted(Article.objects.filter(body__contains="power"), name)


def test_any_of_the_values_of_a_facet_and_all_facets_together(catalogue, ask):
    result = ask("", "topic=energy&topic=space&region=DE&year=2022&size=100")
    wanted = Article.objects.filter(
        topic_tags__topic__slug__in=["energy", "space"], region_tags__region__code="DE", issue__date__year=2022
    )
    assert {hit.article.pk for hit in result.hits} == set(wanted.values_list("pk", flat=True))


def test_an_excluded_value_takes_its_articles_away(catalogue, ask):
    result = ask("", "topic=energy&topic=-space&size=100")
    wanted = Article.objects.filter(topics__slug="energy").exclude(topics__slug="space")
    assert {hit.article.pk for hit in result.hits} == set(wanted.values_list("pk", flat=True))


def test_counts_within_a_facet_ignore_its_own_choice_and_heed_the_others(catalogue, ask):
    result = ask("", "topic=energy&region=DE")
    assert counts(result, "topic") == counted(Article.objects.filter(regions__code="DE"), "topic")
    assert counts(result, "region") == counted(Article.objects.filter(topics__slug="energy"), "region")
    both = Article.objects.filter(topics__slug="energy", regions__code="DE")
    assert counts(result, "year") == counted(both, "year")


def test_the_histogram_counts_what_is_found_by_year(catalogue, ask):
    result = ask("", "topic=energy&year=2021&year=2023")
    years = counted(Article.objects.filter(topics__slug="energy").exclude(issue__date__year=2022), "year")
    assert result.histogram == tuple(sorted((int(year), count) for year, count in years.items()))


def test_choices_have_names_and_the_most_frequent_comes_first(catalogue, ask):
    facet = next(facet for facet in ask().facets if facet.name == "topic")
    assert {choice.name for choice in facet.choices} == {"Energy", "Space", "AI"}
    assert [choice.count for choice in facet.choices] == sorted((c.count for c in facet.choices), reverse=True)


def test_a_choice_leads_to_the_search_with_it_and_back(catalogue, ask):
    offers = {offer.name: offer for facet in rail(ask("power", "topic=energy&page=2&size=5")) for offer in facet.offers}
    assert offers["Energy"].chosen
    assert offers["Energy"].query == "q=power&size=5"
    assert offers["Space"].query == "q=power&size=5&topic=energy&topic=space"


def test_a_choice_can_be_excluded(catalogue, ask):
    offers = {offer.name: offer for facet in rail(ask("power", "topic=energy")) for offer in facet.offers}
    assert offers["Energy"].excluding == "q=power&topic=-energy"
    assert offers["Space"].excluding == "q=power&topic=energy&topic=-space"


def test_the_count_beside_a_choice_is_what_choosing_it_finds(catalogue, ask):
    (topics,) = (facet for facet in ask("", "topic=-space&region=DE").facets if facet.name == "topic")
    assert "space" not in [choice.value for choice in topics.choices]
    for choice in topics.choices:
        assert ask("", f"topic=-space&region=DE&topic={choice.value}").count == choice.count


def test_a_chosen_value_that_nothing_has_stays_visible(catalogue, ask):
    result = ask("", "topic=nonsense")
    assert result.count == 0
    assert counts(result, "topic")["nonsense"] == 0


def test_few_values_stand_beside_the_hits_and_all_of_them_on_a_page_of_their_own(search_index, ask):
    for number in range(12):
        make_article(section=f"Section {number}")
    rebuild()
    (sections,) = (facet for facet in rail(ask("sentence")) if facet.name == "section")
    assert len(sections.offers) == SHOWN_CHOICES
    assert (sections.more, sections.query) == ("All 12", "q=sentence&facet=section")
    assert len(offered(count_facet(SearchRequest(q="sentence"), "section"), SearchRequest()).offers) == 12


def test_a_rare_value_that_is_chosen_stands_beside_the_hits_with_its_count(search_index, ask):
    for number in range(12):
        make_article(section=f"Section {number:02}")
    rebuild()
    (sections,) = (facet for facet in rail(ask("", "section=section-11")) if facet.name == "section")
    assert (sections.offers[-1].name, sections.offers[-1].count) == ("Section 11", "1")
    assert sections.offers[-1].chosen


def test_years_stand_beside_the_hits_with_the_latest_first(catalogue, ask):
    (years,) = (facet for facet in rail(ask()) if facet.name == "year")
    assert [offer.name for offer in years.offers] == ["2023", "2022", "2021"]


def test_a_new_name_is_shown_as_soon_as_the_index_has_it(catalogue, ask):
    ask()
    topic = Topic.objects.get(slug="energy")
    topic.name = "Power"
    topic.save()
    apply_pending()
    assert "Power" in [choice.name for facet in ask().facets for choice in facet.choices]


def test_chips_name_what_narrows_and_take_it_away(catalogue, ask):
    chips = ask("", "topic=energy&region=-DE&from=2021-02&lang=en").chips
    labels = ["Topic: Energy", "Region: not Germany", "From February 2021", "Language: English"]
    assert [chip.label for chip in chips] == labels
    assert chips[0].query == "from=2021-02&lang=en&region=-DE"
    assert chips[1].query == "from=2021-02&lang=en&topic=energy"


def test_values_are_exact(search_index, ask):
    issue = make_issue()
    make_article(issue, title="x", section="Policy")
    make_article(issue, title="y", section="Policy Briefs, and more")
    rebuild()
    assert counts(ask(), "section") == {"policy": 1, "policy-briefs-and-more": 1}
    assert [hit.article.title for hit in ask("", "section=policy").hits] == ["x"]


@pytest.mark.parametrize("size", [1, 7, 20])
@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest", "title"])
def test_pages_of_any_size_show_each_article_once(catalogue, ask, sort, size):
    pages = ask("power", f"sort={sort}&size={size}").page_count
    shown = [hit.article.pk for n in range(pages) for hit in ask("power", f"sort={sort}&size={size}&page={n + 1}").hits]
    assert sorted(shown) == sorted(Article.objects.filter(body__contains="power").values_list("pk", flat=True))


def test_each_page_names_its_neighbours(catalogue, ask):
    result = ask("", "size=25&page=2")
    assert (result.count, result.page_count) == (60, 3)
    assert (result.previous_query, result.next_query) == ("size=25", "size=25&page=3")
    assert ask("", "size=25&page=3").next_query is None


def test_a_page_after_the_last_is_empty_and_leads_back_to_it(catalogue, ask):
    result = ask("", "size=25&page=9")
    assert result.hits == ()
    assert result.previous_query == "size=25&page=3"


def test_the_address_of_a_result_repeats_it(catalogue, ask):
    request = ask("power", "topic=energy&sort=title&size=3").request
    assert ask("power", write(request)).hits == ask("power", "topic=energy&sort=title&size=3").hits


def test_a_month_is_one_chip(catalogue, ask):
    (chip,) = ask("power", "from=2021-02&to=2021-02").chips
    assert (chip.label, chip.query) == ("February 2021", "q=power")


def test_names_are_those_of_the_pages_language(catalogue, ask):
    for language, name in [("en", "Energy"), ("zh-hans", "能源"), ("en", "Energy")]:
        with translation.override(language):
            result = ask("", "topic=energy")
        assert name in [choice.name for facet in result.facets for choice in facet.choices]
        assert result.chips[0].label.endswith(name)


def test_a_name_in_another_language_than_the_page_says_so(catalogue, ask):
    with translation.override("zh-hans"):
        topic, publication = ask("", "topic=energy&publication=a").chips
    assert "能源" in topic.label
    assert '<span lang="en">A</span>' in publication.label


def test_names_are_never_markup(catalogue, ask):
    (chip,) = ask("", "author=%3Cb%3Ex").chips
    assert "&lt;b&gt;x" in chip.label
