"""What of an article goes into the search index."""

from collections.abc import Iterable

from django.db.models import QuerySet
from haystack import fields, indexes

from articles.models import Article, Institution, Region, Topic
from search.analysis import PART_BREAK, fold


def text_parts(article: Article) -> list[str]:
    """The article's running text: standfirst, body and captions."""
    captions = [f"{caption.text} {caption.credit}".strip() for caption in article.captions.all()]
    return [part for part in (article.standfirst, article.text, *captions) if part]


class ArticleIndex(indexes.SearchIndex, indexes.Indexable):
    """The published articles.

    Each facet has two fields: one of names, to be searched, and one `_exact` of slugs or codes, to be counted
    and filtered by. Texts are not stored: what a page shows of a hit comes from the database.
    """

    text = fields.CharField(document=True)
    title = fields.CharField(model_attr="title", boost=3.0)
    author = fields.MultiValueField(boost=1.5)
    topic = fields.MultiValueField(boost=1.5)
    region = fields.MultiValueField()
    institution = fields.MultiValueField()
    section = fields.MultiValueField()
    publication = fields.MultiValueField()

    author_exact = fields.FacetMultiValueField(facet_for="author")
    topic_exact = fields.FacetMultiValueField(facet_for="topic")
    region_exact = fields.FacetMultiValueField(facet_for="region")
    institution_exact = fields.FacetMultiValueField(facet_for="institution")
    section_exact = fields.FacetCharField(facet_for="section")
    publication_exact = fields.FacetCharField(facet_for="publication")
    year = fields.FacetCharField()
    language = fields.FacetCharField(model_attr="language")
    date = fields.FacetDateField(model_attr="shown_date")
    sort_title = fields.FacetCharField()

    def get_model(self) -> type[Article]:
        return Article

    def index_queryset(self, using: str | None = None) -> QuerySet[Article]:
        """What belongs into the index, with all that `prepare` reads."""
        return Article.objects.published().dated().whole()

    def prepare_text(self, article: Article) -> str:
        return PART_BREAK.join(text_parts(article))

    def prepare_author(self, article: Article) -> list[str]:
        names = [authorship.author.name for authorship in article.authorships.all()]
        return [article.byline, *names] if article.byline else names

    def prepare_author_exact(self, article: Article) -> list[str]:
        return [authorship.author.slug for authorship in article.authorships.all()]

    def prepare_topic(self, article: Article) -> list[str]:
        return _names(tag.topic for tag in article.topic_tags.all())

    def prepare_topic_exact(self, article: Article) -> list[str]:
        return [tag.topic.slug for tag in article.topic_tags.all()]

    def prepare_region(self, article: Article) -> list[str]:
        return _names(tag.region for tag in article.region_tags.all())

    def prepare_region_exact(self, article: Article) -> list[str]:
        return [tag.region.code for tag in article.region_tags.all()]

    def prepare_institution(self, article: Article) -> list[str]:
        found = [tag.institution for tag in article.institution_tags.all()]
        return _names(found) + [institution.abbreviation for institution in found if institution.abbreviation]

    def prepare_institution_exact(self, article: Article) -> list[str]:
        return [tag.institution.slug for tag in article.institution_tags.all()]

    def prepare_section(self, article: Article) -> list[str]:
        return [article.section.name] if article.section else []

    def prepare_section_exact(self, article: Article) -> str | None:
        return article.section.slug if article.section else None

    def prepare_publication(self, article: Article) -> list[str]:
        return [article.issue.publication.name]

    def prepare_publication_exact(self, article: Article) -> str:
        return article.issue.publication.slug

    def prepare_year(self, article: Article) -> str | None:
        return str(article.shown_date.year) if article.shown_date else None

    def prepare_sort_title(self, article: Article) -> str:
        return fold(article.title).lstrip("“”‘’\"'«»《「 ")


def _names(tags: Iterable[Topic | Region | Institution]) -> list[str]:
    """The English and the Chinese name of each tag."""
    return [name for tag in tags for name in (tag.name, tag.name_zh) if name]
