"""Tags as an editor sets them and takes them off. What is taken off is remembered, so that no rule brings it back."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from articles.models import Article, ArticleInstitution, ArticleRegion, ArticleTopic, Institution, Origin, Region, Topic


@dataclass(frozen=True)
class TagKind:
    """One kind of tag: its models, the field that names an entry for good, and the fields with its other names."""

    name: str
    plural: str
    tagging: Any
    vocabulary: Any
    key: str
    names: tuple[str, ...]

    @property
    def relation(self) -> str:
        """What an article calls its tags of this kind."""
        return f"{self.name}_tags"

    def entry_key(self, entry: Any) -> str:
        """An entry as `Article.removed_tags` writes it: `topic:quantum-technology`, `region:CN-TJ`."""
        return f"{self.name}:{getattr(entry, self.key)}"


TAG_KINDS = (
    TagKind("topic", "topics", ArticleTopic, Topic, "slug", ("name", "name_zh")),
    TagKind("region", "regions", ArticleRegion, Region, "code", ("name", "name_zh")),
    TagKind(
        "institution", "institutions", ArticleInstitution, Institution, "slug", ("name", "name_zh", "abbreviation")
    ),
)
_UNKNOWN = {
    "topic": _("There is no topic “%(name)s”. Take one from the list, or add it first."),
    "region": _("There is no region “%(name)s”. Take one from the list, or add it first."),
    "institution": _("There is no institution “%(name)s”. Take one from the list, or add it first."),
}
_AMBIGUOUS = {
    "topic": _("More than one topic is called “%(name)s”. Write one of: %(keys)s."),
    "region": _("More than one region is called “%(name)s”. Write one of: %(keys)s."),
    "institution": _("More than one institution is called “%(name)s”. Write one of: %(keys)s."),
}


class Vocabulary:
    """Every topic, region and institution, read once, to be found by what an editor types."""

    def __init__(self) -> None:
        self.entries = {kind.name: list(kind.vocabulary.objects.all()) for kind in TAG_KINDS}

    def find(self, kind: TagKind, text: str) -> Any:
        """The entry with this slug or code or, failing that, with this name in either language or abbreviation.

        Raises LookupError, with a sentence for the editor, when there is none or more than one.
        """
        wanted = text.strip().casefold()
        entries = self.entries[kind.name]
        found = [entry for entry in entries if getattr(entry, kind.key).casefold() == wanted] or [
            entry for entry in entries if wanted in {getattr(entry, name).casefold() for name in kind.names}
        ]
        if not found:
            raise LookupError(_UNKNOWN[kind.name] % {"name": text})
        if len(found) > 1:
            keys = ", ".join(getattr(entry, kind.key) for entry in found)
            raise LookupError(_AMBIGUOUS[kind.name] % {"name": text, "keys": keys})
        return found[0]


def put_on(article: Article, kind: TagKind, entry: Any) -> None:
    """Tags the article in an editor's name. Notes on the article, without saving it, that the tag may be there."""
    kind.tagging.objects.get_or_create(article=article, **{kind.name: entry}, defaults={"origin": Origin.EDITOR})
    allow(article, kind.entry_key(entry))


def take_off(article: Article, kind: TagKind, tag: Any) -> None:
    """Deletes a tag. Notes on the article, without saving it, that no rule may set it again."""
    forbid(article, kind.entry_key(getattr(tag, kind.name)))
    tag.delete()


def forbid(article: Article, key: str) -> None:
    article.removed_tags = sorted({*article.removed_tags, key})


def allow(article: Article, key: str) -> None:
    article.removed_tags = [removed for removed in article.removed_tags if removed != key]
