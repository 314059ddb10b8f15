"""The name under which a reader knows a topic, a region or an institution: Chinese in the Chinese interface."""

from collections.abc import Iterable
from typing import Protocol

from django.utils.translation import get_language, pgettext

CHINESE = "zh"


class Named(Protocol):
    """Something with an English name; `name_zh` may be empty."""

    name: str
    name_zh: str


def is_chinese() -> bool:
    """Whether the page that is being made is in Chinese."""
    return (get_language() or "").startswith(CHINESE)


def local_name(thing: Named) -> str:
    """The name in the language of the interface, the English one where there is no other."""
    in_chinese = getattr(thing, "name_zh", "")
    return in_chinese if in_chinese and is_chinese() else thing.name


def other_name(thing: Named) -> str:
    """The name in the other language; empty if there is none."""
    shown = local_name(thing)
    return next((name for name in (thing.name, getattr(thing, "name_zh", "")) if name and name != shown), "")


def listed(names: Iterable[str]) -> str:
    """Names one after the other, as the language of the page strings them."""
    return pgettext("between the items of a list", ", ").join(names)
