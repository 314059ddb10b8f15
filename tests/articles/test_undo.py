"""What was changed can be taken back, and done again, as long as nothing was built on it."""

import pytest
from django.contrib.auth.models import User

from articles.history import Conflict, is_undo, recorded, undo, undoable
from articles.models import Article, Author, Section, State, Topic
from articles.naming import named_author
from articles.publishing import publish_issue
from articles.signals import articles_changed
from articles.snapshots import take
from tests.articles.changes import changed, deleted, make_middle_article
from tests.builders import make_article, make_issue, make_publication, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return User.objects.create_superuser("editor")


@pytest.fixture
def article():
    return make_middle_article()


def titles(issue):
    return list(issue.articles.order_by("position").values_list("title", flat=True))


def test_an_undone_correction_is_as_it_was(article, user):
    before = take(article.issue)
    change = changed(article, title="New gauges", body="New.", date=None)
    undone = undo(change, user)
    assert take(article.issue) == before
    assert (undone.undoes, undone.user, undone.summary) == (change, user, f"Undid: {change.summary}")


def test_a_deleted_article_comes_back_whole_under_its_old_address(article):
    before, address = take(article.issue), article.get_absolute_url()
    undo(deleted(article), None)
    assert take(article.issue) == before
    back = Article.objects.get(pk=article.pk)
    assert (back.get_absolute_url(), back.published_at) == (address, article.published_at)
    assert back.body_html == article.body_html


def test_an_added_article_goes_again(article):
    with recorded(article.issue, None) as recording:
        make_article(article.issue, title="Late news")
    undo(recording.change, None)
    assert titles(article.issue) == ["Before it", "Tide gauges", "After it"]


def test_an_order_comes_back(article):
    with recorded(article.issue, None) as recording:
        for place, title in [(9, "Before it"), (1, "After it"), (3, "Before it")]:
            Article.objects.filter(title=title).update(position=place)
    undo(recording.change, None)
    assert titles(article.issue) == ["Before it", "Tide gauges", "After it"]
    assert list(article.issue.articles.values_list("position", flat=True)) == [1, 2, 3]


def test_an_article_whose_place_is_taken_comes_back_before_the_one_that_took_it(article):
    change = deleted(article)
    make_article(article.issue, title="Taker", position=2)
    undo(change, None)
    assert titles(article.issue) == ["Before it", "Tide gauges", "Taker", "After it"]


def test_a_move_to_another_issue_is_undone_from_the_issue_it_left(article):
    other = make_article()
    change = changed(article, issue=other.issue, position=2)
    undo(change, None)
    assert titles(article.issue) == ["Before it", "Tide gauges", "After it"]
    assert titles(other.issue) == [other.title]


def test_undone_publishing_keeps_the_time_of_the_first_publication(article):
    change = changed(article, state=State.DRAFT)
    undo(undo(change, None), None)
    assert Article.objects.get(pk=article.pk).published_at == article.published_at


def test_a_correction_is_undone_though_the_issue_was_published_since(article):
    article.issue.articles.update(state=State.DRAFT)
    change = changed(article, title="New gauges")
    with recorded(article.issue, None):
        publish_issue(article.issue)
    undo(change, None)
    article.refresh_from_db()
    assert (article.title, article.state) == ("Tide gauges", State.PUBLISHED)


def test_what_others_changed_in_other_fields_stays(article):
    change = changed(article, title="New gauges")
    changed(article, body="New.")
    undo(change, None)
    article.refresh_from_db()
    assert (article.title, article.body) == ("Tide gauges", "New.")


def test_a_file_that_was_added_goes_out_of_use_and_is_kept(article):
    with recorded(article.issue, None) as recording:
        source = make_source(article.issue)
    undone = undo(recording.change, None)
    source.refresh_from_db()
    assert not source.is_current
    undo(undone, None)
    source.refresh_from_db()
    assert source.is_current


def test_furniture_comes_back(article):
    source = article.source
    with recorded(article.issue, None) as recording:
        source.furniture = [{"lines": [1, 2], "kind": "masthead", "text": "Harbour"}]
        source.save()
    undo(recording.change, None)
    source.refresh_from_db()
    assert source.furniture == []


def test_an_issue_gets_its_date_and_number_back(article):
    with recorded(article.issue, None) as recording:
        article.issue.number, article.issue.date, article.issue.date_precision = "13", "2024-01-01", "year"
        article.issue.save()
    undo(recording.change, None)
    article.issue.refresh_from_db()
    assert (article.issue.number, article.issue.iso_date) == ("", "2023-03-10")


