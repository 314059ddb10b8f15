"""The map of regions: tiles of equal size, shaded by the number of articles. region_map.toml says where they stand."""

import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from articles.local_names import is_chinese, local_name
from articles.models import Region
from articles.pages.charts import steps

TILE, PITCH = 40, 44
"""The side of a tile, in units of the drawing, and the distance from one tile to the next."""

_WORDS = 28  # above each row of groups or countries, for its heading
_MOST_CHARACTERS = 3  # of a Chinese name on a tile


class Tile(NamedTuple):
    """A region on the map. `x` and `y` are its corner, `sign` is written on it, `shade` is from 0 (none) to 5."""

    region: Region
    sign: str
    x: int
    y: int
    shade: int

    @property
    def articles(self) -> int:
        """The number of its articles."""
        return self.region.article_count

    @property
    def middle(self) -> int:
        """Where the words on it are centred; `sign_y` and `number_y` are the feet of its two lines."""
        return self.x + TILE // 2

    @property
    def called(self) -> str:
        """Its name with what is written on it, by which those who speak to their browser call it."""
        name = local_name(self.region)
        return name if self.sign == name else f"{name} ({self.sign})"

    @property
    def is_tight(self) -> bool:
        """Whether its sign has to be set smaller to fit."""
        return len(self.sign) > (4 if self.sign.isascii() else 2)

    @property
    def sign_y(self) -> int:
        return self.y + 17

    @property
    def number_y(self) -> int:
        return self.y + 33


class Shade(NamedTuple):
    """A line of the legend: from how many articles to how many a tile has this shade."""

    number: int
    least: int
    most: int


class RegionMap(NamedTuple):
    """The map. The two `_y` say where the words stand above the rows below it; None where there is no such row."""

    tiles: list[Tile]
    shades: list[Shade]
    width: int
    height: int
    groups_y: int | None
    countries_y: int | None

    @property
    def places(self) -> list[Tile]:
        """The tiles with articles, most articles first."""
        return sorted((tile for tile in self.tiles if tile.articles), key=lambda tile: -tile.articles)


def region_map(regions: Iterable[Region]) -> RegionMap:
    """The map of these regions, each with its `article_count`: all provinces, the largest groups and countries."""
    by_code = {region.code: region for region in regions}
    table = _table()
    placed = [(by_code[code], x, y) for code, (x, y) in table.provinces.items() if code in by_code]
    height, words = table.height, {}
    for kind in (Region.Kind.GROUP, Region.Kind.COUNTRY):
        row = _largest(by_code.values(), kind, table.below)
        if row:
            words[kind] = height + _WORDS - 10
            placed += [(region, place * PITCH, height + _WORDS) for place, region in enumerate(row)]
            height += _WORDS + PITCH
    ends = steps(region.article_count for region, _, _ in placed)
    tiles = [Tile(region, _sign(region, table), x, y, _shade(region.article_count, ends)) for region, x, y in placed]
    groups_y, countries_y = words.get(Region.Kind.GROUP), words.get(Region.Kind.COUNTRY)
    return RegionMap(tiles, _legend(ends), table.width, height, groups_y, countries_y)


class _Table(NamedTuple):
    """What region_map.toml says, the places of the provinces in units of the drawing."""

    provinces: dict[str, tuple[int, int]]
    width: int
    height: int
    below: int
    abbreviations: dict[str, str]


@cache
def _table() -> _Table:
    data: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    rows = [line.split() for line in data["provinces"].strip().splitlines()]
    places = {
        f"CN-{letters}": (column * PITCH, row * PITCH)
        for row, line in enumerate(rows)
        for column, letters in enumerate(line)
        if letters != ".."
    }
    width = max(len(rows[0]), data["below"]) * PITCH
    return _Table(places, width, len(rows) * PITCH, data["below"], data["abbreviations"])


def _largest(regions: Iterable[Region], kind: str, number: int) -> Sequence[Region]:
    """The regions of a kind with the most articles, none without any."""
    found = [region for region in regions if region.kind == kind and region.article_count]
    return sorted(found, key=lambda region: (-region.article_count, region.name))[:number]


def _sign(region: Region, table: _Table) -> str:
    if is_chinese() and 0 < len(region.name_zh) <= _MOST_CHARACTERS:
        return region.name_zh
    return table.abbreviations.get(region.code) or region.code.removeprefix("CN-").removeprefix("X-")[:5]


def _shade(count: int, ends: Sequence[int]) -> int:
    return bisect_left(ends, count) + 1 if count else 0


def _legend(ends: Sequence[int]) -> list[Shade]:
    return [Shade(number, below + 1, end) for number, (below, end) in enumerate(pairwise([0, *ends]), 1)]
