"""What a page offers to narrow a search by: choices of its facets as links."""

from functools import lru_cache
from typing import NamedTuple

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from search.facets import MOST_CHOICES
from search.parameters import FacetAddress, write
from search.records import Choice, Facet, SearchRequest, SearchResult

SHOWN_CHOICES = 8
"""How many values of a facet stand beside the hits; all chosen ones do. The others have a page of their own."""


class Offer(NamedTuple):
    """One choice as the page writes it: `query` chooses it or drops it again, `excluding` keeps away from it."""

    name: str
    count: str
    unit: str
    chosen: bool
    query: str
    excluding: str


class OfferedFacet(NamedTuple):
    """The offers of one facet. `more` says how many there are in all; it is empty if they are all here."""

    name: str
    label: str
    offers: list[Offer]
    more: str
    query: str


def rail(result: SearchResult) -> list[OfferedFacet]:
    """What stands beside the hits: of each facet that has values, the most frequent ones, of years the latest."""
    return [offered(facet, result.request, SHOWN_CHOICES) for facet in result.facets if facet.choices]


def offered(facet: Facet, request: SearchRequest, most: int = MOST_CHOICES) -> OfferedFacet:
    """Up to `most` choices of a facet as links, and the chosen ones. `query` is the address of the page with all."""
    choices = sorted(facet.choices, reverse=True) if facet.name == "year" else facet.choices
    shown = [*choices[:most], *(choice for choice in choices[most:] if choice.chosen)]
    address = FacetAddress(request, facet.name)
    return OfferedFacet(
        name=facet.name,
        label=facet.label,
        offers=[_offer(choice, address) for choice in shown],
        more=_more(facet.number) if len(shown) < facet.number else "",
        query="&".join(filter(None, (write(request), f"facet={facet.name}"))),
    )


def _more(number: int) -> str:
    if number <= MOST_CHOICES:
        return _("All %(number)s") % {"number": number}
    return _("First %(shown)s of %(number)s") % {"shown": MOST_CHOICES, "number": intcomma(number)}


def _offer(choice: Choice, address: FacetAddress) -> Offer:
    figure, unit = _counted(get_language(), choice.count)
    return Offer(
        name=choice.name,
        count=figure,
        unit=_("%(unit)s, chosen") % {"unit": unit} if choice.chosen else unit,
        chosen=choice.chosen,
        query=address.toggled(choice.value),
        excluding=address.excluding(choice.value),
    )


@lru_cache(maxsize=4096)
def _counted(_: str | None, count: int) -> tuple[str, str]:
    """A count as pages of a language write it, and the unit that follows it."""
    # Translators: this follows a number.
    return intcomma(count), ngettext("article", "articles", count)
