"""The feeds of the catalogue: what came in last, of all or on one subject."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.feeds.entries import ARCHIVE, Feed, latest_of
from articles.feeds.formats import answer, feed_paths
from articles.models import Article, Publication
from articles.subjects import Subject, articles_about, get_subject, publication_path


@require_safe
def latest(request: HttpRequest, format: str) -> HttpResponse:
    """What came into the archive last."""
    base = request.build_absolute_uri("/")
    feed = Feed(
        base=base,
        title=ARCHIVE,
        subtitle="The latest articles of the archive.",
        page=reverse("home"),
        paths=feed_paths("feed-latest"),
        entries=latest_of(Article.objects.published(), base),
    )
    return answer(feed, format)


@require_safe
def about(request: HttpRequest, kind: str, key: str, format: str) -> HttpResponse:
    """What came in last about one topic, region, institution, or by one author, or of one publication."""
    base = request.build_absolute_uri("/")
    subject = get_subject(kind, key)
    wording = {"author": "by", "publication": "of"}.get(kind, "on")
    feed = Feed(
        base=base,
        title=f"{subject.name} – {ARCHIVE}",
        subtitle=f"The latest articles {wording} {subject.name} in the archive.",
        page=_page_of(subject),
        paths=feed_paths(f"feed-{kind}", key=key),
        entries=latest_of(articles_about(subject), base),
    )
    return answer(feed, format)


def _page_of(subject: Subject) -> str:
    if isinstance(subject, Publication):
        return publication_path(subject.slug)
    return subject.get_absolute_url()
