"""The demo issues: the sources in fixtures/, which enter an archive through the same pipeline as any upload."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from articles.models import Publication
from articles.reading import Reader
from articles.store import Stored, save_issue

FOLDER = settings.BASE_DIR / "fixtures"


@dataclass(frozen=True)
class DemoSource:
    """One entry of demo.toml: a file beside it, its publication's fields, and what the file does not print."""

    path: Path
    publication: dict[str, str]
    date: str | None
    number: str | None


def demo_sources() -> list[DemoSource]:
    """The entries of fixtures/demo.toml, in its order."""
    entries = tomllib.loads((FOLDER / "demo.toml").read_text("utf-8"))["sources"]
    return [
        DemoSource(FOLDER / entry["file"], entry["publication"], entry.get("date"), entry.get("number"))
        for entry in entries
    ]


def record() -> Path:
    """The file that keeps the SHA-256 of every demo source that was ever loaded, one a line.

    Without it, a demo issue that an editor deleted would come back at the next start.
    """
    return settings.DATA_DIR / "demo-loaded"


def load_demo(say: Callable[[str], None]) -> None:
    """Loads and publishes the demo sources that were not loaded before; `say` prints a line for each."""
    loaded = set(record().read_text().split()) if record().exists() else set()
    sources = demo_sources()
    with Reader() as reader:
        for position, source in enumerate(sources, 1):
            data = source.path.read_bytes()
            digest = sha256(data).hexdigest()
            if digest not in loaded:
                issue = load(source, data, reader).issue
                with record().open("a") as file:
                    file.write(f"{digest}\n")
                say(f"  demo source {position} of {len(sources)}: {issue}; articles: {issue.articles.count()}")


def load(source: DemoSource, data: bytes, reader: Reader) -> Stored:
    """Puts one demo source, whose bytes are `data`, into the archive and publishes it."""
    fields = source.publication
    publication, _ = Publication.objects.get_or_create(slug=fields["slug"], defaults=fields)
    issue = reader.issue(data, source.path.name)
    return save_issue(issue, data, publication=publication, date=source.date, number=source.number, publish=True)


def keep_demo_out() -> None:
    """Lets no demo source be loaded, for an archive that was restored: it has those that it had."""
    digests = [sha256(source.path.read_bytes()).hexdigest() for source in demo_sources()]
    record().write_text("".join(f"{digest}\n" for digest in digests))


def forget_demo() -> None:
    """Lets the demo be loaded anew, for a database that was made just now."""
    record().unlink(missing_ok=True)
