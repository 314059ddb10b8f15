"""What is wrong with a query, in a sentence that says where, and what to write instead."""

import difflib
from collections.abc import Sequence

from lark import Token, UnexpectedToken

_OPERATORS = {"OR": "OR", "AND": "AND", "NOT": "NOT", "MINUS": "The minus"}


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
    advice = f"Did you mean {near[0]}:?" if near else f"The fields are {', '.join(known)}."
    return QueryError(
        f"There is no field “{name}:” (character {position}). {advice} To search for the words themselves, "
        "put a space after the colon.",
        position,
    )


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
        return QueryError(
            f"The parentheses at character {place(before)} are empty. Write a word in them or none.", place(before)
        )
    if here and here.type in _OPERATORS:
        return _lonely(here)
    return _unbalanced(found)


def _empty_field(token: Token) -> QueryError:
    name = str(token).rstrip()
    return QueryError(
        f"There is nothing to look for in “{name}” (character {place(token)}). Write a word right after the colon, "
        f"as in {name}carbon; a minus or NOT goes before the field.",
        place(token),
    )


def _lonely(token: Token) -> QueryError:
    needs = "a word after it" if token.type in {"NOT", "MINUS"} else "a word before and after it"
    advice = "Or leave it out." if token.type == "MINUS" else f"To search for the word, write “{token.lower()}”."
    return QueryError(f"{_OPERATORS[token.type]} at character {place(token)} needs {needs}. {advice}", place(token))


def _unbalanced(found: list[Token]) -> QueryError:
    opened: list[int] = []
    for token in found:
        if token.type == "LPAR":
            opened.append(place(token))
        elif token.type == "RPAR" and not opened:
            return QueryError(
                f"The parenthesis at character {place(token)} closes nothing. Take it away, or add “(” before.",
                place(token),
            )
        elif token.type == "RPAR":
            opened.pop()
    last = opened[-1] if opened else 1
    return QueryError(f"The parenthesis at character {last} is never closed. Add “)” after what belongs to it.", last)
