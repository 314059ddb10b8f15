"""Which tests run on PostgreSQL too: all that use a database, or start an archive, which does.

The others run the very same code whatever DATABASE_URL says. Those that look at pages in a browser do so on SQLite
alone: what a page does in there does not depend on where its words were kept.
"""

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
STARTING = {"tests.served", "tests.postgres"}
IMPORTED = re.compile(r"^(?:from|import) (tests(?:\.\w+)*)(?: import (.+))?", re.M)


def uses_database(item: pytest.Function) -> bool:
    """Whether the test runs on PostgreSQL too."""
    if item.get_closest_marker("browser") or "browser" in item.path.parts:
        return False
    if item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(item.fixturenames):
        return True
    fixtures = (definition for found in item._fixtureinfo.name2fixturedefs.values() for definition in found)
    modules = {item.module.__name__, *(definition.func.__module__ for definition in fixtures)}
    return any(not STARTING.isdisjoint(imports(module)) for module in modules if module.startswith("tests."))


@cache
def imports(module: str) -> frozenset[str]:
    """The modules of the tests that a module imports, with those that they import in turn."""
    file = ROOT / module.replace(".", "/")
    source = next((path for path in (file.with_suffix(".py"), file / "__init__.py") if path.is_file()), None)
    if source is None:
        return frozenset()
    found: set[str] = set()
    for package, names in IMPORTED.findall(source.read_text("utf-8")):
        found |= {package, *(f"{package}.{name}" for name in re.findall(r"\w+", names))}
    return frozenset(found.union(*(imports(name) for name in found)))
