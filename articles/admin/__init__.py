"""What editors work with: the lists and forms of the catalogue, the upload, and the review of an issue."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.admin.articles import ArticleAdmin
from articles.admin.batches import BatchAdmin
from articles.admin.issues import IssueAdmin
from articles.admin.likenesses import LikenessAdmin
from articles.admin.publications import PublicationAdmin, SectionAdmin
from articles.admin.sources import SourceFileAdmin
from articles.admin.vocabularies import AuthorAdmin, InstitutionAdmin, RegionAdmin, TopicAdmin

__all__ = [
    "ArticleAdmin",
    "AuthorAdmin",
    "BatchAdmin",
    "InstitutionAdmin",
    "IssueAdmin",
    "LikenessAdmin",
    "PublicationAdmin",
    "RegionAdmin",
    "SectionAdmin",
    "SourceFileAdmin",
    "TopicAdmin",
]

admin.site.site_header = admin.site.site_title = _("Sci-Tech Policy Archive")
admin.site.index_title = _("Editors’ desk")
