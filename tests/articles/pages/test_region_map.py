import pytest
from django.utils import translation

from articles import vocabularies
from articles.models import Region
from articles.pages.region_map import PITCH, region_map


def region(code, kind="province", count=0, name="", name_zh=""):
    region = Region(code=code, name=name or code, name_zh=name_zh, kind=kind)
    region.article_count = count
    return region


def vocabulary(**counts):
    """All regions of the vocabulary; articles are given as `CN_GD=3`."""
    return [
        region(entry.code, entry.kind, counts.get(entry.code.replace("-", "_"), 0), entry.name, entry.name_zh)
        for entry in vocabularies.regions().entries
    ]


def tiles(*regions):
    return {tile.region.code: tile for tile in region_map(regions).tiles}


def test_every_province_has_a_tile_even_without_articles():
    provinces = {entry.code for entry in vocabularies.regions().entries if entry.kind == "province"}
    assert len(provinces) == 34
    assert set(tiles(*vocabulary())) == provinces


def test_no_two_tiles_lie_in_one_place():
    drawn = region_map(vocabulary(CN=5, DE=2, EU=1)).tiles
    assert len({(tile.x, tile.y) for tile in drawn}) == len(drawn)


@pytest.mark.parametrize(
    ("code", "other"),
    [("CN-XJ", "CN-SD"), ("CN-XZ", "CN-TW"), ("CN-SC", "CN-ZJ"), ("CN-YN", "CN-FJ"), ("CN-GX", "CN-HK")],
)
def test_the_west_lies_to_the_left(code, other):
    drawn = tiles(*vocabulary())
    assert drawn[code].x < drawn[other].x


@pytest.mark.parametrize(
    ("code", "other"),
    [("CN-HL", "CN-BJ"), ("CN-BJ", "CN-SH"), ("CN-SN", "CN-SC"), ("CN-JS", "CN-GD"), ("CN-GD", "CN-MO")],
)
def test_the_north_lies_at_the_top(code, other):
    drawn = tiles(*vocabulary())
    assert drawn[code].y < drawn[other].y


def test_groups_and_then_countries_with_articles_stand_below_the_provinces():
    drawn = tiles(*vocabulary(EU=1, DE=2))
    assert drawn["CN-HI"].y < drawn["EU"].y < drawn["DE"].y
    assert "FR" not in drawn


def test_only_the_countries_with_most_articles_find_room():
    drawn = tiles(*(region(f"C{number}", "country", number + 1) for number in range(20)))
    assert set(drawn) == {f"C{number}" for number in range(12, 20)}
    assert drawn["C19"].x == 0
    assert drawn["C18"].x == PITCH


def test_a_row_without_tiles_has_no_heading():
    drawn = region_map(vocabulary(DE=2))
    assert drawn.groups_y is None
    assert drawn.countries_y is not None


def test_more_articles_have_a_stronger_shade():
    drawn = tiles(*(region(f"CN-{code}", count=count) for code, count in {"BJ": 50, "TJ": 9, "HE": 1, "GD": 0}.items()))
    assert drawn["CN-GD"].shade == 0
    assert 0 < drawn["CN-HE"].shade < drawn["CN-TJ"].shade < drawn["CN-BJ"].shade <= 5


def test_the_legend_says_what_each_shade_means():
    legend = region_map([region("CN-BJ", count=1), region("CN-TJ", count=9)]).shades
    assert [tuple(shade) for shade in legend] == [(1, 1, 1), (2, 2, 9)]


def test_a_tile_bears_two_letters_and_in_chinese_a_short_name():
    inner_mongolia = region("CN-NM", count=1, name_zh="内蒙古")
    assert tiles(inner_mongolia)["CN-NM"].sign == "NM"
    with translation.override("zh-hans"):
        assert tiles(inner_mongolia)["CN-NM"].sign == "内蒙古"


def test_the_signs_of_provinces_and_groups_tell_them_apart():
    with_groups = [entry for entry in vocabulary() if entry.kind != "country"]
    for entry in with_groups:
        entry.article_count = 1
    signs = [tiles(entry)[entry.code].sign for entry in with_groups]
    assert len(set(signs)) == len(signs)
    assert max(map(len, signs)) <= 5


@pytest.mark.django_db
def test_a_region_that_an_editor_added_breaks_nothing(client):
    Region.objects.create(code="CN-ZZ", name="Nowhere", kind="province")
    assert client.get("/regions/").status_code == 200
