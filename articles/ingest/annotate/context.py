"""Whether the words around an ambiguous name allow it to count, by the rules of its vocabulary."""

from articles import vocabularies
from articles.ingest.annotate.lexicon import Match
from articles.vocabularies import Rule


def allowed(rule: Rule, match: Match, text: str, foreign: frozenset[str]) -> bool:
    """Whether `rule` lets `match` count in an article of this `text`; `foreign` holds other countries' names."""
    before, after = "".join(match.before[-1:]), "".join(match.after[:1])
    return not (
        (rule.needs and not any(word in text for word in rule.needs))
        or any(word in text for word in rule.unless)
        or before in rule.not_after
        or after in rule.not_before
        or (rule.not_given_name and _is_name(after))
        or (rule.not_family_name and _is_name(before))
        or (rule.at_home and _is_foreign(match, foreign))
    )


def beside_surname(match: Match, surnames: frozenset[str]) -> bool:
    """Whether a Chinese surname stands right before or after the match: `LI Hebei`, `Jinhua Zhang`."""
    beside = (*match.before[-1:], *match.after[:1])
    return any(word in surnames or (word.isupper() and word.title() in surnames) for word in beside)


def _is_name(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and not word.isupper() and word not in vocabularies.regions().not_names


def _is_foreign(match: Match, foreign: frozenset[str]) -> bool:
    """Whether it is another country's: `Kenyan …`, `Kenya's …`, `… of Kenya`, `… of the Kenyan …`, `肯尼亚…`."""
    after = match.after if match.after[:1] == ("of",) else ()
    return not foreign.isdisjoint((*match.before, *after))
