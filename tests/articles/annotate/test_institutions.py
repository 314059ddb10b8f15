import pytest

from tests.articles.annotate.texts import keys


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("MOST and CEPI signed.", {"most", "cepi"}),
        ("The Ministry of Science and Technology approved it.", {"most"}),
        ("The National Natural Science Foundation of China (NSFC) pays.", {"nsfc"}),
        ("The National Science Foundation pays.", {"us-nsf"}),
        ("A telescope of CSIRO feeds the Square Kilometre Array.", {"csiro", "ska"}),
        ("科技部和中科院联合发文。", {"most", "cas"}),
        ("国家自然科学基金委员会发布指南。", {"nsfc"}),
    ],
)
def test_institutions_are_found_by_name_and_abbreviation(text, slugs):
    assert set(keys("institutions", text)) == slugs


@pytest.mark.parametrize(
    "text",
    [
        "Most people who cast a vote.",
        "They are the MOST important of all.",
        "Kenya's Ministry of Education replied.",
        "The Ministry of Education of Vietnam replied.",
        "The Swiss National Science Foundation replied.",
        "肯尼亚教育部作出回应。",
        "The Department of Energy in Nairobi replied.",
    ],
)
def test_what_only_looks_like_an_institution_is_left_alone(text):
    assert keys("institutions", text) == []


def test_an_abbreviation_in_a_headline_of_capitals_is_no_evidence():
    assert keys("institutions", "", title="WHO PAYS FOR MOST LABS") == []


def test_a_full_name_in_a_headline_of_capitals_counts():
    assert keys("institutions", "", title="WORLD HEALTH ORGANIZATION ADDS A TEST") == ["who"]
