"""Articles that print much the same text are linked, and no others."""

import re
from itertools import pairwise

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.urls import reverse

from articles import demo
from articles.ingest.pipeline import read_issue
from articles.likenesses import find_likenesses
from articles.models import Article, Likeness, SketchKey
from articles.sketches import shared, shingles, sketch
from articles.store import save_issue
from tests.articles.desk import sign_in
from tests.builders import make_article, make_issue, make_publication

pytestmark = pytest.mark.django_db

RELEASE = """The Institute for Estuary Studies has opened a station on the Haihe that measures salt, oxygen and silt
every ten minutes. It replaces four gauges that were read by hand, two of which had not worked since the spring flood.

“We used to know what the river did last week,” said the station's head, Aurelia Pinto. “Now we know what it does while
it does it, and the lock keepers know it too.” The readings are sent by radio to the harbour office in Tanggu.

The station cost 4.2 million yuan, of which the city paid half. A second one, upstream of the railway bridge, is to
follow in the autumn if the first proves itself through the ice.

Fishermen had asked for such measurements for years. In dry summers salt water reaches the nurseries at the river's
mouth within hours, and the young fish are lost before anybody has noticed that the wind has turned.

The institute will publish all readings on its site, free of charge and without delay. Schools may visit the station
on weekdays, and a ferry stops at its pier twice a day."""

CHINESE = """海河口生态研究所近日在塘沽建成一座水质自动监测站，每十分钟测定一次盐度、溶解氧和含沙量。
该站取代了四处人工水尺，其中两处自春汛以后一直没有恢复工作。研究所负责人表示，过去只能知道上周的河流状况，
如今可以随时掌握变化，船闸管理人员也能同时看到数据。

监测站总投资四百二十万元，其中一半由市财政承担。如果第一座站点能够顺利度过冰期，铁路桥上游的第二座站点将于秋季开工。
渔民多年来一直希望开展这类监测。干旱的夏季，咸水往往在几小时之内上溯到河口育苗区，
等到有人发觉风向改变，鱼苗早已损失殆尽。"""


def linked():
    return [{link.first, link.second} for link in Likeness.objects.all()]


def compared(*bodies, **fields):
    """Published articles with these bodies, each in an issue of its own and compared as it came in."""
    articles = [make_article(body=body, **fields) for body in bodies]
    for article in articles:
        find_likenesses(article)
    return articles


def abridged(text):
    """Another paper's version: without its third and last paragraph, here and there another word."""
    first, second, _, fourth, _ = text.split("\n\n")
    return "\n\n".join([first.replace("has opened", "opened"), second, fourth.replace("anybody", "anyone")])


def page(client, article):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", client.get(article.get_absolute_url()).content.decode()))


def test_the_same_text_in_two_papers_is_linked():
    articles = compared(RELEASE, RELEASE)
    assert linked() == [set(articles)]
    assert Likeness.objects.get().share == 1


def test_an_abridged_release_under_another_headline_is_linked():
    articles = compared(RELEASE, "# A river watched\n\n" + abridged(RELEASE))
    assert linked() == [set(articles)]
    assert 0.6 <= Likeness.objects.get().share < 1


def test_a_chinese_release_and_its_shortened_form_are_linked():
    articles = compared(CHINESE, CHINESE.split("\n\n", maxsplit=1)[0].replace("近日在", "在"), language="zh")
    assert linked() == [set(articles)]


def test_capitals_line_breaks_emphasis_and_width_make_no_difference():
    articles = compared(RELEASE, RELEASE.replace("\n\n", "\n\n**").replace(".\n\n", ".**\n\n").upper() + "**")
    assert linked() == [set(articles)]


def test_articles_of_the_very_same_issue_are_linked():
    issue = make_issue()
    articles = [make_article(issue, body=RELEASE), make_article(issue, body=RELEASE)]
    find_likenesses(*articles)
    assert linked() == [set(articles)]


def test_drafts_are_linked_too():
    assert set(compared(RELEASE, RELEASE, state="draft")) in linked()


def test_two_texts_that_share_a_paragraph_are_not_linked():
    first, *rest = RELEASE.split("\n\n")
    other = "Rice terraces above the town were rebuilt by hand, stone after stone. " * 3
    more = " ".join(f"Terrace {number} took {number * 7} days and fed {number * 11} people." for number in range(1, 20))
    compared("\n\n".join([first, *rest]), f"{first}\n\n{other}{more}")
    assert linked() == []


def test_short_notices_are_never_linked():
    compared(*["The library is closed on Monday."] * 2, *["图书馆周一闭馆。"] * 2)
    assert (linked(), SketchKey.objects.count()) == ([], 0)


def test_no_two_demo_articles_are_linked(settings, tmp_path):
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    demo.load_demo(lambda line: None)
    find_likenesses(*Article.objects.all())
    assert SketchKey.objects.values("article").distinct().count() > 20
    assert linked() == []


def test_a_link_goes_when_one_of_the_texts_becomes_another():
    _, other = compared(RELEASE, RELEASE)
    other.body = CHINESE
    other.save()
    find_likenesses(other)
    assert linked() == []


