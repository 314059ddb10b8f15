"""The groups that work at the desk: editors prepare, reviewers publish. Who is in both may do both."""

from django.db import migrations

_CATALOGUE = (
    "article", "articleinstitution", "articleregion", "articletopic", "author", "authorship", "batch", "caption",
    "change", "inspection", "institution", "issue", "likeness", "publication", "region", "removal", "section",
    "sourcefile", "topic",
)
_PREPARED = ("article", "articleinstitution", "articleregion", "articletopic", "authorship", "batch", "caption", "issue")
_NAMED = ("author", "institution", "publication", "region", "section", "topic")


def _codes(actions, models):
    return [(f"{action}_{model}", model) for action in actions for model in models]


_GROUPS = {
    "Editors": _codes(["view"], _CATALOGUE)
    + _codes(["add", "change", "delete"], _PREPARED)
    + _codes(["change"], ["likeness"])
    + _codes(["add"], ["author", "publication", "section"]),
    "Reviewers": _codes(["view"], _CATALOGUE)
    + _codes(["change", "delete"], [model for model in _PREPARED if model != "batch"])
    + _codes(["change"], ["likeness"])
    + _codes(["add"], ["articleinstitution", "articleregion", "articletopic", "authorship", "caption"])
    + _codes(["add", "change", "delete"], _NAMED)
    + [("publish_issue", "issue")],
}


def keep_publishers(apps, schema_editor):
    """Until now, whoever might change issues might publish them: those who have that permission may go on."""
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    using = schema_editor.connection.alias
    known = Permission.objects.using(using).filter(content_type__app_label="articles", codename="change_issue").first()
    if known is None:
        return  # a new archive
    issues = ContentType.objects.using(using).get(app_label="articles", model="issue")
    publish, _ = Permission.objects.using(using).get_or_create(
        content_type=issues, codename="publish_issue", defaults={"name": "Can publish issues and change what is public"}
    )
    for holder in (*known.user_set.all(), *known.group_set.all()):
        (holder.user_permissions if hasattr(holder, "user_permissions") else holder.permissions).add(publish)


def make_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    using = schema_editor.connection.alias
    types = {
        model: ContentType.objects.using(using).get_or_create(app_label="articles", model=model)[0]
        for model in _CATALOGUE
    }
    for name, codes in _GROUPS.items():
        group, _ = Group.objects.using(using).get_or_create(name=name)
        for code, model in codes:
            # Django makes the rest of them after the migrations, and leaves those alone that are there.
            permission, _ = Permission.objects.using(using).get_or_create(
                content_type=types[model], codename=code, defaults={"name": f"Can {code.replace('_', ' ')}"}
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_kept"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(keep_publishers, migrations.RunPython.noop),
        migrations.RunPython(make_groups, migrations.RunPython.noop),
    ]
