from __future__ import annotations

import pytest
from django.contrib import admin
from django.urls import path, reverse

from readingroom import urls
from readingroom.articles.models import Edition, Source, SourceAlias, Theme
from readingroom.desk.curated import CuratedAdmin, ReadOnlyAdmin
from tests.desk.guard import GuardedClient, PastCuration, unguarded


class AliasInline(admin.TabularInline):
    model = SourceAlias


def site_with(model, admin_class) -> admin.AdminSite:
    site = admin.AdminSite()
    site.register(model, admin_class)
    return site


def test_every_write_of_the_desk_goes_through_curation():
    assert list(unguarded(admin.site)) == []


def test_a_stock_admin_of_the_library_is_found_out():
    class StockAdmin(admin.ModelAdmin):
        pass

    assert list(unguarded(site_with(Source, StockAdmin))) == ["StockAdmin"]


def test_a_curated_admin_that_saves_in_its_own_way_is_found_out():
    class WilfulAdmin(CuratedAdmin):
        def save_model(self, request, obj, form, change):
            obj.save()

    assert list(unguarded(site_with(Theme, WilfulAdmin))) == ["WilfulAdmin"]


def test_an_inline_below_a_stock_admin_is_found_out():
    class OutwardlyReadOnlyAdmin(ReadOnlyAdmin):
        inlines = [AliasInline]

    assert list(unguarded(site_with(Source, OutwardlyReadOnlyAdmin))) == ["AliasInline"]


def test_many_to_many_fields_that_django_would_save_itself_are_found_out():
    class EditionAdmin(CuratedAdmin):
        pass

    assert list(unguarded(site_with(Edition, EditionAdmin))) == ["EditionAdmin: many-to-many"]


def test_an_admin_that_only_shows_is_left_alone():
    class ShownAdmin(ReadOnlyAdmin):
        pass

    assert list(unguarded(site_with(Edition, ShownAdmin))) == []


def write_by_hand(request):
    Source.objects.create(name="晨报")


urlpatterns = [path("desk/by-hand/", write_by_hand), *urls.urlpatterns]


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_page_that_writes_by_itself_is_caught_in_the_act():
    with pytest.raises(PastCuration, match="articles_source"):
        GuardedClient().get("/desk/by-hand/")


def test_a_page_that_writes_through_curation_is_not(desk):
    response = desk.post(
        reverse("admin:articles_source_add"),
        {
            "name": "晨报",
            "kind": "other",
            "home_page": "",
            "aliases-TOTAL_FORMS": 1,
            "aliases-INITIAL_FORMS": 0,
            "aliases-0-spelling": "《晨报》",
            "weighed_aliases": "+《晨报》",
        },
    )

    assert response.status_code == 302
    assert list(Source.objects.get(name="晨报").aliases.values_list("spelling", flat=True)) == ["《晨报》"]
