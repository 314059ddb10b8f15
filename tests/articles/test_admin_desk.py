"""The buttons of the review page: split, merge, move lines, reorder, fill a gap, undo."""

import pytest
from django.urls import reverse

from articles.ingest.records import GAP
from articles.models import Article, Change, Issue
from tests.articles.desk import ingest, review_data, sign_in, told
from tests.builders import make_article, make_issue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]

MINISTRY, GAUGES = "Ministry funds battery research", "Tide gauges report by satellite"
GAP_WARNING = {"code": "gap", "message": "The paragraph breaks off here.", "line": 9}


@pytest.fixture
def issue(editor):
    """A draft of two articles, read from a page: lines 5 to 12 and 14 to 19."""
    ingest(editor)
    return Issue.objects.get()


def press(client, issue, do, **data):
    """Sends the review page as it came, with a button pressed."""
    url = reverse("admin:articles_issue_review", args=[issue.pk])
    return client.post(url, review_data(client, url) | {"do": do} | data)


def titles(issue):
    return list(issue.articles.order_by("position").values_list("title", flat=True))


def line_of(client, issue, text):
    """The number of the source line that has the text."""
    page = client.get(reverse("admin:articles_issue_review", args=[issue.pk]))
    return next(line.number for run in page.context["runs"] for line in run.lines if text in line.text)


def test_a_new_article_starts_at_the_chosen_line(editor, issue):
    line = line_of(editor, issue, "Each laboratory has to share")
    response = press(editor, issue, "split", line=line)
    assert issue.articles.count() == 3
    assert f"ends before line {line} now" in told(response)
    assert response.url.endswith(f"#line-{line}")


def test_an_article_cannot_be_split_at_its_first_line(editor, issue):
    response = press(editor, issue, "split", line=line_of(editor, issue, MINISTRY))
    assert "Choose a later one" in told(response)
    assert titles(issue) == [MINISTRY, GAUGES]


def test_without_a_chosen_line_the_editor_is_told_to_choose_one(editor, issue):
    assert "No line was chosen" in told(press(editor, issue, "split"))


def test_a_line_that_is_no_number_does_no_harm(editor, issue):
    assert "No line was chosen" in told(press(editor, issue, "split", line="9" * 400))


def test_two_articles_become_one(editor, issue):
    first, second = issue.articles.order_by("position")
    response = press(editor, issue, f"merge:{second.pk}", **{f"merge-{second.pk}": first.pk})
    assert titles(issue) == [MINISTRY]
    assert f"### {GAUGES}" in issue.articles.get().body
    assert "Merged article 2 into article 1" in told(response)


def test_an_article_is_not_merged_with_itself(editor, issue):
    article = issue.articles.first()
    response = press(editor, issue, f"merge:{article.pk}", **{f"merge-{article.pk}": article.pk})
    assert "cannot be merged with itself" in told(response)


def test_lines_move_to_another_article(editor, issue):
    first, second = issue.articles.order_by("position")
    line = line_of(editor, issue, "Each laboratory has to share")
    press(editor, issue, "lines", line=line, place=f"article-{second.pk}")
    first.refresh_from_db()
    second.refresh_from_db()
    assert "Each laboratory" not in first.body
    assert "Each laboratory" in second.body


def test_lines_become_furniture_of_the_kind_chosen(editor, issue):
    line = line_of(editor, issue, "Each laboratory has to share")
    press(editor, issue, "lines", line=line, last_line=line, place="advertisement")
    piece = next(one for one in issue.sources.get().furniture if one["kind"] == "advertisement")
    assert piece["lines"] == [line, line]
    assert "Each laboratory" not in issue.articles.first().body


def test_a_place_that_does_not_exist_is_told(editor, issue):
    response = press(editor, issue, "lines", line=9, place="article-999999")
    assert "not here any more" in told(response)


def test_an_article_moves_up_and_down(editor, issue):
    first = issue.articles.order_by("position").first()
    press(editor, issue, f"later:{first.pk}")
    assert titles(issue) == [GAUGES, MINISTRY]
    press(editor, issue, f"earlier:{first.pk}")
    assert titles(issue) == [MINISTRY, GAUGES]


def test_the_words_of_a_gap_are_typed_in(editor, issue):
    article = issue.articles.first()
    Article.objects.filter(pk=article.pk).update(body=f"The money runs {GAP} well.", warnings=[GAP_WARNING])
    press(editor, issue, "save", **{f"article-{article.pk}-gap_1": "for three years as"})
    article.refresh_from_db()
    assert article.body == "The money runs for three years as well."
    assert article.warnings[0]["code"] == "filled"


def test_a_gap_left_empty_stays(editor, issue):
    article = issue.articles.first()
    Article.objects.filter(pk=article.pk).update(body=f"The money runs {GAP} well.", warnings=[GAP_WARNING])
    press(editor, issue, "save")
    article.refresh_from_db()
    assert GAP in article.body


