"""What a browser may do with each kind of answer: the Content-Security-Policies, and the headers that go with them."""

from csp.constants import NONE, SELF

_CLOSED = {"default-src": [NONE], "base-uri": [NONE], "form-action": [NONE], "frame-ancestors": [NONE]}

PAGES = _CLOSED | {
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF],
    "connect-src": [SELF],  # what is offered while somebody types
    "form-action": [SELF],
}
"""A reader's page: its own style sheet, scripts and pictures, and nothing that stands in the page itself."""

DESK = PAGES | {"img-src": [SELF, "data:"], "font-src": [SELF]}
"""The editors' pages, with what Django's admin brings."""

DATA = _CLOSED
"""What is no page and runs nothing, should a browser ever take it for one: data, and files of the site."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation"),
            *("gyroscope", "magnetometer", "microphone", "midi", "payment", "picture-in-picture"),
            *("publickey-credentials-get", "screen-wake-lock", "usb", "xr-spatial-tracking"),
        )
    ),
}
"""What every answer says besides, unless it says otherwise itself."""

FROM_ANYWHERE = {"Cross-Origin-Resource-Policy": "cross-origin"}
"""For open data, and for the site's own style sheets and pictures: other web sites may use them."""
