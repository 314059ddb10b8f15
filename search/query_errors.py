"""What is wrong with a query, in a sentence that says where, and what to write instead."""

import difflib
from collections.abc import Sequence

from django.utils.translation import gettext as _
from lark import Token, UnexpectedToken

from articles.local_names import listed

_OPERATORS = ("OR", "AND", "NOT", "MINUS")


class QueryError(ValueError):
    """A query that cannot be read. The message says where, and what to write instead.

    `position` is the character it is about, counted from 1.
    """

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.message = message
        self.position = position


def place(token: Token) -> int:
    """The token's first character in the query, counted from 1."""
    return (token.start_pos or 0) + 1


def unknown_field(name: str, known: Sequence[str], position: int) -> QueryError:
    """A field that there is not; the advice is the nearest of the `known` ones."""
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    if near:
        message = _(
            "There is no field “%(name)s:” (character %(position)s). Did you mean %(near)s:? "
            "To search for the words themselves, put a space after the colon."
        )
    else:
        message = _(
            "There is no field “%(name)s:” (character %(position)s). The fields are %(known)s. "
            "To search for the words themselves, put a space after the colon."
        )
    values = {"name": name, "position": position, "near": near and near[0], "known": listed(known)}
    return QueryError(message % values, position)


def explain(found: list[Token], error: UnexpectedToken) -> QueryError:
    """Why the parser gave up, judged by the token it stopped at and the one before it.

    `found` holds all tokens of the query.
    """
    ended = error.token.type == "$END"
    number = len(found) if ended else next(n for n, t in enumerate(found) if t.start_pos == error.token.start_pos)
    before = found[number - 1] if number else None
    here = before if ended or error.token.type == "RPAR" else error.token
    if before and before.type == "FIELD":
        return _empty_field(before)
    if before and before.type == "LPAR" and error.token.type == "RPAR":
        message = _("The parentheses at character %(position)s are empty. Write a word in them or none.")
        return QueryError(message % {"position": place(before)}, place(before))
    if here and here.type in _OPERATORS:
        return _lonely(here)
    return _unbalanced(found)


def _empty_field(token: Token) -> QueryError:
    name = str(token).rstrip()
    message = _(
        "There is nothing to look for in “%(name)s” (character %(position)s). Write a word right after the colon, "
        "as in %(name)scarbon; a minus or NOT goes before the field."
    )
    return QueryError(message % {"name": name, "position": place(token)}, place(token))


def _lonely(token: Token) -> QueryError:
    if token.type == "MINUS":
        message = _("The minus at character %(position)s needs a word after it. Or leave it out.")
    elif token.type == "NOT":
        message = _(
            "%(name)s at character %(position)s needs a word after it. To search for the word, write “%(word)s”."
        )
    else:
        message = _(
            "%(name)s at character %(position)s needs a word before and after it. "
            "To search for the word, write “%(word)s”."
        )
    values = {"name": token.type, "position": place(token), "word": token.lower()}
    return QueryError(message % values, place(token))


def _unbalanced(found: list[Token]) -> QueryError:
    opened: list[int] = []
    for token in found:
        if token.type == "LPAR":
            opened.append(place(token))
        elif token.type == "RPAR" and not opened:
            message = _("The parenthesis at character %(position)s closes nothing. Take it away, or add “(” before.")
            return QueryError(message % {"position": place(token)}, place(token))
        elif token.type == "RPAR":
            opened.pop()
    last = opened[-1] if opened else 1
    message = _("The parenthesis at character %(position)s is never closed. Add “)” after what belongs to it.")
    return QueryError(message % {"position": last}, last)