def test_the_public_hears_of_what_is_undone(article):
    change = deleted(article)
    ids = set()

    def note(sender, **announcement):
        ids.update(announcement["ids"])

    articles_changed.connect(note)
    undo(change, None)
    articles_changed.disconnect(note)
    assert article.pk in ids


# What is gone meanwhile


def test_a_section_that_is_gone_is_made_again(article):
    change = changed(article, section=None)
    Section.objects.all().delete()
    undo(change, None)
    assert Article.objects.get(pk=article.pk).section.name == "Policy"


def test_authors_that_are_gone_are_made_again_in_their_order(article):
    change = deleted(article)
    Author.objects.all().delete()
    undo(change, None)
    assert [row.author.name for row in Article.objects.get(pk=article.pk).authorships.all()] == [
        "LIN Yue",
        "CHEN Chunyou",
    ]


def test_a_tag_whose_entry_is_gone_is_left_out(article):
    Topic.objects.create(slug="airships", name="Airships")
    airy = make_article(article.issue, topics=("airships", "quantum-technology"))
    change = deleted(airy)
    Topic.objects.get(slug="airships").delete()
    undo(change, None)
    assert [topic.slug for topic in Article.objects.get(pk=airy.pk).topics.all()] == ["quantum-technology"]


def test_an_author_who_is_gone_since_does_not_stand_in_the_way(article):
    with recorded(article.issue, None) as recording:
        article.authorships.all().delete()
        article.authorships.create(author=named_author("ZHOU Lan"))
    Author.objects.get(name="ZHOU Lan").delete()
    undo(recording.change, None)
    assert article.authors.count() == 2


# Conflicts


def test_what_was_changed_since_is_not_undone(article):
    change = changed(article, title="New gauges")
    changed(article, title="Newer gauges")
    with pytest.raises(Conflict, match=r"“Changed title of “Newer gauges””.*Undo that first"):
        undo(change, None)
    article.refresh_from_db()
    assert article.title == "Newer gauges"


def test_a_change_of_an_article_that_was_deleted_since_waits_for_that(article):
    change = changed(article, title="New gauges")
    deleted(article)
    with pytest.raises(Conflict, match="Deleted article 2"):
        undo(change, None)


def test_a_later_change_that_was_undone_is_not_named(article):
    first = changed(article, title="Second")
    changed(article, title="Third")
    undo(changed(article, title="Fourth"), None)
    with pytest.raises(Conflict, match="of “Third””"):
        undo(first, None)


def test_a_later_change_that_was_done_again_is_named(article):
    first = changed(article, title="Second")
    undo(undo(changed(article, title="Third"), None), None)
    with pytest.raises(Conflict, match="Redid"):
        undo(first, None)


def test_a_change_from_outside_the_history_is_told_as_such(article):
    change = changed(article, title="New gauges")
    Article.objects.filter(pk=article.pk).update(title="By hand")
    with pytest.raises(Conflict, match="not from here"):
        undo(change, None)


def test_what_is_undone_cannot_be_undone_again(article):
    change = changed(article, title="New gauges")
    undo(change, None)
    with pytest.raises(Conflict, match="undone already"):
        undo(change, None)


def test_an_address_that_another_issue_has_by_now_is_not_taken_from_it(article):
    issue, slug = article.issue, article.issue.slug
    with recorded(issue, None) as recording:
        issue.slug = "elsewhere"
        issue.save()
    make_issue(slug=slug)
    with pytest.raises(Conflict, match="belongs to another issue"):
        undo(recording.change, None)


def test_a_publication_that_is_gone_is_told(article):
    issue, old = article.issue, article.issue.publication
    with recorded(issue, None) as recording:
        issue.publication = make_publication("Other")
        issue.save()
    old.sections.all().delete()
    old.delete()
    with pytest.raises(Conflict, match="“Harbour Science Daily” has been deleted"):
        undo(recording.change, None)


# Undoing an undo, and what comes next


def test_undoing_an_undo_does_it_again(article):
    undone = undo(deleted(article), None)
    again = undo(undone, None)
    assert again.summary == "Redid: Deleted article 2, “Tide gauges”"
    assert (is_undo(undone), is_undo(again)) == (True, False)
    assert titles(article.issue) == ["Before it", "After it"]


def test_the_latest_change_that_stands_is_the_one_to_undo(article):
    first, second = changed(article, title="Second"), changed(article, title="Third")
    assert undoable(article.issue) == second
    undone = undo(second, None)
    assert undoable(article.issue) == first
    again = undo(undone, None)
    assert undoable(article.issue) == again


def test_an_issue_without_changes_has_nothing_to_undo(article):
    assert undoable(article.issue) is None
