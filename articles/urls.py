"""The reader's pages."""

from django.urls import path

from articles.views import about, article, home, issue, issues, lists, subjects

urlpatterns = [
    path("", home.Home.as_view(), name="home"),
    path("issues/", issues.Issues.as_view(), name="issues"),
    path("issues/<str:publication>/<str:slug>/", issue.IssuePage.as_view(), name="issue"),
    path("issues/<str:publication>/<str:slug>/source/<int:pk>/", issue.download_source, name="source"),
    path("articles/<int:pk>/", article.ArticlePage.as_view(), name="article-number"),
    path("articles/<int:pk>/<str:slug>/", article.ArticlePage.as_view(), name="article"),
    path("topics/", lists.Topics.as_view(), name="topics"),
    path("topics/<str:key>/", subjects.TopicPage.as_view(), name="topic"),
    path("regions/", lists.Regions.as_view(), name="regions"),
    path("regions/<str:key>/", subjects.RegionPage.as_view(), name="region"),
    path("institutions/", lists.Institutions.as_view(), name="institutions"),
    path("institutions/<str:key>/", subjects.InstitutionPage.as_view(), name="institution"),
    path("authors/", lists.Authors.as_view(), name="authors"),
    path("authors/<str:key>/", subjects.AuthorPage.as_view(), name="author"),
    path("about/", about.About.as_view(), name="about"),
]
