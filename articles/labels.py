"""What editors call the fields of an issue, its articles and its files."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "publication": _("publication"),
    "number": _("number"),
    "issue": _("issue"),
    "position": _("place"),
    "title": _("title"),
    "standfirst": _("standfirst"),
    "section": _("section"),
    "byline": _("byline"),
    "authors": _("authors"),
    "date": _("date"),
    "language": _("language"),
    "source_note": _("source note"),
    "body": _("body"),
    "captions": _("captions"),
    "topics": _("topics"),
    "regions": _("regions"),
    "institutions": _("institutions"),
    "removed_tags": _("tags taken off"),
    "state": _("state"),
    "name": _("name"),
    "furniture": _("furniture"),
    "source": _("source"),
    "spans": _("source lines"),
    "warnings": _("warnings"),
    "is_current": _("in use"),
    "slug": _("address"),
}
"""The fields of all kinds of parts as an editor calls them, in the order in which they are read."""
