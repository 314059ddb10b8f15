"""A query's tree as somebody would type it: the way back from `language.parse`."""

from search.syntax import Dates, Either, Every, Fuzzy, Leaf, Node, Not, Phrase, Prefix, Word


def written(node: Node, op: str = "all") -> str:
    """The text that `parse` reads as `node`, if it is given the same `op`."""
    node = _bare(node)
    match node:
        case Every(children):
            return (" AND " if op == "any" else " ").join(_enclosed(child, op, Either) for child in children)
        case Either(children):
            return " OR ".join(_enclosed(child, op, Every) for child in children)
        case Not(child):
            return f"-{_enclosed(child, op, Every | Either | Not)}"
        case _:
            return _leaf(node)


def _enclosed(node: Node, op: str, looser: object) -> str:
    text = written(node, op)
    return f"({text})" if isinstance(_bare(node), looser) else text  # type: ignore[arg-type]


def _bare(node: Node) -> Node:
    """A branch with a single child is that child."""
    while isinstance(node, Every | Either) and len(node.children) == 1:
        (node,) = node.children
    return node


def _leaf(leaf: Leaf) -> str:
    match leaf:
        case Dates():
            return _dates(leaf)
        case Phrase(text, _, slop):
            plain = f'"{text}"~{slop}' if slop > 1 else f'"{text}"'
        case Prefix(text):
            plain = f"{text}*"
        case Fuzzy(text):
            plain = f"{text}~"
        case Word(text):
            plain = text
    return f"{leaf.field}:{plain}" if leaf.field else plain


def _dates(leaf: Dates) -> str:
    first, last = leaf.first, leaf.last
    if (first is None or (first.month, first.day) == (1, 1)) and (last is None or (last.month, last.day) == (12, 31)):
        ends = [f"{end.year:04d}" if end else "" for end in (first, last)]
        return f"year:{ends[0]}" if ends[0] == ends[1] else f"year:{'..'.join(ends)}"
    return f"date:{'..'.join(end.isoformat() if end else '' for end in (first, last))}"
