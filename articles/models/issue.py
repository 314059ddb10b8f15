"""A publication, its sections, its issues, and the files that they were read from."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.dates import DAY, PRECISIONS, format_iso
from articles.querysets import IssueQuerySet, PublicationQuerySet, SourceFileQuerySet

PUBLISH = "publish_issue"
"""The permission to decide what the public sees."""


class State(models.TextChoices):
    """Whether the public sees a thing."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class Access(models.TextChoices):
    """What of a publication's texts may be shown to the public (articles/rights.py keeps to it)."""

    FULL = "full", _("The full text")
    SUMMARY = "summary", _("Headline, standfirst and snippets")


class Publication(models.Model):
    """A newspaper, newsletter or web site that appears in issues."""

    slug = models.SlugField(_("address"), max_length=80, unique=True, allow_unicode=True)
    name = models.CharField(_("name"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    language = models.CharField(_("language"), max_length=8, default="en")
    rights = models.CharField(
        _("rights"), max_length=300, blank=True, help_text=_("Who owns the texts; what may be done with them.")
    )
    access = models.CharField(
        _("what may be shown"),
        max_length=7,
        choices=Access,
        default=Access.FULL,
        help_text=_("On pages, in feeds and in all data. The full text is searched in either case."),
    )
    kickers = models.TextField(
        _("kickers"), blank=True, help_text=_("Section labels printed above headlines, one a line.")
    )
    mastheads = models.TextField(_("mastheads"), blank=True, help_text=_("How its title is printed, one form a line."))
    running_heads = models.TextField(
        _("running heads"), blank=True, help_text=_("Lines repeated on its pages, one a line.")
    )
    byline_forms = models.TextField(
        _("byline forms"),
        blank=True,
        help_text=_("How it signs articles, one form a line, {names} for the names: “Words: {names}”."),
    )

    issue_count: int  # of those that are in_use

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("publication"), _("publications")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=models.Q(access__in=Access.values), name="publication_access_known"),
        ]

    def __str__(self) -> str:
        return self.name


class Section(models.Model):
    """A part of a publication under one heading: Policy, Case Study, Opinion."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="sections", verbose_name=_("publication"))
    slug = models.SlugField(_("address"), max_length=120, allow_unicode=True)
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        verbose_name, verbose_name_plural = _("section"), _("sections")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["publication", "slug"], name="section_once_in_publication")]

    def __str__(self) -> str:
        return self.name


class Issue(models.Model):
    """One issue of a publication. Number and date are as printed, and empty where none is."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="issues", verbose_name=_("publication"))
    slug = models.SlugField(_("address"), max_length=120, allow_unicode=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
    number = models.CharField(_("number"), max_length=40, blank=True)
    date = models.DateField(_("date"), null=True, blank=True, help_text=_("For a month or a year, its first day."))
    date_precision = models.CharField(_("precision of the date"), max_length=5, choices=PRECISIONS, default=DAY)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.DRAFT, db_index=True)
    created_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)

    article_count: int  # of those that IssueQuerySet has counted

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("issue"), _("issues")
        permissions = [(PUBLISH, "Can publish issues and change what is public")]
        ordering = [models.F("date").desc(nulls_last=True), "-id"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "slug"], name="issue_once_in_publication"),
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="issue_state_known"),
            models.CheckConstraint(
                condition=models.Q(date_precision__in=[value for value, _ in PRECISIONS]),
                name="issue_date_precision_known",
            ),
        ]

    def __str__(self) -> str:
        parts = [
            self.publication.name,
            gettext("No. %(number)s") % {"number": self.number} if self.number else "",
            self.iso_date or "",
        ]
        return gettext(", ").join(part for part in parts if part)

    def get_absolute_url(self) -> str:
        return reverse("issue", args=[self.publication.slug, self.slug])

    @property
    def iso_date(self) -> str | None:
        """The printed date in ISO 8601, as precise as it is printed."""
        return format_iso(self.date, self.date_precision)

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED


class SourceFile(models.Model):
    """A file as it was uploaded, byte for byte, and what its reading found beside the articles."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="sources", verbose_name=_("issue"))
    sha256 = models.CharField(
        "SHA-256", max_length=64, unique=True, validators=[RegexValidator(r"\A[0-9a-f]{64}\Z")], editable=False
    )
    name = models.CharField(_("name"), max_length=255)
    media_type = models.CharField(_("media type"), max_length=100)
    encoding = models.CharField(_("encoding"), max_length=40, blank=True)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("In bytes."))
    file = models.FileField(_("file"), upload_to="sources", max_length=200)
    furniture = models.JSONField(_("furniture"), default=list, blank=True)
    warnings = models.JSONField(_("warnings"), default=list, blank=True)
    is_current = models.BooleanField(
        _("in use"), default=True, editable=False, help_text=_("No once a later scan or reading has taken its place.")
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), default=timezone.now, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, verbose_name=_("uploaded by")
    )
    checked_at = models.DateTimeField(_("found unchanged at"), null=True, editable=False)

    objects = SourceFileQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("source file"), _("source files")
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=models.Q(sha256__length=64), name="source_sha256_whole")]

    def __str__(self) -> str:
        return self.name
