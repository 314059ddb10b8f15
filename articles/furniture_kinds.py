"""What the kinds of furniture are called: lines of a page that belong to no article."""

from django.utils.translation import gettext_lazy as _

FURNITURE_KINDS = {
    "advertisement": _("advertisement"),
    "comments": _("comments"),
    "contact": _("contact"),
    "contents": _("contents"),
    "continuation": _("continuation"),
    "credit": _("credit"),
    "imprint": _("imprint"),
    "jump line": _("jump line"),
    "masthead": _("masthead"),
    "navigation": _("navigation"),
    "notes": _("notes"),
    "notice": _("notice"),
    "page heading": _("page heading"),
    "page number": _("page number"),
    "picture": _("picture"),
    "rule": _("rule"),
    "running head": _("running head"),
    "other": _("other"),
}


def furniture_name(kind: str) -> str:
    """The kind in the language of the page; as it is written where it is none of ours."""
    return str(FURNITURE_KINDS.get(kind, kind))
