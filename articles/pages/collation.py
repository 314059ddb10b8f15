"""The order of names as a reader of the page looks them up."""

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from articles.local_names import Named, local_name

CHINESE, OTHER = "zh", "other"

Thing = TypeVar("Thing", bound=Named)


def by_name(things: Iterable[Thing]) -> list[Thing]:
    """Topics, regions or institutions by the name that the page shows."""
    return sorted(things, key=lambda thing: name_key(local_name(thing)))


def name_key(name: str) -> bytes:
    """What to sort names by: Latin letters without their accents and capitals, then Chinese by pinyin.

    GB 2312 has its 3,755 common characters in the order of their pinyin, and GB 18030 has kept their places.
    The rare ones stand apart from them, and a character with several readings stands where its first one does.
    """
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return plain.casefold().encode("gb18030", "replace")


class Initial(NamedTuple):
    """What a name is looked up under: a letter from A to Z, `CHINESE` or `OTHER`; and its place in the order."""

    place: int
    sign: str


def initial(name: str) -> Initial:
    """Where a name stands in a list by letters: Latin names, then Chinese ones, then all others."""
    first = unicodedata.normalize("NFKD", name.lstrip()).upper()[:1]
    if "A" <= first <= "Z":
        return Initial(0, first)
    return Initial(1, CHINESE) if unicodedata.name(first or " ", "").startswith("CJK") else Initial(2, OTHER)
