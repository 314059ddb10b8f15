"""Parts one article in two, at a line of its source."""

from django.utils.translation import gettext as _

from articles.ingest.records import ArticleRecord
from articles.models import Article, Caption, SourceFile, State
from articles.rearranging.captions import hand_over
from articles.rearranging.impossible import Impossible
from articles.rearranging.keeping import keep
from articles.rearranging.order import order_of, set_order
from articles.rearranging.passages import Passage
from articles.rearranging.sources import SourceText, numbers_of, spans_of
from articles.store import save_articles


def split(article: Article, line: int) -> Article:
    """Lets a new article begin at this line of the source, right behind the old one, and returns it.

    The lines from there on, and the captions and warnings at them, leave the old article. Headline, byline and what
    else stands above an article are read from them anew; the text below comes over as it is now, corrected perhaps.
    The new article has the old one's section unless it names its own, and is public where the old one is. Call it
    inside a transaction. Raises Impossible when the article has no such line, when that is its first, or when an
    editor has rewritten the text.
    """
    if article.source is None:
        raise Impossible(_("“%(article)s” was read from no file, so it has no lines.") % {"article": article})
    text = SourceText(article.source)
    own = numbers_of(article.spans)
    parted = {number for number in own if number >= line}
    if line not in own:
        sentence = _("Line %(line)s is not one of the lines of “%(article)s”.")
        raise Impossible(sentence % {"line": line, "article": article})
    if parted == own:
        sentence = _("“%(article)s” begins at line %(line)s. Choose a later one.")
        raise Impossible(sentence % {"line": line, "article": article})
    record = text.read(parted, opens=True)
    rest, body = _texts(article, own, parted, record, text)
    new = _open(article, article.source, record)
    captions = Caption.objects.filter(article=article, first_line__gte=line)
    hand_over(list(captions), new)
    new.spans, article.spans = spans_of(parted), spans_of(own - parted)
    going = [warning for warning in article.warnings if warning["line"] in parted]
    article.warnings = [warning for warning in article.warnings if warning not in going]
    new.warnings += [warning for warning in going if warning not in new.warnings]
    rest.put_into(article)
    body.put_into(new)
    keep(article)
    keep(new)
    return new


def _texts(
    article: Article, own: set[int], parted: set[int], record: ArticleRecord, text: SourceText
) -> tuple[Passage, Passage]:
    """The old article's text, and the new one's: what the old one has now for the lines that the new one's body was
    read from. Raises Impossible when it has hardly anything of them."""
    passage = Passage.of(article)
    old, new = text.align(own, passage.text), text.align(parted, record.body)
    found = [number for number in parted if new.found(number)]
    below = {number for number in parted if found and min(found) <= number <= max(found)}
    if old.share(below) < 0.5:
        sentence = _(
            "The text of lines %(first)s to %(last)s is not found in “%(article)s”, which has been rewritten since. "
            "Add an article and move the text by hand."
        )
        raise Impossible(sentence % {"first": min(below), "last": max(below), "article": article})
    rest = passage.cut(old.ranges(parted))[0]
    body = passage.cut(old.ranges(below))[1]
    return rest, body


def _open(article: Article, source: SourceFile, record: ArticleRecord) -> Article:
    """The new article, right behind the old one."""
    issue = article.issue
    [new] = save_articles(issue, source, [record])
    order = [pk for pk in order_of(issue) if pk != new.pk]
    order.insert(order.index(article.pk) + 1, new.pk)
    set_order(issue, order)
    for moved in (article, new):
        moved.refresh_from_db(fields=["position"])
    new.section = new.section or article.section
    new.state = article.state if issue.is_published else State.DRAFT
    new.removed_tags = article.removed_tags
    return new
