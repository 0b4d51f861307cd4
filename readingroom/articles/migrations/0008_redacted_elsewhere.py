"""
What was redacted says so by itself, and is no more called by a hash of what was taken out.

An original that came from another room without its personal data was told from others by its hash alone. See `Original`
for what that hash would give away.
"""

import hashlib
from importlib import import_module

from django.db import migrations, models

immutable = import_module("readingroom.articles.migrations.0002_immutable")
bringing_in = import_module("readingroom.articles.migrations.0006_bringing_in")

REDACTED = bringing_in.REDACTED | {"Original": {"content", "sha256", "redacted_at"}}
"""What a redaction that two people agreed on changes, until it is noted as done."""

NO_HASH = "0" * 64


def unprotect(apps, schema_editor):
    """SQLite writes the table of originals anew, and does not where a trigger of another speaks of it."""
    immutable.unprotect(apps, schema_editor)


def protect_anew(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    differs = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}[vendor]
    for name, columns in REDACTED.items():
        meta = apps.get_model("articles", name)._meta
        fixed = {field.column for field in meta.local_concrete_fields} - immutable.MAY_CHANGE[name] - {"redaction_id"}
        broken = [f'NEW."{column}" {differs} OLD."{column}"' for column in sorted(fixed - columns)]
        broken += [
            f'(NEW."{column}" {differs} OLD."{column}" AND NEW."{column}" IS NOT NULL)'
            for column in immutable.MAY_ONLY_BECOME_EMPTY.get(name, ())
        ]
        redacted = " OR ".join(f'NEW."{column}" {differs} OLD."{column}"' for column in sorted(columns))
        is_open = bringing_in.OPEN[name].format(is_open=bringing_in.IS_OPEN)
        broken.append(f"(({redacted}) AND NOT {is_open})")
        for statement in bringing_in.STATEMENTS[vendor]:
            schema_editor.execute(statement.format(table=meta.db_table, broken=" OR ".join(broken)))


def forget_hashes(apps, schema_editor):
    original, upload, article = (apps.get_model("articles", name) for name in ("Original", "Upload", "Article"))
    rows = original.objects.order_by("pk").values_list("pk", "sha256", "content", "added_at", "redaction__done_at")
    for number, known_as, content, added_at, done_at in rows.iterator(chunk_size=20):
        left = hashlib.sha256(content).hexdigest()
        if left == known_as:
            continue
        changes = {"redacted_at": done_at or added_at}
        if original.objects.filter(pk=number, readings__reader__startswith="plain-").exists():
            changes["sha256"] = left if not original.objects.filter(sha256=left).exists() else f"{number:064x}"
            upload.objects.filter(sha256=known_as).update(sha256=changes["sha256"])
        original.objects.filter(pk=number).update(**changes)
        article.objects.filter(originals=number).update(rejected="")
    upload.objects.filter(state="dropped", content=None, original=None, reason__contains="隐去").update(sha256=NO_HASH)


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_rules_in_question")]

    operations = [
        migrations.RunPython(unprotect, migrations.RunPython.noop),
        migrations.AddField(
            model_name="original",
            name="redacted_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="隐去时间"),
        ),
        migrations.RunPython(forget_hashes, migrations.RunPython.noop),
        migrations.RunPython(protect_anew, migrations.RunPython.noop),
    ]
