"""The address of a chart of trends: its parameters as a TrendRequest, and the way back."""

from dataclasses import dataclass
from urllib.parse import quote_plus

from django.http import QueryDict

from search.parameters import check_choice
from search.parameters import read as read_search

MOST_SERIES = 5
YEAR, MONTH = "year", "month"
SHARE, COUNT = "share", "count"
_CHOICES = {"by": (YEAR, MONTH), "show": (SHARE, COUNT)}


@dataclass(frozen=True)
class TrendRequest:
    """What is asked for, as it was typed.

    `of` holds what to follow, `left_out` what was asked for beyond that. `by` is empty where the span decides.
    """

    of: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    by: str = ""
    date_from: str = ""
    date_to: str = ""
    show: str = ""
    publication: str = ""


def read(parameters: QueryDict) -> TrendRequest:
    """The request that an address makes, unchecked. Blank, repeated and unknown parameters are passed over."""
    given = tuple(dict.fromkeys(stripped for text in parameters.getlist("of") if (stripped := text.strip())))
    singles = {name: parameters.get(name, "").strip() for name in ("by", "from", "to", "show", "publication")}
    return TrendRequest(
        of=given[:MOST_SERIES],
        left_out=given[MOST_SERIES:],
        by=singles["by"],
        date_from=singles["from"],
        date_to=singles["to"],
        show=singles["show"],
        publication=singles["publication"],
    )


def check(request: TrendRequest) -> None:
    """Raises ParameterError, with a sentence for the reader, for a parameter that cannot be used."""
    for name, choices in _CHOICES.items():
        check_choice(name, getattr(request, name) or choices[0], choices)
    dates = QueryDict(mutable=True)
    dates["from"], dates["to"] = request.date_from, request.date_to
    read_search(dates)


def write(request: TrendRequest) -> str:
    """The query string of a request's address, its parameters in a fixed order, without those that are blank."""
    singles = {
        "by": request.by,
        "from": request.date_from,
        "to": request.date_to,
        "show": request.show,
        "publication": request.publication,
    }
    given = [*(("of", text) for text in request.of), *((name, value) for name, value in singles.items() if value)]
    return "&".join(f"{name}={quote_plus(value, safe=':')}" for name, value in given)
