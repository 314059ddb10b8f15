"""The catalogue: publications and their issues, articles, and what articles are about."""

from articles.models.article import Article, Author, Authorship, Caption
from articles.models.batch import Batch, BatchFile, BatchItem
from articles.models.history import Change
from articles.models.inspection import Inspection
from articles.models.issue import Access, Issue, Publication, Section, SourceFile, State
from articles.models.likeness import Likeness, SketchKey
from articles.models.record import PublicRecord
from articles.models.removal import Removal
from articles.models.state import CatalogueState
from articles.models.tags import ArticleInstitution, ArticleRegion, ArticleTopic, Institution, Origin, Region, Topic

__all__ = [
    "Access",
    "Article",
    "ArticleInstitution",
    "ArticleRegion",
    "ArticleTopic",
    "Author",
    "Authorship",
    "Batch",
    "BatchFile",
    "BatchItem",
    "Caption",
    "CatalogueState",
    "Change",
    "Inspection",
    "Institution",
    "Issue",
    "Likeness",
    "Origin",
    "PublicRecord",
    "Publication",
    "Region",
    "Removal",
    "Section",
    "SketchKey",
    "SourceFile",
    "State",
    "Topic",
]
