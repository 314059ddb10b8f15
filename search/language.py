"""The query language of the search box: docs/search.md describes it, the grammar below defines it."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from django.utils.translation import gettext as _
from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedToken

from articles.dates import last_day, parse_iso
from search.analysis import CHINESE, phrase_terms, plain_word, tokens
from search.chinese import words
from search.query_errors import QueryError, explain, place, unknown_field
from search.syntax import Dates, Either, Every, Fuzzy, Node, Not, Phrase, Prefix, Word

FIELDS = ("title", "body", "author", "topic", "region", "institution", "section", "publication", "year", "date")
LONGEST_QUERY, MOST_TERMS, DEEPEST_NESTING = 512, 32, 10
SHORTEST_STEM, WIDEST_SLOP = 3, 50

# AND binds closer than OR; words that merely stand side by side are a `sequence`, which `op` interprets.
GRAMMAR = rf"""
?start: disjunction
?disjunction: sequence (OR sequence)*
?sequence: conjunction+
?conjunction: negation (AND negation)*
?negation: (NOT | MINUS) negation -> negated
    | clause
?clause: FIELD atom -> fielded
    | atom
?atom: "(" disjunction ")" -> group
    | PHRASE -> phrase
    | WORD -> word

PHRASE.4: /"[^"]*"(~[0-9]*)?/
FIELD.3: /(?:{"|".join(FIELDS)}):\s*|[a-z_]+:(?=[^\s:()\/])/i
OR.3: /OR(?![^\s()"])/
AND.3: /AND(?![^\s()"])/
NOT.3: /NOT(?![^\s()"])/
MINUS.3: /-(?=[^\s)])/
WORD.1: /[^\s()"]+/
%ignore /\s+/
"""

# Full-width signs and curly quotes mean what their plain forms do. One character stays one, so that
# positions are those of what was typed.
_PLAIN_SIGNS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys(map(ord, "“”„‟«»"), '"')


def parse(text: str, op: str = "all") -> Node | None:
    """The tree that `text` says; None if it is blank.

    `op` says what words side by side mean: `all` of them, or `any`. Raises QueryError.
    """
    if len(text) > LONGEST_QUERY:
        message = _("The query is %(length)s characters long; at most %(most)s can be read. Shorten it.")
        raise QueryError(message % {"length": len(text), "most": LONGEST_QUERY}, LONGEST_QUERY + 1)
    if not text.strip():
        return None
    plain = text.translate(_PLAIN_SIGNS)
    found = _lex(plain)
    _check_limits(found)
    try:
        tree: _Draft = _PARSERS[op].parse(plain)  # type: ignore[assignment]  # the reader replaces the tree
    except UnexpectedToken as error:
        raise explain(found, error) from None
    return _meant(tree)


class _Noise:
    """Signs without a letter or digit, such as `&`: passed over beside words, an error where a word must be."""

    def __init__(self, text: str, position: int) -> None:
        self.text = text
        self.position = position


_Draft = Node | _Noise


def _meant(draft: _Draft) -> Node:
    if isinstance(draft, _Noise):
        message = _("“%(text)s” (character %(position)s) holds no letter or digit to search for. Write a word.")
        raise QueryError(message % {"text": draft.text, "position": draft.position}, draft.position)
    return draft


class _Reader(Transformer[Token, _Draft]):
    """Turns what the grammar recognises into the tree, bottom up."""

    def __init__(self, op: str) -> None:
        super().__init__()
        self.op = op

    def disjunction(self, children: list[_Draft | Token]) -> Node:
        return Either(tuple(_meant(child) for child in children if not isinstance(child, Token)))

    def conjunction(self, children: list[_Draft | Token]) -> Node:
        return Every(tuple(_meant(child) for child in children if not isinstance(child, Token)))

    def sequence(self, children: list[_Draft]) -> _Draft:
        meant = tuple(child for child in children if not isinstance(child, _Noise))
        if len(meant) < 2:
            return meant[0] if meant else children[0]
        if self.op == "all":
            return Every(meant)
        unwanted = tuple(child for child in meant if isinstance(child, Not))
        wanted = tuple(child for child in meant if not isinstance(child, Not))
        return Every((*unwanted, Either(wanted))) if wanted else Every(unwanted)

    def negated(self, children: list[_Draft | Token]) -> Node:
        child = _meant(children[1])  # type: ignore[arg-type]
        return child.child if isinstance(child, Not) else Not(child)

    def group(self, children: list[_Draft]) -> _Draft:
        return children[0]

    def fielded(self, children: list[_Draft | Token]) -> Node:
        token, child = children
        name = str(token).rstrip().rstrip(":").lower()
        if name not in FIELDS:
            raise unknown_field(name, FIELDS, token.start_pos + 1)  # type: ignore[union-attr, operator]
        return _within(_meant(child), name)  # type: ignore[arg-type]

    def phrase(self, children: list[Token]) -> _Draft:
        position = place(children[0])
        text, __, slop = str(children[0])[1:].rpartition('"')
        if not phrase_terms(text):
            return _Noise(str(children[0]), position)
        width = int(slop[1:] or 1)
        if width > WIDEST_SLOP:
            message = _(
                "“~%(width)s” (after the quotes at character %(position)s) is too wide: write ~%(widest)s or less."
            )
            raise QueryError(message % {"width": width, "position": position, "widest": WIDEST_SLOP}, position)
        return Phrase(text, position, max(1, width))

    def word(self, children: list[Token]) -> _Draft:
        text, position = str(children[0]), place(children[0])
        if "*" in text:
            return _shortened(text, position)
        if re.fullmatch(r"[^~]+~[0-9]*", text):
            return _misspelt(text, position)
        if not phrase_terms(text):
            return _Noise(text, position)
        parts = _chinese_words(text) or (_compounded(text) if self.op == "any" else ())
        return Word(text, position, parts=parts, any_part=bool(parts) and self.op == "any")


def _compounded(text: str) -> tuple[str, ...]:
    """The words that a compound such as `sci-tech` is made of; none if it is a single word."""
    found = [token for token in tokens(text) if token.word]
    return tuple(token.word for token in found if token.end - token.start < len(text)) if len(found) > 1 else ()


def _chinese_words(text: str) -> tuple[str, ...]:
    """The words of a stretch of Chinese text; none if it is a single word, or not Chinese all through.

    Single characters are left out: too many texts have them.
    """
    found = [word for word in words(text) if len(word) > 1] if CHINESE.fullmatch(text) else []
    return tuple(found) if len(found) > 1 else ()


def _shortened(text: str, position: int) -> _Draft:
    """A word with a star."""
    beginning = text.rstrip("*")
    if "*" in beginning:
        message = _(
            "The star in “%(text)s” (character %(position)s) may stand only at the end of a word, as in manufactur*."
        )
        raise QueryError(message % {"text": text, "position": position}, position)
    word = plain_word(beginning)
    if len(beginning) > 1 and any(not token.word for token in tokens(beginning)):
        return Word(beginning, position)  # any part of Chinese text is found without a star
    if len(word) < SHORTEST_STEM:
        message = _(
            "“%(text)s” (character %(position)s) is too short: write at least %(shortest)s letters before the star."
        )
        raise QueryError(message % {"text": text, "position": position, "shortest": SHORTEST_STEM}, position)
    return Prefix(word, position)


def _misspelt(text: str, position: int) -> _Draft:
    """A word with a tilde."""
    typed, __, distance = text.partition("~")
    if distance not in {"", "1"}:
        message = _(
            "“%(text)s” (character %(position)s) asks for too much: only one letter may be off. Write %(typed)s~."
        )
        raise QueryError(message % {"text": text, "position": position, "typed": typed}, position)
    word = plain_word(typed)
    if len(word) < SHORTEST_STEM:
        message = _(
            "“%(text)s” (character %(position)s) cannot be varied: "
            "the ~ follows one word of at least %(shortest)s letters, as in Zhongguancun~."
        )
        raise QueryError(message % {"text": text, "position": position, "shortest": SHORTEST_STEM}, position)
    return Fuzzy(word, position)


def _within(node: Node, field: str) -> Node:
    """`node` with the leaves that name no field looking into `field`."""
    match node:
        case Not(child):
            return Not(_within(child, field))
        case Every(children):
            return Every(tuple(_within(child, field) for child in children))
        case Either(children):
            return Either(tuple(_within(child, field) for child in children))
        case Dates():
            return node
        case _ if node.field:
            return node
        case _ if field in _DATE_FIELDS:
            return _dates(node, field)
        case _:
            return replace(node, field=field)


_DATE_FIELDS = {"year": re.compile(r"[0-9]{4}"), "date": re.compile(r"[0-9-]+")}


def _dates(leaf: Word | Phrase | Prefix | Fuzzy, field: str) -> Dates:
    """`2021`, `2021..2024`, `2021..` or `..2024`, with months and days where `field` is date."""
    example = "2021..2024" if field == "year" else "2023-03..2023-06"
    start, dots, end = leaf.text.strip().partition("..")
    ends = [start, end] if dots else [start, start]
    shape = _DATE_FIELDS[field]
    if not isinstance(leaf, Word | Phrase) or not any(ends) or any(part and not shape.fullmatch(part) for part in ends):
        message = (
            _("“%(text)s” (character %(position)s) is no year. Write %(one)s or %(span)s.")
            if field == "year"
            else _("“%(text)s” (character %(position)s) is no date. Write %(one)s or %(span)s.")
        )
        one, span = f"{field}:{example.partition('..')[0]}", f"{field}:{example}"
        values = {"text": leaf.text, "position": leaf.position, "one": one, "span": span}
        raise QueryError(message % values, leaf.position)
    try:
        first = parse_iso(ends[0])[0] if ends[0] else None
        last = last_day(*parse_iso(ends[1])) if ends[1] else None
    except ValueError as error:
        message = _("Character %(position)s: %(reason)s") % {"position": leaf.position, "reason": error}
        raise QueryError(message, leaf.position) from error
    if first and last and first > last:
        message = _("“%(text)s” (character %(position)s) ends before it begins. Write %(exchanged)s.")
        values = {"text": leaf.text, "position": leaf.position, "exchanged": f"{field}:{end}..{start}"}
        raise QueryError(message % values, leaf.position)
    return Dates(first, last, leaf.position)


def _lex(text: str) -> list[Token]:
    try:
        return list(_PARSERS["all"].lex(text))
    except UnexpectedCharacters as error:  # all else can be part of a word
        position = (error.pos_in_stream or 0) + 1
        message = _(
            "The quote at character %(position)s is never closed: add another after the last word of the phrase, "
            "or take it away."
        )
        raise QueryError(message % {"position": position}, position) from None


def _check_limits(found: list[Token]) -> None:
    terms = [token for token in found if token.type in {"WORD", "PHRASE"}]
    if len(terms) > MOST_TERMS:
        message = _("The query has %(number)s terms; at most %(most)s can be searched at once. Leave some out.")
        raise QueryError(message % {"number": len(terms), "most": MOST_TERMS}, place(terms[MOST_TERMS]))
    depth = 0
    for token in found:
        depth += {"LPAR": 1, "RPAR": -1}.get(token.type, 0)
        if depth > DEEPEST_NESTING:
            message = _("The parentheses are more than %(deepest)s deep at character %(position)s. Use fewer.")
            raise QueryError(message % {"deepest": DEEPEST_NESTING, "position": place(token)}, place(token))


_make_parser: Callable[..., Lark] = partial(Lark, GRAMMAR, parser="lalr", lexer="basic")
_PARSERS = {op: _make_parser(transformer=_Reader(op)) for op in ("all", "any")}
