"""A second reading of a file, or a new scan of a page, in place of the old one."""

import pytest
from django.core.management import call_command

from articles.admin.desk import review_address
from articles.history import recorded, undo
from articles.ingest.pipeline import read_issue
from articles.models import Article, Issue, SourceFile, State
from articles.replacing import pairings, replace_source, scan_before
from articles.store import save_issue
from articles.tagging import TAG_KINDS, forbid
from tests.articles.desk import OTHER_PAGE, PAGE, confirm, ingest, told, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]

BETTER = PAGE.replace("Tide gauges report by satellite", "Tide gauges now report by satellite").replace(
    "universities as well.", "universities and institutes as well."
)
THIRD = OTHER_PAGE[OTHER_PAGE.index("\n## ") :]


def stored(text=PAGE, name="page.md", **options):
    data = text.encode()
    return save_issue(read_issue(data, name), data, **options).source


def new_scan(text=BETTER, name="scan.md"):
    return read_issue(text.encode(), name), text.encode()


def titles(issue):
    return list(issue.articles.order_by("position").values_list("title", flat=True))


def test_a_new_scan_of_a_page_is_recognised_by_its_text():
    source = stored()
    assert scan_before(new_scan()[0]) == source


def test_another_page_of_the_same_issue_is_no_new_scan():
    stored()
    assert scan_before(new_scan(OTHER_PAGE)[0]) is None


def test_articles_keep_their_addresses_and_take_the_new_text():
    source = stored()
    before = list(source.articles.values_list("pk", flat=True))
    replace_source(source, *new_scan())
    assert list(source.issue.articles.order_by("position").values_list("pk", flat=True)) == before
    assert titles(source.issue)[1] == "Tide gauges now report by satellite"
    assert "universities and institutes" in Article.objects.get(pk=before[0]).body


def test_the_old_file_is_kept_and_counts_no_more():
    source = stored()
    current = replace_source(source, *new_scan())
    assert set(SourceFile.objects.values_list("name", "is_current")) == {("page.md", False), ("scan.md", True)}
    assert set(Article.objects.values_list("source", flat=True)) == {current.pk}


def test_what_is_published_stays_so():
    source = stored(publish=True)
    replace_source(source, *new_scan())
    assert set(Article.objects.values_list("state", flat=True)) == {State.PUBLISHED}


def test_a_text_that_an_editor_has_corrected_is_kept(admin_user):
    source = stored()
    article = source.articles.first()
    with recorded(source.issue, admin_user, "Corrected"):
        article.body = "As the editor has it."
        article.save()
    replace_source(source, *new_scan())
    article.refresh_from_db()
    assert article.body == "As the editor has it."
    assert article.source.name == "scan.md"


def test_a_corrected_text_is_replaced_if_the_editor_wants_that(admin_user):
    source = stored()
    article = source.articles.first()
    with recorded(source.issue, admin_user, "Corrected"):
        article.body = "As the editor has it."
        article.save()
    replace_source(source, *new_scan(), keep_corrected=False)
    article.refresh_from_db()
    assert "institutes" in article.body


def test_publishing_is_no_correction(admin_user):
    source = stored()
    with recorded(source.issue, admin_user, "Published"):
        source.issue.articles.update(state=State.PUBLISHED, published_at="2024-01-01T00:00:00Z")
    assert not any(pair.corrected for pair in pairings(source, new_scan()[0]))


def test_a_tag_that_an_editor_took_off_does_not_come_back():
    source = stored()
    article = source.articles.first()
    regions = TAG_KINDS[1]
    assert article.region_tags.filter(region__code="CN-TJ").exists()
    article.region_tags.filter(region__code="CN-TJ").delete()
    forbid(article, regions.entry_key(regions.vocabulary.objects.get(code="CN-TJ")))
    article.save()
    replace_source(source, *new_scan())
    assert not article.region_tags.filter(region__code="CN-TJ").exists()


