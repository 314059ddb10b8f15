"""What the pages of topics, regions, institutions and authors say of them."""

from django import template

from articles.local_names import is_chinese
from articles.models import Topic
from articles.pages.other_names import other_names

register = template.Library()


@register.filter
def described(topic: Topic) -> str:
    """The description in the language of the page; the English one where there is no other."""
    return topic.description_zh if is_chinese() and topic.description_zh else topic.description


@register.filter
def also_called(subject: object) -> list[tuple[str, str]]:
    """Other names, each with its language."""
    return other_names(subject)
