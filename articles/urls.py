"""The reader's pages."""

from django.urls import path

from articles import views

urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("issues/", views.Issues.as_view(), name="issues"),
    path("issues/<str:publication>/<str:slug>/", views.IssuePage.as_view(), name="issue"),
    path("issues/<str:publication>/<str:slug>/source/<int:pk>/", views.download_source, name="source"),
    path("articles/<int:pk>/<str:slug>/", views.ArticlePage.as_view(), name="article"),
    path("topics/", views.Topics.as_view(), name="topics"),
    path("topics/<str:key>/", views.TopicPage.as_view(), name="topic"),
    path("regions/", views.Regions.as_view(), name="regions"),
    path("regions/<str:key>/", views.RegionPage.as_view(), name="region"),
    path("institutions/", views.Institutions.as_view(), name="institutions"),
    path("institutions/<str:key>/", views.InstitutionPage.as_view(), name="institution"),
    path("authors/", views.Authors.as_view(), name="authors"),
    path("authors/<str:key>/", views.AuthorPage.as_view(), name="author"),
    path("about/", views.About.as_view(), name="about"),
]
