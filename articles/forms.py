"""The forms that editors fill in: upload, confirmation of what was recognised, and the review of an article."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.dates import DAY, parse_iso
from articles.models import Article, Author, Issue, Publication, Section
from articles.store import match_publication
from articles.tagging import TAG_KINDS, TagKind, Vocabulary

DATE_HELP = "As printed: 2024-05-06, 2024-05 or 2024."
SEPARATOR = ";"


def split_names(text: str) -> list[str]:
    """What an editor separates by semicolons, in order, without blanks and repetitions."""
    names = (" ".join(name.split()) for name in text.replace("；", SEPARATOR).split(SEPARATOR))
    return list(dict.fromkeys(name for name in names if name))


class ParagraphsField(forms.CharField):
    """Text of several lines, its line ends as the archive keeps them and not as browsers send them."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n")


PARAGRAPHS = {models.TextField: {"form_class": ParagraphsField}}
"""For `formfield_overrides` of an admin."""


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One file or several. An empty one is let through: what is wrong with a file is for the reader to say."""

    widget = ManyFilesInput

    def clean(self, data: Sequence[UploadedFile] | UploadedFile | None, initial: object = None) -> list[UploadedFile]:
        files = (data if isinstance(data, list | tuple) else [data]) or [None]
        return [file for one in files if (file := super(ManyFilesField, self).clean(one, initial))]


class UploadForm(forms.Form):
    """The first step: the file, or the files that are pages of one issue."""

    files = ManyFilesField(
        label="File",
        allow_empty_file=True,
        error_messages={"required": "No file was chosen. Choose the issue's file and upload it."},
        help_text="Text, Markdown, HTML, Word (.docx) or PDF. "
        "Choose several, or a zip archive of them, if they are pages of one issue.",
    )


class ConfirmForm(forms.Form):
    """The second step: which issue it is.

    Cleans to `publication`, None where `new_publication` names one that is not known yet, `number` and `date`.
    """

    staged = forms.CharField(widget=forms.HiddenInput)
    publication = forms.ModelChoiceField(
        Publication.objects.all(), required=False, empty_label="A new one, named below"
    )
    new_publication = forms.CharField(
        required=False, max_length=Publication._meta.get_field("name").max_length, help_text="If none is chosen above."
    )
    number = forms.CharField(required=False, max_length=Issue._meta.get_field("number").max_length)
    date = forms.CharField(required=False, help_text=DATE_HELP)

    def __init__(self, *args: Any, file_count: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.file_count = file_count

    def clean_date(self) -> str:
        text = self.cleaned_data["date"]
        if text:
            _parsed(text)
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        new = cleaned.get("new_publication")
        cleaned["publication"] = cleaned.get("publication") or match_publication(new)
        if not cleaned["publication"] and not new and "new_publication" not in self.errors:
            self.add_error("publication", "Choose the publication, or name a new one below.")
        if self.file_count > 1 and not cleaned.get("number") and not self.data.get("date"):
            self.add_error("number", "Give the number or the date: it is what makes several files one issue.")
        return cleaned


class PrintedDateForm(forms.ModelForm):
    """A form of something whose `date` may be a day, a month or a year, typed as one text."""

    date = forms.CharField(required=False, help_text=DATE_HELP)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["date"] = self.instance.iso_date or ""

    def clean_date(self) -> Any:
        text = self.cleaned_data["date"]
        date, self.instance.date_precision = _parsed(text) if text else (None, DAY)
        return date


class ArticleForm(PrintedDateForm):
    """The full form of an article."""

    class Meta:
        widgets = {
            "title": forms.TextInput(attrs={"size": 80}),
            "standfirst": forms.Textarea(attrs={"rows": 3, "cols": 80}),
            "byline": forms.TextInput(attrs={"size": 80}),
            "body": forms.Textarea(attrs={"rows": 24, "cols": 80}),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        section, issue = cleaned.get("section"), cleaned.get("issue") or getattr(self.instance, "issue", None)
        if section and issue and section.publication_id != issue.publication_id:
            self.add_error("section", f"“{section}” is a section of another publication, {section.publication}.")
        return cleaned


class ReviewForm(PrintedDateForm):
    """What an editor corrects beside the source. Tags are taken off by their key and added by name."""

    section_name = forms.CharField(
        label="Section", required=False, max_length=Section._meta.get_field("name").max_length
    )
    author_names = forms.CharField(label="Authors", required=False, help_text="Names, separated by semicolons.")
    removed = forms.MultipleChoiceField(
        label="Tick a tag to take it off", required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Article
        fields = ["title", "byline", "date", "standfirst"]
        field_classes = {"standfirst": ParagraphsField}
        widgets = {"standfirst": forms.Textarea(attrs={"rows": 2})}

    field_order = ["title", "section_name", "byline", "author_names", "date", "standfirst", "removed"]

    def __init__(self, *args: Any, vocabulary: Vocabulary, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        article = self.instance
        self.initial["section_name"] = article.section.name if article.section else ""
        self.initial["author_names"] = f"{SEPARATOR} ".join(row.author.name for row in article.authorships.all())
        self.fields["removed"].choices = list(_tag_choices(article))
        if not self.fields["removed"].choices:
            del self.fields["removed"]
        for kind in TAG_KINDS:
            self.fields[f"added_{kind.name}"] = _AddedField(kind, vocabulary)

    def clean_author_names(self) -> list[str]:
        names = split_names(self.cleaned_data["author_names"])
        limit = Author._meta.get_field("name").max_length
        if long := [name for name in names if len(name) > limit]:
            raise forms.ValidationError(f"“{long[0][:40]}…” is longer than {limit} characters. Shorten the name.")
        return names


class _AddedField(forms.CharField):
    """Tags to add, by name or key, separated by semicolons. Cleans to the entries of the vocabulary."""

    def __init__(self, kind: TagKind, vocabulary: Vocabulary) -> None:
        widget = forms.TextInput(attrs={"list": f"{kind.name}-list", "autocomplete": "off"})
        super().__init__(label=f"Add {kind.plural}", required=False, widget=widget)
        self.kind, self.vocabulary = kind, vocabulary

    def clean(self, value: Any) -> list[Any]:
        try:
            return [self.vocabulary.find(self.kind, name) for name in split_names(super().clean(value))]
        except LookupError as error:
            raise forms.ValidationError(str(error)) from error


def _tag_choices(article: Article) -> Iterator[tuple[str, list[tuple[str, SafeString]]]]:
    """The article's tags by kind, each by its key and with what an editor must know to judge it."""
    for kind in TAG_KINDS:
        tags = getattr(article, kind.relation).all()
        if tags:
            entries = [(getattr(tag, kind.name), tag) for tag in tags]
            yield kind.plural.capitalize(), [(kind.entry_key(entry), _tag_label(entry, tag)) for entry, tag in entries]


def _tag_label(entry: Any, tag: Any) -> SafeString:
    name, origin = entry.name, tag.get_origin_display().lower()
    if not tag.evidence:
        return format_html('<span class="tag">{}</span> ({})', name, origin)
    return format_html('<span class="tag">{}</span> ({}): <q>{}</q>', name, origin, tag.evidence)


def _parsed(text: str) -> tuple[Any, str]:
    try:
        return parse_iso(text)
    except ValueError as error:
        raise forms.ValidationError(str(error)) from error
