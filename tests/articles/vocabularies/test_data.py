"""The data files themselves: whole, unambiguous, and fit for the database."""

import re

import pytest
from django.core.validators import validate_slug

from articles import vocabularies
from articles.models import Institution, Region, Topic

TOPICS = vocabularies.topics().entries
REGIONS = vocabularies.regions().entries
INSTITUTIONS = vocabularies.institutions().entries


def names_of(entry) -> tuple[str, ...]:
    return (entry.name, entry.name_zh, *entry.names, *entry.places, *entry.demonyms)


def test_topics_have_two_levels():
    headings = {entry.slug for entry in TOPICS if entry.parent is None}
    assert len(headings) == 8
    assert {entry.parent for entry in TOPICS if entry.parent} == headings


def test_every_topic_below_a_heading_has_strong_cues_in_both_languages():
    for entry in TOPICS:
        if entry.parent:
            chinese = [cue for cue in entry.strong if re.search("[\u4e00-\u9fff]", cue)]
            assert chinese and len(chinese) < len(entry.strong), entry.slug


def test_every_topic_says_what_it_covers():
    assert all(entry.description.endswith(".") and entry.name_zh for entry in TOPICS)


def test_every_topic_says_it_in_chinese_too():
    assert all(entry.description_zh.endswith("。") for entry in TOPICS)


def test_everything_has_a_chinese_name():
    assert all(entry.name_zh for entry in (*TOPICS, *REGIONS, *INSTITUTIONS))


def test_all_provincial_units_of_china_are_there():
    codes = {entry.code for entry in REGIONS if entry.kind == "province"}
    assert len(codes) == 34
    assert {"CN-BJ", "CN-SX", "CN-SN", "CN-HK", "CN-MO", "CN-TW"} <= codes


def test_countries_go_by_iso_codes_of_two_letters():
    codes = [entry.code for entry in REGIONS if entry.kind == "country"]
    assert len(codes) == 246 and all(re.fullmatch("[A-Z]{2}", code) for code in codes)


def test_codes_of_groups_are_told_from_iso_codes():
    groups = [entry.code for entry in REGIONS if entry.kind == "group"]
    assert all(code == "EU" or re.fullmatch("X-[A-Z0-9-]{2,18}", code) for code in groups)


def test_the_vocabularies_are_in_simplified_characters():
    table = vocabularies.simplified()
    names = "".join(entry.name_zh for entry in (*TOPICS, *REGIONS, *INSTITUTIONS))
    text = names + "".join(entry.description_zh for entry in TOPICS)
    assert text.translate(table) == text and "廣東".translate(table) == "广东"


def test_members_of_groups_are_in_the_vocabulary():
    codes = {entry.code for entry in REGIONS}
    assert {member for entry in REGIONS for member in entry.members} <= codes


def test_a_name_of_two_regions_has_a_rule_for_each():
    seen: dict[str, str] = {}
    shared = {name for entry in REGIONS for name in names_of(entry) if seen.setdefault(name, entry.code) != entry.code}
    ruled = [(name, rule.region) for rule in vocabularies.regions().rules for name in rule.names if rule.region]
    assert all(sum(name == ruled_name for ruled_name, _ in ruled) == 2 for name in shared)


def test_rules_govern_names_that_exist():
    known = {name for entry in REGIONS for name in names_of(entry)}
    assert {name for rule in vocabularies.regions().rules for name in rule.names} <= known


def test_institutions_are_at_home_in_known_regions():
    codes = {entry.code for entry in REGIONS}
    assert {entry.region for entry in INSTITUTIONS if entry.region} <= codes


@pytest.mark.parametrize(
    ("model", "entries", "fields"),
    [
        (Topic, TOPICS, ("slug", "name", "name_zh")),
        (Region, REGIONS, ("code", "name", "name_zh", "kind")),
        (Institution, INSTITUTIONS, ("slug", "name", "name_zh", "abbreviation", "kind")),
    ],
)
def test_entries_fit_their_columns(model, entries, fields):
    for entry in entries:
        for field in fields:
            assert len(getattr(entry, field)) <= model._meta.get_field(field).max_length, entry


def test_slugs_are_fit_for_addresses():
    for entry in (*TOPICS, *INSTITUTIONS):
        validate_slug(entry.slug)
