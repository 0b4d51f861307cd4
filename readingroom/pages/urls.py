from __future__ import annotations

from django.urls import path

from . import (  # noqa: F401 - converters
    addresses,
    api,
    browsing,
    choosing,
    editions,
    feeds,
    machines,
    originals,
    permanent_links,
    reading,
    searching,
    sitemaps,
)

app_name = "pages"
urlpatterns = [
    path("", browsing.index, name="index"),
    path("articles/", browsing.articles, name="articles"),
    path("articles/<number:number>/", reading.article, name="article"),
    path("articles/<number:number>/original/", originals.original, name="original"),
    path("articles/<number:number>/editions/", editions.editions, name="editions"),
    path("articles/<number:number>/editions/<number:edition>/", editions.edition, name="edition"),
    path("p/<slug:key>/", permanent_links.paragraph, name="paragraph"),
    path("p/<slug:key>/cite/", permanent_links.cite, name="cite"),
    path("themes/<slug:slug>/", browsing.theme, name="theme"),
    path("themes/<slug:slug>/feed/", feeds.theme_feed, name="theme_feed"),
    path("sources/", browsing.sources, name="sources"),
    path("sources/none/", browsing.source_unknown, name="source_unknown"),
    path("sources/<number:number>/", browsing.source, name="source"),
    path("years/", browsing.years, name="years"),
    path("years/<year:value>/", browsing.year, name="year"),
    path("search/", searching.search, name="search"),
    path("about/", browsing.about, name="about"),
    path("help/", browsing.help_page, name="help"),
    path("preferences/", choosing.preferences, name="preferences"),
    path("feed/", feeds.feed, name="feed"),
    path("api/", api.root, name="api"),
    path("api", api.root),  # nothing under /api/ redirects, so neither does its root
    path("api/openapi.json", api.openapi, name="api_openapi"),
    path("api/articles", api.articles, name="api_articles"),
    path("api/articles/<number:number>", api.article, name="api_article"),
    path("api/themes", api.themes, name="api_themes"),
    path("api/sources", api.sources, name="api_sources"),
    path("api/search", api.search, name="api_search"),
    path("api/suggest", api.suggest, name="api_suggest"),
    path("opensearch.xml", machines.opensearch, name="opensearch"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-<number:part>.xml", sitemaps.sitemap_part, name="sitemap_part"),
    path("robots.txt", machines.robots, name="robots"),
    path("healthz", machines.healthz, name="healthz"),
]
