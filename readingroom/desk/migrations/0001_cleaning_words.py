"""
Whoever looks after terms looks after cleaning words, which older rooms have not known.

Their groups are there already, and `editors.create_editors` leaves them alone. Django writes permissions after the last
migration only, so those that are given here are written here; on a new database there is nobody to give them to.
"""

from django.db import migrations


def give_permissions(apps, schema_editor):
    ContentType, Permission = apps.get_model("contenttypes", "ContentType"), apps.get_model("auth", "Permission")
    for verb in ("add", "change", "delete", "view"):
        for of_terms in Permission.objects.filter(content_type__app_label="articles", codename=f"{verb}_term"):
            content_type, _ = ContentType.objects.get_or_create(app_label="articles", model="cleaningword")
            permission, _ = Permission.objects.get_or_create(
                content_type=content_type, codename=f"{verb}_cleaningword", defaults={"name": f"Can {verb} 清洗用词"}
            )
            permission.group_set.add(*of_terms.group_set.all())
            permission.user_set.add(*of_terms.user_set.all())


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_bringing_in"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give_permissions, migrations.RunPython.noop)]
