"""`python -m tests.bench`: docs/performance.md says what it measures and how."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.bench.circumstances import circumstances
from tests.bench.engines import ENGINES
from tests.bench.pages import measure, table
from tests.bench.remote import Remote
from tests.bench.report import report
from tests.bench.run import build_only, run

ROOT = Path(__file__).resolve().parents[2]
SIZES = (10_000,)
SMALL = 1_000
"""Our index is built for so many articles besides, to see whether an article costs the same in a large archive."""
JUDGED = ROOT.parent / "shared" / "relevance"


def main(arguments: list[str]) -> None:
    """Does what the command line asks for."""
    asked = _parser().parse_args(arguments)
    match asked.command:
        case "corpus":
            with Remote(asked.data / str(asked.size), "tests.bench.corpus:Corpus", asked.size):
                _say(str(asked.data / str(asked.size)))
        case "pages":
            pages(asked)
        case "relevance":
            relevance(asked.folder)
        case _:
            benchmarks(asked)


def benchmarks(asked: argparse.Namespace) -> None:
    """Measures, and prints the report; also writes it to the file `asked.report` if one is named."""
    names = [name for name in ENGINES if name in asked.engines]
    results = [run(asked.data / str(size), size, names, asked.quick, _say) for size in asked.sizes]
    if not asked.quick and SMALL not in asked.sizes:
        results.insert(0, build_only(asked.data / str(SMALL), SMALL, names[:1], _say))
    written = report(results, circumstances())
    print(written)
    if asked.report:
        asked.report.write_text(written, encoding="utf-8")


def pages(asked: argparse.Namespace) -> None:
    """Prints how long every kind of page takes, and writes it to the file `asked.report` if one is named."""
    written = f"{circumstances()}\n\n{table(measure(asked.data / str(asked.size), asked.size, _say))}"
    print(written)
    if asked.report:
        asked.report.write_text(written, encoding="utf-8")


def relevance(folder: Path) -> None:
    """Prints how our answers to the questions in `folder` score."""
    with (
        tempfile.TemporaryDirectory() as data,
        Remote(Path(data), "tests.bench.relevance:Collection", folder) as judged,
    ):
        for measure, score in judged.call("scores").items():
            print(f"{measure:<12}{score:.4f}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measures the search beside others.")
    parser.add_argument("--data", type=Path, default=ROOT / "var" / "bench", help="where the corpora lie")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of articles")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES), help="by default all")
    parser.add_argument("--quick", action="store_true", help="each request once, no pages over HTTP")
    parser.add_argument("--report", type=Path, help="a file to write the tables to, in Markdown")
    commands = parser.add_subparsers(dest="command")
    corpus = commands.add_parser("corpus", help="only make a corpus")
    corpus.add_argument("size", type=int, help="number of articles")
    timed = commands.add_parser("pages", help="measure every kind of page")
    timed.add_argument("size", type=int, nargs="?", default=SIZES[0], help="number of articles")
    judged = commands.add_parser("relevance", help="score the answers to questions that people judged")
    judged.add_argument("folder", type=Path, nargs="?", default=JUDGED, help="with documents, questions and judgements")
    return parser


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
