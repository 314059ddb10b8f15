"""What editors delete is kept whole, and comes back whole, or not at all."""

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.db.models import ProtectedError

from articles.bringing_back import CannotComeBack, bring_back
from articles.models import (
    Article,
    Author,
    Change,
    Institution,
    Likeness,
    Publication,
    PublicRecord,
    Region,
    Removal,
    Section,
    SourceFile,
    Topic,
)
from articles.removing import kept_file_names, kept_files, remove, remove_all
from search.models import PendingChange
from tests.articles.whole_archive import fill, publish, rows, sketches
from tests.builders import make_article, make_issue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def content(path):
    with default_storage.open(path) as file:
        return file.read()


def back(removal):
    return bring_back(Removal.objects.get(pk=removal.pk), None)


@pytest.mark.parametrize("seed", range(6))
def test_an_issue_comes_back_with_every_row_as_it_was(seed):
    issue = fill(seed)[seed % 4]
    before, keys = rows("updated_at"), sketches()
    removal = remove(issue, User.objects.get())
    gone = rows("updated_at")
    assert len(gone) < len(before) and ("articles.Issue", issue.pk) not in gone
    assert back(removal) == issue
    assert rows("updated_at") == before
    assert sketches() == keys


@pytest.mark.parametrize("seed", range(4))
def test_all_issues_and_what_they_share_come_back_in_reverse(seed):
    issues = fill(seed)
    before, keys = rows("updated_at"), sketches()
    removals = [remove(issue, None) for issue in issues]
    for model in (Author, Section, Publication, Institution):
        removals += remove_all(model.objects.all(), None)
    assert not Author.objects.exists() and not Publication.objects.exists()
    for removal in reversed(removals):
        back(removal)
    assert rows("updated_at") == before
    assert sketches() == keys


@pytest.mark.parametrize("seed", range(4))
def test_in_another_order_only_what_cannot_be_without_waits(seed):
    """Everything comes back in any order in which nothing comes before what it needs."""
    issues = fill(seed)
    before = rows("updated_at")
    removals = remove_all(Author.objects.all(), None) + remove_all(Section.objects.all(), None)
    removals += [remove(issue, None) for issue in issues]
    for removal in removals:
        back(removal)
    assert rows("updated_at") == before


def test_each_named_thing_comes_back_with_its_links():
    fill(1)
    for model, named in ((Author, "LIN Yue"), (Section, "Policy"), (Region, "Germany"), (Institution, "Europ")):
        for thing in model.objects.filter(name__startswith=named):
            before = rows("updated_at")
            try:
                removal = remove(thing, None)
            except ProtectedError:
                continue
            assert rows("updated_at") != before
            assert back(removal) == thing
            assert rows("updated_at") == before, thing


def test_what_something_needs_is_not_deleted():
    article = make_article(topics=("energy",))
    for needed in (Topic.objects.get(slug="energy"), article.issue.publication):
        with pytest.raises(ProtectedError):
            remove(needed, None)
    assert not Removal.objects.exists()


def test_several_that_need_each_other_go_together_or_not_at_all():
    heading = Topic.objects.create(slug="heading", name="Heading")
    below = Topic.objects.create(slug="below", name="Below", parent=heading)
    used = Topic.objects.get(slug="energy")
    make_article(topics=("energy",))
    with pytest.raises(ProtectedError):
        remove_all([heading, below, used], None)
    assert Topic.objects.filter(pk__in=[heading.pk, below.pk]).count() == 2
    removals = remove_all([heading, below], None)
    with pytest.raises(CannotComeBack, match="“Heading” has been deleted as well"):
        back(removals[0])
    for removal in reversed(removals):
        back(removal)
    assert Topic.objects.get(slug="below").parent == heading


def test_who_and_when_are_kept():
    editor = User.objects.create_user("deleter")
    issue = make_issue(number="7")
    removal = remove(issue, editor)
    assert (removal.user, removal.model, removal.key) == (editor, "articles.issue", issue.pk)
    assert removal.name == str(issue)
    bring_back(removal, editor)
    removal.refresh_from_db()
    assert removal.brought_back_by == editor
    assert removal.brought_back_at > removal.removed_at
    assert removal.rows == []


def test_a_second_bring_back_says_that_it_was_done():
    removal = remove(make_issue(), None)
    bring_back(removal, User.objects.create_user("quick"))
    before = rows()
    with pytest.raises(CannotComeBack, match=r"brought back already, on .* by quick"):
        back(removal)
    assert rows() == before


def test_it_can_be_deleted_and_brought_back_again():
    issue = make_article().issue
    for _ in range(3):
        back(remove(issue, None))
    assert Removal.objects.count() == 3
    assert Article.objects.count() == 1


def test_the_history_of_an_issue_can_be_undone_after_it_came_back():
    issue = fill(2)[0]
    changes = list(Change.objects.filter(issue=issue).values_list("pk", "undoes"))
    back(remove(issue, None))
    assert list(Change.objects.filter(issue=issue).values_list("pk", "undoes")) == changes


def test_search_harvests_and_state_follow(client):
    article = make_article()
    publish(article.issue)
    PendingChange.objects.all().delete()
    PublicRecord.objects.update(changed_at="2023-01-01T00:00:00Z")
    removal = remove(article.issue, None)
    assert PendingChange.objects.filter(article_id=article.pk).exists()
    assert PublicRecord.objects.get(pk=article.pk).changed_at is None
    PendingChange.objects.all().delete()
    PublicRecord.objects.update(changed_at="2023-01-01T00:00:00Z")
    changed_before = article.updated_at
    back(removal)
    assert PendingChange.objects.filter(article_id=article.pk).exists()
    record = PublicRecord.objects.get(pk=article.pk)
    assert (record.changed_at, record.sets) == (None, [])
    assert Article.objects.get().updated_at > changed_before


def test_texts_that_came_meanwhile_are_linked_with_what_comes_back():
    text = " ".join(f"word{number}" for number in range(120))
    article = make_article(body=text)
    removal = remove(article.issue, None)
    make_article(body=text)
    back(removal)
    assert Likeness.objects.count() == 1


def test_the_files_of_an_issue_stay_and_are_known():
    issue = fill(0)[0]
    source = issue.sources.get()
    removal = remove(issue, None)
    (file,) = kept_files()
    assert (file.path, file.sha256, file.size) == (source.file.name, source.sha256, source.size)
    assert kept_file_names() == {source.file.name}
    assert content(file.path) == b"as it came"
    back(removal)
    assert kept_file_names() == set()
    assert content(SourceFile.objects.get(pk=source.pk).file.name) == b"as it came"
