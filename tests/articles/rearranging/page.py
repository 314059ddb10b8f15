"""A small page to be rearranged, and ways to look at what became of it."""

from articles.ingest.pipeline import read_issue
from articles.models import Article
from articles.store import save_issue

GAUGES = "Forty tide gauges in Tianjin now send their readings by satellite every ten minutes of the day."
FERRIES = "Ferries wait for the tide, as they always did, and nobody on the quay has asked them to."
LAMPS = "The keepers moved inland in a hurry, took the lamp along, and left the bell where it was."
PAGE = f"""# Harbour Gazette

No. 7, 10 March 2023

## Tide Gauges Report by Satellite

By LIU Heng

{GAUGES}

A crane lifts a gauge onto the quay. (PHOTO: VCG)

{FERRIES}

## Bells and Lamps Go Inland

By Ana REIS

{LAMPS}

Buy ropes at the old harbour.
"""
HEADLINE, BYLINE, FIRST, CAPTION, SECOND, OTHER, OTHER_BYLINE, THIRD, LAST = 5, 7, 9, 11, 13, 15, 17, 19, 21


def stored(text, name="page.md", **options):
    """The articles of another page."""
    data = text.encode()
    return list(save_issue(read_issue(data, name), data, **options).issue.articles.all())


def edit(article, **changes):
    Article.objects.filter(pk=article.pk).update(**changes)
    article.refresh_from_db()
    return article


def titles(issue):
    return list(issue.articles.values_list("title", flat=True))


def again(article):
    return Article.objects.get(pk=article.pk)


def lines(article):
    return [number for first, last in again(article).spans for number in range(first, last + 1)]


def regions(article):
    return {tag.region.code: tag.origin for tag in again(article).region_tags.select_related("region")}