def test_what_only_the_new_scan_has_is_a_draft_in_its_place():
    source = stored(publish=True)
    head, *rest = BETTER.split("## ")
    replace_source(source, *new_scan(f"{head}## {rest[0]}{THIRD.lstrip()}\n## {rest[1]}"))
    assert titles(source.issue)[1] == "Kelp farms count their carbon"
    assert source.issue.articles.get(position=2).state == State.DRAFT


def test_what_only_the_old_scan_had_becomes_a_draft_with_a_warning():
    source = stored(PAGE + THIRD, publish=True)
    replace_source(source, *new_scan())
    left = Article.objects.get(title="Kelp farms count their carbon")
    assert left.state == State.DRAFT
    assert left.position == 3
    assert left.warnings[-1]["code"] == "replaced"


def test_a_replacement_can_be_undone(admin_user):
    source = stored()
    replace_source(source, *new_scan(), user=admin_user)
    undo(source.issue.changes.first(), admin_user)
    assert titles(source.issue)[1] == "Tide gauges report by satellite"
    assert set(Article.objects.values_list("source__name", flat=True)) == {"page.md"}
    assert set(SourceFile.objects.values_list("name", "is_current")) == {("page.md", True), ("scan.md", False)}


def test_the_same_file_read_again_adds_nothing():
    source = stored()
    assert replace_source(source, *new_scan(PAGE, "page.md")) == source
    assert (SourceFile.objects.count(), Article.objects.count()) == (1, 2)


def test_the_upload_offers_to_replace_a_page_that_is_there(editor):
    ingest(editor)
    page = upload(editor, ("scan.md", BETTER))
    assert "looks like a new scan of" in page.content.decode()
    response = confirm(editor, page, scans="replace", keep_corrected="on")
    assert "took the place" in told(response)
    assert (Issue.objects.count(), Article.objects.count()) == (1, 2)
    assert "Tide gauges now report by satellite" in titles(Issue.objects.get())


def test_the_upload_adds_a_scan_as_a_further_page_if_the_editor_wants_that(editor):
    ingest(editor)
    confirm(editor, upload(editor, ("scan.md", BETTER)), scans="add")
    assert Article.objects.count() == 4


def test_the_same_file_can_be_read_again_from_where_it_is(editor):
    ingest(editor)
    source = SourceFile.objects.get()
    Article.objects.filter(position=2).update(title="Misread")
    page = editor.get(f"/admin/articles/sourcefile/{source.pk}/reread/").content.decode()
    assert "Tide gauges report by satellite" in page
    editor.post(f"/admin/articles/sourcefile/{source.pk}/reread/", {"keep_corrected": "on"})
    assert titles(source.issue)[1] == "Tide gauges report by satellite"


def test_a_new_scan_on_the_command_line_is_kept_for_an_editor_to_decide(tmp_path, capsys):
    stored()
    scan = tmp_path / "scan.md"
    scan.write_text(BETTER, "utf-8")
    call_command("ingest", scan)
    assert "a new scan, it seems" in capsys.readouterr().out
    assert SourceFile.objects.get(name="scan.md").is_current is False
    assert Article.objects.count() == 2


def test_a_scan_that_was_kept_is_put_in_place_from_its_page(editor, tmp_path):
    source = stored()
    scan = tmp_path / "scan.md"
    scan.write_text(BETTER, "utf-8")
    call_command("ingest", scan)
    held = SourceFile.objects.get(name="scan.md")
    assert "Put it in place" in editor.get(review_address(held)).content.decode()
    address = f"/admin/articles/sourcefile/{held.pk}/reread/"
    assert "looks like a new scan of" in editor.get(address).content.decode()
    editor.post(address, {"keep_corrected": "on"})
    assert set(SourceFile.objects.values_list("name", "is_current")) == {("page.md", False), ("scan.md", True)}
    assert titles(source.issue)[1] == "Tide gauges now report by satellite"
    assert Article.objects.count() == 2


def test_a_new_scan_on_the_command_line_takes_the_place_of_the_old_one_if_told_to(tmp_path):
    stored()
    scan = tmp_path / "scan.md"
    scan.write_text(BETTER, "utf-8")
    call_command("ingest", scan, rescans="replace")
    assert Article.objects.count() == 2
    assert SourceFile.objects.get(is_current=True).name == "scan.md"
