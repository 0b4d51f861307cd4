from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_room_identity")]

    operations = [
        migrations.AddIndex("edition", models.Index(fields=["date", "article"], name="editions_by_date")),
        migrations.AddIndex(
            "edition", models.Index(fields=["source", "date", "article"], name="editions_by_source_and_date")
        ),
        migrations.AddIndex(
            "paragraph", models.Index(fields=["article", "theme", "kind"], name="paragraphs_by_theme")
        ),
    ]
