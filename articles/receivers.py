"""Announces every change to what the public may see of an article, whichever row it was made in."""

from collections.abc import Collection
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete

from articles.likenesses import find_likenesses
from articles.models import (
    Article,
    ArticleInstitution,
    ArticleRegion,
    ArticleTopic,
    Author,
    Authorship,
    Caption,
    Institution,
    Issue,
    Publication,
    Region,
    Section,
    Topic,
)
from articles.records import keep_sets, note_changes, note_sets
from articles.signals import articles_changed

# How to get from a changed row to the articles that show it.
_PARTS = (Caption, Authorship, ArticleTopic, ArticleRegion, ArticleInstitution)
_SHOWN_BY = {
    Publication: "issue__publication",
    Issue: "issue",
    Section: "section",
    Author: "authors",
    Topic: "topics",
    Region: "regions",
    Institution: "institutions",
}


def connect() -> None:
    """Called once, when the app is ready."""
    for signal in (post_save, post_delete):
        signal.connect(_article_changed, Article)
        for model in _PARTS:
            signal.connect(_part_changed, model)
    post_save.connect(_text_saved, Article)
    for model in _SHOWN_BY:
        post_save.connect(_named_thing_changed, model)
    # Deleting a section changes its articles without a signal of theirs.
    pre_delete.connect(_section_goes, Section)
    pre_delete.connect(note_sets, Article)  # its tags go with it
    post_delete.connect(keep_sets, Article)
    articles_changed.connect(note_changes)


def _article_changed(sender: type[Model], instance: Article, **kwargs: Any) -> None:
    articles_changed.send(sender, ids={instance.pk})


def _text_saved(sender: type[Model], instance: Article, **kwargs: Any) -> None:
    find_likenesses(instance)


def _part_changed(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    articles_changed.send(sender, ids={instance.article_id})


def _named_thing_changed(sender: Any, instance: Model, created: bool, **kwargs: Any) -> None:
    if not created:
        announce_articles_of(sender, [instance.pk])


def _section_goes(sender: Any, instance: Section, **kwargs: Any) -> None:
    announce_articles_of(sender, [instance.pk])


def announce_articles_of(sender: type[Model], keys: Collection[int]) -> None:
    """To be called in the transaction that changed topics, authors or the like of the model `sender` with these primary
    keys: by whoever does so without a signal for each."""
    ids = set(Article.objects.filter(**{f"{_SHOWN_BY[sender]}__in": keys}).values_list("pk", flat=True))
    if ids:
        articles_changed.send(sender, ids=ids)
