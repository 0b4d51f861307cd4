from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from readingroom.pages.preview import preview

urlpatterns = [
    path("desk/preview/<int:number>/", preview, name="preview"),  # before the desk, which answers all below it
    path("desk/", admin.site.urls),
    path("", include("readingroom.pages.urls")),
]

handler400 = "readingroom.pages.errors.bad_request"
handler403 = "readingroom.pages.errors.permission_denied"
handler404 = "readingroom.pages.errors.page_not_found"
handler500 = "readingroom.pages.errors.server_error"
