import pytest

from articles.models import Institution, Region, Topic
from tests.builders import make_article, make_issue

pytestmark = pytest.mark.django_db

PAGES = {"topic": "/topics/tidal/", "region": "/regions/X-TIDE/", "institution": "/institutions/tide-office/"}
LISTS = {"topic": "/topics/", "region": "/regions/", "institution": "/institutions/"}


@pytest.fixture
def vocabulary():
    """A topic below a heading, a region in a group, and an institution, none of them in use."""
    heading = Topic.objects.create(slug="sea", name="Sea matters")
    Topic.objects.create(slug="tidal", name="Tidal power", name_zh="潮汐能", parent=heading, description="From tides.")
    coast = Region.objects.create(code="X-TIDE", name="Tidal Coast", kind="province")
    Region.objects.create(code="X-ALL", name="All Coasts", kind="group").members.add(coast)
    Institution.objects.create(slug="tide-office", name="Tide Office", abbreviation="TO", region=coast)


def page(client, url):
    return client.get(url).content.decode()


def make_tagged(**fields):
    return make_article(topics=("tidal",), regions=("X-TIDE",), institutions=("tide-office",), **fields)


@pytest.mark.parametrize("url", PAGES.values())
def test_a_subject_page_lists_its_articles(client, vocabulary, url):
    make_tagged(title="Mills on the shore")
    assert "Mills on the shore" in page(client, url)
    assert "1 article, newest first" in page(client, url)


@pytest.mark.parametrize("url", PAGES.values())
def test_a_subject_page_never_lists_drafts(client, vocabulary, url):
    make_tagged(title="Held back", state="draft")
    make_tagged(title="Too early", issue=make_issue(state="draft"))
    text = page(client, url)
    assert "No published article here yet" in text
    assert "Held back" not in text
    assert "Too early" not in text


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_names_only_subjects_in_use(client, vocabulary, kind):
    assert PAGES[kind] not in page(client, LISTS[kind])
    make_tagged()
    assert PAGES[kind] in page(client, LISTS[kind])


@pytest.mark.parametrize("kind", LISTS)
def test_a_subject_of_drafts_only_is_not_in_use(client, vocabulary, kind):
    make_tagged(state="draft")
    assert PAGES[kind] not in page(client, LISTS[kind])


@pytest.mark.parametrize("url", ["/topics/no/", "/regions/NO-NO/", "/institutions/no/", "/authors/no/"])
def test_an_unknown_subject_is_not_found(client, url):
    assert client.get(url).status_code == 404


def test_articles_come_newest_first_by_their_own_date_or_their_issues(client, vocabulary):
    make_tagged(title="Oldest", issue=make_issue(date="2020-01-01"))
    make_tagged(title="Newest", issue=make_issue(date="2020-01-01"), date="2024-01-01")
    make_tagged(title="Middle", issue=make_issue(date="2022-01-01"))
    articles = client.get("/topics/tidal/").context["articles"]
    assert [article.title for article in articles] == ["Newest", "Middle", "Oldest"]


def test_a_topic_shows_its_chinese_name_and_description(client, vocabulary):
    text = page(client, "/topics/tidal/")
    assert '<span class="other-name" lang="zh-Hans">潮汐能</span>' in text
    assert "From tides." in text


def test_a_topic_is_described_in_the_language_of_the_page(client, vocabulary):
    Topic.objects.filter(slug="tidal").update(description_zh="潮汐发电。")
    text = client.get("/topics/tidal/", HTTP_ACCEPT_LANGUAGE="zh-hans").content.decode()
    assert "潮汐发电。" in text
    assert '<span class="other-name" lang="en">Tidal power</span>' in text
    assert "From tides." not in text


def test_a_region_says_what_else_it_is_called(client):
    assert '<li lang="en">Republic of Bulgaria</li>' in page(client, "/regions/BG/")


@pytest.mark.parametrize("url", PAGES.values())
def test_a_subject_without_articles_leads_on(client, vocabulary, url):
    text = page(client, url)
    assert 'href="/search/?q=%22' in text
    assert 'type="application/atom+xml"' in text


