"""The pages of history: what an editor reads there, and how a change is undone from them."""

import re

import pytest
from django.urls import reverse

from articles.admin.history import PAGE_SIZE
from articles.history import recorded
from articles.models import Article, ArticleTopic, Change, Issue, State, Topic
from tests.articles.changes import changed
from tests.articles.desk import told
from tests.articles.test_admin_lists import act, form_data
from tests.builders import make_article, make_issue, make_source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]


@pytest.fixture
def article():
    return make_article(title="Tide gauges", body="Forty gauges send their readings every ten minutes.")


def history(client, row):
    """The page of history of an issue or an article, as text."""
    address = reverse(f"admin:articles_{row._meta.model_name}_history", args=[row.pk])
    return client.get(address, follow=True).content.decode()


def save(client, row, **changes):
    address = reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])
    return client.post(address, form_data(client, address, **changes))


def delete(client, article):
    return client.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})


def undo(client, change, **data):
    return client.post(reverse("admin:articles_change_undo", args=[change.pk]), data)


# What is recorded


def test_the_form_of_an_article_is_recorded(editor, article):
    save(editor, article, title="New gauges", body="New.")
    assert Change.objects.get().summary == "Changed title and body of “New gauges”"
    assert Change.objects.get().user.username == "editor-0"


def test_the_rows_under_an_article_are_part_of_the_same_change(editor, article):
    topic = {"topic_tags-TOTAL_FORMS": 1, "topic_tags-0-topic": Topic.objects.get(slug="quantum-technology").pk}
    caption = {"captions-TOTAL_FORMS": 1, "captions-0-position": 1, "captions-0-text": "A gauge."}
    save(editor, article, title="New gauges", **topic, **caption)
    assert Change.objects.get().summary == "Changed title, captions and topics of “New gauges”"
    undo(editor, Change.objects.get())
    assert not ArticleTopic.objects.exists()


def test_a_form_that_is_refused_leaves_no_trace(editor, article):
    save(editor, article, title="", body="New.")
    assert not Change.objects.exists()


def test_a_form_saved_as_it_was_leaves_no_trace(editor, article):
    save(editor, article)
    assert not Change.objects.exists()


def test_an_article_added_by_hand_is_recorded(editor, article):
    address = reverse("admin:articles_article_add")
    fields = {"title": "Late news", "issue": article.issue.pk, "position": 2, "language": "en"}
    editor.post(address, form_data(editor, address, **fields))
    assert Change.objects.get().summary == "Added article 2, “Late news”"


def test_a_deleted_article_is_recorded_and_comes_back_under_its_address(editor, article):
    delete(editor, article)
    assert Change.objects.get().summary == "Deleted article 1, “Tide gauges”"
    undo(editor, Change.objects.get())
    assert editor.get(article.get_absolute_url()).status_code == 200


def test_articles_deleted_from_their_list_are_one_change_of_each_issue(editor, article):
    chosen = [article, make_article(article.issue), make_article()]
    data = {"action": "delete_selected", "post": "yes", "_selected_action": [row.pk for row in chosen]}
    editor.post(reverse("admin:articles_article_changelist"), data)
    assert not Article.objects.exists()
    assert sorted(len(change.after) for change in Change.objects.all()) == [1, 2]


def test_the_form_of_an_issue_is_recorded(editor, article):
    save(editor, article.issue, number="13")
    assert Change.objects.get().summary == "Changed number of the issue"


def test_an_issue_added_by_hand_has_an_empty_history(editor, article):
    address = reverse("admin:articles_issue_add")
    fields = {"publication": article.issue.publication.pk, "slug": "new", "date": "2024"}
    editor.post(address, form_data(editor, address, **fields))
    assert "Nothing has been changed here yet" in history(editor, Issue.objects.get(slug="new"))


@pytest.mark.parametrize(("model", "what"), [("issue", "the issue"), ("article", "“Tide gauges”")])
def test_publishing_from_a_list_is_recorded(editor, article, model, what):
    row = article if model == "article" else article.issue
    act(editor, model, "unpublish", row)
    act(editor, model, "publish", row)
    assert [change.summary for change in Change.objects.all()] == [f"Published {what}", f"Unpublished {what}"]


def test_publishing_an_article_of_a_draft_tells_of_the_issue_too(editor):
    article = make_article(make_issue(state=State.DRAFT), state=State.DRAFT)
    act(editor, "article", "publish", article)
    undo(editor, Change.objects.get())
    assert Issue.objects.get().state == State.DRAFT


# What the page shows


def test_the_history_says_when_who_and_what(editor, article):
    save(editor, article, title="New gauges")
    page = history(editor, article.issue)
    made_at = Change.objects.get().made_at
    assert f'<time datetime="{made_at:%Y-%m-%dT%H:%M:%S}' in page
    assert f"{made_at:%H:%M:%S}</time>, editor-0" in page
    assert "Changed title of “New gauges”" in page


