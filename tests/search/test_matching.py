"""What a query finds."""

import pytest

from articles.models import Caption
from tests.builders import make_article, make_issue


def test_all_words_must_occur(find):
    make_article(title="Both", body="carbon and neutrality")
    make_article(title="One", body="carbon alone")
    assert find("carbon neutrality") == ["Both"]


def test_words_may_occur_in_different_places(find):
    make_article(title="Carbon", body="neutrality")
    assert find("carbon neutrality") == ["Carbon"]


def test_any_of_the_words_is_enough_on_demand(find):
    make_article(title="Solar", body="x")
    make_article(title="Wind", body="x")
    make_article(title="Coal", body="x")
    assert sorted(find("solar wind", "op=any")) == ["Solar", "Wind"]


def test_a_title_weighs_more_than_the_text(find):
    make_article(title="Other", body="quantum")
    make_article(title="Quantum", body="other")
    assert find("quantum") == ["Quantum", "Other"]


def test_any_of_the_words_may_be_a_part_of_a_compound(find):
    make_article(title="Whole", body="sci-tech")
    make_article(title="Part", body="tech")
    make_article(title="None", body="other")
    assert find("sci-tech park", "op=any") == ["Whole", "Part"]
    assert find("park sci-tech", "op=all") == []
    assert sorted(find("-sci-tech", "op=any")) == ["None", "Part"]


@pytest.mark.parametrize("query", ["-tax", "NOT tax", "NOT (tax OR levy)"])
def test_a_query_may_only_exclude(find, query):
    make_article(title="Kept", body="research")
    make_article(title="Dropped", body="a tax")
    assert find(query) == ["Kept"]


def test_nothing_leaks_past_an_exclusion(find):
    for body in ["tax", "other", "energy tax", "energy", "tax energy"]:
        make_article(title=body, body=body)
    assert find("energy -tax") == ["energy"]


def test_an_exclusion_may_stand_in_an_alternative(find):
    make_article(title="a", body="solar tax")
    make_article(title="b", body="tax")
    make_article(title="c", body="coal")
    assert sorted(find("solar OR -tax")) == ["a", "c"]


def test_a_phrase_needs_its_words_in_order_and_side_by_side(find):
    make_article(title="Hit", body="The rule of law counts.")
    make_article(title="Miss", body="The law of rule counts.")
    make_article(title="Apart", body="The rule of the law counts.")
    assert find('"rule of law"') == ["Hit"]


def test_a_phrase_does_not_reach_from_one_part_into_the_next(find):
    make_article(title="x", standfirst="ends with basic", body="research begins")
    assert find('"basic research"') == []


@pytest.mark.parametrize(("slop", "titles"), [("", []), ("~4", []), ("~5", ["x"])])
def test_a_loose_phrase_counts_the_words_from_one_to_the_next(find, slop, titles):
    make_article(title="x", body="basic one two three four research")
    assert find(f'"basic research"{slop}') == titles


def test_a_loose_phrase_holds_in_any_order(find):
    make_article(title="x", body="research that is basic")
    assert find('"basic research"~5') == ["x"]


def test_a_prefix_goes_by_the_printed_word(find):
    make_article(title="a", body="innovation")
    make_article(title="b", body="innovate")
    assert find("innovatio*") == ["a"]


@pytest.mark.parametrize("slip", ["Zhonguancun", "Zhongguancunn", "Zhongguanzun", "ahongguancun", "Zhongguancun"])
def test_one_letter_may_be_off(find, slip):
    make_article(title="x", body="Start-ups in Zhongguancun.")
    assert find(f"{slip}~") == ["x"]


def test_two_letters_may_not_be_off(find):
    make_article(title="x", body="Start-ups in Zhongguancun.")
    assert find("Zhonguancum~") == []


def test_inflected_words_are_found(find):
    make_article(title="x", body="Policies for technologies")
    assert find("technology policy") == ["x"]


