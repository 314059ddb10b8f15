"""Where a list that comes in pages goes on, as a word that the harvester sends back (section 3.5).

It holds all that there is to know, so nothing is kept here and it never expires; a signature tells our own tokens from
made-up ones.
"""

from dataclasses import asdict, dataclass
from typing import Any

from django.core.signing import BadSignature, Signer

from articles.oai.errors import ProtocolError


@dataclass(frozen=True)
class Place:
    """The arguments that the list began with, what its next page starts with, how many items came before that, and
    how many there were in all when it began."""

    arguments: dict[str, str]
    start: Any
    cursor: int
    size: int


def write_token(place: Place) -> str:
    """The token, of characters that need no quoting in an address."""
    return _signer().sign_object(asdict(place))


def read_token(token: str, verb: str) -> Place:
    """What `write_token` wrote for a list of this verb. Raises ProtocolError for anything else."""
    try:
        place = Place(**_signer().unsign_object(token))
    except BadSignature as error:
        raise bad_token(verb) from error
    if place.arguments["verb"] != verb:
        raise bad_token(verb)
    return place


def bad_token(verb: str) -> ProtocolError:
    """What answers a token that is none, or none of a list of this verb."""
    return ProtocolError("badResumptionToken", f"This token belongs to no {verb} of this archive. Begin anew.")


def _signer() -> Signer:
    return Signer(salt="articles.oai", sep=".")
