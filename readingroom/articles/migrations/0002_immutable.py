"""
What was received and what was published cannot be rewritten, by no program and no slip at a prompt.

An edition only forgets the cleaning it came from, when that is dropped, and follows its source when that is merged with
another: which row the office files it under is no part of what was published. An original keeps its bytes and a reading
its lines. A migration that has SQLite write one of these tables anew drops its trigger, and has to run `protect`.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

MAY_CHANGE = {
    "Edition": {"cleaning_id", "source_id"},
    "Original": {"size", "file_name", "format", "simhash", "added_at", "added_by_id", "article_id"},
    "Reading": {"original_id", "reader", "encoding", "doubts", "read_at"},
}

MAY_ONLY_BECOME_EMPTY = {"Edition": ("cleaning_id",)}


def protect(apps: Any, schema_editor: Any) -> None:
    vendor = schema_editor.connection.vendor
    for name, may_change in MAY_CHANGE.items():
        meta = apps.get_model("articles", name)._meta
        fixed = [field.column for field in meta.local_concrete_fields if field.column not in may_change]
        differs = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}[vendor]
        broken = [f'NEW."{column}" {differs} OLD."{column}"' for column in fixed]
        broken += [
            f'(NEW."{column}" {differs} OLD."{column}" AND NEW."{column}" IS NOT NULL)'
            for column in MAY_ONLY_BECOME_EMPTY.get(name, ())
        ]
        for statement in STATEMENTS[vendor]:
            schema_editor.execute(statement.format(table=meta.db_table, broken=" OR ".join(broken)))


def unprotect(apps: Any, schema_editor: Any) -> None:
    for name in MAY_CHANGE:
        table = apps.get_model("articles", name)._meta.db_table
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {table}_is_immutable CASCADE")
        else:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_is_immutable")


STATEMENTS = {
    "sqlite": [
        """
        CREATE TRIGGER {table}_is_immutable BEFORE UPDATE ON {table} WHEN {broken}
        BEGIN SELECT RAISE(ABORT, '{table} is immutable: what was received or published is not rewritten'); END
        """,
    ],
    "postgresql": [
        """
        CREATE FUNCTION {table}_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '{table} is immutable: what was received or published is not rewritten'
                USING ERRCODE = 'integrity_constraint_violation';
        END $$
        """,
        """
        CREATE TRIGGER {table}_is_immutable BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({broken})
        EXECUTE FUNCTION {table}_is_immutable()
        """,
    ],
}


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [migrations.RunPython(protect, unprotect)]
