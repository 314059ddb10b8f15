"""The lines of a stored source, as operations on its articles need them."""

from collections.abc import Collection, Iterable

from django.conf import settings
from django.utils.translation import gettext as _

from articles.ingest.align import Alignment
from articles.ingest.clean import clean
from articles.ingest.records import ArticleRecord, Refused
from articles.ingest.wording import plain
from articles.models import SourceFile
from articles.reading import lines_safely, part_safely
from articles.rearranging.impossible import Impossible
from articles.sentences import said
from articles.store import MissingFile, open_kept, profile_of

Span = tuple[int, int]


def numbers_of(spans: Iterable[Collection[int]]) -> set[int]:
    """The numbers of all lines in some runs, each given as its first and last line."""
    return {number for first, last in spans for number in range(first, last + 1)}


def spans_of(numbers: Iterable[int]) -> list[list[int]]:
    """The runs that some lines form, as an article keeps them."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return spans


class SourceText:
    """A source, read. Lines without text belong to nothing."""

    def __init__(self, source: SourceFile) -> None:
        """Raises Impossible when the file is missing or cannot be read."""
        self.source = source
        try:
            with open_kept(source) as file:
                self._data = file.read()
            self._limit = max(len(self._data), settings.UPLOAD_LIMIT)
            lines = lines_safely(self._data, source.name, self._limit).lines
        except MissingFile as error:
            raise Impossible(_("The file is missing from the data folder. Restore it from a backup first.")) from error
        except Refused as refusal:
            sentence = _("The file cannot be read: %(reason)s") % {"reason": said(refusal.message)}
            raise Impossible(sentence) from refusal
        self.numbers = [line.number for line in lines if line.text.strip()]
        self._lines = {line.number: line for line in clean(lines)}

    def align(self, numbers: Iterable[int], text: str) -> Alignment:
        """Where these lines stand in a text that was made from them."""
        return Alignment([self._lines[number] for number in sorted(numbers) if number in self._lines], text)

    def words(self, numbers: Iterable[int]) -> str:
        """What stands in these lines, in one, without the marks of headings and emphasis."""
        return " ".join(plain(self._lines[number].text.lstrip(" #>")) for number in sorted(numbers)).strip()

    def runs(self, numbers: Collection[int]) -> list[list[int]]:
        """The lines in runs that nothing but blank lines interrupts."""
        runs: list[list[int]] = []
        is_open = False
        for number in self.numbers:
            if number not in numbers:
                is_open = False
            elif is_open:
                runs[-1].append(number)
            else:
                runs.append([number])
                is_open = True
        return runs

    def read(self, numbers: Iterable[int], *, opens: bool) -> ArticleRecord:
        """These lines as one article, or as text of one (`ingest.part`). Raises Impossible when that is refused."""
        profile = profile_of(self.source.issue.publication)
        spans = [(first, last) for first, last in spans_of(numbers)]
        try:
            return part_safely(self._data, self.source.name, spans, profile, opens=opens, size_limit=self._limit)
        except Refused as refusal:
            sentence = _("These lines cannot be read: %(reason)s") % {"reason": said(refusal.message)}
            raise Impossible(sentence) from refusal
