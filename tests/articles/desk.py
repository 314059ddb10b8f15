"""An editor's way through the admin, for the tests of it."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

PAGE = """# Harbour Science Daily

No. 12, 10 March 2023

## Ministry funds battery research

By CHEN Chunyou

The Ministry of Science and Technology will fund four laboratories in Tianjin that work on solid-state
batteries, it said on Thursday. The money runs for three years and is open to universities as well.

Each laboratory has to share its measurements with the other three within a month.

## Tide gauges report by satellite

By LIN Yue

Forty tide gauges along the coast now send their readings by satellite every ten minutes. The old ones
were read by hand once a week, and two storms were missed for that reason.
"""

OTHER_PAGE = """# Harbour Science Daily

No. 12, 10 March 2023

## Kelp farms count their carbon

By SUN Mei

Three kelp farms in Shandong weigh what they harvest and what sinks to the floor of the bay, so that the carbon in
both can be counted. The method is to become a standard next year, and farms that follow it may sell credits.

The first figures came as a surprise: more sinks than is cut.
"""


def sign_in(client, *permissions):
    """Signs in an editor: with all permissions, or with just those named."""
    user = User.objects.create_user(f"editor-{User.objects.count()}", is_staff=True, is_superuser=not permissions)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(user)
    return user


def upload(client, *files, **named):
    """Sends the first step; `files` are (name, content) pairs."""
    chosen = [SimpleUploadedFile(name, data if isinstance(data, bytes) else data.encode()) for name, data in files]
    return client.post(reverse("admin:articles_issue_upload"), {"files": chosen} if chosen else {}, **named)


def confirm(client, page, **changes):
    """Sends the second step with what the guess page has filled in, but for the changes."""
    form = page.context["form"]
    present = page.context["present"]
    data = (
        {name: form[name].value() or "" for name in form.fields} | {"present": present.pk if present else ""} | changes
    )
    data["publication"] = getattr(data["publication"], "pk", data["publication"])
    return client.post(reverse("admin:articles_issue_confirm"), data)


def ingest(client, name="page.md", data=PAGE, **changes):
    """Both steps; the issue's page of review is what comes back."""
    return confirm(client, upload(client, (name, data)), **changes)


def review_data(client, address, **changes):
    """What the browser would send from the review page, but for the changes to its first article: field=value."""
    data = {}
    panels = client.get(address).context["panels"]
    for number, (form, *_) in enumerate(panels):
        for name in form.fields:
            if (value := form[name].value()) is not None:
                data[form.add_prefix(name)] = value
        if number == 0:
            data |= {form.add_prefix(name): value for name, value in changes.items()}
    return data


def staged():
    """The uploads that wait to be confirmed."""
    folder = Path(settings.MEDIA_ROOT) / "staging"
    return list(folder.iterdir()) if folder.exists() else []


def told(response):
    """The messages of the page that a response leads to."""
    return " ".join(str(message) for message in response.wsgi_request._messages)
