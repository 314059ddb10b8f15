"""The admin's lists and forms: what an editor finds there, and what stays untouchable."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from articles.models import Article, ArticleTopic, Caption, Issue, Origin, Publication, SourceFile, State, Topic
from tests.articles.desk import sign_in
from tests.builders import make_article, make_issue, make_publication, make_source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]
MODELS = ["publication", "section", "issue", "article", "author", "topic", "region", "institution", "sourcefile"]


def kept(issue, data=b"# Page\n", **fields):
    source = make_source(issue, data, **fields)
    source.file.save(source.sha256, ContentFile(data))
    return source


def act(client, model, action, *rows):
    data = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(reverse(f"admin:articles_{model}_changelist"), data, follow=True)


def form_data(client, address, **changes):
    """What the browser would send from a form of the admin, its inline rows included, but for the changes."""
    context = client.get(address).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    values = {form.add_prefix(name): form[name].value() for form in forms for name in form.fields}
    return {name: value for name, value in values.items() if value is not None} | changes


def test_the_admin_bears_the_archives_name(editor):
    assert "Sci-Tech Policy Archive" in editor.get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize("model", MODELS)
def test_every_list_opens_and_searches(editor, model):
    make_article(section="Policy", authors=("LIN Yue",))
    kept(Issue.objects.get())
    assert editor.get(reverse(f"admin:articles_{model}_changelist"), {"q": "a"}).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_a_list_needs_as_few_queries_for_many_rows_as_for_one(editor, model, django_assert_max_num_queries):
    for number in range(6):
        publication = make_publication(f"Daily {number}")
        issue = make_issue(publication)
        make_article(
            issue, section=f"Section {number}", authors=(f"Author {number}",), source=kept(issue, b"%d" % number)
        )
    with django_assert_max_num_queries(12):
        editor.get(reverse(f"admin:articles_{model}_changelist"))


@pytest.mark.parametrize("model", [name for name in MODELS if name != "sourcefile"])
def test_every_form_to_add_opens(editor, model):
    assert editor.get(reverse(f"admin:articles_{model}_add")).status_code == 200


def test_a_topic_says_how_many_articles_carry_it(editor):
    slug = Topic.objects.values_list("slug", flat=True)[0]
    make_article(topics=(slug,))
    rows = editor.get(reverse("admin:articles_topic_changelist"), {"q": slug}).context["cl"].result_list
    assert next(row for row in rows if row.slug == slug).article_total == 1


@pytest.mark.parametrize("model", ["topic", "region", "institution"])
def test_the_key_of_an_entry_of_a_vocabulary_cannot_be_changed(editor, model):
    entry = {"topic": Topic}.get(model, Article._meta.get_field(f"{model}s").related_model).objects.first()
    form = editor.get(reverse(f"admin:articles_{model}_change", args=[entry.pk])).context["adminform"].form
    assert not {"slug", "code"} & set(form.fields)


def test_articles_are_filtered_by_whether_they_have_warnings(editor):
    make_article(title="Fine")
    make_article(title="Doubtful", warnings=[{"code": "gap", "message": "Breaks off.", "line": 1}])
    chosen = editor.get(reverse("admin:articles_article_changelist"), {"warnings": "yes"}).context["cl"].result_list
    assert [article.title for article in chosen] == ["Doubtful"]


def test_an_article_shows_its_source_lines_and_warnings_in_words(editor):
    warning = {"code": "gap", "message": "The paragraph breaks off.", "line": 7}
    article = make_article(spans=[[3, 3], [5, 9]], warnings=[warning], removed_tags=["region:CN-TJ"])
    page = editor.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert "3, 5–9" in page
    assert "Line 7: The paragraph breaks off." in page
    assert "region:CN-TJ" in page


def test_the_form_of_an_article_saves_its_text(editor):
    article = make_article()
    address = reverse("admin:articles_article_change", args=[article.pk])
    editor.post(address, form_data(editor, address, body="New *text*.\r\n\r\nMore.", date="2023-05"))
    article.refresh_from_db()
    assert article.body == "New *text*.\n\nMore."
    assert "<em>text</em>" in article.body_html
    assert article.iso_date == "2023-05"


def test_a_section_of_another_publication_is_refused(editor):
    article, other = make_article(), make_article(make_issue(make_publication("Other")), section="Theirs")
    address = reverse("admin:articles_article_change", args=[article.pk])
    response = editor.post(address, form_data(editor, address, section=other.section.pk))
    assert "a section of another publication" in response.content.decode()


def test_a_tag_deleted_in_the_form_of_an_article_is_remembered(editor):
    article = make_article(regions=("DE",))
    address = reverse("admin:articles_article_change", args=[article.pk])
    editor.post(address, form_data(editor, address, **{"region_tags-0-DELETE": "on"}))
    article.refresh_from_db()
    assert article.regions.count() == 0
    assert article.removed_tags == ["region:DE"]


def test_a_tag_added_in_the_form_of_an_article_is_the_editors(editor):
    topic = Topic.objects.first()
    article = make_article(removed_tags=[f"topic:{topic.slug}"])
    address = reverse("admin:articles_article_change", args=[article.pk])
    row = {"topic_tags-TOTAL_FORMS": 1, "topic_tags-0-topic": topic.pk, "topic_tags-0-evidence": "as it says"}
    editor.post(address, form_data(editor, address, **row))
    article.refresh_from_db()
    assert ArticleTopic.objects.get().origin == Origin.EDITOR
    assert article.removed_tags == []


def test_an_issue_takes_a_date_of_a_month(editor):
    issue = make_issue()
    address = reverse("admin:articles_issue_change", args=[issue.pk])
    editor.post(address, form_data(editor, address, date="2024-05"))
    issue.refresh_from_db()
    assert issue.iso_date == "2024-05"


def test_a_publication_keeps_how_its_pages_are_set(editor):
    publication = make_publication()
    address = reverse("admin:articles_publication_change", args=[publication.pk])
    editor.post(address, form_data(editor, address, kickers="POLICY\r\nOPINION"))
    assert Publication.objects.get().kickers == "POLICY\nOPINION"


@pytest.mark.parametrize("model", ["issue", "article"])
def test_rows_are_published_from_their_list(editor, model):
    article = make_article(make_issue(state=State.DRAFT), state=State.DRAFT)
    page = act(editor, model, "publish", article if model == "article" else article.issue).content.decode()
    assert f"Published 1 {model}" in page
    assert Article.objects.published().get() == article


@pytest.mark.parametrize("model", ["issue", "article"])
def test_rows_are_unpublished_from_their_list(editor, model):
    article = make_article()
    page = act(editor, model, "unpublish", article if model == "article" else article.issue).content.decode()
    assert f"Unpublished 1 {model}" in page
    assert not Article.objects.published().exists()


def test_publishing_needs_the_permission_to_change(client):
    article = make_article(make_issue(state=State.DRAFT), state=State.DRAFT)
    sign_in(client, "view_issue")
    act(client, "issue", "publish", article.issue)
    assert not Article.objects.published().exists()


@pytest.mark.parametrize("way", ["form", "list"])
def test_the_file_of_a_deleted_issue_stays_until_that_is_deleted_for_good(
    editor, tmp_path, django_capture_on_commit_callbacks, way
):
    source = kept(make_issue())
    with django_capture_on_commit_callbacks(execute=True):
        if way == "form":
            editor.post(reverse("admin:articles_issue_delete", args=[source.issue.pk]), {"post": "yes"})
        else:
            data = {"action": "delete_selected", "post": "yes", "_selected_action": [source.issue.pk]}
            editor.post(reverse("admin:articles_issue_changelist"), data)
    assert not Issue.objects.exists()
    assert (tmp_path / source.file.name).exists()


def test_a_file_is_downloaded_as_it_came(editor):
    data = "# Page\r\n\x00".encode("utf-16")
    source = kept(make_issue(), data, name="页.md")
    response = editor.get(reverse("admin:articles_sourcefile_download", args=[source.pk]))
    assert b"".join(response.streaming_content) == data
    assert response["Content-Disposition"].startswith("attachment")


def test_a_file_that_is_missing_on_disk_is_told(editor):
    source = make_source(make_issue())
    assert editor.get(reverse("admin:articles_sourcefile_download", args=[source.pk])).status_code == 404


def test_a_file_can_be_looked_at_but_not_changed_or_deleted(editor):
    furniture = [{"lines": [1, 2], "kind": "masthead", "text": "Harbour"}]
    source = kept(make_issue(), furniture=furniture)
    page = editor.get(reverse("admin:articles_sourcefile_change", args=[source.pk])).content.decode()
    assert "Lines 1–2, masthead: Harbour" in page
    assert (
        editor.post(reverse("admin:articles_sourcefile_delete", args=[source.pk]), {"post": "yes"}).status_code == 403
    )
    assert SourceFile.objects.exists()


def test_a_download_needs_the_permission_to_see_files(client):
    source = kept(make_issue())
    sign_in(client, "view_issue")
    assert client.get(reverse("admin:articles_sourcefile_download", args=[source.pk])).status_code == 403


def test_the_form_of_a_published_article_leads_to_its_page(editor):
    article = make_article()
    Caption.objects.create(article=article, text="A picture")
    page = editor.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert article.get_absolute_url() in page
