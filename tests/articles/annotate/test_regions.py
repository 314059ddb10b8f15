import pytest

from tests.articles.annotate.texts import keys, tags


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("A plant opened in Qingdao.", {"CN-SD"}),
        ("Shanxi sells coal to Shaanxi.", {"CN-SX", "CN-SN"}),
        ("Niger is not Nigeria.", {"NE", "NG"}),
        ("Papua New Guinea borders Indonesia.", {"PG", "ID"}),
        ("Fishing off Guinea-Bissau and Equatorial Guinea.", {"GW", "GQ"}),
        ("Northern Ireland and Ireland share a grid.", {"GB", "IE"}),
        ("Herders of Inner Mongolia visited Mongolia.", {"CN-NM", "MN"}),
        ("South Sudan left Sudan in 2011.", {"SS", "SD"}),
        ("Tests ran in São Paulo and Zürich.", {"BR", "CH"}),
        ("Students from Xi’an won.", {"CN-SN"}),
        ("The U.S. and the UK signed.", {"US", "GB"}),
        ("A bus from Taizhou in Zhejiang.", {"CN-ZJ"}),
        ("A bus from Taizhou.", {"CN-JS"}),
        ("A German firm won.", {"DE"}),
    ],
)
def test_places_are_found_by_name_city_or_adjective(text, codes):
    assert set(keys("regions", text)) == codes


@pytest.mark.parametrize(
    "text",
    [
        "We ate turkey and put it on good china.",
        "Michael Jordan opened the game.",
        "Jordan Smith signed first.",
        "LI Hebei wrote the report.",
        "A paper by Jinhua Zhang.",
        "The guinea pig slept.",
        "Guinea pigs slept.",
        "It follows the Paris Agreement and the Kyoto Protocol.",
        "It cost 40 million US dollars.",
        "Currents of the South China Sea and the Indian Ocean.",
        "Let us read it in Nice weather, by a Mobile bath.",
        "The Jersey was blue.",
        "It is published in Spanish and in Chinese.",
    ],
)
def test_what_only_looks_like_a_place_is_left_alone(text):
    assert keys("regions", text) == []


PARAGRAPHS = "\n\n".join(["It rained in Kisumu, Kenya."] * 8)


def test_a_place_named_once_far_down_is_no_region_of_the_article():
    assert keys("regions", f"{PARAGRAPHS}\n\nThe pump was built by a firm in Norway.") == ["KE"]
    assert keys("regions", f"{PARAGRAPHS}\n\nNorway paid. Norway will pay again.") == ["KE", "NO"]


def test_a_place_in_the_headline_is_one_though_never_named_again():
    assert keys("regions", PARAGRAPHS, title="Norway pays for the pump") == ["KE", "NO"]


def test_those_who_came_to_look_count_for_less_than_those_who_act():
    beginning = "Tiles are fired in Foshan.\n\nIt is hot.\n\n"
    assert "IT" not in keys("regions", f"{beginning}Engineers from Italy have asked for the plans.")
    assert "IT" in keys("regions", f"{beginning}Engineers from Italy pay half of the cost.")


def test_an_institution_speaks_for_the_country_where_it_is_at_home():
    assert keys("regions", "The Chinese Academy of Sciences replied.") == ["CN"]


def test_a_country_is_meant_where_many_of_its_provinces_are_named():
    assert "CN" in keys("regions", "Trials run in Hefei, in Chengdu and in Foshan.")
    assert "CN" not in keys("regions", "Trials run in Hefei and in Foshan.")


def test_georgia_is_the_country_unless_its_namesake_is_meant():
    assert keys("regions", "Wine from Georgia and Armenia.") == ["GE", "AM"]
    assert keys("regions", "A peach farm in Georgia, near Atlanta.") == ["US"]
    assert keys("regions", "A laboratory in Savannah, Georgia.") == ["US"]


def test_a_group_is_tagged_with_the_members_its_name_names():
    found = keys("regions", "The Beijing-Tianjin- Hebei region grows.")
    assert found == ["X-BTH", "CN-BJ", "CN-TJ", "CN-HE"]


def test_a_group_is_not_tagged_with_members_left_unnamed():
    assert keys("regions", "The Yangtze River Delta grows.") == ["X-YRD"]


def test_a_headline_in_capitals_names_places_but_no_abbreviations():
    assert keys("regions", "", title="BEIJING ASKS US TO JOIN") == ["CN-BJ"]


def test_the_place_in_the_headline_comes_first():
    body = "Lima has one. Quito has one. Quito has two."
    assert keys("regions", body, title="Havana opens a museum")[0] == "CU"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("江西南昌的企业到上海南部考察。", {"CN-JX", "CN-SH"}),
        ("中德两国在青岛签约。", {"CN", "DE", "CN-SD"}),
        ("臺灣與廣東的學校交換學生。", {"CN-TW", "CN-GD"}),
        ("粤港澳大湾区建设提速。", {"X-GBA", "CN-GD", "CN-HK", "CN-MO"}),
        ("印度尼西亚与印度派人参加。", {"ID", "IN"}),
        ("巴布亚新几内亚和几内亚比绍。", {"PG", "GW"}),
    ],
)
def test_chinese_names_are_found_without_spaces(text, codes):
    assert set(keys("regions", text)) == codes


@pytest.mark.parametrize("text", ["黄河南岸的船开向出海口。", "求大同存小异，长治久安。", "其中国家级项目两个。"])
def test_chinese_characters_that_only_meet_by_chance_name_no_place(text):
    assert keys("regions", text) == []


def test_the_evidence_is_the_sentence_that_names_the_place():
    (tag,) = tags("regions", "It rained. The **valve** works in Foshan closed early. Nobody came.")
    assert tag.evidence == "The valve works in Foshan closed early."
