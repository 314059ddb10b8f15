"""An article with its captions and authors."""

from django.db import models, transaction
from django.db.models.functions import Length
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from articles.checksums import checksum
from articles.dates import DAY, PRECISIONS, format_iso
from articles.models.issue import Issue, Section, SourceFile, State
from articles.models.tags import ArticleInstitution, ArticleRegion, ArticleTopic, Institution, Region, Topic
from articles.querysets import ArticleQuerySet, TagQuerySet
from articles.rendering import body_html, plain_text, word_count

models.CharField.register_lookup(Length)


class Author(models.Model):
    """A person who signs articles, under the name that is printed."""

    slug = models.SlugField(_("address"), max_length=120, unique=True, allow_unicode=True)
    name = models.CharField(_("name"), max_length=120, unique=True)

    article_count: int  # of those that were counted (articles/pages/counted.py)

    objects = TagQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("author"), _("authors")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("author", args=[self.slug])


class Article(models.Model):
    """One article of an issue. `body` is Markdown; what pages show and search reads is made from it on saving."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="articles", verbose_name=_("issue"))
    source = models.ForeignKey(
        SourceFile, models.SET_NULL, null=True, blank=True, related_name="articles", verbose_name=_("file")
    )
    section = models.ForeignKey(
        Section, models.SET_NULL, null=True, blank=True, related_name="articles", verbose_name=_("section")
    )
    position = models.PositiveIntegerField(_("place"), help_text=_("Its place in the issue, from 1."))
    title = models.CharField(_("title"), max_length=500)
    standfirst = models.TextField(_("standfirst"), blank=True)
    byline = models.CharField(_("byline"), max_length=500, blank=True, help_text=_("As printed."))
    date = models.DateField(
        _("date"), null=True, blank=True, help_text=_("As printed with the article; empty if none is.")
    )
    date_precision = models.CharField(_("precision of the date"), max_length=5, choices=PRECISIONS, default=DAY)
    language = models.CharField(_("language"), max_length=8, default="en")
    source_note = models.CharField(_("source note"), max_length=300, blank=True)
    body = models.TextField(_("body"), blank=True, help_text=_("Markdown."))
    body_html = models.TextField(blank=True, editable=False)
    text = models.TextField(blank=True, editable=False)
    word_count = models.PositiveIntegerField(_("words"), default=0, editable=False)
    spans = models.JSONField(
        _("source lines"), default=list, blank=True, help_text=_("The runs of source lines it was read from.")
    )
    warnings = models.JSONField(_("warnings"), default=list, blank=True)
    removed_tags = models.JSONField(
        _("tags taken off"), default=list, blank=True, help_text=_("Tags an editor took off, as kind:key.")
    )
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.DRAFT)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)
    checksum = models.CharField(max_length=64, null=True, editable=False)  # None: not sealed yet

    authors = models.ManyToManyField(Author, through="Authorship", related_name="articles", verbose_name=_("authors"))
    topics = models.ManyToManyField(Topic, through=ArticleTopic, related_name="articles", verbose_name=_("topics"))
    regions = models.ManyToManyField(Region, through=ArticleRegion, related_name="articles", verbose_name=_("regions"))
    institutions = models.ManyToManyField(
        Institution, through=ArticleInstitution, related_name="articles", verbose_name=_("institutions")
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("article"), _("articles")
        ordering = ["issue", "position"]
        # Tells which articles are public, puts them in order, and says when they changed, without reading their long
        # rows.
        indexes = [
            models.Index(
                fields=["state", "issue", "date", "position", "published_at", "updated_at", "language"],
                name="article_public",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["issue", "position"], name="article_position_once_in_issue"),
            models.CheckConstraint(condition=models.Q(position__gte=1), name="article_position_from_one"),
            models.CheckConstraint(condition=models.Q(title__length__gte=1), name="article_has_title"),
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="article_state_known"),
            models.CheckConstraint(
                condition=models.Q(state=State.DRAFT) | models.Q(published_at__isnull=False),
                name="article_published_has_time",
            ),
            models.CheckConstraint(
                condition=models.Q(date_precision__in=[value for value, _ in PRECISIONS]),
                name="article_date_precision_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        """Saves, after making from the body what pages and search need, and timing the first publication."""
        self.render()
        if self.state == State.PUBLISHED and self.published_at is None:
            self.published_at = timezone.now()
        with transaction.atomic():  # what listens to the saving of an article joins its transaction
            super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk, self.slug])

    def render(self) -> None:
        """Makes from the body what pages and search need, and seals all of it with its checksum.

        Whoever saves otherwise than by `save` has to call it, as the last thing before that.
        """
        self.body_html = body_html(self.body)
        self.text = plain_text(self.body_html)
        self.word_count = word_count(self.text)
        self.checksum = checksum(self)

    @property
    def slug(self) -> str:
        """The readable part of its address, made from the title: at most 80 characters, never empty."""
        return slugify(self.title, allow_unicode=True)[:80].strip("-") or "article"

    @property
    def iso_date(self) -> str | None:
        """Its own printed date in ISO 8601, as precise as it is printed."""
        return format_iso(self.date, self.date_precision)

    @property
    def access(self) -> str:
        """What its publication says may be shown of it: one of Access."""
        return self.issue.publication.access

    @property
    def shown_iso_date(self) -> str | None:
        """The same or, where it is printed without a date, its issue's."""
        return self.iso_date or self.issue.iso_date

    @property
    def is_published(self) -> bool:
        """Whether the public sees it: it and its issue are published."""
        return self.state == State.PUBLISHED and self.issue.is_published


class Authorship(models.Model):
    """An author's place in an article's byline."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="authorships", verbose_name=_("article"))
    author = models.ForeignKey(Author, models.CASCADE, related_name="authorships", verbose_name=_("author"))
    position = models.PositiveSmallIntegerField(_("place"), default=1)

    class Meta:
        verbose_name, verbose_name_plural = _("authorship"), _("authorships")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["article", "author"], name="author_once_in_article")]

    def __str__(self) -> str:
        return f"{self.author}, {self.article}"


class Caption(models.Model):
    """The text under one of an article's pictures. The pictures themselves are not kept."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="captions", verbose_name=_("article"))
    position = models.PositiveSmallIntegerField(_("place"), default=1)
    text = models.TextField(_("text"))
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    first_line = models.PositiveIntegerField(_("first line"), null=True, blank=True)
    last_line = models.PositiveIntegerField(_("last line"), null=True, blank=True)
    anchor = models.CharField(max_length=80, null=True, blank=True, editable=False)  # None: not known

    class Meta:
        verbose_name, verbose_name_plural = _("caption"), _("captions")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.text
