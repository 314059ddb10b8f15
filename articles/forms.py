"""The forms that editors fill in: uploads, confirmation of what was recognised, a publication, an article in full."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.dates import DAY, parse_iso
from articles.ingest.bylines import NAMES
from articles.models import Issue, Publication
from articles.store import match_publication

DATE_HELP = gettext_lazy("As printed: 2024-05-06, 2024-05 or 2024.")


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
        label=gettext_lazy("File"),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("No file was chosen. Choose the issue's file and upload it.")},
        help_text=gettext_lazy(
            "Text, Markdown, HTML, Word (.docx) or PDF. "
            "Choose several, or a zip archive of them, if they are pages of one issue."
        ),
    )


class BatchForm(forms.Form):
    """Files that are read in the background, each an issue or a page of one."""

    files = ManyFilesField(
        label=gettext_lazy("Files"),
        allow_empty_file=True,
        error_messages={
            "required": gettext_lazy("No file was chosen. Choose files or a zip archive, and upload them.")
        },
        help_text=gettext_lazy("Text, Markdown, HTML, Word (.docx) or PDF, and zip archives of them."),
    )
    publication = forms.ModelChoiceField(
        Publication.objects.all(),
        label=gettext_lazy("Publication"),
        required=False,
        empty_label=gettext_lazy("What each file says"),
        help_text=gettext_lazy("Choose one only if all the files are from it."),
    )


class ConfirmForm(forms.Form):
    """The second step: which issue it is.

    Cleans to `publication`, None where `new_publication` names one that is not known yet, `number` and `date`. `scans`
    says what becomes of files that are new scans of pages the issue has.
    """

    REPLACE, ADD = "replace", "add"

    staged = forms.CharField(widget=forms.HiddenInput)
    publication = forms.ModelChoiceField(
        Publication.objects.all(),
        label=gettext_lazy("Publication"),
        required=False,
        empty_label=gettext_lazy("A new one, named below"),
    )
    new_publication = forms.CharField(
        label=gettext_lazy("New publication"),
        required=False,
        max_length=Publication._meta.get_field("name").max_length,
        help_text=gettext_lazy("If none is chosen above."),
    )
    number = forms.CharField(
        label=gettext_lazy("Number"), required=False, max_length=Issue._meta.get_field("number").max_length
    )
    date = forms.CharField(label=gettext_lazy("Date"), required=False, help_text=DATE_HELP)
    scans = forms.ChoiceField(
        label=gettext_lazy("New scans of pages that are there"),
        choices=[
            (REPLACE, gettext_lazy("Put them in the place of the old ones")),
            (ADD, gettext_lazy("Add them as further pages")),
        ],
        widget=forms.RadioSelect,
        initial=REPLACE,
        required=False,
    )
    keep_corrected = forms.BooleanField(
        label=gettext_lazy("Keep the texts of articles that an editor has corrected"), initial=True, required=False
    )

    def __init__(self, *args: Any, file_count: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.file_count = file_count

    def leave_scans_to_reviewers(self) -> None:
        """For an editor who may not put new scans in the place of what is public."""
        field = self.fields["scans"]
        field.choices = [choice for choice in field.choices if choice[0] != self.REPLACE]
        field.help_text = _("Only a reviewer puts them in the place of what readers see.")
        self.initial["scans"] = self.ADD

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
            self.add_error("publication", _("Choose the publication, or name a new one below."))
        if self.file_count > 1 and not cleaned.get("number") and not self.data.get("date"):
            self.add_error("number", _("Give the number or the date: it is what makes several files one issue."))
        return cleaned


class PublicationForm(forms.ModelForm):
    """A publication, with how its pages are set."""

    def clean_byline_forms(self) -> str:
        text = self.cleaned_data["byline_forms"]
        for line in filter(None, map(str.strip, text.splitlines())):
            if line.count(NAMES) != 1:
                message = _("“%(line)s” must have %(names)s in it once, where the names stand.")
                raise forms.ValidationError(message % {"line": line, "names": NAMES})
            if not line.replace(NAMES, "").strip():
                message = _("%(names)s alone would fit every line. Add what is printed beside the names.")
                raise forms.ValidationError(message % {"names": NAMES})
        return text


class PrintedDateForm(forms.ModelForm):
    """A form of something whose `date` may be a day, a month or a year, typed as one text."""

    date = forms.CharField(label=gettext_lazy("Date"), required=False, help_text=DATE_HELP)

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
            message = _("“%(section)s” is a section of another publication, %(publication)s.")
            self.add_error("section", message % {"section": section, "publication": section.publication})
        return cleaned


def _parsed(text: str) -> tuple[Any, str]:
    try:
        return parse_iso(text)
    except ValueError as error:
        raise forms.ValidationError(str(error)) from error