def test_the_words_that_differ_are_marked_before_and_after(editor, article):
    changed(article, body="Fifty gauges send their readings every ten minutes.")
    page = history(editor, article.issue)
    assert "<del>Forty </del>gauges send" in page
    assert "<ins>Fifty </ins>gauges send" in page


def test_of_a_long_body_only_the_changed_passages_are_shown(editor, article):
    article.body = "First words. " + "Middle sentence here. " * 400 + "Last words."
    article.save()
    changed(article, body=article.body.replace("First", "Opening").replace("Last", "Closing"))
    page = history(editor, article.issue)
    passages = re.findall(r'<span class="passage">(.*?)</span>', page)
    assert len(passages) == 4
    assert all(len(passage) < 200 for passage in passages)
    assert passages[0].startswith("<del>First </del>")
    assert passages[3].endswith("<ins>Closing </ins>words.")


def test_chinese_is_compared_character_by_character(editor, article):
    article.body = "滨海科技日报今日讯"
    article.save()
    changed(article, body="滨海科技晚报今日讯")
    assert "滨海科技<del>日</del>报今日讯" in history(editor, article.issue)


def test_a_field_that_was_empty_is_shown_as_empty(editor, article):
    changed(article, standfirst="Now they do.")
    assert "(empty)" in history(editor, article.issue)


def test_markup_in_a_text_is_shown_and_not_obeyed(editor, article):
    changed(article, title="<script>alert(1)</script>", body="<b>bold</b> gauges")
    page = history(editor, article.issue)
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert "<b>bold" not in page


def test_texts_too_long_to_compare_are_counted(editor, article):
    changed(article, body="word " * 21_000)
    assert "105000 characters, too many to compare here" in history(editor, article.issue)


def test_a_deleted_article_shows_how_it_began(editor, article):
    delete(editor, article)
    page = history(editor, article.issue)
    assert "“Tide gauges”, deleted" in page
    assert "Forty gauges send their readings" in page


def test_a_change_of_an_article_that_is_gone_can_still_be_read(editor, article):
    changed(article, body="New.")
    delete(editor, article)
    assert "An article that is gone since" in history(editor, article.issue)


def test_every_kind_of_field_can_be_read(editor, article):
    with recorded(article.issue, None):
        article.warnings = [{"code": "gap", "message": "Breaks off.", "line": 7}]
        article.spans, article.removed_tags, article.state = [[3, 9]], ["region:FR"], State.DRAFT
        article.source = make_source(article.issue, furniture=[{"lines": [1, 2], "kind": "masthead", "text": "H"}])
        article.captions.create(text="A gauge.", credit="LIN Yue")
        article.save()
        ArticleTopic.objects.create(article=article, topic=Topic.objects.first(), evidence="as it says")
    page = re.sub(r"</?(ins|del)>", "", history(editor, article.issue))
    for words in ["Line 7: Breaks off.", "3–9", "region:FR", "Draft", "masthead", "A gauge. (LIN Yue)", "as it says"]:
        assert words in page


def test_the_history_of_an_article_leaves_out_the_others(editor, article):
    changed(article, title="New gauges")
    changed(make_article(article.issue), title="Another matter")
    page = history(editor, article)
    assert "New gauges" in page
    assert "Another matter" not in page


def test_the_history_of_a_deleted_article_leads_to_that_of_its_issue(editor, article):
    delete(editor, article)
    page = history(editor, article)
    assert "This article has been deleted" in page
    assert "Deleted article 1" in page


def test_the_history_of_an_article_that_never_was_is_not_there(editor):
    response = editor.get(reverse("admin:articles_article_history", args=[99]))
    assert response.status_code == 302
    assert "doesn’t exist" in told(response)


def test_a_long_history_is_turned_page_by_page(editor, article):
    Change.objects.bulk_create(Change(issue=article.issue, summary=f"Step {n}") for n in range(PAGE_SIZE + 1))
    address = reverse("admin:articles_issue_history", args=[article.issue.pk])
    assert len(editor.get(address).context["entries"]) == PAGE_SIZE
    assert [entry.change.summary for entry in editor.get(address, {"page": 2}).context["entries"]] == ["Step 0"]


def test_a_page_of_history_needs_few_queries(editor, article, django_assert_max_num_queries):
    for number in range(10):
        undo(editor, changed(article, title=f"Title {number}"))
        article.refresh_from_db()
    with django_assert_max_num_queries(14):
        history(editor, article.issue)


def test_the_files_of_an_issue_are_named_with_who_uploaded_them(editor, article):
    make_source(article.issue, name="page-3.md")
    assert "page-3.md, uploaded on" in history(editor, article.issue)


def test_the_issue_stands_before_its_articles_in_a_change(editor, article):
    act(editor, "issue", "unpublish", article.issue)
    (entry,) = editor.get(reverse("admin:articles_issue_history", args=[article.issue.pk])).context["entries"]
    assert [part.title for part in entry.parts] == ["The issue", "Article 1, “Tide gauges”"]