def test_articles_are_compared_as_they_are_stored(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    for name in ("Harbour Courier", "River Post"):
        data = f"# {name}\n\n## A river watched\n\n{RELEASE}\n".encode()
        save_issue(read_issue(data, "page.md"), data)
    assert linked() == [set(Article.objects.all())]


def test_an_article_is_compared_anew_when_it_is_saved():
    _, other = make_article(body=RELEASE), make_article(body=CHINESE)
    assert linked() == []
    other.body = RELEASE
    other.save()
    assert linked() == [set(Article.objects.all())]


def test_the_share_follows_the_texts():
    _, other = compared(RELEASE, RELEASE)
    other.body = abridged(RELEASE)
    other.save()
    find_likenesses(other)
    assert Likeness.objects.get().share < 1


def test_a_dismissed_link_stays_dismissed():
    _, other = compared(RELEASE, RELEASE)
    Likeness.objects.update(dismissed=True)
    other.body = "Something else."
    other.save()
    find_likenesses(other)
    other.body = RELEASE
    other.save()
    find_likenesses(other)
    assert Likeness.objects.get().dismissed


def test_one_of_many_reprints_is_compared_with_a_bounded_number(monkeypatch):
    monkeypatch.setattr("articles.likenesses.MOST_CANDIDATES", 3)
    *_, last = compared(*[RELEASE] * 6)
    assert Likeness.objects.filter(second=last).count() == 3


def test_a_new_text_that_is_like_no_other_costs_few_queries(django_assert_max_num_queries):
    compared(RELEASE)
    articles = [make_article(body=CHINESE), make_article(body="Nothing to compare.")]
    with django_assert_max_num_queries(4):
        find_likenesses(*articles)


def test_an_archive_from_before_is_compared_by_a_command(capsys):
    articles = [make_article(body=RELEASE), make_article(body=abridged(RELEASE)), make_article()]
    SketchKey.objects.all().delete()
    Likeness.objects.all().delete()
    call_command("find_likenesses")
    assert linked() == [set(articles[:2])]
    assert capsys.readouterr().out == "Compared 3 articles. Linked pairs: 1.\n"


def test_a_longer_archive_is_compared_in_pieces(monkeypatch):
    monkeypatch.setattr("articles.likenesses._CHUNK", 1)
    articles = [make_article(body=RELEASE), make_article(body=RELEASE)]
    call_command("find_likenesses")
    assert linked() == [set(articles)]


def test_containment_is_measured_on_the_shorter_text():
    text = shingles(RELEASE)
    assert shared(text, frozenset(list(text)[:80])) == 1


def test_half_of_a_text_is_enough_to_share_a_part_of_its_sketch():
    words = [f"word{number * 7919 % 3001}" for number in range(3000)]
    halves = [words[start : start + 300] for start in range(0, 2700, 150)]
    texts = [shingles(" ".join(half)) for half in halves]
    overlapping = [not set(sketch(one)).isdisjoint(sketch(two)) for one, two in pairwise(texts)]
    apart = [not set(sketch(one)).isdisjoint(sketch(two)) for one, two in zip(texts, texts[2:], strict=False)]
    assert sum(overlapping) / len(overlapping) > 0.75
    assert sum(apart) == 0


def test_a_reader_is_shown_where_else_the_text_appeared(client):
    courier = make_issue(make_publication("Science Courier"), number="12", date="2024-05-05")
    article = make_article(body=RELEASE)
    other = make_article(courier, title="A river watched", body=abridged(RELEASE))
    find_likenesses(article, other)
    share = int(100 * Likeness.objects.get().share)
    said = f"Science Courier, No. 12, 5 May 2024: “A river watched” ({share}% of the shorter text)"
    assert f"Much the same text also appeared in: {said}" in page(client, article)


def test_a_reader_is_not_shown_drafts(client):
    article, _ = compared(RELEASE, RELEASE)
    Article.objects.exclude(pk=article.pk).update(state="draft")
    assert "Much the same text" not in page(client, article)


def test_a_reader_is_not_shown_articles_of_draft_issues(client):
    article = make_article(body=RELEASE)
    find_likenesses(article, make_article(make_issue(state="draft"), body=RELEASE))
    assert Likeness.objects.exists()
    assert "Much the same text" not in page(client, article)


def test_a_reader_is_not_shown_what_an_editor_dismissed(client):
    article, _ = compared(RELEASE, RELEASE)
    Likeness.objects.update(dismissed=True)
    assert "Much the same text" not in page(client, article)


def test_an_editor_finds_the_other_article_in_the_form(editor):
    article, other = compared(RELEASE, RELEASE)
    form = editor.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert reverse("admin:articles_article_change", args=[other.pk]) in form
    assert reverse("admin:articles_likeness_change", args=[Likeness.objects.get().pk]) in form


def test_an_editor_dismisses_a_link_and_that_is_on_record(editor):
    compared(RELEASE, RELEASE)
    link = Likeness.objects.get()
    editor.post(reverse("admin:articles_likeness_change", args=[link.pk]), {"dismissed": "on"})
    link.refresh_from_db()
    assert link.dismissed
    assert LogEntry.objects.get().get_change_message() == "Changed Dismissed."


def test_links_are_listed_and_never_added_by_hand(editor):
    compared(RELEASE, RELEASE)
    assert editor.get(reverse("admin:articles_likeness_changelist"), {"q": "a"}).status_code == 200
    assert editor.get(reverse("admin:articles_likeness_add")).status_code == 403


def test_an_editor_who_may_delete_articles_deletes_a_linked_one(client):
    sign_in(client, "view_article", "delete_article", "publish_issue")
    article, other = compared(RELEASE, RELEASE)
    client.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})
    assert list(Article.objects.all()) == [other]
    assert linked() == []
