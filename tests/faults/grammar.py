"""Writes queries in the language of docs/search.md, well-formed by how they are made."""

import random

from tests.faults.corpus import AUTHORS, CHINESE, SECTIONS, STANDING, WORDS

LONGEST, MOST_TERMS, DEEPEST, WIDEST_SLOP = 512, 32, 10, 50
FIRST_YEAR, LAST_YEAR = 2016, 2027
TEXT_FIELDS = ("title", "body", "topic", "region", "institution")
NAMES = {"author": AUTHORS, "section": SECTIONS, "publication": (STANDING, "standing")}
LONG_WORDS = tuple(word for word in WORDS if word.isascii() and word.isalpha() and len(word) > 5)


class Writer:
    """One query's author: spends a number of terms, and goes down to a depth."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def query(self) -> str:
        """A query that must be answered."""
        while True:
            text = self._group(self.rng.choice([1, 2, 3, 5, 8, MOST_TERMS]), self.rng.choice([0, 1, 2, 4, DEEPEST]))
            if len(text) <= LONGEST:
                return text

    def excess(self) -> str:
        """A query that goes a little beyond one of the limits."""
        word = self.rng.choice(LONG_WORDS)
        return self.rng.choice(
            [
                " ".join([word] * (MOST_TERMS + self.rng.randint(1, 9))),
                "(" * (DEEPEST + 1) + word + ")" * (DEEPEST + 1),
                (word * LONGEST)[: LONGEST + self.rng.randint(1, 99)],
                f'"{word} policy"~{WIDEST_SLOP + self.rng.randint(1, 9)}',
                f"{word[:2]}*",
                f"{word}~{self.rng.randint(2, 9)}",
            ]
        )

    def _group(self, terms: int, depth: int) -> str:
        """So many terms at most, with parentheses at most so deep."""
        if terms == 1:
            return self._clause()
        parts, left = [], terms
        while left:
            share = self.rng.randint(1, left)
            left -= share
            if share > 1 and depth and self.rng.random() < 0.8:
                parts.append(f"{self._sign()}({self._group(share, depth - 1)})")
            else:
                parts.append(f"{self._sign()}{self._clause()}")
        return self._joined(parts)

    def _joined(self, parts: list[str]) -> str:
        text = parts[0]
        for part in parts[1:]:
            text += self.rng.choice([" ", " ", " ", " AND ", " OR ", "  "]) + part
        return text

    def _sign(self) -> str:
        return self.rng.choices(["", "-", "NOT "], [8, 1, 1])[0]

    def _clause(self) -> str:
        kind = self.rng.choices(["atom", "field", "name", "dates"], [8, 3, 2, 1])[0]
        if kind == "atom":
            return self._atom()
        if kind == "field":
            return f"{self.rng.choice(TEXT_FIELDS)}:{self._atom()}"
        if kind == "dates":
            return self._dates()
        field = self.rng.choice(list(NAMES))
        return f'{field}:"{self.rng.choice(NAMES[field])}"'

    def _atom(self) -> str:
        kind = self.rng.choices(["word", "phrase", "loose", "prefix", "fuzzy"], [6, 2, 1, 2, 1])[0]
        long = self.rng.choice(LONG_WORDS)
        if kind == "word":
            return self._styled(self._word())
        if kind == "prefix":
            return f"{long[: self.rng.randint(3, len(long))]}*"
        if kind == "fuzzy":
            at = self.rng.randrange(1, len(long))
            return f"{long[:at]}{long[at + 1 :]}~"
        phrase = " ".join(self._word() for _ in range(self.rng.randint(1, 4)))
        return f'"{phrase}"' if kind == "phrase" else f'"{phrase}"~{self.rng.randint(1, WIDEST_SLOP)}'

    def _word(self) -> str:
        return self.rng.choice(CHINESE if self.rng.random() < 0.15 else WORDS)

    def _styled(self, word: str) -> str:
        """Case, width and form of letters make no difference."""
        wide = "".join(chr(ord(sign) + 0xFEE0) if sign.isascii() and sign.isalpha() else sign for sign in word)
        return self.rng.choices([word, word.lower(), word.title(), wide], [6, 2, 1, 1])[0]

    def _dates(self) -> str:
        first = self.rng.randint(FIRST_YEAR, LAST_YEAR)
        last = self.rng.randint(first, LAST_YEAR)
        month = f"{self.rng.randint(1, 12):02}"
        return self.rng.choice(
            [
                f"year:{first}",
                f"year:{first}..{last}",
                f"year:..{last}",
                f"date:{first}-{month}",
                f"date:{first}-{month}-28..",
                f"date:{first}..{last + 1}-{month}",
            ]
        )
