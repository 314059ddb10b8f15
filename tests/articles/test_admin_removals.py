"""Editors delete, see what was deleted, and bring it back; who must, deletes it for good."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import ProtectedError
from django.urls import reverse

from articles.erasing import NAME
from articles.history import recorded
from articles.models import Article, Author, Change, Institution, Issue, Region, Removal, Section, SketchKey, Topic
from articles.removing import remove
from tests.articles.desk import sign_in
from tests.builders import make_article, make_issue, make_publication, make_source

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/removal/"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def editor(client):
    sign_in(client)
    return client


def delete(client, row):
    address = reverse(f"admin:articles_{row._meta.model_name}_delete", args=[row.pk])
    return client.post(address, {"post": "yes"}, follow=True)


def page_of(removal):
    return reverse("admin:articles_removal_change", args=[removal.pk])


def bring_back(client, removal):
    return client.post(reverse("admin:articles_removal_bring_back", args=[removal.pk]), follow=True)


def things():
    """One of each kind that can be deleted by itself."""
    article = make_article(section="Policy", authors=("LIN Yue",))
    SketchKey.objects.create(article=article, key=1)
    return [
        article.section,
        article.authors.get(),
        article.issue,
        make_publication("Delta Letters"),
        Topic.objects.create(slug="fjords", name="Fjords"),
        Region.objects.create(code="XX-F", name="Fjordland", kind="group"),
        Institution.objects.create(slug="fjord-board", name="Fjord Board"),
    ]


def test_whatever_is_deleted_can_be_brought_back_from_the_message(editor):
    for thing in things():
        ask = editor.get(reverse(f"admin:articles_{thing._meta.model_name}_delete", args=[thing.pk])).text
        assert "Nothing is lost for good: it can be brought back" in ask
        assert "Sketch key" not in ask
        key = thing.pk
        page = delete(editor, thing).text
        removal = Removal.objects.first()
        assert f'<a href="{page_of(removal)}">Bring it back</a>' in page
        assert not type(thing).objects.filter(pk=key).exists()
        assert "Brought back: <a href=" in bring_back(editor, removal).text
        assert type(thing).objects.filter(pk=key).exists()


def test_several_at_once_are_each_brought_back_by_themselves(editor):
    issues = [make_article().issue for _ in range(3)]
    chosen = {"action": "delete_selected", "_selected_action": [issue.pk for issue in issues]}
    changelist = reverse("admin:articles_issue_changelist")
    assert "Nothing is lost for good" in editor.post(changelist, chosen).text
    page = editor.post(changelist, chosen | {"post": "yes"}, follow=True).text
    assert f'<a href="{LIST}">Bring it back</a>' in page
    assert Removal.objects.count() == 3
    bring_back(editor, Removal.objects.get(key=issues[1].pk))
    assert list(Issue.objects.all()) == [issues[1]]


def test_an_article_comes_back_by_the_history_of_its_issue(editor):
    article = make_article()
    ask = editor.get(reverse("admin:articles_article_delete", args=[article.pk])).text
    assert "the history of the issue can undo it" in ask
    delete(editor, article)
    assert not Removal.objects.exists()
    assert Change.objects.filter(issue=article.issue).count() == 1


def test_the_list_says_what_who_and_when(editor):
    issue = make_article(make_issue(number="7")).issue
    make_article(issue)
    delete(editor, issue)
    row = editor.get(LIST).text
    for word in ("Harbour Science Daily, No. 7", "Issue", "editor-0", "Deleted"):
        assert word in row
    page = editor.get(page_of(Removal.objects.get())).text
    assert "Articles: 2" in page and "by editor-0" in page


def test_the_list_reads_no_rows(editor, django_assert_max_num_queries):
    for _ in range(5):
        delete(editor, make_article().issue)
    with django_assert_max_num_queries(12) as queries:
        editor.get(LIST)
    assert not [query for query in queries.captured_queries if '"rows"' in query["sql"]]


def test_what_stands_in_the_way_is_said(editor):
    issue = make_issue(slug="taken")
    delete(editor, issue)
    make_issue(slug="taken", number="9")
    page = bring_back(editor, Removal.objects.get()).text
    assert "belongs to another issue now" in page
    assert Removal.objects.get().rows


def test_a_second_time_says_that_it_was_done(editor):
    delete(editor, make_issue())
    removal = Removal.objects.get()
    bring_back(editor, removal)
    assert "brought back already" in bring_back(editor, removal).text
    assert "Brought back on" in editor.get(page_of(removal)).text


def test_it_takes_a_post_and_a_token(editor, client):
    delete(editor, make_issue())
    removal = Removal.objects.get()
    assert editor.get(reverse("admin:articles_removal_bring_back", args=[removal.pk])).status_code == 405
    client.handler.enforce_csrf_checks = True
    assert bring_back(editor, removal).status_code == 403
    assert not Issue.objects.exists()


def test_nothing_of_it_is_changed_or_deleted_by_hand(editor):
    delete(editor, make_issue())
    removal = Removal.objects.get()
    assert editor.post(page_of(removal), {"name": "Another"}).status_code == 200
    assert editor.post(reverse("admin:articles_removal_delete", args=[removal.pk]), {"post": "yes"}).status_code == 403
    assert editor.get(reverse("admin:articles_removal_add")).status_code == 403
    assert Removal.objects.get().name == removal.name


@pytest.mark.parametrize(
    "groups, state, may",
    [
        (["Editors"], "draft", True),
        (["Editors"], "published", False),
        (["Reviewers"], "published", True),
        (["Editors", "Reviewers"], "published", True),
        ([], "draft", False),
    ],
)
def test_who_may_delete_it_may_bring_it_back(client, groups, state, may):
    issue = make_article(make_issue(state=state), state=state).issue
    removal = remove(issue, None)
    user = User.objects.create_user("somebody", is_staff=True)
    user.groups.set(Group.objects.filter(name__in=groups))
    client.force_login(user)
    assert ('value="Bring back"' in client.get(page_of(removal)).text) == may
    assert bring_back(client, removal).status_code == (200 if may else 403)
    assert Issue.objects.exists() == may


def test_an_editor_does_not_bring_back_what_articles_share(client):
    removal = remove(make_publication(), None)
    user = User.objects.create_user("somebody", is_staff=True)
    user.groups.set(Group.objects.filter(name="Editors"))
    client.force_login(user)
    assert bring_back(client, removal).status_code == 403


def test_the_history_of_what_was_deleted_leads_to_the_deletion(editor):
    issue = make_issue()
    delete(editor, issue)
    page = editor.get(reverse("admin:articles_issue_history", args=[issue.pk]), follow=True)
    assert page.redirect_chain[-1][0] == page_of(Removal.objects.get())
    assert "This has been deleted" in page.text


def test_what_is_needed_is_not_deleted(editor):
    topic = Topic.objects.get(slug="energy")
    make_article(topics=("energy",))
    with pytest.raises(ProtectedError):
        remove(topic, None)
    assert "protected" in editor.get(reverse("admin:articles_topic_delete", args=[topic.pk])).text


# For good


@pytest.fixture
def kept(editor):
    """A deleted issue with a file, whose article stood in another issue before."""
    secret = "A name that must go"
    source = make_source(make_issue(number="secret 7"), name="secret.md")
    source.file.save("secret.md", ContentFile(b"secret"))
    article = make_article(make_issue(number="6"), title=secret, body=secret)
    with recorded(article.issue, None):
        Article.objects.filter(pk=article.pk).update(issue=source.issue, position=1, body=f"{secret} again")
    delete(editor, source.issue)
    removal = Removal.objects.get()
    removal.path = source.file.name
    return removal


def for_good(client, removal, **given):
    return getattr(client, given.get("method", "post"))(f"{LIST}for-good/?of={removal.pk}", follow=True)


def test_for_good_asks_first_and_says_what_goes(editor, kept):
    page = for_good(editor, kept, method="get").text
    assert "This cannot be undone" in page and "secret.md" in page and "Articles: 1" in page
    assert Removal.objects.get().rows
    chosen = {"action": "delete_for_good", "_selected_action": [kept.pk]}
    assert "This cannot be undone" in editor.post(LIST, chosen, follow=True).text


def test_for_good_leaves_nothing_but_that_it_was(editor, kept, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = for_good(editor, kept).text
        assert default_storage.exists(kept.path)
    assert not default_storage.exists(kept.path)
    removal = Removal.objects.get()
    assert (removal.name, removal.rows) == (NAME, [])
    assert "1 deletion is for good now" in page and "secret" not in page
    assert "Deleted for good on" in editor.get(page_of(removal)).text
    left = [str(list(model.objects.values())) for model in (Removal, Change, LogEntry)]
    assert not [rows for rows in left if "secret" in rows or "must go" in rows]
    assert "cannot be brought back" in bring_back(editor, removal).text


def test_a_file_that_something_else_names_stays(editor, kept, django_capture_on_commit_callbacks):
    make_source(make_issue(), file=kept.path)
    with django_capture_on_commit_callbacks(execute=True):
        for_good(editor, kept)
    assert default_storage.exists(kept.path)


def test_for_good_is_for_superusers_alone(client, kept):
    sign_in(client, "view_removal", "delete_issue", "publish_issue")
    assert for_good(client, kept).status_code == 403
    assert "delete_for_good" not in client.get(LIST).text
    client.post(LIST, {"action": "delete_for_good", "_selected_action": [kept.pk]})
    assert Removal.objects.get().rows


def test_what_was_brought_back_is_not_deleted_for_good(editor, kept):
    bring_back(editor, kept)
    assert "There is nothing to delete" in for_good(editor, kept).text
    assert Article.objects.exists()


# The history of what has a name


def save(client, row, **fields):
    address = reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])
    form = client.get(address).context["adminform"].form
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    response = client.post(address, data | fields)
    assert response.status_code == 302, response.context["errors"]


def test_the_history_of_a_named_thing_says_what_it_was_and_became(editor):
    author, germany = Author.objects.create(slug="lin-yue", name="LIN Yue"), Region.objects.get(code="DE")
    institution = Institution.objects.create(slug="fjord-board", name="Fjord Board")
    section = Section.objects.create(publication=make_publication(), slug="policy", name="Policy")
    group = Region.objects.create(code="XX-F", name="Fjords", kind="group")
    changes = [
        (author, "name", "LIN Yu", "LIN Yue", "LIN Yu"),
        (section.publication, "name", "Harbour Weekly", "Harbour Science Daily", "Harbour Weekly"),
        (section, "name", "Policies", "Policy", "Policies"),
        (Topic.objects.get(slug="energy"), "name", "All energy", Topic.objects.get(slug="energy").name, "All energy"),
        (institution, "region", germany.pk, "(empty)", "Germany"),
        (group, "members", [germany.pk], "(empty)", "Germany"),
    ]
    for row, field, value, before, after in changes:
        save(editor, row, **{field: value})
        page = editor.get(reverse(f"admin:articles_{row._meta.model_name}_history", args=[row.pk])).text
        assert f"Before: {before}<br>After: {after}" in page
        assert "editor-0" in page


def test_the_history_of_a_named_thing_says_that_it_was_deleted_and_brought_back(editor):
    author = Author.objects.create(slug="lin-yue", name="LIN Yue")
    delete(editor, author)
    bring_back(editor, Removal.objects.get())
    page = editor.get(reverse("admin:articles_author_history", args=[author.pk])).text
    assert "Deleted" in page and "Brought back" in page
