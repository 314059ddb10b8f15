"""The form by which an article is corrected beside its source."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.forms import ParagraphsField, PrintedDateForm
from articles.history import fingerprint
from articles.ingest.records import GAP
from articles.local_names import local_name
from articles.models import Article, Author, Caption, Section
from articles.tagging import TAG_KINDS, TagKind, Vocabulary

SEPARATOR = ";"
_ADD = {
    "topic": gettext_lazy("Add topics"),
    "region": gettext_lazy("Add regions"),
    "institution": gettext_lazy("Add institutions"),
}
_ABOUT = {
    "section": "section",
    "author": "authors",
    "removed": "removed_tags",
    "caption": "captions",
    "credit": "captions",
    "gap": "body",
    **{f"added_{kind.name}": kind.plural for kind in TAG_KINDS},
}
"""Of what the article has a field of the form is about, where it is called otherwise: by its name or its first word."""
_IN_ITS_LANGUAGE = ("title", "section_name", "byline", "standfirst", "source_note", "body")
_CONTEXT = 60  # characters shown on each side of a gap


def split_names(text: str) -> list[str]:
    """What an editor separates by semicolons, in order, without blanks and repetitions."""
    names = (" ".join(name.split()) for name in text.replace("；", SEPARATOR).split(SEPARATOR))
    return list(dict.fromkeys(name for name in names if name))


class ReviewForm(PrintedDateForm):
    """What an editor corrects beside the source. Tags are taken off by their key and added by name.

    `seen` tells whether somebody else has changed the article since the page was made: then nothing is saved at
    first, and what was typed is kept.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    section_name = forms.CharField(
        label=gettext_lazy("Section"), required=False, max_length=Section._meta.get_field("name").max_length
    )
    author_names = forms.CharField(
        label=gettext_lazy("Authors"), required=False, help_text=gettext_lazy("Names, separated by semicolons.")
    )
    removed = forms.MultipleChoiceField(
        label=gettext_lazy("Tick a tag to take it off"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Article
        fields = ["title", "byline", "date", "standfirst", "source_note", "language", "body"]
        field_classes = {"standfirst": ParagraphsField, "body": ParagraphsField}
        widgets = {"standfirst": forms.Textarea(attrs={"rows": 2}), "body": forms.Textarea(attrs={"rows": 16})}

    field_order = ["title", "section_name", "byline", "author_names", "date", "standfirst", "source_note", "language"]

    def __init__(self, *args: Any, vocabulary: Vocabulary, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        article = self.instance
        self.now = fingerprint(article)
        self.initial["seen"] = self.now
        self.initial["section_name"] = article.section.name if article.section else ""
        self.initial["author_names"] = f"{SEPARATOR} ".join(row.author.name for row in article.authorships.all())
        self.fields["removed"].choices = list(_tag_choices(article))
        if not self.fields["removed"].choices:
            del self.fields["removed"]
        for kind in TAG_KINDS:
            self.fields[f"added_{kind.name}"] = _AddedField(kind, vocabulary)
        for name in _IN_ITS_LANGUAGE:
            self.fields[name].widget.attrs["lang"] = article.language
        self.captions = list(article.captions.all())
        for caption in self.captions:
            self.fields[f"caption_{caption.pk}"] = _caption_field(caption)
            self.fields[f"credit_{caption.pk}"] = _credit_field(caption)
        self.gaps = list(_gap_contexts(article.body))
        for number, context in enumerate(self.gaps, 1):
            self.fields[f"gap_{number}"] = _gap_field(context)

    def clean_author_names(self) -> list[str]:
        names = split_names(self.cleaned_data["author_names"])
        limit = Author._meta.get_field("name").max_length
        if long := [name for name in names if len(name) > limit]:
            message = _("“%(name)s…” is longer than %(limit)s characters. Shorten the name.")
            raise forms.ValidationError(message % {"name": long[0][:40], "limit": limit})
        return names

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        seen = cleaned.get("seen")
        if self.is_changed and seen and seen != self.now:
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = self.now
            raise forms.ValidationError(
                _(
                    "Somebody else changed this article while the page was open. What you typed is still here, and not "
                    "saved. Look at the history for what they changed; save again to put your version in its place."
                )
            )
        if self.filled_gaps() and cleaned.get("body", "").count(GAP) != len(self.gaps):
            raise forms.ValidationError(
                _(
                    "You took a gap out of the text and filled one below as well. "
                    "Do either: what you typed is still here."
                )
            )
        return cleaned

    @property
    def changed_fields(self) -> list[str]:
        """The names of the fields that differ from what is stored."""
        return [name for name in self.changed_data if name != "seen"]

    @property
    def changed_labels(self) -> list[str]:
        """What these fields are about, by the names of `articles.summaries.LABELS`, each once."""
        names = self.changed_fields
        return list(dict.fromkeys(_ABOUT.get(name) or _ABOUT.get(name.partition("_")[0], name) for name in names))

    @property
    def is_changed(self) -> bool:
        return bool(self.changed_fields)

    def filled_gaps(self) -> dict[int, str]:
        """What was typed for the gaps of the body, by their number from 1."""
        typed = {number: self.cleaned_data.get(f"gap_{number}") for number in range(1, len(self.gaps) + 1)}
        return {number: text for number, text in typed.items() if text}

    def corrected_captions(self) -> list[Caption]:
        """The captions whose text or credit was changed, as they are to be saved."""
        corrected = []
        for caption in self.captions:
            text, credit = self.cleaned_data[f"caption_{caption.pk}"], self.cleaned_data[f"credit_{caption.pk}"]
            if (text, credit) != (caption.text, caption.credit):
                caption.text, caption.credit = text, credit
                corrected.append(caption)
        return corrected

    def fields_of(self, *names: str) -> list[forms.BoundField]:
        """The fields whose names begin so, in their order."""
        return [field for field in self.visible_fields() if field.name.startswith(names)]

    @property
    def gap_fields(self) -> list[forms.BoundField]:
        return self.fields_of("gap_")

    @property
    def caption_fields(self) -> list[forms.BoundField]:
        return self.fields_of("caption_", "credit_")

    @property
    def tag_fields(self) -> list[forms.BoundField]:
        return self.fields_of("removed", "added_")

    @property
    def head_fields(self) -> list[forms.BoundField]:
        """Everything above the text."""
        return self.fields_of(*self.field_order)


class _AddedField(forms.CharField):
    """Tags to add, by name or key, separated by semicolons. Cleans to the entries of the vocabulary."""

    def __init__(self, kind: TagKind, vocabulary: Vocabulary) -> None:
        widget = forms.TextInput(attrs={"list": f"{kind.name}-list", "autocomplete": "off"})
        super().__init__(label=_ADD[kind.name], required=False, widget=widget)
        self.kind, self.vocabulary = kind, vocabulary

    def clean(self, value: Any) -> list[Any]:
        try:
            return [self.vocabulary.find(self.kind, name) for name in split_names(super().clean(value))]
        except LookupError as error:
            raise forms.ValidationError(str(error)) from error


def _caption_field(caption: Caption) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2, "lang": caption.article.language})
    return ParagraphsField(
        label=_("Caption %(number)s") % {"number": caption.position}, initial=caption.text, widget=widget
    )


def _credit_field(caption: Caption) -> forms.CharField:
    longest = Caption._meta.get_field("credit").max_length
    label = _("Credit of caption %(number)s") % {"number": caption.position}
    return forms.CharField(label=label, initial=caption.credit, required=False, max_length=longest)


def _gap_field(context: tuple[str, str]) -> forms.CharField:
    before, after = context
    label = format_html(_("What is lost between “{before}” and “{after}”?"), before=before, after=after)
    return ParagraphsField(
        label=label,
        required=False,
        widget=forms.Textarea(attrs={"rows": 1}),
        help_text=_(
            "If you can read it elsewhere, in print for one, type it. Left empty, the gap stays, marked as one."
        ),
    )


def _gap_contexts(body: str) -> Iterator[tuple[str, str]]:
    """For each gap in a body, the words before and after it."""
    pieces = [" ".join(piece.split()) for piece in body.split(GAP)]
    for before, after in pairwise(pieces):
        yield before[-_CONTEXT:], after[:_CONTEXT]


def _tag_choices(article: Article) -> Iterator[tuple[str, list[tuple[str, SafeString]]]]:
    """The article's tags by kind, each by its key and with what an editor must know to judge it."""
    for kind in TAG_KINDS:
        tags = getattr(article, kind.relation).all()
        if tags:
            entries = [(getattr(tag, kind.name), tag) for tag in tags]
            yield (
                capfirst(kind.vocabulary._meta.verbose_name_plural),
                [(kind.entry_key(entry), _tag_label(entry, tag)) for entry, tag in entries],
            )


def _tag_label(entry: Any, tag: Any) -> SafeString:
    name, origin = local_name(entry), tag.get_origin_display().lower()
    if not tag.evidence:
        return format_html('<span class="tag">{}</span> ({})', name, origin)
    return format_html(
        '<span class="tag">{}</span> ({}){}<q lang="{}">{}</q>',
        name,
        origin,
        _(": "),
        tag.article.language,
        tag.evidence,
    )
