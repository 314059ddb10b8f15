"""Changes of an issue's articles, for the tests of its history."""

from articles.history import recorded
from articles.models import Article, Caption
from tests.builders import make_article, make_issue, make_source


def make_middle_article():
    """The second of three articles of an issue, with everything that an article can have."""
    issue = make_issue()
    make_article(issue, title="Before it")
    made = make_article(
        issue,
        title="Tide gauges",
        section="Policy",
        authors=("LIN Yue", "CHEN Chunyou"),
        topics=("quantum-technology",),
        regions=("DE",),
        source=make_source(issue),
        spans=[[3, 9]],
        warnings=[{"code": "gap", "message": "Breaks off.", "line": 7}],
        removed_tags=["region:FR"],
        date="2023-03-01",
        date_precision="month",
    )
    Caption.objects.create(article=made, text="A gauge.", credit="LIN Yue", first_line=5, last_line=5)
    make_article(issue, title="After it")
    return made


def changed(article, user=None, **fields):
    """The change that is kept when these fields of the article are set."""
    with recorded(article.issue, user) as recording:
        row = Article.objects.get(pk=article.pk)
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()
    return recording.change


def deleted(article):
    """The change that is kept when the article is deleted."""
    with recorded(article.issue, None) as recording:
        Article.objects.get(pk=article.pk).delete()
    return recording.change
