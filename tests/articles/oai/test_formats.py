"""What a record says of an article, in Dublin Core and in MODS."""

import os

import hypothesis
import pytest
from hypothesis import strategies as st

from articles.models import Access, Article, Author, Issue, Publication, Topic
from tests.articles.nasty_rows import NAME
from tests.builders import make_article, make_issue, make_publication

pytestmark = pytest.mark.django_db

URL = "https://archive.example.org"
CASES = 100 if os.environ.get("CHECK_ALL") else 20


@pytest.fixture
def article(topics):
    issue = make_issue(make_publication(rights="© Harbour Press"), slug="4711", number="4711", title="Spring")
    return make_article(
        issue, pk=7, position=3, title="Mills & tides", standfirst="A plan.", byline="By CHEN Chunyou",
        section="Policy", authors=("CHEN Chunyou", "王小明", "Harbour Desk of the Press"), topics=("x-tidal",),
        regions=("CN-TJ", "DE"), institutions=("cas",), source_note="Reuters", body="The mills turn.",
    )  # fmt: skip


@pytest.fixture
def record(ask, article):
    def get(prefix, number=7):
        return ask("GetRecord", identifier=f"oai:archive.example.org:article/{number}", metadataPrefix=prefix)

    return get


def test_dublin_core_says_what_it_has_a_word_for(record):
    dc = record("oai_dc")
    names = ("title", "description", "publisher", "date", "type", "format", "identifier", "language", "rights")
    assert {name: dc.all(f"//dc:{name}") for name in names} == {
        "title": ["Mills & tides"],
        "description": ["A plan."],
        "publisher": ["Harbour Science Daily"],
        "date": ["2023-03-10"],
        "type": ["Text", "article"],
        "format": ["text/html"],
        "identifier": [f"{URL}/articles/7/mills-tides/"],
        "language": ["en"],
        "rights": ["© Harbour Press"],
    }


def test_dublin_core_puts_names_in_order_as_catalogues_do(record):
    assert record("oai_dc").all("//dc:creator") == ["Chen, Chunyou", "王小明", "Harbour Desk of the Press"]


def test_dublin_core_names_subjects_and_places(record):
    dc = record("oai_dc")
    assert dc.all("//dc:subject") == ["Tidal power", "Chinese Academy of Sciences"]
    assert dc.all("//dc:coverage") == ["Tianjin", "Germany"]


def test_dublin_core_says_where_the_article_was_printed(record):
    dc = record("oai_dc")
    assert dc.one("//dc:source") == "Harbour Science Daily, No. 4711, 2023-03-10, article 3"
    assert dc.one("//dc:relation") == f"{URL}/issues/harbour-science-daily/4711/"


def test_mods_has_names_in_two_parts(record):
    mods = record("mods")
    path = "//mods:mods/mods:name/mods:namePart"
    assert mods.all(f"{path}[@type='family']") == ["Chen", "王"]
    assert mods.all(f"{path}[@type='given']") == ["Chunyou", "小明"]
    assert mods.all("//mods:mods/mods:name[@type='corporate']/mods:namePart") == ["Harbour Desk of the Press"]
    assert mods.all("//mods:displayForm") == ["CHEN Chunyou", "王小明"]
    assert set(mods.all("//mods:roleTerm[@type='code']")) == {"aut"}


def test_mods_says_what_the_article_is(record):
    mods = record("mods")
    assert mods.one("/*//mods:mods/mods:titleInfo/mods:title") == "Mills & tides"
    assert mods.one("//mods:mods/mods:genre") == "article"
    assert mods.one("//mods:abstract") == "A plan."
    assert mods.one("//mods:originInfo/mods:dateIssued[@encoding='w3cdtf']") == "2023-03-10"
    assert mods.one("//mods:mods/mods:language/mods:languageTerm") == "en"
    assert mods.one("//mods:note[@type='statement of responsibility']") == "By CHEN Chunyou"
    assert mods.one("//mods:note[@type='source note']") == "Reuters"


def test_mods_places_the_article_in_its_issue(record):
    mods = record("mods")
    host = "//mods:relatedItem[@type='host']"
    assert mods.one(f"{host}/mods:titleInfo/mods:title") == "Harbour Science Daily"
    assert mods.one(f"{host}/mods:part/mods:detail[@type='issue']/mods:number") == "4711"
    assert mods.one(f"{host}/mods:part/mods:detail[@type='issue']/mods:title") == "Spring"
    assert mods.one(f"{host}/mods:part/mods:detail[@type='section']/mods:title") == "Policy"
    assert mods.one(f"{host}/mods:part/mods:detail[@type='article']/mods:number") == "3"
    assert mods.one(f"{host}/mods:part/mods:date") == "2023-03-10"
    assert mods.one(f"{host}/mods:location/mods:url") == f"{URL}/issues/harbour-science-daily/4711/"