@pytest.mark.parametrize("query", ["sci-tech", "scitech", "sci", "TECH", '"sci-tech plan"', "sci–tech"])
def test_a_compound_is_found_whole_and_in_parts(find, query):
    make_article(title="x", body="The sci-tech plan.")
    assert find(query) == ["x"]


def test_a_compound_is_found_where_it_is_printed_as_one_word(find):
    make_article(title="x", body="Our scitech plan")
    assert find("sci-tech") == ["x"]


@pytest.mark.parametrize("query", ["Tianjin", "tianjin-hebei", "Beijing-Tianjin-Hebei", '"Hebei region"'])
def test_a_member_of_a_compound_of_places_is_found(find, query):
    make_article(title="x", body="The Beijing–Tianjin–Hebei region.")
    assert find(query) == ["x"]


@pytest.mark.parametrize("query", ["新质生产力", "质生", "产", '"生产力发"', "生产力 新质", "发展*"])
def test_any_part_of_chinese_text_is_found(find, query):
    make_article(title="x", body="因地制宜新质生产力发展。", language="zh")
    assert find(query) == ["x"]


def test_chinese_characters_must_stand_as_asked(find):
    make_article(title="x", body="生产新质力")
    assert find("新质生产力") == []


def test_chinese_words_may_stand_apart(find):
    make_article(title="Apart", body="人工智能发展很快。各地都有新政策。", language="zh")
    make_article(title="Together", body="人工智能政策。", language="zh")
    make_article(title="Half", body="人工智能发展。", language="zh")
    assert find("人工智能政策") == ["Together", "Apart"]
    assert find('"人工智能政策"') == ["Together"]


def test_excluded_chinese_text_is_excluded_as_a_whole_only(find):
    make_article(title="Apart", body="人工智能发展很快。各地都有新政策。", language="zh")
    make_article(title="Together", body="人工智能政策。", language="zh")
    assert find("-人工智能政策") == ["Apart"]


@pytest.mark.parametrize("query", ["ＡＩ", "café", "cafe\u0301", "CAFE", "Cafe AI"])
def test_width_accents_and_case_make_no_difference(find, query):
    make_article(title="x", body="AI im Café")
    assert find(query) == ["x"]


def test_captions_and_standfirsts_are_searched(find):
    article = make_article(title="x", standfirst="A turbine", body="text")
    Caption.objects.create(article=article, text="A satellite dish", credit="HUANG Li")
    assert find("turbine satellite huang") == ["x"]


def test_names_of_subjects_are_searched_in_english_and_chinese(find, subjects):
    make_article(title="x", topics=("energy",), regions=("CN-TJ",), institutions=("cas",))
    for query in ["topic:energy", "topic:能源", "天津", "region:CN-TJ", "region:cn-tj", "institution:CAS", "科学院"]:
        assert find(query) == ["x"]


def test_a_field_is_searched_alone(find):
    make_article(title="Hydrogen", body="other")
    make_article(title="Other", body="hydrogen")
    assert find("title:hydrogen") == ["Hydrogen"]
    assert find("body:hydrogen") == ["Other"]


def test_authors_sections_and_publications_have_fields(find):
    make_article(title="x", authors=("CHEN Chunyou",), byline="By CHEN Chunyou", section="Case Study")
    for query in ["author:chunyou", "author:chen-chunyou", 'section:"case study"', "publication:harbour"]:
        assert find(query) == ["x"]
    assert find("harbour") == []


def test_a_date_is_the_issues_unless_the_article_has_its_own(find):
    issue = make_issue(date="2022-06-01")
    make_article(issue, title="Of the issue")
    make_article(issue, title="Its own", date="2023-02-28")
    assert find("year:2022") == ["Of the issue"]
    assert find("date:2023-02..2023-02") == ["Its own"]
    assert find("date:..2022-06-01") == ["Of the issue"]
    assert find("-year:2022") == ["Its own"]