def test_a_gap_that_is_filled_and_taken_out_at_once_is_told(editor, issue):
    article = issue.articles.first()
    Article.objects.filter(pk=article.pk).update(body=f"The money runs {GAP} well.", warnings=[GAP_WARNING])
    typed = {f"article-{article.pk}-gap_1": "for years as", f"article-{article.pk}-body": "The money runs well."}
    assert "Do either" in press(editor, issue, "save", **typed).content.decode()


def test_the_text_and_the_rest_are_corrected_on_the_page(editor, issue):
    article = issue.articles.first()
    fields = {"body": "Rewritten for Shanghai.", "source_note": "Courier", "language": "de"}
    press(editor, issue, "save", **{f"article-{article.pk}-{name}": value for name, value in fields.items()})
    article.refresh_from_db()
    assert (article.body, article.source_note, article.language) == tuple(fields.values())


def test_tags_follow_a_corrected_text(editor, issue):
    article = issue.articles.first()
    press(editor, issue, "save", **{f"article-{article.pk}-body": "The Shanghai government opened a laboratory."})
    codes = set(article.region_tags.values_list("region__code", flat=True))
    assert "CN-SH" in codes
    assert "CN-TJ" not in codes


def test_captions_are_corrected_on_the_page(editor, issue):
    caption = issue.articles.first().captions.create(text="A picure", credit="")
    prefix = f"article-{caption.article_id}"
    press(
        editor, issue, "save", **{f"{prefix}-caption_{caption.pk}": "A picture", f"{prefix}-credit_{caption.pk}": "LI"}
    )
    caption.refresh_from_db()
    assert (caption.text, caption.credit) == ("A picture", "LI")


def test_what_was_typed_is_saved_before_a_button_does_its_work(editor, issue):
    first, second = issue.articles.order_by("position")
    press(editor, issue, f"later:{first.pk}", **{f"article-{second.pk}-title": "Better"})
    assert titles(issue) == ["Better", MINISTRY]


def test_what_was_typed_is_saved_even_if_the_button_cannot_do_its_work(editor, issue):
    first = issue.articles.order_by("position").first()
    response = press(editor, issue, f"earlier:{first.pk}", **{f"article-{first.pk}-title": "Better"})
    assert "Saved 1 corrected article" in told(response)
    assert titles(issue)[0] == "Better"


def test_the_last_step_is_undone_with_one_button(editor, issue):
    press(editor, issue, "split", line=line_of(editor, issue, "Each laboratory has to share"))
    change = Change.objects.first()
    response = press(editor, issue, f"undo:{change.pk}")
    assert titles(issue) == [MINISTRY, GAUGES]
    assert "Undone: Split article 1" in told(response)


def test_a_step_of_another_issue_cannot_be_undone_from_here(editor, issue):
    other = make_issue()
    change = Change.objects.create(issue=other, summary="Something")
    assert press(editor, issue, f"undo:{change.pk}").status_code == 404


def test_an_article_of_another_issue_is_out_of_reach(editor, issue):
    stranger = make_article(make_issue(number="99"))
    assert "not here any more" in told(press(editor, issue, f"later:{stranger.pk}"))


def test_who_changed_what_is_kept(editor, issue):
    article = issue.articles.first()
    press(editor, issue, "save", **{f"article-{article.pk}-title": "Better"})
    change = issue.changes.get()
    assert change.summary == "Corrected article 1: title"
    assert change.user is not None


def test_a_correction_does_not_overwrite_what_somebody_else_saved_meanwhile(editor, issue):
    article = issue.articles.first()
    url = reverse("admin:articles_issue_review", args=[issue.pk])
    old = review_data(editor, url, title="Mine") | {"do": "save"}
    Article.objects.filter(pk=article.pk).update(title="Theirs")
    page = editor.post(url, old)
    article.refresh_from_db()
    assert article.title == "Theirs"
    assert "Somebody else changed this article" in page.content.decode()
    assert 'value="Mine"' in page.content.decode()


def test_saving_once_more_puts_ones_own_version_in_place(editor, issue):
    url = reverse("admin:articles_issue_review", args=[issue.pk])
    old = review_data(editor, url, title="Mine") | {"do": "save"}
    Article.objects.filter(position=1).update(title="Theirs")
    page = editor.post(url, old)
    form = page.context["panels"][0][0]
    editor.post(url, old | {form.add_prefix("seen"): form["seen"].value()})
    assert titles(issue)[0] == "Mine"


def test_an_editor_who_may_only_publish_cannot_rearrange(client, issue):
    sign_in(client, "change_issue")
    url = reverse("admin:articles_issue_review", args=[issue.pk])
    assert client.post(url, {"do": "split", "line": "9"}).status_code == 403
