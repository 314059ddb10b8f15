"""An editor's corrections to an article, written to the database."""

from articles.models import Article
from articles.naming import named_section, sign
from articles.rearranging import fill_gap
from articles.rearranging.keeping import keep
from articles.review_form import ReviewForm
from articles.tagging import TAG_KINDS, put_on, take_off

_READ_FOR_TAGS = {"title", "standfirst", "body"}


def correct(form: ReviewForm) -> Article:
    """Saves the article of a valid form as it was corrected. Call it inside a transaction."""
    article, changes = form.instance, form.cleaned_data
    article.section = named_section(article.issue.publication, changes["section_name"])
    sign(article, changes["author_names"])
    for kind in TAG_KINDS:
        for tag in getattr(article, kind.relation).all():
            if kind.entry_key(getattr(tag, kind.name)) in changes.get("removed", ()):
                take_off(article, kind, tag)
        for entry in changes[f"added_{kind.name}"]:
            put_on(article, kind, entry)
    for caption in form.corrected_captions():
        caption.save()
    if _READ_FOR_TAGS & set(form.changed_fields):
        keep(article)
    else:
        article.save()
    for number, text in sorted(form.filled_gaps().items(), reverse=True):
        fill_gap(article, number, text)
    return article
