"""What stands in the way of bringing something back is said, and nothing is half done; what can do without, does."""

import pytest
from django.contrib.auth.models import User

from articles.bringing_back import CannotComeBack, bring_back
from articles.models import Article, Author, Issue, Removal, SourceFile, Topic
from articles.removing import remove
from tests.articles.whole_archive import rows
from tests.builders import make_article, make_issue, make_publication, make_source

pytestmark = pytest.mark.django_db


def back(removal):
    return bring_back(Removal.objects.get(pk=removal.pk), None)


def refused(removal, sentence):
    before = rows()
    with pytest.raises(CannotComeBack, match=sentence):
        back(removal)
    assert rows() == before
    removal.refresh_from_db()
    assert removal.rows and not removal.brought_back_at


def test_not_without_its_publication():
    issue = make_issue(make_publication("Delta Letters"))
    removal, of_publication = remove(issue, None), remove(issue.publication, None)
    refused(removal, "publication “Delta Letters” has been deleted as well. Bring that back first")
    back(of_publication)
    assert back(removal) == issue


def test_not_while_the_same_file_is_there_again():
    issue = make_issue(number="5")
    make_source(issue, b"the same")
    removal = remove(issue, None)
    again = make_source(make_issue(number="6"), b"the same")
    refused(removal, r"page.md” has been uploaded again, to “Harbour Science Daily, No. 6")
    remove(again.issue, None)
    back(removal)


def test_not_while_its_address_is_taken():
    issue = make_issue(slug="taken", number="5")
    removal = remove(issue, None)
    make_issue(slug="taken", number="9")
    refused(removal, "belongs to another issue now, “Harbour Science Daily, No. 9")


def test_not_while_its_name_is_taken():
    article = make_article(authors=("LIN Yue",))
    removal = remove(article.authors.get(), None)
    Author.objects.create(name="LIN Yue", slug="somebody-else")
    refused(removal, "belongs to another author now, “LIN Yue”")


def test_not_while_an_article_of_it_is_in_another_issue():
    article = make_article()
    removal = remove(article.issue, None)
    make_article(pk=article.pk, title="Here again")
    refused(removal, "belongs to another article now, “Here again”")


def test_not_without_a_topic_that_can_be_brought_back():
    topic = Topic.objects.create(slug="fjords", name="Fjords")
    article = make_article(topics=("fjords", "energy"))
    removal, of_topic = remove(article.issue, None), remove(topic, None)
    refused(removal, "topic “Fjords” has been deleted as well")
    back(of_topic)
    back(removal)
    assert Article.objects.get().topics.count() == 2


def test_a_tag_whose_topic_nobody_kept_is_left_out():
    topic = Topic.objects.create(slug="fjords", name="Fjords")
    article = make_article(topics=("fjords", "energy"))
    removal = remove(article.issue, None)
    topic.delete()
    back(removal)
    assert [one.slug for one in Article.objects.get().topics.all()] == ["energy"]


def test_rows_kept_by_another_release_stay_as_they_are():
    removal = remove(make_issue(), None)
    removal.rows[0]["names"][1] = "no_such_column"
    removal.save()
    refused(removal, "Another release")


def test_a_column_that_came_since_has_its_default():
    issue = make_article().issue
    removal = remove(issue, None)
    for table in removal.rows:
        if table["model"] == "articles.article":
            place = table["names"].index("removed_tags")
            del table["names"][place]
            for row in table["rows"]:
                del row[place]
    removal.save()
    back(removal)
    assert Article.objects.get().removed_tags == []


def test_whoever_is_gone_is_left_blank():
    editor = User.objects.create_user("gone")
    source = make_source(make_issue(), uploaded_by=editor)
    removal = remove(source.issue, editor)
    editor.delete()
    back(removal)
    assert SourceFile.objects.get().uploaded_by is None


def test_what_goes_with_another_deleted_thing_waits_with_it():
    """An author is and a section are deleted, then the issue; they come back first: the article has them again."""
    article = make_article(authors=("LIN Yue", "CHEN Chunyou"), section="Policy")
    before = rows("updated_at")
    of_author = remove(Author.objects.get(name="LIN Yue"), None)
    of_section = remove(article.section, None)
    of_issue = remove(article.issue, None)
    back(of_author)
    back(of_section)
    assert not Issue.objects.exists()
    back(of_issue)
    assert rows("updated_at") == before
