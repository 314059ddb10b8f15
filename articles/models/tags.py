"""What articles are about: topics, regions, institutions, and the passage that each tag rests on."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.local_names import local_name
from articles.querysets import TagQuerySet


class Origin(models.TextChoices):
    """Who set a tag: a rule may take its own tags back, never an editor's."""

    RULE = "rule", _("Found in the text")
    EDITOR = "editor", _("Set by an editor")


class Topic(models.Model):
    """A subject of science policy; the vocabulary has two levels."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    name_zh = models.CharField(_("Chinese name"), max_length=120, blank=True)
    description = models.TextField(_("description"), blank=True)
    description_zh = models.TextField(_("Chinese description"), blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("heading")
    )

    article_count: int  # of those that were counted (articles/pages/counted.py)

    objects = TagQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("topic"), _("topics")
        ordering = ["name"]

    def __str__(self) -> str:
        return local_name(self)

    def get_absolute_url(self) -> str:
        return reverse("topic", args=[self.slug])


class Region(models.Model):
    """A country, a Chinese province, or a group of them. Codes are ISO 3166, or a group's own."""

    class Kind(models.TextChoices):
        COUNTRY = "country", _("Country")
        PROVINCE = "province", _("Province")
        GROUP = "group", _("Group")

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=120)
    name_zh = models.CharField(_("Chinese name"), max_length=120, blank=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    members = models.ManyToManyField(
        "self", symmetrical=False, related_name="groups", blank=True, verbose_name=_("members")
    )

    article_count: int  # of those that were counted (articles/pages/counted.py)

    objects = TagQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("region"), _("regions")
        ordering = ["name"]

    def __str__(self) -> str:
        return local_name(self)

    def get_absolute_url(self) -> str:
        return reverse("region", args=[self.code])


class Institution(models.Model):
    """A ministry, academy, agency, or international body."""

    class Kind(models.TextChoices):
        ACADEMY = "academy", _("Academy")
        AGENCY = "agency", _("Agency")
        FUNDER = "funder", _("Research funder")
        GOVERNMENT = "government", _("Body of government")
        INTERNATIONAL = "international body", _("International body")
        MINISTRY = "ministry", _("Ministry")
        INSTITUTE = "research institute", _("Research institute")
        SOCIETY = "society", _("Learned society")
        UNIVERSITY = "university", _("University")

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    name_zh = models.CharField(_("Chinese name"), max_length=200, blank=True)
    abbreviation = models.CharField(_("abbreviation"), max_length=20, blank=True)
    kind = models.CharField(_("kind"), max_length=40, choices=Kind, blank=True)
    region = models.ForeignKey(
        Region, models.SET_NULL, null=True, blank=True, related_name="institutions", verbose_name=_("region")
    )

    article_count: int  # of those that were counted (articles/pages/counted.py)

    objects = TagQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("institution"), _("institutions")
        ordering = ["name"]

    def __str__(self) -> str:
        return local_name(self)

    def get_absolute_url(self) -> str:
        return reverse("institution", args=[self.slug])


class Tagging(models.Model):
    """A tag on an article, who set it, and the passage it rests on."""

    evidence = models.TextField(_("evidence"), blank=True)
    origin = models.CharField(_("origin"), max_length=6, choices=Origin, default=Origin.EDITOR)

    class Meta:
        abstract = True


class ArticleTopic(Tagging):
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="topic_tags", verbose_name=_("article")
    )
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="taggings", verbose_name=_("topic"))

    class Meta:
        verbose_name, verbose_name_plural = _("topic of an article"), _("topics of articles")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["article", "topic"], name="topic_once_in_article")]

    def __str__(self) -> str:
        return str(self.topic)


class ArticleRegion(Tagging):
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="region_tags", verbose_name=_("article")
    )
    region = models.ForeignKey(Region, models.PROTECT, related_name="taggings", verbose_name=_("region"))

    class Meta:
        verbose_name, verbose_name_plural = _("region of an article"), _("regions of articles")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["article", "region"], name="region_once_in_article")]

    def __str__(self) -> str:
        return str(self.region)


class ArticleInstitution(Tagging):
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="institution_tags", verbose_name=_("article")
    )
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="taggings", verbose_name=_("institution"))

    class Meta:
        verbose_name, verbose_name_plural = _("institution of an article"), _("institutions of articles")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["article", "institution"], name="institution_once_in_article")]

    def __str__(self) -> str:
        return str(self.institution)
