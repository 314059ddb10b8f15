"""The review: the source beside its articles, corrected and published on one page."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from articles.models import Article, Caption, Issue, Origin, Section, State
from tests.articles.desk import PAGE, ingest, review_data, sign_in
from tests.builders import make_article, make_issue, make_source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]


@pytest.fixture
def article():
    """A draft with a tag of each kind that a rule has set."""
    issue = make_issue(state=State.DRAFT)
    article = make_article(
        issue,
        section="Policy",
        authors=("CHEN Chunyou", "LIN Yue"),
        regions=("CN-TJ",),
        state=State.DRAFT,
    )
    article.region_tags.update(origin=Origin.RULE)
    return article


def address(issue):
    return reverse("admin:articles_issue_review", args=[issue.pk])


def save(client, article, do="save", **changes):
    url = address(article.issue)
    response = client.post(url, review_data(client, url, **changes) | {"do": do}, follow=True)
    article.refresh_from_db()
    return response


def test_every_line_of_the_source_is_shown_with_its_number(editor):
    page = editor.get(ingest(editor).url).content.decode()
    assert '<li id="line-5" value="5">' in page
    assert "Ministry funds battery research" in page


def test_each_run_of_lines_names_the_article_it_went_to(editor):
    page = editor.get(ingest(editor).url).content.decode()
    for article in Article.objects.all():
        assert f'<a href="#article-{article.pk}">Article {article.position}</a>' in page


def test_a_gap_is_marked_in_words(editor):
    response = ingest(editor)
    warning = {"code": "gap", "message": "The paragraph breaks off here.", "line": 9}
    Article.objects.filter(position=1).update(warnings=[warning])
    page = editor.get(response.url).content.decode()
    assert "Text lost here" in page
    assert '<a href="#line-9">Line 9</a>: The paragraph breaks off here.' in page


def test_markup_in_a_source_is_shown_as_text(editor):
    page = editor.get(ingest(editor, data=PAGE.replace("within a month", "<script>alert(1)</script>")).url)
    assert "<script>alert(1)" not in page.content.decode()


def test_a_source_that_is_missing_on_disk_is_told_and_the_articles_are_there(editor):
    issue = make_issue()
    make_article(issue, source=make_source(issue), title="Still here")
    page = editor.get(address(issue)).content.decode()
    assert "missing from the data folder" in page
    assert "Still here" in page


def test_each_file_of_an_issue_has_its_own_page_of_review(editor):
    issue = make_issue()
    for title in ("On page one", "On page two"):
        make_article(issue, source=make_source(issue), title=title)
    second = editor.get(address(issue), {"source": issue.sources.last().pk})
    assert [form.instance.title for form, *_ in second.context["panels"]] == ["On page two"]


def test_title_byline_and_standfirst_are_corrected(editor, article):
    save(editor, article, title="Better", byline="By Staff", standfirst="In short.")
    assert (article.title, article.byline, article.standfirst) == ("Better", "By Staff", "In short.")


def test_a_title_cannot_be_emptied(editor, article):
    response = save(editor, article, title="")
    assert "Nothing was saved" in response.content.decode()
    assert article.title


def test_a_date_is_saved_as_precisely_as_it_is_printed(editor, article):
    save(editor, article, date="2023-05")
    assert article.iso_date == "2023-05"


def test_a_date_that_does_not_exist_is_told(editor, article):
    response = save(editor, article, date="2023-02-30")
    assert "There is no such date as 2023-02-30" in response.content.decode()
    assert article.date is None


def test_a_new_section_is_made(editor, article):
    save(editor, article, section_name="Case Study")
    assert article.section.name == "Case Study"
    assert article.section.publication == article.issue.publication


def test_a_section_that_is_there_is_used_whatever_its_case(editor, article):
    save(editor, article, section_name="POLICY")
    assert article.section.name == "Policy"
    assert Section.objects.count() == 1


def test_a_section_can_be_cleared(editor, article):
    save(editor, article, section_name="")
    assert article.section is None


def test_authors_are_names_separated_by_semicolons(editor, article):
    save(editor, article, author_names="LIN Yue; WANG Fei ;LIN Yue")
    assert [row.author.name for row in article.authorships.all()] == ["LIN Yue", "WANG Fei"]


def test_authors_can_be_put_in_another_order(editor, article):
    save(editor, article, author_names="LIN Yue; CHEN Chunyou")
    assert [row.author.name for row in article.authorships.all()] == ["LIN Yue", "CHEN Chunyou"]


def test_a_name_that_is_too_long_is_told(editor, article):
    response = save(editor, article, author_names="N" * 121)
    assert "longer than 120 characters" in response.content.decode()
    assert article.authorships.count() == 2


def test_a_tag_is_shown_with_the_passage_it_rests_on(editor, article):
    assert '<q lang="en">in CN-TJ</q>' in editor.get(address(article.issue)).content.decode()


def test_a_tag_that_is_taken_off_is_remembered(editor, article):
    save(editor, article, removed=["region:CN-TJ"])
    assert article.regions.count() == 0
    assert article.removed_tags == ["region:CN-TJ"]


def test_a_tag_that_comes_back_is_no_longer_remembered_as_taken_off(editor, article):
    save(editor, article, removed=["region:CN-TJ"])
    save(editor, article, added_region="CN-TJ")
    assert article.removed_tags == []
    assert article.region_tags.get().origin == Origin.EDITOR


@pytest.mark.parametrize("typed", ["CN-SH", "cn-sh", "Shanghai"])
def test_a_tag_is_added_by_its_code_or_name(editor, article, typed):
    save(editor, article, added_region=typed)
    assert article.region_tags.get(region__code="CN-SH").origin == Origin.EDITOR


def test_several_tags_are_added_at_once(editor, article):
    save(editor, article, added_region="CN-SH; DE")
    assert {region.code for region in article.regions.all()} == {"CN-TJ", "CN-SH", "DE"}


def test_adding_a_tag_that_is_there_changes_nothing(editor, article):
    save(editor, article, added_region="CN-TJ")
    assert article.region_tags.get().origin == Origin.RULE


def test_an_unknown_tag_is_told_and_nothing_is_saved(editor, article):
    response = save(editor, article, title="Better", added_topic="alchemy")
    assert "There is no topic “alchemy”" in response.content.decode()
    assert article.title != "Better"


def test_all_articles_are_saved_or_none(editor, article):
    other = make_article(article.issue, state=State.DRAFT)
    url = address(article.issue)
    data = review_data(editor, url, title="Better") | {f"article-{other.pk}-title": ""}
    editor.post(url, data)
    article.refresh_from_db()
    assert article.title != "Better"


def test_an_article_that_came_in_meanwhile_is_left_alone(editor, article):
    data = review_data(editor, address(article.issue), title="Better")
    late = make_article(article.issue, title="Late")
    editor.post(address(article.issue), data)
    late.refresh_from_db()
    assert late.title == "Late"


def test_only_what_was_corrected_is_written(editor, article):
    before = article.updated_at
    save(editor, article)
    assert article.updated_at == before


def test_who_corrected_what_is_kept(editor, article):
    save(editor, article, title="Better")
    entry = LogEntry.objects.get()
    assert (entry.get_edited_object(), entry.get_change_message()) == (article, "Changed title.")


def test_publishing_saves_and_publishes_and_shows_the_way(editor, article):
    page = save(editor, article, do="publish", title="Better").content.decode()
    assert article.is_published
    assert article.title == "Better"
    assert "Published 1 article" in page
    assert article.issue.get_absolute_url() in page


def test_publishing_waits_while_something_is_wrong(editor, article):
    save(editor, article, do="publish", date="never")
    assert not article.is_published


def test_unpublishing_makes_a_draft_again(editor, article):
    save(editor, article, do="publish")
    save(editor, article, do="unpublish")
    assert Issue.objects.get().state == State.DRAFT
    assert not Article.objects.published().exists()


def test_the_review_asks_before_it_deletes(editor, article):
    delete = reverse("admin:articles_issue_delete", args=[article.issue.pk])
    assert delete in editor.get(address(article.issue)).content.decode()
    assert "Are you sure" in editor.get(delete).content.decode()
    assert Issue.objects.exists()


def test_a_file_of_a_hundred_and_twenty_articles_is_saved(editor, article):
    briefs = (Article(issue=article.issue, position=number, title="Brief") for number in range(2, 121))
    Article.objects.bulk_create(briefs)
    url = address(article.issue)
    assert editor.post(url, review_data(editor, url, title="Better")).status_code == 302
    article.refresh_from_db()
    assert article.title == "Better"


def test_a_visitor_is_sent_to_the_login(client, article):
    assert client.get(address(article.issue)).url.startswith(reverse("admin:login"))


def test_an_editor_who_may_not_change_articles_is_refused(client, article):
    sign_in(client, "view_article", "change_issue")
    assert client.get(address(article.issue)).status_code == 403


def test_an_editor_who_may_not_change_issues_cannot_publish(client, article):
    sign_in(client, "change_article")
    assert save(client, article, do="publish").status_code == 403
    assert not article.is_published


def test_the_number_of_queries_does_not_grow_with_the_articles(editor, article, django_assert_max_num_queries):
    for _ in range(8):
        other = make_article(article.issue, section="Policy", authors=("CHEN Chunyou",), regions=("DE", "FR"))
        Caption.objects.create(article=other, text="A picture")
    with django_assert_max_num_queries(20):
        editor.get(address(article.issue))
