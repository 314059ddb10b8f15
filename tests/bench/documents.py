"""The published articles as every engine is given them: the same fields with the same texts."""

from collections.abc import Iterable, Iterator, Sequence

from articles.models import Article, Institution, Region, Topic
from tests.bench.records import Document

_BATCH = 500


def documents(numbers: Sequence[int] | None = None) -> Iterator[Document]:
    """All published articles, or those of these numbers, by number."""
    if numbers is None:
        numbers = list(Article.objects.published().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(numbers), _BATCH):
        found = Article.objects.published().dated().whole().defer("body", "body_html").order_by("pk")
        yield from map(_document, found.filter(pk__in=numbers[start : start + _BATCH]))


def sample(size: int) -> Iterator[Document]:
    """Some `size` of the articles, from all of the archive."""
    numbers = list(Article.objects.published().order_by("pk").values_list("pk", flat=True))
    return documents(numbers[:: max(1, len(numbers) // size)])


def _document(article: Article) -> Document:
    people = [signed.author for signed in article.authorships.all()]
    topics = [tag.topic for tag in article.topic_tags.all()]
    regions = [tag.region for tag in article.region_tags.all()]
    institutions = [tag.institution for tag in article.institution_tags.all()]
    return Document(
        number=article.pk,
        title=article.title,
        text="\n\n".join(_texts(article)),
        author=", ".join([article.byline, *(person.name for person in people)]),
        topic=_names(topics),
        region=_names(regions),
        institution=_names(institutions)
        + "".join(f", {body.abbreviation}" for body in institutions if body.abbreviation),
        values={
            "topic": [topic.slug for topic in topics],
            "region": [region.code for region in regions],
            "institution": [institution.slug for institution in institutions],
            "section": [article.section.slug],
            "publication": [article.issue.publication.slug],
            "year": [str(article.shown_date.year)],
        },
        date=article.shown_date.isoformat(),
    )


def _texts(article: Article) -> list[str]:
    """Standfirst, body and captions."""
    captions = [f"{caption.text} {caption.credit}".strip() for caption in article.captions.all()]
    return [part for part in (article.standfirst, article.text, *captions) if part]


def _names(tags: Iterable[Topic | Region | Institution]) -> str:
    return ", ".join(name for tag in tags for name in (tag.name, tag.name_zh) if name)
