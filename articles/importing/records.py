"""An article as a line of an export has it, checked: what of it is wrong is said in one sentence."""

import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, model_validator

from articles.dates import parse_iso

LONGEST_TEXT = 5_000_000
"""In characters: a body, or any other text without a limit of its own."""
MOST_PARTS = 500
"""Authors, captions, or tags of one kind that an article may have: far more than any has, and half of what SQLite can
be asked for at once."""
LARGEST_ID = 2**53 - 1
"""What every reader of JSON takes exactly (RFC 7493, section 2.2). The largest that a database can keep would leave no
id for the next article."""


def _without_nul(text: str) -> str:
    if "\0" in text:
        raise ValueError("there is a NUL character in it, which a database does not keep")
    return text


def _date(text: str) -> str:
    parse_iso(text)
    return text


def _moment(moment: datetime.datetime) -> datetime.datetime:
    """In UTC. None is so near to the ends of the calendar that reckoning with it fails."""
    if not 1900 <= moment.year <= 9000:
        raise ValueError("there is no such year here: write one from 1900 to 9000")
    return moment.astimezone(datetime.UTC)


def _text(longest: int = LONGEST_TEXT, shortest: int = 0) -> object:
    return Annotated[str, Field(min_length=shortest, max_length=longest), AfterValidator(_without_nul)]


def _slug(longest: int) -> object:
    return Annotated[str, Field(max_length=longest, pattern=r"^[-\w]+$")]


_Number = Annotated[int, Field(ge=1, le=LARGEST_ID)]
_Count = Annotated[int, Field(ge=0, lt=2**31)]
_Date = Annotated[str, AfterValidator(_date)]
_Moment = Annotated[AwareDatetime, AfterValidator(_moment)]
_Text, _Named, _Printed = _text(), _text(200, 1), _text(500)


class _Checked(BaseModel):
    """Strict: nothing is turned into what it is not. Fields that are not known are passed over."""

    model_config = ConfigDict(strict=True, extra="ignore")


class AuthorLine(_Checked):
    slug: _slug(120)  # type: ignore[valid-type]
    name: _text(120, 1)  # type: ignore[valid-type]


class SectionLine(_Checked):
    slug: _slug(120)  # type: ignore[valid-type]
    name: _Named  # type: ignore[valid-type]


class PublicationLine(_Checked):
    slug: _slug(80)  # type: ignore[valid-type]
    name: _Named  # type: ignore[valid-type]


class IssueLine(_Checked):
    id: _Number
    slug: _slug(120)  # type: ignore[valid-type]
    title: _text(300) | None = None  # type: ignore[valid-type]
    publication: PublicationLine
    number: _text(40) | None  # type: ignore[valid-type]
    date: _Date | None


class _TagLine(_Checked):
    name: _Named  # type: ignore[valid-type]
    evidence: _Text | None = None  # type: ignore[valid-type]
    origin: Literal["rule", "editor"] = "editor"


class TopicLine(_TagLine):
    slug: _slug(80)  # type: ignore[valid-type]
    name: _text(120, 1)  # type: ignore[valid-type]


class RegionLine(_TagLine):
    code: _slug(20)  # type: ignore[valid-type]
    name: _text(120, 1)  # type: ignore[valid-type]


class InstitutionLine(_TagLine):
    slug: _slug(80)  # type: ignore[valid-type]


class CaptionLine(_Checked):
    text: _Text  # type: ignore[valid-type]
    credit: _text(200) | None = None  # type: ignore[valid-type]
    anchor: _text(80) | None = None  # type: ignore[valid-type]


_Parts = Field(max_length=MOST_PARTS)


class ArticleLine(_Checked):
    """A whole article. Where its publisher did not let the text be shown to whoever exported it, `body` is null, and
    there is nothing else of the text either."""

    id: _Number
    title: _text(500, 1)  # type: ignore[valid-type]
    standfirst: _Text | None  # type: ignore[valid-type]
    section: SectionLine | None
    issue: IssueLine
    position: Annotated[int, Field(ge=1, lt=2**31)]
    byline: _Printed | None  # type: ignore[valid-type]
    authors: list[AuthorLine] = _Parts
    date: _Date | None
    language: _text(8, 1)  # type: ignore[valid-type]
    topics: list[TopicLine] = _Parts
    regions: list[RegionLine] = _Parts
    institutions: list[InstitutionLine] = _Parts
    captions: list[CaptionLine] = _Parts
    source_note: _text(300) | None  # type: ignore[valid-type]
    word_count: _Count
    rights: _text(300) | None  # type: ignore[valid-type]
    access: Literal["full", "summary"]
    published_at: _Moment
    updated_at: _Moment
    body: _Text | None  # type: ignore[valid-type]

    @model_validator(mode="after")
    def _has_its_body(self) -> "ArticleLine":
        if self.body is None and self.access == "full":
            raise ValueError("“body” is null, yet “access” is “full”")
        if self.body is None and (self.captions or any(tag.evidence for tag in self._tags())):
            raise ValueError("“body” is null, yet there are captions or passages of it in “evidence”")
        return self

    def _tags(self) -> list[_TagLine]:
        return [*self.topics, *self.regions, *self.institutions]


class WrongLine(ValueError):
    """A line that is no article. The message says what is wrong with it."""


def article_line(line: bytes) -> ArticleLine:
    """The article in a line. Raises WrongLine."""
    try:
        return ArticleLine.model_validate_json(line)
    except ValidationError as error:
        problems = [_sentence(problem["loc"], problem["msg"]) for problem in error.errors(include_url=False)[:3]]
        raise WrongLine("; ".join(problems)) from error


def _sentence(place: tuple[int | str, ...], message: str) -> str:
    where = ".".join(map(str, place))
    message = message.removeprefix("Value error, ").removesuffix(".")
    return f"“{where}”: {message}" if where else message
