import pytest

from articles.models import Institution, Region
from tests.builders import make_article

pytestmark = pytest.mark.django_db


def page(client, url, language="en"):
    return client.get(url, headers={"accept-language": language}).content.decode()


def test_a_topic_of_the_first_level_counts_the_articles_below_it(client):
    make_article(topics=("energy",))
    make_article(topics=("carbon-climate",))
    assert "2 articles" in page(client, "/topics/")


def test_topics_stand_in_the_order_of_the_names_that_are_shown(client):
    make_article(topics=("water-resources", "energy", "carbon-climate"))
    text = page(client, "/topics/")
    assert (
        text.index("/topics/carbon-climate/") < text.index("/topics/energy/") < text.index("/topics/water-resources/")
    )


def test_regions_stand_under_their_kind(client):
    make_article(regions=("CN-GD", "DE", "EU"))
    text = page(client, "/regions/").partition("</figure>")[2]
    places = ["Chinese provinces", "Guangdong", "Groups and areas", "European Union", "Countries", "Germany"]
    assert sorted(places, key=text.index) == places


def test_regions_that_find_no_room_on_the_map_are_in_the_list(client):
    for region in Region.objects.filter(kind="country")[:9]:
        make_article(regions=(region.code, "US"))
    text = page(client, "/regions/")
    assert all(region.get_absolute_url() in text for region in Region.objects.filter(kind="country")[:9])


def test_institutions_stand_under_their_kind(client):
    make_article(institutions=("nsfc", "most"))
    text = page(client, "/institutions/")
    assert text.index(">Ministries <") < text.index("/institutions/most/") < text.index(">Funders <")


def test_an_institution_of_an_editors_own_kind_is_listed(client):
    Institution.objects.create(slug="salon", name="The Salon", kind="salon")
    make_article(institutions=("salon",))
    text = page(client, "/institutions/")
    assert text.index(">Others <") < text.index("The Salon")


def test_authors_stand_under_their_letter_and_chinese_names_at_the_end(client):
    make_article(authors=("陈雨", "Zoë Karr", "CHEN Yu"))
    text = page(client, "/authors/")
    places = ['id="letter-C"', "CHEN Yu", 'id="letter-Z"', "Zoë Karr", 'id="letter-zh"', "陈雨"]
    assert sorted(places, key=text.index) == places


def test_a_letter_leads_to_the_page_that_it_begins_on(client):
    for number in range(100):
        make_article(authors=(f"Anna {number}", f"Boris {number}", f"Cora {number}"))
    text = page(client, "/authors/")
    assert 'href="?page=1#letter-B"' in text
    assert 'href="?page=2#letter-C"' in text
    assert 'id="letter-C"' in page(client, "/authors/?page=2")


def test_a_short_list_of_authors_needs_no_letters_to_jump_to(client):
    make_article(authors=("CHEN Yu",))
    assert "#letter-C" not in page(client, "/authors/")


@pytest.mark.parametrize("url", ["/topics/", "/regions/", "/institutions/"])
def test_names_are_chinese_in_the_chinese_interface(client, url):
    make_article(topics=("energy",), regions=("DE",), institutions=("most",))
    names = {"/topics/": "能源", "/regions/": "德国", "/institutions/": "科学技术部"}
    assert names[url] in page(client, url, "zh-CN")


@pytest.mark.parametrize("url", ["/topics/", "/regions/", "/institutions/", "/authors/"])
def test_an_empty_list_leads_to_the_issues(client, url):
    assert '<a href="/issues/">Browse the issues</a>' in page(client, url)
