import pytest

from articles.models import Institution, Region
from articles.pages.other_names import MOST, other_names

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [("BG", "Bulgaria", "Republic of Bulgaria"), ("AE", "United Arab Emirates", "UAE"), ("CN", "China", "PRC")],
)
def test_a_region_is_called_by_its_long_and_its_short_name(code, name, expected):
    assert (expected, "en") in other_names(Region(code=code, name=name))


@pytest.mark.parametrize(("code", "name", "part"), [("DE", "Germany", "Bavaria"), ("CN", "China", "国务院")])
def test_a_region_is_not_called_by_its_parts_and_bodies(code, name, part):
    assert part not in dict(other_names(Region(code=code, name=name)))


def test_a_region_is_called_by_its_name_in_short():
    delta = Region(code="X-YRD", name="Yangtze River Delta", name_zh="长江三角洲")
    assert ("长三角", "zh-Hans") in other_names(delta)


def test_an_institution_is_called_by_its_short_chinese_name():
    cas = Institution(slug="cas", name="Chinese Academy of Sciences", name_zh="中国科学院", abbreviation="CAS")
    assert other_names(cas) == [("中科院", "zh-Hans")]


def test_another_spelling_is_no_other_name():
    who = Institution(slug="who", name="World Health Organization", name_zh="世界卫生组织", abbreviation="WHO")
    assert "World Health Organisation" not in dict(other_names(who))


@pytest.mark.parametrize("slug", ["max-planck", "unep", "european-commission"])
def test_no_list_of_names_is_long(slug):
    assert len(other_names(Institution(slug=slug, name="x"))) <= MOST


def test_what_no_vocabulary_knows_has_no_other_names():
    assert other_names(Region(code="X-OURS", name="Ours")) == []
