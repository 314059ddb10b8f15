"""What of an article goes into the search index."""

from typing import Any

from django.db.models import QuerySet
from haystack import fields, indexes

from articles.models import Article
from search.analysis import PART_BREAK
from search.documents import Entry, Parts, compose

_SINGLE_VALUES = ("section_exact", "publication_exact", "year", "month", "language")


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
    month = fields.FacetCharField()
    language = fields.FacetCharField(model_attr="language")
    date = fields.FacetDateField(model_attr="shown_date")
    sort_title = fields.FacetCharField()

    def get_model(self) -> type[Article]:
        return Article

    def index_queryset(self, using: str | None = None) -> QuerySet[Article]:
        """What belongs into the index, with all that `prepare` reads."""
        return Article.objects.published().dated().whole()

    def prepare(self, obj: Article) -> dict[str, Any]:
        """Its fields by name, composed as our own engine's index has them."""
        document = compose(_parts(obj))
        single = {field: next(iter(document.values[field]), None) for field in _SINGLE_VALUES}
        prepared = super().prepare(obj) | document.texts | document.values | single
        prepared |= {"text": PART_BREAK.join(document.texts["text"]), "title": obj.title}
        self.prepared_data = prepared | {"date": document.date, "sort_title": document.sort_title}
        return self.prepared_data


def _parts(article: Article) -> Parts:
    return Parts(
        article=article,
        captions=[(caption.text, caption.credit) for caption in article.captions.all()],
        authors=[Entry(a.slug, (a.name,)) for a in (link.author for link in article.authorships.all())],
        topics=[Entry(t.slug, (t.name, t.name_zh)) for t in (tag.topic for tag in article.topic_tags.all())],
        regions=[Entry(r.code, (r.name, r.name_zh)) for r in (tag.region for tag in article.region_tags.all())],
        institutions=[
            Entry(i.slug, (i.name, i.name_zh, i.abbreviation))
            for i in (tag.institution for tag in article.institution_tags.all())
        ],
        sections=[Entry(article.section.slug, (article.section.name,))] if article.section else [],
        publication=Entry(article.issue.publication.slug, (article.issue.publication.name,)),
    )
