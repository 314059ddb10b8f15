"""`manage.py retag`: what it says, what it changes, and what it leaves to the editors."""

import os
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles import demo
from articles.ingest.pipeline import read_issue
from articles.models import Article, ArticleTopic, Change, Origin, Region, Topic
from articles.retagging import proposed, retag
from articles.store import save_issue
from articles.tagging import TAG_KINDS, put_on, take_off
from tests.builders import make_article, make_issue, make_publication

pytestmark = pytest.mark.django_db
TOPIC, REGION, INSTITUTION = TAG_KINDS
BODY = "The port of Tianjin will test cranes that run on hydrogen. Engineers from Germany will help."


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def typed(monkeypatch):
    """Types a line on a real terminal that the command reads from."""
    ours, theirs = os.openpty()
    terminal = os.fdopen(theirs)
    monkeypatch.setattr(sys, "stdin", terminal)
    yield lambda line: os.write(ours, line.encode())
    terminal.close()
    os.close(ours)


@pytest.fixture
def not_a_terminal(monkeypatch):
    monkeypatch.setattr(sys, "stdin", StringIO("y\n"))


def tagged(article):
    rows = [(kind, row) for kind in TAG_KINDS for row in getattr(article, kind.relation).all()]
    return {kind.entry_key(getattr(row, kind.name)) for kind, row in rows}


def run(*arguments):
    said = StringIO()
    call_command("retag", *map(str, arguments), stdout=said)
    return said.getvalue()


def by_rule(article, *codes):
    article.region_tags.filter(region__code__in=codes).update(origin=Origin.RULE)


def test_a_region_that_the_text_names_is_added_with_its_passage():
    article = make_article(body=BODY)
    retag(article)
    tag = article.region_tags.get(region__code="CN-TJ")
    assert (tag.origin, tag.evidence) == (Origin.RULE, "The port of Tianjin will test cranes that run on hydrogen.")


def test_a_tag_that_the_rules_would_not_set_today_goes():
    article = make_article(body=BODY, regions=("FR",))
    by_rule(article, "FR")
    retag(article)
    assert "region:FR" not in tagged(article)


def test_a_tag_that_an_editor_set_stays_with_its_evidence():
    article = make_article(body=BODY, regions=("FR", "DE"))
    retag(article)
    assert dict(article.region_tags.exclude(region__code="CN-TJ").values_list("region__code", "evidence")) == {
        "FR": "in FR",
        "DE": "in DE",
    }


def test_a_tag_that_an_editor_took_off_never_comes_back():
    article = make_article(body=BODY)
    retag(article)
    take_off(article, REGION, article.region_tags.get(region__code="DE"))
    article.save()
    assert not retag(article)
    assert "region:DE" not in tagged(article)


def test_a_tag_that_stays_is_given_the_passage_that_it_rests_on_now():
    article = make_article(body=BODY, regions=("DE",))
    by_rule(article, "DE")
    retag(article)
    assert article.region_tags.get(region__code="DE").evidence == "Engineers from Germany will help."


def test_what_the_database_has_no_entry_for_is_passed_over():
    Region.objects.filter(code="CN-TJ").delete()
    article = make_article(body=BODY)
    retag(article)
    assert tagged(article) & {"region:CN-TJ", "region:DE"} == {"region:DE"}


def test_captions_and_standfirst_are_read_too():
    article = make_article(standfirst="A harbour in Portugal follows.")
    article.captions.create(text="A crane in Norway.")
    assert {"region:PT", "region:NO"} <= {REGION.entry_key(tag.entry) for tag in proposed(article).added}


def test_proposing_changes_nothing():
    article = make_article(body=BODY)
    assert proposed(article).added
    assert tagged(article) == set()


def test_an_archive_that_was_just_read_needs_no_change():
    demo.load_demo(lambda line: None)
    assert Article.objects.count() > 20
    assert run() == "Every tag is as today's rules would set it.\n"


def test_the_words_that_stand_in_for_a_lost_headline_are_no_evidence():
    page = f"{BODY}\n\n{BODY}\n".encode()
    article = save_issue(read_issue(page, "page.txt"), page).issue.articles.get()
    assert article.title.startswith("[Untitled: ")
    assert not proposed(article)


def test_every_difference_is_printed_and_counted(not_a_terminal):
    article = make_article(body=BODY, title="Cranes", regions=("FR", "DE"))
    by_rule(article, "FR", "DE")
    said = run()
    assert said.startswith(f"Article {article.pk}: Cranes\n")
    assert "  + region CN-TJ Tianjin: “The port of Tianjin will test cranes that run on hydrogen.”\n" in said
    assert "  - region FR France: “in FR”\n" in said
    assert "  ~ region DE Germany: “Engineers from Germany will help.”\n" in said
    assert " more, 1 fewer, 1 on another passage\n" in said


def test_without_a_terminal_nothing_is_changed(not_a_terminal):
    article = make_article(body=BODY)
    assert run().endswith("Nothing was changed. Run it again with --yes to change this.\n")
    assert tagged(article) == set()


def test_yes_on_the_command_line_changes_without_asking(not_a_terminal):
    article = make_article(body=BODY)
    assert run("--yes").endswith("Changed 1 article.\n")
    assert {"region:CN-TJ", "region:DE"} <= tagged(article)
    assert "Every tag is" in run()


@pytest.mark.parametrize(("answer", "changed"), [("y\n", True), ("Yes\n", True), ("n\n", False), ("\n", False)])
def test_on_a_terminal_it_asks_first(answer, changed, typed):
    article = make_article(body=BODY)
    typed(answer)
    assert "Change them? [y/N]" in run()
    assert bool(tagged(article)) == changed


def test_only_the_chosen_publication_is_read(not_a_terminal):
    other = make_article(make_issue(make_publication("Other Daily")), body=BODY)
    article = make_article(body=BODY)
    run("--publication", "other-daily", "--yes")
    assert tagged(other)
    assert tagged(article) == set()


def test_only_the_chosen_issues_are_read(not_a_terminal):
    first, second, third = (make_article(body=BODY) for _ in range(3))
    run("--issue", first.issue.pk, "--issue", second.issue.pk, "--yes")
    assert tagged(first) == tagged(second) != tagged(third) == set()


@pytest.mark.parametrize("choice", [("--publication", "no-such"), ("--issue", "987654")])
def test_an_unknown_publication_or_issue_is_named(choice):
    with pytest.raises(CommandError, match=choice[1]):
        run(*choice)


def test_each_issue_has_one_step_in_its_history(not_a_terminal):
    issue = make_issue()
    make_article(issue, body=BODY)
    make_article(issue, body=BODY)
    make_article(body=BODY)
    run("--yes")
    assert list(issue.changes.values_list("summary", "user")) == [("Tags read again", None)]
    assert Change.objects.count() == 2


def test_an_article_that_changed_is_dated_so(not_a_terminal):
    article = make_article(body=BODY)
    run("--yes")
    assert Article.objects.get().updated_at > article.updated_at


def test_a_tag_that_an_editor_set_again_is_the_editors():
    article = make_article(body=BODY)
    topic = Topic.objects.get(slug="quantum-technology")
    put_on(article, TOPIC, topic)
    retag(article)
    assert ArticleTopic.objects.get(topic=topic).origin == Origin.EDITOR