@pytest.mark.parametrize("kind", PAGES)
def test_a_subject_page_leads_to_its_feed(client, vocabulary, kind):
    text = page(client, PAGES[kind])
    feed = f"/feeds{PAGES[kind].removesuffix('/')}.atom"
    assert f'<link rel="alternate" type="application/atom+xml" href="{feed}"' in text
    assert f'<a href="{feed}"' in text
    assert client.get(feed).status_code == 200


@pytest.mark.parametrize(("kind", "key"), [("topic", "tidal"), ("region", "X-TIDE"), ("institution", "tide-office")])
def test_a_subject_with_articles_can_be_compared_in_trends(client, vocabulary, kind, key):
    make_tagged()
    assert f'<a href="/trends/?of={kind}:{key}">' in page(client, PAGES[kind])


def test_an_author_of_drafts_only_has_no_page(client):
    make_article(authors=("CHEN Yu",), state="draft")
    assert client.get("/authors/chen-yu/").status_code == 404


def test_a_heading_gathers_the_articles_of_its_topics_once_each(client, vocabulary):
    Topic.objects.create(slug="waves", name="Waves", parent=Topic.objects.get(slug="sea"))
    make_article(topics=("tidal", "waves"))
    assert "1 article, newest first" in page(client, "/topics/sea/")


def test_the_topics_stand_below_their_heading(client, vocabulary):
    make_tagged()
    text = page(client, "/topics/")
    assert text.index("Sea matters") < text.index("Tidal power")


def test_searching_within_a_heading_takes_in_its_topics(client, vocabulary):
    make_tagged()
    assert '<input type="hidden" name="topic" value="tidal">' in page(client, "/topics/sea/")


def test_a_member_names_its_group(client, vocabulary):
    assert "All Coasts" in page(client, "/regions/X-TIDE/")


def test_a_group_names_its_members_with_their_articles(client, vocabulary):
    make_tagged()
    assert '<a href="/regions/X-TIDE/">Tidal Coast</a>' in page(client, "/regions/X-ALL/")


def test_a_member_without_articles_is_named_but_not_linked(client, vocabulary):
    text = page(client, "/regions/X-ALL/")
    assert "Tidal Coast" in text
    assert "/regions/X-TIDE/" not in text


def test_an_institution_shows_its_abbreviation_and_seat(client, vocabulary):
    text = page(client, "/institutions/tide-office/")
    assert "<dd>TO</dd>" in text
    assert '<a href="/regions/X-TIDE/">Tidal Coast</a>' in text


def test_an_author_is_listed_with_a_page_of_articles(client):
    make_article(title="Mills on the shore", authors=("CHEN Yu",))
    assert "/authors/chen-yu/" in page(client, "/authors/")
    assert "Mills on the shore" in page(client, "/authors/chen-yu/")


def test_an_author_of_drafts_only_is_not_listed(client):
    make_article(authors=("CHEN Yu",), state="draft")
    assert "/authors/chen-yu/" not in page(client, "/authors/")


def test_twenty_articles_fill_a_page(client, vocabulary):
    issue = make_issue()
    for _ in range(21):
        make_tagged(issue=issue)
    assert len(client.get("/topics/tidal/").context["articles"]) == 20
    assert len(client.get("/topics/tidal/?page=2").context["articles"]) == 1


@pytest.mark.parametrize("number", ["2", "0", "-1", "x"])
def test_a_bad_page_number_is_not_found(client, vocabulary, number):
    make_tagged()
    assert client.get(f"/topics/tidal/?page={number}").status_code == 404


@pytest.mark.parametrize("url", [*PAGES.values(), *LISTS.values(), "/topics/sea/", "/regions/X-ALL/", "/authors/"])
def test_more_articles_cost_no_more_queries(client, vocabulary, url, django_assert_max_num_queries):
    for _ in range(10):
        make_tagged(section="Policy", authors=("CHEN Yu",))
    with django_assert_max_num_queries(12):
        client.get(url)
