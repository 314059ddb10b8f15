"""The people of the table of permits: each a browser in which they have signed in."""

from django.contrib.auth.models import Group, User
from django.test import Client

ROLES = {
    "visitor": None,
    "staff": (),
    "editor": ("Editors",),
    "reviewer": ("Reviewers",),
    "both": ("Editors", "Reviewers"),
    "operator": (),
}
"""What the letters of the table mean, with the groups that they are in; a visitor has no account."""

NOBODY: frozenset[str] = frozenset()
OPERATOR = frozenset({"operator"})
STAFF = frozenset(ROLES) - {"visitor"}
AT_THE_DESK = frozenset({"editor", "reviewer", "both", "operator"})
PREPARING = frozenset({"editor", "both", "operator"})
DECIDING = frozenset({"reviewer", "both", "operator"})
BOTH = frozenset({"both", "operator"})


def browser(role: str, **named) -> Client:
    """A browser of somebody in that role; more arguments go to Client."""
    client = Client(**named)
    if ROLES[role] is not None:
        client.force_login(person(role))
    return client


def person(role: str) -> User:
    """Somebody in that role, made if need be."""
    found = User.objects.filter(username=f"a-{role}").first()
    if found is None:
        found = User.objects.create_user(f"a-{role}", is_staff=True, is_superuser=role == "operator")
        found.groups.set([Group.objects.get(name=name) for name in ROLES[role]])
    return found
