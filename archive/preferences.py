"""What a reader without an account can set: the language of the pages, and light or dark. Kept in cookies."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

THEME_COOKIE = "theme"
THEMES = ("light", "dark")
AUTOMATIC = "auto"
"""As the reader's system has it: no cookie is kept for it."""

_SECONDS = 365 * 24 * 3600


def theme_of(request: HttpRequest) -> str:
    """`light`, `dark`, or empty where the reader leaves it to the system."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return theme if theme in THEMES else ""


@csrf_exempt  # nothing worth protecting, and a token would make every page another one for every reader
@require_POST
def set_preferences(request: HttpRequest) -> HttpResponse:
    """Keeps `language` or `theme` for a year and leads back to `next`, an address of this site; 400 for others."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    language, theme = request.POST.get("language"), request.POST.get("theme")
    if language in dict(settings.LANGUAGES):
        _keep(response, settings.LANGUAGE_COOKIE_NAME, language)
    elif theme in THEMES:
        _keep(response, THEME_COOKIE, theme)
    elif theme == AUTOMATIC:
        response.delete_cookie(THEME_COOKIE)
    else:
        return HttpResponseBadRequest(_("There is no such language and no such colours. Go back and choose again."))
    return response


def _keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name, value, max_age=_SECONDS, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
