"""The import rules of docs/architecture.md, checked on every module of the project."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("archive", "articles", "search")
EVERYWHERE = (*PACKAGES, "tests")

FILE_LINES, FUNCTION_LINES = 300, 40
HEAVY_OPTIONAL_LIBRARIES = frozenset[str]()  # the ones that may be imported inside a function
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}

PIPELINE = "articles.ingest.pipeline"
PART = "articles.ingest.part"  # the same steps, for some lines of a source
SHARED = {"records", "wording"}  # of articles.ingest: what the pipeline imports beside its steps
ENTRANCES = {"views", "admin", "commands"}  # what nothing else is built on
ENTRANCE_USERS = {"urls", "apps"}


@cache
def modules(*packages: str) -> dict[str, Path]:
    """The dotted names of all modules in `packages`, with their files; migrations are left out."""
    paths = [path for package in packages for path in (ROOT / package).rglob("*.py")]
    return {dotted_name(path): path for path in paths if "migrations" not in path.parts}


def dotted_name(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(name):
    return ast.parse(modules(*EVERYWHERE)[name].read_text(encoding="utf-8"))


@cache
def imports(name):
    """What the module `name` imports, as dotted names: `from a.b import c` gives a.b.c."""
    found = set()
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports relatively; write the whole name"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def is_within(name, package):
    return name == package or name.startswith(f"{package}.")


def ingest_modules():
    return [name for name in modules("articles") if is_within(name, "articles.ingest")]


def steps():
    """The parts of articles.ingest that the pipeline puts together."""
    parts = {name.split(".")[2] for name in imports(PIPELINE) if name.startswith("articles.ingest.")}
    return {f"articles.ingest.{part}" for part in parts - SHARED}


def breaches(names, is_wrong):
    """`importer imports imported`, for each pair among the modules `names` that `is_wrong` says is wrong."""
    return [f"{name} imports {other}" for name in names for other in sorted(imports(name)) if is_wrong(name, other)]


def test_articles_never_imports_search():
    assert not breaches(modules("articles"), lambda _, other: is_within(other, "search"))


def test_haystack_and_whoosh_are_known_to_search_alone():
    assert not breaches(
        modules("archive", "articles"), lambda _, other: is_within(other, "haystack") or is_within(other, "whoosh")
    )


def test_ingest_knows_neither_django_nor_the_rest_of_the_project():
    allowed = ("articles.ingest", "articles.vocabularies")

    def is_wrong(_, other):
        foreign = any(is_within(other, package) for package in (*PACKAGES, "tests"))
        return is_within(other, "django") or (foreign and not any(is_within(other, package) for package in allowed))

    assert not breaches(ingest_modules(), is_wrong)


def test_the_steps_of_ingest_are_put_together_by_the_pipeline_alone():
    def is_wrong(name, other):
        return any(is_within(other, step) and not is_within(name, step) for step in steps())

    assert len(steps()) >= 4
    assert not breaches(set(ingest_modules()) - {PIPELINE, PART}, is_wrong)


def test_nothing_is_built_on_views_admin_or_commands():
    def entrance(name):
        return next((part for part in name.split(".")[1:] if part in ENTRANCES), None)

    def is_wrong(name, other):
        own_project = other.split(".")[0] in PACKAGES
        same = entrance(name) == entrance(other) and name.split(".")[0] == other.split(".")[0]
        return own_project and entrance(other) and not same and name.split(".")[-1] not in ENTRANCE_USERS

    assert not breaches(modules(*PACKAGES), is_wrong)


def functions(name):
    return [node for node in ast.walk(tree(name)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_nothing_is_imported_inside_a_function():
    def hidden(function):
        return any(isinstance(node, ast.Import | ast.ImportFrom) and not is_heavy(node) for node in ast.walk(function))

    found = {f"{name}.{f.name}" for name in modules(*EVERYWHERE) for f in functions(name) if hidden(f)}
    assert not {name for name in found if not name.endswith(".apps.ready")}  # models exist only from then on


def is_heavy(statement):
    names = [statement.module or ""] if isinstance(statement, ast.ImportFrom) else [a.name for a in statement.names]
    return all(name.split(".")[0] in HEAVY_OPTIONAL_LIBRARIES for name in names)


def test_every_module_is_named_for_its_subject():
    assert not [name for name in modules(*EVERYWHERE) if VAGUE_NAMES & set(name.split("."))]


def test_every_function_is_short():
    lengths = {
        f"{name}.{f.name}": f.end_lineno - f.lineno + 1 for name in modules(*EVERYWHERE) for f in functions(name)
    }
    assert not {name: length for name, length in lengths.items() if length > FUNCTION_LINES}


def test_every_module_is_short():
    lengths = {name: len(path.read_text("utf-8").splitlines()) for name, path in modules(*EVERYWHERE).items()}
    assert not {name: length for name, length in lengths.items() if length > FILE_LINES}


def test_every_function_says_what_it_returns():
    assert not [f"{name}.{f.name}" for name in modules(*PACKAGES) for f in functions(name) if f.returns is None]