def test_mods_names_subjects_in_both_languages_and_places_with_their_codes(record):
    mods = record("mods")
    assert mods.all("//mods:subject/mods:topic") == ["Tidal power", "潮汐能"]
    assert mods.one("//mods:subject[mods:geographic='Tianjin']/mods:geographicCode[@authority='iso3166']") == "CN-TJ"
    assert mods.one("//mods:subject/mods:name[@type='corporate']/mods:namePart") == "Chinese Academy of Sciences"


def test_a_group_of_countries_has_no_iso_code(record):
    make_article(pk=8, regions=("EU",))
    mods = record("mods", 8)
    assert mods.all("//mods:geographic") == ["European Union"]
    assert not mods.all("//mods:geographicCode")


def test_mods_tells_rights_and_where_the_record_is_from(record, article):
    mods = record("mods")
    assert mods.one("//mods:accessCondition[@type='use and reproduction']") == "© Harbour Press"
    assert mods.one("//mods:accessCondition[@type='restriction on access']").startswith("The full text may be read")
    assert mods.one("//mods:recordIdentifier[@source='archive.example.org']") == "oai:archive.example.org:article/7"
    assert mods.one("//mods:mods/mods:location/mods:url") == f"{URL}/articles/7/mills-tides/"
    assert mods.one("//mods:recordCreationDate") == f"{article.published_at:%Y-%m-%dT%H:%M:%SZ}"


def test_a_date_is_as_precise_as_it_is_printed(record):
    make_article(make_issue(date="2024-05-01", date_precision="month"), pk=8)
    assert record("oai_dc", 8).one("//dc:date") == "2024-05"
    assert record("mods", 8).one("//mods:dateIssued") == "2024-05"


def test_an_article_of_which_little_is_known_makes_a_valid_record(record):
    make_article(make_issue(date=None), pk=8, body="", language="")
    assert record("oai_dc", 8).all("//dc:date") == []
    assert record("mods", 8).all("//mods:dateIssued") == []


@pytest.mark.parametrize("prefix", ["oai_dc", "mods"])
def test_what_may_not_be_shown_in_full_is_told_by_a_snippet(record, prefix):
    publication = make_publication("Closed Paper", access=Access.SUMMARY)
    make_article(make_issue(publication), pk=8, body="A secret word. " * 60)
    answer = record(prefix, 8)
    summary = answer.one("//dc:description | //mods:abstract")
    assert summary.startswith("A secret word.") and len(summary) <= 200
    assert "Only the headline" in answer.all("//dc:rights | //mods:accessCondition")[-1]
    assert answer.response.content.count(b"secret") < 20


@pytest.mark.parametrize("prefix", ["oai_dc", "mods"])
def test_no_passage_that_a_tag_rests_on_goes_out(record, prefix):
    assert b"on x-tidal" not in record(prefix).response.content


@pytest.mark.parametrize("prefix", ["oai_dc", "mods"])
def test_characters_that_xml_forbids_break_no_record(record, prefix):
    make_article(pk=8, title="Tides\x0b and\x01 mills", standfirst="A\x1fplan\uffff.", authors=("LI\x0cAn",))
    assert record(prefix, 8).one("//dc:title | //mods:mods/mods:titleInfo/mods:title") == "Tides  and  mills"
    assert Author.objects.count() == 4


@hypothesis.settings(
    max_examples=CASES, deadline=None, suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture]
)
@hypothesis.given(*[NAME] * 4, st.sampled_from(["", "en", "zh-Hant", "qaa", "x y", "中文"]))
def test_whatever_stands_in_an_article_its_records_are_valid(record, one, two, three, four, language):
    one, two, three, four = (text.replace("\0", "0") for text in (one, two, three, four))  # no database has NULs
    texts = {"title": one, "standfirst": two, "byline": three, "source_note": four, "language": language}
    Article.objects.filter(pk=7).update(**texts)
    Author.objects.filter(slug="chen-chunyou").update(name=f"{two} {one}")
    Issue.objects.update(number=three[:40], title=four)
    Publication.objects.update(name=one, rights=four)
    Topic.objects.filter(slug="x-tidal").update(name=three, name_zh=two)
    assert record("oai_dc").elements("//dc:title") and record("mods").elements("//mods:titleInfo/mods:title")
