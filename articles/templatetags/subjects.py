"""What the pages of topics, regions, institutions and authors say of them."""

from django import template
from django.utils.translation import gettext_lazy

from articles.local_names import is_chinese
from articles.models import Region, Topic
from articles.other_names import other_names

register = template.Library()

_REGIONS = {
    Region.Kind.COUNTRY: gettext_lazy("Country"),
    Region.Kind.PROVINCE: gettext_lazy("Province"),
    Region.Kind.GROUP: gettext_lazy("Group of regions"),
}
_INSTITUTIONS = {
    "academy": gettext_lazy("Academy"),
    "agency": gettext_lazy("Agency"),
    "funder": gettext_lazy("Research funder"),
    "government": gettext_lazy("Body of government"),
    "international body": gettext_lazy("International body"),
    "ministry": gettext_lazy("Ministry"),
    "research institute": gettext_lazy("Research institute"),
    "society": gettext_lazy("Learned society"),
    "university": gettext_lazy("University"),
}


@register.filter
def region_kind(kind: str) -> str:
    """`province` in words."""
    return str(_REGIONS.get(kind, kind))


@register.filter
def institution_kind(kind: str) -> str:
    """`ministry` in words; a kind that an editor made up as it is."""
    return str(_INSTITUTIONS.get(kind, kind))


@register.filter
def described(topic: Topic) -> str:
    """The description in the language of the page; the English one where there is no other."""
    return topic.description_zh if is_chinese() and topic.description_zh else topic.description


@register.filter
def also_called(subject: object) -> list[tuple[str, str]]:
    """Other names, each with its language."""
    return other_names(subject)
