from django.utils import translation

from articles.models import Region
from articles.pages.collation import by_name, initial


def named(*names):
    return [Region(code=str(number), name=name, name_zh=zh) for number, (name, zh) in enumerate(names)]


def test_accents_and_capitals_make_no_difference_to_the_order():
    regions = named(("Zambia", ""), ("Åland Islands", ""), ("albania", ""))
    assert [region.name for region in by_name(regions)] == ["Åland Islands", "albania", "Zambia"]


def test_chinese_names_stand_in_the_order_of_their_pinyin():
    regions = named(("Zhejiang", "浙江"), ("Beijing", "北京"), ("Guangdong", "广东"), ("Anhui", "安徽"))
    with translation.override("zh-hans"):
        assert [region.name_zh for region in by_name(regions)] == ["安徽", "北京", "广东", "浙江"]


def test_a_name_is_looked_up_under_its_first_letter():
    names = ("CHEN Yu", "Öberg", "ßen", "陈雨", "Ярослав", "")
    assert [initial(name).sign for name in names] == ["C", "O", "S", "zh", "other", "other"]
