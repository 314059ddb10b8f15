"""An archive with a row in every table, and all rows of it as plain values: to compare before and after."""

import random

from django.apps import apps
from django.contrib.auth.models import User
from django.core.files.base import ContentFile

from articles.history import recorded, undo
from articles.models import (
    Article,
    Batch,
    BatchItem,
    Caption,
    CatalogueState,
    Inspection,
    Institution,
    Issue,
    PublicRecord,
    Region,
    Removal,
    SketchKey,
    State,
)
from articles.publishing import publish_issue
from articles.rows import row_of
from tests.builders import make_article, make_issue, make_publication, make_source

TEXT = "Forty tide gauges along the coast now send their readings by satellite every ten minutes, day and night. " * 8
MADE_ANEW = {Removal, CatalogueState, PublicRecord, SketchKey, Inspection}
"""Models whose rows are about others."""


def rows(*without):
    """Every row of every table of the catalogue by model and key, without these fields."""
    models = list(apps.get_app_config("articles").get_models(include_auto_created=True))
    return {
        (model._meta.label, row.pk): {name: value for name, value in row_of(row).items() if name not in without}
        for model in models
        if model not in MADE_ANEW
        for row in model._base_manager.all()
    }


def sketches():
    return sorted(SketchKey.objects.values_list("article", "key"))


def fill(seed):
    """Two publications with issues, some drafts, and everything that refers to something. Returns the issues."""
    chance = random.Random(seed)
    editor = User.objects.create_superuser("filler")
    issues = []
    for paper in ("Harbour Science Daily", "Delta Letters"):
        for number in ("1", "2"):
            issue = make_issue(make_publication(paper), number=number, state=chance.choice(State.values))
            issues.append(_filled(issue, editor, chance))
    Institution.objects.filter(slug="unesco").update(region=Region.objects.get(code="DE"))
    return issues


def _filled(issue, editor, chance):
    source = make_source(issue, uploaded_by=editor, warnings=[{"code": "gap", "message": "Ends.", "line": 3}])
    source.file.save(f"{source.sha256}.md", ContentFile(b"as it came"))
    batch = Batch.objects.create(name=f"batch of {issue.pk}", publication=issue.publication, user=editor)
    BatchItem.objects.create(batch=batch, label="page.md", state=BatchItem.State.STORED, source=source)
    for place in range(chance.randint(1, 4)):
        article = make_article(
            issue,
            title=f"Gauge {place} of {issue.pk} “\\” 潮汐 \u2028",
            body=TEXT if place == 0 else f"A text of its own, {chance.random()}. {TEXT[: chance.randint(0, 400)]}",
            section=chance.choice(["", "Policy", "Opinion"]),
            authors=chance.sample(["LIN Yue", "CHEN Chunyou", "林玥"], chance.randint(0, 3)),
            topics=chance.sample(["energy", "quantum-technology"], chance.randint(0, 2)),
            regions=chance.sample(["DE", "CN-TJ"], chance.randint(0, 2)),
            institutions=chance.sample(["unesco"], chance.randint(0, 1)),
            state=chance.choice(State.values),
            source=chance.choice([None, source]),
            published_at="2023-03-11T10:00:00.123456Z",
        )
        Caption.objects.create(article=article, text="A gauge.", credit="LIN Yue", first_line=5, anchor=None)
    _edit(issue, editor)
    return issue


def _edit(issue, editor):
    """Leaves a history with an undo in it."""
    with recorded(issue, editor) as recording:
        article = issue.articles.first()
        article.byline = "By LIN Yue"
        article.save()
    undo(recording.change, editor)
    with recorded(issue, None):
        Issue.objects.get(pk=issue.pk).articles.last().save()
        Article.objects.filter(pk=issue.articles.last().pk).update(source_note="From the print.")


def publish(issue):
    publish_issue(Issue.objects.get(pk=issue.pk))
