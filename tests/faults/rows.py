"""The table of what was done to the archive, how often, and what held, printed and kept in docs/reliability.md."""

import platform
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.circumstances import circumstances

ROW = "row"
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "reliability.md"
BEGIN, END = "<!-- faults -->", "<!-- end of faults -->"
HEAD = ("| situation | what was done | what was seen | holds |", "|---|---|---|---|")


@dataclass
class Row:
    """One row, filled while its test runs."""

    properties: list[tuple[str, Any]]

    def __call__(self, situation: str, done: str = "", seen: str = "") -> "Row":
        """Says what the row is about, and what was done and seen so far."""
        self.properties[:] = [each for each in self.properties if each[0] != ROW]
        self.properties.append((ROW, [situation, done, seen]))
        return self


def table(reports: Iterable[Any]) -> list[str]:
    """The lines of the table, one row for each test that has told one; the outcome of the test is what held."""
    verdicts = {"passed": "yes", "failed": "**no**", "skipped": "not tried"}
    rows = {}
    for report in reports:
        for name, value in report.user_properties:
            if name == ROW:
                rows[report.nodeid] = f"| {' | '.join(value)} | {verdicts[report.outcome]} |"
    return [*HEAD, *(rows[test] for test in sorted(rows))]


def keep(lines: list[str]) -> None:
    """Puts the table into its place in the docs, with the date and the kind of machine."""
    text = DOCUMENT.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    told = f"{circumstances()} Kernel {platform.release().split('-')[0]}."
    DOCUMENT.write_text("\n".join([before + BEGIN, told, "", *lines, END]) + after, "utf-8")
