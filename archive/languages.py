"""The languages of the interface."""

from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

from archive.open_data import is_data

LANGUAGE_TAGS = {"en": "en", "zh-hans": "zh-Hans"}
"""Django's names of the languages as HTML has them (BCP 47)."""


class InterfaceLanguage(LocaleMiddleware):
    """The reader's choice or, before there is one, what the browser asks for. What programs read stays English."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        if is_data(request.path_info):
            translation.activate("en")
            request.LANGUAGE_CODE = "en"
