"""The catalogue: publications and their issues, articles, and what articles are about."""

from articles.models.article import Article, Author, Authorship, Caption
from articles.models.issue import Issue, Publication, Section, SourceFile, State
from articles.models.tags import ArticleInstitution, ArticleRegion, ArticleTopic, Institution, Origin, Region, Topic

__all__ = [
    "Article",
    "ArticleInstitution",
    "ArticleRegion",
    "ArticleTopic",
    "Author",
    "Authorship",
    "Caption",
    "Institution",
    "Issue",
    "Origin",
    "Publication",
    "Region",
    "Section",
    "SourceFile",
    "State",
    "Topic",
]
