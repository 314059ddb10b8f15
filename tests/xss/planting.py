"""Puts every payload into every field that an editor, a file or a form may fill. Runs in the archive's own process."""

import json

from django.contrib.auth import get_user_model
from django.urls import reverse

from articles.history import recorded
from articles.models import (
    Article,
    ArticleInstitution,
    ArticleRegion,
    ArticleTopic,
    Author,
    Authorship,
    Batch,
    BatchItem,
    Caption,
    Change,
    Institution,
    Issue,
    Publication,
    Region,
    Section,
    SourceFile,
    State,
    Topic,
)
from tests.builders import make_source
from tests.xss.payloads import PAYLOADS


def plant():
    """One publication, issue, article, author, topic, region and institution for each payload, which all say it
    wherever they say anything. Prints the addresses to look at, by kind, as JSON."""
    issues = [_issue(number, text) for number, text in enumerate(PAYLOADS, 1)]
    articles = [_article(issue, text) for issue, text in zip(issues, PAYLOADS, strict=True)]
    _at_the_desk(issues)
    print(json.dumps(_public(issues, articles) | _desk(issues, articles)))


def _issue(number, text):
    publication = Publication.objects.create(
        slug=f"x{number}", name=text, description=text, rights=text, kickers=text, mastheads=text, running_heads=text
    )
    issue = Issue.objects.create(
        publication=publication,
        slug=f"x{number}",
        title=text,
        number=text[:40],
        date="2024-03-10",
        state=State.PUBLISHED,
    )
    warnings = [{"code": "gap", "message": text, "line": 1}, {"code": text, "message": "a", "line": 1}]
    furniture = [{"lines": [1, 1], "kind": "masthead", "text": text}, {"lines": [2, 2], "kind": text, "text": text}]
    make_source(issue, name=text, media_type="text/markdown", warnings=warnings, furniture=furniture)
    return issue


def _article(issue, text):
    number = issue.pk
    section = Section.objects.create(publication=issue.publication, slug=f"x{number}", name=text)
    article = Article.objects.create(
        issue=issue,
        source=issue.sources.get(),
        section=section,
        position=1,
        title=text,
        standfirst=text,
        byline=text,
        source_note=text,
        body=f"{text}\n\nThe tide has the wordhurt {text} in the middle.\n\n## {text}\n\n* {text}\n\n> {text}",
        language="en",
        spans=[[1, 2]],
        warnings=[{"code": "gap", "message": text, "line": 1}],
        removed_tags=[f"topic:{text}"],
        state=State.PUBLISHED,
    )
    _tagged(article, number, text)
    with recorded(issue, None, text):
        article.standfirst = f"{text} "
        article.save()
    return article


def _tagged(article, number, text):
    """Its authors, tags and captions."""
    author = Author.objects.create(slug=f"x{number}", name=text)
    Authorship.objects.create(article=article, author=author)
    Caption.objects.create(article=article, text=text, credit=text, anchor=text[:80])
    topic = Topic.objects.create(slug=f"x{number}", name=text, name_zh=text)
    region = Region.objects.create(code=f"X{number}", name=text, name_zh=text, kind="group")
    institution = Institution.objects.create(slug=f"x{number}", name=text, name_zh=text, abbreviation=text[:20])
    ArticleTopic.objects.create(article=article, topic=topic, evidence=text)
    ArticleRegion.objects.create(article=article, region=region, evidence=text)
    ArticleInstitution.objects.create(article=article, institution=institution, evidence=text)


def _at_the_desk(issues):
    """What only editors see: a batch with refused files, names of users, a deleted publication."""
    user = get_user_model().objects.create(username="<script>hurt()</script>", first_name=PAYLOADS[0], is_staff=True)
    batch = Batch.objects.create(name=PAYLOADS[10], user=user)
    for text in PAYLOADS:
        BatchItem.objects.create(batch=batch, label=text, state=BatchItem.State.REFUSED, message=text)
    Change.objects.filter(issue=issues[0]).update(user=user)
    SourceFile.objects.filter(issue=issues[0]).update(uploaded_by=user)


def _public(issues, articles):
    of = lambda kind, names: [f"/{kind}/{name}/" for name in names]  # noqa: E731
    numbers = [issue.pk for issue in issues]
    return {
        "article": [article.get_absolute_url() for article in articles],
        "issue": [issue.get_absolute_url() for issue in issues],
        "author": of("authors", [f"x{number}" for number in numbers]),
        "topic": of("topics", [f"x{number}" for number in numbers]),
        "region": of("regions", [f"X{number}" for number in numbers]),
        "institution": of("institutions", [f"x{number}" for number in numbers]),
        "publication": [f"/issues/?publication={issue.publication.slug}" for issue in issues],
    }


def _desk(issues, articles):
    def pages(name, rows):
        return [reverse(f"admin:articles_{name}", args=[row.pk]) for row in rows]

    models = (Publication, Issue, Section, Article, Author, Topic, Region, Institution, SourceFile, Batch)
    lists = [reverse(f"admin:articles_{model._meta.model_name}_changelist") for model in models]
    return {
        "desk list": [address + query for address in lists for query in ("?all=", "?q=hurt", "?p=2")],
        "desk article": pages("article_change", articles),
        "desk history": pages("issue_history", issues),
        "desk review": pages("issue_review", issues),
        "desk file": pages("sourcefile_change", [issue.sources.get() for issue in issues]),
        "desk publication": pages("publication_change", [issue.publication for issue in issues]),
        "desk deletion": pages("publication_delete", [issue.publication for issue in issues]),
        "desk batch": pages("batch_change", Batch.objects.all()),
    }
