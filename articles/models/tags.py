"""What articles are about: topics, regions, institutions, and the passage that each tag rests on."""

from django.db import models
from django.urls import reverse

from articles.querysets import TagQuerySet


class Origin(models.TextChoices):
    """Who set a tag: a rule may take its own tags back, never an editor's."""

    RULE = "rule", "Found in the text"
    EDITOR = "editor", "Set by an editor"


class Topic(models.Model):
    """A subject of science policy; the vocabulary has two levels."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    name_zh = models.CharField("Chinese name", max_length=120, blank=True)
    description = models.TextField(blank=True)
    description_zh = models.TextField("Chinese description", blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("topic", args=[self.slug])


class Region(models.Model):
    """A country, a Chinese province, or a group of them. Codes are ISO 3166, or a group's own."""

    class Kind(models.TextChoices):
        COUNTRY = "country", "Country"
        PROVINCE = "province", "Province"
        GROUP = "group", "Group"

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    name_zh = models.CharField("Chinese name", max_length=120, blank=True)
    kind = models.CharField(max_length=8, choices=Kind)
    members = models.ManyToManyField("self", symmetrical=False, related_name="groups", blank=True)

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("region", args=[self.code])


class Institution(models.Model):
    """A ministry, academy, agency, or international body."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    name_zh = models.CharField("Chinese name", max_length=200, blank=True)
    abbreviation = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=40, blank=True)
    region = models.ForeignKey(Region, models.SET_NULL, null=True, blank=True, related_name="institutions")

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("institution", args=[self.slug])


class Tagging(models.Model):
    """A tag on an article, who set it, and the passage it rests on."""

    evidence = models.TextField(blank=True)
    origin = models.CharField(max_length=6, choices=Origin, default=Origin.EDITOR)

    class Meta:
        abstract = True


class ArticleTopic(Tagging):
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="topic_tags")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="taggings")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["article", "topic"], name="topic_once_in_article")]

    def __str__(self) -> str:
        return str(self.topic)


class ArticleRegion(Tagging):
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="region_tags")
    region = models.ForeignKey(Region, models.PROTECT, related_name="taggings")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["article", "region"], name="region_once_in_article")]

    def __str__(self) -> str:
        return str(self.region)


class ArticleInstitution(Tagging):
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="institution_tags")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="taggings")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["article", "institution"], name="institution_once_in_article")]

    def __str__(self) -> str:
        return str(self.institution)
