"""What editors work with: the lists and forms of the catalogue, the upload, and the review of an issue."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.admin.articles import ArticleAdmin
from articles.admin.batches import BatchAdmin
from articles.admin.inspections import InspectionAdmin
from articles.admin.issues import IssueAdmin
from articles.admin.likenesses import LikenessAdmin
from articles.admin.publications import PublicationAdmin, SectionAdmin
from articles.admin.removals import RemovalAdmin
from articles.admin.sources import SourceFileAdmin
from articles.admin.vocabularies import AuthorAdmin, InstitutionAdmin, RegionAdmin, TopicAdmin

__all__ = [
    "ArticleAdmin",
    "AuthorAdmin",
    "BatchAdmin",
    "InspectionAdmin",
    "InstitutionAdmin",
    "IssueAdmin",
    "LikenessAdmin",
    "PublicationAdmin",
    "RegionAdmin",
    "RemovalAdmin",
    "SectionAdmin",
    "SourceFileAdmin",
    "TopicAdmin",
]

admin.site.site_header = admin.site.site_title = _("Sci-Tech Policy Archive")
admin.site.index_title = _("Editors’ desk")
